package search

import (
	"bytes"
	"cmp"
	"slices"
)

// index is the postings of all workers in the order of keys.
type index struct {
	dictionaries []*dictionary
	keys         []local  // in their order
	ends         []uint32 // where the list of each key ends in postings
	postings     []uint32 // slot<<weightBits | weight
	targets      []target // key being the number in keys
	targetEnds   []uint32 // where the targets of each key end
}

// local is a key as a worker numbers it.
type local struct{ worker, id uint32 }

// merge takes the postings out of the workers' tallies.
func (b *builder) merge() (*index, error) {
	x := &index{}
	for _, w := range b.workers {
		x.dictionaries = append(x.dictionaries, w.tally.keys)
	}
	orders := make([][]uint32, len(b.workers))
	err := b.parallel(len(b.workers), func(_, i int) error {
		orders[i] = x.dictionaries[i].sorted()
		return nil
	})
	if err != nil {
		return nil, err
	}
	numbers := x.number(orders)
	b.order(x, numbers)
	for i, w := range b.workers {
		for _, t := range w.tally.targets {
			x.targets = append(x.targets, target{numbers[i][t.key], t.slot})
		}
		w.tally = nil
	}
	x.orderTargets()
	return x, nil
}

// number merges the sorted keys of all workers. It returns the common number of
// each worker's keys.
func (x *index) number(orders [][]uint32) [][]uint32 {
	numbers := make([][]uint32, len(orders))
	for i := range orders {
		numbers[i] = make([]uint32, len(orders[i]))
	}
	var last []byte
	for {
		least := x.least(orders)
		if least < 0 {
			return numbers
		}
		id := orders[least][0]
		orders[least] = orders[least][1:]
		key := x.dictionaries[least].key(id)
		if len(x.keys) == 0 || !bytes.Equal(key, last) {
			x.keys = append(x.keys, local{uint32(least), id})
			last = key
		}
		numbers[least][id] = uint32(len(x.keys) - 1)
	}
}

// least returns the worker whose next key is the least, -1 if none has one.
func (x *index) least(orders [][]uint32) int {
	least := -1
	var key []byte
	for i, order := range orders {
		if len(order) == 0 {
			continue
		}
		if k := x.dictionaries[i].key(order[0]); least < 0 || bytes.Compare(k, key) < 0 {
			least, key = i, k
		}
	}
	return least
}

// order distributes the postings to the lists of their keys. Entries come in
// the order of their slots, so each list has that order, whoever counted them.
func (b *builder) order(x *index, numbers [][]uint32) {
	at := make([]uint32, len(x.keys)+1) // where the next posting of each key goes, one further on
	b.each(numbers, func(key, _, _ uint32) { at[key+1]++ })
	for key := range x.keys {
		at[key+1] += at[key]
	}
	x.postings = make([]uint32, at[len(x.keys)])
	b.each(numbers, func(key, slot, weight uint32) {
		x.postings[at[key]] = slot<<weightBits | weight
		at[key]++
	})
	x.ends = at[:len(x.keys)]
}

// each does something for every posting, one entry after the other.
func (b *builder) each(numbers [][]uint32, do func(key, slot, weight uint32)) {
	for i, s := range b.spans {
		slot := b.list[i].slot
		for _, posting := range b.workers[s.worker].tally.postings[s.start:s.end] {
			do(numbers[s.worker][posting>>weightBits], slot, posting&maxWeight)
		}
	}
}

func (x *index) orderTargets() {
	slices.SortFunc(x.targets, func(a, b target) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.slot, b.slot))
	})
	x.targetEnds = make([]uint32, len(x.keys))
	end := 0
	for key := range x.targetEnds {
		for end < len(x.targets) && int(x.targets[end].key) == key {
			end++
		}
		x.targetEnds[key] = uint32(end)
	}
}

func (x *index) key(i int) []byte {
	k := x.keys[i]
	return x.dictionaries[k.worker].key(k.id)
}

func (x *index) list(i int) []uint32 { return part(x.postings, x.ends, i) }

func (x *index) targetsOf(i int) []target { return part(x.targets, x.targetEnds, i) }

// part returns the i-th of parts that end at ends.
func part[T any](all []T, ends []uint32, i int) []T {
	start := uint32(0)
	if i > 0 {
		start = ends[i-1]
	}
	return all[start:ends[i]]
}
