package engine

import (
	"bytes"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
)

// TestSameSourcesGiveTheSameBytes builds the real site twice, in different
// folders and from sources that are listed in another order.
func TestSameSourcesGiveTheSameBytes(t *testing.T) {
	site := realSite(t)
	first, second := buildSite(t, site), buildSite(t, shuffled(t, site))
	names := published(t, first)
	if others := published(t, second); !slices.Equal(names, others) {
		t.Fatalf("the two sites have different files:\n%v\n%v", names, others)
	}
	for _, name := range names {
		if !bytes.Equal(read(t, first, name), read(t, second, name)) {
			t.Errorf("%s differs", name)
		}
	}
}

// shuffled is the same site from memory, whose folders list their files
// backwards.
func shuffled(t *testing.T, site fs.FS) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(site, "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(site, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return backwards{files}
}

type backwards struct{ fstest.MapFS }

// ReadDir lists a folder from its last file to its first.
func (b backwards) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := b.MapFS.ReadDir(name)
	slices.Reverse(entries)
	return entries, err
}
