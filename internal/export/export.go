// Package export makes what a site publishes for programs: the concordance as
// JSON with its schema, the record as references, the cards of what links lead
// to, the sitemap, the feed and robots.txt.
package export

import (
	"io"

	"concord/internal/record"
	"concord/internal/site"
)

// File is one exported file.
type File struct {
	Path string // from the site's root
	// Write writes the file. Its errors are those of the writer, and of
	// reading the texts.
	Write func(*site.Site, io.Writer) error
}

// Files lists the files that a site exports. Addresses in a sitemap must be
// absolute, so a site whose address is not known has none.
func Files(config *record.Config) []File {
	files := []File{
		{"data/concordance.json", writeConcordance},
		{"data/concordance.schema.json", writeSchema},
		{"data/citations.bib", writeBibTeX},
		{"data/citations.ris", writeRIS},
		{"data/citations.json", writeCSL},
		{"feed.xml", writeFeed},
		{"robots.txt", writeRobots},
	}
	if config.BaseURL != "" {
		files = append(files, File{"sitemap.xml", writeSitemap})
	}
	return files
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
		Dates:       s.Concordance.Count(record.KeyDate),
		Terms:       len(s.Terms),
	}
	for _, m := range s.Members {
		if m.Document.Kind.Indexed() {
			c.Mentions += len(m.Facts.Mentions)
		}
	}
	return c
}
