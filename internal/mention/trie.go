package mention

import (
	"unicode"
	"unicode/utf8"
)

// trie holds names word by word. Its nodes are numbered from the root, 0. Its
// edges stand in two tables: those of the root, which most words of a text are
// looked up in and which is small enough for the nearest memory, and all
// others. Words are told apart by their 64-bit hashes; who follows the trie to
// a name must compare it.
type trie struct {
	root, inner table
	nodes       uint32
}

func newTrie() *trie { return &trie{root: newTable(), inner: newTable(), nodes: 1} }

// step follows the edge from a node by a word to a node, 0 where there is
// none, and says whether a name ends there.
func (t *trie) step(node uint32, word uint64) (next uint32, ends bool) {
	s := t.edges(node).get(edgeKey(node, word))
	return s.next, s.ends
}

// grow follows the edge by a word, and makes it where there is none. With last
// a name ends there.
func (t *trie) grow(node uint32, word uint64, last bool) uint32 {
	edges, key := t.edges(node), edgeKey(node, word)
	s := edges.get(key)
	if s.next == 0 {
		s = edges.put(slot{key: key, next: t.nodes})
		t.nodes++
	}
	s.ends = s.ends || last
	return s.next
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
	slots []slot
	used  int
}

// slot is an edge: its key and the node it leads to, 0 for a free slot. It also
// says whether a name ends at that node, so that a walk need not look there.
type slot struct {
	key  uint64
	next uint32
	ends bool
}

func newTable() table { return table{slots: make([]slot, 256)} }

// get returns the slot of a key, or the free one where it would be.
func (t *table) get(key uint64) *slot {
	mask := uint64(len(t.slots) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.next == 0 || s.key == key {
			return s
		}
	}
}

func (t *table) put(s slot) *slot {
	if t.used++; 2*t.used > len(t.slots) {
		old := t.slots
		t.slots = make([]slot, 2*len(old))
		for _, s := range old {
			if s.next != 0 {
				*t.get(s.key) = s
			}
		}
	}
	at := t.get(s.key)
	*at = s
	return at
}

// The hash of a word is FNV-1a over its bytes in lower case, so that the hash
// of a word without its ending is met on the way.
const (
	hashStart = 0xcbf29ce484222325
	hashPrime = 0x100000001b3
)

func hashByte(h uint64, c byte) uint64 { return (h ^ uint64(c)) * hashPrime }

// hashWord goes on with a hash over a word, in lower case.
func hashWord(h uint64, word []byte) uint64 {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return hashRunes(h, word[i:])
		}
		if class[c] == classCapital {
			c |= 0x20
		}
		h = hashByte(h, c)
	}
	return h
}

func hashRunes(h uint64, word []byte) uint64 {
	var buf [utf8.UTFMax]byte
	for len(word) > 0 {
		r, n := utf8.DecodeRune(word)
		for _, c := range buf[:utf8.EncodeRune(buf[:], unicode.ToLower(r))] {
			h = hashByte(h, c)
		}
		word = word[n:]
	}
	return h
}

// hashMark is the hash of a mark of punctuation. No word has it: marks are not
// in words.
func hashMark(mark byte) uint64 { return hashByte(hashStart, mark) }
