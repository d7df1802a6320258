package watch

import (
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// ear is a notifier that does as a test says.
type ear struct {
	notifier
	ears   *ears
	events chan fsnotify.Event
	errors chan error
	closed bool
}

func (e *ear) Events() <-chan fsnotify.Event { return e.events }
func (e *ear) Errors() <-chan error          { return e.errors }

func (e *ear) Add(folder string) error {
	e.ears.mu.Lock()
	fail := e.ears.add
	e.ears.mu.Unlock()
	if fail != nil {
		if err := fail(folder); err != nil {
			return err
		}
	}
	return e.notifier.Add(folder)
}

// ears makes them.
type ears struct {
	mu   sync.Mutex
	add  func(folder string) error // called before a folder is added
	deaf bool                      // events are lost
	last *ear
	made int
}

func (s *ears) make() (notifier, error) {
	n, err := newNative()
	if err != nil {
		return nil, err
	}
	e := &ear{notifier: n, ears: s, events: make(chan fsnotify.Event), errors: make(chan error, 1)}
	s.mu.Lock()
	s.last = e
	s.made++
	s.mu.Unlock()
	go e.pass()
	go func() {
		for err := range n.Errors() {
			e.report(err)
		}
	}()
	return e, nil
}

// pass passes events on, or loses them.
func (e *ear) pass() {
	defer close(e.events)
	for event := range e.notifier.Events() {
		e.ears.mu.Lock()
		deaf := e.ears.deaf
		e.ears.mu.Unlock()
		if !deaf {
			e.events <- event
		}
	}
}

func (e *ear) Close() error {
	e.ears.set(func() {
		e.closed = true
		close(e.errors)
	})
	return e.notifier.Close()
}

func (s *ears) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// report reports an error as the system would.
func (s *ears) report(err error) {
	s.mu.Lock()
	last := s.last
	s.mu.Unlock()
	last.report(err)
}

// report reports an error, unless one is on its way or all is looked at anyway.
func (e *ear) report(err error) {
	e.ears.set(func() {
		if e.closed {
			return
		}
		select {
		case e.errors <- err:
		default:
		}
	})
}

func (s *ears) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.made
}

func (b *bed) withEars() *ears {
	s := &ears{}
	b.sys.notifier = s.make
	return s
}

// quiet keeps a bed from looking at anything that events do not tell.
func (b *bed) quiet() { b.sys.beat = time.Hour }

func (b *bed) send(ears *ears, name string, op fsnotify.Op) {
	ears.mu.Lock()
	last := ears.last
	ears.mu.Unlock()
	last.events <- fsnotify.Event{Name: b.path(name), Op: op}
}
