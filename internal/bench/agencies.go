package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// An agency has a page of its own and is mentioned by its name or its acronym.
type agency struct {
	id      string
	name    string
	acronym string
	side    side
}

// instrumentsPerAgency is the shape that the bars are set for.
const instrumentsPerAgency = 20

// newAgencies makes the agencies of a record of n instruments, the sides in turn. A tiny record still gets
// two of each side, so that every instrument can have participants on both.
func newAgencies(rng *rand.Rand, n int) []agency {
	count := max(4, (n+instrumentsPerAgency-1)/instrumentsPerAgency)
	names := make(map[string]bool, count)
	acronyms := make(map[string]bool, count)
	agencies := make([]agency, 0, count)
	for len(agencies) < count {
		first, second := topicPair(rng)
		name := fmt.Sprintf(pick(rng, agencyForms), first, second)
		if names[name] {
			continue
		}
		names[name] = true
		of := sides[len(agencies)%2]
		short := acronym(name, of, acronyms)
		acronyms[short] = true
		agencies = append(agencies, agency{id: strings.ToLower(short), name: name, acronym: short, side: of})
	}
	return agencies
}

// acronym is the initials of name, made longer until nobody else has it: by the side's initial, as agencies
// of two countries with one name are told apart in practice, and then by letters.
func acronym(name string, of side, taken map[string]bool) string {
	var initials strings.Builder
	for word := range strings.FieldsSeq(name) {
		if c := word[0]; 'A' <= c && c <= 'Z' {
			initials.WriteByte(c)
		}
	}
	short := initials.String()
	free := func(s string) bool { return !taken[s] && !misread(s) }
	if free(short) {
		return short
	}
	short += of.word[:1]
	for suffix := ""; ; suffix = next(suffix) {
		if free(short + suffix) {
			return short + suffix
		}
	}
}

// misread reports whether an acronym would be taken for something else in the text of a record.
func misread(s string) bool {
	switch s {
	case "MOU", "MAR", "MAY", "AUG", "DEC", "ISO":
		return true
	}
	return strings.Trim(s, "IVX") == "" // a roman number, as in the headings of the pillars
}

// next counts in capitals: "", A … Z, AA, AB and so on.
func next(s string) string {
	digits := []byte(s)
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] < 'Z' {
			digits[i]++
			return string(digits)
		}
		digits[i] = 'A'
	}
	return "A" + string(digits)
}

// topicPair draws two different topics.
func topicPair(rng *rand.Rand) (first, second string) {
	i, j := rng.IntN(len(topics)), rng.IntN(len(topics)-1)
	if j >= i {
		j++
	}
	return topics[i], topics[j]
}

func pick[T any](rng *rand.Rand, of []T) T { return of[rng.IntN(len(of))] }
