package watch

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	lookers = 8  // files looked at together: they wait for the disk, or the network, more than for a processor
	ease    = 9  // between two looks of the same kind, times what the first took
	respite = 99 // between two sweeps, times what the first took
)

// loop is the one goroutine that listens, waits for quiet and looks.
type loop struct {
	territory
	root    string
	options Options
	sys     system
	ledger  *ledger
	readers []*reader

	done    chan struct{} // closed: stop
	stopped chan struct{} // closed: it has

	interval time.Duration // of polling, 0 when events tell
	notifier notifier      // nil when polling
	inbox    *inbox
	settling *time.Timer // runs from the first event to the quiet
	beating  *time.Timer

	first     time.Time           // of the events that are not settled, 0 if there are none
	rest      time.Time           // before it nothing is looked at: half of the time is for others
	swept     time.Time           // when all was compared
	sweeping  time.Duration       // what that took
	restless  map[string]struct{} // names of restless entries
	fidgeting time.Duration       // what it took to look at them
	places    []fs.FileInfo       // of the root and the watched folders, nil where they are not
	rootWas   fs.FileInfo         // when it was there last
}

func newLoop(root string, o Options, sys system, d disk, l *ledger) *loop {
	w := &loop{
		territory: territory{disk: d, folders: o.Folders, ignore: o.Ignore, folds: sys.folds},
		root:      root, options: o, sys: sys, ledger: l, interval: o.Poll,
		done: make(chan struct{}), stopped: make(chan struct{}),
		inbox: newInbox(), settling: time.NewTimer(0), beating: time.NewTimer(0),
		restless: map[string]struct{}{},
	}
	for range lookers {
		w.readers = append(w.readers, newReader(d))
	}
	return w
}

// begin looks at everything for the first time.
func (w *loop) begin() {
	w.settling.Stop()
	for _, f := range append([]string{"."}, w.folders...) {
		dir := filepath.Join(w.root, filepath.FromSlash(f))
		if kind := w.sys.remote(dir); kind != "" && !w.polling() {
			w.poll(fmt.Sprintf("%s is on %s, where not every change is reported", dir, kind))
		}
	}
	w.anew()
	w.beating.Reset(w.pause())
}

// run runs until done is closed.
func (w *loop) run() {
	defer close(w.stopped)
	defer w.deafen()
	for {
		select {
		case <-w.done:
			return
		case <-w.inbox.wake:
			w.expect()
		case <-w.settling.C:
			w.settle()
		case <-w.beating.C:
			w.beat()
			w.beating.Reset(w.pause())
		}
	}
}

// expect waits for the quiet after something happened.
func (w *loop) expect() {
	now := time.Now()
	if w.first.IsZero() {
		w.first = now
	}
	w.settling.Reset(w.due(now).Sub(now))
}

// due is when to look, if nothing else happens: after the quiet, but not too
// long after the first event, and not too soon after a look that took long.
func (w *loop) due(now time.Time) time.Time {
	at := now.Add(w.options.Quiet)
	if last := w.first.Add(w.options.Most); at.After(last) {
		at = last
	}
	if w.rest.After(at) {
		at = w.rest
	}
	return at
}

// settle looks at what events told of, or again at everything when polling.
func (w *loop) settle() {
	if w.polling() {
		w.pollOnce()
		return
	}
	begun := time.Now()
	w.first = time.Time{}
	w.answer()
	w.release()
	end := time.Now()
	w.rest = end.Add(end.Sub(begun))
}

// beat looks for what events do not tell; when polling, for everything.
func (w *loop) beat() {
	switch {
	case w.polling():
		if w.first.IsZero() {
			w.pollOnce()
		}
		return
	case !w.first.IsZero():
		return // settle does
	case w.moved():
		w.anew()
	case w.sys.sweep > 0 && time.Since(w.swept) > max(w.sys.sweep, respite*w.sweeping):
		w.sweep()
	default:
		begun := time.Now()
		s := newSurvey(&w.territory, w.ledger.now)
		w.fidget(s)
		w.conclude(s)
		w.fidgeting = time.Since(begun)
	}
	w.release()
}

// release says that what was found is settled, unless polling has begun, which
// looks again first.
func (w *loop) release() {
	if !w.polling() {
		w.ledger.release()
	}
}

// pause is the time to the next beat.
func (w *loop) pause() time.Duration {
	if w.polling() {
		return max(w.interval, ease*w.sweeping)
	}
	return max(w.sys.beat, ease*w.fidgeting)
}

// pollOnce compares everything, and soon again if something differed.
func (w *loop) pollOnce() {
	begun := time.Now()
	w.place()
	if w.sweep() && (w.first.IsZero() || begun.Before(w.first.Add(w.options.Most))) {
		w.rest = w.swept.Add(w.sweeping)
		w.expect()
		return
	}
	w.first = time.Time{}
	w.ledger.release()
}

// answer looks where events point to.
func (w *loop) answer() {
	ops, err := w.inbox.take()
	switch {
	case limited(err):
		w.poll(reason(err))
		w.pollOnce()
		return
	case err != nil: // events were lost
		w.anew()
		return
	}
	s := newSurvey(&w.territory, w.ledger.now)
	for name, op := range ops {
		if rel, err := filepath.Rel(w.root, name); err == nil && w.heed(s, filepath.ToSlash(rel), op) {
			w.anew()
			return
		}
	}
	if w.fidgeting < w.options.Quiet { // else a site of links alone would make every edit slow
		w.fidget(s)
	}
	w.conclude(s)
}

// heed asks for what an event is about. It says whether the watches have to be
// set anew: a folder that moved takes its watch along, which then tells of
// things at names where they no longer are.
func (w *loop) heed(s *survey, name string, op fsnotify.Op) bool {
	const come = fsnotify.Create | fsnotify.Remove | fsnotify.Rename
	switch {
	case w.leads(name):
		return op&^fsnotify.Write != 0 // which some systems report of a folder for each file in it
	case !w.covers(name) || w.passes(name):
	case w.lists(name) && op&come != 0:
		return true
	case w.lists(name) && op.Has(fsnotify.Chmod):
		s.revisit(name)
	case w.lists(name):
		return s.relist(name)
	default:
		s.visit(name, wish{sure: true})
	}
	return false
}

// fidget asks for what changes without events at its name.
func (w *loop) fidget(s *survey) {
	for name := range w.restless {
		s.visit(name, wish{})
	}
}

// anew sets all watches anew and compares everything.
func (w *loop) anew() {
	w.deafen()
	w.place()
	if !w.polling() {
		w.listen()
	}
	w.sweep()
}

// sweep compares everything. It says whether the consumer would see a
// difference.
func (w *loop) sweep() bool {
	begun := time.Now()
	s := newSurvey(&w.territory, w.ledger.now)
	s.everything()
	changed := w.conclude(s)
	w.swept = time.Now()
	w.sweeping = w.swept.Sub(begun)
	return changed
}

// conclude looks at what was asked for and enters what there is. It says
// whether the consumer would see a difference.
func (w *loop) conclude(s *survey) bool {
	findings := s.findings(w.readers)
	twins := false
	for _, f := range findings {
		twins = twins || f.entry.twin && !s.known[f.name].twin
		if f.entry.restless() {
			w.restless[f.name] = struct{}{}
		} else {
			delete(w.restless, f.name)
		}
	}
	changed := w.ledger.apply(findings)
	if s.failed != nil {
		w.poll(reason(s.failed))
	}
	if twins && !s.all {
		return w.sweep() || changed // no event told the other name of it
	}
	return changed
}
