package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// natural prose has words as frequent as their ranks let them be. It means nothing: what is measured with it
// is an index, which does not read.
type natural struct {
	*language
	englishRanks *rand.Zipf
	koreanRanks  *rand.Zipf // nil in a document without any Korean
}

// One document in so many has Korean, and there one sentence in so many is Korean and one has a Korean name.
const (
	koreanDocuments = 50
	koreanSentences = 6
	koreanNames     = 4
)

func (l *language) prose(rng *rand.Rand) prose {
	n := &natural{language: l, englishRanks: ranks(rng, l.english)}
	if rng.IntN(koreanDocuments) == 0 {
		n.koreanRanks = ranks(rng, l.korean)
	}
	return n
}

func (n *natural) sentence(s *scribe, plain bool) {
	if n.koreanRanks != nil && s.rng.IntN(koreanSentences) == 0 {
		s.say(n.koreanSentence(s.rng), false)
		return
	}
	before := s.tally.mentions()
	words := n.words(s.rng)
	if !plain && s.rng.Float64() < mentionShare {
		words = n.mention(s, words)
	}
	s.say(strings.Join(words, " ")+".", s.tally.mentions() > before)
}

// words draws the words of a sentence, 8 to 30, with its commas, numbers and names.
func (n *natural) words(rng *rand.Rand) []string {
	words := make([]string, 8+rng.IntN(23), 40)
	for i := range words {
		word := n.english[n.englishRanks.Uint64()]
		inside := 0 < i && i < len(words)-1
		switch {
		case inside && rng.IntN(40) == 0:
			word = number(rng) + " " + pick(rng, n.english[len(functionWords):][:1000])
		case inside && n.koreanRanks != nil && rng.IntN(20*koreanNames) == 0:
			word += " (" + n.koreanName(rng) + ")"
		case inside && i%4 == 3 && rng.IntN(3) == 0:
			word += ","
		}
		words[i] = word
	}
	return words
}

// number is one that is no date.
func number(rng *rand.Rand) string {
	switch rng.IntN(3) {
	case 0:
		return fmt.Sprint(32 + rng.IntN(900))
	case 1:
		return fmt.Sprintf("%d,%03d", 1+rng.IntN(80), rng.IntN(1000))
	default:
		return fmt.Sprintf("%d.%d", 32+rng.IntN(60), rng.IntN(10))
	}
}

// mention puts one mention among the words, or, as often as in framed prose, two. They do not meet, so that
// each has one reading.
func (n *natural) mention(s *scribe, words []string) []string {
	half := len(words) / 2
	if s.rng.IntN(5) == 0 {
		words = slices.Insert(words, half+1+s.rng.IntN(half-1), n.mentioned(s))
	}
	return slices.Insert(words, 1+s.rng.IntN(half-1), n.mentioned(s))
}

func (n *natural) mentioned(s *scribe) string {
	switch k := s.rng.IntN(20); {
	case k < 6:
		return s.agency(s.rng.IntN(6) == 0)
	case k < 14:
		return s.instrument()
	default:
		return s.when()
	}
}
