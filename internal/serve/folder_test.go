package serve

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, text string, elem ...string) {
	t.Helper()
	name := filepath.Join(elem...)
	must(t, os.MkdirAll(filepath.Dir(name), 0o755))
	must(t, os.WriteFile(name, []byte(text), 0o644))
}

func TestFolder(t *testing.T) {
	path := t.TempDir()
	put(t, "a", path, "content", "a.md")
	f, err := openFolder(path)
	must(t, err)
	must(t, fstest.TestFS(f, "content/a.md"))
	must(t, f.close())
	if _, err := openFolder(filepath.Join(path, "content", "a.md")); err == nil {
		t.Error("a file was opened as a folder")
	}
}

// TestFolderStaysInside: a link in the sources does not lead out of them.
func TestFolderStaysInside(t *testing.T) {
	path := t.TempDir()
	put(t, "secret", path, "secret.md")
	put(t, "a", path, "site", "a.md")
	if err := os.Symlink("../secret.md", filepath.Join(path, "site", "out.md")); err != nil {
		t.Skipf("skipped: this system makes no symbolic links: %v", err)
	}
	must(t, os.Symlink("a.md", filepath.Join(path, "site", "in.md")))
	f, err := openFolder(filepath.Join(path, "site"))
	must(t, err)
	defer func() { must(t, f.close()) }()
	if text, err := fs.ReadFile(f, "in.md"); string(text) != "a" || err != nil {
		t.Errorf("a link inside: %q, %v", text, err)
	}
	for _, name := range []string{"out.md", "../secret.md", filepath.Join(path, "secret.md")} {
		if text, err := fs.ReadFile(f, name); err == nil {
			t.Errorf("%s: %q", name, text)
		}
		if _, err := fs.Stat(f, name); err == nil {
			t.Errorf("%s is seen", name)
		}
	}
	if info, err := fs.Lstat(f, "out.md"); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("the link itself: %v", err)
	}
}

// TestFolderAgain: another folder of the same name is seen when it is opened
// again, and until one is there the old one stays.
func TestFolderAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "site")
	put(t, "old", path, "a.md")
	f, err := openFolder(path)
	must(t, err)
	defer func() { must(t, f.close()) }()
	expect := func(want string) {
		t.Helper()
		if text, err := fs.ReadFile(f, "a.md"); string(text) != want {
			t.Errorf("%q, %v; want %q", text, err, want)
		}
	}
	must(t, os.Rename(path, path+"-moved"))
	if err := f.reopen(); err == nil {
		t.Error("a folder that is not there was opened")
	}
	expect("old")
	put(t, "new", path, "a.md")
	expect("old")
	must(t, f.reopen())
	expect("new")
}
