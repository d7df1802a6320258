package mention

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"concord/internal/diag"
	"concord/internal/record"
)

// Match is one mention in a text.
type Match struct {
	Start, End int // bytes of the text, without possessive or particle
	Key        record.Key
	Entry      int32 // index in the lexicon's entries, -1 for a date
	Rule       record.Rule
	Nested     bool // a date, or a defined abbreviation, inside a name: indexed, but the link is the name's
}

// Problem is a place where the text names something and it cannot be told
// what.
type Problem struct {
	Start, End int
	Severity   diag.Severity
	Code       diag.Code
	Message    string
	Notes      []string
	Hint       string
}

// The codes of this package's diagnostics.
const (
	codeAmbiguous diag.Code = "ambiguous-name"
	codeWrongSide diag.Code = "wrong-side"
	codeDate      diag.Code = "bad-date"
)

// Scanner finds mentions with one lexicon. It belongs to one goroutine.
type Scanner struct {
	lexicon *Lexicon
	tokens  []token
	folded  []byte
	dates   []DateMatch
	nested  []Match
	keys    []record.Key
	ids     map[record.EDTF]string // of the dates met so far: most come again and again
}

// NewScanner returns a scanner for the lexicon.
func (l *Lexicon) NewScanner() *Scanner {
	return &Scanner{lexicon: l, ids: map[record.EDTF]string{}}
}

func (s *Scanner) dateID(date record.EDTF) string {
	id, ok := s.ids[date]
	if !ok {
		id = date.String()
		s.ids[date] = id
	}
	return id
}

// Scan appends the mentions in a text, in the order of their starts, and the
// problems. today is the date of the document, zero where it has none.
func (s *Scanner) Scan(text []byte, today record.EDTF, matches []Match, problems []Problem) ([]Match, []Problem) {
	from := len(matches)
	s.nested = s.nested[:0]
	matches, problems = s.names(text, matches, problems)
	var wrong []DateProblem
	s.dates, wrong = scanDates(text, today, s.dates[:0])
	for _, p := range wrong {
		problems = append(problems, Problem{
			Start: p.Start, End: p.End, Severity: diag.Error, Code: codeDate, Message: p.Message,
			Hint: "mend the date, or write [words](none:) where they are not one",
		})
	}
	return s.merge(matches, from), problems
}

// merge weaves the dates into the names matches[from:]. A date that lies
// inside a name is nested; one that only touches a name is dropped.
func (s *Scanner) merge(matches []Match, from int) []Match {
	names := len(matches)
	for _, d := range s.dates {
		m := Match{Start: d.Start, End: d.End, Entry: -1, Key: record.Key{Kind: record.KeyDate, ID: s.dateID(d.Date)}, Rule: record.RuleDate}
		i, _ := slices.BinarySearchFunc(matches[from:names], d.Start, func(n Match, start int) int {
			if n.End <= start {
				return -1
			}
			return 1
		})
		if i += from; i < names && matches[i].Start < d.End {
			if matches[i].Start > d.Start || matches[i].End < d.End {
				continue
			}
			m.Nested = true
		}
		matches = append(matches, m)
	}
	matches = append(matches, s.nested...)
	if len(matches) > names && names > from {
		slices.SortStableFunc(matches[from:], func(a, b Match) int { return a.Start - b.Start })
	}
	return matches
}

func (s *Scanner) names(text []byte, matches []Match, problems []Problem) ([]Match, []Problem) {
	s.tokens = tokenize(text, s.tokens[:0])
	for i := 0; i < len(s.tokens); {
		t := s.tokens[i]
		if !s.lexicon.first[text[t.start]] {
			i++
			continue
		}
		node, n, end := s.longest(text, i)
		if n == 0 {
			i++
			continue
		}
		matches, problems = s.choose(text, i, n, node, int(end), matches, problems)
		i += n
	}
	return matches, problems
}

// longest walks the trie from token i and returns the node of the longest
// name there, how many tokens it takes and where it ends in the text.
func (s *Scanner) longest(text []byte, i int) (best uint32, n int, end int32) {
	trie := s.lexicon.trie
	node, capitals := uint32(0), uint64(0)
	for j := i; j < len(s.tokens); j++ {
		t := s.tokens[j]
		if t.capital && j-i < 64 {
			capitals |= 1 << (j - i)
		}
		hash := hashMark(t.mark)
		if t.mark == 0 {
			word := text[t.start:t.end]
			hash = hashWord(hashStart, word)
			if to, stop := s.inflected(node, word, t); to != 0 && s.fits(text, to, i, j, t.start+stop, capitals) {
				best, n, end = to, j-i+1, t.end
				if t.hangul {
					end = t.start + stop
				}
			}
		}
		var ends bool
		if node, ends = trie.step(node, hash); node == 0 {
			return best, n, end
		}
		if ends && s.fits(text, node, i, j, t.end, capitals) {
			best, n, end = node, j-i+1, t.end
		}
	}
	return best, n, end
}

// inflected follows the trie by a word in the plural, or by a Korean word
// with a particle, to a node where a name ends; it is 0 where there is none.
// stop is how much of the word as it stands in the text is the name's.
func (s *Scanner) inflected(node uint32, word []byte, t token) (to uint32, stop int32) {
	if t.hangul {
		for _, particle := range particles {
			if stem, found := bytes.CutSuffix(word, particle); found && len(stem) > 0 {
				if to = s.ending(node, hashWord(hashStart, stem)); to != 0 {
					return to, int32(len(stem))
				}
			}
		}
		return 0, 0
	}
	if len(word) < 3 || word[len(word)-1] != 's' {
		return 0, 0
	}
	if to = s.ending(node, hashWord(hashStart, word[:len(word)-1])); to != 0 {
		return to, int32(len(word) - 1)
	}
	if stem, found := bytes.CutSuffix(word, []byte("ies")); found {
		return s.ending(node, hashByte(hashWord(hashStart, stem), 'y')), int32(len(stem))
	}
	return 0, 0
}

// ending follows the trie by one word to a node where a name ends.
func (s *Scanner) ending(node uint32, hash uint64) uint32 {
	if to, ends := s.lexicon.trie.step(node, hash); ends {
		return to
	}
	return 0
}

// fits says whether some name that ends at a node is written as tokens i to j
// are.
func (s *Scanner) fits(text []byte, node uint32, i, j int, end int32, capitals uint64) bool {
	for _, index := range s.lexicon.ends[node] {
		if s.written(text, index, i, j, end, capitals) {
			return true
		}
	}
	return false
}

// written says whether an entry's name is written as tokens i to j are, up to
// end: every capital of the name has its capital, and an acronym is the same
// letter by letter.
func (s *Scanner) written(text []byte, index uint32, i, j int, end int32, capitals uint64) bool {
	n := &s.lexicon.names[index]
	if n.capitals&^capitals != 0 {
		return false
	}
	if n.exact && !bytes.HasPrefix(text[s.tokens[i].start:end], []byte(s.lexicon.entries[index].Name)) {
		return false
	}
	// The last word may be inflected: its hash led here, and that is enough
	// where all the words before it are the name's.
	for k := i; k < j; k++ {
		if !s.isWord(text, k, n.tokens[k-i]) {
			return false
		}
	}
	return len(n.tokens) == j-i+1
}

// choose decides which of the names that end at a node is meant.
func (s *Scanner) choose(text []byte, i, n int, node uint32, end int, matches []Match, problems []Problem) ([]Match, []Problem) {
	start := int(s.tokens[i].start)
	capitals := s.capitals(i, n)
	found := int32(-1)
	s.keys = s.keys[:0]
	sided := false
	for _, index := range s.lexicon.ends[node] {
		e := &s.lexicon.entries[index]
		if s.written(text, index, i, i+n-1, int32(end), capitals) && !slices.Contains(s.keys, e.Key) {
			s.keys = append(s.keys, e.Key)
			sided = sided || e.Side != ""
			found = int32(index)
		}
	}
	side := ""
	if sided {
		side = s.sideOf(text, i, n)
	}
	if side != "" {
		if kept := s.ofSide(node, side); len(kept) == 1 {
			found = kept[0]
			s.keys = append(s.keys[:0], s.lexicon.entries[found].Key)
		} else if len(kept) == 0 {
			return matches, append(problems, s.wrongSide(text, start, end, node, side))
		}
	}
	if len(s.keys) > 1 {
		return matches, append(problems, s.ambiguous(text, start, end))
	}
	e := &s.lexicon.entries[found]
	s.definitionsIn(text, i, n, e.Key)
	return append(matches, Match{Start: start, End: end, Key: e.Key, Entry: found, Rule: e.Rule}), problems
}

// definitionsIn notes the defined abbreviations that stand in brackets inside
// a name, "Information Exchange Agreement (IEA) on …": that is where the text
// defines them.
func (s *Scanner) definitionsIn(text []byte, i, n int, name record.Key) {
	for k := i; k+2 < i+n; k++ {
		if s.tokens[k].mark != '(' {
			continue
		}
		node, length, end := s.longest(text, k+1)
		if length == 0 || k+1+length >= i+n || s.tokens[k+1+length].mark != ')' {
			continue
		}
		for _, index := range s.lexicon.ends[node] {
			if e := &s.lexicon.entries[index]; e.Rule == record.RuleTerm && e.Key != name {
				s.nested = append(s.nested, Match{
					Start: int(s.tokens[k+1].start), End: int(end), Key: e.Key, Entry: int32(index), Rule: e.Rule, Nested: true,
				})
			}
		}
	}
}

// capitals tells which of n tokens from token i begin with a capital.
func (s *Scanner) capitals(i, n int) uint64 {
	bits := uint64(0)
	for k := range min(n, 64) {
		if s.tokens[i+k].capital {
			bits |= 1 << k
		}
	}
	return bits
}

// ofSide returns the candidates at a node that a side next to the name
// allows, one entry a key.
func (s *Scanner) ofSide(node uint32, side string) []int32 {
	var kept []int32
	for _, index := range s.lexicon.ends[node] {
		e := &s.lexicon.entries[index]
		if (e.Side == side || e.Side == "") && slices.Contains(s.keys, e.Key) &&
			!slices.ContainsFunc(kept, func(k int32) bool { return s.lexicon.entries[k].Key == e.Key }) {
			kept = append(kept, int32(index))
		}
	}
	return kept
}

func (s *Scanner) ambiguous(text []byte, start, end int) Problem {
	words := string(text[start:end])
	var notes, schemes []string
	for _, k := range s.keys {
		notes = append(notes, "it may be "+scheme(k))
		schemes = append(schemes, fmt.Sprintf("[%s](%s)", words, scheme(k)))
	}
	return Problem{
		Start: start, End: end, Severity: diag.Error, Code: codeAmbiguous,
		Message: fmt.Sprintf("%q names more than one thing and nothing next to it says which", words),
		Notes:   notes, Hint: "write " + strings.Join(schemes, " or "),
	}
}

func (s *Scanner) wrongSide(text []byte, start, end int, node uint32, side string) Problem {
	words := string(text[start:end])
	e := s.lexicon.entries[s.lexicon.ends[node][0]]
	return Problem{
		Start: start, End: end, Severity: diag.Warning, Code: codeWrongSide,
		Message: fmt.Sprintf("%q stands next to a name of side %s, but is known only of side %s; it is not linked", words, side, e.Side),
		Hint:    fmt.Sprintf("write [%s](%s) if that is meant, or [%s](none:)", words, scheme(e.Key), words),
	}
}

// scheme is how a link names a key.
func scheme(k record.Key) string {
	switch k.Kind {
	case record.KeyAgency:
		return "agency:" + k.ID
	case record.KeyInstrument:
		return "mou:" + k.ID
	case record.KeyTerm:
		return "term:" + k.ID
	}
	return k.Kind.String() + ":" + k.ID
}
