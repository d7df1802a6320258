package mention

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"strings"

	"concord/internal/record"
)

// This file finds dates in running text. testdata/dates.txt exercises every
// rule; the rules are these.
//
// # Dates that say what they are
//
//   - Day, month, year: "2 November 2025", "2nd day of November, 2025", "2 Nov. 2025",
//     "November 2, 2025". Month, year: "November 2025", "November, 2025". A month
//     is its English name or its usual abbreviation, with a capital; years beside
//     one run from 1000 to 2199.
//   - ISO 8601: "2025-11-02", "2025-11", from 1800 to 2199. No other date in figures
//     is read: nobody can tell the day from the month in "5/11/2025".
//   - Korean: "2024년", "2024년 10월", "2024년 10월 3일". A particle may follow and is
//     no part of the date; "2000년간" and "2000년 동안" are durations, "1990년대" a decade.
//   - "today", as a whole word, is the date of the document, where it has one;
//     "today's" means the present age and is not.
//   - Ranges of all these, joined by "to", "until", "till", "through", a hyphen, an
//     en dash, "~" or "부터", or by "and" after "between". What one end leaves out it
//     takes from the other: "1 to 2 November 2025", "May to October 2024".
//   - Between the parts stands any run of white space, line breaks and no-break
//     spaces included.
//   - A date is a whole word. It is none inside an identifier ("A/RES/2024/1",
//     "F-2024", "COVID-19"), a web address, a file name, a number with separators
//     ("2,024") or a sum of money.
//
// # Years alone
//
// A number of four digits from 1800 to 2199 is a year only where its neighbours
// make it one:
//
//   - after a word that speaks of time: a preposition ("in", "since", "of", "by",
//     "to", "around" …), unless a countable noun or a unit follows ("of 2000
//     visitors"); after "early", "mid-", "year" and their like, always;
//   - after "for", only before the end of a clause or a small word that carries it
//     on ("for 2030.", "for 2030 in Asia");
//   - after a date and "and" or "or", as after "for" or before a capitalised word
//     ("the 1961 and 1963 Vienna Conventions"); after a date and a comma, where the
//     list goes on with another year ("in 2022, 2023 and 2024");
//   - after an open bracket: "Resolution 2231 (2015)";
//   - after "the", "a", "its", a possessive: before a word that is no countable
//     noun ("the 1982 Convention", "a 2023 report", but "the 2000 visitors");
//   - after a capitalised word: before another ("APEC 2025 Korea"), at the end of a
//     clause ("Expo 2025,"), or before a small word ("APEC 2025 was").
//
// Two years joined as a range need no such context: "2026 to 2030", "2026–2030".
// Two digits after a hyphen are a month where there is such a month ("2009-10"),
// else a later year of the same century, at most 30 years on ("2024-25"); after
// an en dash they are always the year ("2009–10").
//
// Neither a year nor a range of years is found after a word that makes the
// number a label or an amount ("No.", "paragraph", "Resolution", "ISO", "nearly",
// "USD") nor before one that makes it a quantity ("km", "per cent", "visitors").
// A word before or after a day or a named month changes nothing.
//
// # Mistakes
//
// What has the form of a date but is none is a problem and not a match: a day or
// a month that does not exist, a range that ends before it begins. It never
// becomes a shorter date: "31 February 2024" is not read as "February 2024".

// DateMatch is a date found in a text.
type DateMatch struct {
	Start, End int // bytes of the text
	Date       record.EDTF
}

// DateProblem is a place in a text that has the form of a date but is none.
type DateProblem struct {
	Start, End int    // bytes of the text
	Message    string // the words and what is wrong with them
}

// The years that count: without a month, and with one.
const (
	minBareYear = 1800
	minFullYear = 1000
	maxTextYear = 2199
	shortRange  = 30 // years that "2024-25" may span
)

var errZero = errors.New("no day or month has the number 0")

func inYears(year, from int) bool { return year >= from && year <= maxTextYear }

// scanDates appends the dates in a text to dst, in order and without overlap,
// and returns what looks like a date but is none. today is the date of the
// document, zero where it has none. It takes time linear in the text and
// allocates only to grow dst and for problems.
func scanDates(text []byte, today record.EDTF, dst []DateMatch) ([]DateMatch, []DateProblem) {
	s := dateScanner{text: text, today: today, found: dst, first: len(dst)}
	for i := nextHold(text, 0); i < len(text); i = nextHold(text, i) {
		if text[i] == 'y' {
			i++
			s.word(i)
		} else {
			i = s.number(i)
		}
	}
	return s.found, s.problems
}

// nextHold is the place of the next digit or y from i on: of the letters of
// "today", y is the rarest in prose. It looks at eight bytes at a time, since
// nearly all of a text is passed over here.
func nextHold(text []byte, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(text); i += 8 {
		word := binary.LittleEndian.Uint64(text[i:])
		digits, ys := word^'0'*ones, word^'y'*ones
		// A byte's top bit is set where it was a digit, or y. A borrow can set
		// it in a higher byte too, but never below the first that counts.
		if hold := ((digits-10*ones)&^digits | (ys-ones)&^ys) & tops; hold != 0 {
			return i + bits.TrailingZeros64(hold)/8
		}
	}
	for i < len(text) && !isDigit(text[i]) && text[i] != 'y' {
		i++
	}
	return i
}

// dateScanner is the state of one call of scanDates.
type dateScanner struct {
	text     []byte
	today    record.EDTF
	found    []DateMatch
	first    int // of the matches of this call
	problems []DateProblem
	floor    int // nothing before it may become part of a date any more
}

// datePart is one end of a range, or a whole date, as far as it is written:
// what is left out is 0.
type datePart struct {
	year, month, day int
	zero             bool // a month or day is written as 0
	start, end       int
	form             dateForm
}

type dateForm uint8

const (
	formBare   dateForm = iota // digits alone: a year or a day
	formISO                    // with hyphens
	formNamed                  // with the name of a month
	formKorean                 // with 년, 월 or 일
)

// word finds "today" where it ends at end.
func (s *dateScanner) word(end int) {
	const length = len("today")
	start := end - length
	if s.today.IsZero() || start < s.floor || s.text[start]|0x20 != 't' || string(s.text[start+1:end]) != "oday" {
		return
	}
	if s.inWord(start) || !s.wholeAfter(end, formBare) || s.possessive(end) {
		return
	}
	s.found = append(s.found, DateMatch{start, end, s.today})
	s.floor = end
}

// number looks at the number that begins at i and returns where to go on.
func (s *dateScanner) number(i int) int {
	end := digitsEnd(s.text, i)
	if n := end - i; n <= 2 || n == 4 {
		starts, count := s.starts(i)
		for _, start := range starts[:count] {
			if next := s.dateAt(start, i); next > 0 {
				s.floor = next
				return next
			}
		}
	}
	return end
}

// starts returns where a date whose first number is at i may begin, the
// farthest first: at a month before a month ("May to October 2024"), at a
// month ("May 2024"), at the number.
func (s *dateScanner) starts(i int) (starts [3]int, count int) {
	near := i
	if month, ok := s.monthBefore(i, false); ok {
		near = month
	}
	if joint, ok := s.jointBefore(near); ok {
		if far, ok := s.monthBefore(joint, true); ok {
			starts[count] = far
			count++
		}
	}
	if near != i {
		starts[count] = near
		count++
	}
	starts[count] = i
	return starts, count + 1
}

// dateAt reads a date that begins at start and reaches beyond anchor. It
// returns where to go on, or 0 where there is neither a date nor a mistake.
func (s *dateScanner) dateAt(start, anchor int) int {
	a, ok := s.part(start)
	if !ok {
		return 0
	}
	from := a
	if to, ok := s.otherEnd(&from); ok && to.end > anchor {
		if next := s.span(from, to); next > 0 {
			return next
		}
	}
	if a.end <= anchor {
		return 0
	}
	return s.single(a)
}

// single keeps a date that is no range.
func (s *dateScanner) single(a datePart) int {
	switch {
	case a.year == 0 || !s.wholeBefore(a) || !s.wholeAfter(a.end, a.form):
		return 0
	case a.form == formBare && !s.yearInContext(a):
		return 0
	case a.form == formKorean && a.month == 0 && s.duration(a.end):
		return 0
	case a.form == formISO && a.day == 0 && s.labelled(a.start):
		return a.end
	}
	date, err := a.date()
	if err != nil && s.labelled(a.start) {
		return 0 // "Resolution 45 May 2024"
	}
	return s.keep(a.start, a.end, date, err)
}

// span keeps a range. It returns 0 where the parts turn out not to bound one.
func (s *dateScanner) span(a, b datePart) int {
	if !s.wholeBefore(a) || !s.wholeAfter(b.end, b.form) {
		return 0
	}
	if b.form == formKorean && b.month == 0 && s.duration(b.end) {
		return b.end
	}
	years := a.form == formBare && b.form == formBare
	if years && s.labelled(a.start) {
		return b.end
	}
	if b.form == formBare && b.month == 0 && s.after(b.end) == afterQuantity {
		if years {
			return b.end // both are amounts
		}
		return 0
	}
	date, err := rangeOf(a, b)
	if err != nil && s.labelled(a.start) {
		return 0
	}
	return s.keep(a.start, b.end, date, err)
}

func rangeOf(a, b datePart) (record.EDTF, error) {
	from, err := a.date()
	if err != nil {
		return from, err
	}
	to, err := b.date()
	if err != nil {
		return to, err
	}
	return record.Span(from, to)
}

// keep records a date, or a mistake, and returns where to go on.
func (s *dateScanner) keep(start, end int, date record.EDTF, err error) int {
	if err != nil {
		words := strings.Join(strings.Fields(string(s.text[start:end])), " ")
		s.problems = append(s.problems, DateProblem{start, end, fmt.Sprintf("%q: %v", words, err)})
		return end
	}
	s.found = append(s.found, DateMatch{start, end, date})
	return end
}

// date is the date that a whole part stands for.
func (a datePart) date() (record.EDTF, error) {
	if a.zero {
		return record.EDTF{}, errZero
	}
	return record.NewEDTF(a.year, a.month, a.day)
}
