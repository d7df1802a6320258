package export

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"concord/internal/record"
	"concord/internal/site"
)

// The parts of a large sitemap list every page once, each under its key.
func TestSitemapParts(t *testing.T) {
	pages := []*site.PlannedPage{
		{Path: "index.html"}, {Path: "mous/index.html"}, {Path: "mous/ai-safety/index.html"},
		{Path: "mous/akfta/index.html"}, {Path: "mous/ksfta/index.html"}, {Path: "guide/조류/index.html"},
	}
	s := &site.Site{Input: site.Input{Config: &record.Config{BaseURL: "https://example.org/"}}}
	var names []string
	listed := 0
	for _, f := range sitemaps(pages) {
		var b bytes.Buffer
		if err := f.Write(s, &b); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Path)
		listed += strings.Count(b.String(), "<loc>")
	}
	want := []string{"sitemaps/guide-조.xml", "sitemaps/mous-a.xml", "sitemaps/mous-k.xml", "sitemaps/pages.xml"}
	if !slices.Equal(names, want) || listed != len(pages) {
		t.Errorf("the parts %v list %d pages, want %v with %d", names, listed, want, len(pages))
	}
}
