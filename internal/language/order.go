package language

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
)

// Compare puts titles in the order of the language's dictionaries: accents and
// case decide last, numbers count as such ("Annex 2" before "Annex 10"), and
// marks before the first letter not at all. The language's own alphabet comes
// first, then the others, and last what Letter has under "#". It is 0 only for
// equal titles.
func (l *Language) Compare(a, b string) int {
	c := l.collators.Get().(*collate.Collator)
	defer l.collators.Put(c)
	return cmp.Or(
		cmp.Compare(l.rank(a), l.rank(b)),
		c.CompareString(bare(a), bare(b)),
		strings.Compare(a, b),
	)
}

// SortBy puts a list in the order of Compare. Titles that are equal stay as they
// stand. It is for long lists: each title is looked at once.
func SortBy[T any](l *Language, list []T, title func(T) string) {
	c := l.collators.Get().(*collate.Collator)
	defer l.collators.Put(c)
	type keyed struct {
		rank  int
		key   []byte
		title string
		value T
	}
	var buffer collate.Buffer
	all := make([]keyed, len(list))
	for i, value := range list {
		s := title(value)
		all[i] = keyed{l.rank(s), c.KeyFromString(&buffer, bare(s)), s, value}
	}
	slices.SortStableFunc(all, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), bytes.Compare(a.key, b.key), strings.Compare(a.title, b.title))
	})
	for i := range all {
		list[i] = all[i].value
	}
}
