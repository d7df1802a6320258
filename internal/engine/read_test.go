package engine

import (
	"testing"
	"testing/fstest"

	"concord/static"
	"concord/templates"
)

// TestOnReadIsToldTheSizeOfTheMarkdown: programs bound their memory by it.
func TestOnReadIsToldTheSizeOfTheMarkdown(t *testing.T) {
	files := map[string]string{
		"content/site.yaml": "title: A site\n", "content/index.md": "---\ntitle: Home\n---\n",
		"content/guide/a.md": "---\ntitle: A\n---\nWords.\n", "content/picture.bin": "not Markdown",
	}
	site := fstest.MapFS{}
	for name, text := range files {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var told []int64
	e, err := Evaluate(Options{Site: site, Templates: templates.FS, Static: static.FS, OnRead: func(n int64) { told = append(told, n) }})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	want := int64(len(files["content/index.md"]) + len(files["content/guide/a.md"]))
	if len(told) != 1 || told[0] != want {
		t.Errorf("told %v, want %d once", told, want)
	}
}
