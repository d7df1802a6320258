package engine

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"concord/internal/diag"
	"concord/static"
	"concord/templates"
)

// realSite is the first site: the content of this repository.
func realSite(t testing.TB) fs.FS {
	t.Helper()
	root, err := os.OpenRoot("../..")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return contentOnly{root.FS()}
}

// contentOnly hides everything but content/, as a site without a theme of its
// own has it.
type contentOnly struct{ fs.FS }

func (c contentOnly) Open(name string) (fs.File, error) {
	if name != "." && name != "content" && !strings.HasPrefix(name, "content/") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return c.FS.Open(name)
}

// buildSite builds a site into a new folder and returns its files.
func buildSite(t testing.TB, site fs.FS) fs.FS {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	e, err := Evaluate(Options{Site: site, Templates: templates.FS, Static: static.FS})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for _, d := range e.Diags {
		var b strings.Builder
		_ = diag.Print(&b, []diag.Diagnostic{d})
		t.Errorf("the site should be without a problem:\n%s", b.String())
	}
	if t.Failed() {
		t.FailNow()
	}
	if _, diags, err := e.Build(dir); err != nil || diags != nil {
		t.Fatalf("build: %v %v", err, diags)
	}
	return os.DirFS(dir)
}

// published lists the files of a built site.
func published(t testing.TB, site fs.FS) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if strings.HasPrefix(path.Base(name), ".") && name != "." {
				return fs.SkipDir
			}
			return err
		}
		names = append(names, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func read(t testing.TB, site fs.FS, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(site, name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// evaluate evaluates a site with the built-in theme.
func evaluate(t testing.TB, site fs.FS) *Evaluation {
	t.Helper()
	e, err := Evaluate(Options{Site: site, Templates: templates.FS, Static: static.FS})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}
