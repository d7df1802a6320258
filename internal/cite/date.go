package cite

import (
	"strconv"

	"concord/internal/record"
)

// dating is how a style writes dates.
type dating struct {
	order order
	month func(int) string
}

type order uint8

const (
	dayMonthYear order = iota // 2 November 2025
	monthDayYear              // November 2, 2025
	yearMonthDay              // 2025, November 2
)

// moment is a date's year, month and day; 0 is left out.
type moment struct{ year, month, day int }

// date is "" for no date.
func (d dating) date(e record.EDTF) string {
	if e.IsZero() {
		return ""
	}
	from, to := e.Ends()
	switch {
	case !e.IsInterval():
		return d.write(momentOf(e))
	case from.IsZero():
		return "until " + d.write(momentOf(to))
	case to.IsZero():
		return "from " + d.write(momentOf(from))
	}
	return d.span(momentOf(from), momentOf(to))
}

func momentOf(e record.EDTF) moment {
	year, month, day := e.Parts()
	return moment{year, month, day}
}

// span writes what both ends share once, where the order of the parts lets it
// stand for both.
func (d dating) span(a, b moment) string {
	if a.year == b.year && (a.month > 0) == (b.month > 0) && (a.day > 0) == (b.day > 0) {
		sameMonth := a.month == b.month
		switch d.order {
		case dayMonthYear:
			a.year = 0
			if sameMonth {
				a.month = 0
			}
		case monthDayYear:
			a.year = 0
			if sameMonth {
				b.month = 0
			}
		case yearMonthDay:
			b.year = 0
			if sameMonth {
				b.month = 0
			}
		}
	}
	return d.write(a) + "–" + d.write(b)
}

func (d dating) write(m moment) string {
	year, month, day := figure(m.year), "", figure(m.day)
	if m.month > 0 {
		month = d.month(m.month)
	}
	switch {
	case d.order == dayMonthYear:
		return joined(" ", day, month, year)
	case d.order == yearMonthDay:
		return joined(", ", year, joined(" ", month, day))
	case day == "":
		return joined(" ", month, year)
	}
	return joined(", ", joined(" ", month, day), year)
}

// figure is "" for 0.
func figure(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
