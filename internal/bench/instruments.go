package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// An instrument is what the front matter says of it. Its text is made when it is written, so that a corpus
// of 100,000 holds titles in memory and not 100 million words.
type instrument struct {
	slug         string
	title        string
	form         string
	signed       time.Time
	pillar       int   // from 1
	participants []int // indexes of agencies, both sides among them
	bySide       bool  // the second side takes part as a state, without its agency being stated
}

// The century over which a corpus is spread: years before and after any real record of ours, so that the
// index of dates has a hundred pages.
const (
	firstYear = 1930
	lastYear  = 2030
)

// newInstruments draws n instruments with titles and slugs of their own.
func newInstruments(rng *rand.Rand, n, agencies int) []instrument {
	slugs := make(map[string]bool, n)
	instruments := make([]instrument, 0, n)
	for len(instruments) < n {
		first, second := topicPair(rng)
		bent := pick(rng, bents)
		slug := kebab(bent + " " + first + " " + second)
		if slugs[slug] {
			continue
		}
		slugs[slug] = true
		form := pick(rng, instrumentForms)
		instruments = append(instruments, instrument{
			slug:         slug,
			title:        fmt.Sprintf("%s on %s %s and %s", form.head, bent, first, second),
			form:         form.form,
			signed:       day(rng, firstYear+rng.IntN(lastYear-firstYear+1)),
			pillar:       1 + rng.IntN(len(pillars)),
			participants: participants(rng, agencies),
			bySide:       rng.IntN(10) == 0,
		})
	}
	return instruments
}

// participants draws two to four agencies, the sides in turn: even indexes are the first side's.
func participants(rng *rand.Rand, agencies int) []int {
	count := min(2+rng.IntN(3), agencies)
	drawn := make([]int, 0, count)
	for len(drawn) < count {
		i := rng.IntN(agencies)
		if i%2 == len(drawn)%2 && !slices.Contains(drawn, i) {
			drawn = append(drawn, i)
		}
	}
	return drawn
}

// day is a day of the year; the 29th to the 31st are left out so that every month has it.
func day(rng *rand.Rand, year int) time.Time {
	return time.Date(year, time.Month(1+rng.IntN(12)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
}

func kebab(words string) string {
	return strings.ReplaceAll(strings.ToLower(words), " ", "-")
}

// inEffect is when the instrument took effect: half a year after it was signed, unless that would be beyond
// the century. Many instruments of the real record have one event too.
func (in instrument) inEffect() (time.Time, bool) {
	effect := in.signed.AddDate(0, 6, 0)
	return effect, effect.Year() <= lastYear
}
