package export

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"concord/internal/site"
)

// maxURLs is how many addresses one sitemap may hold, by the protocol.
const maxURLs = 50_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// writeSitemap lists every page, or the sitemaps that list them together where
// they are too many for one.
func writeSitemap(s *site.Site, w io.Writer) error {
	pages := listedPages(s)
	if len(pages) <= maxURLs {
		return writeURLs(s, pages, w)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header + `<sitemapindex xmlns="` + sitemapSpace + "\">\n")
	for _, f := range Sitemaps(s) {
		b.WriteString("  <sitemap><loc>")
		escape(&b, s.Config.BaseURL+site.PublicPath(f.Path))
		b.WriteString("</loc></sitemap>\n")
	}
	b.WriteString("</sitemapindex>\n")
	_, err := b.WriteTo(w)
	return err
}

// Sitemaps are the parts of the sitemap of a site with more pages than one may
// list, none for others. They are cut at fixed keys, the section and the first
// letter of a page, so that a new page changes one of them.
func Sitemaps(s *site.Site) []File {
	pages := listedPages(s)
	if s.Config.BaseURL == "" || len(pages) <= maxURLs {
		return nil
	}
	return sitemaps(pages)
}

func sitemaps(pages []*site.PlannedPage) []File {
	parts := map[string][]*site.PlannedPage{}
	var keys []string
	for _, p := range pages {
		key := sitemapKey(p.Path)
		if parts[key] == nil {
			keys = append(keys, key)
		}
		parts[key] = append(parts[key], p)
	}
	slices.Sort(keys)
	files := make([]File, len(keys))
	for i, key := range keys {
		files[i] = File{Path: "sitemaps/" + key + ".xml", Write: func(s *site.Site, w io.Writer) error {
			return writeURLs(s, parts[key], w)
		}}
	}
	return files
}

// sitemapKey is the part that lists a page: "mous-a" for "mous/ai-safety/…".
func sitemapKey(path string) string {
	section, rest, nested := strings.Cut(path, "/")
	if !nested || rest == "index.html" {
		return "pages"
	}
	_, n := utf8.DecodeRuneInString(rest)
	return section + "-" + rest[:n]
}

// listedPages are the pages that a sitemap lists: all but the one for what is
// not found.
func listedPages(s *site.Site) []*site.PlannedPage {
	all := s.Pages()
	pages := make([]*site.PlannedPage, 0, len(all))
	for i := range all {
		if all[i].Path != "404.html" {
			pages = append(pages, &all[i])
		}
	}
	return pages
}

func writeURLs(s *site.Site, pages []*site.PlannedPage, w io.Writer) error {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="` + sitemapSpace + "\">\n")
	for _, p := range pages {
		b.WriteString("  <url><loc>")
		escape(&b, s.Config.BaseURL+site.PublicPath(p.Path))
		b.WriteString("</loc>")
		if m := p.Member(); m != nil {
			if _, _, _, ok := m.Document.Date.Day(); ok {
				b.WriteString("<lastmod>" + m.Document.Date.String() + "</lastmod>")
			}
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	_, err := b.WriteTo(w)
	return err
}
