package site

import (
	"bytes"
	"html/template"
	"unicode"
	"unicode/utf8"

	"concord/internal/concord"
	"concord/internal/record"
)

// quotes gathers the paragraphs in which occurrences stand, by document, each
// once with all its occurrences marked. Those in the document itself are left
// out: a page does not list what it says of its own subject.
func (b *builder) quotes(occurrences []concord.Occurrence, self *record.Document) (groups []QuoteGroup, count int, err error) {
	var last *concord.Member
	for len(occurrences) > 0 {
		o := occurrences[0]
		n := 1
		for n < len(occurrences) && occurrences[n].Member == o.Member && occurrences[n].Paragraph == o.Paragraph {
			n++
		}
		here := occurrences[:n]
		occurrences = occurrences[n:]
		if o.Member.Document == self || o.Paragraph < 0 {
			continue
		}
		q, err := b.quote(here)
		if err != nil {
			return nil, 0, err
		}
		if o.Member != last {
			groups = append(groups, QuoteGroup{Document: b.toDocument(o.Member.Document)})
			last = o.Member
		}
		group := &groups[len(groups)-1]
		group.Quotes = append(group.Quotes, q)
		count++
	}
	return groups, count, nil
}

// quote is the paragraph in which some occurrences stand, with these marked.
func (b *builder) quote(occurrences []concord.Occurrence) (Quote, error) {
	o := occurrences[0]
	m, p := o.Member, &o.Member.Facts.Paragraphs[o.Paragraph]
	text, err := b.text(m, p)
	if err != nil {
		return Quote{}, err
	}
	q := b.paragraph(m, p)
	q.HTML = b.marked(text, p.Start, occurrences)
	return q, nil
}

// text reads the text of a paragraph. It is valid until the next call.
func (b *builder) text(m *concord.Member, p *record.Paragraph) ([]byte, error) {
	text, err := m.Body.Text(int(p.Start), int(p.End), b.buf)
	if err == nil {
		b.buf = text
	}
	return text, err
}

// paragraph is a quote without its text.
func (b *builder) paragraph(m *concord.Member, p *record.Paragraph) Quote {
	q := Quote{
		Label:  b.label(p),
		Number: p.Number,
		Href:   b.pageHref(m.Document, "#"+record.AnchorPrefix, p.Number),
	}
	if p.Heading >= 0 {
		if h := &m.Facts.Headings[p.Heading]; h.Level > 1 {
			q.Heading = h.Text
		}
	}
	return q
}

// marked is a text as HTML, its occurrences in <mark>. base is where the text
// starts in its document's.
func (b *builder) marked(text []byte, base int32, occurrences []concord.Occurrence) template.HTML {
	const mark = len("<mark></mark>")
	begun := b.room(len(text) + len(text)/8 + mark*len(occurrences)) // most texts need few entities
	from := int32(0)
	for _, o := range occurrences {
		start, end := o.Start-base, o.End-base
		if start < from || int(end) > len(text) {
			continue // in another mark: words may stand for two agencies
		}
		b.escaped(text[from:start])
		b.out.WriteString("<mark>")
		b.escaped(text[start:end])
		b.out.WriteString("</mark>")
		from = end
	}
	b.escaped(text[from:])
	return template.HTML(b.take(begun))
}

// plain is a text as HTML.
func (b *builder) plain(text []byte) template.HTML { return b.marked(text, 0, nil) }

// escaped writes a text as HTML.
func (b *builder) escaped(text []byte) {
	if bytes.IndexByte(text, '&') < 0 && bytes.IndexByte(text, '<') < 0 && bytes.IndexByte(text, '>') < 0 {
		b.out.Write(text)
		return
	}
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
		b.out.Write(text[from:i])
		b.out.WriteString(entity)
		from = i + 1
	}
	b.out.Write(text[from:])
}

// sentence returns where the sentence in text begins and ends in which
// [start, end) stands.
func sentence(text []byte, start, end int) (from, to int) {
	for i := start; i > 0; i-- {
		if endsSentence(text, i) {
			from = i
			break
		}
	}
	for from < start && (text[from] == ' ' || text[from] == '\n') {
		from++
	}
	for to = end; to < len(text) && !endsSentence(text, to); to++ {
	}
	return from, to
}

// endsSentence says whether a sentence ends right before text[i]: at the end
// of a line, or at a full stop after a word of some length, or a bracket, with
// a space and a capital or an opening mark behind it.
func endsSentence(text []byte, i int) bool {
	if text[i] == '\n' {
		return true
	}
	if i < 4 || text[i] != ' ' || (text[i-1] != '.' && text[i-1] != '?' && text[i-1] != '!') {
		return false
	}
	before, _ := utf8.DecodeLastRune(text[:i-1])
	next, _ := utf8.DecodeRune(text[i+1:])
	wordBefore := before == ')' || before == '’' || before == '”' || unicode.IsDigit(before) ||
		unicode.IsLetter(before) && text[i-3] != ' ' && text[i-3] != '.' && text[i-4] != ' '
	return wordBefore && !unicode.IsLower(next) && !unicode.IsDigit(next)
}
