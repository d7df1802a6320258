package language

import (
	"strconv"
	"strings"

	"concord/internal/record"
)

// datePatterns say how a language writes dates, by the names that they have in a
// catalogue. What a pattern is made of stands in braces: {year}, {month} and
// {day} of a date or of the start of an interval, {to_month} and {to_day} of its
// end. {from} and {to} are whole dates.
type datePatterns struct {
	year, month, day string
	daysOfMonth      string // from a day to another of the same month
	daysOfYear       string // from a day to one of another month of the year
	monthsOfYear     string
	span             string // from any other date to another
	from, until      string // one end is open
	months           []string
}

// namedPattern is a pattern with its name and the English one, whose braces it
// must have too.
type namedPattern struct {
	name    string
	english string
	at      func(*datePatterns) *string
}

var datePatternNames = [...]namedPattern{
	{"year", "{year}", func(p *datePatterns) *string { return &p.year }},
	{"month", "{month} {year}", func(p *datePatterns) *string { return &p.month }},
	{"day", "{day} {month} {year}", func(p *datePatterns) *string { return &p.day }},
	{"days_of_month", "{day} to {to_day} {month} {year}", func(p *datePatterns) *string { return &p.daysOfMonth }},
	{"days_of_year", "{day} {month} to {to_day} {to_month} {year}", func(p *datePatterns) *string { return &p.daysOfYear }},
	{"months_of_year", "{month} to {to_month} {year}", func(p *datePatterns) *string { return &p.monthsOfYear }},
	{"span", "{from} to {to}", func(p *datePatterns) *string { return &p.span }},
	{"from", "from {from}", func(p *datePatterns) *string { return &p.from }},
	{"until", "until {to}", func(p *datePatterns) *string { return &p.until }},
}

// monthsName is the name of the list of the months' names.
const monthsName = "months"

// fill takes what others have and these have not.
func (p *datePatterns) fill(others *datePatterns) {
	for _, n := range datePatternNames {
		if to := n.at(p); *to == "" {
			*to = *n.at(others)
		}
	}
	if p.months == nil {
		p.months = others.months
	}
}

// missing are the names of the patterns that are not there.
func (p *datePatterns) missing() []string {
	var names []string
	for _, n := range datePatternNames {
		if *n.at(p) == "" {
			names = append(names, n.name)
		}
	}
	return names
}

// Date is a date in words: "2 November 2025", "2024년 10월"; "" for none. It is
// English unless the catalogue has every pattern, so that no date is of two
// languages.
func (l *Language) Date(d record.EDTF) string {
	switch {
	case !l.writesDates:
		return d.English()
	case d.IsZero():
		return ""
	case !d.IsInterval():
		return l.single(d)
	}
	from, to := d.Ends()
	pattern := l.dates.shared(from, to)
	switch {
	case from.IsZero():
		pattern = l.dates.until
	case to.IsZero():
		pattern = l.dates.from
	case pattern == "":
		pattern = l.dates.span
	}
	return l.write(pattern, from, to)
}

// single writes a date that is no interval.
func (l *Language) single(d record.EDTF) string {
	pattern := l.dates.day
	switch _, month, day := d.Parts(); {
	case month == 0:
		pattern = l.dates.year
	case day == 0:
		pattern = l.dates.month
	}
	return l.write(pattern, d, record.EDTF{})
}

// shared is the pattern for an interval whose ends have the year in common, or
// the month too; "" for others.
func (p *datePatterns) shared(from, to record.EDTF) string {
	a, month, day := from.Parts()
	b, toMonth, toDay := to.Parts()
	switch {
	case a != b || month == 0 || toMonth == 0 || (day == 0) != (toDay == 0):
		return ""
	case day == 0:
		return p.monthsOfYear
	case month == toMonth:
		return p.daysOfMonth
	}
	return p.daysOfYear
}

// write puts an interval, or the one date that from is, into a pattern.
func (l *Language) write(pattern string, from, to record.EDTF) string {
	year, month, day := from.Parts()
	_, toMonth, toDay := to.Parts()
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(pattern, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		switch name {
		case "year":
			b.WriteString(strconv.Itoa(year))
		case "month":
			b.WriteString(l.month(month))
		case "day":
			b.WriteString(strconv.Itoa(day))
		case "to_month":
			b.WriteString(l.month(toMonth))
		case "to_day":
			b.WriteString(strconv.Itoa(toDay))
		case "from":
			b.WriteString(l.single(from))
		case "to":
			b.WriteString(l.single(to))
		}
		pattern = after
	}
}

// month is the name of a month, or its number where the language counts them.
func (l *Language) month(n int) string {
	if n > 0 && n <= len(l.dates.months) {
		return l.dates.months[n-1]
	}
	return strconv.Itoa(n)
}
