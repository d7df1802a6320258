package watch

import "context"

// patience is how many builds in a row may be cancelled. The next one is left
// to finish, so that somebody who never stops typing sees something.
const patience = 3

// Run calls build for the change sets that next returns (Watcher.Next), one at
// a time and off the goroutine that waits for more. Sets that come during a
// build cancel its context and are one set for the next. If the cancelled
// build returns an error, which must mean that it left nothing behind, its set
// is in the next one too.
//
// Run returns when next fails, or a build that was not cancelled does, with
// that error, and when ctx is over, with its error; never before the last
// build has returned.
func Run(ctx context.Context, next func(context.Context) (Changes, error), build func(context.Context, Changes) error) error {
	ctx, stop := context.WithCancel(ctx)
	sets, failed := make(chan Changes), make(chan error, 1)
	go func() { failed <- forward(ctx, next, sets) }()
	r := runner{build: build, done: make(chan error, 1)}
	err := r.run(ctx, sets, failed)
	stop()
	r.finish()
	return err
}

// forward passes on what next returns until it fails.
func forward(ctx context.Context, next func(context.Context) (Changes, error), sets chan<- Changes) error {
	for {
		c, err := next(ctx)
		if err != nil {
			return err
		}
		select {
		case sets <- c:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// runner holds the one build that runs and the one that waits.
type runner struct {
	build     func(context.Context, Changes) error
	done      chan error
	cancel    context.CancelFunc // of the build that runs, nil if none does
	running   Changes
	waiting   Changes
	outdated  bool // the build that runs was cancelled
	cancelled int  // builds in a row
}

func (r *runner) run(ctx context.Context, sets <-chan Changes, failed <-chan error) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-failed:
			return err
		case c := <-sets:
			r.waiting = r.waiting.Then(c)
			if r.cancel != nil && r.cancelled < patience {
				r.outdated = true
				r.cancel()
			}
		case err := <-r.done:
			if err := r.ended(err); err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				return err
			}
		}
		if r.cancel == nil && !r.waiting.Empty() {
			r.start(ctx)
		}
	}
}

func (r *runner) start(ctx context.Context) {
	ctx, r.cancel = context.WithCancel(ctx)
	r.running, r.waiting, r.outdated = r.waiting, Changes{}, false
	go func(c Changes) { r.done <- r.build(ctx, c) }(r.running)
}

// ended deals with the end of a build.
func (r *runner) ended(err error) error {
	r.cancel()
	r.cancel = nil
	if err != nil && r.outdated {
		r.waiting = r.running.Then(r.waiting)
		r.cancelled++
		return nil
	}
	r.cancelled = 0
	return err
}

// finish waits for the build that runs.
func (r *runner) finish() {
	if r.cancel != nil {
		<-r.done
		r.cancel()
	}
}
