package mention

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Definition is a place where a text defines an abbreviation: "World Trade
// Organization (WTO)".
type Definition struct {
	Short, Long string // "WTO", "World Trade Organization"
	Start, End  int    // bytes of the source: the abbreviation
}

const (
	maxShort = 10  // bytes of an abbreviation
	maxLong  = 240 // bytes of source searched for its long form
)

// Definitions finds the abbreviations that a Markdown source defines. It
// works on the source as it stands, so that a site's terms are known before
// any document is parsed.
//
// The long form is the words before the bracket of which the letters are the
// initials, small words passed over. Where they are not, the letters are
// matched from right to left anywhere in the words, the first at the beginning
// of one, as described in A. S. Schwartz and M. A. Hearst, "A simple algorithm
// for identifying abbreviation definitions in biomedical text", PSB 2003.
func Definitions(src []byte) []Definition {
	var list []Definition
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '(')
		if i < 0 {
			return list
		}
		open := at + i
		at = open + 1
		end := shortEnd(src, at)
		if end < 0 || open == 0 || src[open-1] != ' ' {
			continue
		}
		short := strings.TrimSuffix(string(src[at:end]), "s")
		if long := longForm(plainBefore(src, open), short); long != "" {
			list = append(list, Definition{Short: short, Long: long, Start: at, End: end})
		}
	}
}

// shortEnd returns where the abbreviation that begins at i and is closed by a
// bracket ends, -1 where there is none: capitals, digits, "&", "/" and "-",
// and a plural s.
func shortEnd(src []byte, i int) int {
	capitals := 0
	for k := i; k < len(src) && k-i <= maxShort+1; k++ {
		switch c := src[k]; {
		case c >= 'A' && c <= 'Z':
			capitals++
		case c == ')':
			if capitals >= 2 {
				return k
			}
			return -1
		case c == 's' && k+1 < len(src) && src[k+1] == ')':
		case (c >= '0' && c <= '9' || c == '&' || c == '/' || c == '-') && k > i:
		default:
			return -1
		}
	}
	return -1
}

var linkEnd = regexp.MustCompile(`\]\([^()\s]*\)`)

// plainBefore is the text before an offset, back to the start of its line or
// sentence, without link syntax and emphasis.
func plainBefore(src []byte, end int) string {
	from := max(0, end-maxLong)
	if i := bytes.LastIndexByte(src[from:end], '\n'); i >= 0 {
		from += i + 1
	}
	for from < end && !utf8.RuneStart(src[from]) {
		from++
	}
	text := linkEnd.ReplaceAll(src[from:end], nil)
	if i := bytes.LastIndexAny(text, ".;:()"); i >= 0 {
		text = text[i+1:]
	}
	return strings.TrimSpace(strings.NewReplacer("*", "", "_", "", "[", "", "]", "").Replace(string(text)))
}

// longForm returns the end of a text that an abbreviation stands for, "" where
// there is none.
func longForm(text, short string) string {
	var letters []rune
	for _, c := range strings.ToLower(short) {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			letters = append(letters, c)
		}
	}
	words := []rune(text)
	at := byInitials(words, letters)
	if at < 0 {
		at = byLetters(words, letters)
	}
	if at < 0 {
		return ""
	}
	long := string(words[at:])
	if !strings.ContainsAny(long, " -") || len(strings.Fields(long)) > min(len(letters)+5, 2*len(letters)) {
		return ""
	}
	return long
}

// smallWords may stand in a long form without a letter of their own.
var smallWords = map[string]bool{
	"a": true, "an": true, "and": true, "for": true, "in": true, "of": true, "on": true, "the": true, "to": true, "with": true,
}

// byInitials returns where the words begin of which letters are the initials,
// -1 where they are not.
func byInitials(words, letters []rune) int {
	k := len(letters) - 1
	for end := len(words); end > 0; {
		if !isWord(words[end-1]) {
			end--
			continue
		}
		start := end
		for start > 0 && isWord(words[start-1]) {
			start--
		}
		switch {
		case unicode.ToLower(words[start]) == letters[k]:
			if k--; k < 0 {
				return start
			}
		case !smallWords[string(words[start:end])]:
			return -1
		}
		end = start
	}
	return -1
}

// byLetters returns where the shortest end of a text begins that holds the
// letters in their order, -1 where there is none.
func byLetters(words, letters []rune) int {
	at := len(words)
	for k := len(letters) - 1; k >= 0; k-- {
		for at--; at >= 0; at-- {
			if unicode.ToLower(words[at]) == letters[k] && (k > 0 || startsWord(words, at)) {
				break
			}
		}
		if at < 0 {
			return -1
		}
	}
	return at
}

func startsWord(words []rune, i int) bool {
	return i == 0 || !isWord(words[i-1])
}
