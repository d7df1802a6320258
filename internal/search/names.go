package search

import "iter"

// names knows the entries by their paths, and the keys of their names.
type names struct {
	entry map[string]uint32 // the number of each in the order of slots
	first []uint32          // the first name of each, and the end of the last's
	ends  []uint32          // where each name ends in keys
	keys  []byte
}

func namesOf(list []placed) *names {
	n := &names{entry: make(map[string]uint32, len(list)), first: make([]uint32, 1, len(list)+1)}
	for i := range list {
		n.entry[list[i].Path] = uint32(i)
		for _, name := range list[i].Names {
			n.add(name, n.first[i])
		}
		n.first = append(n.first, uint32(len(n.ends)))
	}
	return n
}

// add adds a name to the last entry, whose names begin with first.
func (n *names) add(name string, first uint32) {
	start := len(n.keys)
	n.keys = appendNameKey(n.keys, name)
	key := n.keys[start:]
	if len(key) == 0 {
		return
	}
	for i := first; i < uint32(len(n.ends)); i++ {
		if string(n.key(i)) == string(key) {
			n.keys = n.keys[:start]
			return
		}
	}
	n.ends = append(n.ends, uint32(len(n.keys)))
}

func (n *names) len() int { return len(n.entry) }

func (n *names) key(i uint32) []byte {
	start := uint32(0)
	if i > 0 {
		start = n.ends[i-1]
	}
	return n.keys[start:n.ends[i]]
}

// of yields the keys of an entry's names.
func (n *names) of(number int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for i := n.first[number]; i < n.first[number+1]; i++ {
			if !yield(n.key(i)) {
				return
			}
		}
	}
}
