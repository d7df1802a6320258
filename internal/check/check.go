// Package check finds what is wrong between documents. What is wrong within one
// document is found where it is read.
//
// What is found depends on more, the later it stands in this list, so that a
// preview checks again only what a change can have touched:
//
//   - Site: site.yaml, and which documents, paragraphs and files there are.
//   - Member: one document, what it cites, the sides, agencies and
//     places there are, and nothing that other documents say beyond that.
//   - Whole: what all documents say together.
//   - Texts: every word of them.
//
// Run is the first two for a whole site: they are what keeps a site from being
// published, and cost next to nothing. The others are doubts, for an editor who
// asks for them.
package check

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/record"
	"concord/internal/site"
)

const (
	codeDocument   diag.Code = "unknown-document"
	codeParagraph  diag.Code = "unknown-paragraph"
	codeAgency     diag.Code = "unknown-agency"
	codeSide       diag.Code = "unknown-side"
	codePillar     diag.Code = "unknown-pillar"
	codeLink       diag.Code = "broken-link"
	codeAnchor     diag.Code = "broken-anchor"
	codeNavigation diag.Code = "unknown-page"
	codeSource     diag.Code = "unknown-file"
)

// checker gathers the diagnostics of one site.
type checker struct {
	site  *site.Site
	text  func(path string) []byte
	diags []diag.Diagnostic
	// ids holds the ids of each document, sorted, where a link has asked.
	ids  map[string][]string
	last cited
	own  *concord.Member // the document that is checked: most citations are of its own paragraphs
}

func newChecker(s *site.Site, text func(path string) []byte) *checker {
	return &checker{site: s, text: text}
}

// Run checks a site: what Site finds, and then what Member finds of each
// document in turn. text returns a source file's text, to show its lines; it is
// asked only for files in which something is wrong.
func Run(s *site.Site, text func(path string) []byte) []diag.Diagnostic {
	c := newChecker(s, text)
	c.config()
	for _, m := range s.Members {
		c.member(m)
	}
	return c.diags
}

// Site checks what concerns the site as a whole: site.yaml.
func Site(s *site.Site, text func(path string) []byte) []diag.Diagnostic {
	c := newChecker(s, text)
	c.config()
	return c.diags
}

// Member checks one document of a site. What it finds depends on the document's
// own front matter and facts, on the facts and texts of the documents that it
// cites or links to, on the sides and pillars in site.yaml, on the front matter of
// each agency, and on which documents, pages and files there are.
func Member(s *site.Site, m *concord.Member, text func(path string) []byte) []diag.Diagnostic {
	c := newChecker(s, text)
	c.member(m)
	return c.diags
}

func (c *checker) config() {
	config := c.site.Config
	for _, p := range config.Pillars {
		c.references(record.ConfigPath, p.Cite)
	}
	for _, item := range config.Navigation {
		if !c.site.Has(site.PagePath(item.Page)) {
			c.at(record.ConfigPath, item.Place, codeNavigation,
				fmt.Sprintf("the menu leads to %q, which is not a page", item.Page),
				diag.DidYouMean(item.Page, c.pageNames()))
		}
	}
}

func (c *checker) pageNames() []string {
	names := []string{"agencies", "mous", "dates", "glossary"}
	for _, m := range c.site.Members {
		names = append(names, m.Document.ID)
	}
	return names
}

func (c *checker) member(m *concord.Member) {
	d := m.Document
	c.own = m
	for _, refs := range d.Cites() {
		c.references(d.Path, refs)
	}
	switch {
	case d.Instrument != nil:
		c.instrument(d)
	case d.Agency != nil && d.Agency.Country != "" && c.site.Config.Side(d.Agency.Country) == nil:
		c.unknownSide(d, d.Agency.Country, d.Agency.Place)
	}
	if d.Source != "" && !c.site.Has(d.Source) {
		c.at(d.Path, d.SourcePlace, codeSource, fmt.Sprintf("the source %q is not a file under content/", d.Source),
			diag.DidYouMean(d.Source, c.site.Files))
	}
	for _, ref := range m.Facts.References {
		c.reference(ref.Target, func() diag.Span { return c.span(d, ref.SourceStart, ref.SourceEnd) })
	}
	for _, link := range m.Facts.Links {
		c.link(d, link)
	}
}

func (c *checker) instrument(d *record.Document) {
	x := d.Instrument
	for i := range x.Participants {
		c.participant(d, &x.Participants[i])
	}
	if x.Pillar.Stated() && c.site.Config.Pillar(x.Pillar.Value) == nil {
		var known []string
		for _, p := range c.site.Config.Pillars {
			known = append(known, strconv.Itoa(p.Number))
		}
		c.at(d.Path, x.Pillar.Place, codePillar, fmt.Sprintf("there is no pillar %s", x.Pillar.Value),
			listHint("pillars", known))
	}
	c.dates(d)
}

func (c *checker) unknownSide(d *record.Document, code string, place record.Place) {
	var known []string
	for _, side := range c.site.Config.Sides {
		known = append(known, side.Code)
	}
	c.at(d.Path, place, codeSide, fmt.Sprintf("%q is not a side of this site", code),
		listHint("sides", known))
}

// listHint says what a list in site.yaml holds.
func listHint(name string, known []string) string {
	if len(known) == 0 {
		return fmt.Sprintf("list it under `%s:` in %s", name, record.ConfigPath)
	}
	return fmt.Sprintf("the %s in %s are %s", name, record.ConfigPath, strings.Join(known, ", "))
}

// agency returns the agency with a slug, nil where there is none.
func (c *checker) agency(slug string) *record.Document {
	for _, id := range [...]string{"agencies/" + slug, slug} {
		if m := c.site.Concordance.Member(id); m != nil && m.Document.Kind == record.Agency && m.Document.Slug() == slug {
			return m.Document
		}
	}
	return nil
}

// agencies are the slugs of all agencies.
func (c *checker) agencies() []string {
	var list []string
	for _, m := range c.site.Documents(record.Agency) {
		list = append(list, m.Document.Slug())
	}
	slices.Sort(list)
	return list
}

// references checks the citations of a front matter or of site.yaml.
func (c *checker) references(path string, refs []record.Reference) {
	for _, ref := range refs {
		known := len(c.diags)
		c.reference(ref, func() diag.Span { return ref.Place.Locate(path, c.text(path)) })
		for i := range c.diags[known:] {
			c.diags[known+i].Fixes = c.referenceFixes(path, ref)
		}
	}
}

func (c *checker) reference(ref record.Reference, span func() diag.Span) {
	found := c.find(ref)
	switch m := found.member; {
	case m == nil:
		c.add(diag.Diagnostic{
			Severity: diag.Error, Code: codeDocument, Span: span(),
			Message: fmt.Sprintf("there is no document %q", ref.Document),
			Hint:    diag.DidYouMean(ref.Document, c.pageNames()),
		})
	case found.paragraph < 0:
		c.add(diag.Diagnostic{
			Severity: diag.Error, Code: codeParagraph, Span: span(),
			Message: fmt.Sprintf("%s has no paragraph %q", m.Document.Short(), ref.Paragraph),
			Hint:    paragraphHint(m),
		})
	}
}

func paragraphHint(m *concord.Member) string {
	list := m.Facts.Paragraphs
	if len(list) == 0 {
		return "it has no paragraphs"
	}
	return fmt.Sprintf("its paragraphs go from %s to %s", list[0].Number, list[len(list)-1].Number)
}

// link checks a link to another page or file of the site.
func (c *checker) link(d *record.Document, link record.PageLink) {
	if !c.site.Has(link.Path) {
		c.add(diag.Diagnostic{
			Severity: diag.Error, Code: codeLink, Span: c.span(d, link.SourceStart, link.SourceEnd),
			Message: fmt.Sprintf("the site has no %q", strings.TrimSuffix(link.Path, "index.html")),
			Hint: cmp.Or(diag.DidYouMean(strings.TrimSuffix(link.Path, "/index.html"), append(c.pageNames(), c.site.Files...)),
				"links lead from the file in which they stand, such as ../annexes/a.md"),
		})
		return
	}
	m := c.site.Concordance.Member(cmp.Or(strings.TrimSuffix(strings.TrimSuffix(link.Path, "index.html"), "/"), "index"))
	if link.Fragment == "" || m == nil {
		return // what generated pages hold is not for documents to link into
	}
	ids := c.anchors(m)
	if _, found := slices.BinarySearch(ids, link.Fragment); !found {
		c.add(diag.Diagnostic{
			Severity: diag.Error, Code: codeAnchor, Span: c.span(d, link.SourceStart, link.SourceEnd),
			Message: fmt.Sprintf("%s has no place %q", m.Document.Short(), "#"+link.Fragment),
			Hint:    diag.DidYouMean(link.Fragment, ids),
		})
	}
}

// anchors are the ids of a document's paragraphs and headings, sorted.
func (c *checker) anchors(m *concord.Member) []string {
	if ids, ok := c.ids[m.Document.ID]; ok {
		return ids
	}
	var ids []string
	for i := range m.Facts.Paragraphs {
		ids = append(ids, m.Facts.Paragraphs[i].Anchor())
	}
	for _, h := range m.Facts.Headings {
		ids = append(ids, h.ID)
	}
	slices.Sort(ids)
	if c.ids == nil {
		c.ids = map[string][]string{}
	}
	c.ids[m.Document.ID] = ids
	return ids
}

func (c *checker) span(d *record.Document, start, end int32) diag.Span {
	return diag.At(d.Path, c.text(d.Path), int(start), int(end))
}

func (c *checker) at(path string, place record.Place, code diag.Code, message, hint string) {
	c.add(diag.Diagnostic{
		Severity: diag.Error, Code: code, Message: message, Hint: hint, Span: place.Locate(path, c.text(path)),
	})
}

func (c *checker) doubt(path string, place record.Place, code diag.Code, message, hint string) {
	c.add(diag.Diagnostic{
		Severity: diag.Warning, Code: code, Message: message, Hint: hint, Span: place.Locate(path, c.text(path)),
	})
}

func (c *checker) add(d diag.Diagnostic) { c.diags = append(c.diags, d) }
