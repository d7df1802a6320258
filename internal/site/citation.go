package site

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"concord/internal/cite"
	"concord/internal/concord"
	"concord/internal/record"
)

// citation is how a document's page is cited. Pages in other languages than the
// record's are cited as those in it: what they show of the record is the same.
func (b *builder) citation(m *concord.Member) *Citation {
	d := m.Document
	work := b.Work(d)
	c := &Citation{}
	unnumbered := slices.ContainsFunc(m.Facts.Paragraphs, func(p record.Paragraph) bool { return strings.HasPrefix(p.Number, "u") })
	for _, style := range cite.Styles() {
		whole := style.Cite(work, "")
		if len(whole) == 0 {
			return nil
		}
		made := CitationStyle{ID: style.ID, Name: style.Name, HTML: whole.HTML()}
		if len(m.Facts.Paragraphs) > 0 {
			made.Paragraph = style.Cite(work, cite.Placeholder).String()
		}
		if unnumbered {
			made.Unnumbered = style.Cite(work, "u"+cite.Placeholder).String()
		}
		c.Styles = append(c.Styles, made)
	}
	csl, err := cite.CSLJSON(work)
	if err != nil {
		return c // plain values are always written
	}
	name := strings.ReplaceAll(d.ID, "/", "-")
	c.Downloads = []Download{
		{"BibTeX", name + ".bib", dataAddress("application/x-bibtex", cite.BibTeX(work))},
		{"RIS", name + ".ris", dataAddress("application/x-research-info-systems", cite.RIS(work))},
		{"CSL-JSON", name + ".json", dataAddress("application/vnd.citationstyles.csl+json", string(csl))},
	}
	return c
}

// Work is what is cited when a document's page is.
func (s *Site) Work(d *record.Document) *cite.Work {
	w := &cite.Work{
		Kind: d.Kind, Title: d.Title, Label: d.Label, Container: s.Config.Title, Date: d.Date,
		Language: s.editions[0].Tag(), ID: d.ID,
	}
	for i := range s.Config.Sides {
		w.Authors = append(w.Authors, s.Config.Sides[i].Name)
	}
	if s.Config.BaseURL != "" {
		w.URL = s.Config.BaseURL + PublicPath(documentPath(d.ID))
	}
	return w
}

// dataAddress is an address that holds the file itself, so that small files for
// a page need no place of their own.
func dataAddress(kind, content string) template.URL {
	return template.URL("data:" + kind + ";charset=utf-8," + strings.ReplaceAll(url.QueryEscape(content), "+", "%20"))
}
