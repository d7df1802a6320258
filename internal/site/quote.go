package site

import (
	"html/template"

	"concord/internal/concord"
	"concord/internal/record"
)

// quotes gathers the paragraphs in which occurrences stand, by document, each
// once with all its occurrences marked. Those in the document itself are left
// out: a page does not list what it says of its own subject.
func (b *builder) quotes(occurrences []concord.Occurrence, self *record.Document) (groups []QuoteGroup, count int, err error) {
	for i := 0; i < len(occurrences); {
		o := occurrences[i]
		end := i + 1
		for end < len(occurrences) && occurrences[end].Member == o.Member && occurrences[end].Paragraph == o.Paragraph {
			end++
		}
		if o.Member.Document != self && o.Paragraph >= 0 {
			q, err := b.quote(occurrences[i:end])
			if err != nil {
				return nil, 0, err
			}
			groups = b.addQuote(groups, i, occurrences, q)
			count++
		}
		i = end
	}
	return groups, count, nil
}

// addQuote adds the quote of occurrences[i] to the group of its document.
func (b *builder) addQuote(groups []QuoteGroup, i int, occurrences []concord.Occurrence, q Quote) []QuoteGroup {
	m := occurrences[i].Member
	if len(groups) == 0 || i == 0 || occurrences[i-1].Member != m {
		groups = append(groups, QuoteGroup{Document: b.toDocument(m.Document)})
	}
	last := &groups[len(groups)-1]
	last.Quotes = append(last.Quotes, q)
	return groups
}

// quote is the paragraph in which some occurrences stand, with these marked.
func (b *builder) quote(occurrences []concord.Occurrence) (Quote, error) {
	o := occurrences[0]
	m, p := o.Member, &o.Member.Facts.Paragraphs[o.Paragraph]
	text, err := b.Texts.Text(m.Document.ID, int(p.Start), int(p.End), b.buf[:0])
	if err != nil {
		return Quote{}, err
	}
	b.buf = text
	q := b.paragraph(m, p)
	q.HTML = template.HTML(marked(text, p.Start, occurrences))
	return q, nil
}

// paragraph is a quote without its text.
func (b *builder) paragraph(m *concord.Member, p *record.Paragraph) Quote {
	q := Quote{
		Label:  label(p),
		Number: p.Number,
		Href:   b.href(documentPath(m.Document.ID)) + "#" + p.Anchor(),
	}
	if p.Heading >= 0 {
		if h := m.Facts.Headings[p.Heading]; h.Level > 1 {
			q.Heading = h.Text
		}
	}
	return q
}

// marked is a paragraph's text as HTML, its occurrences in <mark>. base is
// where the text starts in its document's.
func marked(text []byte, base int32, occurrences []concord.Occurrence) string {
	out := make([]byte, 0, len(text)+len(text)/16+16*len(occurrences))
	from := int32(0)
	for _, o := range occurrences {
		start, end := o.Start-base, o.End-base
		if start < from || int(end) > len(text) {
			continue
		}
		out = appendEscaped(out, text[from:start])
		out = append(out, "<mark>"...)
		out = appendEscaped(out, text[start:end])
		out = append(out, "</mark>"...)
		from = end
	}
	return string(appendEscaped(out, text[from:]))
}

// plainHTML is a text as HTML.
func plainHTML(text []byte) template.HTML { return template.HTML(appendEscaped(nil, text)) }

func appendEscaped(out, text []byte) []byte {
	from := 0
	for i, c := range text {
		var entity string
		switch c {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		default:
			continue
		}
		out = append(append(out, text[from:i]...), entity...)
		from = i + 1
	}
	return append(out, text[from:]...)
}
