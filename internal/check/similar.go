package check

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"unicode/utf8"

	"concord/internal/diag"
	"concord/internal/record"
)

const codeSimilar diag.Code = "similar-name"

// similarNames reports names of different things that one slip tells apart: a
// letter of one word, a plural, a hyphen, or "&" for "and". Names of different
// sides' agencies are often alike, and names with other words or numbers are other
// names.
//
// It takes time near linear in the names: those that are the same without one of
// their words are found by a hash, and of those words the ones that are the same
// without one of their letters.
func (c *checker) similarNames() {
	s := similar{checker: c, seed: maphash.MakeSeed(), reported: map[[2]record.Key]bool{}}
	for _, n := range c.names() {
		if n.member != nil {
			s.names = append(s.names, n)
		}
	}
	s.byMarks()
	s.byWord()
	slices.SortFunc(s.pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0])) })
	for _, p := range s.pairs {
		s.report(&s.names[p[0]], &s.names[p[1]])
	}
}

type similar struct {
	*checker
	names    []name
	seed     maphash.Seed
	pairs    [][2]int // the first before the second
	reported map[[2]record.Key]bool
}

// pair notes two names that are alike.
func (s *similar) pair(i, j int) {
	a, b := &s.names[i], &s.names[j]
	if a.key == b.key || a.text == b.text || a.side != "" && b.side != "" && a.side != b.side {
		return
	}
	s.pairs = append(s.pairs, [2]int{min(i, j), max(i, j)})
}

// byMarks pairs names that are the same without marks, spaces and plurals.
func (s *similar) byMarks() {
	first := map[string]int{}
	for i, n := range s.names {
		var squeezed strings.Builder
		for _, w := range n.words {
			squeezed.WriteString(singular(w))
		}
		if j, found := first[squeezed.String()]; found {
			s.pair(j, i)
		} else {
			first[squeezed.String()] = i
		}
	}
}

// singular is a word without the ending of a plural.
func singular(word string) string {
	switch {
	case len(word) > 4 && strings.HasSuffix(word, "ies"):
		return word[:len(word)-3] + "y"
	case len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss"):
		return word[:len(word)-1]
	}
	return word
}

// gap is a name without one of its words.
type gap struct {
	rest uint64 // hash of the other words and of the place
	name int
	word string
}

// byWord pairs names of which one word differs by a letter.
func (s *similar) byWord() {
	var gaps []gap
	for i, n := range s.names {
		if len(n.words) > 1 {
			gaps = s.appendGaps(gaps, i)
		}
	}
	slices.SortFunc(gaps, func(a, b gap) int { return cmp.Or(cmp.Compare(a.rest, b.rest), cmp.Compare(a.name, b.name)) })
	for len(gaps) > 0 {
		n := 1
		for n < len(gaps) && gaps[n].rest == gaps[0].rest {
			n++
		}
		if n > 1 {
			s.byLetter(gaps[:n])
		}
		gaps = gaps[n:]
	}
}

// appendGaps appends a name without each of the words that may be misspelt.
func (s *similar) appendGaps(gaps []gap, i int) []gap {
	words := s.names[i].words
	var after uint64 // the hash of the words behind the gap
	behind := make([]uint64, len(words)+1)
	for k := len(words) - 1; k >= 0; k-- {
		behind[k+1] = after
		after = s.chain(after, words[k])
	}
	var before uint64
	for k, word := range words {
		if mayBeMisspelt(word) {
			gaps = append(gaps, gap{rest: mix(mix(before, behind[k+1]), uint64(k)), name: i, word: word})
		}
		before = s.chain(before, word)
	}
	return gaps
}

// chain is the hash of some words and one more.
func (s *similar) chain(hash uint64, word string) uint64 {
	return mix(hash, maphash.String(s.seed, word))
}

func mix(a, b uint64) uint64 {
	h := (a ^ b<<32 ^ b>>32) * 0x9e3779b97f4a7c15
	return (h ^ h>>29) + b*0xd6e8feb86659fd93
}

// mostVariants is with how many words a word is compared that are the same but
// for one letter: an alphabet has no more.
const mostVariants = 64

// byLetter pairs the names of gaps with the same rest whose words are one edit
// apart.
func (s *similar) byLetter(gaps []gap) {
	type variant struct {
		hash uint64
		gap  int
	}
	var variants []variant
	seen := map[string]bool{}
	for i, g := range gaps {
		if seen[g.word] {
			continue
		}
		seen[g.word] = true
		for v := range withoutOne(g.word) {
			variants = append(variants, variant{maphash.String(s.seed, v), i})
		}
	}
	slices.SortFunc(variants, func(a, b variant) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.gap, b.gap)) })
	for i := range variants {
		for j := i + 1; j < min(len(variants), i+mostVariants) && variants[j].hash == variants[i].hash; j++ {
			a, b := gaps[variants[i].gap], gaps[variants[j].gap]
			if isSlip(a.word, b.word) {
				s.pair(a.name, b.name)
			}
		}
	}
}

// withoutOne yields a word and the word without each of its letters: two words
// that are one edit apart have one of these in common.
func withoutOne(word string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if !yield(word) {
			return
		}
		for i, r := range word {
			if !yield(word[:i] + word[i+utf8.RuneLen(r):]) {
				return
			}
		}
	}
}

// isSlip says whether one of two folded words may be the other misspelt: one
// edit apart and beginning alike, since hardly anybody misspells the beginning of
// a word.
func isSlip(a, b string) bool {
	x, _ := utf8.DecodeRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return x == y && len(a)+len(b) > 2*shortestMisspelt && mayBeMisspelt(a) && mayBeMisspelt(b) && diag.OneEdit(a, b)
}

func (s *similar) report(a, b *name) {
	keys := [2]record.Key{a.key, b.key}
	if s.reported[keys] || s.reported[[2]record.Key{b.key, a.key}] {
		return
	}
	s.reported[keys] = true
	d := b.member.Document
	s.add(diag.Diagnostic{
		Severity: diag.Warning, Code: codeSimilar, Span: wordsSpan(d, s.text(d.Path), b.text),
		Message: fmt.Sprintf("%q is almost the same as %q, a name of %s", b.text, a.text, a.member.Document.ID),
		Notes:   []string{"the other stands in " + a.member.Document.Path},
		Hint:    "write it the same way in both, or leave it in one of them if they are one and the same",
	})
}
