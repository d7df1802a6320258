package mention

import (
	"bytes"
	"iter"
)

// Words is the set of words, and of pairs of words that follow one another, in a
// text: it tells which names cannot stand in it. It is a Bloom filter, in which
// one pair in a hundred seems to be that is not.
type Words []uint64

// WordsOf returns the words of a text: as they stand there, and as a name would
// end in them that is inflected there.
func WordsOf(text []byte) Words {
	const bytesAWord, bitsAWord = 6, 16 // of English; half of the bits are for its pair
	w := make(Words, 1+len(text)/bytesAWord*bitsAWord/64)
	var folded []byte
	var before uint64
	for t, ok := nextToken(text, 0); ok; t, ok = nextToken(text, int(t.end)) {
		folded = appendCanonical(folded[:0], text, t)
		word := hashWord(folded)
		w.add(before, word)
		if t.mark == 0 {
			for _, stem := range stems(folded, t.hangul) {
				w.add(before, hashWord(stem))
			}
		}
		before = word
	}
	return w
}

// add adds a word, and the pair that it ends.
func (w Words) add(before, word uint64) {
	for _, h := range [...]uint64{word, pair(before, word)} {
		for at := range w.bits(h) {
			w[at/64] |= 1 << (at % 64)
		}
	}
}

// pair is the hash of two words.
func pair(first, second uint64) uint64 { return edgeKey(uint32(first^first>>32), second) }

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

// bits yields the places of the bits of a hash.
func (w Words) bits(h uint64) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		const each = 5
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
	var before uint64
	for i := 0; ; i++ {
		token, rest, more := bytes.Cut(text, []byte{' '})
		word := hashWord(token)
		if i > 0 && !w.has(pair(before, word)) || i == 0 && !more && !w.has(word) {
			return false
		}
		if before, text = word, rest; !more {
			return true
		}
	}
}

func (w Words) has(h uint64) bool {
	for at := range w.bits(h) {
		if w[at/64]&(1<<(at%64)) == 0 {
			return false
		}
	}
	return true
}
