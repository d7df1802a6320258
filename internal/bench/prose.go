package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// mentionShare is the chance that a sentence mentions something. The first and last paragraphs of an
// instrument mention its participants and dates in any case, which brings the whole to two thirds.
const mentionShare = 0.65

// A tally is what the generator knows of the text that it has written.
type tally struct {
	Documents   int
	Words       int // of the bodies
	Paragraphs  int // numbered ones
	Sentences   int
	Mentioning  int // sentences with at least one mention
	Agencies    int // mentions of agencies
	Instruments int
	Dates       int
}

func (t *tally) add(other tally) {
	t.Documents += other.Documents
	t.Words += other.Words
	t.Paragraphs += other.Paragraphs
	t.Sentences += other.Sentences
	t.Mentioning += other.Mentioning
	t.Agencies += other.Agencies
	t.Instruments += other.Instruments
	t.Dates += other.Dates
}

func (t tally) mentions() int { return t.Agencies + t.Instruments + t.Dates }

// A scribe writes the body of one document. Every document has a scribe and a random stream of its own, so
// its text does not depend on which worker writes it or when.
type scribe struct {
	corpus *corpus
	prose  prose
	rng    *rand.Rand
	self   int // index of the instrument that is being written, -1 for other documents
	body   strings.Builder
	tally  tally
	drawn  string // the last word drawn, so that no sentence says "in surveys and surveys"
	named  int    // the last agency, for the same reason
}

func (s *scribe) heading(text string) {
	fmt.Fprintf(&s.body, "## %s\n\n", text)
	s.tally.Words += 1 + len(strings.Fields(text))
}

// open begins a numbered paragraph, whose sentences follow.
func (s *scribe) open(number string) {
	s.body.WriteString(number + ".")
	s.tally.Words++
	s.tally.Paragraphs++
}

func (s *scribe) close() { s.body.WriteString("\n\n") }

// until adds sentences, one at least, until the body has so many words.
func (s *scribe) until(words int) {
	for more := true; more; more = s.tally.Words < words {
		s.prose.sentence(s, false)
	}
}

// say writes a sentence, which begins in lower case unless with a name.
func (s *scribe) say(text string, mentioning bool) {
	first, size := utf8.DecodeRuneInString(text)
	if !s.atStart() {
		s.body.WriteByte(' ')
	}
	s.body.WriteRune(unicode.ToUpper(first))
	s.body.WriteString(text[size:])
	s.tally.Words += len(strings.Fields(text))
	s.tally.Sentences++
	if mentioning {
		s.tally.Mentioning++
	}
}

// atStart reports whether the next sentence opens a block without a number.
func (s *scribe) atStart() bool {
	return s.body.Len() == 0 || strings.HasSuffix(s.body.String(), "\n")
}

// agency mentions an agency in one of the ways that a record does. Half of the mentions are of the
// instrument's own participants, the rest of anybody.
func (s *scribe) agency(possessive bool) string {
	i := s.named
	for i == s.named {
		i = s.rng.IntN(len(s.corpus.agencies))
		if s.self >= 0 && s.rng.IntN(2) == 0 {
			i = pick(s.rng, s.corpus.instruments[s.self].participants)
		}
	}
	s.named = i
	s.tally.Agencies++
	return s.naming(s.corpus.agencies[i], possessive)
}

func (s *scribe) naming(a agency, possessive bool) string {
	if possessive {
		if strings.HasSuffix(a.name, "s") {
			return a.acronym + "’s"
		}
		return "the " + a.name + "’s"
	}
	switch s.rng.IntN(20) {
	case 0, 1, 2, 3:
		return a.acronym
	case 4, 5:
		return a.side.word + "’s " + a.name
	case 6, 7, 8:
		return "the " + a.name + " of " + a.side.word
	default:
		return "the " + a.name
	}
}

// instrument mentions any instrument but this one: a document does not link to itself.
func (s *scribe) instrument() string {
	i := s.rng.IntN(len(s.corpus.instruments))
	for i == s.self {
		i = s.rng.IntN(len(s.corpus.instruments))
	}
	s.tally.Instruments++
	return "the " + s.corpus.instruments[i].title
}

// when mentions a day, a month, a year or a range, within a few years of the instrument.
func (s *scribe) when() string {
	s.tally.Dates++
	about := lastYear
	if s.self >= 0 {
		about = s.corpus.instruments[s.self].signed.Year()
	}
	year := min(max(about-8+s.rng.IntN(17), firstYear), lastYear)
	switch s.rng.IntN(4) {
	case 0:
		return "in " + day(s.rng, year).Format("January 2006")
	case 1:
		return "on " + printed(day(s.rng, year))
	case 2:
		return "in " + strconv.Itoa(year)
	default:
		from := min(year, lastYear-1)
		to := min(from+1+s.rng.IntN(4), lastYear)
		return fmt.Sprintf("from %d to %d", from, to)
	}
}

func printed(date time.Time) string { return date.Format("2 January 2006") }
