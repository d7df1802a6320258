package cite

import (
	"html"
	"html/template"
	"strings"
	"unicode/utf8"
)

// Run is a piece of a citation in one typeface.
type Run struct {
	Text   string
	Italic bool
}

// Text is a citation. Runs that follow each other differ in typeface.
type Text []Run

// String is the citation without typefaces.
func (t Text) String() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.Text)
	}
	return b.String()
}

// HTML is the citation with what is italic in i elements.
func (t Text) HTML() template.HTML {
	var b strings.Builder
	for _, r := range t {
		if r.Italic {
			b.WriteString("<i>" + html.EscapeString(r.Text) + "</i>")
			continue
		}
		b.WriteString(html.EscapeString(r.Text))
	}
	return template.HTML(b.String())
}

// writer puts a citation together. Empty texts leave no trace in it.
type writer struct{ text Text }

func (w *writer) add(s string, italic bool) {
	last := len(w.text) - 1
	switch {
	case s == "":
	case last >= 0 && w.text[last].Italic == italic:
		w.text[last].Text += s
	default:
		w.text = append(w.text, Run{s, italic})
	}
}

// roman adds a text after a separator, which it does without at the start.
func (w *writer) roman(separator, s string) { w.part(separator, s, false) }

func (w *writer) italic(separator, s string) { w.part(separator, s, true) }

func (w *writer) part(separator, s string, italic bool) {
	if s == "" {
		return
	}
	if len(w.text) > 0 {
		w.add(separator, false)
	}
	w.add(s, italic)
}

// stop ends a sentence, unless it has ended.
func (w *writer) stop() {
	if last := len(w.text) - 1; last >= 0 && !ended(w.text[last].Text) {
		w.add(".", false)
	}
}

// ended says whether a text ends with the mark of a sentence's end, within
// quotation marks or not.
func ended(s string) bool {
	c, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `”’"'`))
	return strings.ContainsRune(".?!…", c)
}

// joined is the texts that are not empty with the separator between them.
func joined(separator string, texts ...string) string {
	var b strings.Builder
	for _, s := range texts {
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(separator)
		}
		b.WriteString(s)
	}
	return b.String()
}
