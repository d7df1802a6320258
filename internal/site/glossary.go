package site

import (
	"slices"
	"strings"

	"concord/internal/language"
	"concord/internal/record"
)

func (b *builder) glossary() (Glossary, error) {
	view := Glossary{Page: b.page(b.indexTitle("glossary"), b.Text("The terms that the official texts define, with the paragraphs that use them."))}
	for _, t := range b.Input.Terms {
		view.Terms = append(view.Terms, b.term(&t))
	}
	slices.SortFunc(view.Terms, func(x, y Term) int { return strings.Compare(x.ID, y.ID) })
	language.SortBy(b.Language.Language, view.Terms, func(x Term) string { return x.Short })
	return view, nil
}

func (b *builder) term(t *record.Term) Term {
	view := Term{ID: t.Slug, Short: t.Short, Long: t.Long}
	if m := b.subjects[t.Key]; m != nil {
		link := b.toDocument(m.Document)
		view.Subject = &link
	}
	b.places(&view, t)
	return view
}

// places lists the paragraphs that use a term, by document, each once. The
// first in the document that defines it is where it is defined.
func (b *builder) places(view *Term, t *record.Term) {
	for _, o := range b.Concordance.Mentions(t.Key) {
		if o.Paragraph < 0 {
			continue
		}
		d := o.Member.Document
		link := b.toParagraph(d, o.Member.Facts.Paragraphs[o.Paragraph].Number)
		if view.Defined.Href == "" && d.ID == t.Document {
			view.Defined = link
		}
		link.Title = o.Member.Facts.Paragraphs[o.Paragraph].Number
		if n := len(view.Places); n == 0 || view.Places[n-1].Document.Title != d.Title {
			view.Places = append(view.Places, TermPlaces{Document: b.toDocument(d)})
		}
		last := &view.Places[len(view.Places)-1]
		if n := len(last.Paragraphs); n == 0 || last.Paragraphs[n-1] != link {
			last.Paragraphs = append(last.Paragraphs, link)
		}
	}
	if view.Defined.Href == "" { // in a heading, which is no paragraph
		if m := b.Concordance.Member(t.Document); m != nil {
			view.Defined = b.toDocument(m.Document)
		}
	}
}
