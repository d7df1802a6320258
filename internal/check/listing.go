package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/record"
)

const codeNoPage diag.Code = "annex-without-page"

// listings reports the entries of lists of instruments that no instrument
// cites. An annex is a list where an instrument cites, under `listed`, a
// paragraph of it that begins with the instrument's name.
func (c *checker) listings() {
	cited, lists := c.listed()
	for _, annex := range c.site.Documents(record.Annex) {
		form := lists[annex]
		if form == nil {
			continue
		}
		for i := range annex.Facts.Paragraphs {
			p := &annex.Facts.Paragraphs[i]
			ref := record.Reference{Document: annex.Document.ID, Paragraph: p.Number}
			if cited[ref.Key()] {
				continue
			}
			if text := textOf(annex, i); form.fits(p, text) {
				c.withoutPage(annex, ref, text)
			}
		}
	}
}

// entryForm is what the entries of a list are alike in.
type entryForm struct {
	levels map[int]bool // how many numbers their own has, 0 for none
	marks  bool         // some end with a mark, as sentences do
}

// listed returns every paragraph that an instrument cites, and the lists.
func (c *checker) listed() (map[record.Key]bool, map[*concord.Member]*entryForm) {
	cited, lists := map[record.Key]bool{}, map[*concord.Member]*entryForm{}
	for _, m := range c.site.Documents(record.Instrument) {
		for fact, refs := range m.Document.Cites() {
			for _, ref := range refs {
				cited[ref.Key()] = true
				if annex, at := c.paragraph(ref); fact == "listed" && annex != nil && annex.Document.Kind == record.Annex {
					noteEntry(lists, annex, at, m)
				}
			}
		}
	}
	return cited, lists
}

// noteEntry notes that a paragraph is the entry of an instrument, if it begins
// with a name of that.
func noteEntry(lists map[*concord.Member]*entryForm, annex *concord.Member, paragraph int, of *concord.Member) {
	key, _ := of.Document.Key()
	p := &annex.Facts.Paragraphs[paragraph]
	text := textOf(annex, paragraph)
	for _, x := range mentionsIn(annex, paragraph) {
		if text == "" || x.Key != key || strings.ContainsFunc(text[:int(x.Start-p.Start)], unicode.IsUpper) {
			continue
		}
		form := lists[annex]
		if form == nil {
			form = &entryForm{levels: map[int]bool{}}
			lists[annex] = form
		}
		form.levels[level(p)] = true
		form.marks = form.marks || endsWithMark(text)
		return
	}
}

func level(p *record.Paragraph) int {
	if !p.Printed {
		return 0
	}
	return strings.Count(p.Number, ".") + 1
}

// fits says whether a paragraph may be an entry: what introduces a list or
// speaks of it has another form.
func (f *entryForm) fits(p *record.Paragraph, text string) bool {
	return text != "" && f.levels[level(p)] && !strings.HasSuffix(text, ":") && (f.marks || !endsWithMark(text))
}

func endsWithMark(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".;,:", r)
}

func (c *checker) withoutPage(annex *concord.Member, ref record.Reference, text string) {
	d := annex.Document
	text = strings.TrimRight(text, ".;, ")
	c.add(diag.Diagnostic{
		Severity: diag.Warning, Code: codeNoPage, Span: bodySpan(d, c.text(d.Path), text),
		Message: fmt.Sprintf("no instrument cites entry %s of %s: %q", ref.Paragraph, d.Short(), shortened(text)),
		Hint: fmt.Sprintf("`concord new mou %q` makes a page; if there is one, add `listed: {value: %s, cite: %s}` to it",
			shortened(text), d.Short(), ref),
	})
}

// bodySpan is the place of words in a document's body, the file as a whole
// where they are not written as they are printed.
func bodySpan(d *record.Document, src []byte, words string) diag.Span {
	body := src[min(d.Body, len(src)):]
	if i := strings.Index(string(body), words); i >= 0 {
		return diag.At(d.Path, src, d.Body+i, d.Body+i+len(words))
	}
	return diag.File(d.Path)
}

// shortened is a text of at most some 120 characters, cut between words.
func shortened(text string) string {
	const most = 120
	if len(text) <= most {
		return text
	}
	cut := strings.LastIndexByte(text[:most], ' ')
	if cut < 0 {
		cut = most
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
	}
	return text[:cut] + " …"
}
