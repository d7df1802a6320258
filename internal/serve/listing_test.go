package serve

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"concord/internal/watch"
)

// TestLookoutListing: what the site missed when it listed a folder is told again,
// though nothing is other than it was when the watcher looks; and a file that is
// listed and never read is told of when it goes.
func TestLookoutListing(t *testing.T) {
	path := t.TempDir()
	put(t, "a", path, "content", "guide", "a.md")
	put(t, "text", path, "content", "text.txt")
	f, err := openFolder(path)
	must(t, err)
	defer f.close()
	l := newLookout(path, func() (*watch.Watcher, error) { return watch.Open(path, watch.Options{Folders: folders()}) })
	defer l.close()
	f.listed = l.listed
	list := func(names ...string) {
		for _, name := range names {
			_, _ = f.ReadDir(name)
		}
	}
	heard := map[string]bool{}
	told := func(name string) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), patient)
		defer cancel()
		for !heard[name] {
			c, err := l.next(ctx)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, n := range slices.Concat(c.Created, c.Changed, c.Removed) {
				heard[n] = true
			}
		}
		delete(heard, name)
	}
	list("content", "content/guide")
	l.found("content/guide/a.md", watch.Sum{1}, true)
	must(t, os.Remove(filepath.Join(path, "content", "text.txt")))
	told("content/text.txt")
	told("content/guide/a.md") // is not what was found
	must(t, os.Rename(filepath.Join(path, "content", "guide"), filepath.Join(path, "guide")))
	list("content")
	must(t, os.Rename(filepath.Join(path, "guide"), filepath.Join(path, "content", "guide")))
	told("content/guide/a.md")
}
