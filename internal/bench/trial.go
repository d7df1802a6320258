package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// A trial is a preview whose site is edited.
type trial struct {
	name     string
	reader   *reader
	events   bool    // the server tells of changes
	viewer   *viewer // nil without a browser
	site     folder
	pause    time.Duration // before an edit, in which whatever goes on after the one before it ends; people take longer
	patience time.Duration // after which an edit counts as not seen
	say      func(format string, args ...any)
}

// hugoPatience is how long an edit of Hugo's site may take, which is built anew for some.
const hugoPatience = 2 * time.Minute

// run makes as many edits of each kind, in turn, so that a slow moment of the machine falls on all of them.
func (t *trial) run(ctx context.Context, kinds []editKind, edits int) ([]*latencies, error) {
	all := make([]*latencies, len(kinds))
	for i, kind := range kinds {
		all[i] = &latencies{kind: kind.name, promised: kind.promised}
	}
	for k := range edits {
		for i, kind := range kinds {
			e, err := kind.make(k)
			if err != nil {
				return nil, fmt.Errorf("make an edit of the kind %s: %w", kind.name, err)
			}
			l, err := t.measure(ctx, e, k/2%2 == 0)
			err = errors.Join(err, t.undo(ctx, e))
			switch {
			case ctx.Err() != nil:
				return nil, ctx.Err()
			case err != nil:
				all[i].failed++
				t.say("%s: %s: %s", t.name, kind.name, strings.ReplaceAll(err.Error(), "\n", "; "))
			default:
				all[i].all = append(all[i].all, l)
			}
		}
		t.say("%s: %d of %d edits of each kind: %.1f ms over HTTP in the median", t.name, k+1, edits, medianMillis(all))
	}
	return all, nil
}

func medianMillis(all []*latencies) float64 {
	if times := together(all).of(latency.http); len(times) > 0 {
		return millis(quantile(times, 0.5))
	}
	return 0
}

// measure makes an edit and waits until it is seen everywhere.
func (t *trial) measure(ctx context.Context, e edit, rename bool) (latency, error) {
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	watchers, err := t.watchers(ctx, e)
	if err != nil {
		return latency{}, err
	}
	if err := rest(ctx, t.pause); err != nil {
		return latency{}, err
	}
	var l latency
	var group sync.WaitGroup
	errs := make([]error, len(watchers)+1)
	start := time.Now()
	for i, w := range watchers {
		group.Go(func() {
			at, err := w.wait(ctx)
			*w.of(&l), errs[i] = at.Sub(start), err
		})
	}
	if err := e.save(t.site, rename); err != nil {
		errs[len(watchers)] = err
		cancel()
	}
	group.Wait()
	return l, errors.Join(errs...)
}

// undo takes an edit back that is to be, and waits until it is seen no more.
func (t *trial) undo(ctx context.Context, e edit) error {
	if e.before == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	undone := e
	undone.text, undone.seen.gone = e.before, !e.seen.gone
	if err := undone.save(t.site, true); err != nil {
		return err
	}
	_, err := t.reader.gaze(undone).ask(ctx)
	return err
}

// A watcher waits until an edit is seen in one way.
type watcher struct {
	wait func(context.Context) (time.Time, error)
	of   func(*latency) *time.Duration
}

// watchers make everything ready for an edit, and make sure that it cannot be seen yet.
func (t *trial) watchers(ctx context.Context, e edit) ([]watcher, error) {
	asking := t.reader.gaze(e)
	if err := asking.unseen(ctx); err != nil {
		return nil, err
	}
	all := []watcher{{asking.ask, func(l *latency) *time.Duration { return &l.asked }}}
	if t.events {
		wait, err := t.listener(ctx, e)
		if err != nil {
			return nil, err
		}
		all = append(all, watcher{wait, func(l *latency) *time.Duration { return &l.told }})
	}
	if t.viewer != nil {
		if err := t.viewer.open(t.reader.server + "/" + e.page); err != nil {
			return nil, err
		}
		if err := t.viewer.expect(e.seen.script); err != nil {
			return nil, err
		}
		all = append(all, watcher{t.viewer.wait, func(l *latency) *time.Duration { return &l.shown }})
	}
	return all, nil
}

// listener has the server tell of changes of the edit's page.
func (t *trial) listener(ctx context.Context, e edit) (func(context.Context) (time.Time, error), error) {
	listening := t.reader.gaze(e)
	if err := listening.unseen(ctx); err != nil {
		return nil, err
	}
	states, err := listen(ctx, t.reader.client, t.reader.server, e.page)
	if err != nil {
		return nil, err
	}
	now, ok := <-states
	if !ok {
		return nil, fmt.Errorf("the server tells nothing of %s", e.page)
	}
	return func(ctx context.Context) (time.Time, error) { return listening.wait(ctx, states, now.Page) }, nil
}

// unseen makes sure that an edit cannot be seen yet.
func (g *gaze) unseen(ctx context.Context) error {
	seen, err := g.look(ctx)
	if err == nil && seen {
		err = fmt.Errorf("before the edit, %s is as after it: %s", g.edit.page, g.edit.seen.text)
	}
	return err
}
