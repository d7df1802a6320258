package mention

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

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

// part reads one end of a range, or a whole date, at p.
func (s *dateScanner) part(p int) (datePart, bool) {
	if month, end := s.month(p); month > 0 {
		return s.monthFirst(datePart{month: month, start: p, end: end, form: formNamed}), true
	}
	n, end := s.digits(p)
	switch end - p {
	case 1, 2:
		return s.dayFirst(datePart{day: n, zero: n == 0, start: p, end: end}), true
	case 4:
		return s.yearFirst(datePart{year: n, start: p, end: end})
	}
	return datePart{}, false
}

// monthFirst goes on after the name of a month: "November 2025", "November 2,
// 2025", "November 2", "November".
func (s *dateScanner) monthFirst(a datePart) datePart {
	if s.year(&a) {
		return a
	}
	p := s.space(a.end)
	n, end := s.digits(p)
	if end-p != 1 && end-p != 2 || p == a.end && s.text[p-1] != '.' {
		return a
	}
	end = s.ordinal(end)
	if !s.numberEnds(end) {
		return a
	}
	a.day, a.zero, a.end = n, n == 0, end
	s.year(&a)
	return a
}

// dayFirst goes on after a number that may be a day: "2 November 2025", "2nd
// day of November", "2".
func (s *dateScanner) dayFirst(a datePart) datePart {
	p := s.ordinal(a.end)
	next := s.phrase(s.phrase(s.space(p), "day"), "of")
	if month, end := s.month(next); month > 0 && next > p {
		a.month, a.end, a.form = month, end, formNamed
		s.year(&a)
		return a
	}
	if s.numberEnds(p) {
		a.end = p
	}
	return a
}

// yearFirst goes on after four digits: ISO and Korean dates and bare years.
func (s *dateScanner) yearFirst(a datePart) (datePart, bool) {
	if !inYears(a.year, minFullYear) {
		return a, false
	}
	if end, ok := s.unit(a.end, "년"); ok {
		a.end, a.form = end, formKorean
		return s.korean(a), true
	}
	return s.iso(a), inYears(a.year, minBareYear)
}

// iso goes on after the year of "2025-11-02" or "2025-11". Two digits that
// are no month may be a year; otherEnd sees to that.
func (s *dateScanner) iso(a datePart) datePart {
	month, end := s.hyphenated(a.end)
	if end == 0 {
		return a
	}
	if day, dayEnd := s.hyphenated(end); dayEnd > 0 {
		a.month, a.day, a.end, a.form = month, day, dayEnd, formISO
		a.zero = month == 0 || day == 0
		return a
	}
	if month >= 1 && month <= 12 {
		a.month, a.end, a.form = month, end, formISO
	}
	return a
}

// hyphenated reads a hyphen and two digits at p; end is 0 where there are none.
func (s *dateScanner) hyphenated(p int) (n, end int) {
	if p >= len(s.text) || s.text[p] != '-' {
		return 0, 0
	}
	if n, end = s.digits(p + 1); end != p+3 {
		return 0, 0
	}
	return n, end
}

// korean goes on with a month and a day, either of which may be missing.
func (s *dateScanner) korean(a datePart) datePart {
	if n, end, ok := s.counted(s.spaceIf(a.end, a.year > 0), "월"); ok {
		a.month, a.end, a.form, a.zero = n, end, formKorean, n == 0
	}
	if a.year > 0 && a.month == 0 {
		return a
	}
	if n, end, ok := s.counted(s.spaceIf(a.end, a.month > 0), "일"); ok {
		a.day, a.end, a.form, a.zero = n, end, formKorean, a.zero || n == 0
	}
	return a
}

// counted reads one or two digits and a unit at p.
func (s *dateScanner) counted(p int, unit string) (n, end int, ok bool) {
	n, end = s.digits(p)
	if end-p != 1 && end-p != 2 {
		return 0, 0, false
	}
	end, ok = s.unit(end, unit)
	return n, end, ok
}

// unit reads a word at p and returns where it ends.
func (s *dateScanner) unit(p int, word string) (end int, ok bool) {
	end = p + len(word)
	return end, end <= len(s.text) && string(s.text[p:end]) == word
}

// year takes the year after a month, or after a month and day: "November
// 2025", "November, 2025".
func (s *dateScanner) year(a *datePart) bool {
	p := a.end
	if p < len(s.text) && s.text[p] == ',' {
		p++
	}
	q := s.space(p)
	n, end := s.digits(q)
	if end-q != 4 || q == a.end && s.text[q-1] != '.' || !inYears(n, minFullYear) || !s.numberEnds(end) {
		return false
	}
	a.year, a.end = n, end
	return true
}

// otherEnd reads what joins a to the other end of a range, and that end. It
// gives each what the other leaves out; a is only of use where ok.
func (s *dateScanner) otherEnd(a *datePart) (datePart, bool) {
	p, dash, ok := s.joint(a)
	if !ok {
		return datePart{}, false
	}
	if b, ok := s.shortYear(*a, p, dash); ok {
		return b, true
	}
	b, ok := s.part(p)
	if a.form == formKorean && (!ok || b.year == 0) {
		b = s.korean(datePart{start: p, end: p})
		ok = b.form == formKorean
	}
	if ok && b.form == formBare && b.day > 0 && b.year == 0 && a.day > 0 && a.year == 0 {
		s.year(&b) // "November 1 to 2, 2025"
	}
	return b, ok && a.complete(&b)
}

// complete gives either end of a range what only the other one states and
// says whether both are then dates that may bound a range.
func (a *datePart) complete(b *datePart) bool {
	switch {
	case b.year == 0 && (a.form != formKorean || a.month == 0 || a.day == 0 && b.month == 0):
		return false // only Korean states the year first
	case a.year == 0 && b.month == 0 && b.day == 0:
		return false // "May to 2024"
	case a.day > 0 && a.month == 0 && b.day == 0:
		return false // "5 to November 2025"
	case a.form == formBare && a.year > 0 && b.day > 0:
		return false // "in 2024 – 5 May 2025"
	}
	a.year, b.year = cmp.Or(a.year, b.year), cmp.Or(b.year, a.year)
	if a.day > 0 {
		a.month = cmp.Or(a.month, b.month)
	}
	if b.day > 0 {
		b.month = cmp.Or(b.month, a.month)
	}
	return (a.day == 0 || a.month > 0) && (b.day == 0 || b.month > 0)
}

// joint reads what joins a to the other end of a range, and returns where that
// end begins; dash says that it was a mark, close to both.
func (s *dateScanner) joint(a *datePart) (next int, dash, ok bool) {
	if a.form == formKorean {
		if end, ok := s.unit(a.end, "부터"); ok {
			return s.space(end), false, true
		}
	}
	p := s.space(a.end)
	if p >= len(s.text) {
		return 0, false, false
	}
	if r, n := utf8.DecodeRune(s.text[p:]); rangeMark(r) {
		next = s.space(p + n)
		return next, next == a.end+n, true
	}
	end := s.wordEnd(p)
	if p == a.end || s.space(end) == end {
		return 0, false, false
	}
	role := s.role(p, end)
	ok = role&roleJoint != 0 || role&roleAnd != 0 && s.roleBefore(a.start)&roleBetween != 0
	return s.space(end), false, ok
}

// jointBefore is where a joint that ends before p begins. Whether an "and" is
// one, only joint knows.
func (s *dateScanner) jointBefore(p int) (start int, ok bool) {
	end := s.spaceBack(p)
	if end <= s.floor {
		return 0, false
	}
	if r, n := utf8.DecodeLastRune(s.text[:end]); rangeMark(r) {
		return end - n, true
	}
	start = s.wordStart(end)
	return start, end < p && s.role(start, end)&(roleJoint|roleAnd) != 0
}

// rangeMark says whether a mark may stand for "to".
func rangeMark(r rune) bool {
	switch r {
	case '-', '‐', '‑', '–', '−', '~', '～', '∼':
		return true
	}
	return false
}

// shortYear reads the two digits of "2024-25" and "2009–10" at p.
func (s *dateScanner) shortYear(a datePart, p int, dash bool) (datePart, bool) {
	n, end := s.digits(p)
	if !dash || a.form != formBare || a.year == 0 || end-p != 2 || !s.numberEnds(end) {
		return datePart{}, false
	}
	year := a.year - a.year%100 + n
	if (a.year+1)%100 == n {
		year = a.year + 1 // across a century: "1999-00"
	}
	return datePart{year: year, start: p, end: end}, year > a.year && year <= a.year+shortRange
}

// month reads the name of a month at p; it is 0 where there is none. The stop
// of an abbreviation belongs to it.
func (s *dateScanner) month(p int) (month, end int) {
	end = s.wordEnd(p)
	if end-p < 3 || s.text[p] < 'A' || s.text[p] > 'Z' {
		return 0, 0
	}
	// "May" and "MAY", but neither "may" nor "MaY".
	for _, c := range s.text[p+2 : end] {
		if c&0x20 != s.text[p+1]&0x20 {
			return 0, 0
		}
	}
	var buf [wordLimit]byte
	month = monthWords[string(s.lower(&buf, p, end))]
	// No stop follows May: it is no abbreviation.
	if (end-p == len("nov") && month != 5 || end-p == len("sept") && month == 9) && end < len(s.text) && s.text[end] == '.' {
		end++
	}
	return month, end
}

// monthBefore is where the name of a month that stands before p begins. Only
// what joins a range may touch it.
func (s *dateScanner) monthBefore(p int, touching bool) (start int, ok bool) {
	end := s.spaceBack(p)
	if end > s.floor && s.text[end-1] == ',' {
		end--
	}
	if end > s.floor && s.text[end-1] == '.' {
		end--
	}
	start = s.wordStart(end)
	if start < s.floor || end == p && !touching {
		return 0, false
	}
	month, _ := s.month(start)
	return start, month > 0
}

// yearInContext says whether a number of four digits is a year, going by what
// stands around it.
func (s *dateScanner) yearInContext(a datePart) bool {
	if a.year%10 == 0 && s.possessive(a.end) {
		return false // "the 1990's"
	}
	role, next := s.context(a.start), s.after(a.end)
	switch {
	case role&roleStrong != 0:
		return true
	case next == afterQuantity || role&(roleLabel|roleAmount) != 0:
		return false
	case role&roleTime != 0:
		return true
	case role&roleBracket != 0:
		return next != afterNumber
	case role&roleListed != 0:
		return s.listGoesOn(a.end)
	case role&roleWeak != 0:
		return next == afterEnd || next == afterSmall
	case role&roleAlso != 0:
		return next == afterEnd || next == afterSmall || next == afterCapital
	case role&roleDeterminer != 0:
		return next == afterCapital || next == afterLower || next == afterSmall
	case role&roleName != 0:
		return next == afterCapital || role&roleShort == 0 && (next == afterEnd || next == afterSmall)
	}
	return false
}

// context is what stands before a year says about it.
func (s *dateScanner) context(start int) wordRole {
	if start > 0 {
		if r, n := utf8.DecodeLastRune(s.text[:start]); isQuote(r) {
			start -= n
		} else if isHyphen(r) {
			return s.prefix(start - n)
		}
	}
	p := s.spaceBack(start)
	r, n := utf8.DecodeLastRune(s.text[:p])
	switch {
	case p == 0:
		return 0
	case isOpening(r):
		return roleBracket
	case p == start:
		return 0
	case r == ',' && s.dateEndsAt(p-n):
		return roleListed
	case isApostrophe(r):
		return roleDeterminer // "both sides’ 2024 statement"
	}
	return s.nameRole(p)
}

// nameRole is the role of the word that ends at end, where a word with none of
// its own may be a name or a possessive.
func (s *dateScanner) nameRole(end int) wordRole {
	start := s.wordStart(end)
	if start == end {
		return 0
	}
	role := s.role(start, end)
	before, _ := utf8.DecodeLastRune(s.text[:start])
	first, _ := utf8.DecodeRune(s.text[start:end])
	switch {
	case role&roleAnd != 0 || role&roleOr != 0:
		if q := s.spaceBack(start); s.dateEndsAt(q) || q > 0 && s.text[q-1] == ',' && s.dateEndsAt(q-1) {
			return roleAlso
		}
	case role&roleJoint != 0 && end-start == len("to") && s.numberBefore(start):
		return roleAmount // "from 1,900 to 2000"
	case role&roleThan != 0 && s.roleBefore(start)&roleLater != 0:
		return roleTime
	case role == 0 && end-start == 1 && s.text[start] == 's' && isApostrophe(before):
		return roleDeterminer
	case role&(contextRoles|roleSmall) == 0 && unicode.IsUpper(first):
		if end-start <= 2 {
			return roleName | roleShort
		}
		return roleName
	}
	return role & contextRoles
}

// prefix is the role of a word that a hyphen joins to a year: "mid-2024".
func (s *dateScanner) prefix(end int) wordRole {
	return s.role(s.wordStart(end), end) & (roleStrong | roleTime)
}

// numberBefore says whether a number that is no date stands before p.
func (s *dateScanner) numberBefore(p int) bool {
	end := s.spaceBack(p)
	return end > 0 && isDigit(s.text[end-1]) && !s.dateEndsAt(end)
}

// dateEndsAt says whether the last date found ends at p.
func (s *dateScanner) dateEndsAt(p int) bool {
	n := len(s.found)
	return n > s.first && s.found[n-1].End == p
}

// listGoesOn says whether another year follows in a list: ", 2024", "and 2024".
func (s *dateScanner) listGoesOn(p int) bool {
	p = s.space(p)
	comma := p < len(s.text) && s.text[p] == ','
	if comma {
		p = s.space(p + 1)
	}
	if end := s.wordEnd(p); s.role(p, end)&(roleAnd|roleOr) != 0 {
		p = s.space(end)
	} else if !comma {
		return false
	}
	n, end := s.digits(p)
	return end-p == 4 && inYears(n, minBareYear) && s.numberEnds(end)
}

// labelled says whether the word before a number makes it a label or an
// amount: "No. 2024-25", "nearly 2000 to 2100".
func (s *dateScanner) labelled(start int) bool {
	p := s.spaceBack(start)
	stop := p > 0 && s.text[p-1] == '.'
	if stop || p > 0 && s.text[p-1] == ':' {
		p--
	}
	role := s.role(s.wordStart(p), p)
	return role&(roleLabel|roleAmount) != 0 && (!stop || role&roleAbbreviation != 0)
}

// afterYear is what follows a number that may be a year.
type afterYear uint8

const (
	afterOther    afterYear = iota
	afterEnd                // the end of a clause
	afterSmall              // a word that carries the clause on: "was", "in"
	afterLower              // another word
	afterCapital            // a word with a capital
	afterNumber             // a number
	afterQuantity           // what makes the number a quantity
)

func (s *dateScanner) after(end int) afterYear {
	p := s.space(end)
	if p >= len(s.text) {
		return afterEnd
	}
	r, n := utf8.DecodeRune(s.text[p:])
	switch {
	case isDigit(s.text[p]):
		return afterNumber
	case r == '%' || r == '‰' || r == '°' || r == '℃':
		return afterQuantity
	case rangeMark(r) && p == end && p+n < len(s.text) && isDigit(s.text[p+n]):
		return afterQuantity
	case isWord(r):
		return s.afterWord(p, r)
	case unicode.IsPunct(r):
		return afterEnd
	}
	return afterOther
}

// afterWord is what the word at p, which follows a number, says about it.
func (s *dateScanner) afterWord(p int, first rune) afterYear {
	end := s.wordEnd(p)
	role := s.role(p, end)
	upper := unicode.IsUpper(first)
	title := upper && end-p > 1 && s.text[p+1] >= 'a'
	switch {
	case role&roleUnit != 0 && !title:
		return afterQuantity
	case upper:
		return afterCapital
	case role&roleJoint != 0 && s.amountAt(s.space(end)):
		return afterQuantity
	case role&(roleSmall|roleTime|roleJoint|roleAnd|roleOr|roleDeterminer) != 0:
		return afterSmall
	case role&roleSingular == 0 && s.plural(p, end):
		return afterQuantity
	}
	return afterLower
}

// amountAt says whether there is a number at p that begins no date.
func (s *dateScanner) amountAt(p int) bool {
	if p >= len(s.text) || !isDigit(s.text[p]) {
		return false
	}
	b, ok := s.part(p)
	return !ok || b.year == 0 || !s.wholeAfter(b.end, b.form)
}

// plural says whether a word looks like the plural of a noun.
func (s *dateScanner) plural(start, end int) bool {
	if end-start < 4 || s.text[end-1] != 's' {
		return false
	}
	c := s.text[end-2]
	return c != 's' && c != 'u' && c != 'i'
}

// possessive says whether 's follows.
func (s *dateScanner) possessive(end int) bool {
	r, n := utf8.DecodeRune(s.text[end:])
	return isApostrophe(r) && s.wordEnd(end+n) == end+n+1 && s.text[end+n]|0x20 == 's'
}

// duration says whether what follows 년 makes it no year but a number of years
// or a decade.
func (s *dateScanner) duration(end int) bool {
	_, years := s.unit(end, "간")
	_, during := s.unit(s.space(end), "동안")
	_, decade := s.unit(end, "대")
	return years || during || decade
}

// wholeBefore says whether a date may begin where the part does.
func (s *dateScanner) wholeBefore(a datePart) bool {
	r, n := utf8.DecodeLastRune(s.text[:a.start])
	before, _ := utf8.DecodeLastRune(s.text[:a.start-n])
	digit := unicode.IsDigit(before)
	switch {
	case n == 0 || unicode.IsSpace(r) || isOpening(r) || isQuote(r):
		return true
	case isWord(r) || r == '_':
		return a.form == formKorean && unicode.Is(unicode.Hangul, r)
	case !isDigit(s.text[a.start]):
		return true // the name of a month
	case isHyphen(r) && a.form == formBare:
		return s.prefix(a.start-n) != 0
	case isHyphen(r):
		return !isWord(before)
	case r == '.' || r == ':' || r == '/':
		return a.form == formNamed && !digit
	case strings.ContainsRune(",;–—~…|*<>", r):
		return !digit
	}
	return a.form == formKorean && r != '$' && r != '#' && r != '='
}

// wholeAfter says whether a date may end at end.
func (s *dateScanner) wholeAfter(end int, form dateForm) bool {
	r, n := utf8.DecodeRune(s.text[end:])
	next, _ := utf8.DecodeRune(s.text[end+n:])
	words := form == formNamed || form == formKorean
	switch {
	case n == 0:
		return true
	case isWord(r) || r == '_':
		return form != formBare && unicode.Is(unicode.Hangul, r)
	case r == '.' || r == ',' || r == ':':
		return !unicode.IsDigit(next) && (words || r != '.' || !isWord(next) || s.sentence(end+n))
	case isHyphen(r) || r == '/':
		return !unicode.IsDigit(next) && (words || !isWord(next))
	case strings.ContainsRune("%‰°@+=$€£¥₩&#\\", r):
		return words
	}
	return true
}

// sentence says whether a sentence begins at p: the space before it may have
// been lost, as in "in 2024.Both sides".
func (s *dateScanner) sentence(p int) bool {
	r, n := utf8.DecodeRune(s.text[p:])
	next, _ := utf8.DecodeRune(s.text[p+n:])
	return unicode.IsUpper(r) && (unicode.IsLower(next) || unicode.IsSpace(next))
}

// numberEnds says whether a number that is part of a date may end at end.
func (s *dateScanner) numberEnds(end int) bool {
	r, n := utf8.DecodeRune(s.text[end:])
	if r == '.' || r == ',' || r == ':' {
		return end+n >= len(s.text) || !isDigit(s.text[end+n])
	}
	return r != '_' && (!isWord(r) || unicode.Is(unicode.Hangul, r))
}

// inWord says whether what begins at start continues a word or an identifier.
func (s *dateScanner) inWord(start int) bool {
	r, _ := utf8.DecodeLastRune(s.text[:start])
	return start > 0 && (isWord(r) || isHyphen(r) || strings.ContainsRune("_/@#&=", r))
}

func isDigit(c byte) bool { return c-'0' <= 9 }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '−' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '＇' }

func isQuote(r rune) bool {
	switch r {
	case '"', '\'', '“', '”', '‘', '’', '«', '»', '„':
		return true
	}
	return false
}

func isOpening(r rune) bool {
	switch r {
	case '(', '[', '{', '（', '［', '「', '『', '〈', '《', '【':
		return true
	}
	return false
}

// digitsEnd is where the digits that begin at p end.
func digitsEnd(text []byte, p int) int {
	for p < len(text) && isDigit(text[p]) {
		p++
	}
	return p
}

// digits reads the number at p; it is only right up to four digits.
func (s *dateScanner) digits(p int) (n, end int) {
	end = digitsEnd(s.text, min(p, len(s.text)))
	if end-p <= 4 {
		for _, c := range s.text[min(p, end):end] {
			n = n*10 + int(c-'0')
		}
	}
	return n, end
}

// ordinal is where a number that ends at p ends with its "st" or "th".
func (s *dateScanner) ordinal(p int) int {
	end := s.wordEnd(p)
	if end == p+2 && s.role(p, end)&roleOrdinal != 0 {
		return end
	}
	return p
}

// space is where the white space that begins at p ends.
func (s *dateScanner) space(p int) int {
	for p < len(s.text) {
		if c := s.text[p]; c == ' ' || c == '\n' {
			p++
			continue
		}
		r, n := utf8.DecodeRune(s.text[p:])
		if !unicode.IsSpace(r) {
			break
		}
		p += n
	}
	return p
}

// phrase passes over a word and the white space after it, where they are at p.
func (s *dateScanner) phrase(p int, word string) int {
	if end, ok := s.unit(p, word); ok {
		if next := s.space(end); next > end {
			return next
		}
	}
	return p
}

func (s *dateScanner) spaceIf(p int, skip bool) int {
	if skip {
		return s.space(p)
	}
	return p
}

// spaceBack is where the white space that ends at p begins.
func (s *dateScanner) spaceBack(p int) int {
	for p > s.floor {
		if c := s.text[p-1]; c == ' ' || c == '\n' {
			p--
			continue
		}
		r, n := utf8.DecodeLastRune(s.text[:p])
		if !unicode.IsSpace(r) {
			break
		}
		p -= n
	}
	return p
}

// wordLimit is the longest word, in bytes, that can tell anything about a
// number. Longer ones are cut, so that a text of one word is still read in
// linear time.
const wordLimit = 24

// wordEnd is where the letters that begin at p end.
func (s *dateScanner) wordEnd(p int) int {
	limit := min(len(s.text), p+wordLimit)
	for p < limit {
		if c := s.text[p]; c < utf8.RuneSelf {
			if c|0x20 < 'a' || c|0x20 > 'z' {
				break
			}
			p++
			continue
		}
		r, n := utf8.DecodeRune(s.text[p:])
		if !isWord(r) {
			break
		}
		p += n
	}
	return p
}

// wordStart is where the letters and digits that end at p begin.
func (s *dateScanner) wordStart(p int) int {
	limit := max(0, p-wordLimit)
	for p > limit {
		if c := s.text[p-1]; c|0x20 >= 'a' && c|0x20 <= 'z' || isDigit(c) {
			p--
			continue
		}
		r, n := utf8.DecodeLastRune(s.text[:p])
		if !isWord(r) {
			break
		}
		p -= n
	}
	return p
}

// roleBefore is the role of the word that stands, after white space, before p.
func (s *dateScanner) roleBefore(p int) wordRole {
	end := s.spaceBack(p)
	return s.role(s.wordStart(end), end)
}

// role is what a word means to a number beside it.
func (s *dateScanner) role(start, end int) wordRole {
	var buf [wordLimit]byte
	return wordRoles[string(s.lower(&buf, start, end))]
}

// lower is a word in lower case, nothing where it is too long to be in a table.
func (s *dateScanner) lower(buf *[wordLimit]byte, start, end int) []byte {
	if end-start > len(buf) {
		return nil
	}
	n := copy(buf[:], s.text[start:end])
	for i, c := range buf[:n] {
		if c >= 'A' && c <= 'Z' {
			buf[i] = c | 0x20
		}
	}
	return buf[:n]
}

// wordRole says what a word means to a number that it stands beside.
type wordRole uint32

const (
	roleTime         wordRole = 1 << iota // before a year, unless that counts something
	roleStrong                            // before a year, always
	roleWeak                              // before a year that the clause ends with
	roleDeterminer                        // before a year and its noun
	roleLabel                             // before a number that is a label
	roleAmount                            // before a number that is an amount
	roleAbbreviation                      // may end in a stop
	roleBetween
	roleThan
	roleLater
	roleAnd
	roleOr
	roleJoint    // between the ends of a range
	roleSmall    // after a year, carries the clause on
	roleUnit     // after a number, makes it a quantity
	roleSingular // ends like a plural and is none
	roleOrdinal  // ends the number of a day

	// Not of words in the table, but of what stands before a year.
	roleBracket
	roleListed // a comma after a date
	roleAlso   // "and" or "or" after a date
	roleName   // a word with a capital
	roleShort  // of one or two letters: "SQ 2024"

	contextRoles = roleTime | roleStrong | roleWeak | roleDeterminer | roleLabel | roleAmount
)

// monthWords are the months by name and abbreviation, in lower case.
var monthWords = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
	"august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
	"aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// wordRoles are the words that have a role, in lower case.
var wordRoles = rolesOf([]roleWords{
	{roleTime, `in since of from by until till before after during between to through throughout
		around circa end beginning start`},
	{roleStrong, `early late mid year years spring summer autumn winter fy cy ay
		q1 q2 q3 q4 h1 h2 pre post anno`},
	{roleWeak, `for towards toward`},
	{roleDeterminer, `the a an its their our his her this that`},
	{roleLabel, `number numbers paragraph paragraphs page pages section sections article articles
		clause clauses resolution resolutions decision decisions chapter chapters item items line
		lines footnote footnotes note table tables figure figures annex annexes appendix room block
		unit level floor flight extension telephone phone fax hotline mobile postcode pin code
		version volume issue serial model reference document id case docket application question
		rule lot gate bus route channel port top iso iec ieee rfc cve din ansi astm 
		usd sgd krw eur gbp jpy cny rmb aud hkd`},
	{roleLabel | roleAbbreviation, `no nos nr para paras p pp sec secs art arts ch vol fig figs tel
		ext ref refs blk ver doc cl app`},
	{roleAmount | roleAbbreviation, `approx`},
	{roleAmount, `nearly about approximately almost over some roughly least most only just exactly
		another further additional those these every above below under exceeding exceeds
		exceeded totalling totaling total`},
	{roleOrdinal, `st nd rd th`},
	{roleBetween, `between`},
	{roleThan | roleSmall, `than`},
	{roleLater, `later earlier`},
	{roleAnd, `and`},
	{roleOr, `or`},
	{roleJoint, `to until till through`},
	{roleSmall, `but on at with without under within as is are was were be been being will would
		shall should can could may might must has have had which who whose when where while if it
		they we both all also there then into onto over via not respectively onward onwards
		alone so because although though`},
	{roleUnit, `km m cm mm kg g mg t ha sqm kw mw gw kwh mwh gwh twh hz khz mhz ghz kbps mbps gbps
		percent pct per million billion trillion hundred thousand dozen won yen yuan euro baht
		people men women children personnel usd sgd krw eur gbp jpy cny times`},
	{roleSingular, `was has does thus this always perhaps besides towards afterwards onwards sometimes
		nevertheless series species news politics economics physics provides remains establishes
		requires includes marks allows enables comes takes gives makes shows sees brings continues
		applies confirms contains begins expires expresses reaffirms recognises recognizes governs
		obliges defines says serves facilitates`},
})

type roleWords struct {
	role  wordRole
	words string
}

func rolesOf(lists []roleWords) map[string]wordRole {
	roles := map[string]wordRole{}
	for _, l := range lists {
		for word := range strings.FieldsSeq(l.words) {
			roles[word] |= l.role
		}
	}
	return roles
}
