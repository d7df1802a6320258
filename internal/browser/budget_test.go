package browser_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Budgets in bytes over the wire, as gzip -9 makes them.
const (
	mostScript = 12_000
	mostStyle  = 12_000
	mostInAll  = 40_000 // of a first page, with nothing in the cache
)

// heavier are layouts that may pass a budget, each with its reason.
var heavier = map[string]struct{ script, all int }{
	"print":  {mostScript, 1_000_000},       // it is the whole record on one page, for paper
	"search": {mostScript + 12_000, 60_000}, // it has the search engine at once, which elsewhere a reader asks for by typing
}

// part is a file that a page loads without being asked to.
type part struct {
	Kind string // script, style, picture
	Path string // from the site's root
}

var inStyles = regexp.MustCompile(`(?:url\(\s*|@import\s+)["']?([^"')\s]+)`)

// parts are the files that the page's HTML has a browser load.
func parts(p webpage) []part {
	var list []part
	add := func(kind, href string) {
		if href != "" && !strings.HasPrefix(href, "data:") {
			href, _, _ = strings.Cut(href, "?")
			list = append(list, part{kind, p.resolve(href)})
		}
	}
	for n := range p.Root.Descendants() {
		switch n.DataAtom {
		case atom.Script:
			add("script", attribute(n, "src"))
		case atom.Form: // the search page loads by itself what others load on demand
			if p.Layout == "search" && has(n, "data-scripts") {
				for href := range strings.FieldsSeq(attribute(n, "data-scripts")) {
					add("script", href)
				}
				add("script", attribute(n, "data-index")+"root.js")
			}
		case atom.Img, atom.Source, atom.Video, atom.Audio, atom.Iframe, atom.Embed:
			add("picture", attribute(n, "src"))
		case atom.Link:
			for rel := range strings.FieldsSeq(strings.ToLower(attribute(n, "rel"))) {
				switch {
				case rel == "stylesheet":
					add("style", attribute(n, "href"))
				case rel == "modulepreload" || rel == "preload" && attribute(n, "as") == "script":
					add("script", attribute(n, "href"))
				case rel == "icon" || rel == "preload" || rel == "manifest" || rel == "apple-touch-icon":
					add("picture", attribute(n, "href"))
				}
			}
		}
	}
	return list
}

// resolve gives the path from the site's root that a link of the page leads to.
func (p webpage) resolve(href string) string {
	if strings.HasPrefix(href, "/") {
		return strings.TrimPrefix(path.Clean(href), "/")
	}
	return path.Join(path.Dir(p.Path), href)
}

// weight is what a page costs a reader who comes for the first time.
type weight struct{ HTML, Script, Style, Picture int }

func (w weight) all() int { return w.HTML + w.Script + w.Style + w.Picture }

func (b built) weigh(p webpage) (weight, error) {
	w := weight{HTML: zipped(p.HTML)}
	seen := map[string]bool{} // what is loaded twice comes once
	queue := parts(p)
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		if seen[next.Path] {
			continue
		}
		seen[next.Path] = true
		content, err := os.ReadFile(filepath.Join(b.folder, filepath.FromSlash(next.Path)))
		if err != nil {
			return w, fmt.Errorf("weigh what %s loads: %w", p.Path, err)
		}
		switch next.Kind {
		case "script":
			w.Script += zipped(content)
		case "style":
			w.Style += zipped(content)
			for _, m := range inStyles.FindAllSubmatch(content, -1) {
				if href := string(m[1]); !strings.HasPrefix(href, "data:") && !strings.HasPrefix(href, "#") {
					queue = append(queue, part{kindOf(href), webpage{Path: next.Path}.resolve(href)})
				}
			}
		default:
			w.Picture += zipped(content)
		}
	}
	return w, nil
}

// kindOf is the kind of a file that a style sheet names.
func kindOf(href string) string {
	if path.Ext(href) == ".css" {
		return "style"
	}
	return "picture"
}

func zipped(content []byte) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is valid
	_, _ = w.Write(content)                               // to memory
	_ = w.Close()
	return b.Len()
}

// overweight says which budgets a page passes.
func (b built) overweight(p webpage) []string {
	w, err := b.weigh(p)
	if err != nil {
		return []string{err.Error()}
	}
	script, all := mostScript, mostInAll
	if h, ok := heavier[p.Layout]; ok {
		script, all = h.script, h.all
	}
	var faults []string
	for _, budget := range []struct {
		what      string
		has, most int
	}{{"script", w.Script, script}, {"style", w.Style, mostStyle}, {"HTML, script, style and pictures", w.all(), all}} {
		if budget.has > budget.most {
			faults = append(faults, fmt.Sprintf("%d bytes of %s, %d more than the budget", budget.has, budget.what, budget.has-budget.most))
		}
	}
	return faults
}

// TestBudgets weighs every page of the real site, and looks for what keeps a
// reader waiting.
func TestBudgets(t *testing.T) {
	site := real(t)
	heaviest := map[string]webpage{}
	for _, p := range site.pages(t) {
		report(t, in(p.Path, site.overweight(p)))
		report(t, in(p.Path, waits(p.Root)))
		if h, ok := heaviest[p.Layout]; !ok || len(p.HTML) > len(h.HTML) {
			heaviest[p.Layout] = p
		}
	}
	for layout, p := range heaviest {
		w, err := site.weigh(p)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%-12s %6d HTML %6d script %6d style %6d in all  %s", layout, w.HTML, w.Script, w.Style, w.all(), p.Path)
	}
}

// waits says what keeps a page from being shown, or makes it move when it comes.
func waits(root *html.Node) []string {
	var faults []string
	body := element(root, atom.Body)
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Script:
			if blocks(n, body) {
				faults = append(faults, "the script "+attribute(n, "src")+" keeps the page from being shown")
			}
		case atom.Style:
			faults = append(faults, "a style stands in the page")
		case atom.Img, atom.Video, atom.Iframe:
			if !has(n, "width") || !has(n, "height") {
				faults = append(faults, "the "+n.Data+" "+attribute(n, "src")+" has no size until it has come")
			}
		case atom.Svg:
			if !has(n, "viewBox") && !(has(n, "width") && has(n, "height")) {
				faults = append(faults, "an svg has neither a view box nor a size")
			}
		}
	}
	return faults
}

// blocks says whether a script stops the reading of the page. One that is the
// last of the body stops nothing.
func blocks(script, body *html.Node) bool {
	switch attribute(script, "type") {
	case "module", "application/ld+json", "speculationrules":
		return false
	}
	if !has(script, "src") {
		return true // and the policy forbids it
	}
	if has(script, "defer") || has(script, "async") {
		return false
	}
	for n := script.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode && n.DataAtom != atom.Script {
			return true
		}
	}
	return script.Parent != body
}
