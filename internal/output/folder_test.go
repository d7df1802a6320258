package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOpenTakesOnlyFoldersThatAreOurs(t *testing.T) {
	for _, c := range []struct {
		name    string
		files   map[string]string
		foreign string // what NotOursError names
	}{
		{"empty", nil, ""},
		{"dotfiles only", map[string]string{".gitignore": "*", ".git/HEAD": "ref"}, ""},
		{"a file", map[string]string{"notes.txt": "mine"}, "notes.txt"},
		{"a folder", map[string]string{".gitignore": "*", "src/main.go": "package main"}, "src"},
		{"a file and our state without a manifest", map[string]string{".concord/x": "", "x": ""}, "x"},
		{"a file and our manifest", map[string]string{".concord/manifest.json": `{"version":1}`, "x": ""}, ""},
	} {
		dir := t.TempDir()
		for p, content := range c.files {
			put(t, dir, p, content)
		}
		before := tree(t, dir)
		_, err := Open(dir)
		var refusal *NotOursError
		if !errors.As(err, &refusal) {
			if err != nil || c.foreign != "" {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if refusal.Path != c.foreign || refusal.Dir != dir {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
			t.Errorf("%s: a refusal changed the folder: %s", c.name, diff)
		}
	}
}

func TestOpenMakesTheFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	mustBuild(t, dir, pages{"index.html": "home"})
	if got := tree(t, dir)["index.html"]; got != "home" {
		t.Errorf("home page: %q", got)
	}
}

func TestOpenRefusesAFile(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "site", "a file")
	if _, err := Open(filepath.Join(dir, "site")); err == nil || !strings.Contains(err.Error(), "not a directory") {
		t.Error(err)
	}
}

func TestOpenRefusesAStateFolderThatLeadsElsewhere(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	put(t, elsewhere, "stage/precious", "mine")
	symlink(t, elsewhere, filepath.Join(dir, stateDir))
	if _, err := Open(dir); err == nil {
		t.Error("opened")
	}
	if tree(t, elsewhere)["stage/precious"] != "mine" {
		t.Error("removed a file elsewhere")
	}
}

func TestUserFilesStay(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, ".gitignore", "*\n")
	mustBuild(t, dir, pages{"index.html": "home", "a/index.html": "a", "b/index.html": "b"})
	put(t, dir, "CNAME", "example.org")
	put(t, dir, "a/notes.txt", "mine")
	mustBuild(t, dir, pages{"index.html": "home"})
	want := map[string]string{
		".gitignore": "*\n", "CNAME": "example.org", "a/": "", "a/notes.txt": "mine", "index.html": "home",
		".concord/": "", ".concord/manifest.json": tree(t, dir)[".concord/manifest.json"],
	}
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// A user's file is never replaced, whatever the site has at its path.
func TestUserFileInTheWayIsAnError(t *testing.T) {
	for _, c := range []struct {
		name, path, content string
		site                pages
		err                 bool
	}{
		{"other content", "robots.txt", "mine", pages{"robots.txt": "ours"}, true},
		{"same content", "robots.txt", "ours", pages{"robots.txt": "ours"}, false},
		{"a folder is needed", "a", "mine", pages{"a/index.html": "ours"}, true},
		{"a folder with it is in the way", "a/mine.txt", "mine", pages{"a": "ours"}, true},
		{"a new folder beside it", "a/mine.txt", "mine", pages{"a/b/index.html": "ours"}, false},
	} {
		dir := t.TempDir()
		mustBuild(t, dir, pages{"index.html": "one"})
		put(t, dir, c.path, c.content)
		_, err := build(dir, c.site, nil)
		var refusal *NotOursError
		if errors.As(err, &refusal) != c.err || (err != nil && refusal.Path != c.path) {
			t.Errorf("%s: %v", c.name, err)
		}
		if c.err && tree(t, dir)["index.html"] != "one" {
			t.Errorf("%s: the refusal came after publishing began", c.name)
		}
		if got := tree(t, dir)[c.path]; got != c.content {
			t.Errorf("%s: the user's file is now %q", c.name, got)
		}
	}
}

// The user's file stays theirs even while the site has the same bytes at its path.
func TestSameContentDoesNotMakeAFileOurs(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, ".nojekyll", "")
	mustBuild(t, dir, pages{"index.html": "one", ".nojekyll": ""})
	mustBuild(t, dir, pages{"index.html": "one"})
	if _, ok := tree(t, dir)[".nojekyll"]; !ok {
		t.Error("removed the user's file")
	}
}

func TestNothingIsWrittenOrRemovedThroughASymlink(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	mustBuild(t, dir, pages{"index.html": "home", "a/x": "x"})
	put(t, elsewhere, "x", "precious")
	if err := os.RemoveAll(filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	symlink(t, elsewhere, filepath.Join(dir, "a"))
	if _, err := build(dir, pages{"index.html": "home", "a/x": "y"}, nil); !errors.As(err, new(*NotOursError)) {
		t.Errorf("write: %v", err)
	}
	mustBuild(t, dir, pages{"index.html": "home"})
	if got := tree(t, elsewhere)["x"]; got != "precious" {
		t.Errorf("the file behind the link is now %q", got)
	}
}
