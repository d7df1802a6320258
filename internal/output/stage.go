package output

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
)

// stage holds what a run has written and not yet published. New files stand in tree at their final
// paths, so that a whole folder of them is published by one rename. Replacements, which move one by
// one, are numbered in slots, so that they need no folders.
type stage struct {
	dir, tree, slots string
	disk             disk
	made             sync.Map // the folders of tree
	slotCount        atomic.Int64
	gone             bool
}

func newStage(dir string, d disk) *stage {
	return &stage{dir: dir, tree: filepath.Join(dir, "tree"), slots: filepath.Join(dir, "slots"), disk: d}
}

// reset makes the stage empty.
func (s *stage) reset() error {
	if err := s.disk.removeAll(s.dir); err != nil {
		return err
	}
	for _, dir := range []string{s.dir, s.tree, s.slots} {
		if err := s.disk.mkdir(dir); err != nil {
			return err
		}
	}
	return nil
}

// drop removes the stage, once: later it may be another run's.
func (s *stage) drop() error {
	if s.gone {
		return nil
	}
	if err := s.disk.removeAll(s.dir); err != nil {
		return err
	}
	s.gone = true
	return nil
}

// at is the name of a path in tree.
func (s *stage) at(p string) string {
	return filepath.Join(s.tree, filepath.FromSlash(p))
}

// slot is the name of a numbered slot.
func (s *stage) slot(n int64) string {
	return filepath.Join(s.slots, strconv.FormatInt(n, 10))
}

// free is the name of a slot that nothing else uses.
func (s *stage) free() string {
	return s.slot(s.slotCount.Add(1))
}

// add stages a file where the site has none.
func (s *stage) add(p string, content []byte) error {
	if err := s.folder(path.Dir(p)); err != nil {
		return err
	}
	return s.disk.create(s.at(p), content)
}

// replace stages a file where the site has another, and returns its slot.
func (s *stage) replace(content []byte) (int64, error) {
	n := s.slotCount.Add(1)
	return n, s.disk.create(s.slot(n), content)
}

// folder makes a folder of tree unless this run made it before.
func (s *stage) folder(dir string) error {
	if dir == "." {
		return nil
	}
	if _, ok := s.made.Load(dir); ok {
		return nil
	}
	if err := s.folder(path.Dir(dir)); err != nil {
		return err
	}
	// Another worker may be making the same folder.
	if err := s.disk.mkdir(s.at(dir)); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	s.made.Store(dir, struct{}{})
	return nil
}
