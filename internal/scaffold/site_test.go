package scaffold

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// tree lists what is in a folder.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestStart writes the sample as it is, into folders of every allowed sort.
func TestStart(t *testing.T) {
	site, err := Sample()
	if err != nil {
		t.Fatal(err)
	}
	empty := t.TempDir()
	for _, dir := range []string{empty, filepath.Join(t.TempDir(), "new"), filepath.Join(t.TempDir(), "a", "b", "c") + "/"} {
		if err := Start(dir); err != nil {
			t.Fatal(err)
		}
		err := fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			want, err := fs.ReadFile(site, name)
			if err != nil {
				return err
			}
			got, err := os.ReadFile(filepath.Join(dir, name))
			if string(got) != string(want) {
				t.Errorf("%s is not as in the sample", name)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(filepath.Join(dir, ".gitignore")); err != nil {
			t.Error(err)
		}
	}
}

func TestStartInCurrentFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := Start("."); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("content/site.yaml"); err != nil {
		t.Error(err)
	}
}

func TestStartRefusals(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("Dear reader"), 0o644); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{
		dir:                                    "is not empty: it holds letter.txt",
		filepath.Join(dir, "letter.txt"):       "letter.txt cannot be used",
		filepath.Join(dir, "letter.txt", "a"):  "cannot be used",
		filepath.Join(dir, "letter.txt/a/b/c"): "cannot be used",
	} {
		err := Start(at)
		var refusal *Refusal
		if !errors.As(err, &refusal) || !strings.Contains(err.Error(), want) || refusal.Hint() == "" {
			t.Errorf("%s: %v", at, err)
		}
	}
	if diff := cmp.Diff([]string{".", "letter.txt"}, tree(t, dir)); diff != "" {
		t.Errorf("something has changed\n%s", diff)
	}
}

// failing is a site one of whose files cannot be read.
type failing struct {
	fs.FS
	name string
	then func()
}

func (f failing) Open(name string) (fs.File, error) {
	if name == f.name {
		f.then()
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("the disk is broken")}
	}
	return f.FS.Open(name)
}

// TestHalfWay takes away what was made before a failure, and no more.
func TestHalfWay(t *testing.T) {
	site := fstest.MapFS{"a/b/one.md": {}, "a/two.md": {}, "z/three.md": {}}
	dir := t.TempDir()
	broken := failing{site, "z/three.md", func() {
		if got := len(tree(t, filepath.Join(dir, "x", "new"))); got != 6 {
			t.Errorf("%d names stood there before the failure", got)
		}
	}}
	err := start(filepath.Join(dir, "x", "new"), broken)
	if err == nil || !strings.Contains(err.Error(), "the disk is broken") {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"."}, tree(t, dir)); diff != "" {
		t.Errorf("something was left\n%s", diff)
	}
}

// TestHalfWayInUse leaves what others have put among its files, and says where.
func TestHalfWayInUse(t *testing.T) {
	dir := t.TempDir()
	site := fstest.MapFS{"a/one.md": {}, "z/two.md": {}}
	err := start(dir, failing{site, "z/two.md", func() {
		if err := os.WriteFile(filepath.Join(dir, "a", "letter.txt"), nil, 0o644); err != nil {
			t.Error(err)
		}
	}})
	if want := "these could not be removed again: " + filepath.Join(dir, "a"); err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("%v, want … %s", err, want)
	}
	if diff := cmp.Diff([]string{".", "a", "a/letter.txt"}, tree(t, dir)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
