package engine

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"concord/internal/search"
)

// indexText writes the search index of a built site for people to read: its
// records, then each of its keys with the entries in its list, with their
// weights; "names" says that it is a name of the entry.
func indexText(t testing.TB, site fs.FS) string {
	t.Helper()
	x := &indexFiles{t: t, site: site}
	root, err := search.ParseRoot(x.content(search.Root))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "version %d, %d entries, %+v\n", root.Version, root.Entries, root.Pillars)
	paths := map[int]string{}
	for _, r := range x.records(root) {
		paths[r.Slot] = r.Path
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n", line)
	}
	for _, name := range root.Vocabulary {
		keys, err := search.ParseVocabulary(x.content(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			x.writeKey(&b, &key, paths)
		}
	}
	return b.String()
}

// indexFiles are the files of a search index.
type indexFiles struct {
	t    testing.TB
	site fs.FS
}

func (x *indexFiles) stream(name string) []byte {
	x.t.Helper()
	is, stream, err := search.Decode(read(x.t, x.site, search.Folder+name+".js"))
	if err != nil || is != name {
		x.t.Fatalf("%s.js: is named %s: %v", name, is, err)
	}
	return stream
}

func (x *indexFiles) content(name string) []byte {
	x.t.Helper()
	content, err := search.Inflate(x.stream(name))
	if err != nil {
		x.t.Fatal(err)
	}
	return content
}

func (x *indexFiles) records(root *search.Contents) []search.Record {
	x.t.Helper()
	var beginning []byte
	if root.Beginning != "" {
		beginning = x.stream(root.Beginning)
	}
	var list []search.Record
	for _, directory := range root.Directories {
		names, err := search.ParseDirectory(x.content(directory))
		if err != nil {
			x.t.Fatal(err)
		}
		for _, name := range names {
			if name == "" {
				continue
			}
			content, err := search.InflateText(beginning, root.BeginningLength, x.stream(name))
			if err != nil {
				x.t.Fatal(err)
			}
			records, err := search.ParseRecords(content)
			if err != nil {
				x.t.Fatal(err)
			}
			list = append(list, records...)
		}
	}
	return list
}

func (x *indexFiles) writeKey(b *strings.Builder, key *search.Key, paths map[int]string) {
	x.t.Helper()
	list, err := search.ParseList(x.content(key.File)[key.Offset : key.Offset+key.Bytes])
	if err != nil || len(list) != key.Entries {
		x.t.Fatalf("the list of %s has %d entries: %v", key.Text, len(list), err)
	}
	fmt.Fprintf(b, "%s:", key.Text)
	for _, p := range list {
		fmt.Fprintf(b, " %s=%d", strings.Replace(paths[p.Slot], "index.html", "", 1), p.Weight)
		if slices.Contains(key.Targets, p.Slot) {
			b.WriteString(",names")
		}
	}
	b.WriteString("\n")
}
