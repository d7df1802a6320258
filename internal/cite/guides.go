package cite

import "time"

// oscola is a note of the Oxford University Standard for Citation of Legal
// Authorities, 4th edition, 3.4.8. It has no full stop at its end, for it may be
// one of several in a note.
func (w *writer) oscola(f *facts) {
	names := naming{pair: " and ", last: " and ", most: 3, rest: " and others"}
	w.roman("", names.list(f.authors))
	if f.title != "" {
		body, closing := within(single, f.title)
		w.roman(", ", single.open+body+closing+single.close)
	}
	w.oscolaSource(f)
	w.roman(" ", f.paragraph("para"))
	if f.url != "" {
		w.roman(" ", "<"+f.url+">")
	}
}

// oscolaSource says in brackets what the work is called beside its title, where
// it stands, and of when it is.
func (w *writer) oscolaSource(f *facts) {
	var source writer
	source.roman("", f.label)
	source.italic(", ", f.site)
	source.roman(", ", dating{dayMonthYear, monthName}.date(f.date))
	if len(source.text) == 0 {
		return
	}
	w.roman(" ", "(")
	for _, r := range source.text {
		w.add(r.Text, r.Italic)
	}
	w.add(")", false)
}

// bluebook is a citation by rule 18.2 of the Bluebook, 21st edition, in the
// typefaces of its Bluepages: those of the Whitepages have small capitals, which
// plain text lacks.
func (w *writer) bluebook(f *facts) {
	names := naming{pair: " & ", most: 2, rest: " et al."}
	w.roman("", names.list(f.authors))
	w.italic(", ", f.title)
	w.roman(", ", f.label)
	w.roman(", ", f.site)
	w.roman(" ", f.paragraph("¶"))
	if date := (dating{monthDayYear, shortMonth}).date(f.date); date != "" {
		w.roman(" ", "("+date+")")
	}
	w.roman(", ", f.url)
	w.stop()
}

// apa is an entry of a list of references by the Publication Manual of the
// American Psychological Association, 7th edition. A work without authors begins
// with its title. "n.d." is the guide's word for a date that is not stated.
func (w *writer) apa(f *facts) {
	names := naming{pair: " & ", last: ", & "}
	w.roman("", names.list(f.authors))
	w.stop()
	if len(f.authors) == 0 {
		w.apaTitle(f)
	}
	date := dating{yearMonthDay, monthName}.date(f.date)
	if date == "" {
		date = "n.d."
	}
	w.roman(" ", "("+date+")")
	w.stop()
	if len(f.authors) > 0 {
		w.apaTitle(f)
	}
	if len(f.authors) != 1 || f.authors[0] != f.site {
		w.roman(" ", f.site)
		w.stop()
	}
	w.roman(" ", f.url)
}

func (w *writer) apaTitle(f *facts) {
	w.italic(" ", f.title)
	if part := joined(", ", f.label, f.paragraph("para.")); part != "" {
		w.roman(" ", "("+part+")")
	}
	w.stop()
}

// chicago is a note by the Chicago Manual of Style, 17th edition: all roman, for
// the title of a site is italic only where it is that of a periodical or a blog.
func (w *writer) chicago(f *facts) {
	names := naming{pair: " and ", last: ", and ", most: 3, rest: " et al."}
	w.roman("", names.list(f.authors))
	date := dating{monthDayYear, monthName}.date(f.date)
	rest := joined(", ", f.label, f.site, date, f.paragraph("par."), f.url)
	separator := ", "
	if f.title != "" {
		w.roman(", ", chicagoTitle(f.title, rest == ""))
		separator = " "
	}
	w.roman(separator, rest)
	w.stop()
}

// chicagoTitle has the mark that follows the title before its closing quotation
// marks.
func chicagoTitle(title string, last bool) string {
	body, closing := within(double, title)
	switch {
	case !last:
		body += ","
	case !ended(body):
		body += "."
	}
	return double.open + body + closing + double.close
}

func monthName(month int) string { return time.Month(month).String() }

// shortMonth is the month as the Bluebook's table T12 has it.
func shortMonth(month int) string {
	switch name := monthName(month); time.Month(month) {
	case time.May, time.June, time.July:
		return name
	case time.September:
		return "Sept."
	default:
		return name[:3] + "."
	}
}
