package watch

import (
	"errors"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

func TestDue(t *testing.T) {
	now := long
	for _, c := range []struct {
		title             string
		first, rest, want time.Duration // from now
	}{
		{"the first event", 0, 0, 5},
		{"another", -7, 0, 5},
		{"events without end", -97, 0, 3},
		{"long over", -200, -300, -100},
		{"soon after a look that took long", 0, 80, 80},
		{"late after one", 0, 2, 5},
		{"without end, after one", -97, 80, 80},
	} {
		w := &loop{options: Options{Quiet: 5, Most: 100}, first: now.Add(c.first), rest: now.Add(c.rest)}
		if got := w.due(now).Sub(now); got != c.want {
			t.Errorf("%s: in %d, want %d", c.title, got, c.want)
		}
	}
}

// Changes that never end are told of all the same.
func TestMost(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.options.Quiet, b.options.Most = time.Hour, time.Millisecond
		b.open()
		b.write("a", "content/a.md")
		b.expect("+content/a.md")
	})
}

// When polling, what one look finds is told of once the next finds no more.
func TestPollingSettles(t *testing.T) {
	b := newBed(t)
	b.options.Poll, b.options.Most = time.Hour, time.Hour
	b.open()
	b.must(b.w.Close())
	w := b.w.loop
	for _, name := range []string{"content/a.md", "content/b.md"} {
		b.write("x", name)
		w.pollOnce()
		if c := w.ledger.take(); !c.Empty() {
			t.Errorf("told of %s at once", written(c))
		}
	}
	w.pollOnce()
	if got := written(w.ledger.take()); got != "+content/a.md +content/b.md" {
		t.Errorf("told of %s", got)
	}
	w.pollOnce()
	if c := w.ledger.take(); !c.Empty() {
		t.Errorf("told twice of %s", written(c))
	}
}

// The pause between looks grows with the time that they take.
func TestPause(t *testing.T) {
	for _, c := range []struct{ interval, sweeping, fidgeting, want time.Duration }{
		{0, 900, 2, 20}, {0, 900, 10, 90}, {500, 0, 900, 500}, {500, 50, 0, 500}, {500, 100, 0, 900},
	} {
		w := &loop{interval: c.interval, sweeping: c.sweeping, fidgeting: c.fidgeting, sys: system{beat: 20}}
		if got := w.pause(); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

// The inbox has all that was said of a name, and all errors.
func TestInbox(t *testing.T) {
	b := newInbox()
	e := &ear{events: make(chan fsnotify.Event), errors: make(chan error)}
	over := make(chan struct{})
	go func() {
		b.gather(e)
		close(over)
	}()
	first, second := errors.New("first"), errors.New("second")
	e.events <- fsnotify.Event{Name: "a", Op: fsnotify.Rename}
	e.errors <- first
	e.events <- fsnotify.Event{Name: "a", Op: fsnotify.Chmod}
	e.events <- fsnotify.Event{Name: "b", Op: fsnotify.Write}
	e.errors <- second
	close(e.errors)
	close(e.events)
	<-over
	<-b.wake
	ops, err := b.take()
	if len(ops) != 2 || ops["a"] != fsnotify.Rename|fsnotify.Chmod || ops["b"] != fsnotify.Write {
		t.Errorf("got %v", ops)
	}
	if !errors.Is(err, first) || !errors.Is(err, second) {
		t.Errorf("got the errors %v", err)
	}
	if ops, err := b.take(); len(ops) > 0 || err != nil {
		t.Errorf("taken twice: %v, %v", ops, err)
	}
}
