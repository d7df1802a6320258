package render

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"concord/internal/site"
	"concord/templates"

	"github.com/google/go-cmp/cmp"
)

func TestOverlay(t *testing.T) {
	o := Overlay(
		fstest.MapFS{"a.html": {Data: []byte("first")}, "partials/x.html": {Data: []byte("first x")}, "file": {Data: []byte("a file")}},
		fstest.MapFS{"a.html": {Data: []byte("second")}, "b.html": {Data: []byte("second b")}, "partials/y.html": {Data: []byte("second y")}, "file/in/folder": {}},
		fstest.MapFS{"b.html": {Data: []byte("third b")}, "only/third": {Data: []byte("third")}},
	)
	if err := fstest.TestFS(o, "a.html", "b.html", "partials/x.html", "partials/y.html", "only/third", "file"); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{
		"a.html": "first", "b.html": "second b", "partials/x.html": "first x", "partials/y.html": "second y", "only/third": "third", "file": "a file",
	} {
		if got, err := fs.ReadFile(o, name); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v", name, got, err)
		}
	}
	var walked []string
	err := fs.WalkDir(o, ".", func(name string, d fs.DirEntry, err error) error {
		if !d.IsDir() {
			walked = append(walked, name)
		}
		return err
	})
	want := []string{"a.html", "b.html", "file", "only/third", "partials/x.html", "partials/y.html"}
	if diff := cmp.Diff(want, walked); err != nil || diff != "" {
		t.Errorf("walked %v:\n%s", err, diff)
	}
	if got, err := fs.Glob(o, "*.html"); err != nil || len(got) != 2 {
		t.Errorf("glob: %v, %v", got, err)
	}
	for _, name := range []string{"file/in/folder", "none", "../a.html"} {
		if _, err := fs.ReadFile(o, name); err == nil {
			t.Errorf("%s can be read", name)
		}
	}
}

// unreadable is a layer that has a file and cannot read it.
type unreadable struct{ name string }

func (u unreadable) Open(name string) (fs.File, error) {
	if name == u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func TestUnreadableOverrideIsNotPassedOver(t *testing.T) {
	o := Overlay(unreadable{"a.html"}, fstest.MapFS{"a.html": {Data: []byte("below")}})
	if _, err := fs.ReadFile(o, "a.html"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v", err)
	}
	if _, _, err := New(Overlay(unreadable{"."}, templates.FS), plain{}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("New: got %v", err)
	}
}

func TestOverrides(t *testing.T) {
	for name, text := range map[string]string{
		"base.html":            `<!doctype html><title>x</title>MINE{{template "main" .}}`,
		"404.html":             `{{define "main"}}<h1>MINE {{.Page.Title}}</h1>{{end}}`,
		"partials/footer.html": `<footer>MINE</footer>`,
		"partials/head.html":   `<head>{{block "title" .}}<title>MINE</title>{{end}}</head>`,
	} {
		theme := loaded(t, Overlay(fstest.MapFS{name: {Data: []byte(text)}}, templates.FS))
		var b bytes.Buffer
		if d := theme.Execute(&b, site.LayoutNotFound, &site.NotFound{}); d != nil {
			t.Fatal(d)
		}
		if strings.Count(b.String(), "MINE") != 1 {
			t.Errorf("%s does not override:\n%s", name, b.String())
		}
	}
}
