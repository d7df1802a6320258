package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"slices"

	"concord/internal/concord"
	"concord/internal/record"
	"concord/internal/site"
)

// writeRobots lets every reader in, and leads them to the sitemap where there is
// one.
func writeRobots(s *site.Site, w io.Writer) error {
	text := "User-agent: *\nAllow: /\n"
	if base := s.Config.BaseURL; base != "" {
		text += "Sitemap: " + base + "sitemap.xml\n"
	}
	_, err := io.WriteString(w, text)
	return err
}

// entry is one entry of the feed.
type entry struct {
	document *record.Document
	date     record.EDTF
	summary  string
}

// writeFeed writes the Atom feed (RFC 4287): the documents whose date is known to the
// day, and the instruments something happened to on such a day, latest first.
// Where the site's address is not known, its addresses are relative and its
// ids are URNs, so that the same sources give the same feed.
func writeFeed(s *site.Site, w io.Writer) error {
	entries := feedEntries(s.Members)
	updated := "1970-01-01"
	if len(entries) > 0 {
		updated = entries[0].date.String()
	}
	var b bytes.Buffer
	b.WriteString(xml.Header + `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="`)
	escape(&b, s.Config.Languages[0])
	b.WriteString("\">\n")
	element(&b, "  ", "title", s.Config.Title)
	element(&b, "  ", "id", feedID(s, ""))
	element(&b, "  ", "updated", updated+"T00:00:00Z")
	b.WriteString(`  <author><name>`)
	escape(&b, s.Config.Title)
	b.WriteString("</name></author>\n")
	link(&b, "  ", "self", "application/atom+xml", s.Config.BaseURL+"feed.xml")
	link(&b, "  ", "alternate", "text/html", address(s, "index.html"))
	for _, e := range entries {
		e.write(&b, s)
	}
	b.WriteString("</feed>\n")
	_, err := b.WriteTo(w)
	return err
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
	link(b, "    ", "alternate", "text/html", address(s, path))
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
		return relative(path)
	}
	return s.Config.BaseURL + site.PublicPath(path)
}

// relative is a path from the site's root as an address from there.
func relative(path string) string { return (&url.URL{Path: path}).String() }

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

func link(b *bytes.Buffer, indent, rel, kind, href string) {
	b.WriteString(indent + `<link rel="` + rel + `" type="` + kind + `" href="`)
	escape(b, href)
	b.WriteString("\"/>\n")
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
