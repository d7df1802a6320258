package serve

import (
	"io/fs"
	"path"
	"strings"
)

// listing is the names of files that the site has found, by their folders.
type listing map[string]map[string]bool

// add adds a file and says whether it is new.
func (l listing) add(name string) bool {
	folder, base := path.Split(name)
	folder = path.Clean(folder)
	if l[folder] == nil {
		l[folder] = map[string]bool{}
	}
	is := l[folder][base]
	l[folder][base] = true
	return !is
}

func (l listing) has(name string) bool {
	folder, base := path.Split(name)
	return l[path.Clean(folder)][base]
}

// drop takes a file away.
func (l listing) drop(name string) {
	folder, base := path.Split(name)
	delete(l[path.Clean(folder)], base)
}

// replace takes away what a folder, as it is listed now, does not hold any more,
// and what such folders below it held.
func (l listing) replace(folder string, entries []fs.DirEntry) (gone []string) {
	there := make(map[string]bool, len(entries))
	for _, e := range entries {
		there[e.Name()] = true
	}
	for base := range l[folder] {
		if !there[base] {
			gone = append(gone, path.Join(folder, base))
			delete(l[folder], base)
		}
	}
	for below, bases := range l {
		rest, inside := strings.CutPrefix(below, folder+"/")
		if first, _, _ := strings.Cut(rest, "/"); !inside || there[first] {
			continue
		}
		for base := range bases {
			gone = append(gone, path.Join(below, base))
		}
		delete(l, below)
	}
	return gone
}
