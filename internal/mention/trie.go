package mention

// trie holds forms word by word, each only as far as it takes to tell it from
// all others: what follows is compared with the form itself. Its nodes are
// numbered from the root, 0. Its edges stand in two tables: those of the root,
// which most words of a text are looked up in and which is small enough for the
// nearest memory, and all others. Words are told apart by their 64-bit hashes;
// who follows the trie to a form must compare it.
type trie struct {
	root, inner table
	nodes       uint32
}

func newTrie() *trie { return &trie{root: newTable(), inner: newTable(), nodes: 1} }

// step returns the edge from a node by a word.
func (t *trie) step(node uint32, word uint64) *edge {
	return t.edges(node).get(edgeKey(node, word))
}

// insert adds the last of some forms, which must differ from all before it.
func (t *trie) insert(forms []form) {
	index := uint32(len(forms) - 1)
	words := forms[index].words()
	node := uint32(0)
	for i, word := range words {
		last := i == len(words)-1
		key := edgeKey(node, hashWord([]byte(word)))
		e := t.edges(node).get(key)
		if e.free() {
			t.edges(node).put(edge{key: key, form: index})
			return
		}
		var below uint32 // a form that the edge no longer tells alone
		if e.next == 0 {
			if len(forms[e.form].words()) > i+1 {
				below, e.form = e.form, 0
			}
			e.next = t.nodes
			t.nodes++
		}
		if last {
			e.form = index
		}
		node = e.next
		if below != 0 {
			next := forms[below].words()[i+1]
			t.inner.put(edge{key: edgeKey(node, hashWord([]byte(next))), form: below})
		}
	}
}

func (t *trie) edges(node uint32) *table {
	if node == 0 {
		return &t.root
	}
	return &t.inner
}

// edgeKey mixes a node and the hash of a word.
func edgeKey(node uint32, word uint64) uint64 {
	h := word ^ uint64(node)*0x9e3779b97f4a7c15
	h ^= h >> 32
	return h * 0xd6e8feb86659fd93
}

// table maps keys to nodes, with open addressing: a look-up is one look at
// memory, most of the time.
type table struct {
	slots []edge
	used  int
}

// edge leads on by one word. Where no other name goes on from here, form is the
// one that does or ends here; else it is the one that ends here.
type edge struct {
	key  uint64
	next uint32 // the node from which names go on, 0 for none
	form uint32 // index of a form, 0 for none
}

// free says whether there is no such edge.
func (e *edge) free() bool { return e.next == 0 && e.form == 0 }

func newTable() table { return table{slots: make([]edge, 256)} }

// get returns the edge of a key, or the free slot where it would be.
func (t *table) get(key uint64) *edge {
	mask := uint64(len(t.slots) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if e := &t.slots[i]; e.key == key || e.free() {
			return e
		}
	}
}

func (t *table) put(e edge) {
	if t.used++; 2*t.used > len(t.slots) {
		old := t.slots
		t.slots = make([]edge, 2*len(old))
		for _, e := range old {
			if !e.free() {
				*t.get(e.key) = e
			}
		}
	}
	*t.get(e.key) = e
}

// hashWord is the hash of a canonical word: FNV-1a.
func hashWord(word []byte) uint64 {
	h := uint64(0xcbf29ce484222325)
	for _, c := range word {
		h = (h ^ uint64(c)) * 0x100000001b3
	}
	return h
}
