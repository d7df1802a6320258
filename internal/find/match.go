package find

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"concord/internal/search"
)

// maxPlaces is how many places of a term in one text count.
const maxPlaces = 64

// token is a word of a text.
type token struct {
	start, end int // bytes
	folded     string
	script     search.Script
	joined     bool // a hyphen stands between it and the token before
}

// tokens returns the words of a text that have a form.
func tokens(text string) []token {
	var list []token
	dropped := false // the word before has no form
	scanner := search.Scan(text)
	for {
		w, ok := scanner.Next()
		if !ok {
			return list
		}
		folded := string(search.Fold(nil, text[w.Start:w.End], w.Script))
		if folded == "" {
			dropped = true
			continue
		}
		list = append(list, token{w.Start, w.End, folded, w.Script, w.Joined && len(list) > 0 && !dropped})
		dropped = false
	}
}

// wanted is a word of a pattern.
type wanted struct {
	folded  string
	script  search.Script
	stem    string // a token may have it as well, unless it is ""
	begins  bool   // a token may go on after it
	anyPart bool   // a token may have it anywhere
	noun    bool   // a token may have a particle after it
}

func (w wanted) is(folded string) bool {
	switch {
	case w.folded == folded:
		return true
	case w.stem != "" && Stem(folded) == w.stem:
		return true
	case w.begins && strings.HasPrefix(folded, w.folded):
		return true
	case w.anyPart && strings.Contains(folded, w.folded):
		return true
	}
	return w.noun && strings.HasPrefix(folded, w.folded) && isParticle(folded[len(w.folded):])
}

// part returns the bytes of a token's form that are the word.
func (w wanted) part(folded string) (from, to int) {
	if i := strings.Index(folded, w.folded); i >= 0 && (w.anyPart || w.noun) {
		return i, i + len(w.folded)
	}
	return 0, len(folded)
}

// pattern is words that must follow each other.
type pattern struct {
	words   []wanted
	terms   []int // that are found with it
	offsets []int // of each term's word to the first
	quality int
	phrase  int  // its number, -1 if it is none
	not     bool // it must not be there
}

// matcher finds a plan's words in texts.
type matcher struct {
	plan     *plan
	patterns []pattern
	known    map[string]*likeness // of tokens met before
}

// likeness is what a single token may be.
type likeness struct {
	terms    []part
	patterns []int // that begin with it
}

// part is a term that a token is or contains.
type part struct {
	term, quality int
	from, to      int // bytes of the folded token
}

// newMatcher makes a matcher; named has the entries that names of the plan name.
func newMatcher(p *plan, named func(slot int) *search.Record) *matcher {
	m := &matcher{plan: p, known: map[string]*likeness{}}
	for _, n := range p.names {
		if n.quality == compoundQuality {
			m.add(n, []wanted{{folded: n.key.Text}})
			continue
		}
		for _, slot := range n.targets() {
			if r := named(slot); r != nil {
				m.addNames(n, r)
			}
		}
	}
	for i, t := range p.terms {
		if t.Number != "" && strings.Contains(t.Number, ".") {
			m.addNumber(i, strings.Split(t.Folded, " "))
		}
	}
	for i, span := range p.query.Phrases {
		m.patterns = append(m.patterns, p.phrase(i, span))
	}
	for _, words := range p.query.Excluded {
		m.patterns = append(m.patterns, pattern{words: phraseWords(words), phrase: -1, not: true})
	}
	return m
}

// addNames adds the names of an entry: a text that has one of them has the
// words of the query by which the entry is named.
func (m *matcher) addNames(n *name, r *search.Record) {
	for _, text := range slices.Concat([]string{r.Title, r.Label}, r.Names) {
		var words []wanted
		for _, t := range tokens(text) {
			words = append(words, wanted{folded: t.folded, script: t.script})
		}
		if last := len(words) - 1; last >= 0 {
			words[last].noun = words[last].script == search.Hangul
			m.add(n, words)
		}
	}
}

// addNumber adds the digits of a paragraph's number, as they stand in a text.
func (m *matcher) addNumber(term int, digits []string) {
	p := pattern{terms: []int{term}, offsets: []int{0}, quality: exactQuality, phrase: -1}
	for _, d := range digits {
		p.words = append(p.words, wanted{folded: d})
	}
	m.patterns = append(m.patterns, p)
}

// add adds a pattern that stands for the words of the query in a name.
func (m *matcher) add(n *name, words []wanted) {
	p := pattern{words: words, quality: n.quality, phrase: -1}
	for i, t := range m.plan.terms {
		if n.covers(t) {
			p.terms = append(p.terms, i)
			p.offsets = append(p.offsets, t.position-n.From)
		}
	}
	m.patterns = append(m.patterns, p)
}

// phrase makes a pattern of the words in quotation marks.
func (p *plan) phrase(number int, span Span) pattern {
	ph := pattern{words: phraseWords(p.query.Words[span.From:span.To]), quality: exactQuality, phrase: number}
	ph.words[len(ph.words)-1].begins = span.To-1 == p.typed
	for i, t := range p.terms {
		if span.From <= t.position && t.position < span.To {
			ph.terms = append(ph.terms, i)
			ph.offsets = append(ph.offsets, t.position-span.From)
		}
	}
	return ph
}

// phraseWords returns words that follow each other: those in quotation marks as
// they are, others in any form.
func phraseWords(words []Word) []wanted {
	var list []wanted
	for _, w := range words {
		one := wanted{folded: w.Folded, script: w.Script, anyPart: w.Script != search.Letters}
		if w.Script == search.Letters && !w.Quoted {
			one.stem = Stem(w.Folded)
		}
		list = append(list, one)
	}
	return list
}

// likeness returns what a token may be.
func (m *matcher) likeness(t token) *likeness {
	l := m.known[t.folded]
	if l != nil {
		return l
	}
	l = &likeness{}
	for i, term := range m.plan.terms {
		if q, from, to := term.quality(t); q > 0 {
			l.terms = append(l.terms, part{i, q, from, to})
		}
	}
	for i := range m.patterns {
		if m.patterns[i].words[0].is(t.folded) {
			l.patterns = append(l.patterns, i)
		}
	}
	m.known[t.folded] = l
	return l
}

// quality returns how good a token is for a term, 0 if it is not, and which
// bytes of its form are the term.
func (t *term) quality(tok token) (quality, from, to int) {
	if t.nouns == nil {
		return t.letters(tok.folded), 0, len(tok.folded)
	}
	for _, n := range t.nouns {
		if i := strings.Index(tok.folded, n.text); i >= 0 {
			return n.quality, i, i + len(n.text)
		}
	}
	return 0, 0, 0
}

// letters returns how good a word is for a term of letters, 0 if it is not.
func (t *term) letters(folded string) int {
	switch {
	case folded == t.Folded:
		return exactQuality
	case t.stem != "" && folded[0] == t.stem[0] && Stem(folded) == t.stem:
		return stemQuality
	case t.begins && strings.HasPrefix(folded, t.Folded):
		return prefixQuality
	case slices.Contains(t.typos, folded):
		return typoQuality
	}
	return 0
}

// place is where a term is in a text.
type place struct {
	token, term, quality int
}

// mark is a stretch of a text that is to be shown as found, in bytes.
type mark struct{ start, end int }

// matched is what is found in a text.
type matched struct {
	text    string
	places  []place // by token, then term
	marks   []mark  // by their start, apart from each other
	terms   int     // bits
	best    []int   // quality of each term's best place
	count   []int   // places of each term
	phrases int     // bits
	barred  bool    // something is there that must not be
}

// match finds the plan's words in a text.
func (m *matcher) match(text string) *matched {
	f := &matched{text: text, best: make([]int, len(m.plan.terms)), count: make([]int, len(m.plan.terms))}
	list := tokens(text)
	for i, t := range list {
		l := m.likeness(t)
		for _, p := range l.terms {
			start, end := t.original(text, p.from, p.to)
			f.add(place{i, p.term, p.quality}, mark{start, end})
		}
		for _, number := range l.patterns {
			if p := &m.patterns[number]; p.follows(list[i:]) {
				f.addPattern(p, i, p.mark(text, list[i:]))
			}
		}
		if !t.joined {
			m.compound(f, list, i)
		}
	}
	f.finish()
	return f
}

// original returns the bytes of a text that are those of a token's form: of a
// run of Hangul, Han or Kana whose characters stay apart, just these.
func (t token) original(text string, from, to int) (start, end int) {
	source := text[t.start:t.end]
	if t.script == search.Letters || utf8.RuneCountInString(source) != utf8.RuneCountInString(t.folded) {
		return t.start, t.end
	}
	before := utf8.RuneCountInString(t.folded[:from])
	length := utf8.RuneCountInString(t.folded[from:to])
	head := len(firstCharacters(source, before))
	return t.start + head, t.start + len(firstCharacters(source, before+length))
}

// follows says whether a text goes on with the pattern.
func (p *pattern) follows(list []token) bool {
	if len(list) < len(p.words) {
		return false
	}
	for i, w := range p.words {
		if !w.is(list[i].folded) {
			return false
		}
	}
	return true
}

// mark returns the stretch of a text that the pattern is, which goes on with it.
func (p *pattern) mark(text string, list []token) mark {
	last := len(p.words) - 1
	from, to := p.words[0].part(list[0].folded)
	start, _ := list[0].original(text, from, to)
	from, to = p.words[last].part(list[last].folded)
	_, end := list[last].original(text, from, to)
	return mark{start, end}
}

// compound finds the terms that are the words of a compound with hyphens,
// joined.
func (m *matcher) compound(f *matched, list []token, first int) {
	next := first + 1
	joined := list[first].folded
	for ; next < len(list) && list[next].joined; next++ {
		joined += list[next].folded
	}
	if next == first+1 {
		return
	}
	for i, t := range m.plan.terms {
		if t.nouns == nil && t.Number == "" && (joined == t.Folded || t.stem != "" && Stem(joined) == t.stem) {
			f.add(place{first, i, compoundQuality}, mark{list[first].start, list[next-1].end})
		}
	}
}

func (f *matched) addPattern(p *pattern, at int, where mark) {
	f.barred = f.barred || p.not
	if p.phrase >= 0 {
		f.phrases |= 1 << p.phrase
	}
	for i, term := range p.terms {
		f.add(place{at + p.offsets[i], term, p.quality}, where)
	}
}

func (f *matched) add(p place, where mark) {
	f.terms |= 1 << p.term
	f.best[p.term] = max(f.best[p.term], p.quality)
	if f.count[p.term] < maxPlaces {
		f.count[p.term]++
		f.places = append(f.places, p)
		f.marks = append(f.marks, where)
	}
}

// finish puts places and marks in order, and each once.
func (f *matched) finish() {
	slices.SortFunc(f.places, func(a, b place) int {
		return cmp.Or(a.token-b.token, a.term-b.term, b.quality-a.quality)
	})
	f.places = slices.CompactFunc(f.places, func(a, b place) bool { return a.token == b.token && a.term == b.term })
	clear(f.count)
	for _, p := range f.places {
		f.count[p.term]++
	}
	f.marks = merged(f.text, f.marks)
}

// merged returns marks in order; those that overlap, touch, or have nothing but
// a space or a hyphen between them, are one.
func merged(text string, marks []mark) []mark {
	slices.SortFunc(marks, func(a, b mark) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	var list []mark
	for _, m := range marks {
		if last := len(list) - 1; last >= 0 && (m.start <= list[last].end || isGap(text[list[last].end:m.start])) {
			list[last].end = max(list[last].end, m.end)
			continue
		}
		list = append(list, m)
	}
	return list
}

func isGap(between string) bool {
	c, size := utf8.DecodeRuneInString(between)
	return size == len(between) && (c == ' ' || c == '\u00A0' || isHyphen(c))
}
