package browser_test

import (
	"bytes"
	"cmp"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"concord/templates"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// webpage is a page of a built site, as it is found in the folder.
type webpage struct {
	Path     string // annexes/a/index.html
	Language string // folder of the page's language: ko, or "" for the first
	Section  string // what the page's address begins with: annexes, or "" for the home page
	Layout   string // template that made it
	HTML     []byte
	Root     *html.Node
}

// pages finds every page of a site. What there is to look at is never listed in
// a test: a page of a kind or a language to come is looked at as soon as it is
// there.
func (b built) pages(t testing.TB) []webpage {
	t.Helper()
	var list []webpage
	err := fs.WalkDir(os.DirFS(b.folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		content, err := fs.ReadFile(os.DirFS(b.folder), name)
		if err != nil {
			return err
		}
		root, err := html.Parse(bytes.NewReader(content))
		list = append(list, webpage{Path: name, HTML: content, Root: root})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	folders := languages(list)
	for i := range list {
		list[i].place(folders)
	}
	return list
}

// languages finds the folders that hold the site in another language: those
// whose first page says so.
func languages(list []webpage) []string {
	var folders []string
	first := ""
	for i := range list {
		if list[i].Path == "index.html" {
			first = attribute(element(list[i].Root, atom.Html), "lang")
		}
	}
	for i := range list {
		folder, name, _ := strings.Cut(list[i].Path, "/")
		if lang := attribute(element(list[i].Root, atom.Html), "lang"); name == "index.html" && lang != first && strings.EqualFold(lang, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

func (p *webpage) place(languages []string) {
	rest := p.Path
	if folder, inside, _ := strings.Cut(rest, "/"); slices.Contains(languages, folder) {
		p.Language, rest = folder, inside
	}
	if section, _, ok := strings.Cut(rest, "/"); ok {
		p.Section = section
	}
	for class := range strings.FieldsSeq(attribute(element(p.Root, atom.Body), "class")) {
		if layout, ok := strings.CutPrefix(class, "layout-"); ok {
			p.Layout = layout
		}
	}
}

// sample has of each language, layout and section the page with most in it, and
// of those with two pages both.
func sample(list []webpage) []webpage {
	groups := map[[3]string][]webpage{}
	for _, p := range list {
		key := [3]string{p.Language, p.Layout, p.Section}
		groups[key] = append(groups[key], p)
	}
	var chosen []webpage
	for _, group := range groups {
		slices.SortFunc(group, func(a, b webpage) int {
			return cmp.Or(cmp.Compare(len(b.HTML), len(a.HTML)), cmp.Compare(a.Path, b.Path))
		})
		chosen = append(chosen, group[0])
		if len(group) == 2 {
			chosen = append(chosen, group[1])
		}
	}
	slices.SortFunc(chosen, func(a, b webpage) int { return cmp.Compare(a.Path, b.Path) })
	return chosen
}

// once are layouts of which a site has one page for all languages: a host has
// one page for what it does not find.
var once = []string{"404"}

// TestSample: every layout of the theme is looked at, in every language.
func TestSample(t *testing.T) {
	pages := sample(real(t).pages(t))
	seen := map[[2]string]bool{}
	languages := map[string]bool{}
	for _, p := range pages {
		seen[[2]string{p.Language, p.Layout}] = true
		languages[p.Language] = true
	}
	layouts, err := fs.Glob(templates.FS, "*.html")
	if err != nil || len(layouts) < 10 {
		t.Fatalf("the theme has only %q: %v", layouts, err)
	}
	for _, name := range layouts {
		layout := strings.TrimSuffix(name, ".html")
		for language := range languages {
			if layout != "base" && !seen[[2]string{language, layout}] && (language == "" || !slices.Contains(once, layout)) {
				t.Errorf("no page of %s in language %q is looked at: the real site has none", name, language)
			}
		}
	}
	for _, want := range []string{"index.html", "statement/index.html", "annexes/a/index.html", "annexes/b/index.html", "404.html"} {
		if !slices.ContainsFunc(pages, func(p webpage) bool { return p.Path == want }) {
			t.Errorf("%s is not looked at", want)
		}
	}
}

// element finds the first element of a kind.
func element(root *html.Node, kind atom.Atom) *html.Node {
	for n := range root.Descendants() {
		if n.DataAtom == kind {
			return n
		}
	}
	return &html.Node{}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
