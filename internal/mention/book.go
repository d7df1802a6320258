package mention

import (
	"slices"

	"concord/internal/record"
)

// book makes one lexicon after another, each from the one before. A lexicon
// that was given out does not change; what the next one has in common with it
// is shared or copied, which takes a hundredth of the time of making it anew.
type book struct {
	lexicon *Lexicon
	given   bool
	names   []*listed      // of the lexicon's entries
	known   map[string]int // the index of each form that ever was, by its text
}

func newBook(sides []record.Side) *book {
	return &book{lexicon: NewLexicon(nil, sides), known: map[string]int{}}
}

// give returns the lexicon.
func (b *book) give() *Lexicon {
	b.given = true
	return b.lexicon
}

// edit returns a lexicon that may be changed.
func (b *book) edit() *Lexicon {
	if b.given {
		b.lexicon, b.given = b.lexicon.clone(), false
	}
	return b.lexicon
}

// enter adds a name and returns the text of its form.
func (b *book) enter(x *listed) string {
	l := b.edit()
	x.index = int32(len(l.entries))
	l.entries, b.names = append(l.entries, x.Entry), append(b.names, x)
	at, n := l.form(x.index, b.known)
	if at == 0 {
		return ""
	}
	f := &l.forms[at]
	place, _ := slices.BinarySearchFunc(f.names, x, func(o name, x *listed) int { return b.names[o.entry].compare(x) })
	f.names = slices.Insert(slices.Clip(f.names), place, n)
	return f.text
}

// leave takes a name out and returns the text of its form. The last entry takes
// its place.
func (b *book) leave(x *listed) string {
	l := b.edit()
	f := b.formOf(x)
	f.names = slices.DeleteFunc(slices.Clone(f.names), func(o name) bool { return o.entry == x.index })
	last := len(l.entries) - 1
	if moved := b.names[last]; moved != x {
		g := b.formOf(moved)
		g.names = slices.Clone(g.names)
		for i := range g.names {
			if g.names[i].entry == moved.index {
				g.names[i].entry = x.index
			}
		}
		moved.index = x.index
		l.entries[x.index], b.names[x.index] = moved.Entry, moved
	}
	l.entries, b.names = l.entries[:last], b.names[:last]
	return f.text
}

func (b *book) formOf(x *listed) *form {
	text, _ := canonical(x.Name)
	return &b.lexicon.forms[b.known[text]]
}

// clone copies what book changes in place. The names of forms are never changed
// in place, and neither is what has been appended.
func (l *Lexicon) clone() *Lexicon {
	c := *l
	c.entries, c.forms = slices.Clone(l.entries), slices.Clone(l.forms)
	c.trie = &trie{root: l.trie.root.clone(), inner: l.trie.inner.clone(), nodes: l.trie.nodes}
	return &c
}

func (t table) clone() table { return table{slices.Clone(t.slots), t.used} }
