package serve

import (
	"context"
	"sync"

	"concord/internal/watch"
)

// lookout watches the sources, from when the site has read them for the first
// time: looking at every file before would only keep the first page waiting. What
// changes in the meantime is found by comparing what was read with what is there.
type lookout struct {
	open func() (*watch.Watcher, error)

	mu      sync.Mutex
	read    map[string]reading // until there is a watcher
	watcher *watch.Watcher
}

// reading is what the site found when it read a file.
type reading struct {
	sum watch.Sum
	ok  bool
}

func newLookout(open func() (*watch.Watcher, error)) *lookout {
	return &lookout{open: open, read: map[string]reading{}}
}

// found is told what the site read.
func (l *lookout) found(name string, sum watch.Sum, ok bool) {
	l.mu.Lock()
	w := l.watcher
	if w == nil {
		l.read[name] = reading{sum, ok}
	}
	l.mu.Unlock()
	if w != nil {
		w.Found(name, sum, ok)
	}
}

// next waits for changes. The first time it begins to watch.
func (l *lookout) next(ctx context.Context) (watch.Changes, error) {
	if l.watcher != nil {
		return l.watcher.Next(ctx)
	}
	w, err := l.open()
	if err != nil {
		return watch.Changes{}, err
	}
	l.mu.Lock()
	read := l.read
	l.watcher, l.read = w, nil
	l.mu.Unlock()
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

func (l *lookout) close() error {
	if l.watcher == nil {
		return nil
	}
	return l.watcher.Close()
}
