package find

import (
	"cmp"
	"math/bits"
	"slices"

	"concord/internal/search"
)

// selection is what the lists say about a query.
type selection struct {
	order   []int // slots of the entries found, the best first
	scores  []int // of all slots, see rank.go
	partial bool  // no entry has all words
}

// keys returns all keys whose lists a plan needs.
func (p *plan) keys(ix *Index) []*search.Key {
	var keys []*search.Key
	for _, t := range p.terms {
		for _, c := range t.choices {
			keys = append(keys, c.keys...)
		}
		if k := p.paragraphKey(ix, t); k != nil {
			keys = append(keys, k)
		}
	}
	for _, n := range p.names {
		keys = append(keys, n.key)
	}
	for _, list := range [][]property{p.wanted, p.unwant} {
		for _, f := range list {
			keys = append(keys, f.keys...)
		}
	}
	return append(keys, p.allKeys(ix)...)
}

// allKeys returns keys that have all entries in their lists, for a query that
// only says what it does not want.
func (p *plan) allKeys(ix *Index) []*search.Key {
	if !p.all || len(p.wanted) > 0 {
		return nil
	}
	return ix.keysFrom("kind:", ix.filesOf("kind:", maxPrefixFiles))
}

// choose finds the entries that have all words of a plan, or if there are none,
// those that have the most, and orders them by what the lists say. The files of
// the lists have been read.
func (ix *Index) choose(p *plan) (*selection, error) {
	if err := ix.settleNumber(p); err != nil {
		return nil, err
	}
	s := &selection{scores: make([]int, ix.slots)}
	allowed, err := ix.allowed(p)
	if err != nil {
		return nil, err
	}
	has := make([]int, ix.slots)
	for i, t := range p.terms {
		if err := ix.addTerm(s.scores, has, 1<<i, p, t); err != nil {
			return nil, err
		}
	}
	if len(p.terms) == 0 {
		if err := ix.addAll(s.scores, has, p); err != nil {
			return nil, err
		}
	}
	s.find(max(1, len(p.terms)), has, allowed)
	if err := ix.findAnswers(p, allowed); err != nil {
		return nil, err
	}
	s.sort(p)
	return s, nil
}

// find keeps the slots that have the most of n words.
func (s *selection) find(n int, has []int, allowed []bool) {
	most := 1
	for slot, mask := range has {
		if allowed[slot] {
			most = max(most, bits.OnesCount(uint(mask)))
		}
	}
	for slot, mask := range has {
		if allowed[slot] && bits.OnesCount(uint(mask)) == most {
			s.order = append(s.order, slot)
		}
	}
	s.partial = most < n && len(s.order) > 0
}

// sort puts the answers first, then what has the highest score.
func (s *selection) sort(p *plan) {
	answers := make([]bool, len(s.scores))
	for _, slot := range p.answers {
		answers[slot] = true
	}
	rest := slices.DeleteFunc(s.order, func(slot int) bool { return answers[slot] })
	slices.SortFunc(rest, func(a, b int) int { return cmp.Or(s.scores[b]-s.scores[a], a-b) })
	s.order = append(slices.Clone(p.answers), rest...)
}

// addTerm adds what the lists of a term's keys say to the scores, and its bit to
// the words that the entries have.
func (ix *Index) addTerm(scores, has []int, bit int, p *plan, t *term) error {
	best := make([]int, ix.slots)
	for _, c := range t.choices {
		list, err := ix.common(c.keys)
		if err != nil {
			return err
		}
		raise(best, list, t.idf*c.quality)
	}
	for _, n := range p.names {
		if !n.covers(t) {
			continue
		}
		list, err := ix.list(n.key)
		if err != nil {
			return err
		}
		raise(best, list, t.idf*n.quality)
	}
	for slot, score := range best {
		if score > 0 {
			scores[slot] += score
			has[slot] |= bit
		}
	}
	return nil
}

// raise lifts the scores of a list's entries to what the list gives them.
func raise(best []int, list []search.Posting, worth int) {
	for _, p := range list {
		best[p.Slot] = max(best[p.Slot], worth*saturation(p.Weight))
	}
}

// common returns the entries that are in the lists of all keys, each with the
// least of its weights.
func (ix *Index) common(keys []*search.Key) ([]search.Posting, error) {
	list, err := ix.list(keys[0])
	for _, k := range keys[1:] {
		if err != nil {
			return nil, err
		}
		var other []search.Posting
		other, err = ix.list(k)
		list = intersection(list, other)
	}
	return list, err
}

func intersection(a, b []search.Posting) []search.Posting {
	var both []search.Posting
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].Slot < b[j].Slot:
			i++
		case a[i].Slot > b[j].Slot:
			j++
		default:
			both = append(both, search.Posting{Slot: a[i].Slot, Weight: min(a[i].Weight, b[j].Weight)})
			i++
			j++
		}
	}
	return both
}

// addAll finds all entries that a query without words may mean: those with what
// its filters ask for, or just all.
func (ix *Index) addAll(scores, has []int, p *plan) error {
	keys := p.allKeys(ix)
	for _, f := range p.wanted {
		keys = append(keys, f.keys...)
	}
	for _, k := range keys {
		list, err := ix.list(k)
		if err != nil {
			return err
		}
		for _, posting := range list {
			scores[posting.Slot] = max(scores[posting.Slot], posting.Weight)
			has[posting.Slot] = 1
		}
	}
	return nil
}

// allowed says which slots have what the filters ask for, as far as the lists
// tell.
func (ix *Index) allowed(p *plan) ([]bool, error) {
	allowed := make([]bool, ix.slots)
	for i := range allowed {
		allowed[i] = true
	}
	for _, f := range p.wanted {
		has, err := ix.having(f.keys)
		if err != nil {
			return nil, err
		}
		for i := range allowed {
			allowed[i] = allowed[i] && has[i]
		}
	}
	for _, f := range p.unwant {
		if f.sort != "kind" { // of others a paragraph may be without
			continue
		}
		has, err := ix.having(f.keys)
		if err != nil {
			return nil, err
		}
		for i := range allowed {
			allowed[i] = allowed[i] && !has[i]
		}
	}
	return allowed, nil
}

// having says which slots are in the list of any of the keys.
func (ix *Index) having(keys []*search.Key) ([]bool, error) {
	has := make([]bool, ix.slots)
	for _, k := range keys {
		list, err := ix.list(k)
		if err != nil {
			return nil, err
		}
		for _, posting := range list {
			has[posting.Slot] = true
		}
	}
	return has, nil
}

// paragraphKey returns the key of the paragraph that a number may be, nil if it
// is none: "7" is one after the name of an entry.
func (p *plan) paragraphKey(ix *Index, t *term) *search.Key {
	w := t.Word
	if w.Number != "" || w.Quoted || t.position == 0 || len(w.Folded) > 3 || !isDigits(w.Folded) || p.nameBefore(t) == nil {
		return nil
	}
	return ix.key(search.NumberKey(w.Folded))
}

// nameBefore returns the name that all words before a term are.
func (p *plan) nameBefore(t *term) *name {
	i := slices.IndexFunc(p.names, func(n *name) bool {
		return n.quality == exactQuality && n.From == 0 && n.To == t.position
	})
	if i < 0 {
		return nil
	}
	return p.names[i]
}

// settleNumber makes the number after a name that of a paragraph if what is
// named has such a paragraph.
func (ix *Index) settleNumber(p *plan) error {
	for _, t := range p.terms {
		k := p.paragraphKey(ix, t)
		if k == nil || p.number != nil {
			continue
		}
		list, err := ix.list(k)
		if err != nil {
			return err
		}
		targets := p.nameBefore(t).key.Targets
		if slices.ContainsFunc(list, func(posting search.Posting) bool { return slices.Contains(targets, posting.Slot) }) {
			t.Number = t.Folded
			t.choices = append(t.choices, choice{[]*search.Key{k}, exactQuality})
			p.number = t
		}
	}
	return nil
}

// findAnswers finds the entries that the query names as a whole, or that have
// the paragraph that it asks for: of the entries that its other words name, or of
// all if there are no others.
func (ix *Index) findAnswers(p *plan, allowed []bool) error {
	for _, slot := range p.exact {
		if slot < len(allowed) && allowed[slot] {
			p.answers = append(p.answers, slot)
		}
	}
	if p.number == nil || len(p.answers) > 0 {
		return nil
	}
	k := ix.key(search.NumberKey(p.number.Number))
	if k == nil {
		return nil
	}
	list, err := ix.list(k)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(posting search.Posting) bool {
		return !allowed[posting.Slot] || !p.mayMean(posting.Slot)
	})
	slices.SortFunc(list, func(a, b search.Posting) int { return cmp.Or(b.Weight-a.Weight, a.Slot-b.Slot) })
	for _, posting := range list {
		p.answers = append(p.answers, posting.Slot)
	}
	return nil
}

// mayMean says whether an entry is named by every word of the query beside its
// number.
func (p *plan) mayMean(slot int) bool {
	for _, t := range p.terms {
		if t == p.number {
			continue
		}
		named := slices.ContainsFunc(p.names, func(n *name) bool { return n.covers(t) && slices.Contains(n.key.Targets, slot) })
		if !named {
			return false
		}
	}
	return true
}
