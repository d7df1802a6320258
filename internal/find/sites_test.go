package find_test

import (
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"concord/internal/catalogue"
	"concord/internal/engine"
	"concord/internal/search"
	"concord/static"
	"concord/templates"
)

// realSite returns what can be found on the site of this repository.
func realSite(t *testing.T) []search.Entry {
	t.Helper()
	return entriesOf(t, os.DirFS("../.."))
}

// koreanSite returns what can be found on a site in Korean.
func koreanSite(t *testing.T) []search.Entry {
	t.Helper()
	archive, err := txtar.ParseFile("../engine/testdata/korean.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{}
	for _, file := range archive.Files {
		site[file.Name] = &fstest.MapFile{Data: file.Data}
	}
	return entriesOf(t, site)
}

func entriesOf(t *testing.T, site fs.FS) []search.Entry {
	t.Helper()
	e, err := engine.Evaluate(engine.Options{Site: site, Templates: templates.FS, Static: static.FS})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return catalogue.Entries(e.Site, e.Site.Editions()[0])
}
