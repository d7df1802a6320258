// Package site plans the pages of a site and fills the view of each.
//
// A Site is made from the record and its concordance and does not change: where
// documents have changed in their places, Revised makes another that shares with
// it what is the same. It knows every page before any is rendered, and fills the
// view of one page when asked, from the record alone: the views of two pages
// never depend on one another, so pages can be made in any order, all of them
// (build) or one (serve).
package site

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"concord/internal/concord"
	"concord/internal/language"
	"concord/internal/record"
)

// Input is everything that a site is made of.
type Input struct {
	Config      *record.Config
	Members     []*concord.Member // in their order
	Concordance *concord.Concordance
	Terms       []record.Term
	Files       []string   // published as they are, from the site's root, sorted
	Stylesheets []string   // from the site's root
	Languages   []Language // the record's own first; none for English alone
	SearchIndex string     // the folder of the search index, from the root of a language, with a slash
	SearchRoot  string     // its first file
}

// PlannedPage is one page of the plan.
type PlannedPage struct {
	Path     string // from the site's root: "annexes/a/index.html"
	Language string // BCP 47
	Layout   Layout
	Source   string // the document's file, "" for a generated page

	within string // its path from the root of its language
	in     *Edition
	member *concord.Member
	fill   func(*builder) (any, error)
}

// Member is the document that the page is of, nil for a generated page.
func (p *PlannedPage) Member() *concord.Member { return p.member }

// View fills the view of one of the site's pages.
func (s *Site) View(p *PlannedPage) (any, error) {
	b := &builder{
		Site: s, Edition: p.in, path: p.within, layout: p.Layout,
		root: strings.Repeat("../", strings.Count(p.within, "/")),
		top:  strings.Repeat("../", strings.Count(p.Path, "/")),
	}
	buf, _ := s.buffers.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	b.buf = *buf
	view, err := p.fill(b)
	*buf = b.buf
	s.buffers.Put(buf)
	if err != nil {
		return nil, fmt.Errorf("fill the page %s: %w", p.Path, err)
	}
	return view, nil
}

// Site is a plan of pages.
type Site struct {
	Input
	pages       []PlannedPage
	byPath      map[string]*PlannedPage
	byKind      map[record.Kind][]*concord.Member
	position    map[string]int                 // of a document among those of its kind
	subjects    map[record.Key]*concord.Member // the documents that describe what is mentioned
	instruments map[string][]*concord.Member   // by agency's slug
	years       []yearPlan
	editions    []*Edition
	cards       *cardIndex
	planning    *Edition   // whose pages are being planned
	buffers     *sync.Pool // of *[]byte, for texts that are looked at and let go
}

// New plans a site.
func New(in Input) *Site { return plan(in, planYears(in.Concordance)) }

// plan plans a site whose chronology is known.
func plan(in Input, years []yearPlan) *Site {
	if len(in.Languages) == 0 {
		in.Languages = []Language{{Language: language.English()}}
	}
	s := &Site{
		years:       years,
		Input:       in,
		byPath:      map[string]*PlannedPage{},
		buffers:     &sync.Pool{},
		cards:       &cardIndex{},
		byKind:      map[record.Kind][]*concord.Member{},
		position:    map[string]int{},
		subjects:    map[record.Key]*concord.Member{},
		instruments: map[string][]*concord.Member{},
	}
	for _, m := range in.Members {
		kind := m.Document.Kind
		s.position[m.Document.ID] = len(s.byKind[kind])
		s.byKind[kind] = append(s.byKind[kind], m)
		if key, ok := m.Document.Key(); ok {
			s.subjects[key] = m
		}
		s.fileUnderAgencies(m)
	}
	for i := range in.Languages {
		e := newEdition(&in.Languages[i], in.Languages[0].Tag(), in.Config)
		s.editions = append(s.editions, e)
		(&planner{s, e}).plan()
	}
	slices.SortStableFunc(s.pages, func(a, b PlannedPage) int {
		return strings.Compare(homeFirst(a.Path), homeFirst(b.Path))
	})
	for i := range s.pages {
		s.byPath[s.pages[i].Path] = &s.pages[i]
	}
	return s
}

func (s *Site) fileUnderAgencies(m *concord.Member) {
	for _, slug := range participants(m.Document) {
		s.instruments[slug] = append(s.instruments[slug], m)
	}
}

// participants are the slugs of the agencies that take part in an instrument,
// each once.
func participants(d *record.Document) []string {
	if d.Instrument == nil {
		return nil
	}
	var list []string
	for _, p := range d.Instrument.Participants {
		if p.Agency != "" && !slices.Contains(list, p.Agency) {
			list = append(list, p.Agency)
		}
	}
	return list
}

// Pages returns every page, in the order of the plan: the home page first.
func (s *Site) Pages() []PlannedPage { return s.pages }

// Page returns the page at a path from the site's root, nil where there is none.
func (s *Site) Page(path string) *PlannedPage { return s.byPath[path] }

// Has says whether a path from the site's root is a page or a published file.
func (s *Site) Has(path string) bool {
	_, file := slices.BinarySearch(s.Files, path)
	return file || s.Page(path) != nil
}

// Editions are the site in each of its languages.
func (s *Site) Editions() []*Edition { return s.editions }

// Paths are the paths of a page in all languages, from the site's root, by its
// path from the root of each.
func (s *Site) Paths(within string) []string {
	list := make([]string, len(s.editions))
	for i, e := range s.editions {
		list[i] = e.Folder + within
	}
	return list
}

// Documents returns the documents of a kind, in their order.
func (s *Site) Documents(kind record.Kind) []*concord.Member { return s.byKind[kind] }

// Instruments returns the instruments in which the agency with a slug takes part,
// in their order.
func (s *Site) Instruments(agency string) []*concord.Member { return s.instruments[agency] }

// GeneratedPages names the pages that no document makes, with their paths, as
// `navigation` and links may refer to them.
var generatedPages = map[string]string{
	"agencies": "agencies/index.html",
	"mous":     "mous/index.html",
	"dates":    "dates/index.html",
	"glossary": GlossaryPath,
	"search":   "search/index.html",
}

// GlossaryPath is the page of the glossary, from the site's root.
const GlossaryPath = "glossary/index.html"

// PagePath is the path of what a navigation entry names: a document's id or a
// generated page.
func PagePath(name string) string {
	if path, ok := generatedPages[name]; ok {
		return path
	}
	return documentPath(name)
}

func documentPath(id string) string { return record.URL(id) + "index.html" }

// planner plans the pages of an edition.
type planner struct {
	*Site
	in *Edition
}

func (s *planner) plan() {
	for _, m := range s.Members {
		s.planDocument(m)
	}
	if len(s.byKind[record.Home]) == 0 {
		s.add("index.html", LayoutHome, func(b *builder) (any, error) { return b.home(nil) })
	}
	s.add(generatedPages["agencies"], LayoutAgencyIndex, func(b *builder) (any, error) { return b.agencyIndex() })
	s.add(generatedPages["mous"], LayoutInstrumentIndex, func(b *builder) (any, error) { return b.instrumentIndex() })
	for i := range s.Config.Pillars {
		s.add(pillarPath(&s.Config.Pillars[i]), LayoutPillar, func(b *builder) (any, error) { return b.pillar(i) })
	}
	s.add(generatedPages["dates"], LayoutDateIndex, func(b *builder) (any, error) { return b.dateIndex() })
	for i := range s.years {
		s.add(s.years[i].path(), LayoutYear, func(b *builder) (any, error) { return b.yearPage(i) })
	}
	s.add(generatedPages["glossary"], LayoutGlossary, func(b *builder) (any, error) { return b.glossary() })
	s.add(wholePath, LayoutWhole, func(b *builder) (any, error) { return b.whole() })
	s.add(generatedPages["search"], LayoutSearch, func(b *builder) (any, error) { return b.search() })
	if s.in.Folder == "" { // hosts serve the one at the root
		s.add("404.html", LayoutNotFound, func(b *builder) (any, error) { return b.notFound() })
	}
}

func homeFirst(path string) string {
	if path == "index.html" {
		return ""
	}
	return path
}

func (s *planner) planDocument(m *concord.Member) {
	layout, fill := LayoutDocument, func(b *builder) (any, error) { return b.document(m) }
	switch m.Document.Kind {
	case record.Home:
		layout, fill = LayoutHome, func(b *builder) (any, error) { return b.home(m) }
	case record.Instrument:
		layout, fill = LayoutInstrument, func(b *builder) (any, error) { return b.instrument(m) }
	case record.Agency:
		layout, fill = LayoutAgency, func(b *builder) (any, error) { return b.agency(m) }
	}
	s.add(documentPath(m.Document.ID), layout, fill)
	page := &s.pages[len(s.pages)-1]
	page.Source, page.member = m.Document.Path, m
}

func (s *planner) add(path string, layout Layout, fill func(*builder) (any, error)) {
	s.pages = append(s.pages, PlannedPage{Path: s.in.Folder + path, Language: s.in.Tag(), Layout: layout, within: path, in: s.in, fill: fill})
}

func pillarPath(p *record.Pillar) string { return fmt.Sprintf("pillars/%d/index.html", p.Number) }

// neighbour returns the link from a document to the one some places after it
// among those of its kind, nil where there is none.
func (b *builder) neighbour(m *concord.Member, step int) *Link {
	list := b.byKind[m.Document.Kind]
	i := b.position[m.Document.ID] + step
	if i < 0 || i >= len(list) {
		return nil
	}
	link := b.toDocument(list[i].Document)
	return &link
}
