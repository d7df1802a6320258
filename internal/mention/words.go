package mention

import (
	"bytes"
	"iter"
)

// Words is the set of words of a text, to tell which names cannot stand in it:
// a Bloom filter of ten bits a word, in which one word in a hundred seems to be
// that is not.
type Words []uint64

// WordsOf returns the words of a text: as they stand there, and as a name would
// have them that is inflected there.
func WordsOf(text []byte) Words {
	hashes := make(map[uint64]struct{}, len(text)/12)
	var folded []byte
	for t, ok := nextToken(text, 0); ok; t, ok = nextToken(text, int(t.end)) {
		if t.mark != 0 {
			continue
		}
		folded = fold(folded[:0], text[t.start:t.end])
		hashes[hashWord(folded)] = struct{}{}
		for _, stem := range stems(folded, t.hangul) {
			hashes[hashWord(stem)] = struct{}{}
		}
	}
	w := make(Words, (10*len(hashes)+63)/64)
	for h := range hashes {
		for at := range w.bits(h) {
			w[at/64] |= 1 << (at % 64)
		}
	}
	return w
}

// stems are what a word may be an inflection of, as Scanner.inflected has it.
func stems(folded []byte, hangul bool) [][]byte {
	var list [][]byte
	switch {
	case hangul:
		for _, particle := range particles {
			if stem, found := bytes.CutSuffix(folded, particle); found && len(stem) > 0 {
				list = append(list, stem)
			}
		}
	case bytes.HasSuffix(folded, []byte("s")):
		list = append(list, folded[:len(folded)-1])
		if stem, found := bytes.CutSuffix(folded, []byte("ies")); found {
			list = append(list, append(bytes.Clone(stem), 'y'))
		}
	}
	return list
}

// bits yields the places of a word's bits.
func (w Words) bits(h uint64) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		const each = 7
		step := h>>32 | 1
		for range each {
			if !yield(h % uint64(len(w)*64)) {
				return
			}
			h += step
		}
	}
}

// MayHold says whether a name, in its form, may stand in the text. It is wrong
// only where it says that it may.
func (w Words) MayHold(form string) bool {
	if len(w) == 0 || form == "" {
		return false
	}
	text := []byte(form)
	for t, ok := nextToken(text, 0); ok; t, ok = nextToken(text, int(t.end)) {
		if t.mark == 0 && !w.has(hashWord(text[t.start:t.end])) {
			return false
		}
	}
	return true
}

func (w Words) has(h uint64) bool {
	for at := range w.bits(h) {
		if w[at/64]&(1<<(at%64)) == 0 {
			return false
		}
	}
	return true
}
