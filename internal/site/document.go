package site

import (
	"concord/internal/concord"
	"concord/internal/record"
)

func (b *builder) document(m *concord.Member) (Document, error) {
	d := m.Document
	body, err := b.body(m)
	view := Document{
		Page:     b.page(d.Title, d.Description, b.trail(d)...),
		OwnTitle: m.Facts.OwnTitle,
		Official: d.Kind.Official(),
		Label:    d.Label,
		Date:     b.date(d.Date),
		Contents: contents(m.Facts),
		Body:     body,
		Previous: b.neighbour(m, -1),
		Next:     b.neighbour(m, 1),
	}
	if d.Kind.Official() {
		view.Previous, view.Next = b.officialNeighbours(m)
	}
	for _, c := range d.Corrections {
		view.Corrections = append(view.Corrections, Correction{
			Paragraph: b.toParagraph(d, c.Paragraph), Stood: c.Stood, Stands: c.Stands, Reason: c.Reason,
		})
	}
	if d.Source != "" {
		view.Source = &Link{Title: d.Source, Href: b.href(d.Source)}
	}
	return view, err
}

// trail leads to a guide page by the first page of the guide.
func (b *builder) trail(d *record.Document) []Link {
	if guide := b.byKind[record.Guide]; d.Kind == record.Guide && guide[0].Document != d {
		return []Link{b.toDocument(guide[0].Document)}
	}
	return nil
}

// officialNeighbours are the texts before and after: the statement and its
// annexes are read as one.
func (b *builder) officialNeighbours(m *concord.Member) (previous, next *Link) {
	list := append(append([]*concord.Member(nil), b.byKind[record.Statement]...), b.byKind[record.Annex]...)
	for i := range list {
		if list[i] != m {
			continue
		}
		if i > 0 {
			link := b.toDocument(list[i-1].Document)
			previous = &link
		}
		if i+1 < len(list) {
			link := b.toDocument(list[i+1].Document)
			next = &link
		}
	}
	return previous, next
}

// contents are the headings below the page's title.
func contents(f *record.Facts) []Heading {
	var list []Heading
	for _, h := range f.Headings {
		if h.Level > 1 {
			list = append(list, Heading{Link: Link{Title: h.Text, Href: "#" + h.ID}, Level: h.Level})
		}
	}
	return list
}

// home fills the home page; m is nil where the site has no index.md.
func (b *builder) home(m *concord.Member) (Home, error) {
	view := Home{Page: b.page(b.Config.Title, b.Config.Description)}
	var err error
	if m != nil {
		view.Body, err = b.body(m)
		view.OwnTitle = m.Facts.OwnTitle
		if m.Document.Description != "" {
			view.Page.Description = m.Document.Description
		}
	}
	for _, kind := range []record.Kind{record.Statement, record.Annex} {
		for _, o := range b.byKind[kind] {
			view.Documents = append(view.Documents, DocumentItem{
				Link: b.toDocument(o.Document), Label: o.Document.Label,
				Description: o.Document.Description, Date: b.date(o.Document.Date),
			})
		}
	}
	for i := range b.Config.Pillars {
		p := &b.Config.Pillars[i]
		view.Pillars = append(view.Pillars, PillarItem{
			Link:  Link{Title: p.Name, Href: b.href(pillarPath(p))},
			Roman: p.Roman, Number: p.Number, Instruments: len(b.instrumentsOf(p)),
		})
	}
	view.Agencies, view.Instruments, view.Dates, view.Terms = b.agencyCount(), b.instrumentCount(), b.dateCount(), b.termCount()
	for _, o := range b.byKind[record.Guide] {
		view.Guide = append(view.Guide, b.toDocument(o.Document))
	}
	return view, err
}

func (b *builder) count(name string, n int) Count {
	return Count{Link: b.section(name), Entries: n}
}

func (b *builder) agencyCount() Count     { return b.count("agencies", len(b.byKind[record.Agency])) }
func (b *builder) instrumentCount() Count { return b.count("mous", len(b.byKind[record.Instrument])) }
func (b *builder) dateCount() Count {
	return b.count("dates", b.Concordance.Count(record.KeyDate))
}
func (b *builder) termCount() Count { return b.count("glossary", len(b.Input.Terms)) }

// notFound fills 404.html. Hosts show it at whatever address was asked for, so
// its links begin at the root of the host.
func (b *builder) notFound() (NotFound, error) {
	b.root = b.hostRoot()
	view := NotFound{Page: b.page("Page not found", "")}
	for _, name := range []string{"statement", "agencies", "mous", "dates", "glossary"} {
		if path := PagePath(name); b.Has(path) {
			view.Indexes = append(view.Indexes, Link{Title: indexTitles[name], Href: b.href(path)})
		}
	}
	return view, nil
}

var indexTitles = map[string]string{
	"statement": "Statement", "agencies": "Agencies", "mous": "Instruments", "dates": "Dates", "glossary": "Glossary",
	"search": "Search",
}
