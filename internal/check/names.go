package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/internal/concord"
	"concord/internal/record"
)

// name is a name of an agency, an instrument or a term.
type name struct {
	text   string
	key    record.Key
	side   string          // country code, or ""
	member *concord.Member // whose front matter has it, nil for a term
	words  []string        // folded, without marks
}

// names are all names by which the record's text may call something, but for
// acronyms: those are near to one another by nature.
func (c *checker) names() []name {
	var list []name
	for _, m := range c.site.Members {
		key, ok := m.Document.Key()
		if !ok {
			continue
		}
		acronym, side := "", ""
		if a := m.Document.Agency; a != nil {
			acronym, side = a.Acronym, a.Country
		} else if x := m.Document.Instrument; x != nil {
			acronym = x.Acronym
		}
		for _, text := range namesOf(m.Document) {
			if text != "" && text != acronym {
				list = append(list, name{text: text, key: key, side: side, member: m, words: foldedWords(text)})
			}
		}
	}
	for _, t := range c.site.Terms {
		list = append(list, name{text: t.Long, key: t.Key, words: foldedWords(t.Long)})
	}
	return list
}

// foldedWords are the words of a text in lower case, without the marks between
// them; "&" is "and".
func foldedWords(text string) []string {
	var list []string
	for at := 0; ; {
		w, ok := nextWord(text, at)
		if !ok {
			return list
		}
		list = append(list, folded(text[w.start:w.end]))
		at = w.end
	}
}

func folded(word string) string {
	if word == "&" {
		return "and"
	}
	return strings.ToLower(word)
}

// stretch is bytes [start,end) of a text.
type stretch struct{ start, end int }

// nextWord finds the first word at an offset or after: letters and digits, or
// "&".
func nextWord(text string, at int) (w stretch, ok bool) {
	for i := at; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '&':
			return stretch{i, i + 1}, true
		case isLetter(r):
			end := i + n
			for end < len(text) {
				r, n := utf8.DecodeRuneInString(text[end:])
				if !isLetter(r) {
					break
				}
				end += n
			}
			return stretch{i, end}, true
		}
		i += n
	}
	return stretch{}, false
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// mayBeMisspelt says whether a folded word is long enough to be known as
// misspelt: a short one is as likely another word, and a number is another number.
// A syllable of Korean or Chinese more or less makes another word as well.
func mayBeMisspelt(word string) bool {
	if len(word) < shortestMisspelt || strings.Trim(word, "ivxlc") == "" {
		return false
	}
	return !strings.ContainsFunc(word, func(r rune) bool { return r >= '0' && r <= '9' || r >= firstSyllable })
}

const (
	shortestMisspelt = 4      // bytes: one letter may be missing
	firstSyllable    = 0x1100 // what comes before are alphabets
)
