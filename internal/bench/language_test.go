package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestLanguageIsTheSameEveryTime(t *testing.T) {
	one, two := newLanguage(), newLanguage()
	if !slices.Equal(one.english, two.english) || !slices.Equal(one.korean, two.korean) {
		t.Error("two languages have different words")
	}
}

func TestWordsAreDistinctAndShortWhereFrequent(t *testing.T) {
	l := newLanguage()
	if len(l.english) != englishWords || len(l.korean) != koreanWords {
		t.Fatalf("%d English and %d Korean words", len(l.english), len(l.korean))
	}
	for _, words := range [][]string{l.english, l.korean} {
		seen := map[string]bool{}
		for _, word := range words {
			if seen[word] {
				t.Errorf("%q stands twice", word)
			}
			seen[word] = true
		}
	}
	for _, word := range l.english {
		if !isLower(word) || slices.Contains(misleading, word) {
			t.Errorf("%q is no word for a corpus", word)
		}
	}
	mean := func(words []string) float64 { return float64(len(strings.Join(words, ""))) / float64(len(words)) }
	often, seldom := mean(l.english[:500]), mean(l.english[30_000:])
	if often > 6 || seldom < 7 || seldom > 10 {
		t.Errorf("frequent words have %.1f letters, rare ones %.1f", often, seldom)
	}
}

// TestWordsFollowTheLaw fits a line through the logarithms of rank and frequency, as the law has them: it must
// fall by the exponent.
func TestWordsFollowTheLaw(t *testing.T) {
	const draws, most = 2_000_000, 3000 // beyond, a rank is drawn too seldom to say anything
	l := newLanguage()
	counts := make([]float64, len(l.english))
	rank := ranks(rand.New(rand.NewPCG(1, 2)), l.english)
	for range draws {
		counts[rank.Uint64()]++
	}
	var sx, sy, sxx, sxy, n float64
	for i := range most {
		x, y := math.Log(float64(i+1)+zipfShift), math.Log(counts[i])
		sx, sy, sxx, sxy, n = sx+x, sy+y, sxx+x*x, sxy+x*y, n+1
	}
	if slope := (n*sxy - sx*sy) / (n*sxx - sx*sx); math.Abs(slope+zipfExponent) > 0.03 {
		t.Errorf("frequency falls by the power %.3f of the rank, want %.3f", slope, -zipfExponent)
	}
	if seldom := counts[len(counts)-1]; seldom > 10 {
		t.Errorf("the last word is drawn %.0f times", seldom)
	}
}

func TestNaturalTextHasCommonAndRareWords(t *testing.T) {
	c := census{words: map[string]int{}, common: map[string]bool{}, nouns: map[string]*attached{}}
	natural := newCorpus(zipf, few*10)
	for i := range natural.documents() {
		d := natural.document(i)
		c.count(d.title, d.body)
	}
	once := 0
	for _, n := range c.words {
		if n == 1 {
			once++
		}
	}
	if share := float64(once) / float64(len(c.words)); len(c.words) < 20_000 || share < 0.1 {
		t.Errorf("%d different words, %.2f of them in one document only", len(c.words), share)
	}
	if c.words["the"] < few*10 {
		t.Errorf("%q is in %d documents", "the", c.words["the"])
	}
	if len(c.nouns) == 0 {
		t.Error("there is no Korean")
	}
}

func TestNaturalSentence(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	l := newLanguage()
	n := &natural{language: l, englishRanks: ranks(rng, l.english), koreanRanks: ranks(rng, l.korean)}
	for range 300 {
		words := n.words(rng)
		if len(words) < 8 || len(words) > 30 {
			t.Errorf("a sentence of %d words", len(words))
		}
		if strings.ContainsFunc(words[0], unicode.IsDigit) {
			t.Errorf("a sentence begins with %q, which would be a list", words[0])
		}
		if strings.HasSuffix(words[len(words)-1], ",") {
			t.Errorf("a sentence ends with %q", words[len(words)-1])
		}
		if printedDate.MatchString(strings.Join(words, " ")) {
			t.Errorf("%q has a date that nobody has counted", words)
		}
	}
}

func TestKoreanParticlesGoWithTheirNouns(t *testing.T) {
	for noun, consonant := range map[string]bool{"정부": false, "협력": true, "기술": true, "보건복지부": false} {
		if endsInConsonant(noun) != consonant {
			t.Errorf("%s ends in a consonant: %v", noun, !consonant)
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	l := newLanguage()
	n := &natural{language: l, koreanRanks: ranks(rng, l.korean)}
	for range 100 {
		sentence := n.koreanSentence(rng)
		for _, word := range strings.Fields(sentence)[:2] {
			noun := detach(word)
			if !slices.Contains(l.korean, noun) {
				t.Errorf("%s: %s is %q and a particle", sentence, word, noun)
			}
		}
	}
}
