package site

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/internal/concord"
	"concord/internal/record"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func (b *builder) agency(m *concord.Member) (Agency, error) {
	d, a := m.Document, m.Document.Agency
	view := Agency{
		Page:         b.page(d.Title, d.Description, b.section("agencies")),
		Acronym:      a.Acronym,
		Side:         b.sideOf(a),
		Names:        a.Names,
		Offices:      a.Offices,
		Translations: translations(a),
		OwnTitle:     m.Facts.OwnTitle,
		Instruments:  b.rows(b.instruments[d.Slug()]),
		Counterparts: b.counterparts(d),
		Previous:     b.neighbour(m, -1),
		Next:         b.neighbour(m, 1),
	}
	var err error
	if view.Body, err = b.body(m); err != nil {
		return view, err
	}
	key, _ := d.Key()
	view.Mentions, view.Paragraphs, err = b.quotes(b.Concordance.Mentions(key), d)
	return view, err
}

func translations(a *record.AgencyFacts) []Translation {
	list := make([]Translation, len(a.Translations))
	for i, t := range a.Translations {
		list[i] = Translation{Language: t.Language, Label: languageName(t.Language), Name: t.Name}
	}
	return list
}

// languageName is the English name of a language, or its tag where it has none.
func languageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	return display.English.Tags().Name(t)
}

// counterparts are the agencies of other sides that take part in the same
// instruments, with these instruments, in the order of their titles.
func (b *builder) counterparts(d *record.Document) []Counterpart {
	at := map[string]int{}
	var list []Counterpart
	for _, m := range b.instruments[d.Slug()] {
		for _, p := range m.Document.Instrument.Participants {
			other := b.agencyOf(p.Agency)
			if other == nil || other.Document.Agency.Country == d.Agency.Country {
				continue
			}
			i, known := at[p.Agency]
			if !known {
				i = len(list)
				at[p.Agency] = i
				list = append(list, Counterpart{Link: b.toDocument(other.Document), Side: b.sideOf(other.Document.Agency)})
			}
			list[i].Via = append(list[i].Via, b.toDocument(m.Document))
		}
	}
	slices.SortFunc(list, func(x, y Counterpart) int { return strings.Compare(x.Title, y.Title) })
	return list
}

func (b *builder) agencyIndex() (AgencyIndex, error) {
	view := AgencyIndex{Page: b.page(indexTitles["agencies"],
		"Every ministry, agency, joint body and international organisation that the record names.")}
	items := make([]AgencyItem, 0, len(b.byKind[record.Agency]))
	bySide := map[string][]AgencyItem{}
	for _, m := range b.byKind[record.Agency] {
		item := b.agencyItem(m)
		items = append(items, item)
		bySide[sideID(m.Document.Agency)] = append(bySide[sideID(m.Document.Agency)], item)
	}
	for _, side := range b.Config.Sides {
		view.Sides = appendGroup(view.Sides, side.Name, "side-"+strings.ToLower(side.Code), bySide[side.Code])
	}
	view.Sides = appendGroup(view.Sides, "Joint bodies", "side-joint", bySide["joint"])
	view.Sides = appendGroup(view.Sides, "International organisations and forums", "side-international", bySide["international"])
	view.Letters = letters(items)
	return view, nil
}

func sideID(a *record.AgencyFacts) string {
	if a.Country != "" {
		return a.Country
	}
	return a.Body
}

func appendGroup(groups []AgencyGroup, title, id string, items []AgencyItem) []AgencyGroup {
	if len(items) == 0 {
		return groups
	}
	slices.SortStableFunc(items, byTitle)
	return append(groups, AgencyGroup{Title: title, ID: id, Agencies: items})
}

func byTitle(a, b AgencyItem) int { return strings.Compare(a.Title, b.Title) }

// letters groups agencies by the first letter of their names.
func letters(items []AgencyItem) []AgencyGroup {
	slices.SortStableFunc(items, byTitle)
	var groups []AgencyGroup
	for _, item := range items {
		r, _ := utf8.DecodeRuneInString(item.Title)
		letter := string(unicode.ToUpper(r))
		if n := len(groups); n == 0 || groups[n-1].Title != letter {
			groups = append(groups, AgencyGroup{Title: letter, ID: "letter-" + strings.ToLower(letter)})
		}
		last := &groups[len(groups)-1]
		last.Agencies = append(last.Agencies, item)
	}
	return groups
}

func (b *builder) agencyItem(m *concord.Member) AgencyItem {
	a := m.Document.Agency
	key, _ := m.Document.Key()
	return AgencyItem{
		Link: b.toDocument(m.Document), Acronym: a.Acronym, Side: b.sideOf(a),
		Translations: translations(a), Paragraphs: paragraphs(b.Concordance.Mentions(key), m),
	}
}

// paragraphs counts the paragraphs of other documents in which occurrences
// stand.
func paragraphs(occurrences []concord.Occurrence, self *concord.Member) int {
	n := 0
	for i, o := range occurrences {
		if o.Member == self || o.Paragraph < 0 {
			continue
		}
		if i == 0 || occurrences[i-1].Member != o.Member || occurrences[i-1].Paragraph != o.Paragraph {
			n++
		}
	}
	return n
}
