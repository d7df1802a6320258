package catalogue

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"concord/internal/record"
	"concord/internal/search"
	"concord/internal/site"
)

// manyDates is how many dates are entries of their own whatever they are. In a
// record that names more, single days are found by the paragraphs that name
// them and by their months: as entries, thousands of days would make up half of
// the index.
const manyDates = 2000

// dates are the dates that the record names, and the years that have a page.
func (c *catalogue) dates() []search.Entry {
	var list []search.Entry
	keys := c.Concordance.Keys(record.KeyDate)
	for _, key := range keys {
		date, err := record.ParseEDTF(key.ID)
		if err != nil || len(keys) > manyDates && namesDay(date) {
			continue // keys of dates are made from dates
		}
		path := record.DatePath(date)
		c.paths[key] = path
		list = append(list, c.dateEntry(path, date, func() string { return c.mentionedIn(c.Concordance.Mentions(key)) }))
	}
	for _, year := range c.Years() {
		date, err := record.NewEDTF(year, 0, 0)
		key := record.Key{Kind: record.KeyDate, ID: date.String()}
		if _, named := c.paths[key]; err == nil && !named {
			list = append(list, c.dateEntry(site.YearPath(year), date, func() string { return "" }))
		}
	}
	return list
}

func (c *catalogue) dateEntry(path string, date record.EDTF, description func() string) search.Entry {
	title := c.in.Date(date)
	return search.Entry{
		Path:  path,
		Names: unique(append([]string{title, date.English()}, dateNames(date)...)),
		Size:  len(title),
		Content: func() (search.Content, error) {
			return search.Content{
				Kind: kindDate, Title: title, Description: description(),
				Properties: append([]string{ofKind + kindDate}, years(date)...),
			}, nil
		},
	}
}

// dateNames are the usual ways to write a date. Words are compared without what
// stands between them, so "2025-11-02" is "2025.11.02" as well.
func dateNames(date record.EDTF) []string {
	from, to, interval := strings.Cut(date.String(), "/")
	a, b := parseParts(from), parseParts(to)
	switch {
	case !interval:
		return append(a.names(), from)
	case a.year == 0 || b.year == 0: // open: "from May 2024" is all there is
		return nil
	}
	list := []string{from + "/" + to, a.korean() + "~" + b.korean(), a.korean() + "부터 " + b.korean() + "까지"}
	if a.month > 0 || b.month > 0 {
		list = append(list, strings.Replace(date.English(), " to ", "-", 1))
	}
	if a.day > 0 && a.year == b.year && a.month == b.month {
		list = append(list,
			fmt.Sprintf("%s %d-%d, %d", a.monthName(), a.day, b.day, a.year),
			fmt.Sprintf("%d-%d %s %d", a.day, b.day, a.shortMonth(), a.year),
			fmt.Sprintf("%s %d-%d, %d", a.shortMonth(), a.day, b.day, a.year))
	}
	return list
}

// namesDay says whether a date, or an end of an interval, is as precise as a
// day.
func namesDay(date record.EDTF) bool {
	from, to, _ := strings.Cut(date.String(), "/")
	return parseParts(from).day > 0 || parseParts(to).day > 0
}

// parts are those of a date; month and day are 0 where it is less precise.
type parts struct{ year, month, day int }

// parseParts reads a date or an end of an interval; an open end has no year.
func parseParts(edtf string) (p parts) {
	for i, s := range strings.Split(edtf, "-") {
		n, _ := strconv.Atoi(s)
		switch i {
		case 0:
			p.year = n
		case 1:
			p.month = n
		case 2:
			p.day = n
		}
	}
	return p
}

func (p parts) monthName() string  { return time.Month(p.month).String() }
func (p parts) shortMonth() string { return p.monthName()[:3] }

// names are the ways to write the date, but for its EDTF form.
func (p parts) names() []string {
	list := []string{p.korean()}
	months := []string{p.monthName(), p.shortMonth()}
	if p.month == int(time.September) {
		months = append(months, "Sept")
	}
	for _, month := range months {
		switch {
		case p.day > 0:
			list = append(list,
				fmt.Sprintf("%d %s %d", p.day, month, p.year),
				fmt.Sprintf("%s %d, %d", month, p.day, p.year))
		case p.month > 0:
			list = append(list, fmt.Sprintf("%s %d", month, p.year))
		}
	}
	if p.day > 0 {
		list = append(list, fmt.Sprintf("%d. %d. %d", p.year, p.month, p.day))
	}
	return list
}

func (p parts) korean() string {
	s := strconv.Itoa(p.year) + "년"
	if p.month > 0 {
		s += " " + strconv.Itoa(p.month) + "월"
	}
	if p.day > 0 {
		s += " " + strconv.Itoa(p.day) + "일"
	}
	return s
}
