package serve

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"concord/internal/watch"

	"concord/internal/engine"
)

// desk is a follower under test, in a bubble of its own time.
type desk struct {
	t      *testing.T
	site   *fake
	sets   chan watch.Changes
	mu     sync.Mutex
	log    []string // what was done
	fail   []error  // of the next updates, in order
	open   []error  // of the next times that the folder is opened
	cancel context.CancelFunc
	over   chan error
}

func atDesk(t *testing.T, test func(d *desk)) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t, site: newFake(), sets: make(chan watch.Changes), over: make(chan error, 1)}
		d.site.update = d.update
		test(d)
		d.cancel()
		if err := <-d.over; !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	})
}

func (d *desk) begin() {
	ctx, cancel := context.WithCancel(context.Background())
	d.cancel = cancel
	f := &follower{site: d.site, next: d.next, reopen: d.reopen, done: func(err error) { d.note("done %v", err) }}
	go func() { d.over <- f.run(ctx) }()
	synctest.Wait()
}

func (d *desk) note(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.log = append(d.log, fmt.Sprintf(format, args...))
}

// done takes what was done since it was taken last.
func (d *desk) done() []string {
	synctest.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	log := d.log
	d.log = nil
	return log
}

func (d *desk) next(ctx context.Context) (watch.Changes, error) {
	select {
	case c, ok := <-d.sets:
		if !ok {
			return c, watch.ErrClosed
		}
		return c, nil
	case <-ctx.Done():
		return watch.Changes{}, ctx.Err()
	}
}

func (d *desk) update(_ context.Context, c engine.Changes) error {
	d.note("update %v %t", c.Names, c.All)
	return pop(&d.fail)
}

func (d *desk) reopen() error {
	d.note("open")
	return pop(&d.open)
}

func pop(list *[]error) error {
	if len(*list) == 0 {
		return nil
	}
	err := (*list)[0]
	*list = (*list)[1:]
	return err
}

func (d *desk) comes(c watch.Changes) {
	d.sets <- c
	synctest.Wait()
}

// expect fails unless this was done since it was asked last.
func (d *desk) expect(want string) {
	d.t.Helper()
	if got := strings.Join(d.done(), "; "); got != want {
		d.t.Errorf("got  %s\nwant %s", got, want)
	}
}

const atFirst = "open; update [] true; done <nil>"

func TestFollow(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.begin()
		d.expect(atFirst)
		d.comes(watch.Changes{Created: []string{"a"}, Changed: []string{"b", "c"}, Removed: []string{"d"}, Unreadable: []string{"a"}})
		d.expect("update [a b c d] false; done <nil>")
		d.comes(watch.Changes{Root: true, Changed: []string{"b"}})
		d.expect("open; update [b] true; done <nil>")
		time.Sleep(time.Hour)
		d.expect("")
	})
}

// TestFollowHeals: whatever fails is tried again, and then everything is read.
func TestFollowHeals(t *testing.T) {
	full := errors.New("disk full")
	t.Run("by itself", func(t *testing.T) {
		atDesk(t, func(d *desk) {
			d.fail = []error{full, full}
			d.begin()
			d.expect("open; update [] true; done disk full")
			time.Sleep(again)
			d.expect("open; update [] true; done disk full")
			time.Sleep(again)
			d.expect(atFirst)
			time.Sleep(time.Hour)
			d.expect("")
		})
	})
	t.Run("by the next change", func(t *testing.T) {
		atDesk(t, func(d *desk) {
			d.begin()
			d.fail = []error{full}
			d.expect(atFirst)
			d.comes(watch.Changes{Changed: []string{"a"}})
			d.expect("update [a] false; done disk full")
			d.comes(watch.Changes{Changed: []string{"b"}})
			d.expect("open; update [a b] true; done <nil>")
			d.comes(watch.Changes{Changed: []string{"c"}})
			d.expect("update [c] false; done <nil>")
			time.Sleep(time.Hour)
			d.expect("")
		})
	})
	t.Run("when the folder is back", func(t *testing.T) {
		atDesk(t, func(d *desk) {
			d.begin()
			d.expect(atFirst)
			d.open = []error{errors.New("no folder")}
			d.comes(watch.Changes{Root: true, Removed: []string{"a"}})
			d.expect("open; done no folder")
			time.Sleep(again)
			d.expect(atFirst)
		})
	})
	t.Run("a hundred times", func(t *testing.T) {
		atDesk(t, func(d *desk) {
			for range 100 {
				d.fail = append(d.fail, full)
			}
			d.begin()
			time.Sleep(100 * again)
			if log := d.done(); len(log) != 3*101 || log[302] != "done <nil>" {
				d.t.Errorf("%d steps, at last %v", len(log), log[max(0, len(log)-3):])
			}
		})
	})
}

// TestFollowOutdated: an update that changes overtake is made up for.
func TestFollowOutdated(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.begin()
		d.expect(atFirst)
		d.site.update = func(ctx context.Context, c engine.Changes) error {
			d.note("begin %v", c.Names)
			<-ctx.Done()
			d.site.update = d.update
			return fmt.Errorf("in words of its own: %w", ctx.Err())
		}
		d.comes(watch.Changes{Changed: []string{"a"}})
		d.comes(watch.Changes{Created: []string{"b"}})
		d.expect("begin [a]; update [a b] false; done <nil>")
	})
}

// TestFollowPassing: a file that comes and goes while an update runs that is
// cancelled is in no set any more, and the site may have read it.
func TestFollowPassing(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.begin()
		d.expect(atFirst)
		d.site.update = func(ctx context.Context, c engine.Changes) error {
			d.note("begin %v", c.Names)
			<-ctx.Done()
			d.site.update = d.update
			return ctx.Err()
		}
		d.comes(watch.Changes{Created: []string{"a"}, Changed: []string{"b"}})
		d.comes(watch.Changes{Removed: []string{"a"}})
		d.expect("begin [a b]; update [a b] false; done <nil>")
		d.comes(watch.Changes{Changed: []string{"c"}})
		d.expect("update [c] false; done <nil>")
	})
}

// TestFollowEnds: an update that runs is cancelled, and told to nobody.
func TestFollowEnds(t *testing.T) {
	atDesk(t, func(d *desk) {
		d.begin()
		d.expect(atFirst)
		d.site.update = func(ctx context.Context, _ engine.Changes) error {
			<-ctx.Done()
			d.note("cancelled")
			return ctx.Err()
		}
		d.comes(watch.Changes{Changed: []string{"a"}})
		d.cancel()
		d.expect("cancelled")
	})
}

func TestFollowWithoutWatcher(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t, site: newFake(), sets: make(chan watch.Changes), over: make(chan error, 1)}
		d.begin()
		defer d.cancel()
		close(d.sets)
		if err := <-d.over; !errors.Is(err, watch.ErrClosed) {
			t.Errorf("ended with %v", err)
		}
	})
}
