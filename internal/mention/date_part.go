package mention

import (
	"cmp"
	"unicode/utf8"
)

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
