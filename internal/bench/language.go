package main

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// A language is the words of a natural corpus, the most frequent first. How often a word is drawn follows from
// its rank by the law of Zipf and Mandelbrot, 1/(rank+q)^s, as in natural text: a few words are everywhere and
// half of the vocabulary is in a handful of documents.
type language struct {
	english []string
	korean  []string
}

// The law's constants, near those of English, and how many words there are.
const (
	zipfExponent = 1.07
	zipfShift    = 2.7
	englishWords = 60_000
	koreanWords  = 3_000
)

// newLanguage makes the same words every time.
func newLanguage() *language {
	rng := rand.New(rand.NewPCG(seed, 1<<63)) // a stream that is no document's
	return &language{english: newEnglish(rng, englishWords), korean: newKorean(rng, koreanWords)}
}

// ranks draws ranks from 0 to words-1. rand.Zipf counts from 0 where the law counts from 1.
func ranks(rng *rand.Rand, words []string) *rand.Zipf {
	return rand.NewZipf(rng, zipfExponent, 1+zipfShift, uint64(len(words)-1))
}

// newEnglish has the real function words first and then words of made-up syllables, short before long.
func newEnglish(rng *rand.Rand, count int) []string {
	words := slices.Clone(functionWords)
	taken := make(map[string]bool, count)
	for _, word := range slices.Concat(misleading, words) {
		taken[word] = true
	}
	for len(words) < count {
		word := syllables(rng, syllableCount(rng, len(words)))
		if bases := words[len(functionWords):]; len(bases) > inflectedAfter && rng.IntN(3) == 0 {
			word = pick(rng, bases) + pick(rng, suffixes)
		}
		if len(word) > longestWord || taken[word] {
			continue
		}
		taken[word] = true
		words = append(words, word)
	}
	return words
}

const (
	inflectedAfter = 400
	longestWord    = 16
)

// syllableCount draws how long a word of a rank is.
func syllableCount(rng *rand.Rand, rank int) int {
	switch {
	case rank < 500:
		return 1 + rng.IntN(2)
	case rank < 15_000:
		return 2
	default:
		return 2 + rng.IntN(2)
	}
}

func syllables(rng *rand.Rand, count int) string {
	var word strings.Builder
	for range count {
		word.WriteString(pick(rng, onsets))
		word.WriteString(pick(rng, nuclei))
	}
	if rng.IntN(3) > 0 {
		word.WriteString(pick(rng, codas))
	}
	return word.String()
}

// The parts of syllables; what is listed several times is drawn as often.
var (
	onsets = strings.Fields("b b b br c c c ch cl cr d d d dr f f fl g g gr h h j k l l l l m m m m n n n n p p p pl pr qu r r r r s s s s sh sp st t t t t t th tr v v v w w")
	nuclei = strings.Fields("a a a a a e e e e e e i i i i o o o o u u ai ea ee ou io an en in on er or ar al is as")
	codas  = strings.Fields("n n r r l l s t t m d nd nt st ck rt ve te ne re ce ge th")
)

var suffixes = strings.Fields("s s s ed ed ing ing er ly al able ment ness tion")

// functionWords stand in for nothing: they make the text look like English to whatever treats such words in a
// way of its own.
var functionWords = strings.Fields(`the of and to in a is that for it as was with be by on not this are at from or have an which they one had
	were all their been has would there will its when who more if no out so said what up about than into them
	can only other new some could these two first then do any now such over our made after also did many must
	through where much before between those both each how well under most while same another during without
	against within among upon since until whether either however because per very being here does should above
	every own few less often again still next toward along around itself himself herself never always perhaps
	nor though although thus therefore`)

// misleading words might be taken for a month at the beginning of a sentence. Months that no syllables make are
// left out, and so is the verb "may" among the function words.
var misleading = []string{"may", "march", "mar", "jan", "jun", "june", "jul", "april"}
