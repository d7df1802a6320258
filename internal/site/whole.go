package site

import (
	"html/template"
	"path"
	"strings"

	"concord/internal/concord"
	"concord/internal/record"
)

// wholePath is the page that holds the whole record, from the root of a language.
const wholePath = "print/index.html"

// manyWhole is how many documents the whole record may have as one page. Beyond
// it the page has the official texts, and leads to the indexes of the rest.
const manyWhole = 500

// whole fills the page of the whole record. Its parts are the documents' own
// views, made by a builder for which each of them is a place of this page.
func (b *builder) whole() (Whole, error) {
	view := Whole{Page: b.page(b.siteTitle.text, b.Text("The whole record as one page, to be printed."))}
	view.TitleLang = b.siteTitle.lang
	view.Date = b.recordDate()
	b.gather()
	for _, kind := range []record.Kind{record.Statement, record.Annex, record.Instrument, record.Agency} {
		for _, m := range b.byKind[kind] {
			if !b.together[m.Document.ID] {
				continue
			}
			if err := b.addSection(&view, m); err != nil {
				return view, err
			}
		}
	}
	if len(b.together) < b.wholeSize() {
		view.Parts = []Link{b.section("mous"), b.section("agencies")}
	}
	return view, nil
}

func (b *builder) wholeSize() int {
	n := 0
	for kind, list := range b.byKind {
		if kind.Indexed() {
			n += len(list)
		}
	}
	return n
}

// gather names the documents that stand together on this page.
func (b *builder) gather() {
	b.together = map[string]bool{}
	all := b.wholeSize() <= manyWhole
	for kind, list := range b.byKind {
		if !kind.Official() && !(all && kind.Indexed()) {
			continue
		}
		for _, m := range list {
			b.together[m.Document.ID] = true
		}
	}
}

func (b *builder) addSection(view *Whole, m *concord.Member) error {
	id := m.Document.ID
	switch {
	case m.Document.Instrument != nil:
		v, err := b.instrumentFacts(m)
		view.Instruments = append(view.Instruments, Section[Instrument]{placeOf(id, ""), v})
		return err
	case m.Document.Agency != nil:
		v, err := b.agencyFacts(m)
		view.Agencies = append(view.Agencies, Section[Agency]{placeOf(id, ""), v})
		return err
	}
	v, err := b.documentText(m)
	view.Documents = append(view.Documents, Section[Document]{placeOf(id, ""), v})
	return err
}

// recordDate is the date of the record's statement, or else of its first dated text.
func (b *builder) recordDate() *Date {
	for _, kind := range []record.Kind{record.Statement, record.Annex} {
		for _, m := range b.byKind[kind] {
			if date := b.date(m.Document.Date); date != nil {
				return date
			}
		}
	}
	return nil
}

// placed is a document's HTML as a part of a longer page: its ids begin with the
// document's, links to what stands on the page lead there, and its title is a
// heading of the second level.
func (b *builder) placed(m *concord.Member, text string) template.HTML {
	d := m.Document
	return template.HTML(rewritten(text, 1, func(name, value string) string {
		switch name {
		case "id":
			return placeOf(d.ID, value)
		case "for", "headers", "aria-labelledby", "aria-describedby":
			ids := strings.Fields(value)
			for i := range ids {
				ids[i] = placeOf(d.ID, ids[i])
			}
			return strings.Join(ids, " ")
		case "href", "src":
			return b.placedAddress(d, value)
		}
		return value
	}))
}

func (b *builder) placedAddress(d *record.Document, written string) string {
	to, fragment, ok := target(d, written)
	if !ok {
		return written
	}
	if id := strings.TrimSuffix(to, "/index.html"); b.together[id] && path.Base(to) == "index.html" {
		return "#" + placeOf(id, fragment)
	}
	if b.Page(b.Folder+to) == nil {
		return address(b.top+to, fragment)
	}
	return address(b.root+to, fragment)
}

// placeOf is the id of a place of a document on the page that holds the whole
// record. No name of a document has the mark that joins its parts, and addresses
// need no escape for it.
func placeOf(id, fragment string) string {
	const joint = "~"
	place := strings.ReplaceAll(id, "/", joint)
	if fragment != "" {
		place += joint + fragment
	}
	return place
}
