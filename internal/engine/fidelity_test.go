package engine

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"concord/internal/record"
)

// TestOfficialTextIsVerbatim takes the text off the published pages, undoes
// the declared corrections, and demands the official source, word for word, in
// order, with its headings, numbers and line breaks.
func TestOfficialTextIsVerbatim(t *testing.T) {
	site := buildSite(t, realSite(t))
	var text strings.Builder
	for _, id := range []string{"statement", "annexes/a", "annexes/b"} {
		src, err := os.ReadFile("../../content/" + id + ".md")
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := record.Decode(id+".md", src)
		paragraphs := officialText(t, read(t, site, id+"/index.html"))
		undoCorrections(t, doc, paragraphs)
		for _, p := range paragraphs {
			text.WriteString(p.text + "\n")
		}
	}
	want, err := os.ReadFile("../../content/sources/2025-11-02-press-statement.txt")
	if err != nil {
		t.Fatal(err)
	}
	compareWords(t, strings.Fields(string(want)), strings.Fields(text.String()))
}

// block is a heading or a paragraph of a page.
type block struct {
	id   string
	text string
}

// officialText returns the official text of a page, block by block, without
// what the page adds to it.
func officialText(t *testing.T, data []byte) []block {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if hasClass(n, "official") {
			var blocks []block
			collectBlocks(n, "", &blocks)
			return blocks
		}
	}
	t.Fatal("the page has no element of the class official")
	return nil
}

func collectBlocks(n *html.Node, id string, blocks *[]block) {
	for child := range n.ChildNodes() {
		switch {
		case child.Type != html.ElementNode || hasClass(child, "apparatus"):
		case child.DataAtom == atom.Div:
			collectBlocks(child, attribute(child, "id"), blocks)
		default:
			var b strings.Builder
			writeText(&b, child)
			*blocks = append(*blocks, block{id, b.String()})
		}
	}
}

func writeText(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
	case n.DataAtom == atom.Br:
		b.WriteByte('\n')
	case !hasClass(n, "apparatus"):
		for child := range n.ChildNodes() {
			writeText(b, child)
		}
	}
}

// undoCorrections puts back what stood before each correction, once, in its
// own paragraph.
func undoCorrections(t *testing.T, doc *record.Document, blocks []block) {
	t.Helper()
	for _, c := range doc.Corrections {
		i := slices.IndexFunc(blocks, func(b block) bool { return b.id == record.Anchor(c.Paragraph) })
		if i < 0 || strings.Count(blocks[i].text, c.Stands) != 1 {
			t.Errorf("%s: %q does not stand just once in paragraph %s", doc.ID, c.Stands, c.Paragraph)
			continue
		}
		blocks[i].text = strings.Replace(blocks[i].text, c.Stands, c.Stood, 1)
	}
}

func compareWords(t *testing.T, want, got []string) {
	t.Helper()
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			around := func(words []string) string { return strings.Join(words[max(0, i-5):min(len(words), i+6)], " ") }
			t.Fatalf("word %d differs:\nsource: … %s …\n  page: … %s …", i+1, around(want), around(got))
		}
	}
	if len(want) != len(got) {
		t.Errorf("the source has %d words, the pages %d", len(want), len(got))
	}
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attribute(n, "class")), class)
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
