// Package language holds the words of the interface in the languages of a site,
// and what else differs between these: how dates are written, numbers grouped
// and titles put in order.
//
// The key of every text is its English words, which stand where they are used: in
// templates, in Go and in scripts. English has no catalogue; every other
// language has one, which a site can lay its own over, entry by entry. See
// catalogue.go for its form.
package language

import (
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"concord/internal/diag"
)

// Language is a language of the interface. It does not change once it is made,
// and many goroutines may use it at once.
type Language struct {
	tag     xlanguage.Tag
	own     alphabet // whose letters come first in an index
	words   map[string]entry
	kinds   map[string]string // by valueKey, as values are
	values  map[string]string
	dates   datePatterns
	entries []placed // of the site's own catalogues, in their order

	writesDates bool // all patterns are there

	collators *sync.Pool
	printers  *sync.Pool
}

// entry is what a catalogue has for an English text. Both forms are the same
// where it is not counted, or the language does not tell them apart.
type entry struct{ one, other string }

// placed is an entry of a catalogue and where it stands.
type placed struct {
	english string
	place   diag.Span
}

// English is the language of the keys. It needs no catalogue.
func English() *Language { return newLanguage(xlanguage.English) }

// New is a language with the catalogues that hold its words. What several have,
// the first says. A mistake in a catalogue is reported, and the entry passed over.
// A tag that is no language is an error, and the words are then English.
func New(tag string, layers ...Source) (*Language, []diag.Diagnostic) {
	parsed, err := xlanguage.Parse(tag)
	if err != nil {
		return English(), []diag.Diagnostic{{
			Severity: diag.Error, Code: codeTranslation, Span: diag.File(fileOf(tag, layers)),
			Message: strconv.Quote(tag) + " is not the tag of a language", Hint: `write it as BCP 47 has it, such as "ko" or "pt-BR"`,
		}}
	}
	l := newLanguage(parsed)
	l.words, l.kinds, l.values = map[string]entry{}, map[string]string{}, map[string]string{}
	var list []diag.Diagnostic
	for _, layer := range layers {
		c := catalogue{file: layer.File, src: layer.Content}
		c.read()
		l.take(&c, layer.BuiltIn)
		list = append(list, c.diags...)
	}
	l.writesDates = len(l.dates.missing()) == 0
	return l, list
}

func newLanguage(tag xlanguage.Tag) *Language {
	return &Language{
		tag: tag, own: alphabetOf(tag),
		collators: &sync.Pool{New: func() any { return collate.New(tag, collate.Numeric) }},
		printers:  &sync.Pool{New: func() any { return message.NewPrinter(tag) }},
	}
}

// take adds what a catalogue has and those before it have not.
func (l *Language) take(c *catalogue, builtIn bool) {
	add(l.words, c.words)
	add(l.kinds, c.kinds)
	add(l.values, c.values)
	l.dates.fill(&c.dates)
	if !builtIn {
		l.entries = append(l.entries, c.placed...)
	}
}

// add adds what a map has not.
func add[V any](to, from map[string]V) {
	for key, value := range from {
		if _, ok := to[key]; !ok {
			to[key] = value
		}
	}
}

// Tag is the language's BCP 47 tag: "ko".
func (l *Language) Tag() string { return l.tag.String() }

// Name is what the language calls itself: "한국어". It is the tag where that is
// not known.
func (l *Language) Name() string {
	if name := display.Self.Name(l.tag); name != "" {
		return name
	}
	return l.Tag()
}

// isEnglish says whether the keys are the words.
func (l *Language) isEnglish() bool {
	base, _ := l.tag.Base()
	return base.String() == "en"
}

// Text is an English text in the language; the English itself, where the
// catalogue has none.
func (l *Language) Text(english string) string {
	if e, ok := l.words[english]; ok {
		return e.other
	}
	return english
}

// Has says whether the catalogue has a text. English itself needs none, and says
// no.
func (l *Language) Has(english string) bool {
	_, ok := l.words[english]
	return ok
}

// Forms are a text for one thing and for another number of them. The second is
// its key in the catalogue.
func (l *Language) Forms(one, other string) (string, string) {
	if e, ok := l.words[other]; ok {
		return e.one, e.other
	}
	return one, other
}

// With is a text with values in its places: in their order for "{}", and the
// second for "{2}".
func (l *Language) With(english string, values ...string) string {
	return fill(l.Text(english), values)
}

// Count is a text for a number of things: Count("{} page", "{} pages", 2). The
// first form is for exactly one.
func (l *Language) Count(one, other string, n int) string {
	one, other = l.Forms(one, other)
	if n == 1 {
		other = one
	}
	return fill(other, []string{l.Number(n)})
}

// Number is a number in digits, grouped as the language groups them: "1,100".
func (l *Language) Number(n int) string {
	if l.isEnglish() && n >= 0 && n < 1000 {
		return strconv.Itoa(n) // as most are
	}
	p := l.printers.Get().(*message.Printer)
	defer l.printers.Put(p)
	return p.Sprint(number.Decimal(n))
}

// Value is the word for something that the record's own words name: the form of
// an instrument, "letter of intent", the name of an event, or a kind of page,
// "agency". ok is false where the catalogue does not know it, and the word stands
// as it is.
func (l *Language) Value(word string) (value string, ok bool) {
	key := valueKey(word)
	if value, ok = l.kinds[key]; ok {
		return value, true
	}
	if value, ok = l.values[key]; ok {
		return value, true
	}
	return word, false
}

// Kinds are those words that Value knows of which the search makes properties, by
// their keys: "letter-of-intent". They are not to be changed.
func (l *Language) Kinds() map[string]string { return l.kinds }

// valueKey makes one key of the ways to write a word: "Letter of Intent" and
// "letter-of-intent".
func valueKey(word string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(word)), " ", "-")
}
