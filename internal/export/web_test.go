package export

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"concord/internal/site"
)

func TestRobots(t *testing.T) {
	const all = "User-agent: *\nAllow: /\n"
	for base, want := range map[string]string{
		"": all, "https://example.org/record/": all + "Sitemap: https://example.org/record/sitemap.xml\n",
	} {
		files := small
		if base != "" {
			files = withBase(base)
		}
		if got := exported(t, build(t, files), "robots.txt"); got != want {
			t.Errorf("base_url %q: got\n%s", base, got)
		}
	}
}

// parseXML reads a whole document into a struct, strictly.
func parseXML(t testing.TB, text string, to any) {
	t.Helper()
	if !strings.HasPrefix(text, xml.Header) {
		t.Errorf("begins with %.60q", text)
	}
	d := xml.NewDecoder(strings.NewReader(text))
	if err := d.Decode(to); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if token, err := d.Token(); err == nil {
		if space, ok := token.(xml.CharData); !ok || strings.TrimSpace(string(space)) != "" {
			t.Errorf("%v goes on after the end", token)
		}
	}
}

func TestSitemap(t *testing.T) {
	got := exported(t, build(t, withBase("https://example.org/a&b/")), "sitemap.xml")
	want := xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc>https://example.org/a&amp;b/</loc><lastmod>2025-12-25</lastmod></url>
  <url><loc>https://example.org/a&amp;b/agencies/harbour/</loc></url>
  <url><loc>https://example.org/a&amp;b/agencies/</loc></url>
  <url><loc>https://example.org/a&amp;b/agencies/joint/</loc></url>
  <url><loc>https://example.org/a&amp;b/agencies/ocean/</loc></url>
  <url><loc>https://example.org/a&amp;b/annexes/a/</loc><lastmod>2025-11-02</lastmod></url>
  <url><loc>https://example.org/a&amp;b/dates/2024/</loc></url>
  <url><loc>https://example.org/a&amp;b/dates/2025/</loc></url>
  <url><loc>https://example.org/a&amp;b/dates/2026/</loc></url>
  <url><loc>https://example.org/a&amp;b/dates/2027/</loc></url>
  <url><loc>https://example.org/a&amp;b/dates/2028/</loc></url>
  <url><loc>https://example.org/a&amp;b/dates/2029/</loc></url>
  <url><loc>https://example.org/a&amp;b/dates/2030/</loc></url>
  <url><loc>https://example.org/a&amp;b/dates/</loc></url>
  <url><loc>https://example.org/a&amp;b/glossary/</loc></url>
  <url><loc>https://example.org/a&amp;b/guide/a.b/</loc><lastmod>2025-01-01</lastmod></url>
  <url><loc>https://example.org/a&amp;b/mous/50_of.%EC%A1%B0%EB%A5%98/</loc></url>
  <url><loc>https://example.org/a&amp;b/mous/</loc></url>
  <url><loc>https://example.org/a&amp;b/mous/tides/</loc></url>
  <url><loc>https://example.org/a&amp;b/pillars/1/</loc></url>
  <url><loc>https://example.org/a&amp;b/print/</loc></url>
  <url><loc>https://example.org/a&amp;b/search/</loc></url>
</urlset>
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Every page but the one for what is not found is in the sitemap, once, at an
// absolute address of the site.
func TestSitemapIsWhole(t *testing.T) {
	const base = "https://example.org/record/"
	files := withBase(base)
	for i, date := range []string{"2025", "2025-11", "2025-11-03", "2025-11-03/2025-11-04", "2025-11-03/.."} {
		files[fmt.Sprintf("guide/d%d.md", i)] = "---\ntitle: X\ndate: " + date + "\n---\n"
	}
	s := build(t, files)
	var sitemap struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	parseXML(t, exported(t, s, "sitemap.xml"), &sitemap)
	listed := map[string]string{}
	for _, u := range sitemap.URLs {
		address, err := url.Parse(u.Loc)
		if err != nil || !strings.HasPrefix(u.Loc, base) {
			t.Errorf("%q: %v", u.Loc, err)
			continue
		}
		path := strings.TrimPrefix(address.Path, "/record/") + "index.html"
		if _, twice := listed[path]; twice {
			t.Errorf("%s is listed twice", path)
		}
		listed[path] = u.LastMod
	}
	want := map[string]string{}
	for _, p := range s.Pages() {
		want[p.Path] = ""
	}
	delete(want, "404.html")
	want["index.html"], want["annexes/a/index.html"], want["guide/a.b/index.html"] = "2025-12-25", "2025-11-02", "2025-01-01"
	want["guide/d2/index.html"] = "2025-11-03" // the others are not known to the day
	if diff := cmp.Diff(want, listed); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// atom is a feed as its readers see it.
type atom struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Language string      `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	Title    string      `xml:"title"`
	ID       string      `xml:"id"`
	Updated  string      `xml:"updated"`
	Author   string      `xml:"author>name"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Link    atomLink `xml:"link"`
	Updated string   `xml:"updated"`
	Summary string   `xml:"summary"`
}

const title = `Avaria–Belmora <Partnership> & "Friends"`

// The feed of a site whose address is known: the latest first, and only what
// is known to the day.
func TestFeed(t *testing.T) {
	const base = `https://example.org/"a"&<b>/`
	var got atom
	parseXML(t, exported(t, build(t, withBase(strings.ReplaceAll(base, `"`, `\"`))), "feed.xml"), &got)
	want := atom{
		XMLName: got.XMLName, Language: "en", Title: title, ID: base, Updated: "2025-11-02T00:00:00Z", Author: title,
		Links: []atomLink{{"self", "application/atom+xml", base + "feed.xml"}, {"alternate", "text/html", base}},
		Entries: []atomEntry{
			{
				Title: `Joint Statement on "Tides" & <Light>`, ID: base + "#annexes%2Fa@2025-11-02",
				Link: atomLink{"alternate", "text/html", base + "annexes/a/"}, Updated: "2025-11-02T00:00:00Z",
				Summary: `What "both" <sides> & friends agreed.`,
			},
			{
				Title: "MOU on Tides", ID: base + "#mous%2Ftides@2025-11-02%2Fsigned%20by%20%22both%22%20%3Csides%3E%20&%20friends",
				Link: atomLink{"alternate", "text/html", base + "mous/tides/"}, Updated: "2025-11-02T00:00:00Z",
				Summary: `signed by "both" <sides> & friends`,
			},
			{
				Title: "MOU on Tides", ID: base + "#mous%2Ftides@2023-01-31%2Fdrafted",
				Link: atomLink{"alternate", "text/html", base + "mous/tides/"}, Updated: "2023-01-31T00:00:00Z", Summary: "drafted",
			},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Where the address is not known, ids are names and addresses relative.
func TestFeedWithoutBase(t *testing.T) {
	s := build(t, with(map[string]string{
		"mous/50_of.조류.md": `---
title: "Arrangement \\ \"R&D\" <조류> \u0001"
events: {date: 2026-01-01, event: discussed, cite: annexes/a#1}
---
`,
	}))
	var got atom
	parseXML(t, exported(t, s, "feed.xml"), &got)
	if got.ID != "urn:concord:" || got.Updated != "2026-01-01T00:00:00Z" || got.Title != title {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff([]atomLink{{"self", "application/atom+xml", "feed.xml"}, {"alternate", "text/html", "index.html"}}, got.Links); diff != "" {
		t.Errorf("links (-want +got)\n%s", diff)
	}
	first := got.Entries[0]
	if first.Title != `Arrangement \ "R&D" <조류> `+"\uFFFD" { // XML has no control characters
		t.Errorf("title %q", first.Title)
	}
	var paths []string
	for _, e := range got.Entries {
		if !strings.HasPrefix(e.ID, "urn:concord:#") {
			t.Errorf("id %q", e.ID)
		}
		u, err := url.Parse(e.Link.Href)
		if err != nil || u.IsAbs() || !s.Has(u.Path) {
			t.Errorf("%q leads to no page: %v", e.Link.Href, err)
		}
		paths = append(paths, u.Path)
	}
	want := []string{"mous/50_of.조류/index.html", "annexes/a/index.html", "mous/tides/index.html", "mous/tides/index.html"}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestEmptyFeed(t *testing.T) {
	var got atom
	parseXML(t, exported(t, build(t, map[string]string{"site.yaml": "title: X\nlanguages: ['k\"<&o']\n"}), "feed.xml"), &got)
	if got.Updated != "1970-01-01T00:00:00Z" || got.Entries != nil || got.Language != `k"<&o` {
		t.Errorf("%+v", got)
	}
}

// However many events there are, the feed has the latest, in order, each with
// an id of its own; those of one day stand in the order of the record.
func TestLongFeed(t *testing.T) {
	const events = 3 * feedLength
	var b strings.Builder
	b.WriteString("---\ntitle: X\nevents:\n")
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	var want []string
	for i := range events {
		date := day.AddDate(0, 0, i*37%events/2) // two on each day, in no order
		fmt.Fprintf(&b, "  - {date: %s, event: event %03d, cite: annexes/a#1}\n", date.Format(time.DateOnly), i)
		want = append(want, fmt.Sprintf("%sT00:00:00Z event %03d", date.Format(time.DateOnly), i))
	}
	slices.SortStableFunc(want, func(a, b string) int { return strings.Compare(b[:10], a[:10]) })
	b.WriteString("---\n")
	var got atom
	parseXML(t, exported(t, build(t, map[string]string{"site.yaml": "title: X\n", "mous/x.md": b.String()}), "feed.xml"), &got)
	var entries []string
	ids := map[string]bool{}
	for _, e := range got.Entries {
		entries = append(entries, e.Updated+" "+e.Summary)
		ids[e.ID] = true
	}
	if diff := cmp.Diff(want[:feedLength], entries); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(ids) != feedLength || got.Updated != entries[0][:20] {
		t.Errorf("%d ids, updated %s", len(ids), got.Updated)
	}
}

// The same documents make the same feed in whatever order they are read.
func TestFeedAgreesWithSite(t *testing.T) {
	first := exported(t, build(t, small), "feed.xml")
	for range 3 { // a map of files is read in another order each time
		if got := exported(t, build(t, small), "feed.xml"); got != first {
			t.Fatalf("got\n%s\nand before\n%s", got, first)
		}
	}
	if want := site.PagePath("mous/tides"); !strings.Contains(first, `href="`+want+`"`) {
		t.Errorf("no entry leads to %s:\n%s", want, first)
	}
}
