package cite

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// BibTeX is a file for BibTeX and biblatex with an entry for each work. The
// entries are @misc, the one type for what is no publication that BibTeX itself
// knows too.
func BibTeX(works ...*Work) string {
	var b strings.Builder
	for i, w := range works {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "@misc{%s", key(w.ID))
		for _, f := range bibFields(w) {
			if f.value != "" {
				fmt.Fprintf(&b, ",\n  %-12s = %s", f.name, f.value)
			}
		}
		b.WriteString("\n}\n")
	}
	return b.String()
}

type bibField struct{ name, value string }

func bibFields(w *Work) []bibField {
	f := newFacts(w, "")
	year, month, day, date := bibDate(w)
	return []bibField{
		{"author", bibAuthors(f.authors)},
		{"title", braced(braced(tex(f.title)))}, // the second pair keeps the capitals
		{"howpublished", braced(tex(f.site))},
		{"year", braced(year)},
		{"month", month},
		{"day", braced(day)},
		{"date", braced(date)},
		{"note", braced(tex(f.label))},
		{"language", braced(tex(clean(w.Language)))},
		{"url", braced(f.url)}, // verbatim, and address leaves no brace or backslash in it
	}
}

func bibAuthors(names []string) string {
	var list []string
	for _, name := range names {
		list = append(list, braced(tex(name)))
	}
	return braced(strings.Join(list, " and "))
}

// bibDate is a date's parts. An interval has no parts but its years: biblatex
// reads it from the field date, which has the form of the record.
func bibDate(w *Work) (year, month, day, date string) {
	if !w.Date.IsInterval() {
		y, m, d := w.Date.Parts()
		return figure(y), bibMonth(m), figure(d), ""
	}
	from, to := w.Date.Ends()
	if !from.IsZero() && !to.IsZero() {
		first, last := w.Date.Years()
		year = strconv.Itoa(first)
		if last != first {
			year += "--" + strconv.Itoa(last)
		}
	}
	return year, "", "", w.Date.String()
}

// bibMonth is BibTeX's own name of the month, which styles translate.
func bibMonth(month int) string {
	if month == 0 {
		return ""
	}
	return strings.ToLower(time.Month(month).String()[:3])
}

func braced(s string) string {
	if s == "" {
		return ""
	}
	return "{" + s + "}"
}

// tex writes a text for LaTeX. Braces become commands, since BibTeX counts even
// those that are escaped; letters beyond ASCII stay as UTF-8.
func tex(s string) string { return texEscapes.Replace(s) }

var texEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`,
	`{`, `\textbraceleft{}`,
	`}`, `\textbraceright{}`,
	`~`, `\textasciitilde{}`,
	`^`, `\textasciicircum{}`,
	`<`, `\textless{}`,
	`>`, `\textgreater{}`,
	`|`, `\textbar{}`,
	`#`, `\#`, `$`, `\$`, `%`, `\%`, `&`, `\&`, `_`, `\_`,
)

// key names a work in files: its id in ASCII, with "_" for "/". Other characters
// that a key cannot have are written by their numbers, so that no two ids share
// a key.
func key(id string) string {
	var b strings.Builder
	for _, c := range id {
		switch {
		case c == '/':
			b.WriteByte('_')
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '.':
			b.WriteRune(c)
		default:
			fmt.Fprintf(&b, "+%x+", c)
		}
	}
	if b.Len() == 0 {
		return "work"
	}
	return b.String()
}
