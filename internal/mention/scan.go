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
	text    []byte
	tokens  []token // from where a name is looked for
	before  []token // before that, the nearest first
	next    int     // where the tokens go on
	folded  []byte
	dates   []DateMatch
	nested  []Match
	keys    []record.Key
	ids     map[record.EDTF]string // of the dates met so far: most come again and again
	tried   *[]hit                 // gets every name that is held against the text; nil unless Trace asks
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
	s.text, s.nested = text, s.nested[:0]
	matches, problems = s.names(matches, problems)
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

func (s *Scanner) names(matches []Match, problems []Problem) ([]Match, []Problem) {
	text, first := s.text, &s.lexicon.first
	for i := 0; i < len(text); {
		if !first[text[i]] || !startsToken(text, i) {
			i++
			continue
		}
		s.standAt(i)
		n := 1
		if h := s.longest(0); h.form != nil {
			matches, problems = s.choose(&h, matches, problems)
			n = h.tokens
		}
		i = int(s.tokens[n-1].end)
	}
	return matches, problems
}

// standAt makes i, where a token begins, the place where a name is looked for.
func (s *Scanner) standAt(i int) { s.before, s.tokens, s.next = s.before[:0], s.tokens[:0], i }

// token returns a token of the text, counted from where a name is looked for;
// those before it count down from -1. ok is false beyond the ends of the text.
// Tokens are read when they are asked for: most words begin no name.
func (s *Scanner) token(k int) (t token, ok bool) {
	for len(s.tokens) <= k {
		if t, ok = nextToken(s.text, s.next); !ok {
			return t, false
		}
		s.tokens, s.next = append(s.tokens, t), int(t.end)
	}
	for len(s.before) < -k {
		end := int(s.tokens[0].start)
		if n := len(s.before); n > 0 {
			end = int(s.before[n-1].start)
		}
		if t, ok = tokenBefore(s.text, end); !ok {
			return t, false
		}
		s.before = append(s.before, t)
	}
	if k < 0 {
		return s.before[-k-1], true
	}
	return s.tokens[k], true
}

// hit is a place where a name stands.
type hit struct {
	form       *form // nil for none
	tokens     int
	start, end int32
	stop       int32  // where the name ends, before what inflects it
	capitals   uint64 // which of the first 64 tokens begin with a capital
}

// longest finds the longest name that begins at token k.
func (s *Scanner) longest(k int) (best hit) {
	var node uint32
	var only *form // the one name that is left, once there is but one
	s.folded = s.folded[:0]
	h := hit{}
	for {
		t, ok := s.token(k + h.tokens)
		if !ok {
			return best
		}
		if h.tokens == 0 {
			h.start = t.start
		} else {
			s.folded = append(s.folded, ' ')
		}
		if t.capital && h.tokens < 64 {
			h.capitals |= 1 << h.tokens
		}
		h.tokens++
		h.end = t.end
		word := len(s.folded)
		s.folded = appendCanonical(s.folded, s.text, t)
		if t.mark == 0 {
			if h.form, h.stop = s.inflected(node, only, word, t); h.form != nil && s.fits(&h) {
				best = h
				if t.hangul {
					best.end = h.stop
				}
			}
		}
		h.form, h.stop = only, t.end
		if only == nil {
			e := s.lexicon.trie.step(node, hashWord(s.folded[word:]))
			if e.free() {
				return best
			}
			if node, h.form = e.next, &s.lexicon.forms[e.form]; node == 0 {
				only = h.form
			}
		}
		if h.form.text == string(s.folded) {
			if s.fits(&h) {
				best = h
			}
			if only != nil {
				return best
			}
		} else if only != nil && !only.goesOn(s.folded) {
			return best
		}
	}
}

// inflected returns the name that ends with the last word in the singular, or
// without its Korean particle; it is nil where there is none. stop is where
// the name ends in the text. The word begins in s.folded at an offset.
func (s *Scanner) inflected(node uint32, only *form, word int, t token) (f *form, stop int32) {
	end := len(s.folded)
	if t.hangul {
		for _, particle := range particles {
			if stem, found := bytes.CutSuffix(s.folded[word:], particle); found && len(stem) > 0 {
				if f = s.ending(node, only, word, word+len(stem)); f != nil {
					return f, t.start + int32(len(stem))
				}
			}
		}
		return nil, 0
	}
	raw := s.text[t.start:t.end]
	if len(raw) < 3 || raw[len(raw)-1] != 's' {
		return nil, 0
	}
	if f = s.ending(node, only, word, end-1); f == nil && bytes.HasSuffix(raw, []byte("ies")) {
		s.folded[end-3] = 'y'
		f = s.ending(node, only, word, end-2)
		s.folded[end-3] = 'i'
		return f, t.end - 3
	}
	return f, t.end - 1
}

// ending returns the name that is s.folded up to an offset, nil for none.
func (s *Scanner) ending(node uint32, only *form, word, end int) *form {
	f := only
	if f == nil {
		f = &s.lexicon.forms[s.lexicon.trie.step(node, hashWord(s.folded[word:end])).form]
	}
	if f.text != string(s.folded[:end]) {
		return nil
	}
	return f
}

// fits says whether some name of a form is written as it stands in the text.
func (s *Scanner) fits(h *hit) bool {
	if s.tried != nil {
		*s.tried = append(*s.tried, *h)
	}
	for i := range h.form.names {
		if s.written(&h.form.names[i], h) {
			return true
		}
	}
	return false
}

// written says whether a name is written as it stands in the text: every
// capital of the name has its capital, and an acronym is the same letter by
// letter.
func (s *Scanner) written(n *name, h *hit) bool {
	return n.capitals&^h.capitals == 0 &&
		(!n.exact || bytes.HasPrefix(s.text[h.start:h.stop], []byte(s.lexicon.entries[n.entry].Name)))
}

// choose decides which of the names of a form is meant.
func (s *Scanner) choose(h *hit, matches []Match, problems []Problem) ([]Match, []Problem) {
	start, end := int(h.start), int(h.end)
	h.stop = h.end
	found := int32(-1)
	s.keys = s.keys[:0]
	sided := false
	for i := range h.form.names {
		n := &h.form.names[i]
		e := &s.lexicon.entries[n.entry]
		if s.written(n, h) && !slices.Contains(s.keys, e.Key) {
			s.keys = append(s.keys, e.Key)
			sided = sided || e.Side != ""
			found = n.entry
		}
	}
	side := ""
	if sided {
		side = s.sideOf(h.tokens)
	}
	if side != "" {
		if kept := s.ofSide(h.form, side); len(kept) == 1 {
			found = kept[0]
			s.keys = append(s.keys[:0], s.lexicon.entries[found].Key)
		} else if len(kept) == 0 {
			return matches, append(problems, s.wrongSide(start, end, h.form, side))
		}
	}
	if len(s.keys) > 1 {
		return matches, append(problems, s.ambiguous(start, end))
	}
	e := &s.lexicon.entries[found]
	s.definitionsIn(h.tokens, e.Key)
	return append(matches, Match{Start: start, End: end, Key: e.Key, Entry: found, Rule: e.Rule}), problems
}

// definitionsIn notes the defined abbreviations that stand in brackets inside
// a name, "Information Exchange Agreement (IEA) on …": that is where the text
// defines them.
func (s *Scanner) definitionsIn(n int, name record.Key) {
	for k := 0; k+2 < n; k++ {
		if s.tokens[k].mark != '(' {
			continue
		}
		h := s.longest(k + 1)
		if h.form == nil || k+1+h.tokens >= n || s.tokens[k+1+h.tokens].mark != ')' {
			continue
		}
		for _, x := range h.form.names {
			if e := &s.lexicon.entries[x.entry]; e.Rule == record.RuleTerm && e.Key != name {
				s.nested = append(s.nested, Match{
					Start: int(h.start), End: int(h.end), Key: e.Key, Entry: x.entry, Rule: e.Rule, Nested: true,
				})
			}
		}
	}
}

// ofSide returns the names of a form that a side next to the name allows, one
// entry a key.
func (s *Scanner) ofSide(f *form, side string) []int32 {
	var kept []int32
	for _, n := range f.names {
		e := &s.lexicon.entries[n.entry]
		if (e.Side == side || e.Side == "") && slices.Contains(s.keys, e.Key) &&
			!slices.ContainsFunc(kept, func(k int32) bool { return s.lexicon.entries[k].Key == e.Key }) {
			kept = append(kept, n.entry)
		}
	}
	return kept
}

func (s *Scanner) ambiguous(start, end int) Problem {
	words := string(s.text[start:end])
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

func (s *Scanner) wrongSide(start, end int, f *form, side string) Problem {
	words := string(s.text[start:end])
	e := s.lexicon.entries[f.names[0].entry]
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
