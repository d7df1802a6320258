package record

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// EDTF is a date as the record states it: a year, a month, a day, or an
// interval between two of these, of which one end may be open. It is the part
// of ISO 8601-2:2019 (the Extended Date/Time Format of the Library of
// Congress, https://www.loc.gov/standards/datetime/) that editors need:
//
//	2023                     a year, 0001 to 9999
//	2024-05                  a month
//	2025-11-01               a day of the Gregorian calendar
//	2025-11-01/2025-11-02    an interval, both ends included
//	2026/2030                its ends may be of any of the three forms
//	2024-05/..               open: from May 2024
//	../2030                  open: until 2030
//
// The zero value is no date. Values are small, hold no pointers and are equal
// exactly when they are written alike, so they serve as map keys.
type EDTF struct {
	from instant // the date itself, or the start of an interval
	to   instant // the end of an interval; noInstant for a single date
}

// instant is a year, month and day in one number that sorts by them; month
// and day, or day alone, are 0 where the date is less precise than that.
type instant uint32

const (
	noInstant instant = 0
	openFrom  instant = 1           // the open start of an interval, before every date
	openTo    instant = 1<<32 - 1   // the open end of an interval, after every date
	openMark          = ".."        // either, as written
	maxYear           = 9999        // the last that four digits can write
	dayBits           = 8           // of an instant, the lowest
	yearBits          = dayBits * 2 // below the year: the day's and the month's
)

var (
	errNotEDTF   = errors.New("not a date in EDTF form (YYYY, YYYY-MM, YYYY-MM-DD or an interval of two)")
	errBackwards = errors.New("the interval ends before it begins")
	errEndless   = errors.New("an interval needs at least one end")
	errBlankEnd  = errors.New("an open end of an interval is written \"..\"")
	errNested    = errors.New("the end of an interval cannot be an interval")
	errYear      = errors.New("years run from 0001 to 9999")
)

// monthNames are the months in English, January at 1.
var monthNames = [...]string{
	1: "January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December",
}

// ParseEDTF reads a date in EDTF form. Its errors are for the person who wrote
// the date: "February 2023 has 28 days".
func ParseEDTF(s string) (EDTF, error) {
	start, end, isInterval := strings.Cut(s, "/")
	if !isInterval {
		from, err := parseInstant(s)
		return EDTF{from: from}, err
	}
	from, err := parseEnd(start, openFrom)
	if err != nil {
		return EDTF{}, err
	}
	to, err := parseEnd(end, openTo)
	if err != nil {
		return EDTF{}, err
	}
	return interval(from, to)
}

// NewEDTF is the date of a year, of a month in it, or of a day in that: month
// and day, or day alone, are 0 for the less precise forms.
func NewEDTF(year, month, day int) (EDTF, error) {
	from, err := newInstant(year, month, day)
	return EDTF{from: from}, err
}

// Span is the interval from a to b, both included. The zero EDTF stands for an
// open end; an interval between a date and itself is that date.
func Span(a, b EDTF) (EDTF, error) {
	if a.IsInterval() || b.IsInterval() {
		return EDTF{}, errNested
	}
	return interval(cmp.Or(a.from, openFrom), cmp.Or(b.from, openTo))
}

func interval(from, to instant) (EDTF, error) {
	switch {
	case from == openFrom && to == openTo:
		return EDTF{}, errEndless
	case to.last() < from.first():
		return EDTF{}, errBackwards
	case from == to:
		return EDTF{from: from}, nil
	}
	return EDTF{from, to}, nil
}

func parseEnd(s string, open instant) (instant, error) {
	switch s {
	case openMark:
		return open, nil
	case "":
		return noInstant, errBlankEnd
	}
	return parseInstant(s)
}

// parseInstant reads YYYY, YYYY-MM or YYYY-MM-DD.
func parseInstant(s string) (instant, error) {
	year, month, day := digits(s, 0, 4), 0, 0
	switch len(s) {
	case 10:
		day = digits(s, 8, 10)
		fallthrough
	case 7:
		month = digits(s, 5, 7)
	case 4:
	default:
		return noInstant, errNotEDTF
	}
	if year < 0 || month < 0 || day < 0 || len(s) > 4 && s[4] != '-' || len(s) > 7 && s[7] != '-' {
		return noInstant, errNotEDTF
	}
	// A written 00 would pass for "no month" or "no day" below.
	if len(s) > 4 && month == 0 {
		return noInstant, errors.New("month 0 does not exist")
	}
	if len(s) > 7 && day == 0 {
		return noInstant, errors.New("day 0 does not exist")
	}
	return newInstant(year, month, day)
}

// digits is the value of the digits s[from:to], -1 where they are not that.
func digits(s string, from, to int) int {
	if len(s) < to {
		return -1
	}
	n := 0
	for _, c := range []byte(s[from:to]) {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

func newInstant(year, month, day int) (instant, error) {
	switch {
	case year < 1 || year > maxYear:
		return noInstant, errYear
	case month < 0 || month > 12:
		return noInstant, fmt.Errorf("month %d does not exist", month)
	case day < 0 || month == 0 && day > 0:
		return noInstant, fmt.Errorf("day %d does not exist", day)
	case day > daysIn(year, month):
		return noInstant, fmt.Errorf("%s %d has %d days", monthNames[month], year, daysIn(year, month))
	}
	return instant(year<<yearBits | month<<dayBits | day), nil
}

// daysIn is the length of a month, 0 for month 0.
func daysIn(year, month int) int {
	switch month {
	case 0:
		return 0
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func (i instant) year() int  { return int(i >> yearBits) }
func (i instant) month() int { return int(i>>dayBits) & (1<<dayBits - 1) }
func (i instant) day() int   { return int(i) & (1<<dayBits - 1) }

// precision is 1 for a year, 2 for a month, 3 for a day.
func (i instant) precision() int {
	switch {
	case i.month() == 0:
		return 1
	case i.day() == 0:
		return 2
	}
	return 3
}

// first is the earliest day that the instant covers.
func (i instant) first() instant {
	if i == openFrom || i == openTo {
		return i
	}
	return instant(i.year()<<yearBits | max(1, i.month())<<dayBits | max(1, i.day()))
}

// last is the latest day that the instant covers.
func (i instant) last() instant {
	if i == noInstant || i == openFrom || i == openTo {
		return i
	}
	month, day := i.month(), i.day()
	if month == 0 {
		month = 12
	}
	if day == 0 {
		day = daysIn(i.year(), month)
	}
	return instant(i.year()<<yearBits | month<<dayBits | day)
}

func (i instant) append(b []byte) []byte {
	if i == openFrom || i == openTo {
		return append(b, openMark...)
	}
	y := i.year()
	b = append(b, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10))
	if m := i.month(); m > 0 {
		b = append(b, '-', byte('0'+m/10), byte('0'+m%10))
	}
	if d := i.day(); d > 0 {
		b = append(b, '-', byte('0'+d/10), byte('0'+d%10))
	}
	return b
}

// IsZero says whether there is no date.
func (e EDTF) IsZero() bool { return e == EDTF{} }

// IsInterval says whether the date is an interval, open or closed.
func (e EDTF) IsInterval() bool { return e.to != noInstant }

// String is the date in EDTF form, as ParseEDTF reads it; "" for none.
func (e EDTF) String() string {
	return string(e.append(make([]byte, 0, len("2025-11-01/2025-11-02"))))
}

func (e EDTF) append(b []byte) []byte {
	if e.IsZero() {
		return b
	}
	b = e.from.append(b)
	if e.IsInterval() {
		b = e.to.append(append(b, '/'))
	}
	return b
}

// Years are the first and last year that the date covers, and all between. An
// interval with an open end is taken to cover the year of its other end alone,
// since nothing says how far it goes. Both are 0 for no date.
func (e EDTF) Years() (first, last int) {
	switch {
	case e.from == openFrom:
		return e.to.year(), e.to.year()
	case e.to == noInstant || e.to == openTo:
		return e.from.year(), e.from.year()
	}
	return e.from.year(), e.to.year()
}

// Day is the day that the date is; ok is false for less precise dates and for
// intervals.
func (e EDTF) Day() (year, month, day int, ok bool) {
	if e.IsInterval() || e.from.day() == 0 {
		return 0, 0, 0, false
	}
	return e.from.year(), e.from.month(), e.from.day(), true
}

// Parts are the numbers of which the date consists: the month and the day, or the
// day alone, are 0 where it is less precise. Of an interval and of no date all
// are 0.
func (e EDTF) Parts() (year, month, day int) {
	if e.IsInterval() {
		return 0, 0, 0
	}
	return e.from.year(), e.from.month(), e.from.day()
}

// Ends are the dates between which an interval lies; an open end is no date. Both
// are the date itself where it is no interval.
func (e EDTF) Ends() (from, to EDTF) {
	if !e.IsInterval() {
		return e, e
	}
	if e.from != openFrom {
		from.from = e.from
	}
	if e.to != openTo {
		to.from = e.to
	}
	return from, to
}

// Compare orders dates by their start, a coarser one before the finer ones
// that it covers, then by their end, then single dates before intervals. No
// date comes first. It is 0 only for equal dates.
func (e EDTF) Compare(other EDTF) int {
	return cmp.Or(
		cmp.Compare(e.from, other.from),
		cmp.Compare(e.end().last(), other.end().last()),
		cmp.Compare(e.to, other.to),
	)
}

// end is where the date ends: itself, where it is no interval.
func (e EDTF) end() instant { return cmp.Or(e.to, e.from) }

// Datetime is the value for the datetime attribute of HTML's time element, ""
// where the element has no form for the date: for intervals.
func (e EDTF) Datetime() string {
	if e.IsInterval() {
		return ""
	}
	return e.String()
}

// English is the date in words: "2 November 2025", "1 to 2 November 2025",
// "from May 2024"; "" for none.
func (e EDTF) English() string {
	switch {
	case e.IsZero():
		return ""
	case !e.IsInterval():
		return e.from.english()
	case e.from == openFrom:
		return "until " + e.to.english()
	case e.to == openTo:
		return "from " + e.from.english()
	}
	return e.englishStart() + " to " + e.to.english()
}

func (i instant) english() string {
	words := strconv.Itoa(i.year())
	if i.month() > 0 {
		words = monthNames[i.month()] + " " + words
	}
	if i.day() > 0 {
		words = strconv.Itoa(i.day()) + " " + words
	}
	return words
}

// englishStart is the start of a closed interval without what it shares with
// the end: "1" and "30 November" before "2 December 2025".
func (e EDTF) englishStart() string {
	a, b := e.from, e.to
	switch {
	case a.precision() != b.precision() || a.year() != b.year():
		return a.english()
	case a.day() > 0 && a.month() == b.month():
		return strconv.Itoa(a.day())
	case a.day() > 0:
		return strconv.Itoa(a.day()) + " " + monthNames[a.month()]
	}
	return monthNames[a.month()]
}
