// Package concord keeps the concordance: everything that the documents of a
// record mention, indexed by what is mentioned.
//
// A document that comes or goes is applied with its facts; one that stays in its
// place gets others (Replace). A concordance that was brought to a state by any
// sequence of changes is the same as one built at once. It changes only where
// these are called, which nobody may do while others read.
package concord

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"concord/internal/record"
)

// Member is a document with what its body says. What it has is immutable; other
// than by Replace it does not get anything else.
type Member struct {
	Document *record.Document
	Facts    *record.Facts
	Body     Body
}

// Body is what a document's body came to. It is read when it is needed, since
// the bodies of a large record do not fit in memory.
type Body interface {
	// HTML reads the body of the document's page into buf, which it may grow.
	HTML(buf []byte) ([]byte, error)
	// Text reads bytes [from, to) of the document's plain text into buf, which
	// it may grow.
	Text(from, to int, buf []byte) ([]byte, error)
}

// Compare puts members into the order of their documents.
func (m *Member) Compare(other *Member) int { return m.Document.Compare(other.Document) }

// Occurrence is one place in running text where a key is mentioned.
type Occurrence struct {
	Member    *Member
	Paragraph int32 // index in the member's paragraphs
	Start     int32 // bytes in the member's text
	End       int32
}

// Citation is a place that refers to a paragraph: a fact in a front matter, or
// a link in running text.
type Citation struct {
	Member    *Member
	Fact      string // "participants", "form" …; "" for running text
	Paragraph int32  // of the running text; -1 for a fact
}

// Concordance is all mentions in a record. The zero value is not usable; use
// New.
type Concordance struct {
	members   map[string]*Member
	mentions  map[record.Key][]Occurrence
	citations map[record.Key][]Citation
	counts    [record.KeyParagraph + 1]int // of the keys of mentions, by their kinds
	last      *Member                      // of all that were ever added, in their order
}

// New returns an empty concordance.
func New() *Concordance {
	return &Concordance{
		members:   map[string]*Member{},
		mentions:  map[record.Key][]Occurrence{},
		citations: map[record.Key][]Citation{},
	}
}

// Apply puts the new state of a document in place of the old one, and returns
// the keys that either of them mentions or refers to. Old is nil for a
// document that is new, and new for one that is gone. Documents that are added
// in their order (see Member.Compare) are added fastest.
func (c *Concordance) Apply(old, new *Member) []record.Key {
	touched := map[record.Key]bool{}
	if old != nil {
		delete(c.members, old.Document.ID)
		c.remove(old, touched)
	}
	if new != nil {
		c.members[new.Document.ID] = new
		c.insert(new, touched)
	}
	return slices.SortedFunc(maps.Keys(touched), record.Key.Compare)
}

// Replace gives a member the document and facts of next, which must be of the
// same id and come in the same place.
func (c *Concordance) Replace(m *Member, next Member) {
	replace(occurrencesOf(m, m), occurrencesOf(m, &next), func(key record.Key, run []Occurrence) { c.setMentions(m, key, run) })
	replace(citationsOf(m, m), citationsOf(m, &next), func(key record.Key, run []Citation) {
		splice(c.citations, m, key, run, citationMember)
	})
	*m = next
}

// replace sets the runs that are others than before.
func replace[T comparable](before, after map[record.Key][]T, set func(record.Key, []T)) {
	for key := range before {
		if after[key] == nil {
			set(key, nil)
		}
	}
	for key, run := range after {
		if !slices.Equal(before[key], run) {
			set(key, run)
		}
	}
}

func (c *Concordance) setMentions(m *Member, key record.Key, run []Occurrence) {
	had := len(c.mentions[key]) > 0
	splice(c.mentions, m, key, run, occurrenceMember)
	c.counted(key, had)
}

func occurrenceMember(o Occurrence) *Member { return o.Member }
func citationMember(c Citation) *Member     { return c.Member }

// splice puts a run in the place of what a member has in a list.
func splice[T any](index map[record.Key][]T, m *Member, key record.Key, run []T, of func(T) *Member) {
	list := index[key]
	from, _ := slices.BinarySearchFunc(list, m, func(x T, m *Member) int { return of(x).Compare(m) })
	to := from
	for to < len(list) && of(list[to]) == m {
		to++
	}
	if list = slices.Replace(list, from, to, run...); len(list) > 0 {
		index[key] = list
	} else {
		delete(index, key)
	}
}

// occurrencesOf are the occurrences that a member has with what next says.
func occurrencesOf(m, next *Member) map[record.Key][]Occurrence {
	runs := map[record.Key][]Occurrence{}
	if next.Document.Kind.Indexed() {
		for _, x := range next.Facts.Mentions {
			runs[x.Key] = append(runs[x.Key], Occurrence{m, x.Paragraph, x.Start, x.End})
		}
	}
	return runs
}

// citationsOf are the citations that a member has with what next says.
func citationsOf(m, next *Member) map[record.Key][]Citation {
	runs := map[record.Key][]Citation{}
	if next.Document.Kind.Indexed() {
		for key, citation := range references(next) {
			citation.Member = m
			runs[key] = append(runs[key], citation)
		}
	}
	return runs
}

// counted keeps count of the keys after the mentions of one changed.
func (c *Concordance) counted(key record.Key, had bool) {
	switch has := len(c.mentions[key]) > 0; {
	case has && !had:
		c.counts[key.Kind]++
	case had && !has:
		c.counts[key.Kind]--
	}
}

// Count is how many keys of a kind are mentioned at all.
func (c *Concordance) Count(kind record.KeyKind) int { return c.counts[kind] }

// Add is Apply for a new document whose keys nobody asks for.
func (c *Concordance) Add(m *Member) {
	c.members[m.Document.ID] = m
	c.insert(m, nil)
}

// Member returns the document with an id, nil where there is none.
func (c *Concordance) Member(id string) *Member { return c.members[id] }

// Mentions returns every occurrence of a key, by document in their order and
// in reading order. The caller must not change it.
func (c *Concordance) Mentions(key record.Key) []Occurrence { return c.mentions[key] }

// Citations returns every reference to a paragraph, by document in their
// order. The caller must not change it.
func (c *Concordance) Citations(paragraph record.Key) []Citation { return c.citations[paragraph] }

// Keys returns the keys of a kind that are mentioned at all, sorted.
func (c *Concordance) Keys(kind record.KeyKind) []record.Key {
	var keys []record.Key
	for key := range c.mentions {
		if key.Kind == kind {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, record.Key.Compare)
	return keys
}

func (c *Concordance) insert(m *Member, touched map[record.Key]bool) {
	if !m.Document.Kind.Indexed() {
		return
	}
	// What comes after everything need not be compared with anything: the lists
	// of a large record lie far apart in memory.
	after := c.last == nil || c.last.Compare(m) < 0
	if after {
		c.last = m
	}
	for i := range m.Facts.Mentions {
		x := &m.Facts.Mentions[i]
		touch(touched, x.Key)
		o, list := Occurrence{m, x.Paragraph, x.Start, x.End}, c.mentions[x.Key]
		if len(list) == 0 {
			c.counts[x.Key.Kind]++
		}
		if after {
			c.mentions[x.Key] = append(list, o) // mentions are in reading order
		} else {
			c.mentions[x.Key] = insert(list, o, compareOccurrences)
		}
	}
	for key, citation := range references(m) {
		touch(touched, key)
		c.citations[key] = insert(c.citations[key], citation, compareCitations)
	}
}

func (c *Concordance) remove(m *Member, touched map[record.Key]bool) {
	if !m.Document.Kind.Indexed() {
		return
	}
	for i := range m.Facts.Mentions {
		key := m.Facts.Mentions[i].Key
		if !touched[key] {
			touch(touched, key)
			without(c.mentions, key, func(o Occurrence) bool { return o.Member == m })
			c.counted(key, true)
		}
	}
	for key := range references(m) {
		if !touched[key] {
			touch(touched, key)
			without(c.citations, key, func(o Citation) bool { return o.Member == m })
		}
	}
}

func touch(touched map[record.Key]bool, key record.Key) {
	if touched != nil {
		touched[key] = true
	}
}

// insert puts a value into a sorted list, after those equal to it.
func insert[T any](list []T, value T, compare func(a, b T) int) []T {
	if n := len(list); n == 0 || compare(list[n-1], value) <= 0 {
		return append(list, value)
	}
	at, _ := slices.BinarySearchFunc(list, value, func(a, b T) int {
		if compare(a, b) <= 0 {
			return -1
		}
		return 1
	})
	return slices.Insert(list, at, value)
}

func without[T any](index map[record.Key][]T, key record.Key, drop func(T) bool) {
	if list := slices.DeleteFunc(index[key], drop); len(list) > 0 {
		index[key] = list
	} else {
		delete(index, key)
	}
}

func compareOccurrences(a, b Occurrence) int {
	if a.Member != b.Member {
		return a.Member.Compare(b.Member)
	}
	return cmp.Compare(a.Start, b.Start)
}

func compareCitations(a, b Citation) int {
	if a.Member != b.Member {
		return a.Member.Compare(b.Member)
	}
	return 0 // facts before text, each in the order in which they are written
}

// references yields every paragraph that a document refers to: first the
// facts of its front matter, then the links of its text.
func references(m *Member) iter.Seq2[record.Key, Citation] {
	return func(yield func(record.Key, Citation) bool) {
		for fact, refs := range m.Document.Cites() {
			for _, ref := range refs {
				if !yield(ref.Key(), Citation{Member: m, Fact: fact, Paragraph: -1}) {
					return
				}
			}
		}
		for _, ref := range m.Facts.References {
			if !yield(ref.Target.Key(), Citation{Member: m, Paragraph: ref.Paragraph}) {
				return
			}
		}
	}
}
