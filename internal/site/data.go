package site

import (
	"encoding/json"
	"html/template"
	"strings"

	"concord/internal/record"
)

// The shapes of what a page says of itself to programs, in the words of
// schema.org. Only what the record states is said; an empty field is left out.
type (
	graph struct {
		Context string `json:"@context"`
		Graph   []any  `json:"@graph"`
	}
	thing struct {
		Type          string   `json:"@type"`
		ID            string   `json:"@id,omitempty"`
		Name          string   `json:"name,omitempty"`
		AlternateName []string `json:"alternateName,omitempty"`
		Description   string   `json:"description,omitempty"`
		URL           string   `json:"url,omitempty"`
		InLanguage    string   `json:"inLanguage,omitempty"`
		DateCreated   string   `json:"dateCreated,omitempty"`
		Genre         string   `json:"genre,omitempty"`
		Kind          string   `json:"legislationType,omitempty"`
		IsPartOf      *thing   `json:"isPartOf,omitempty"`
		About         *thing   `json:"mainEntity,omitempty"`
	}
	trail struct {
		Type  string  `json:"@type"`
		Items []crumb `json:"itemListElement"`
	}
	crumb struct {
		Type     string `json:"@type"`
		Position int    `json:"position"`
		Name     string `json:"name"`
		Item     string `json:"item,omitempty"`
	}
)

// describe adds to a page what it is: itself, what it is about, and the way to it.
// Without the site's address there is nothing by which programs could tell one
// page from another, and nothing is said.
func (b *builder) describe(p *Page, about *thing) {
	if b.Config.BaseURL == "" || b.path == "404.html" {
		return
	}
	site := &thing{Type: "WebSite", ID: b.Config.BaseURL + "#website", Name: b.Config.Title}
	page := &thing{
		Type: "WebPage", ID: p.Canonical, Name: p.Title, Description: p.Description, URL: p.Canonical,
		InLanguage: p.Language, IsPartOf: site, About: about,
	}
	if b.path == "index.html" {
		page.IsPartOf = nil
		page.About = &thing{Type: "WebSite", ID: site.ID, Name: site.Name, URL: b.Config.BaseURL, InLanguage: b.editions[0].Tag()}
	}
	g := graph{Context: "https://schema.org", Graph: []any{page}}
	if len(p.Breadcrumbs) > 0 {
		g.Graph = append(g.Graph, b.crumbs(p))
	}
	data, err := json.Marshal(g) // which escapes "<", ">" and "&"
	if err != nil {
		return // strings are always written
	}
	p.Data = template.HTML(`<script type="application/ld+json">` + string(data) + `</script>`)
}

// crumbs is the way to a page from the home page, itself included.
func (b *builder) crumbs(p *Page) trail {
	t := trail{Type: "BreadcrumbList"}
	for i, l := range p.Breadcrumbs {
		path := b.Folder + strings.TrimPrefix(l.Href, b.root)
		t.Items = append(t.Items, crumb{"ListItem", i + 1, l.Title, b.Config.BaseURL + PublicPath(path)})
	}
	t.Items = append(t.Items, crumb{"ListItem", len(t.Items) + 1, p.Title, p.Canonical})
	return t
}

// work is a document, or what it describes, for programs.
func (b *builder) work(d *record.Document) *thing {
	t := &thing{Type: "CreativeWork", Name: d.Title, InLanguage: b.editions[0].Tag(), DateCreated: d.Date.Datetime()}
	switch {
	case d.Agency != nil:
		return b.organisation(d)
	case d.Instrument != nil:
		t.Genre = d.Instrument.Form.Value
		t.AlternateName = names(d.Instrument.Acronym, d.Instrument.Names)
		t.InLanguage = "" // of the instrument itself, which the record does not have
		if binding(t.Genre) {
			t.Type, t.Kind, t.Genre = "Legislation", t.Genre, ""
		}
	case d.Label != "" && d.Label != d.Title:
		t.AlternateName = []string{d.Label}
	}
	return t
}

func (b *builder) organisation(d *record.Document) *thing {
	t := &thing{Type: "Organization", Name: d.Title, AlternateName: names(d.Agency.Acronym, d.Agency.Names)}
	if d.Agency.Country != "" {
		t.Type = "GovernmentOrganization"
	}
	for _, x := range d.Agency.Translations {
		t.AlternateName = append(t.AlternateName, x.Name)
	}
	return t
}

// names are the other names of a subject.
func names(acronym string, others []string) []string {
	if acronym == "" {
		return others
	}
	return append([]string{acronym}, others...)
}
