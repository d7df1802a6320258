package language

import (
	"slices"
	"strings"
)

// fill puts values into the places of a text: "{}" takes them in their order,
// "{2}" the second. A place without a value is left out.
func fill(text string, values []string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	next := 0
	for {
		before, number, after, found := CutPlace(text)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		i := number - 1
		if number == 0 {
			i = next
			next++
		}
		if i < len(values) {
			b.WriteString(values[i])
		}
		text = after
	}
}

// CutPlace cuts a text at its first "{}", which has the number 0, or "{1}" to
// "{9}". Other braces are text.
func CutPlace(text string) (before string, number int, after string, found bool) {
	for i := range len(text) {
		switch rest := text[i:]; {
		case strings.HasPrefix(rest, "{}"):
			return text[:i], 0, rest[2:], true
		case len(rest) > 2 && rest[0] == '{' && rest[1] >= '1' && rest[1] <= '9' && rest[2] == '}':
			return text[:i], int(rest[1] - '0'), rest[3:], true
		}
	}
	return text, 0, "", false
}

// places are the numbers of a text's places, 0 for "{}", in their order.
func places(text string) []int {
	var list []int
	for {
		_, number, after, found := CutPlace(text)
		if !found {
			return list
		}
		list = append(list, number)
		text = after
	}
}

// samePlaces says whether a text has each place of an English one: as many "{}",
// or each of the numbers.
func samePlaces(english, text string) bool {
	want, got := places(english), places(text)
	if slices.Max(append(got, 0)) == 0 {
		return len(got) == len(want)
	}
	slices.Sort(got)
	got = slices.Compact(got)
	return got[0] == 1 && len(got) == len(want) && got[len(got)-1] == len(want)
}
