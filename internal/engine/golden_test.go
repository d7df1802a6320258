package engine

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the golden pages anew")

// hash is the mark of its content in a style sheet's name, which changes with
// every change of the theme's looks.
var hash = regexp.MustCompile(`\.[0-9a-f]{12}\.css`)

// TestGoldenPages builds the small site of testdata/site.txtar and compares
// some of its pages, one of each layout, and its data.
func TestGoldenPages(t *testing.T) {
	const file = "testdata/site.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sources := fstest.MapFS{}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "content/") {
			sources[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	site := buildSite(t, sources)
	for i, f := range archive.Files {
		name, ok := strings.CutPrefix(f.Name, "want/")
		if !ok {
			continue
		}
		got := hash.ReplaceAllString(string(read(t, site, name)), ".HASH.css")
		got = strings.TrimSuffix(got, "\n") + "\n" // as files in an archive end
		if *update {
			archive.Files[i].Data = []byte(got)
		} else if diff := cmp.Diff(string(f.Data), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
