package search

import (
	"encoding/binary"
	"fmt"
)

// Posting says that an entry has a key.
type Posting struct {
	Slot   int
	Weight int // 0 to 7
}

// appendList appends a list of postings, each slot<<weightBits | weight, in the
// order of slots.
func appendList(dst []byte, list []uint32) []byte {
	next := uint32(0)
	for _, posting := range list {
		slot := posting >> weightBits
		dst = binary.AppendUvarint(dst, uint64(slot-next)<<weightBits|uint64(posting&maxWeight))
		next = slot + 1
	}
	return dst
}

// ParseList reads a list, all of data.
func ParseList(data []byte) ([]Posting, error) {
	r := reader{data: data}
	list := make([]Posting, 0, len(data))
	next := uint64(0)
	for !r.done() {
		v := r.varint()
		slot := next + v>>weightBits
		if r.failed || slot > maxSlot {
			return nil, fmt.Errorf("parse list of %d bytes: %w: slot %d", len(data), errDamaged, slot)
		}
		list = append(list, Posting{int(slot), int(v & maxWeight)})
		next = slot + 1
	}
	return list, nil
}

// reader reads what varints and counted bytes make up. What it reads beyond the
// end is nothing, and it has failed.
type reader struct {
	data   []byte
	failed bool
}

func (r *reader) done() bool { return r.failed || len(r.data) == 0 }

func (r *reader) varint() uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.data)) {
		r.failed = true
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}
