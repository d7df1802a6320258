package site

import (
	"slices"

	"concord/internal/concord"
	"concord/internal/record"
)

func (b *builder) document(m *concord.Member) (Document, error) {
	view, err := b.documentText(m)
	view.Page = b.documentPage(m.Document, b.trail(m.Document)...)
	view.Contents = b.contents(m.Facts)
	view.Previous, view.Next = b.neighbour(m, -1), b.neighbour(m, 1)
	if view.Official {
		view.Previous, view.Next = b.officialNeighbours(m)
	}
	view.Citation = b.citation(m)
	return view, err
}

// documentText is a document without what leads to other pages.
func (b *builder) documentText(m *concord.Member) (Document, error) {
	d := m.Document
	body, err := b.body(m)
	view := Document{
		Page:     b.partPage(d),
		OwnTitle: m.Facts.OwnTitle,
		Official: d.Kind.Official(),
		Label:    d.Label,
		Date:     b.date(d.Date),
		Body:     body,
	}
	for _, c := range d.Corrections {
		view.Corrections = append(view.Corrections, Correction{
			Paragraph: b.toParagraph(d, c.Paragraph), Stood: c.Stood, Stands: c.Stands, Reason: c.Reason,
		})
	}
	if d.Source != "" {
		view.Source = &Link{Title: d.Source, Href: b.fileHref(d.Source)}
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
func (b *builder) contents(f *record.Facts) []Heading {
	var list []Heading
	for _, h := range f.Headings {
		if h.Level > 1 {
			list = append(list, Heading{Link: Link{Title: h.Text, Href: "#" + h.ID, Lang: b.textLang}, Level: h.Level})
		}
	}
	return list
}

// home fills the home page; m is nil where the site has no index.md.
func (b *builder) home(m *concord.Member) (Home, error) {
	view := Home{Page: b.page(b.siteTitle.text, b.siteAbout.text)}
	var err error
	if m != nil {
		if b.textLang == "" { // elsewhere the site's description says it in the page's language
			view.Body, err = b.body(m)
			view.OwnTitle = m.Facts.OwnTitle
			if m.Document.Description != "" {
				view.Page.Description = m.Document.Description
			}
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
	past := b.past(b.happenings())
	view.Picture = b.timeline()
	view.Date, view.Latest = b.recordDate(), b.latestDay(past)
	view.Dated = b.dated(slices.DeleteFunc(past, func(h happening) bool { return len(view.Latest) > 0 && h.Date.String() == view.Latest[0].Date.EDTF }))
	for i := range b.Config.Pillars {
		p := &b.Config.Pillars[i]
		view.Pillars = append(view.Pillars, PillarItem{
			Link:  Link{Title: p.Name, Href: b.href(pillarPath(p)), Lang: b.textLang},
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
	b.root, b.top = b.hostRoot(), b.hostRoot()
	view := NotFound{Page: b.page(b.Text("Page not found"), "")}
	for _, name := range []string{"statement", "agencies", "mous", "dates", "glossary"} {
		if path := PagePath(name); b.Has(path) {
			view.Indexes = append(view.Indexes, Link{Title: b.indexTitle(name), Href: b.href(path)})
		}
	}
	return view, nil
}

// indexTitle is the title of a page that every site may have.
func (b *builder) indexTitle(name string) string {
	switch name {
	case "statement":
		return b.Text("Statement")
	case "agencies":
		return b.Text("Agencies")
	case "mous":
		return b.Text("Instruments")
	case "dates":
		return b.Text("Dates")
	case "glossary":
		return b.Text("Glossary")
	case "search":
		return b.Text("Search")
	}
	return name
}

// documentPage is what the page of a document has as every page has it.
func (b *builder) documentPage(d *record.Document, trail ...Link) Page {
	name := b.subject(d)
	p := b.frame(name.text, d.Description, trail...)
	p.TitleLang = name.lang
	b.describe(&p, b.work(d))
	return p
}

// partPage is what a document has of a page where it is a part of one.
func (b *builder) partPage(d *record.Document) Page {
	name := b.subject(d)
	return Page{Title: name.text, TitleLang: name.lang, Description: d.Description, Language: b.Tag(), TextLanguage: b.textLang}
}
