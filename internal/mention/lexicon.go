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
	names   []name // of the entries, as they are looked for
	trie    *trie
	ends    [][]uint32 // per node: indices in entries of the names that end there
	first   [256]bool  // bytes that begin some name
	sides   []sideName
}

// name is an entry's name prepared for comparing.
type name struct {
	tokens   []string // words in lower case, and marks
	capitals uint64   // which of the first 64 tokens begin with a capital
	exact    bool
}

// sideName is a name of a side as a sequence of words.
type sideName struct {
	code  string
	words []string // folded
}

// NewLexicon compiles names. Entries with the same name for several keys are
// kept as candidates for one another.
func NewLexicon(entries []Entry, sides []record.Side) *Lexicon {
	l := &Lexicon{entries: slices.Clone(entries), trie: newTrie(), ends: make([][]uint32, 1)}
	for i := range l.entries {
		l.insert(uint32(i))
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

func (l *Lexicon) insert(index uint32) {
	e := &l.entries[index]
	text := []byte(e.Name)
	n := name{exact: e.exact()}
	node := uint32(0)
	tokens := tokenize(text, nil)
	for i, t := range tokens {
		word := text[t.start:t.end]
		n.tokens = append(n.tokens, canonical(text, t))
		if t.capital && i < 64 {
			n.capitals |= 1 << i
		}
		if i == 0 {
			l.begins(word[0])
		}
		node = l.trie.grow(node, hashToken(text, t), i == len(tokens)-1)
	}
	l.names = append(l.names, n)
	for int(l.trie.nodes) > len(l.ends) {
		l.ends = append(l.ends, nil)
	}
	if node != 0 {
		l.ends[node] = append(l.ends[node], index)
	}
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

// canonical is a token as names are compared by.
func canonical(text []byte, t token) string {
	if t.mark != 0 {
		return string([]byte{t.mark})
	}
	return string(fold(nil, text[t.start:t.end]))
}

func hashToken(text []byte, t token) uint64 {
	if t.mark != 0 {
		return hashMark(t.mark)
	}
	return hashWord(hashStart, text[t.start:t.end])
}

func (l *Lexicon) insertSide(code, name string) {
	text := []byte(name)
	s := sideName{code: code}
	for _, t := range tokenize(text, nil) {
		s.words = append(s.words, string(fold(nil, text[t.start:t.end])))
	}
	if len(s.words) > 0 && !slices.ContainsFunc(l.sides, func(o sideName) bool {
		return o.code == s.code && slices.Equal(o.words, s.words)
	}) {
		l.sides = append(l.sides, s)
	}
}
