package site

import (
	"html/template"
	"net/url"
	"strings"

	"concord/internal/concord"
	"concord/internal/record"
)

// builder fills the view of one page: it knows from where links lead.
type builder struct {
	*Site
	path   string // of the page
	root   string // way from the page to the site's root
	layout Layout
	buf    []byte          // for a text that is looked at and let go
	out    strings.Builder // for texts that are being made, see take
}

// room makes sure that out has room for a text of n bytes, so that it does not
// move, and returns where the text will start. The texts of a page share
// memory: a large index has thousands.
func (b *builder) room(n int) (start int) {
	if have := b.out.Cap(); have-b.out.Len() < n {
		const least, most = 2 << 10, 256 << 10
		b.out = strings.Builder{}
		b.out.Grow(max(n, min(max(2*have, least), most)))
	}
	return b.out.Len()
}

// take returns what has been written to out since start.
func (b *builder) take(start int) string { return b.out.String()[start:] }

// join joins texts into one that shares memory with the page's others.
func (b *builder) join(parts ...string) string {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	start := b.room(n)
	for _, p := range parts {
		b.out.WriteString(p)
	}
	return b.take(start)
}

// href is the way from the page to a path from the site's root.
func (b *builder) href(path string) string { return b.join(b.root, path) }

func (b *builder) hrefs(paths []string) []string {
	var list []string
	for _, path := range paths {
		list = append(list, b.href(path))
	}
	return list
}

func (b *builder) toDocument(d *record.Document) Link {
	return Link{Title: d.Title, Href: b.pageHref(d, "", "")}
}

// pageHref is the way to a document's page, with an end to its address in two
// parts.
func (b *builder) pageHref(d *record.Document, mark, anchor string) string {
	if d.ID == "index" {
		return b.join(b.root, "index.html", mark, anchor)
	}
	return b.join(b.root, d.ID, "/index.html", mark, anchor)
}

// toParagraph is the link to a paragraph, titled as it is cited: "Annex A,
// 7.3", or "paragraph 7.3" on the document's own page.
func (b *builder) toParagraph(d *record.Document, number string) Link {
	if documentPath(d.ID) == b.path {
		return Link{Title: "paragraph " + number, Href: "#" + record.Anchor(number)}
	}
	return Link{
		Title: b.join(d.Short(), ", ", number),
		Href:  b.pageHref(d, "#"+record.AnchorPrefix, number),
	}
}

// cites are the links to the paragraphs that a fact rests on. References to
// what does not exist are reported before any page is made.
func (b *builder) cites(refs []record.Reference) []Link {
	var links []Link
	for _, ref := range refs {
		if m := b.Concordance.Member(ref.Document); m != nil {
			links = append(links, b.toParagraph(m.Document, ref.Paragraph))
		}
	}
	return links
}

func (b *builder) fact(f record.Fact) Fact { return Fact{Value: f.Value, Cites: b.cites(f.Cite)} }

func (b *builder) date(date record.EDTF) *Date {
	if date.IsZero() {
		return nil
	}
	d := &Date{EDTF: date.String(), Words: date.English(), Datetime: date.Datetime()}
	if first, _ := date.Years(); b.hasYear(first) {
		d.Href = b.href(b.datePath(date, first))
	}
	return d
}

// datePath is the place of a date in the date index, or its year's where no
// text names the date itself.
func (b *builder) datePath(date record.EDTF, year int) string {
	if len(b.Concordance.Mentions(record.Key{Kind: record.KeyDate, ID: date.String()})) > 0 {
		return record.DatePath(date)
	}
	return YearPath(year)
}

// page fills what every page has. The trail leads from the home page to the
// page's parent.
func (b *builder) page(title, description string, trail ...Link) Page {
	p := Page{
		Site:        SiteInfo{Title: b.Config.Title, ShortTitle: b.Config.ShortTitle, Description: b.Config.Description},
		Layout:      b.layout,
		Language:    b.Config.Languages[0],
		Title:       title,
		Description: description,
		Path:        b.path,
		Root:        b.root,
		Home:        b.href("index.html"),
		Feed:        b.href("feed.xml"),
		Stylesheets: b.hrefs(b.Stylesheets),
		Scripts:     b.hrefs(b.Scripts),
		Search:      SearchForm{Action: b.href(generatedPages["search"]), Scripts: b.hrefs(b.BoxScripts), Index: b.href(b.SearchIndex)},
		Menu:        b.menu(),
	}
	if b.layout == LayoutSearch {
		p.Search.Scripts = b.hrefs(b.SearchScripts)
	}
	if b.path != "index.html" {
		p.Breadcrumbs = append([]Link{{Title: "Home", Href: p.Home}}, trail...)
	}
	if b.Config.BaseURL != "" && b.path != "404.html" {
		p.Canonical = b.Config.BaseURL + PublicPath(b.path)
	}
	return p
}

// PublicPath is a page's path as the public sees it: hosts serve a folder's
// index.html at the folder's own address.
func PublicPath(path string) string {
	return (&url.URL{Path: strings.TrimSuffix(path, "index.html")}).EscapedPath()
}

func (b *builder) menu() []MenuItem {
	items := make([]MenuItem, 0, len(b.Config.Navigation))
	for _, n := range b.Config.Navigation {
		path := PagePath(n.Page)
		item := MenuItem{Link: Link{Title: n.Title, Href: b.href(path)}}
		switch {
		case b.path == path:
			item.Current = "page"
		case b.inSection(n.Page, path):
			item.Current = "true"
		}
		items = append(items, item)
	}
	return items
}

// inSection says whether the page belongs to the menu entry of an index, or
// to a folder of which one page stands in the menu.
func (b *builder) inSection(name, path string) bool {
	folder := strings.TrimSuffix(path, "index.html")
	if _, generated := generatedPages[name]; generated {
		return strings.HasPrefix(b.path, folder)
	}
	section, _, nested := strings.Cut(name, "/")
	return nested && section == "guide" && strings.HasPrefix(b.path, section+"/")
}

// section is the trail to a generated index.
func (b *builder) section(name string) Link {
	return Link{Title: indexTitles[name], Href: b.href(generatedPages[name])}
}

// hostRoot is the way to the site's root from the root of its host: "/", or
// "/record/" where base_url has a path.
func (b *builder) hostRoot() string {
	u, err := url.Parse(b.Config.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

// body cuts a document's HTML after each paragraph that others refer to.
func (b *builder) body(m *concord.Member) ([]Segment, error) {
	raw, err := m.Body.HTML(b.buf)
	if err != nil || len(raw) == 0 {
		return nil, err
	}
	b.buf = raw
	html := string(raw)
	var segments []Segment
	from := 0
	for i := range m.Facts.Paragraphs {
		p := &m.Facts.Paragraphs[i]
		where := b.backlinks(m.Document, p)
		if len(where) == 0 {
			continue
		}
		segments = append(segments, Segment{HTML: template.HTML(html[from:p.HTMLEnd]), Where: where})
		from = int(p.HTMLEnd)
	}
	return append(segments, Segment{HTML: template.HTML(html[from:])}), nil
}

// backlinks lists the places that refer to a paragraph, one a document: the
// facts that rest on it, then the paragraphs that link to it.
func (b *builder) backlinks(d *record.Document, p *record.Paragraph) []Backlink {
	key := record.Reference{Document: d.ID, Paragraph: p.Number}.Key()
	var list []Backlink
	var last *concord.Member
	for _, c := range b.Concordance.Citations(key) {
		if c.Member.Document == d {
			continue
		}
		what, link := c.Fact, b.toDocument(c.Member.Document)
		if c.Paragraph >= 0 {
			from := &c.Member.Facts.Paragraphs[c.Paragraph]
			what = strings.ToLower(b.label(from))
			link.Href += "#" + from.Anchor()
		}
		if c.Member == last {
			joined := &list[len(list)-1]
			if !strings.HasSuffix(joined.What, what) {
				joined.What += ", " + what
			}
			continue
		}
		list, last = append(list, Backlink{Link: link, What: what}), c.Member
	}
	return list
}

// label is a paragraph's name where its document is known.
func (b *builder) label(p *record.Paragraph) string {
	if rest, ok := strings.CutPrefix(p.Number, "u"); ok && !p.Printed {
		return b.join("Unnumbered paragraph ", rest)
	}
	return b.join("Paragraph ", p.Number)
}
