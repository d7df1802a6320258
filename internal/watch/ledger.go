package watch

import (
	"slices"
	"strings"
	"sync"
)

// File is one file as the consumer was told of it.
type File struct {
	Name       string
	Sum        Sum  // of its bytes; zero where they cannot be read
	Unreadable bool // as in Changes
}

// ledger holds what is there and what the consumer was told of it. The loop
// alone writes now, so it may read it without the lock.
type ledger struct {
	wake chan struct{} // a set may be ready

	mu    sync.Mutex
	now   map[string]entry
	told  map[string]entry // where it differs from now
	root  bool             // the root is another folder than what was told
	ready bool             // what is there is settled
}

func newLedger() *ledger {
	return &ledger{wake: make(chan struct{}, 1), now: map[string]entry{}, told: map[string]entry{}}
}

// finding is what a look found at a name.
type finding struct {
	name  string
	entry entry
}

// apply enters what a look found, and says whether the consumer would see a
// difference to the look before.
func (l *ledger) apply(findings []finding) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	changed := false
	for _, f := range findings {
		from := l.now[f.name]
		if f.entry.kind == absent {
			delete(l.now, f.name)
		} else {
			l.now[f.name] = f.entry
		}
		if !from.same(f.entry) {
			l.differ(f.name, from, f.entry)
			changed = true
		}
	}
	return changed
}

// differ notes that a name went from one state to another.
func (l *ledger) differ(name string, from, to entry) {
	known, ok := l.told[name]
	switch {
	case !ok:
		l.told[name] = from
	case known.same(to):
		delete(l.told, name)
	}
}

// release says that what was applied is settled.
func (l *ledger) release() {
	l.mu.Lock()
	l.ready = len(l.told) > 0 || l.root
	ready := l.ready
	l.mu.Unlock()
	if ready {
		select {
		case l.wake <- struct{}{}:
		default: // who waits will look
		}
	}
}

// replaceRoot notes that the root is another folder.
func (l *ledger) replaceRoot() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.root = true
}

// take returns the settled changes, if any: the consumer is told.
func (l *ledger) take() Changes {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ready {
		return Changes{}
	}
	c := Changes{Root: l.root}
	for name, before := range l.told {
		after := l.now[name]
		c.add(name, fate{before.kind != absent, after.kind != absent, after.kind > file})
	}
	c.sort()
	l.tell()
	return c
}

// toldAll says that the consumer knows what is there.
func (l *ledger) toldAll() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tell()
}

func (l *ledger) tell() {
	l.told = map[string]entry{} // a map that was large stays large
	l.root, l.ready = false, false
}

// found notes what the consumer has. It is not ready by that: if the consumer
// can never read what we can, it is not to try again at once.
func (l *ledger) found(name string, sum Sum, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now[name]
	has := entry{kind: file, sum: sum}
	if !ok {
		has = entry{}
	}
	if has.same(now) || !ok && now.kind > file {
		delete(l.told, name)
		return
	}
	l.told[name] = has
}

func (l *ledger) files() []File {
	l.mu.Lock()
	list := make([]File, 0, len(l.now))
	for name, e := range l.now {
		if before, ok := l.told[name]; ok {
			e = before
		}
		list = appendFile(list, name, e)
	}
	for name, before := range l.told {
		if _, ok := l.now[name]; !ok {
			list = appendFile(list, name, before)
		}
	}
	l.mu.Unlock()
	slices.SortFunc(list, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func appendFile(list []File, name string, e entry) []File {
	if e.kind == absent {
		return list
	}
	return append(list, File{Name: name, Sum: e.sum, Unreadable: e.kind > file})
}
