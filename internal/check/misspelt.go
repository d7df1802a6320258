package check

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/mention"
	"concord/internal/record"
)

// forms are all names of two words or more, made to find in a text what is
// almost one of them: one word is misspelt, or only the marks between the words
// are others.
//
// A name is followed word by word, by the hash of the words so far. Where the
// text leaves all names, the word at which it does is looked up among those that
// are one edit away from a word with which a name goes on; from there the rest
// must follow to the letter. So a word of the text takes as many steps as it has
// letters, and only where a name might have begun.
type forms struct {
	seed   maphash.Seed
	names  []name
	begun  map[uint64]bool    // hashes of the beginnings of names
	whole  map[uint64][]int32 // names by the hash of all their words
	slips  map[uint64][]string
	folded map[string]bool // all names, in lower case and with single spaces
}

// near is a name that some words are almost.
type near struct {
	name  *name
	wrong stretch // of the text: the word that is misspelt, empty where the marks are
	right string  // what it should be
}

func newForms(names []name) *forms {
	f := &forms{
		seed: maphash.MakeSeed(), names: names, begun: map[uint64]bool{}, whole: map[uint64][]int32{},
		slips: map[uint64][]string{}, folded: map[string]bool{},
	}
	for i := range names {
		f.folded[foldedText(names[i].text)] = true
		if len(names[i].words) > 1 && startsCapital(names[i].text) {
			f.insert(int32(i))
		}
	}
	return f
}

func startsCapital(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}

// foldedText is a text in lower case, with single spaces and one form of each
// mark.
func foldedText(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '‘', '’', 'ʼ':
			return '\''
		case '‐', '‑', '–', '−':
			return '-'
		}
		return r
	}, strings.ToLower(strings.Join(strings.Fields(text), " ")))
}

// has says whether words are a name, whether or not they are a mention where
// they stand.
func (f *forms) has(words string) bool { return f.folded[foldedText(words)] }

func (f *forms) insert(i int32) {
	var hash uint64
	for _, word := range f.names[i].words {
		next := f.chain(hash, word)
		if !f.begun[next] {
			f.begun[next] = true
			if mayBeMisspelt(word) {
				for v := range withoutOne(word) {
					slip := f.chain(hash, v) ^ slipMark
					f.slips[slip] = append(f.slips[slip], word)
				}
			}
		}
		hash = next
	}
	f.whole[hash] = append(f.whole[hash], i)
}

// slipMark keeps the hashes of slips apart from those of words.
const slipMark = 0x5bd1e9955bd1e995

func (f *forms) chain(hash uint64, word string) uint64 {
	return mix(hash, maphash.String(f.seed, word))
}

// misspelt finds what is almost a name in a text with some mentions, and none
// of them.
func (f *forms) misspelt(text string, mentions []mention.Span) []finding {
	var found []finding
	for at := 0; ; {
		w, ok := nextWord(text, at)
		if !ok {
			return found
		}
		at = w.end
		if !startsCapital(text[w.start:]) {
			continue
		}
		for len(mentions) > 0 && mentions[0].End <= w.start {
			mentions = mentions[1:]
		}
		inside := 0 // where the mention that begins here ends
		if len(mentions) > 0 && mentions[0].Start <= w.start {
			if inside = mentions[0].End; mentions[0].Start < w.start {
				at = max(at, inside)
				continue
			}
		}
		x := walk{forms: f, text: text}
		x.from(w)
		if x.end > inside && !cuts(mentions, x.end) {
			found = append(found, finding{start: w.start, end: x.end, words: strings.Join(strings.Fields(text[w.start:x.end]), " "), near: x.near})
			inside = x.end
		}
		at = max(at, inside)
	}
}

// cuts says whether an offset lies inside a mention.
func cuts(mentions []mention.Span, at int) bool {
	for _, m := range mentions {
		if m.Start >= at {
			return false
		}
		if m.End > at {
			return true
		}
	}
	return false
}

// walk follows a text along names from one of its words. What it comes to is the
// longest, near the names that it is almost.
type walk struct {
	*forms
	text  string
	start int
	near  []near
	end   int
}

// from walks to where the text leaves all names, and on from there with a word
// mended.
func (x *walk) from(first stretch) {
	x.start = first.start
	var hash uint64
	for w, ok := first, true; ok; w, ok = x.next(w) {
		word := folded(x.text[w.start:w.end])
		next := x.chain(hash, word)
		if !x.begun[next] {
			x.mended(hash, w, word)
			return
		}
		hash = next
		x.arrive(hash, w.end, near{})
	}
}

// mended goes on with each word that the one at hand may have been meant for.
func (x *walk) mended(hash uint64, wrong stretch, word string) {
	if !mayBeMisspelt(word) {
		return
	}
	var tried []string
	for v := range withoutOne(word) {
		for _, right := range x.slips[x.chain(hash, v)^slipMark] {
			if slices.Contains(tried, right) || !isSlip(word, right) {
				continue
			}
			tried = append(tried, right)
			x.follow(x.chain(hash, right), near{wrong: wrong, right: right})
		}
	}
}

// follow goes on along names to the letter.
func (x *walk) follow(hash uint64, n near) {
	w := n.wrong
	for ok := x.begun[hash]; ok; ok = ok && x.begun[hash] {
		x.arrive(hash, w.end, n)
		if w, ok = x.next(w); ok {
			hash = x.chain(hash, folded(x.text[w.start:w.end]))
		}
	}
}

// next is the next word, unless a sentence or a line ends before it.
func (x *walk) next(w stretch) (stretch, bool) {
	next, ok := nextWord(x.text, w.end)
	return next, ok && !strings.ContainsAny(x.text[w.end:next.start], ".;:!?\n|\"“”")
}

// arrive notes the names that are whole at a place of the text.
func (x *walk) arrive(hash uint64, end int, n near) {
	for _, i := range x.whole[hash] {
		n.name = &x.names[i]
		words := x.text[x.start:end]
		if end < x.end || !sameCapitals(words, n.name.text) || n.right == "" && foldedText(words) == foldedText(n.name.text) {
			continue
		}
		if end > x.end {
			x.near, x.end = nil, end
		}
		x.near = append(x.near, n)
	}
}

// sameCapitals says whether every word that begins with a capital in a name
// does so in a text.
func sameCapitals(text, name string) bool {
	for i, k := 0, 0; ; {
		w, ok := nextWord(name, i)
		t, also := nextWord(text, k)
		if !ok || !also {
			return ok == also
		}
		if startsCapital(name[w.start:]) && !startsCapital(text[t.start:]) && text[t.start] != '&' {
			return false
		}
		i, k = w.end, t.end
	}
}

// misspelt reports the words that are almost a name.
func (t *texts) misspelt(found [][]finding) {
	for i := range found {
		for k := range found[i] {
			if f := &found[i][k]; len(f.near) > 0 && f.counts() {
				t.reportMisspelt(t.site.Members[i], f)
			}
		}
	}
}

func (t *texts) reportMisspelt(m *concord.Member, f *finding) {
	d := m.Document
	var names []string
	for _, n := range f.near {
		if !slices.Contains(names, n.name.text) {
			names = append(names, n.name.text)
		}
	}
	x := diag.Diagnostic{
		Severity: diag.Warning, Code: codeSimilar, Span: t.span(d, int32(f.source.Start), int32(f.source.End)),
		Message: fmt.Sprintf("%q is almost the name %q, and is not recognised", f.words, names[0]),
		Hint:    fmt.Sprintf("write %q, or add %q under `names:` if it is right", names[0], f.words),
	}
	for _, other := range names[1:] {
		x.Notes = append(x.Notes, fmt.Sprintf("it is also almost %q", other))
	}
	switch {
	case d.Kind.Official(): // its words are the record's
		x.Hint = fmt.Sprintf("if the source has it so, add %q under `names:`; else write %q, or mend the source's slip under `corrections:`",
			f.words, names[0])
	case len(names) == 1 && !t.overlaps(m, f):
		x.Fixes = f.edit(f.near[0])
	}
	t.add(x)
}

// overlaps says whether a part of the words is a mention already: then somebody
// must decide which is meant.
func (t *texts) overlaps(m *concord.Member, f *finding) bool {
	return slices.ContainsFunc(m.Facts.Mentions, func(x record.Mention) bool { return int(x.Start) < f.end && f.start < int(x.End) })
}

// edit mends the words, if the file has them as they are printed.
func (f *finding) edit(n near) []diag.Edit {
	e := f.source
	if e.Old != f.words || len(f.words) != f.end-f.start {
		return nil
	}
	if n.right == "" {
		e.New = n.name.text
		return []diag.Edit{e}
	}
	at := n.wrong.start - f.start
	end := at + n.wrong.end - n.wrong.start
	right := n.rightAsWritten()
	e.Start, e.End, e.Old, e.New = e.Start+at, e.Start+end, e.Old[at:end], right
	return []diag.Edit{e}
}

// rightAsWritten is the mended word as the name has it.
func (n *near) rightAsWritten() string {
	text := n.name.text
	for at := 0; ; {
		w, ok := nextWord(text, at)
		if !ok {
			return n.right
		}
		if folded(text[w.start:w.end]) == n.right {
			return text[w.start:w.end]
		}
		at = w.end
	}
}
