// Package output writes a rendered site into a folder so that a run killed at any moment leaves a
// whole site.
//
// The promise: at every moment, each page that can be reached by links from the home page (the root
// index.html) is whole, and its links lead to files that exist. It assumes that each site written here
// has no dead links of its own. It holds across runs too: for a run that starts where another was
// killed, with the same site or with a different one.
//
// The folder stays the user's. Only what an earlier run made is replaced or removed; whatever else is
// there is left alone, and where it stands in the way the run is refused (NotOursError) before
// anything is published. What runs made is listed in .concord/manifest.json inside the folder.
//
// How: Write stages what is new or changed under .concord/stage, and leaves alone a file that has the
// right bytes already. Commit then publishes with renames, in an order that never leaves a reachable
// page without its targets:
//
//  1. files that were not there before; a new folder is one rename, whatever it holds;
//  2. files that replace others, each by an atomic rename, and the home page last of all;
//  3. removals, of files that an earlier run made and this one did not.
//
// Files of step 1 that no page links to yet, and those of step 3 that no page links to any more, are
// strays: the manifest names them beforehand, and the run after a killed one removes them first.
//
// Outside the promise:
//   - A file that becomes a folder, or a folder that becomes a file, is away for the moment between two
//     renames, and old pages that are not yet replaced may link to what it held.
//   - A power loss: nothing is synced. The threat is a killed process, which loses no finished write, and
//     syncing 100,000 files would cost far more than writing them.
//   - Two runs into one folder at the same time.
package output

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
)

// home is the page at which readers start, so it changes last.
const home = "index.html"

// Writer is one run's hold on an output folder. Write may be called concurrently; Commit or Abort ends
// the run, after all calls of Write have returned.
type Writer struct {
	dir   string
	disk  disk
	stage *stage
	site  *published // as it was when the run began

	recorded manifest            // as on disk now
	ours     map[string]struct{} // the files that earlier runs made

	mu      sync.Mutex
	claims  map[string]claim
	folders map[string]struct{} // every folder that some claim needs
	stats   Stats
	failed  error
	over    bool
}

// Stats counts what a run did, in files, and in bytes written.
type Stats struct {
	Written, Unchanged, Removed int
	Bytes                       int64
}

var errOver = errors.New("the run is over")

// Write puts content at path (relative to the output folder, with slashes, clean), to be published by
// Commit. Writing a path twice, or both a file and a path below it, is an error. After any error
// Commit refuses, because the site would lack a page.
func (w *Writer) Write(path string, content []byte) error {
	return w.outcome(path, w.write(path, content))
}

// outcome notes that a write failed, if it did, and names the file.
func (w *Writer) outcome(path string, err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("write %s: %w", path, err)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.failed == nil {
		w.failed = err
	}
	return err
}

func (w *Writer) write(path string, content []byte) error {
	if err := checkPath(path); err != nil {
		return err
	}
	if err := w.claim(path); err != nil {
		return err
	}
	state, err := w.site.compare(path, content)
	if err != nil {
		return err
	}
	switch state {
	case same:
		w.settle(path, claim{fate: unchanged}, 0)
		return nil
	case different:
		return w.replace(path, content)
	default:
		return w.add(path, content)
	}
}

func (w *Writer) add(path string, content []byte) error {
	if err := w.stage.add(path, content); err != nil {
		return err
	}
	w.settle(path, claim{fate: fresh}, len(content))
	return nil
}

func (w *Writer) replace(path string, content []byte) error {
	if _, ok := w.ours[path]; !ok {
		return &NotOursError{Dir: w.dir, Path: path}
	}
	slot, err := w.stage.replace(content)
	if err != nil {
		return err
	}
	w.settle(path, claim{fate: changed, slot: slot}, len(content))
	return nil
}

// Commit publishes what was written and removes what earlier runs made and this one did not. When it
// fails midway the promise still holds, and the next run continues from there.
func (w *Writer) Commit() (Stats, error) {
	if err := w.end(); err != nil {
		return Stats{}, fmt.Errorf("publish the site: %w", err)
	}
	p, err := w.plan()
	if err != nil {
		return Stats{}, fmt.Errorf("publish the site: %w", err)
	}
	if err := w.publish(p); err != nil {
		return Stats{}, err
	}
	if err := w.stage.drop(); err != nil {
		return w.stats, fmt.Errorf("clean up: %w", err)
	}
	return w.stats, nil
}

// end closes the run to further writes, and says why it must not be published if it must not.
func (w *Writer) end() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		return errOver
	}
	w.over = true
	if w.failed != nil {
		return fmt.Errorf("an earlier step failed: %w", w.failed)
	}
	return nil
}

// Abort drops what was staged and leaves the published site as it is. After Commit it only cleans up
// what a failed Commit left, so that it can be deferred. What it cannot remove, the next Open will.
func (w *Writer) Abort() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	if w.stage.drop() != nil {
		return
	}
	if state := filepath.Join(w.dir, stateDir); isEmpty(state) {
		_ = w.disk.remove(state)
	}
}
