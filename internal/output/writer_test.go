package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestBuildReplacesOnlyWhatChanged(t *testing.T) {
	dir := t.TempDir()
	first := mustBuild(t, dir, pages{"index.html": "one", "a/index.html": "a", "b/index.html": "b"})
	if want := (Stats{Written: 3, Bytes: 5}); first != want {
		t.Errorf("first build: %+v, want %+v", first, want)
	}
	second := mustBuild(t, dir, pages{"index.html": "two", "a/index.html": "a", "c/index.html": "cc"})
	if want := (Stats{Written: 2, Unchanged: 1, Removed: 1, Bytes: 5}); second != want {
		t.Errorf("second build: %+v, want %+v", second, want)
	}
	want := map[string]string{
		".concord/": "", ".concord/manifest.json": tree(t, dir)[".concord/manifest.json"],
		"index.html": "two", "a/": "", "a/index.html": "a", "c/": "", "c/index.html": "cc",
	}
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestUnchangedFilesAreNotTouched(t *testing.T) {
	dir := t.TempDir()
	site := ring("a", 0, 3)
	mustBuild(t, dir, site)
	long := time.Date(2025, 11, 2, 0, 0, 0, 0, time.UTC)
	before := map[string]fs.FileInfo{}
	for p := range site.with(".concord/manifest.json", "") {
		name := filepath.Join(dir, p)
		if err := os.Chtimes(name, long, long); err != nil {
			t.Fatal(err)
		}
		before[name], _ = os.Stat(name)
	}
	if stats := mustBuild(t, dir, site); stats != (Stats{Unchanged: len(site)}) {
		t.Errorf("stats %+v", stats)
	}
	for name, was := range before {
		is, err := os.Stat(name)
		if err != nil || !os.SameFile(was, is) || !is.ModTime().Equal(long) {
			t.Errorf("%s was touched (%v)", name, err)
		}
	}
}

func TestSameLengthIsNotSameContent(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("x", 100_000)
	mustBuild(t, dir, pages{"a": long + "1", "b": long + "2"})
	if stats := mustBuild(t, dir, pages{"a": long + "1", "b": long + "3"}); stats.Written != 1 || stats.Unchanged != 1 {
		t.Errorf("stats %+v", stats)
	}
	if got := tree(t, dir)["b"]; got != long+"3" {
		t.Errorf("b ends in %q", got[len(got)-1:])
	}
}

func TestPaths(t *testing.T) {
	for path, ok := range map[string]bool{
		"index.html": true, "a/b/c.html": true, ".well-known/x": true, ".nojekyll": true, "대한민국/index.html": true,
		"": false, ".": false, "..": false, "../a": false, "a/../b": false, "/a": false, "a/": false,
		"a//b": false, "./a": false, `a\b`: false, "a\x00b": false, "a\xff": false,
		".concord": false, ".concord/manifest.json": false, ".Concord/x": false,
	} {
		_, err := build(t.TempDir(), pages{path: "x"}, nil)
		if (err == nil) != ok {
			t.Errorf("%q: %v", path, err)
		}
	}
}

func TestOneRunWritesAPathOnce(t *testing.T) {
	for _, c := range []struct {
		paths []string
		want  error
	}{
		{[]string{"a", "a"}, errTwice},
		{[]string{"a", "a/b"}, errBoth},
		{[]string{"a", "a/b/c"}, errBoth},
		{[]string{"a/b/c", "a"}, errBoth},
		{[]string{"a/b/c", "a/b"}, errBoth},
		{[]string{"a/b", "ab", "a/c"}, nil},
	} {
		w, err := Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range c.paths {
			err = w.Write(p, nil)
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%v: %v, want %v", c.paths, err, c.want)
		}
	}
}

func TestFileBecomesFolderAndBack(t *testing.T) {
	file := pages{"index.html": "home", "a": "file"}
	folder := pages{"index.html": "home", "a/index.html": "folder", "a/b/c": "deep"}
	dir := t.TempDir()
	mustBuild(t, dir, file)
	if stats := mustBuild(t, dir, folder); stats.Removed != 1 || stats.Written != 2 {
		t.Errorf("to a folder: %+v", stats)
	}
	wantCleanBuild(t, dir, folder)
	if stats := mustBuild(t, dir, file); stats.Removed != 2 || stats.Written != 1 {
		t.Errorf("to a file: %+v", stats)
	}
	wantCleanBuild(t, dir, file)
}

func TestHomePageBecomesFolderAndBack(t *testing.T) {
	dir := t.TempDir()
	for _, site := range []pages{{"index.html": "home"}, {"index.html/x": "x"}, {"index.html": "home"}} {
		mustBuild(t, dir, site)
		wantCleanBuild(t, dir, site)
	}
}

func TestAbortLeavesTheSiteAlone(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, ring("a", 0, 3))
	before := tree(t, dir)
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write("index.html", []byte("other")); err != nil {
		t.Fatal(err)
	}
	w.Abort()
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
	if err := w.Write("late", nil); !errors.Is(err, errOver) {
		t.Errorf("write after abort: %v", err)
	}
	if _, err := w.Commit(); !errors.Is(err, errOver) {
		t.Errorf("commit after abort: %v", err)
	}
}

func TestAbortedFirstBuildLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	w.Abort()
	if left := tree(t, dir); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

func TestAbortAfterCommitTouchesNoLaterRun(t *testing.T) {
	dir := t.TempDir()
	w, _ := Open(dir)
	if _, err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	later, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	w.Abort()
	if err := later.Write("a", nil); err != nil {
		t.Error(err)
	}
}

func TestFailedWriteIsNamedAndNeverPublished(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, pages{"index.html": "one"})
	full := func(op, name string) error {
		if op == "create" && strings.HasSuffix(name, "a.html") {
			return syscall.ENOSPC
		}
		return nil
	}
	w, err := open(dir, full)
	if err != nil {
		t.Fatal(err)
	}
	err = w.Write("x/a.html", []byte("a"))
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "write x/a.html: create ") {
		t.Errorf("write: %v", err)
	}
	if err := w.Write("index.html", []byte("two")); err != nil {
		t.Error(err)
	}
	if _, err := w.Commit(); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("commit: %v", err)
	}
	w.Abort()
	wantCleanBuild(t, dir, pages{"index.html": "one"})
}

func TestFailedCommitNamesTheFile(t *testing.T) {
	for _, c := range []struct{ op, suffix, want string }{
		{"rename", "new.html", "publish new.html: "},
		{"rename", "index.html", "publish index.html: "},
		{"remove", "old.html", "remove old.html, which is no longer part of the site: "},
		{"rename", "manifest.json", "record which files are ours: "},
	} {
		dir := t.TempDir()
		mustBuild(t, dir, pages{"index.html": "one", "old.html": "old"})
		_, err := build(dir, pages{"index.html": "two", "new.html": "new"}, func(op, name string) error {
			if op == c.op && strings.HasSuffix(name, c.suffix) && !strings.Contains(name, "tree") {
				return fs.ErrPermission
			}
			return nil
		})
		if !errors.Is(err, fs.ErrPermission) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

func TestConcurrentWritesGiveTheSameFolder(t *testing.T) {
	site := ring("a", 0, 100)
	dir := t.TempDir()
	if err := buildConcurrently(dir, site, 4); err != nil {
		t.Fatal(err)
	}
	wantCleanBuild(t, dir, site)
	if err := buildConcurrently(dir, ring("b", 50, 150), 4); err != nil {
		t.Fatal(err)
	}
	wantCleanBuild(t, dir, ring("b", 50, 150))
}

func buildConcurrently(dir string, site pages, workers int) error {
	w, err := Open(dir)
	if err != nil {
		return err
	}
	defer w.Abort()
	paths := make(chan string)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for p := range paths {
				_ = w.Write(p, []byte(site[p])) // Commit reports it
			}
		})
	}
	for p := range site {
		paths <- p
	}
	close(paths)
	wg.Wait()
	_, err = w.Commit()
	return err
}

func TestAdditionsTakeFewRenames(t *testing.T) {
	site := pages{"index.html": "home"}
	for i := range 100 {
		site[fmt.Sprintf("mous/%d/index.html", i)] = "page"
	}
	var renamed []string
	dir := t.TempDir()
	_, err := build(dir, site, func(op, name string) error {
		if rel, _ := filepath.Rel(dir, name); op == "rename" && !strings.HasPrefix(rel, stateDir) {
			renamed = append(renamed, rel)
		}
		return nil
	})
	if diff := cmp.Diff([]string{"mous", "index.html"}, renamed); err != nil || diff != "" {
		t.Error(err, diff)
	}
}
