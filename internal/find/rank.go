package find

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"concord/internal/search"
)

// The order of results, in whole numbers. A division drops its remainder.
//
// First of what the lists say, for every entry:
//
//	S = Σ over terms of the best of its keys: idf · quality · saturation[weight]
//	idf = lg(2n+df) - lg(df) + 8
//
// with n the entries, df those in the list of the term's most frequent key, lg
// the logarithm to base 2 in sixteenths. Then of the texts of the first entries,
// for every paragraph:
//
//	P = (words + near + ordered + phrases) · (have/required)²
//	words   = Σ over terms found in the paragraph: idf · quality · repeated[tf] / 16,
//	          over those only in its heading: idf · 8,
//	          over those only in the entry's title and names: idf · 6
//	near    = 8 · Σ idf · m/L, m ≥ 2 being the terms in the paragraph and L
//	          the words of the shortest stretch that has them all
//	ordered = 12 · Σ idf if they stand there as they do in the query
//	phrases = 16 · Σ idf of the terms in phrases
//
// and for every entry
//
//	D = best P + names + whole + S/256
//	names = Σ over terms in its title and names: 2 · idf · quality, times their share of the query's
//	whole = 32 · Σ idf if a name has all terms as they stand in the query
//
// A description counts as a paragraph of half the worth, and the guide, which
// speaks about the record, has a quarter of its P. Answers come before
// all others; those to a number are equal but for their kind. Then D, the kind,
// Order and path decide.
const (
	exactQuality    = 16 // the word itself, or a name of what it names
	stemQuality     = 14 // another form of it
	compoundQuality = 14 // the same word but for a hyphen
	prefixQuality   = 10 // a word that begins with it
	typoQuality     = 8  // what it may be a misspelling of

	leastIDF      = 8
	headingWorth  = 8
	titleWorth    = 6
	nearWorth     = 8
	orderedWorth  = 12
	phraseWorth   = 16
	nameWorth     = 2
	wholeWorth    = 32
	listShare     = 256 // part of S that counts in D
	textShare     = 2   // part of P that counts for a description
	guideShare    = 4   // and for an entry of the guide
	maxHits       = 3   // paragraphs that a group shows
	leastWindow   = 10  // entries that are read at a time: between these
	mostWindow    = 50
	windowEntries = 5000 // divided by n
	maxWindows    = 5    // that are read for one page of results
)

// saturation returns what a weight is worth, in sixty-fourths.
func saturation(weight int) int {
	return [...]int{14, 20, 25, 30, 35, 40, 45, 64}[weight]
}

// repeated returns what so many places of a term are worth, in sixteenths of one.
func repeated(places int) int {
	return [...]int{0, 16, 22, 25, 27, 28}[min(places, 5)]
}

// logarithm returns the logarithm of n to base 2 in sixteenths, linear between
// powers of two.
func logarithm(n int) int {
	whole := bits.Len(uint(n)) - 1
	power := 1 << whole
	return 16*whole + (n-power)*16/power
}

// kindRank orders kinds of entries.
func kindRank(kind string) int {
	order := [...]string{"statement", "annex", "instrument", "agency", "date", "term", "guide"}
	if i := slices.Index(order[:], kind); i >= 0 {
		return i
	}
	return len(order)
}

// read is an entry whose text has been read and matched.
type read struct {
	record     *search.Record
	answer     bool
	score      int
	title      *matched
	names      []*matched // title, label and other names
	head       int        // bits of the terms in these
	headings   []*matched
	about      *matched // the description
	paragraphs []scored
	refused    bool // a paragraph has what must not be there
}

// scored is a paragraph that counts.
type scored struct {
	number  int // in the record
	match   *matched
	score   int
	precise bool // it is the one whose number was asked for
}

// rank matches an entry with the plan and gives it its score; nil if the texts
// show that it is not found.
func (m *matcher) rank(r *search.Record, listed int, answer bool) *read {
	e := &read{record: r, answer: answer, title: m.match(r.Title), about: m.match(r.Description)}
	e.names = append(e.names, e.title, m.match(r.Label))
	for _, name := range r.Names {
		e.names = append(e.names, m.match(name))
	}
	for _, n := range e.names {
		e.head |= n.terms
	}
	for _, h := range r.Headings {
		e.headings = append(e.headings, m.match(h))
	}
	for i := range r.Paragraphs {
		if p, ok := m.paragraph(e, i); ok {
			e.paragraphs = append(e.paragraphs, p)
		}
	}
	if len(e.paragraphs) == 0 && !m.holds(e) {
		return nil
	}
	e.score = m.score(e) + listed/listShare
	if answer && m.plan.number != nil {
		e.score = 0
	}
	slices.SortStableFunc(e.paragraphs, func(a, b scored) int {
		return cmp.Or(precedence(b)-precedence(a), b.score-a.score, a.number-b.number)
	})
	return e
}

func precedence(p scored) int {
	if p.precise {
		return 1
	}
	return 0
}

// paragraph matches a paragraph; ok is false if it does not count.
func (m *matcher) paragraph(e *read, number int) (_ scored, ok bool) {
	p := &e.record.Paragraphs[number]
	s := scored{number: number, match: m.match(p.Text), precise: m.isNumber(p)}
	heading, phrases := 0, s.match.phrases|e.phrases()
	if p.Heading >= 0 {
		heading = e.headings[p.Heading].terms
		phrases |= e.headings[p.Heading].phrases
	}
	own := e.record.Properties[:e.record.Own]
	var more []string
	for _, i := range p.Properties {
		more = append(more, e.record.Properties[i])
	}
	switch {
	case s.match.barred:
		e.refused = true
		return s, false
	case e.barred() || !m.hasPhrases(phrases):
		return s, false
	case !m.plan.admits(own, more):
		return s, false
	case len(m.plan.terms) == 0:
		return s, m.plan.asks(more)
	case s.match.terms == 0 && !s.precise:
		return s, false
	}
	s.score = m.text(s, heading, e.head)
	return s, true
}

func (m *matcher) hasPhrases(found int) bool { return found == 1<<len(m.plan.query.Phrases)-1 }

// phrases returns the phrases in the names and the description of an entry.
func (e *read) phrases() int {
	found := e.about.phrases
	for _, n := range e.names {
		found |= n.phrases
	}
	return found
}

// barred says whether the names of an entry have what must not be there.
func (e *read) barred() bool {
	return slices.ContainsFunc(e.names, func(n *matched) bool { return n.barred })
}

// isNumber says whether a paragraph is the one whose number was asked for.
func (m *matcher) isNumber(p *search.RecordParagraph) bool {
	return m.plan.number != nil && p.Printed && p.Number == m.plan.number.Number
}

// admits says whether a text with these properties has what the filters ask
// for.
func (p *plan) admits(own, more []string) bool {
	has := func(f property) bool {
		return slices.ContainsFunc(f.keys, func(k *search.Key) bool {
			return slices.Contains(own, k.Text) || slices.Contains(more, k.Text)
		})
	}
	for _, f := range p.wanted {
		if !has(f) {
			return false
		}
	}
	return !slices.ContainsFunc(p.unwant, has)
}

// asks says whether a filter asks for any of the properties.
func (p *plan) asks(properties []string) bool {
	for _, f := range p.wanted {
		for _, k := range f.keys {
			if slices.Contains(properties, k.Text) {
				return true
			}
		}
	}
	return false
}

// holds says whether an entry of which no paragraph counts is found for what
// its names and description say; not if a paragraph has what must not be there.
func (m *matcher) holds(e *read) bool {
	p := m.plan
	if e.barred() || e.about.barred || e.refused || !p.admits(e.record.Properties[:e.record.Own], nil) {
		return false
	}
	phrases, terms := e.phrases(), e.head|e.about.terms
	for _, h := range e.headings {
		phrases |= h.phrases
		terms |= h.terms
	}
	if !m.hasPhrases(phrases) {
		return false
	}
	free := len(p.query.Excluded)+len(p.query.Filters)+len(p.query.Phrases) == 0
	return free || terms > 0 || len(p.terms) == 0
}

// text returns P of a paragraph under a heading of an entry, with the terms that
// are found in these.
func (m *matcher) text(s scored, heading, head int) int {
	terms := m.plan.terms
	score, sum, have := 0, 0, 0
	for i, t := range terms {
		bit := 1 << i
		switch {
		case s.match.terms&bit != 0:
			score += t.idf * s.match.best[i] * repeated(s.match.count[i]) / 16
			sum += t.idf
		case s.precise && t == m.plan.number:
			score += t.idf * exactQuality
		case heading&bit != 0:
			score += t.idf * headingWorth
		case head&bit != 0:
			score += t.idf * titleWorth
		default:
			continue
		}
		have++
	}
	if found := bits.OnesCount(uint(s.match.terms)); found > 1 {
		score += nearWorth * sum * found / s.match.stretch(found)
		if m.ordered(s.match) {
			score += orderedWorth * sum
		}
	}
	score += m.phraseScore(s.match.phrases)
	return score * have * have / (len(terms) * len(terms))
}

func (m *matcher) phraseScore(found int) int {
	score := 0
	for i, span := range m.plan.query.Phrases {
		for _, t := range m.plan.terms {
			if found&(1<<i) != 0 && span.From <= t.position && t.position < span.To {
				score += phraseWorth * t.idf
			}
		}
	}
	return score
}

// stretch returns the words of the shortest stretch that has so many different
// terms, which are all that the text has.
func (f *matched) stretch(terms int) int {
	count := make([]int, len(f.count))
	shortest, have, first := 0, 0, 0
	for _, p := range f.places {
		if count[p.term]++; count[p.term] == 1 {
			have++
		}
		for have == terms {
			if length := p.token - f.places[first].token + 1; shortest == 0 || length < shortest {
				shortest = length
			}
			left := f.places[first].term
			if count[left]--; count[left] == 0 {
				have--
			}
			first++
		}
	}
	return shortest
}

// ordered says whether all terms that a text has stand somewhere in it as they
// do in the query.
func (m *matcher) ordered(f *matched) bool {
	first := bits.TrailingZeros(uint(f.terms))
	for _, p := range f.places {
		if p.term == first && m.orderedAt(f, p.token-m.plan.terms[first].position) {
			return true
		}
	}
	return false
}

// orderedAt says whether every term is as far from a word of the text as from
// the query's first.
func (m *matcher) orderedAt(f *matched, start int) bool {
	for i, t := range m.plan.terms {
		if f.terms&(1<<i) != 0 && !f.has(start+t.position, i) {
			return false
		}
	}
	return true
}

func (f *matched) has(token, term int) bool {
	_, ok := slices.BinarySearchFunc(f.places, place{token: token, term: term}, func(a, b place) int {
		return cmp.Or(a.token-b.token, a.term-b.term)
	})
	return ok
}

// score returns D of an entry without the share of S.
func (m *matcher) score(e *read) int {
	score := 0
	if e.about.terms != 0 {
		score = m.text(scored{match: e.about}, 0, e.head) / textShare
	}
	for _, p := range e.paragraphs {
		score = max(score, p.score)
	}
	if e.record.Kind == "guide" {
		score /= guideShare
	}
	sum, names := 0, 0
	for i, t := range m.plan.terms {
		best := 0
		for _, n := range e.names {
			best = max(best, n.best[i])
		}
		names += nameWorth * t.idf * best
		sum += t.idf
	}
	score += names * bits.OnesCount(uint(e.head)) / max(1, len(m.plan.terms))
	all := 1<<len(m.plan.terms) - 1
	for _, n := range e.names {
		if all > 0 && n.terms == all && m.ordered(n) {
			return score + wholeWorth*sum
		}
	}
	return score
}

// compare orders entries that were read, the best first.
func compare(a, b *read) int {
	return cmp.Or(
		a.rankOfAnswer()-b.rankOfAnswer(),
		b.score-a.score,
		kindRank(a.record.Kind)-kindRank(b.record.Kind),
		a.record.Order-b.record.Order,
		strings.Compare(a.record.Path, b.record.Path),
	)
}

func (e *read) rankOfAnswer() int {
	if e.answer {
		return 0
	}
	return 1
}
