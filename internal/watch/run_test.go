package watch

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
)

// shop runs builds as a test says.
type shop struct {
	t      *testing.T
	asked  chan struct{} // for the next set: Run has dealt with those before it
	sets   chan Changes
	begun  chan job
	over   chan error
	cancel context.CancelFunc
	at     atomic.Int32 // builds that run
}

// job is one build.
type job struct {
	ctx  context.Context
	set  string
	done chan error
}

var errNext = errors.New("no more sets")

func openShop(t *testing.T) *shop {
	ctx, cancel := context.WithCancel(t.Context())
	s := &shop{t: t, asked: make(chan struct{}), sets: make(chan Changes), begun: make(chan job), over: make(chan error, 1), cancel: cancel}
	go func() { s.over <- Run(ctx, s.next, s.build) }()
	t.Cleanup(cancel)
	<-s.asked
	return s
}

// comes brings a set, and waits until Run has it.
func (s *shop) comes(text string) {
	s.sets <- set(text)
	<-s.asked
}

func (s *shop) next(ctx context.Context) (Changes, error) {
	select {
	case s.asked <- struct{}{}:
	case <-ctx.Done():
		return Changes{}, ctx.Err()
	}
	select {
	case c, ok := <-s.sets:
		if !ok {
			return c, errNext
		}
		return c, nil
	case <-ctx.Done():
		return Changes{}, ctx.Err()
	}
}

func (s *shop) build(ctx context.Context, c Changes) error {
	if s.at.Add(1) > 1 {
		s.t.Error("two builds run at once")
	}
	defer s.at.Add(-1)
	j := job{ctx, written(c), make(chan error)}
	s.begun <- j
	return <-j.done
}

// begins waits for the next build, which must be of a set.
func (s *shop) begins(want string) job {
	s.t.Helper()
	j := <-s.begun
	if j.set != want {
		s.t.Errorf("built %s, want %s", j.set, want)
	}
	return j
}

// outdated waits until a build is cancelled.
func (s *shop) outdated(j job) job {
	<-j.ctx.Done()
	return j
}

func TestRunOneAfterTheOther(t *testing.T) {
	s := openShop(t)
	s.comes("+a")
	s.begins("+a").done <- nil
	s.comes("~a")
	s.begins("~a").done <- nil
}

// An outdated build that stops is made up for by the next one.
func TestRunCancels(t *testing.T) {
	s := openShop(t)
	s.comes("+a ~b")
	first := s.begins("+a ~b")
	s.comes("~a")
	s.outdated(first).done <- first.ctx.Err()
	second := s.begins("+a ~b")
	s.comes("-b +c")
	s.comes("-a")
	s.outdated(second).done <- errors.New("stopped, in words of its own")
	s.begins("+c -b").done <- nil
}

// An outdated build that finishes all the same is done.
func TestRunFinishesAnyway(t *testing.T) {
	s := openShop(t)
	s.comes("+a")
	first := s.begins("+a")
	s.comes("~a")
	s.outdated(first).done <- nil
	s.begins("~a").done <- nil
}

// What came and went leaves nothing to build.
func TestRunNothingLeft(t *testing.T) {
	s := openShop(t)
	s.comes("+a")
	first := s.begins("+a")
	s.comes("-a")
	s.outdated(first).done <- first.ctx.Err()
	s.comes("+b")
	s.begins("+b").done <- nil
}

// Somebody who never stops typing sees something.
func TestRunPatience(t *testing.T) {
	s := openShop(t)
	s.comes("+a")
	for range 2 {
		for range patience {
			j := s.begins("+a")
			s.comes("~a")
			s.outdated(j).done <- j.ctx.Err()
		}
		j := s.begins("+a")
		s.comes("-a")
		s.comes("+a")
		if j.ctx.Err() != nil {
			t.Fatal("a build was cancelled after too many")
		}
		j.done <- nil
		s.begins("~a").done <- nil
		s.comes("-a")
		s.begins("-a").done <- nil
		s.comes("+a")
	}
	s.begins("+a").done <- nil
}

func TestRunEnds(t *testing.T) {
	failure := errors.New("disk full")
	for _, c := range []struct {
		title string
		end   func(s *shop, j job)
		want  error
	}{
		{"a build fails", func(_ *shop, j job) { j.done <- failure }, failure},
		{"no more sets", func(s *shop, j job) {
			close(s.sets)
			s.outdated(j).done <- nil
		}, errNext},
		{"the context is over", func(s *shop, j job) {
			s.cancel()
			s.outdated(j).done <- failure
		}, context.Canceled},
	} {
		t.Run(c.title, func(t *testing.T) {
			s := openShop(t)
			s.comes("+a")
			c.end(s, s.begins("+a"))
			if err := <-s.over; !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if n := s.at.Load(); n != 0 {
				t.Errorf("%d builds run on", n)
			}
		})
	}
}

// With a watcher, every build sees what is there.
func TestRunWatcher(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.open()
		built := make(chan string)
		over := make(chan error)
		ctx, cancel := context.WithCancel(b.t.Context())
		go func() {
			over <- Run(ctx, b.w.Next, func(_ context.Context, c Changes) error {
				built <- written(c)
				return nil
			})
		}()
		b.write("a", "content/a.md")
		if got := <-built; got != "+content/a.md" {
			b.t.Errorf("built %s", got)
		}
		cancel()
		if err := <-over; !errors.Is(err, context.Canceled) {
			b.t.Error(err)
		}
	})
}
