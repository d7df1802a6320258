package scaffold

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"concord/internal/diag"
	"concord/internal/mention"
	"concord/internal/record"
	"concord/internal/source"
)

// stock is what a site has already. What is wrong with it is not reported: a
// new document may be begun while others are being written.
type stock struct {
	sides   []record.Side
	names   []string // of Markdown files, under content/
	sources []mention.Source
}

// Sides are the sides that a site's site.yaml lists.
func Sides(site fs.FS) []record.Side {
	text, _ := source.ReadText(site, record.ConfigPath)
	config, _ := record.DecodeConfig(text)
	return config.Sides
}

func takeStock(site fs.FS) (*stock, error) {
	s := &stock{sides: Sides(site)}
	files, _, err := source.Walk(site, "content")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if path.Ext(file) == ".md" {
			s.add(strings.TrimPrefix(file, "content/"), site)
		}
	}
	return s, nil
}

func (s *stock) add(name string, site fs.FS) {
	s.names = append(s.names, name)
	if text, diags := source.ReadText(site, "content/"+name); diags == nil {
		s.sources = append(s.sources, sourceOf(name, text))
	}
}

func sourceOf(name string, text []byte) mention.Source {
	doc, _ := record.Decode(name, text)
	x := mention.Source{Document: doc}
	if doc.Kind.Official() {
		x.Definitions = mention.Definitions(text[doc.Body:])
	}
	return x
}

// holder returns the file that has the id of another, or would have on a disk
// that does not tell capitals from small letters.
func (s *stock) holder(name string) (string, bool) {
	id := record.ID(name)
	for _, held := range s.names {
		if sameName(record.ID(held), id) {
			return held, true
		}
	}
	return "", false
}

// clash returns the file whose names and those of a new document cannot be
// told apart, "" where there is none.
func (s *stock) clash(name string, text []byte) string {
	begun := sourceOf(name, text)
	if s.clashes(s.sources, begun) == s.clashes(s.sources) {
		return ""
	}
	for _, x := range s.sources {
		if one := []mention.Source{x}; s.clashes(one, begun) > s.clashes(one) {
			return x.Document.Path
		}
	}
	return "the texts" // of which one defines it together with another document
}

// clashes counts the names that several of some documents have, and that no
// side could tell apart.
func (s *stock) clashes(sources []mention.Source, more ...mention.Source) int {
	n := 0
	_, _, conflicts := mention.Build(slices.Concat(sources, more), s.sides)
	for _, c := range conflicts {
		if c.Severity == diag.Error {
			n++
		}
	}
	return n
}

// agencies are the agencies that have a title.
func (s *stock) agencies(title string) []*record.Document {
	var list []*record.Document
	for _, x := range s.sources {
		if x.Document.Agency != nil && x.Document.Title == title {
			list = append(list, x.Document)
		}
	}
	return list
}
