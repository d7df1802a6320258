package watch

import (
	"errors"
	"sync"

	"github.com/fsnotify/fsnotify"
)

// notifier tells of events in the folders that were added to it. Tests put
// faults in its place.
type notifier interface {
	Add(folder string) error
	Close() error // closes both channels
	Events() <-chan fsnotify.Event
	Errors() <-chan error
}

// native is what the system tells.
type native struct{ *fsnotify.Watcher }

func newNative() (notifier, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return native{w}, nil
}

func (n native) Events() <-chan fsnotify.Event { return n.Watcher.Events }
func (n native) Errors() <-chan error          { return n.Watcher.Errors }

// inbox gathers what a notifier tells, by names, however busy the watcher is:
// the queue of the system is short, and where fsnotify waits for its events to
// be taken it may not add a folder.
type inbox struct {
	wake chan struct{}

	mu     sync.Mutex
	ops    map[string]fsnotify.Op // by the names of the system
	errors []error
}

func newInbox() *inbox {
	return &inbox{wake: make(chan struct{}, 1), ops: map[string]fsnotify.Op{}}
}

// gather gathers until the notifier is closed.
func (b *inbox) gather(n notifier) {
	events, errs := n.Events(), n.Errors()
	for events != nil || errs != nil {
		select {
		case e, ok := <-events:
			if !ok {
				events = nil
				continue
			}
			b.put(func() { b.ops[e.Name] |= e.Op })
		case err, ok := <-errs:
			if !ok {
				errs = nil
				continue
			}
			b.put(func() { b.errors = append(b.errors, err) })
		}
	}
}

func (b *inbox) put(do func()) {
	b.mu.Lock()
	do()
	b.mu.Unlock()
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// take empties the inbox.
func (b *inbox) take() (map[string]fsnotify.Op, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	ops, err := b.ops, errors.Join(b.errors...)
	b.ops, b.errors = map[string]fsnotify.Op{}, nil
	return ops, err
}
