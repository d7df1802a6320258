package search

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"unicode/utf8"
)

// Key is what a vocabulary file says of a key.
type Key struct {
	Text    string
	Entries int    // in its list
	File    string // where that is
	Offset  int    // in the file's content
	Bytes   int
	Targets []int // slots of the entries that it names
}

const (
	flagTargets = 1
	flagNext    = 2
	flagBits    = 2
)

// vocabulary encodes a vocabulary file.
type vocabulary struct {
	files [][nameSize]byte
	keys  []byte
	last  []byte
}

// add adds the next key. size is of its list in bytes, which begins another
// file of lists or not.
func (v *vocabulary) add(key []byte, entries, size int, next bool, targets []target) {
	same := shared(v.last, key)
	flags := uint64(size) << flagBits
	if next {
		flags |= flagNext
	}
	if len(targets) > 0 {
		flags |= flagTargets
	}
	v.number(same)
	v.number(len(key) - same)
	v.keys = append(v.keys, key[same:]...)
	v.number(entries)
	v.keys = binary.AppendUvarint(v.keys, flags)
	if len(targets) > 0 {
		v.number(len(targets))
		before := uint32(0)
		for _, t := range targets {
			v.number(int(t.slot - before))
			before = t.slot
		}
	}
	v.last = append(v.last[:0], key...)
}

func (v *vocabulary) number(n int) { v.keys = binary.AppendUvarint(v.keys, uint64(n)) }

// append appends the file's content.
func (v *vocabulary) append(dst []byte) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(v.files)))
	for _, name := range v.files {
		dst = append(dst, name[:]...)
	}
	return append(dst, v.keys...)
}

// shared returns how many bytes two keys have in common at their beginning.
func shared(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// ParseVocabulary reads the content of a vocabulary file.
func ParseVocabulary(content []byte) ([]Key, error) {
	r := reader{data: content}
	count := r.varint()
	if count > uint64(len(content))/nameSize {
		r.failed = true
		count = 0
	}
	files := r.bytes(count * nameSize)
	p := vocabularyReader{reader: r, files: files}
	var list []Key
	for !p.done() {
		list = append(list, p.key())
	}
	if p.failed {
		return nil, fmt.Errorf("parse vocabulary of %d bytes: %w: at its key %d", len(content), errDamaged, len(list))
	}
	return list, nil
}

// vocabularyReader reads keys one after the other.
type vocabularyReader struct {
	reader
	files  []byte // the names that are left, from that of the file at hand
	last   []byte
	offset uint64
	begun  bool
}

func (r *vocabularyReader) key() Key {
	same := r.varint()
	rest := r.bytes(r.varint())
	if same > uint64(len(r.last)) {
		r.failed = true
		return Key{}
	}
	// Longer keys, each repeating the one before, would let a small file grow
	// without bound.
	if r.last = append(r.last[:same], rest...); len(r.last) > maxKey {
		r.failed = true
	}
	entries, flags := r.varint(), r.varint()
	size := flags >> flagBits
	if flags&flagNext != 0 && r.begun {
		r.files, r.offset = r.files[min(nameSize, len(r.files)):], 0
	}
	r.begun = true
	k := Key{Text: string(r.last), Entries: int(entries), Offset: int(r.offset), Bytes: int(size)}
	if len(r.files) < nameSize || entries > maxSlot+1 || size > maxInflated || entries > size {
		r.failed = true
		return k
	}
	k.File = hex.EncodeToString(r.files[:nameSize])
	r.offset += size
	if flags&flagTargets != 0 {
		k.Targets = r.targets()
	}
	return k
}

func (r *vocabularyReader) targets() []int {
	count := r.varint()
	if count > uint64(len(r.data)) {
		r.failed = true
		return nil
	}
	list := make([]int, count)
	slot := uint64(0)
	for i := range list {
		if slot += r.varint(); slot > maxSlot {
			r.failed = true
			slot = 0
		}
		list[i] = int(slot)
	}
	return list
}

// divided is a sorted set of keys that is being cut at prefixes.
type divided struct {
	key  func(i int) []byte
	most int   // bytes of a vocabulary file's keys, about
	ends []int // what the keys up to each take, added up
	cuts []cut
}

// cut is where a vocabulary file begins.
type cut struct {
	prefix string // the first key's beginning, which no key before has or exceeds
	first  int    // the key
}

// divide cuts n keys, which key returns in their order, into files whose keys
// have most bytes or less, about.
func divide(n int, key func(i int) []byte, most int) []cut {
	d := divided{key: key, most: most, ends: make([]int, n)}
	var last []byte
	sum := 0
	for i := range d.ends {
		k := key(i)
		sum += len(k) - shared(last, k) + 5
		d.ends[i] = sum
		last = k
	}
	d.divide(0, n, 0)
	if n > 0 {
		d.cuts[0].prefix = ""
	}
	return d.cuts
}

func (d *divided) size(from, to int) int {
	if from == 0 {
		return d.ends[to-1]
	}
	return d.ends[to-1] - d.ends[from-1]
}

// divide cuts the keys from..to, which share their first bytes.
func (d *divided) divide(from, to, shared int) {
	for start := from; start < to; {
		end, depth := d.same(start, to, shared)
		if d.size(start, end) > d.most && end-start > 1 {
			d.divide(start, end, depth)
			start = end
			continue
		}
		first := start
		d.cuts = append(d.cuts, cut{string(d.key(first)[:depth]), first})
		for start = end; start < to; start = end {
			if end, _ = d.same(start, to, shared); d.size(first, end) > d.most {
				break
			}
		}
	}
}

// same returns the end of the keys that have the same next character as the
// one at start, and how many bytes they share with it.
func (d *divided) same(start, to, shared int) (end, depth int) {
	key := d.key(start)
	if len(key) == shared {
		return start + 1, shared
	}
	_, size := utf8.DecodeRune(key[shared:])
	depth = shared + size
	prefix := string(key[:depth])
	for end = start + 1; end < to; end++ {
		if k := d.key(end); len(k) < depth || string(k[:depth]) != prefix {
			break
		}
	}
	return end, depth
}
