// Package export makes what a site publishes for programs: the concordance as
// JSON with its schema, the sitemap, the feed and robots.txt.
package export

import (
	"concord/internal/record"
	"concord/internal/site"
)

// File is one exported file.
type File struct {
	Path string // from the site's root
	// Make returns the file's content, nil where the site has no such file.
	Make func(*site.Site) ([]byte, error)
}

// Files lists every file that may be exported.
func Files() []File {
	return []File{
		{"data/concordance.json", concordance},
		{"data/concordance.schema.json", schema},
		{"feed.xml", feed},
		{"robots.txt", robots},
		{"sitemap.xml", sitemap},
	}
}

// Counts is how much a site holds.
type Counts struct {
	Documents, Agencies, Instruments, Dates, Terms, Mentions int
}

// Count counts what a site holds. A date is one however often it is named; a
// mention is an occurrence in the record's texts.
func Count(s *site.Site) Counts {
	c := Counts{
		Documents:   len(s.Members),
		Agencies:    len(s.Documents(record.Agency)),
		Instruments: len(s.Documents(record.Instrument)),
		Dates:       len(s.Concordance.Keys(record.KeyDate)),
		Terms:       len(s.Terms),
	}
	for _, m := range s.Members {
		if m.Document.Kind.Indexed() {
			c.Mentions += len(m.Facts.Mentions)
		}
	}
	return c
}
