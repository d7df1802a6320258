package browser_test

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"concord/internal/browser"
	"concord/internal/engine"
	"concord/internal/render"
	"concord/static"
	"concord/templates"

	"github.com/rogpeppe/go-internal/txtar"
)

// built is a site in a folder.
type built struct{ folder string }

// build builds a site.
func build(t testing.TB, sources fs.FS) built {
	t.Helper()
	e, err := engine.Evaluate(engine.Options{Site: sources, Templates: templates.FS, Static: static.FS})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if len(e.Diags) > 0 {
		t.Fatalf("the site should be without a problem: %v", e.Diags)
	}
	folder := filepath.Join(t.TempDir(), "site")
	if _, diags, err := e.Build(folder); err != nil || diags != nil {
		t.Fatalf("build: %v %v", err, diags)
	}
	return built{folder}
}

// host serves the site and returns its address.
func (b built) host(t testing.TB) string {
	t.Helper()
	return browser.Serve(t, os.DirFS(b.folder))
}

// disk is the address of the site as files.
func (b built) disk() string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(b.folder) + "/"}).String()
}

// small is the small site of the engine's tests.
func small(t testing.TB) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("../engine/testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		if ok, _ := filepath.Match("want/*", f.Name); !ok {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

// withEngine is a site whose searches are answered by testdata/engine.ts. That
// a site can replace a single module is tested by the way.
func withEngine(t testing.TB, site fstest.MapFS) fs.FS {
	t.Helper()
	text, err := os.ReadFile("testdata/engine.ts")
	if err != nil {
		t.Fatal(err)
	}
	return render.Overlay(fstest.MapFS{"static/ts/engine/index.ts": &fstest.MapFile{Data: text}}, site)
}
