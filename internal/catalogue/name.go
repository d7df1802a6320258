package catalogue

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"concord/internal/concord"
	"concord/internal/record"
	"concord/internal/search"
)

// names are all by which people ask for a document, its title first.
func (c *catalogue) names(m *concord.Member) []string {
	d := m.Document
	list := []string{c.in.Title(d), d.Title, label(d)}
	if m.Facts.OwnTitle && len(m.Facts.Headings) > 0 {
		list = append(list, m.Facts.Headings[0].Text)
	}
	switch {
	case d.Agency != nil:
		list = append(list, c.agencyNames(d)...)
	case d.Instrument != nil:
		list = append(list, instrumentNames(d)...)
	case d.Kind.Official() && !strings.Contains(d.ID, "/"):
		list = append(list, strings.ReplaceAll(d.ID, "-", " ")) // "statement 3" is a place in statement.md
	}
	return distinct(list)
}

// distinct leaves the first of names that are looked for alike.
func distinct(names []string) []string {
	var kept, keys []string
	for _, name := range names {
		if key := search.NameKey(name); key != "" && !slices.Contains(keys, key) {
			kept, keys = append(kept, name), append(keys, key)
		}
	}
	return kept
}

func (c *catalogue) agencyNames(d *record.Document) []string {
	a := d.Agency
	list := append([]string(nil), a.Names...)
	list = append(list, a.Offices...)
	for _, t := range a.Translations {
		list = append(list, t.Name)
	}
	if side := c.Config.Side(a.Country); side != nil {
		list = append(list, c.withSide(d.Title, side)...)
	}
	return list
}

// withSide is an agency's title with its side: "Singapore Ministry of Health"
// (which is "Singapore's Ministry of Health" as well, see search.Fold) and in
// English "Ministry of Health of Singapore". A title that has its side is left
// alone.
func (c *catalogue) withSide(title string, side *record.Side) []string {
	var list []string
	names := unique(append([]string{side.Short}, side.Names...))
	for _, name := range names {
		if strings.Contains(title, name) {
			return nil
		}
		list = append(list, name+" "+title)
		if c.Config.Languages[0] == "en" {
			list = append(list, title+" of "+article(name)+name)
		}
	}
	return list
}

// article is what English puts before the name of a state: nothing before a
// single word, but for an abbreviation.
func article(name string) string {
	if strings.Contains(name, " ") || strings.ToUpper(name) == name {
		return "the "
	}
	return ""
}

var bracket = regexp.MustCompile(` \([^()]*\)`)

// instrumentNames are an instrument's names, and its title without brackets,
// with its form in other words and without its form.
func instrumentNames(d *record.Document) []string {
	list := append([]string(nil), d.Instrument.Names...)
	for _, title := range unique([]string{d.Title, bracket.ReplaceAllString(d.Title, "")}) {
		list = append(list, title)
		form, rest := cutForm(title, d.Instrument.Form.Value)
		if form == "" {
			continue
		}
		subject := strings.TrimPrefix(afterPreposition(rest), "the ")
		for _, other := range formNames(form) {
			list = append(list, other+rest)
		}
		list = append(list, subject)
	}
	return list
}

// formNames are the other names of a form.
func formNames(form string) []string {
	const short, long = "MOU", "Memorandum of Understanding"
	switch strings.ToLower(form) {
	case strings.ToLower(short):
		return []string{long}
	case strings.ToLower(long):
		return []string{short}
	}
	return nil
}

// cutForm cuts the form off the beginning of a title; form is "" if it does not
// begin with its form and a preposition.
func cutForm(title, value string) (form, rest string) {
	for _, name := range append(formNames(value), value) {
		if n := len(name); n > 0 && len(title) > n && strings.EqualFold(title[:n], name) && afterPreposition(title[n:]) != "" {
			return title[:n], title[n:]
		}
	}
	return "", ""
}

// afterPreposition is what follows " on " or another preposition at the
// beginning of a text, "" if none stands there or nothing follows.
func afterPreposition(text string) string {
	for _, word := range []string{"on", "regarding", "concerning", "about", "for", "in", "relating to"} {
		rest, ok := strings.CutPrefix(text, " "+word+" ")
		if ok && strings.ContainsFunc(rest, unicode.IsLetter) {
			return rest
		}
	}
	return ""
}
