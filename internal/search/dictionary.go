package search

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"slices"
)

// dictionary numbers keys in the order in which they are first met. It is one
// table without pointers, since the collector would walk through millions.
type dictionary struct {
	seed  maphash.Seed
	table []uint64 // hash<<32 | number+1 of a key, at the place of its hash or behind it; 0 where free
	ends  []uint32 // where each key ends in bytes
	bytes []byte
}

func newDictionary() *dictionary {
	return &dictionary{seed: maphash.MakeSeed(), table: make([]uint64, 1<<12)}
}

func (d *dictionary) len() int { return len(d.ends) }

func (d *dictionary) key(id uint32) []byte {
	start := uint32(0)
	if id > 0 {
		start = d.ends[id-1]
	}
	return d.bytes[start:d.ends[id]]
}

// id returns the number of a key, a new one if the key is new.
func (d *dictionary) id(key []byte) uint32 {
	hash := maphash.Bytes(d.seed, key) &^ numberMask
	at := d.free(hash, key)
	if found := d.table[at]; found != 0 {
		return uint32(found) - 1
	}
	d.bytes = append(d.bytes, key...)
	d.ends = append(d.ends, uint32(len(d.bytes)))
	d.table[at] = hash | uint64(len(d.ends))
	if 2*len(d.ends) > len(d.table) {
		d.grow()
	}
	return uint32(len(d.ends) - 1)
}

// numberMask are the bits of the table that have a key's number.
const numberMask = 1<<32 - 1

// free returns the place of a key in the table, or where it could be put.
func (d *dictionary) free(hash uint64, key []byte) uint64 {
	mask := uint64(len(d.table) - 1)
	at := hash >> 32 & mask
	for ; d.table[at] != 0; at = (at + 1) & mask {
		if found := d.table[at]; found&^numberMask == hash && bytes.Equal(d.key(uint32(found)-1), key) {
			break
		}
	}
	return at
}

func (d *dictionary) grow() {
	old := d.table
	d.table = make([]uint64, 2*len(old))
	mask := uint64(len(d.table) - 1)
	for _, found := range old {
		if found == 0 {
			continue
		}
		at := found >> 32 & mask
		for d.table[at] != 0 {
			at = (at + 1) & mask
		}
		d.table[at] = found
	}
}

// sorted returns the numbers of all keys in the order of the keys.
func (d *dictionary) sorted() []uint32 {
	type start struct {
		bytes uint64 // the first eight, which tell most keys apart
		id    uint32
	}
	starts := make([]start, d.len())
	for id := range starts {
		var first [8]byte
		copy(first[:], d.key(uint32(id)))
		starts[id] = start{binary.BigEndian.Uint64(first[:]), uint32(id)}
	}
	slices.SortFunc(starts, func(a, b start) int {
		if a.bytes != b.bytes {
			return cmp.Compare(a.bytes, b.bytes)
		}
		return bytes.Compare(d.key(a.id), d.key(b.id))
	})
	ids := make([]uint32, len(starts))
	for i, s := range starts {
		ids[i] = s.id
	}
	return ids
}
