package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestPlainPage(t *testing.T) {
	for text, want := range map[string]string{
		"---\ntitle: Trade & <Peace>\nform: {value: MOU, cite: x#1}\n---\n\nBody.\n": "Trade &amp; &lt;Peace&gt;",
		"---\ntitle: \"A \\\"quoted\\\" title\"\n---\n":                              "A &#34;quoted&#34; title",
		"No front matter.\n": "",
	} {
		page, err := plainPage([]byte(text), []byte("<p>Body &amp; soul.</p>\n"))
		if err != nil {
			t.Fatal(err)
		}
		wanted := "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + want + "</title></head>\n" +
			"<body>\n<main data-pagefind-body>\n<h1>" + want + "</h1>\n<p>Body &amp; soul.</p>\n</main>\n</body>\n</html>\n"
		if string(page) != wanted {
			t.Errorf("page:\n%swant:\n%s", page, wanted)
		}
	}
}

func TestPagesOfAContentFolder(t *testing.T) {
	dir := t.TempDir()
	content, out := folder(filepath.Join(dir, "content")), filepath.Join(dir, "out")
	if err := content.write("mous/x.md", "---\ntitle: X\n---\n\n1. Body.\n"); err != nil {
		t.Fatal(err)
	}
	if err := writePages(string(content), out); err != nil {
		t.Fatal(err)
	}
	if page := files(t, out)["mous/x/index.html"]; !strings.Contains(page, "<h1>X</h1>") || !strings.Contains(page, "Body.") {
		t.Errorf("page: %s", page)
	}
	if err := content.write("mous/y.md", "---\ntitle: [\n---\n"); err != nil {
		t.Fatal(err)
	}
	if err := writePages(string(content), out); err == nil || !strings.Contains(err.Error(), "y.md") {
		t.Errorf("front matter that is no YAML: %v", err)
	}
}
