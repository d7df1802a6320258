package serve

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"concord/internal/watch"

	"concord/internal/engine"
)

// again is how long after a failure of the machine's the site is read anew, if
// nothing changes before.
const again = time.Second

// follower brings a site up to date with its sources, and whatever fails goes
// on.
type follower struct {
	site   Site
	next   func(context.Context) (watch.Changes, error) // of the sources
	reopen func() error                                 // the site's folder
	done   func(err error)                              // is told how each update ended

	failed bool          // the last update did: anything may be missing
	owed   []string      // names of files that updates which did not come to their end were told of
	retry  chan struct{} // it is time for another try
	timer  *time.Timer   // until then
}

// everything is a set that says that anything may have changed.
func everything() watch.Changes { return watch.Changes{Root: true} }

// run follows until the context is over or there are no more changes.
func (f *follower) run(ctx context.Context) error {
	f.retry = make(chan struct{}, 1)
	// What changes while the site is read for the first time does not begin it
	// anew: whoever starts the preview wants to see something.
	if err := f.update(ctx, everything()); err != nil {
		return err
	}
	return watch.Run(ctx, f.changes, f.update)
}

// changes waits for changes, or until it is time for another try.
func (f *follower) changes(ctx context.Context) (watch.Changes, error) {
	waiting, cancel := context.WithCancel(ctx)
	var retry atomic.Bool
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case <-f.retry:
			retry.Store(true)
			cancel()
		case <-waiting.Done():
		}
	}()
	c, err := f.next(waiting)
	cancel()
	<-ended
	if retry.Load() && ctx.Err() == nil && (err == nil || waiting.Err() != nil) {
		return c.Then(everything()), nil
	}
	return c, err
}

// update takes a set of changes in. It returns an error only where the context
// is over; any other is left to the next try.
func (f *follower) update(ctx context.Context, c watch.Changes) error {
	if f.timer != nil {
		f.timer.Stop() // this is another try
	}
	err := f.take(ctx, c)
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	f.failed = err != nil
	if f.failed {
		f.timer = time.AfterFunc(again, f.tryAgain)
	}
	f.done(err)
	return nil
}

func (f *follower) take(ctx context.Context, c watch.Changes) error {
	all := c.Root || f.failed
	if all {
		if err := f.reopen(); err != nil {
			return err
		}
	}
	// A file that came and went is in no set, and may have been read in between.
	f.owed = slices.Concat(f.owed, c.Created, c.Changed, c.Removed)
	slices.Sort(f.owed)
	f.owed = slices.Compact(f.owed)
	if err := f.site.Update(ctx, engine.Changes{Names: f.owed, All: all}); err != nil {
		return err
	}
	f.owed = nil
	return nil
}

func (f *follower) tryAgain() {
	select {
	case f.retry <- struct{}{}:
	default: // one is due already
	}
}
