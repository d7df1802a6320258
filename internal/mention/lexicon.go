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
	"bytes"
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
	words   map[string]uint32 // folded word → id; ids below 256 are marks
	edges   map[edge]uint32   // trie: (node, word) → node
	ends    [][]uint32        // per node: indices in entries of the names that end there
	first   [256]bool         // bytes that begin some name
	sides   []sideName
}

type edge struct{ node, word uint32 }

// sideName is a name of a side as a sequence of words.
type sideName struct {
	code  string
	words []string // folded
}

const firstWordID = 256

// NewLexicon compiles names. Entries with the same name for several keys are
// kept as candidates for one another.
func NewLexicon(entries []Entry, sides []record.Side) *Lexicon {
	l := &Lexicon{
		entries: slices.Clone(entries),
		words:   map[string]uint32{},
		edges:   map[edge]uint32{},
		ends:    make([][]uint32, 1),
	}
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
	name := []byte(l.entries[index].Name)
	tokens := tokenize(name, nil)
	if len(tokens) == 0 {
		return
	}
	node := uint32(0)
	for _, t := range tokens {
		at := edge{node, l.intern(name, t)}
		next, ok := l.edges[at]
		if !ok {
			next = uint32(len(l.ends))
			l.edges[at] = next
			l.ends = append(l.ends, nil)
		}
		node = next
	}
	l.ends[node] = append(l.ends[node], index)
	l.first[name[tokens[0].start]] = true
	if c := name[tokens[0].start]; c >= 'a' && c <= 'z' {
		l.first[c-0x20] = true // "Small and medium-sized …" at the start of a sentence
	} else if c >= 0x80 {
		for b := 0x80; b < 256; b++ {
			l.first[b] = true // either case, whatever its bytes
		}
	}
}

func (l *Lexicon) intern(name []byte, t token) uint32 {
	if t.mark != 0 {
		return uint32(t.mark)
	}
	word := string(fold(nil, name[t.start:t.end]))
	id, ok := l.words[word]
	if !ok {
		id = uint32(len(l.words) + firstWordID)
		l.words[word] = id
	}
	return id
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

// fits says whether the words of a text may stand for an entry's name: every
// capital of the name has its capital, and an acronym is the same letter by
// letter but for its plural.
func (e *Entry) fits(text []byte, tokens []token, end int32) bool {
	if e.exact() {
		return bytes.HasPrefix(text[tokens[0].start:end], []byte(e.Name))
	}
	i, inWord := 0, false
	for k := 0; k < len(e.Name) && i < len(tokens); k++ {
		c := e.Name[k]
		word := c >= 0x80 || class[c&0x7f] <= classCapital
		switch {
		case word && !inWord:
			if c < 0x80 && class[c] == classCapital && !tokens[i].capital {
				return false
			}
			inWord = true
			i++
		case !word && c != ' ':
			inWord = false
			i++
		case !word:
			inWord = false
		}
	}
	return true
}
