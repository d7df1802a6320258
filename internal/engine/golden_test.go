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

	"concord/internal/search"
)

var update = flag.Bool("update", false, "write the golden pages anew")

// hash is the mark of its content in the name of a style sheet or script, which
// changes with every change of the theme.
var hash = regexp.MustCompile(`\.[0-9a-f]{12}\.(css|js)`)

// TestGoldenPages builds the small site of testdata/site.txtar and compares
// some of its pages, one of each layout, its data, and what its search index
// holds.
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
		var got string
		if name+"/" == search.Folder {
			got = indexText(t, site)
		} else {
			got = string(read(t, site, name))
		}
		got = hash.ReplaceAllString(got, ".HASH.$1")
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
