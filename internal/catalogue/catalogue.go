// Package catalogue says what can be found on a site: every document, every
// date, every year and every term, each with the names by which people ask for
// it, what it belongs to, and its paragraphs.
//
// The home page and the indexes are not in it: what stands there leads to what
// is. Only what counts as the record is filed under agencies, pillars and
// years; the guide, which speaks about the record, is found by its words.
//
// An entry holds little. What it says is read when the index is made of it, from
// any goroutine, since the texts of a large record do not fit in memory.
package catalogue

import (
	"fmt"

	"concord/internal/concord"
	"concord/internal/record"
	"concord/internal/search"
	"concord/internal/site"
)

// The kinds of entries that are no documents.
const (
	kindDate = "date"
	kindTerm = "term"
)

// The sorts of properties.
const (
	ofAgency = "agency:"
	ofKind   = "kind:"
	ofPillar = "pillar:"
	ofYear   = "year:"
)

// catalogue is a site and where the pages of what is mentioned are.
type catalogue struct {
	*site.Site
	in    *site.Edition
	paths map[record.Key]string // from the root of the language
}

// Entries returns what can be found on a site in one language: its documents in
// their order, then its dates, its years and its terms. Their paths are from the
// root of the language.
func Entries(s *site.Site, in *site.Edition) []search.Entry {
	c := &catalogue{Site: s, in: in, paths: map[record.Key]string{}}
	var list []search.Entry
	for _, m := range s.Members {
		if m.Document.Kind == record.Home {
			continue
		}
		e := c.document(m)
		if key, ok := m.Document.Key(); ok {
			c.paths[key] = e.Path
		}
		list = append(list, e)
	}
	list = append(list, c.dates()...)
	return append(list, c.terms()...)
}

// Pillars returns the headings under which the record is filed.
func Pillars(s *site.Site) []search.Pillar {
	var list []search.Pillar
	for _, p := range s.Config.Pillars {
		list = append(list, search.Pillar{Number: p.Number, Name: p.Name})
	}
	return list
}

// years returns the properties of the years that a date covers, none for no
// date.
func years(date record.EDTF) []string {
	if date.IsZero() {
		return nil
	}
	var list []string
	first, last := date.Years()
	for year := first; year <= last; year++ {
		list = append(list, yearProperty(year))
	}
	return list
}

// yearProperty writes a year as it is asked for, in four digits.
func yearProperty(year int) string { return fmt.Sprintf(ofYear+"%04d", year) }

// mentionedIn says where occurrences stand: "Named in 3 paragraphs of Annex A."
func (c *catalogue) mentionedIn(occurrences []concord.Occurrence) string {
	paragraphs, documents := 0, 0
	var last concord.Occurrence
	for _, o := range occurrences {
		if o.Paragraph < 0 {
			continue // in no paragraph
		}
		if o.Member != last.Member {
			documents++
		}
		if o.Member != last.Member || o.Paragraph != last.Paragraph {
			paragraphs++
		}
		last = o
	}
	if paragraphs == 0 {
		return ""
	}
	where := last.Member.Document.Short()
	if documents > 1 {
		where = c.in.Count("{} document", "{} documents", documents)
	}
	return c.in.With("Named in {} of {}.", c.in.Count("{} paragraph", "{} paragraphs", paragraphs), where)
}
