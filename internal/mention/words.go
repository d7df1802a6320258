package mention

import (
	"bytes"
	"math/bits"
	"strings"
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
		w.add(word)
		w.add(pair(before, word))
		if t.mark == 0 {
			w.addStems(before, folded, t.hangul)
		}
		before = word
	}
	return w
}

// addStems adds what a word may be an inflection of, as Scanner.inflected has it.
func (w Words) addStems(before uint64, folded []byte, hangul bool) {
	add := func(stem []byte) {
		word := hashWord(stem)
		w.add(word)
		w.add(pair(before, word))
	}
	n := len(folded)
	switch {
	case hangul:
		for _, particle := range particles {
			if stem, found := bytes.CutSuffix(folded, particle); found && len(stem) > 0 {
				add(stem)
			}
		}
	case folded[n-1] == 's':
		add(folded[:n-1])
		if bytes.HasSuffix(folded, []byte("ies")) {
			folded[n-3] = 'y'
			add(folded[:n-2])
		}
	}
}

// pair is the hash of two words.
func pair(first, second uint64) uint64 { return edgeKey(uint32(first^first>>32), second) }

// each is how many bits stand for a word or pair.
const each = 4

// add adds the hash of a word or pair.
func (w Words) add(h uint64) {
	for range each {
		var at uint64
		at, h = w.bit(h)
		w[at/64] |= 1 << (at % 64)
	}
}

func (w Words) has(h uint64) bool {
	for range each {
		var at uint64
		at, h = w.bit(h)
		if w[at/64]&(1<<(at%64)) == 0 {
			return false
		}
	}
	return true
}

// bit is the place of the first bit of a hash, and the hash of which the next
// bit is the first.
func (w Words) bit(h uint64) (at, next uint64) {
	h *= 0x9e3779b97f4a7c15
	at, _ = bits.Mul64(h, uint64(len(w))*64)
	return at, h ^ h>>29
}

// MayHold says whether a name, in its form, may stand in the text. It is wrong
// only where it says that it may.
func (w Words) MayHold(form string) bool {
	if len(w) == 0 || form == "" {
		return false
	}
	var before uint64
	for i := 0; ; i++ {
		token, rest, more := strings.Cut(form, " ")
		word := hashWord([]byte(token))
		if i > 0 && !w.has(pair(before, word)) || i == 0 && !more && !w.has(word) {
			return false
		}
		if before, form = word, rest; !more {
			return true
		}
	}
}
