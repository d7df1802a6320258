package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// alphabet is a script whose letters are headings of an index.
type alphabet uint8

const (
	none alphabet = iota
	latin
	greek
	cyrillic
	hangul
)

// unlettered is the heading of what begins with no letter of an alphabet.
const unlettered = "#"

// alphabetOf is the alphabet in which a language is written.
func alphabetOf(tag xlanguage.Tag) alphabet {
	script, _ := tag.Script()
	switch script.String() {
	case "Kore", "Hang":
		return hangul
	case "Grek":
		return greek
	case "Cyrl":
		return cyrillic
	}
	return latin
}

// Letter is the heading under which a title stands in an index: its first letter
// as a capital without accents, for Hangul the first consonant, and "#" for what
// begins with neither. In the order of Compare, titles of a heading stand
// together.
func (l *Language) Letter(title string) string {
	r, in := first(title)
	switch in {
	case none:
		return unlettered
	case hangul:
		return string(initial(r))
	default:
		return l.capital(unicode.ToUpper(r), in)
	}
}

// rank is 0 for what begins with a letter of the language's own alphabet, 1 for
// other letters and 2 for anything else.
func (l *Language) rank(title string) int {
	switch _, in := first(title); in {
	case l.own:
		return 0
	case none:
		return 2
	}
	return 1
}

// bare is a title without the marks before its first letter or digit.
func bare(title string) string {
	return strings.TrimLeftFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// first is the letter with which a title begins, and its alphabet.
func first(title string) (rune, alphabet) {
	title = bare(title)
	r, size := utf8.DecodeRuneInString(title)
	if r >= utf8.RuneSelf && size < len(title) {
		r, _ = utf8.DecodeRuneInString(norm.NFC.String(title[:min(len(title), 4*utf8.UTFMax)]))
	}
	switch {
	case unicode.Is(unicode.Latin, r):
		return r, latin
	case unicode.Is(unicode.Hangul, r) && initial(r) != 0:
		return r, hangul
	case unicode.Is(unicode.Greek, r):
		return r, greek
	case unicode.Is(unicode.Cyrillic, r):
		return r, cyrillic
	}
	return r, none
}

// capital is the heading for a capital: E for É, but É where the language takes it
// for a letter of its own, as Swedish does Å and Russian Й.
func (l *Language) capital(r rune, in alphabet) string {
	if r < utf8.RuneSelf {
		return string(r)
	}
	c := l.collators.Get().(*collate.Collator)
	defer l.collators.Put(c)
	if base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r))); base != r {
		// What follows decides only where the letters differ by no more than an accent.
		if c.CompareString(string(r)+"1", string(base)+"2") < 0 {
			return string(base)
		}
		return string(r)
	}
	if in != latin || c.CompareString(string(r), "zz") > 0 {
		return string(r)
	}
	return latinBefore(c, r)
}

// latinBefore is the last letter from A to Z that does not stand after another one:
// A for Æ, O for Ø.
func latinBefore(c *collate.Collator, r rune) string {
	for letter := 'z'; letter > 'a'; letter-- {
		if c.CompareString(string(letter), string(r)) <= 0 {
			return string(unicode.ToUpper(letter))
		}
	}
	return "A"
}

// initial is the consonant with which a syllable begins, the plain one for a
// doubled one; 0 for what begins with none.
func initial(r rune) rune {
	const syllablesOfInitial = 21 * 28 // vowels, finals
	plain := []rune("ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ")
	switch {
	case r >= '가' && r <= '힣':
		return plain[(r-'가')/syllablesOfInitial]
	case r >= 0x1100 && r < 0x1100+rune(len(plain)): // a consonant of a syllable that is written in parts
		return plain[r-0x1100]
	}
	for i, single := range []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ") {
		if r == single {
			return plain[i]
		}
	}
	return 0
}
