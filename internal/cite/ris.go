package cite

import (
	"fmt"
	"strings"
)

// RIS is a file in the format of Research Information Systems with an entry for
// each work. Their type is ELEC, a web page: GOVDOC would say that a government
// has published it.
func RIS(works ...*Work) string {
	var b strings.Builder
	for _, w := range works {
		f := newFacts(w, "")
		year, date, note := risDate(w)
		risLine(&b, "TY", "ELEC")
		for _, name := range f.authors {
			risLine(&b, "AU", name)
		}
		risLine(&b, "TI", f.title)
		risLine(&b, "T2", f.site)
		risLine(&b, "PY", year)
		risLine(&b, "DA", date)
		risLine(&b, "LA", clean(w.Language))
		risLine(&b, "N1", f.label)
		risLine(&b, "N1", note)
		risLine(&b, "UR", f.url)
		b.WriteString("ER  - \r\n")
	}
	return b.String()
}

// risLine writes a field; its value is on one line already.
func risLine(b *strings.Builder, tag, value string) {
	if value != "" {
		fmt.Fprintf(b, "%s  - %s\r\n", tag, value)
	}
}

// risDate is the year and the date as year/month/day/other. The format knows no
// intervals: of one within a month or a year it has what both ends share, and
// the whole in words as the other information. One that has no such year is a
// note.
func risDate(w *Work) (year, date, note string) {
	if w.Date.IsZero() {
		return "", "", ""
	}
	if !w.Date.IsInterval() {
		m := momentOf(w.Date)
		return m.risYear(), m.ris(), ""
	}
	from, to := w.Date.Ends()
	a, b := momentOf(from), momentOf(to)
	if a.year != b.year { // an open end has the year 0
		return "", "", w.Date.English()
	}
	shared := moment{year: a.year}
	if a.month == b.month {
		shared.month = a.month
	}
	return shared.risYear(), shared.ris() + w.Date.English(), ""
}

func (m moment) risYear() string { return fmt.Sprintf("%04d", m.year) }

func (m moment) ris() string {
	return m.risYear() + "/" + twoDigits(m.month) + "/" + twoDigits(m.day) + "/"
}

func twoDigits(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%02d", n)
}
