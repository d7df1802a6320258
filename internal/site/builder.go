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
	*Edition
	path   string // of the page, from the root of its language
	root   string // way from the page to the root of its language
	top    string // way from the page to the site's root
	layout Layout
	// together are the documents that are parts of this page, by their ids; nil
	// where it is a document's own or an index.
	together map[string]bool
	buf      []byte          // for a text that is looked at and let go
	out      strings.Builder // for texts that are being made, see take
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

// href is the way from the page to a page, by its path from the root of the
// language.
func (b *builder) href(path string) string { return b.join(b.root, path) }

// fileHref is the way from the page to a file, which all languages share, by its
// path from the site's root.
func (b *builder) fileHref(path string) string { return b.join(b.top, path) }

// say fills the place in a phrase.
func (b *builder) say(p phrase, value string) string { return b.join(p.before, value, p.after) }

func (b *builder) hrefs(paths []string) []string {
	var list []string
	for _, path := range paths {
		list = append(list, b.fileHref(path))
	}
	return list
}

func (b *builder) toDocument(d *record.Document) Link {
	name := b.subject(d)
	return Link{Title: name.text, Href: b.pageHref(d, "", ""), Lang: name.lang}
}

// pageHref is the way to a document's page, with an end to its address in two
// parts.
func (b *builder) pageHref(d *record.Document, mark, anchor string) string {
	if b.together[d.ID] {
		return b.join("#", placeOf(d.ID, strings.TrimPrefix(mark, "#")+anchor))
	}
	if d.ID == "index" {
		return b.join(b.root, "index.html", mark, anchor)
	}
	return b.join(b.root, d.ID, "/index.html", mark, anchor)
}

// toParagraph is the link to a paragraph, titled as it is cited: "Annex A,
// 7.3", or "paragraph 7.3" on the document's own page.
func (b *builder) toParagraph(d *record.Document, number string) Link {
	if documentPath(d.ID) == b.path {
		return Link{Title: b.say(b.phrases.ownParagraph, number), Href: "#" + record.Anchor(number)}
	}
	return Link{
		Title: b.join(d.Short(), ", ", number),
		Href:  b.pageHref(d, "#"+record.AnchorPrefix, number),
		Lang:  b.textLang,
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

func (b *builder) fact(f record.Fact) Fact {
	fact := b.plainFact(f)
	fact.Cites = b.cites(f.Cite)
	return fact
}

// plainFact is a fact without the paragraphs that say so.
func (b *builder) plainFact(f record.Fact) Fact {
	value := b.value(f.Value)
	return Fact{Value: value.text, Lang: value.lang}
}

func (b *builder) date(date record.EDTF) *Date {
	if date.IsZero() {
		return nil
	}
	d := &Date{EDTF: date.String(), Words: b.Date(date), Datetime: date.Datetime()}
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
	p := b.frame(title, description, trail...)
	b.describe(&p, nil)
	return p
}

// frame is a page that does not say yet what it is about.
func (b *builder) frame(title, description string, trail ...Link) Page {
	p := Page{
		Site:         SiteInfo{Title: b.siteTitle.text, ShortTitle: b.siteShort.text, Description: b.siteAbout.text, Lang: b.siteShort.lang},
		Layout:       b.layout,
		Language:     b.Tag(),
		TextLanguage: b.textLang,
		Title:        title,
		Description:  description,
		Path:         b.Folder + b.path,
		Root:         b.top,
		Home:         b.href("index.html"),
		Feed:         b.fileHref("feed.xml"),
		Stylesheets:  b.hrefs(b.Stylesheets),
		Scripts:      b.hrefs(b.Edition.Scripts),
		Languages:    b.languageLinks(),
		Whole:        b.href(wholePath),
		Cards:        Cards{Folder: b.href(cardsFolder), Files: b.CardFiles()},
		Search:       SearchForm{Action: b.href(generatedPages["search"]), Scripts: b.hrefs(b.BoxScripts), Index: b.href(b.SearchIndex)},
		Menu:         b.menu(),
	}
	if b.layout == LayoutSearch {
		p.Search.Scripts = b.hrefs(b.SearchScripts)
	}
	if b.path != "index.html" {
		p.Breadcrumbs = append([]Link{{Title: b.Text("Home"), Href: p.Home}}, trail...)
	}
	if b.Config.BaseURL != "" && b.path != "404.html" {
		p.Canonical = b.Config.BaseURL + PublicPath(p.Path)
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
	for i, n := range b.Config.Navigation {
		path := PagePath(n.Page)
		item := MenuItem{Link: Link{Title: b.menuTitles[i].text, Href: b.href(path), Lang: b.menuTitles[i].lang}}
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
	return Link{Title: b.indexTitle(name), Href: b.href(generatedPages[name])}
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
	if b.together != nil {
		return []Segment{{HTML: b.placed(m, html)}}, nil
	}
	var segments []Segment
	from := 0
	for i := range m.Facts.Paragraphs {
		p := &m.Facts.Paragraphs[i]
		where := b.backlinks(m.Document, p)
		if len(where) == 0 {
			continue
		}
		segments = append(segments, Segment{HTML: template.HTML(html[from:p.HTMLEnd]), Where: where, Lang: b.pageLang()})
		from = int(p.HTMLEnd)
	}
	segments = append(segments, Segment{HTML: template.HTML(html[from:])})
	if b.textLang != "" && b.linksFiles(m) {
		for i := range segments {
			segments[i].HTML = b.sharedFiles(m, segments[i].HTML)
		}
	}
	return segments, nil
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
		what, link := b.factName(c.Fact), b.toDocument(c.Member.Document)
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
		return b.say(b.phrases.unnumbered, rest)
	}
	return b.say(b.phrases.paragraph, p.Number)
}

// pageLang is the language of the page where it is not that of the text.
func (b *builder) pageLang() string {
	if b.textLang == "" {
		return ""
	}
	return b.Tag()
}

// factName is what a key of the front matter is called on the page.
func (b *builder) factName(key string) string {
	switch key {
	case "form":
		return b.Text("form")
	case "pillar":
		return b.Text("pillar")
	case "participants":
		return b.Text("participants")
	case "events":
		return b.Text("events")
	case "listed":
		return b.Text("listed")
	case "status":
		return b.Text("status")
	}
	return key
}

// languageLinks lead to the page in each language of the site, if it has several.
func (b *builder) languageLinks() []LanguageLink {
	if len(b.editions) == 1 {
		return nil
	}
	var list []LanguageLink
	for _, e := range b.editions {
		path := e.Folder + b.path
		if b.layout == LayoutNotFound {
			path = e.Folder + "index.html"
		}
		link := LanguageLink{Language: e.Tag(), Name: e.Name(), Href: b.fileHref(path), Current: e == b.Edition}
		if b.Config.BaseURL != "" {
			link.Address = b.Config.BaseURL + PublicPath(path)
		}
		list = append(list, link)
	}
	return list
}
