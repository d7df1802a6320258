package mention

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"concord/internal/record"
)

// Trace is what a scan found, and what it passed over.
type Trace struct {
	Matches  []Match // as Scan returns them
	Problems []Problem
	Because  []string // of Matches: what next to a name decided, "" where the name alone did
	Losses   []Loss   // in the order of their starts
}

// Loss is a name or date that the text might have meant and was not taken for.
type Loss struct {
	Start, End int
	Key        record.Key
	Entry      int32  // index in the lexicon's entries, -1 for a date
	Match      int    // index in Matches of what it lost to, -1 for nothing
	Problem    int    // index in Problems of the problem that it is part of, -1 for none
	Why        string // "the longer name wins"
}

// Trace scans a text as Scan does, and then looks once more at every word with
// the same functions, to tell what else was there.
func (s *Scanner) Trace(text []byte, today record.EDTF) Trace {
	t := tracer{s: s}
	t.Matches, t.Problems = s.Scan(text, today, nil, nil)
	t.reasons()
	for _, h := range s.attempts() {
		t.attempt(&h)
	}
	t.dates()
	slices.SortStableFunc(t.Losses, func(a, b Loss) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	t.Losses = slices.CompactFunc(t.Losses, func(a, b Loss) bool {
		return a.Start == b.Start && a.End == b.End && a.Key == b.Key
	})
	return t.Trace
}

// attempts returns every place where the words of a name stand, wherever it
// begins and however it is written.
func (s *Scanner) attempts() []hit {
	var list []hit
	s.tried = &list
	defer func() { s.tried = nil }()
	for i := 0; i < len(s.text); {
		if !startsToken(s.text, i) {
			i++
			continue
		}
		s.standAt(i)
		s.longest(0)
		i = int(s.tokens[0].end)
	}
	return list
}

type tracer struct {
	Trace
	s              *Scanner
	match, problem int // the first that end after the place that is looked at
}

// reasons notes which side decided where several things have a name.
func (t *tracer) reasons() {
	t.Because = make([]string, len(t.Matches))
	for i, m := range t.Matches {
		if m.Entry < 0 || m.Nested {
			continue
		}
		t.s.standAt(m.Start)
		h := t.s.longest(0)
		if slices.ContainsFunc(h.form.names, func(n name) bool {
			return t.s.written(&n, &h) && t.s.lexicon.entries[n.entry].Key != m.Key
		}) {
			t.Because[i] = t.beside(m.Start, h.tokens)
		}
	}
}

// beside says which side stands next to the name of n tokens that begins at
// start.
func (t *tracer) beside(start, n int) string {
	t.s.standAt(start)
	_, _ = t.s.token(0) // those before it count from it
	before, after := t.s.sideBefore(), t.s.sideAfter(n)
	switch {
	case before == "" && after == "":
		return "nothing next to it says whose it is"
	case before == after:
		return "a name of side " + before + " stands before it and after it"
	case before == "":
		return "a name of side " + after + " stands after it"
	case after == "":
		return "a name of side " + before + " stands before it"
	}
	return fmt.Sprintf("a name of side %s stands before it and one of side %s after it", before, after)
}

// attempt finds out what became of the names that stand at a place. It is
// called for places in the order of their starts.
func (t *tracer) attempt(h *hit) {
	start, end := int(h.start), int(h.end)
	if h.stop < h.end && t.s.text[h.stop] >= utf8.RuneSelf {
		end = int(h.stop) // a Korean particle is no part of a mention, unlike a plural s
	}
	match, problem := t.matchAt(start, end), t.problemAt(start, end)
	for i := range h.form.names {
		n := &h.form.names[i]
		e := &t.s.lexicon.entries[n.entry]
		if t.isMention(e.Key, start, end) {
			continue // it is what was found, or another name of it
		}
		if why := t.why(n, h, start, end, match, problem); why != "" {
			t.Losses = append(t.Losses, Loss{
				Start: start, End: end, Key: e.Key, Entry: n.entry, Match: match, Problem: problem, Why: why,
			})
		}
	}
}

// matchAt returns the index of the first name that was found in a stretch, -1
// for none.
func (t *tracer) matchAt(start, end int) int {
	for t.match < len(t.Matches) && t.Matches[t.match].End <= start {
		t.match++
	}
	for i := t.match; i < len(t.Matches) && t.Matches[i].Start < end; i++ {
		if m := &t.Matches[i]; m.Entry >= 0 && !m.Nested && m.End > start {
			return i
		}
	}
	return -1
}

// problemAt returns the index of the first problem with a name in a stretch,
// -1 for none.
func (t *tracer) problemAt(start, end int) int {
	for t.problem < len(t.Problems) && t.Problems[t.problem].End <= start {
		t.problem++
	}
	if i := t.problem; i < len(t.Problems) && t.Problems[i].Code != codeDate && t.Problems[i].Start < end {
		return i
	}
	return -1
}

// isMention says whether a key was found in a stretch.
func (t *tracer) isMention(key record.Key, start, end int) bool {
	for i := t.match; i < len(t.Matches) && t.Matches[i].Start < end; i++ {
		if m := &t.Matches[i]; m.Key == key && m.End > start && (!m.Nested || m.Start == start && m.End == end) {
			return true
		}
	}
	return false
}

// why says why a name that stands at text[start:end] is no mention; it is ""
// where that goes without saying.
func (t *tracer) why(n *name, h *hit, start, end, match, problem int) string {
	from, to := start, end // of what was found there
	switch {
	case match >= 0:
		from, to = t.Matches[match].Start, t.Matches[match].End
	case problem >= 0:
		from, to = t.Problems[problem].Start, t.Problems[problem].End
	}
	e := &t.s.lexicon.entries[n.entry]
	same := from == start && to == end
	switch {
	case !t.s.written(n, h) && !same:
		return ""
	case !t.s.written(n, h) && n.exact:
		return fmt.Sprintf("it is matched letter by letter, and is written %q", e.Name)
	case !t.s.written(n, h):
		return fmt.Sprintf("a capital is missing: the name is written %q", e.Name)
	case match < 0 && problem < 0:
		return ""
	case !same && start >= from && end <= to:
		return "the longer name wins"
	case !same:
		return "the name that begins first wins"
	}
	beside := t.beside(start, h.tokens)
	if e.Side != "" && match >= 0 || problem >= 0 && t.Problems[problem].Code == codeWrongSide {
		return fmt.Sprintf("it is of side %s, and %s", e.Side, beside)
	}
	return beside
}

// dates notes the dates that a name pushed aside.
func (t *tracer) dates() {
	kept := map[int]bool{}
	for _, m := range t.Matches {
		if m.Entry < 0 {
			kept[m.Start] = true
		}
	}
	for _, d := range t.s.dates {
		if kept[d.Start] {
			continue
		}
		t.Losses = append(t.Losses, Loss{
			Start: d.Start, End: d.End, Entry: -1, Problem: -1, Key: record.Key{Kind: record.KeyDate, ID: t.s.dateID(d.Date)},
			Match: slices.IndexFunc(t.Matches, func(m Match) bool { return m.Entry >= 0 && m.Start < d.End && d.Start < m.End }),
			Why:   "a date that lies only partly in a name gives way to it",
		})
	}
}

// Markdown is what a link to a key begins with: "agency:hsa".
func Markdown(key record.Key) string { return scheme(key) }
