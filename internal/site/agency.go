package site

import (
	"strings"

	"concord/internal/concord"
	"concord/internal/language"
	"concord/internal/record"
)

func (b *builder) agency(m *concord.Member) (Agency, error) {
	view, err := b.agencyFacts(m)
	if err != nil {
		return view, err
	}
	d := m.Document
	view.Page = b.documentPage(d, b.section("agencies"))
	view.Instruments = b.rows(b.instruments[d.Slug()])
	view.Previous, view.Next = b.neighbour(m, -1), b.neighbour(m, 1)
	view.Citation = b.citation(m)
	key, _ := d.Key()
	view.Mentions, view.Paragraphs, err = b.quotes(b.Concordance.Mentions(key), d)
	return view, err
}

// agencyFacts is an agency without what leads to other pages.
func (b *builder) agencyFacts(m *concord.Member) (Agency, error) {
	d, a := m.Document, m.Document.Agency
	view := Agency{
		Page:         b.partPage(d),
		Acronym:      a.Acronym,
		Side:         b.sideOf(a),
		Names:        a.Names,
		Offices:      a.Offices,
		Translations: b.translations(d),
		OwnTitle:     m.Facts.OwnTitle,
		Counterparts: b.counterparts(d),
	}
	var err error
	view.Body, err = b.body(m)
	return view, err
}

// translations are an agency's names in other languages than the page's.
func (b *builder) translations(d *record.Document) []Translation {
	var list []Translation
	shown := b.subject(d)
	if b.textLang != "" && shown.lang == "" {
		list = append(list, Translation{Language: b.textLang, Label: b.languageName(b.textLang), Name: d.Title})
	}
	for _, t := range d.Agency.Translations {
		if t.Name != shown.text {
			list = append(list, Translation{Language: t.Language, Label: b.languageName(t.Language), Name: t.Name})
		}
	}
	return list
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
	language.SortBy(b.Language.Language, list, func(x Counterpart) string { return x.Title })
	return list
}

func (b *builder) agencyIndex() (AgencyIndex, error) {
	view := AgencyIndex{Page: b.page(b.indexTitle("agencies"),
		b.Text("Every ministry, agency, joint body and international organisation that the record names."))}
	view.Picture = b.matrix()
	items := make([]AgencyItem, 0, len(b.byKind[record.Agency]))
	bySide := map[string][]AgencyItem{}
	for _, m := range b.byKind[record.Agency] {
		item := b.agencyItem(m)
		items = append(items, item)
		bySide[sideID(m.Document.Agency)] = append(bySide[sideID(m.Document.Agency)], item)
	}
	for _, side := range b.Config.Sides {
		view.Sides = b.appendGroup(view.Sides, b.sideName(side.Code), "side-"+strings.ToLower(side.Code), bySide[side.Code])
	}
	view.Sides = b.appendGroup(view.Sides, b.Text("Joint bodies"), "side-joint", bySide["joint"])
	view.Sides = b.appendGroup(view.Sides, b.Text("International organisations and forums"), "side-international", bySide["international"])
	view.Letters = b.letters(items)
	return view, nil
}

func sideID(a *record.AgencyFacts) string {
	if a.Country != "" {
		return a.Country
	}
	return a.Body
}

func (b *builder) appendGroup(groups []AgencyGroup, title, id string, items []AgencyItem) []AgencyGroup {
	if len(items) == 0 {
		return groups
	}
	b.sortAgencies(items)
	return append(groups, AgencyGroup{Title: title, ID: id, Agencies: items})
}

// sortAgencies puts agencies into the order of their names.
func (b *builder) sortAgencies(items []AgencyItem) {
	language.SortBy(b.Language.Language, items, func(x AgencyItem) string { return x.Title })
}

// letters groups agencies by the first letter of their names.
func (b *builder) letters(items []AgencyItem) []AgencyGroup {
	b.sortAgencies(items)
	var groups []AgencyGroup
	for _, item := range items {
		letter := b.Letter(item.Title)
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
		Translations: b.translations(m.Document), Paragraphs: paragraphs(b.Concordance.Mentions(key), m),
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
