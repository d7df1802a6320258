// Package mention recognises, in running text, the agencies, instruments,
// defined terms and dates of a record.
//
// The contract:
//   - The longest name wins, from the left; a name inside a longer name is not
//     a mention. A date inside a name is one all the same, and so is an
//     abbreviation that is defined there in brackets (Match.Nested).
//   - Whole words only; a possessive may follow, and the last word may stand in
//     the plural. Hyphens end words: "ASEAN-led" names ASEAN.
//   - A capital in the name is a capital in the text; an acronym is matched
//     letter by letter. White space may be of any kind and length.
//   - A Korean name may have a particle attached.
//   - A side next to a name says whose it is: "Singapore's …", "the ROK's …",
//     "… of the ROK", "… (Singapore)". A name that several agencies share and
//     no side resolves is a Problem, never an arbitrary pick; so is a name of
//     the other side's.
//
// A Lexicon is immutable and safe to share; a Scanner has buffers and belongs
// to one goroutine. Scanning takes time linear in the text: at each word at
// most as many steps are taken as the longest name has words, however many
// names there are.
package mention

import (
	"slices"
	"strings"

	"concord/internal/record"
)

// Entry is one name in a lexicon.
type Entry struct {
	Key  record.Key
	Name string
	Rule record.Rule // RuleName, RuleAcronym, RuleOffice or RuleTerm
	Side string      // country code, "" for what belongs to no side
}

// exact says whether the name must be written letter by letter.
func (e *Entry) exact() bool {
	return e.Rule == record.RuleAcronym || e.Rule == record.RuleTerm && !strings.ContainsAny(e.Name, " -")
}

// Lexicon is every name by which a site's agencies, instruments and terms are
// recognised.
type Lexicon struct {
	entries []Entry
	forms   []form // of the names; the first is none
	trie    *trie
	first   [256]bool // bytes that begin some name
	sides   []sideName
}

// form is what the names of one or several entries are alike.
type form struct {
	text  string // words in lower case and marks, with spaces between them
	names []name
}

func (f *form) words() []string { return strings.Split(f.text, " ") }

// goesOn says whether more words follow in a form after a text.
func (f *form) goesOn(text []byte) bool {
	return len(f.text) > len(text) && f.text[len(text)] == ' ' && f.text[:len(text)] == string(text)
}

// name is an entry's name, beyond its form.
type name struct {
	entry    int32
	exact    bool
	capitals uint64 // which of the first 64 tokens begin with a capital
}

// sideName is a name of a side as a sequence of words.
type sideName struct {
	code  string
	words []string // folded
}

// NewLexicon compiles names. Entries with the same name for several keys are
// kept as candidates for one another.
func NewLexicon(entries []Entry, sides []record.Side) *Lexicon {
	l := &Lexicon{entries: slices.Clone(entries), trie: newTrie(), forms: make([]form, 1)}
	known := map[string]int{}
	for i := range l.entries {
		if at, n := l.form(int32(i), known); at > 0 {
			l.forms[at].names = append(l.forms[at].names, n)
		}
	}
	for _, side := range sides {
		for _, name := range side.Names {
			l.insertSide(side.Code, name)
		}
	}
	return l
}

// Entries returns every name, in the order given. The caller must not change
// them.
func (l *Lexicon) Entries() []Entry { return l.entries }

// form returns the index of the form of an entry's name, which it adds where it
// is not known yet, and the name as it stands there. The form of a name without
// words is the first, which is none.
func (l *Lexicon) form(index int32, known map[string]int) (int, name) {
	e := &l.entries[index]
	text, capitals := canonical(e.Name)
	n := name{entry: index, exact: e.exact(), capitals: capitals}
	at, ok := known[text]
	if !ok && text != "" {
		l.begins(e.Name[tokenize([]byte(e.Name))[0].start])
		at = len(l.forms)
		l.forms = append(l.forms, form{text: text})
		known[text] = at
		l.trie.insert(l.forms)
	}
	return at, n
}

// canonical is a name as names are compared by, and which of its first 64
// tokens begin with a capital.
func canonical(name string) (form string, capitals uint64) {
	text := []byte(name)
	var folded []byte
	for i, t := range tokenize(text) {
		if i > 0 {
			folded = append(folded, ' ')
		}
		if t.capital && i < 64 {
			capitals |= 1 << i
		}
		folded = appendCanonical(folded, text, t)
	}
	return string(folded), capitals
}

// begins notes the first byte of a name, in either case.
func (l *Lexicon) begins(c byte) {
	l.first[c] = true
	switch {
	case c >= 0x80:
		for b := 0x80; b < 256; b++ {
			l.first[b] = true // the other case may have other bytes
		}
	case c >= 'a' && c <= 'z':
		l.first[c&^0x20] = true // "Small and medium-sized …" at the start of a sentence
	}
}

// tokenize returns the tokens of a text.
func tokenize(text []byte) []token {
	var list []token
	for t, ok := nextToken(text, 0); ok; t, ok = nextToken(text, int(t.end)) {
		list = append(list, t)
	}
	return list
}

func (l *Lexicon) insertSide(code, name string) {
	text := []byte(name)
	s := sideName{code: code}
	for _, t := range tokenize(text) {
		s.words = append(s.words, string(fold(nil, text[t.start:t.end])))
	}
	if len(s.words) > 0 && !slices.ContainsFunc(l.sides, func(o sideName) bool {
		return o.code == s.code && slices.Equal(o.words, s.words)
	}) {
		l.sides = append(l.sides, s)
	}
}

// Form is a name as names are compared by: its words in lower case and its
// marks, with spaces between them.
func Form(name string) string {
	form, _ := canonical(name)
	return form
}
