package site

import (
	"slices"
	"strconv"

	"concord/internal/concord"
	"concord/internal/record"
)

// instrumentsOf are the instruments that name a pillar as theirs.
func (s *Site) instrumentsOf(p *record.Pillar) []*concord.Member {
	var list []*concord.Member
	for _, m := range s.byKind[record.Instrument] {
		if m.Document.Instrument.Pillar.Value == strconv.Itoa(p.Number) {
			list = append(list, m)
		}
	}
	return list
}

func (b *builder) pillar(i int) (Pillar, error) {
	p := &b.Config.Pillars[i]
	view := Pillar{
		Page:        b.page(pillarTitle(p), b.With("What the record says under the pillar {}.", p.Name), b.section("mous")),
		Roman:       p.Roman,
		Name:        p.Name,
		Instruments: b.rows(b.instrumentsOf(p)),
	}
	view.TitleLang = b.textLang
	if i > 0 {
		view.Previous = b.toPillar(i - 1)
	}
	if i+1 < len(b.Config.Pillars) {
		view.Next = b.toPillar(i + 1)
	}
	m, from, to := b.pillarText(p)
	if m == nil {
		return view, nil
	}
	link := b.toParagraph(m.Document, m.Facts.Paragraphs[from].Number)
	view.Text = &link
	view.Agencies = b.agenciesIn(m, from, to)
	group, err := b.paragraphsOf(m, from, to)
	view.Paragraphs = []QuoteGroup{group}
	return view, err
}

func (b *builder) toPillar(i int) *Link {
	p := &b.Config.Pillars[i]
	return &Link{Title: pillarTitle(p), Href: b.href(pillarPath(p)), Lang: b.textLang}
}

// PillarText is the paragraphs of a document that stand under a pillar.
type PillarText struct {
	Pillar   *record.Pillar
	From, To int // indexes in the document's paragraphs, the end not included
}

// PillarTexts returns the texts of pillars that a document has, in the order of
// the pillars.
func (s *Site) PillarTexts(m *concord.Member) []PillarText {
	var list []PillarText
	for i := range s.Config.Pillars {
		p := &s.Config.Pillars[i]
		if len(p.Cite) == 0 || p.Cite[0].Document != m.Document.ID {
			continue
		}
		if at, from, to := s.pillarText(p); at == m {
			list = append(list, PillarText{p, from, to})
		}
	}
	return list
}

// pillarText finds the paragraphs of a pillar: those under the heading of the
// first paragraph that it cites.
func (s *Site) pillarText(p *record.Pillar) (m *concord.Member, from, to int) {
	if len(p.Cite) == 0 {
		return nil, 0, 0
	}
	m = s.Concordance.Member(p.Cite[0].Document)
	if m == nil {
		return nil, 0, 0
	}
	list := m.Facts.Paragraphs
	from = slices.IndexFunc(list, func(x record.Paragraph) bool { return x.Number == p.Cite[0].Paragraph })
	if from < 0 {
		return nil, 0, 0
	}
	to = from
	for to < len(list) && list[to].Heading == list[from].Heading {
		to++
	}
	return m, from, to
}

func (b *builder) paragraphsOf(m *concord.Member, from, to int) (QuoteGroup, error) {
	group := QuoteGroup{Document: b.toDocument(m.Document)}
	for i := from; i < to; i++ {
		p := &m.Facts.Paragraphs[i]
		text, err := b.text(m, p)
		if err != nil {
			return group, err
		}
		q := b.paragraph(m, p)
		q.HTML = b.plain(text)
		group.Quotes = append(group.Quotes, q)
	}
	return group, nil
}

// agenciesIn are the agencies that some paragraphs name, by name.
func (b *builder) agenciesIn(m *concord.Member, from, to int) []AgencyItem {
	var keys []record.Key
	for _, x := range m.Facts.Mentions {
		if x.Key.Kind == record.KeyAgency && int(x.Paragraph) >= from && int(x.Paragraph) < to && !slices.Contains(keys, x.Key) {
			keys = append(keys, x.Key)
		}
	}
	var items []AgencyItem
	for _, key := range keys {
		if agency := b.subjects[key]; agency != nil {
			items = append(items, b.agencyItem(agency))
		}
	}
	b.sortAgencies(items)
	return items
}
