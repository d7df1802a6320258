package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"concord/internal/record"
	"concord/internal/watch"
)

// lookout watches the sources, from when the site has read them for the first
// time: looking at every file before would only keep the first page waiting. What
// changes in the meantime is found by comparing what was read with what is there.
type lookout struct {
	path string // of the site's folder
	open func() (*watch.Watcher, error)

	mu      sync.Mutex
	read    map[string]reading // until there is a watcher
	watcher *watch.Watcher
	closed  bool
	listing listing
}

// reading is what the site found when it read a file.
type reading struct {
	sum watch.Sum
	ok  bool
}

func newLookout(path string, open func() (*watch.Watcher, error)) *lookout {
	return &lookout{path: path, open: open, read: map[string]reading{}, listing: listing{}}
}

// found is told what the site read.
func (l *lookout) found(name string, sum watch.Sum, ok bool) {
	l.mu.Lock()
	if !ok && l.vanished(name) {
		ok = true // so the watcher tells that it has gone
	}
	w := l.watcher
	if w == nil {
		l.read[name] = reading{sum, ok}
	}
	if ok && name != record.ConfigPath { // that this is not listed tells the site nothing
		l.listing.add(name)
	}
	l.mu.Unlock()
	if w != nil {
		w.Found(name, sum, ok)
	}
}

// listed is told what the site found in a folder. A file that the site had and
// that is not there was missed, even if it is back as it was by the time that
// the watcher looks. A file that the site lists and never reads counts as read,
// with a hash that no file has, so that the watcher tells if it goes.
func (l *lookout) listed(folder string, entries []fs.DirEntry) {
	l.mu.Lock()
	gone := l.listing.replace(folder, entries)
	if entries == nil {
		l.listing.drop(folder)
	}
	var come []string
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if !e.IsDir() && (isListed(name) || ofTheme(name)) && l.listing.add(name) && isListed(name) {
			come = append(come, name)
		}
	}
	l.mu.Unlock()
	for _, name := range gone {
		l.found(name, watch.Sum{}, false)
	}
	for _, name := range come {
		l.found(name, watch.Sum{}, true)
	}
}

// stated is told what the site found at a name. What is not there holds nothing,
// and a file in the place of a folder of sources counts as one that is listed.
func (l *lookout) stated(name string, info fs.FileInfo) {
	switch {
	case info == nil:
		l.mu.Lock()
		vanished := l.vanished(name)
		l.mu.Unlock()
		l.listed(name, nil)
		if vanished {
			l.found(name, watch.Sum{}, true)
		}
	case slices.Contains(folders(), name):
		l.mu.Lock()
		come := !info.IsDir() && l.listing.add(name)
		if info.IsDir() {
			l.listing.drop(name)
		}
		l.mu.Unlock()
		if come {
			l.found(name, watch.Sum{}, true)
		}
	}
}

// vanished says whether a file of the theme was listed and has gone since. The
// site was to be without it, and not with one that cannot be read.
func (l *lookout) vanished(name string) bool {
	if !ofTheme(name) || !l.listing.has(name) {
		return false
	}
	_, err := os.Lstat(filepath.Join(l.path, filepath.FromSlash(name)))
	return errors.Is(err, fs.ErrNotExist)
}

// ofTheme says whether a file is one of the site's theme, whose files are listed
// first and then looked at.
func ofTheme(name string) bool {
	return strings.HasPrefix(name, "static/") || strings.HasPrefix(name, "templates/")
}

// isListed says whether a file is published as it is, and read only when it is
// asked for.
func isListed(name string) bool {
	return strings.HasPrefix(name, "content/") && path.Ext(name) != ".md" && name != record.ConfigPath
}

// next waits for changes. The first time it begins to watch.
func (l *lookout) next(ctx context.Context) (watch.Changes, error) {
	l.mu.Lock()
	begun := l.watcher
	l.mu.Unlock()
	if begun != nil {
		return begun.Next(ctx)
	}
	w, err := l.open()
	for errors.Is(err, fs.ErrNotExist) { // the folder is away, and may come back
		select {
		case <-ctx.Done():
			return watch.Changes{}, ctx.Err()
		case <-time.After(again):
			w, err = l.open()
		}
	}
	if err != nil {
		return watch.Changes{}, err
	}
	l.mu.Lock()
	read, closed := l.read, l.closed
	l.watcher, l.read = w, nil
	l.mu.Unlock()
	if closed { // while it was opened
		return watch.Changes{}, errors.Join(watch.ErrClosed, w.Close())
	}
	for name, r := range read {
		w.Found(name, r.sum, r.ok)
	}
	if c := unread(w.Files(), read); !c.Empty() {
		return c, nil
	}
	return w.Next(ctx)
}

// unread are the files that came after the site had listed them. Those that it
// has no need to read are among them, which harms nobody.
func unread(files []watch.File, read map[string]reading) watch.Changes {
	var c watch.Changes
	for _, f := range files {
		if _, known := read[f.Name]; !known {
			c.Created = append(c.Created, f.Name)
		}
	}
	return c
}

// close ends watching, also where it only begins.
func (l *lookout) close() error {
	l.mu.Lock()
	w := l.watcher
	l.closed = true
	l.mu.Unlock()
	if w == nil {
		return nil
	}
	return w.Close()
}
