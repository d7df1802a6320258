package output

import (
	"errors"
	"fmt"
	"path"
)

// claim is what this run does at one path.
type claim struct {
	fate fate
	slot int64 // of the stage, when changed
}

type fate uint8

const (
	pending   fate = iota // Write has not finished
	unchanged             // the published file has these bytes already
	fresh                 // no file stood there
	changed               // a file of ours with other bytes stands there
)

var (
	errTwice = errors.New("written twice in one run")
	errBoth  = errors.New("both a file and a folder in one run")
)

// claim reserves p for one Write.
func (w *Writer) claim(p string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		return errOver
	}
	if _, ok := w.claims[p]; ok {
		return errTwice
	}
	if _, ok := w.folders[p]; ok {
		return errBoth
	}
	if err := w.need(path.Dir(p)); err != nil {
		return err
	}
	w.claims[p] = claim{fate: pending}
	return nil
}

// need notes that this run has files in dir. It stops at the first folder known, whose parents are.
func (w *Writer) need(dir string) error {
	for ; dir != "."; dir = path.Dir(dir) {
		if _, ok := w.folders[dir]; ok {
			return nil
		}
		if _, ok := w.claims[dir]; ok {
			return fmt.Errorf("%s: %w", dir, errBoth)
		}
		w.folders[dir] = struct{}{}
	}
	return nil
}

// settle records the outcome of a Write that staged n bytes or none.
func (w *Writer) settle(p string, c claim, n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.claims[p] = c
	if c.fate == unchanged {
		w.stats.Unchanged++
		return
	}
	w.stats.Written++
	w.stats.Bytes += int64(n)
}
