package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"

	"concord/internal/concord"
	"concord/internal/record"
	"concord/internal/site"
)

// robots lets every reader in, and leads them to the sitemap where there is
// one.
func robots(s *site.Site) ([]byte, error) {
	text := "User-agent: *\nAllow: /\n"
	if base := s.Config.BaseURL; base != "" {
		text += "Sitemap: " + base + "sitemap.xml\n"
	}
	return []byte(text), nil
}

// sitemap lists every page. Its addresses must be absolute, so a site without
// base_url has none.
func sitemap(s *site.Site) ([]byte, error) {
	if s.Config.BaseURL == "" {
		return nil, nil
	}
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range s.Pages() {
		if p.Path == "404.html" {
			continue
		}
		b.WriteString("  <url><loc>")
		escape(&b, s.Config.BaseURL+site.PublicPath(p.Path))
		b.WriteString("</loc>")
		if _, _, _, ok := p.Date.Day(); ok {
			b.WriteString("<lastmod>" + p.Date.String() + "</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	return b.Bytes(), nil
}

// entry is one entry of the feed.
type entry struct {
	document *record.Document
	date     record.EDTF
	summary  string
}

// feed is the Atom feed (RFC 4287): the documents whose date is known to the
// day, and the instruments something happened to on such a day, latest first.
// Where the site's address is not known, its addresses are relative and its
// ids are URNs, so that the same sources give the same feed.
func feed(s *site.Site) ([]byte, error) {
	entries := feedEntries(s.Members)
	updated := "1970-01-01"
	if len(entries) > 0 {
		updated = entries[0].date.String()
	}
	var b bytes.Buffer
	b.WriteString(xml.Header + `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="` + s.Config.Languages[0] + `">` + "\n")
	element(&b, "  ", "title", s.Config.Title)
	element(&b, "  ", "id", feedID(s, ""))
	element(&b, "  ", "updated", updated+"T00:00:00Z")
	b.WriteString(`  <author><name>`)
	escape(&b, s.Config.Title)
	b.WriteString("</name></author>\n")
	fmt.Fprintf(&b, "  <link rel=\"self\" type=\"application/atom+xml\" href=\"%sfeed.xml\"/>\n", s.Config.BaseURL)
	fmt.Fprintf(&b, "  <link rel=\"alternate\" type=\"text/html\" href=\"%s\"/>\n", address(s, "index.html"))
	for _, e := range entries {
		e.write(&b, s)
	}
	b.WriteString("</feed>\n")
	return b.Bytes(), nil
}

// feedLength is how many entries a feed has: readers want what is new.
const feedLength = 100

func feedEntries(members []*concord.Member) []entry {
	var entries []entry
	for _, m := range members {
		d := m.Document
		switch {
		case d.Kind.Official():
			entries = appendDay(entries, entry{d, d.Date, d.Description})
		case d.Instrument != nil:
			for _, e := range d.Instrument.Events {
				entries = appendDay(entries, entry{d, e.Date, e.Event})
			}
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return b.date.Compare(a.date) })
	return entries[:min(len(entries), feedLength)]
}

// appendDay adds an entry whose date is known to the day: a feed cannot say
// less, and a day that is not stated is not made up.
func appendDay(entries []entry, e entry) []entry {
	if _, _, _, ok := e.date.Day(); !ok {
		return entries
	}
	return append(entries, e)
}

func (e entry) write(b *bytes.Buffer, s *site.Site) {
	path := site.PagePath(e.document.ID)
	b.WriteString("  <entry>\n")
	element(b, "    ", "title", e.document.Title)
	element(b, "    ", "id", feedID(s, e.document.ID+"@"+e.date.String()+e.suffix()))
	fmt.Fprintf(b, "    <link rel=\"alternate\" type=\"text/html\" href=\"%s\"/>\n", address(s, path))
	element(b, "    ", "updated", e.date.String()+"T00:00:00Z")
	if e.summary != "" {
		element(b, "    ", "summary", e.summary)
	}
	b.WriteString("  </entry>\n")
}

// suffix tells two events of one day apart.
func (e entry) suffix() string {
	if e.document.Instrument == nil {
		return ""
	}
	return "/" + e.summary
}

func address(s *site.Site, path string) string {
	if s.Config.BaseURL == "" {
		return path
	}
	return s.Config.BaseURL + site.PublicPath(path)
}

// feedID is a name that stays when addresses change.
func feedID(s *site.Site, id string) string {
	base := s.Config.BaseURL
	if base == "" {
		base = "urn:concord:"
	}
	if id == "" {
		return base
	}
	return base + "#" + url.PathEscape(id)
}

func element(b *bytes.Buffer, indent, name, text string) {
	b.WriteString(indent + "<" + name + ">")
	escape(b, text)
	b.WriteString("</" + name + ">\n")
}

func escape(b *bytes.Buffer, text string) {
	if err := xml.EscapeText(b, []byte(text)); err != nil {
		panic(fmt.Errorf("escape in memory: %w", err)) // a buffer never fails
	}
}
