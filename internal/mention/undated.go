package mention

import "regexp"

// dateLike are words that may have been meant as a date: a month's name with
// what stands around it, a number that could be a year. "May" and "March" are
// also other words, and so are abbreviations; they count beside a number only.
var dateLike = regexp.MustCompile(`\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?` + anyMonth + `(?:,?\s+\d{4})?` +
	`|` + anyMonth + `\s+\d{1,4}(?:st|nd|rd|th)?(?:,?\s+\d{4})?` +
	`|(?:January|February|April|June|July|August|September|October|November|December)` +
	`|[12]\d{3})\b`)

const anyMonth = `(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|` +
	`Sep(?:tember|t?\.?)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`

// Undated returns the words of a text that look like a date and touch no
// stretch of skip: months without a year, years of four digits that nothing
// says are years.
func Undated(text []byte, skip []Span) []Span {
	var list []Span
	for _, at := range dateLike.FindAllIndex(text, -1) {
		if found := (Span{at[0], at[1]}); !found.touches(skip) && !partOfNumber(text, found) {
			list = append(list, found)
		}
	}
	return list
}

// partOfNumber says whether digits go on beyond a mark, as in "2,024", "1.2025"
// and "2024/1".
func partOfNumber(text []byte, s Span) bool {
	mark := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i] == ',' || text[i] == '.' || text[i] == '/' || text[i] == '-' || text[i] == ':')
	}
	digit := func(i int) bool { return i >= 0 && i < len(text) && isDigit(text[i]) }
	return mark(s.Start-1) && digit(s.Start-2) || mark(s.End) && digit(s.End+1)
}

func (s Span) touches(list []Span) bool {
	for _, o := range list {
		if o.Start < s.End && s.Start < o.End {
			return true
		}
	}
	return false
}
