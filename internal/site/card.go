package site

import (
	"cmp"
	"hash/fnv"
	"io"
	"math/bits"
	"strconv"
	"sync"

	"concord/internal/concord"
	"concord/internal/record"
)

// Card is what is shown of something that a link leads to, before the reader
// follows it.
type Card struct {
	Path  string // from the root of the language, as links have it
	Kind  string // "Agency"
	Title string
	Lang  string // as in Link, of the title
	Text  string
	// TextLang is the language of the text, where it is not the page's.
	TextLang string
	Facts    []CardFact
}

// CardFact is a line of a card.
type CardFact struct{ Name, Value string }

// cardsFolder is where the files of cards lie, from the root of a language.
const cardsFolder = "cards/"

// cardsPerFile is how many cards a file has, about: a few kilobytes.
const cardsPerFile = 32

// mostDateCards is how many dates a record may name for these to have cards.
const mostDateCards = 2000

// CardFiles is how many files the cards of a language are in: a power of two, 0
// where nothing has a card.
func (s *Site) CardFiles() int {
	n := len(s.subjects) + len(s.Terms)
	if dates := s.Concordance.Count(record.KeyDate); dates <= mostDateCards {
		n += dates
	}
	if n == 0 {
		return 0
	}
	return 1 << bits.Len(uint((n-1)/cardsPerFile))
}

// CardFile is the number of the file that has the card of a path: the FNV-1a hash
// of the path, of 32 bits, modulo the number of files.
func CardFile(path string, files int) int {
	h := fnv.New32a()
	_, _ = io.WriteString(h, path) // a hash takes everything
	return int(h.Sum32() % uint32(files))
}

// cardIndex is what has a card, by the files in which these are.
type cardIndex struct {
	once  sync.Once
	files [][]cardPlan
}

// cardPlan is a card that is not made yet.
type cardPlan struct {
	path string
	fill func(*builder) Card
}

func (s *Site) planCards() {
	n := s.CardFiles()
	s.cards.files = make([][]cardPlan, n)
	add := func(path string, fill func(*builder) Card) {
		file := CardFile(path, n)
		s.cards.files[file] = append(s.cards.files[file], cardPlan{path, fill})
	}
	for _, m := range s.Members {
		if _, ok := m.Document.Key(); ok {
			add(documentPath(m.Document.ID), func(b *builder) Card { return b.subjectCard(m) })
		}
	}
	dates := s.Concordance.Keys(record.KeyDate)
	if len(dates) > mostDateCards { // their cards would outnumber all others, and say the least
		dates = nil
	}
	for _, key := range dates {
		if date, err := record.ParseEDTF(key.ID); err == nil { // keys of dates are made from dates
			add(record.DatePath(date), func(b *builder) Card { return b.dateCard(key, date) })
		}
	}
	for i := range s.Terms {
		if t := &s.Terms[i]; t.Key.Kind == record.KeyTerm {
			add(GlossaryPath+"#"+t.Slug, func(b *builder) Card { return b.termCard(t) })
		}
	}
}

// CardPath is the path of a file of cards, from the root of a language.
func CardPath(number int) string { return cardsFolder + strconv.Itoa(number) + ".js" }

// Cards are the cards of a language that are in a file: those of agencies and
// instruments, of dates and of terms.
func (s *Site) Cards(in *Edition, file int) []Card {
	s.cards.once.Do(s.planCards)
	b := &builder{Site: s, Edition: in}
	list := make([]Card, len(s.cards.files[file]))
	for i, plan := range s.cards.files[file] {
		list[i] = plan.fill(b)
		list[i].Path = plan.path
	}
	return list
}

func (b *builder) subjectCard(m *concord.Member) Card {
	d := m.Document
	name := b.subject(d)
	card := Card{Title: name.text, Lang: name.lang, Text: d.Description, TextLang: b.textLang}
	if a := d.Agency; a != nil {
		card.Kind = b.sideOf(a)
		card.add(b.Text("Acronym"), a.Acronym)
	}
	if x := d.Instrument; x != nil {
		card.Kind = cmp.Or(upperFirst(b.value(x.Form.Value).text), b.Text("Instrument"))
		card.add(b.Text("Acronym"), x.Acronym)
		if e := latest(x); e != nil {
			card.add(upperFirst(b.value(e.Event).text), b.Date(e.Date))
		}
		card.add(b.Text("Status"), cmp.Or(b.value(x.Status.Value).text, b.Text("not stated")))
	}
	key, _ := d.Key()
	card.add(b.Text("Named in"), b.namedIn(b.Concordance.Mentions(key), m))
	return card
}

func (b *builder) dateCard(key record.Key, date record.EDTF) Card {
	card := Card{Kind: b.Text("Date"), Title: b.Date(date)}
	card.add("EDTF", date.String())
	card.add(b.Text("Named in"), b.namedIn(b.Concordance.Mentions(key), nil))
	return card
}

func (b *builder) termCard(t *record.Term) Card {
	card := Card{Kind: b.Text("Defined term"), Title: t.Short, Text: t.Long, TextLang: b.textLang, Lang: b.textLang}
	card.add(b.Text("Used in"), b.namedIn(b.Concordance.Mentions(t.Key), nil))
	return card
}

// namedIn counts the paragraphs of other documents in which occurrences stand.
func (b *builder) namedIn(occurrences []concord.Occurrence, self *concord.Member) string {
	return b.Count("{} paragraph", "{} paragraphs", paragraphs(occurrences, self))
}

func (c *Card) add(name, value string) {
	if value != "" {
		c.Facts = append(c.Facts, CardFact{name, value})
	}
}
