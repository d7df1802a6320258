package engine

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// page is what a test needs to know of a published page.
type page struct {
	ids   map[string]bool
	links []string // of elements that lead or load somewhere
}

// TestEveryLinkResolves follows every link of the real site to a file and, where
// it has a fragment, to an element. Links are relative; nothing is loaded from
// another host; no page has a script or style of its own, which a strict
// Content-Security-Policy would forbid.
func TestEveryLinkResolves(t *testing.T) {
	site := buildSite(t, realSite(t))
	pages := map[string]*page{}
	for _, name := range published(t, site) {
		if path.Ext(name) == ".html" {
			pages[name] = parsePage(t, name, read(t, site, name))
		}
	}
	if len(pages) < 80 {
		t.Fatalf("only %d pages", len(pages))
	}
	followed := 0
	for name, p := range pages {
		for _, link := range p.links {
			if follow(t, site, pages, name, link) {
				followed++
			}
		}
	}
	if followed < 1000 {
		t.Errorf("only %d links were followed", followed)
	}
}

// follow checks one link and says whether it leads into the site.
func follow(t *testing.T, site fs.FS, pages map[string]*page, from, link string) bool {
	t.Helper()
	u, err := url.Parse(link)
	switch {
	case err != nil:
		t.Errorf("%s: %q is not a URL: %v", from, link, err)
		return false
	case u.Scheme == "https" || u.Scheme == "mailto" || u.Scheme == "data":
		return false
	case u.Scheme != "" || u.Host != "":
		t.Errorf("%s: the link %q is neither relative nor one to the web", from, link)
		return false
	case strings.HasPrefix(u.Path, "/") && from != "404.html":
		t.Errorf("%s: the link %q is not relative to the page", from, link)
		return false
	}
	target := from
	if u.Path != "" {
		target = path.Join(path.Dir(from), u.Path)
	}
	if from == "404.html" && u.Path != "" {
		target = strings.TrimPrefix(u.Path, "/")
	}
	info, err := fs.Stat(site, target)
	switch {
	case err != nil:
		t.Errorf("%s: the link %q leads to nothing", from, link)
	case info.IsDir():
		t.Errorf("%s: the link %q leads to a folder, which a disk does not show as a page", from, link)
	case u.Fragment != "" && (pages[target] == nil || !pages[target].ids[u.Fragment]):
		t.Errorf("%s: the link %q leads to no element", from, link)
	}
	return true
}

func parsePage(t *testing.T, name string, data []byte) *page {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	p := &page{ids: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			p.element(t, name, n)
		}
	}
	return p
}

func (p *page) element(t *testing.T, name string, n *html.Node) {
	t.Helper()
	if n.Data == "style" || n.Data == "script" && attribute(n, "src") == "" && attribute(n, "type") != "application/ld+json" {
		t.Errorf("%s has an inline %s", name, n.Data)
	}
	// the page's own address, here and in other languages, is for programs
	own := attribute(n, "rel") == "canonical" || attribute(n, "hreflang") != "" && n.Data == "link"
	for _, a := range n.Attr {
		switch {
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			t.Errorf("%s: <%s> has an inline %s", name, n.Data, a.Key)
		case a.Key == "id" && p.ids[a.Val]:
			t.Errorf("%s: the id %q stands twice", name, a.Val)
		case a.Key == "id":
			p.ids[a.Val] = true
		case own:
		case (a.Key == "href" || a.Key == "src") && n.Data != "a" && strings.Contains(a.Val, "//"):
			t.Errorf("%s: <%s> loads %q from another host", name, n.Data, a.Val)
		case a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "data-script":
			p.links = append(p.links, a.Val)
		}
	}
}

// TestFeedAndSitemapAreWellFormed reads both as XML.
func TestFeedAndSitemapAreWellFormed(t *testing.T) {
	site := buildSite(t, realSite(t))
	for _, name := range []string{"feed.xml", "sitemap.xml"} {
		d := xml.NewDecoder(bytes.NewReader(read(t, site, name)))
		elements := 0
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if _, ok := token.(xml.StartElement); ok {
				elements++
			}
		}
		if elements < 20 {
			t.Errorf("%s has only %d elements", name, elements)
		}
	}
}
