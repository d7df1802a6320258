// Package cite makes citations of the record's pages, and of their paragraphs,
// in the styles of four guides, and the files that reference managers read.
//
// A citation says what the record states and nothing else. A fact that is not
// known is left out together with the punctuation that would surround it. The
// day of reading, which some guides ask for, is the reader's to add: nobody
// knows it when the site is built. No style is told that a work is a treaty or
// a law, since a page about an instrument is neither, and capitals and names
// stay as the record writes them where a guide would let them be changed.
//
// The styles are specified, with the rules that they follow, in
// testdata/styles.txt.
package cite

import (
	"net/url"
	"strings"
	"unicode"

	"concord/internal/record"
)

// Placeholder stands for a paragraph's number in a citation that is filled in
// later: by itself, or as "u{n}" where the number is not a printed one.
const Placeholder = "{n}"

// Work is what is cited: a page of the site. Empty fields are not stated, and
// left out.
type Work struct {
	Kind      record.Kind
	Title     string
	Label     string   // short printed designation: "Annex A"
	Container string   // title of the site
	Authors   []string // the sides; only official texts have authors, others' are passed over
	Date      record.EDTF
	URL       string // absolute, without fragment
	Language  string // tag of the text's language: "en"
	ID        string // of the page, unique in the site: "annexes/a"
}

// Style is a guide by which citations are made.
type Style struct{ ID, Name string }

const (
	oscolaID   = "oscola"
	bluebookID = "bluebook"
	apaID      = "apa"
	chicagoID  = "chicago"
)

// Styles are all styles, in the order in which they are offered.
func Styles() []Style {
	return []Style{{oscolaID, "OSCOLA"}, {bluebookID, "Bluebook"}, {apaID, "APA"}, {chicagoID, "Chicago"}}
}

// Cite is the citation of the work, or of its paragraph with the number
// pinpoint: "7.3", or "u2" for the second of those without a number in a text
// that has numbers. "" cites the whole.
//
// A pinpoint of "{n}" gives a pattern: with a number in place of every "{n}" it
// is the citation of the paragraph with that number. "u{n}" does the same for
// paragraphs without one. Facts must not contain "{n}" themselves.
//
// The citation is empty where nothing is stated, or for an unknown style.
func (s Style) Cite(w *Work, pinpoint string) Text {
	f := newFacts(w, pinpoint)
	if f.none() {
		return nil
	}
	var t writer
	switch s.ID {
	case oscolaID:
		t.oscola(f)
	case bluebookID:
		t.bluebook(f)
	case apaID:
		t.apa(f)
	case chicagoID:
		t.chicago(f)
	}
	return t.text
}

// facts are those of a work as styles use them: each on one line, none twice.
type facts struct {
	authors            []string
	title, label, site string
	date               record.EDTF
	url                string // of the paragraph, where one is cited
	number             string // of the paragraph
	unnumbered         bool   // number counts the paragraphs that print none
}

func newFacts(w *Work, pinpoint string) *facts {
	f := &facts{
		authors: w.authors(), title: clean(w.Title), label: clean(w.Label), site: clean(w.Container),
		date: w.Date, url: w.address(), number: pinpoint,
	}
	if f.title == "" {
		f.title, f.label = f.label, ""
	}
	if f.label == f.title {
		f.label = ""
	}
	if f.site == f.title { // the home page
		f.site = ""
	}
	if f.url != "" && pinpoint != "" {
		f.url += "#" + record.Anchor(pinpoint)
	}
	if rest, ok := strings.CutPrefix(pinpoint, "u"); ok {
		f.number, f.unnumbered = rest, true
	}
	return f
}

// none says whether nothing is known of the work; a number alone cites nothing.
func (f *facts) none() bool {
	return f.title == "" && f.site == "" && len(f.authors) == 0 && f.date.IsZero() && f.url == ""
}

// paragraph is the place of what is cited, with a style's word for it.
func (f *facts) paragraph(word string) string {
	switch {
	case f.number == "":
		return ""
	case f.unnumbered:
		return "unnumbered " + word + " " + f.number
	}
	return word + " " + f.number
}

// authors are the sides as authors. Pages about the record are the site's, not
// the two governments'.
func (w *Work) authors() []string {
	if !w.Kind.Official() {
		return nil
	}
	var list []string
	for _, name := range w.Authors {
		if name = clean(name); name != "" {
			list = append(list, name)
		}
	}
	return list
}

// isClean says whether a text of plain characters is as clean would make it.
func isClean(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && (i == 0 || i+1 == len(s) || s[i+1] == ' ') {
			return false
		}
	}
	return strings.Trim(s, ",;: ") == s
}

// clean puts a text on one line, without marks at its ends that would meet
// those of a citation.
func clean(s string) string {
	if isClean(s) {
		return s // as most are
	}
	s = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Trim(strings.Join(strings.Fields(s), " "), ",;: ")
}

// unfit are characters of ASCII that no URL may hold.
const unfit = "<>\"{}|\\^`"

// address is the work's URL, with the characters escaped that no URL may hold
// and that would end it in a citation or a file.
func (w *Work) address() string {
	if isClean(w.URL) && !strings.ContainsAny(w.URL, " "+unfit) {
		return w.URL
	}
	var b strings.Builder
	for _, c := range strings.TrimSpace(strings.ToValidUTF8(w.URL, "\uFFFD")) {
		if unicode.IsControl(c) || unicode.IsSpace(c) || strings.ContainsRune(unfit, c) {
			b.WriteString(url.PathEscape(string(c)))
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}
