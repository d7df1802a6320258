package find

import (
	"slices"
	"strings"
)

const leastStem = 3 // letters that must be left of a word

// Stem returns what the inflected forms of an English word have in common:
// "agreement" of "agreements", "polici" of "policy" and "policies", "promot" of
// "promotes", "promoted" and "promoting", "organis" of "organise" and "organizing". A
// word with other characters than a–z is its own stem. Stem leaves the first three
// letters as they are.
func Stem(word string) string {
	if len(word) <= leastStem || !isLatinWord(word) {
		return word
	}
	word = withoutPlural(word)
	if rest, ok := strings.CutSuffix(word, "ing"); ok && isRoot(rest) {
		word = rest
	} else if rest, ok := strings.CutSuffix(word, "ed"); ok && isRoot(rest) && !strings.HasSuffix(rest, "e") {
		word = rest
	}
	if len(word) >= 6 && strings.HasSuffix(word, "eed") { // agreed, exceed
		word = word[:len(word)-1]
	}
	n := len(word) - 1
	switch {
	case n < leastStem:
	case word[n] == 'e':
		word = word[:n]
	case word[n] == 'y' && !isVowel(word[n-1]):
		word = word[:n] + "i"
	}
	return britishStem(undoubled(word))
}

func isLatinWord(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || 'z' < word[i] {
			return false
		}
	}
	return true
}

// withoutPlural turns a plural into the singular, with a y for -ies and -ied.
func withoutPlural(word string) string {
	n := len(word)
	if rest, end := word[:n-3], word[n-3:]; (end == "ies" || end == "ied") && len(rest) >= leastStem {
		return rest + "y"
	}
	if word[n-1] != 's' {
		return word
	}
	rest := word[:n-1]
	switch before := word[n-2]; {
	case before == 's' || before == 'u' || before == 'i':
		return word
	case before == 'e' && len(rest)-1 >= leastStem && hisses(rest[:len(rest)-1]):
		return rest[:len(rest)-1]
	}
	return rest
}

// hisses says whether a word has its plural with -es.
func hisses(word string) bool {
	for _, end := range []string{"ss", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// isRoot says whether a word can do without its ending: "str" of "string" cannot.
func isRoot(rest string) bool {
	return len(rest) >= leastStem && strings.ContainsAny(rest, "aeiouy")
}

// undoubled turns "plann" into "plan", and "programm" into "program".
func undoubled(word string) string {
	n := len(word) - 1
	if n >= leastStem && word[n] == word[n-1] && !isVowel(word[n]) {
		return word[:n]
	}
	return word
}

// britishStem spells -ize and -ization with s.
func britishStem(stem string) string {
	for _, end := range []string{"z", "zation"} {
		if rest, ok := strings.CutSuffix(stem, "i"+end); ok && len(rest) >= leastStem {
			return rest + "is" + end[1:]
		}
	}
	return stem
}

// Forms returns the words that the inflected forms of a word may be, without
// the word itself, each once. Not all of them are words; all have its stem.
func Forms(word string) []string {
	if len(word) < leastStem || !isLatinWord(word) {
		return nil
	}
	stem := Stem(word)
	n := len(stem) - 1
	var forms []string
	add := func(base string, endings ...string) {
		for _, ending := range endings {
			if form := base + ending; form != word && Stem(form) == stem && !slices.Contains(forms, form) {
				forms = append(forms, form)
			}
		}
	}
	add(stem, "", "s", "es", "e", "ed", "ing", "eing", "eds", "eded", "eding")
	add(stem+stem[n:], "", "s", "es", "e", "ed", "ing")
	if rest, ok := strings.CutSuffix(stem, "i"); ok {
		add(rest, "y", "ies", "ied", "ying")
	}
	if rest, ok := strings.CutSuffix(stem, "is"); ok {
		add(rest, "ize", "izes", "ized", "izing")
	}
	if rest, ok := strings.CutSuffix(stem, "isation"); ok {
		add(rest, "ization", "izations")
	}
	return forms
}
