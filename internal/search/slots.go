package search

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
)

// hashOf returns the 32-bit FNV-1a hash of a text, mixed so that texts that
// differ just in their last character do not get neighbouring hashes.
func hashOf[T string | []byte](text T) uint32 {
	h := uint32(2166136261)
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * 16777619
	}
	h = (h ^ h>>16) * 0x85EBCA6B
	h = (h ^ h>>13) * 0xC2B2AE35
	return h ^ h>>16
}

// placed is an entry in its slot.
type placed struct {
	Entry
	slot uint32
}

// place orders entries by their slots.
func place(entries []Entry) (list []placed, slots int, err error) {
	if len(entries) > maxSlot/4 {
		return nil, 0, fmt.Errorf("number %d entries: an index has room for %d", len(entries), maxSlot/4)
	}
	list = make([]placed, len(entries))
	for i, e := range entries {
		list[i] = placed{e, hashOf(e.Path)}
	}
	slices.SortFunc(list, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.slot, b.slot), cmp.Compare(a.Path, b.Path))
	})
	depth := slotBits(len(entries))
	next := uint32(0)
	for i := range list {
		if i > 0 && list[i].Path == list[i-1].Path {
			return nil, 0, fmt.Errorf("number entries: two have the path %q", list[i].Path)
		}
		list[i].slot = max(uint32(uint64(list[i].slot)>>(32-depth)), next)
		next = list[i].slot + 1
	}
	return list, max(1<<depth, int(next)), nil
}

// slotBits returns the logarithm of the least power of two of slots for n
// entries.
func slotBits(n int) int { return bits.Len(uint(max((4*n+2)/3, 1) - 1)) }

// maxShift keeps the shift of the greatest number of slots within 32 bits.
const maxShift = 29

// textShift returns the logarithm of how many slots share a text file, which
// has so many bytes of text on average at least.
func textShift(text, slots, least int) int {
	shift := 0
	for shift < maxShift && 1<<shift < slots && text<<shift/slots < least {
		shift++
	}
	return shift
}

// grouped divides placed entries by the text file that they are in. A group may
// be empty.
func grouped(list []placed, slots, shift int) [][]placed {
	groups := make([][]placed, (slots+1<<shift-1)>>shift)
	for i := range groups {
		n := 0
		for n < len(list) && int(list[n].slot)>>shift == i {
			n++
		}
		groups[i], list = list[:n], list[n:]
	}
	return groups
}
