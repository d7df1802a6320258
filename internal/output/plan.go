package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
)

// plan is all that a commit will do, found out before it does any of it.
type plan struct {
	add     []move // where nothing stands
	swap    []move // a folder where a file of ours stands, or the reverse
	replace []move // a file where a file of ours stands
	home    []move // the home page, if it changes

	files     []string // ours when the commit is done
	added     []string // of these, the ones that are new on disk
	gone      []string // ours before, and not written this time
	displaced int      // of these, the ones that a swap takes away
}

// move takes a staged file or folder to a path of the site.
type move struct {
	from, to string
	aside    bool // what stands at to cannot be renamed over, so it is put aside first
}

var errUnfinished = errors.New("not all writes have returned")

// plan refuses where something that is not ours is in the way.
func (w *Writer) plan() (*plan, error) {
	p := new(plan)
	for _, path := range slices.Sorted(maps.Keys(w.claims)) {
		if err := w.planFile(p, path, w.claims[path]); err != nil {
			return nil, err
		}
	}
	for _, path := range w.recorded.Files {
		if _, ok := w.claims[path]; !ok {
			p.gone = append(p.gone, path)
		}
	}
	return p, w.sortAdditions(p)
}

func (w *Writer) planFile(p *plan, path string, c claim) error {
	if _, ok := w.ours[path]; !ok && c.fate == unchanged {
		return nil // a file of the user's that happens to be the same stays theirs
	}
	p.files = append(p.files, path)
	switch {
	case c.fate == pending:
		return fmt.Errorf("%s: %w", path, errUnfinished)
	case c.fate == unchanged:
	case c.fate == changed && path == home:
		p.home = []move{{from: w.stage.slot(c.slot), to: path}}
	case c.fate == changed:
		p.replace = append(p.replace, move{from: w.stage.slot(c.slot), to: path})
	default:
		p.added = append(p.added, path)
		return w.planAdd(p, path)
	}
	return nil
}

// planAdd moves the topmost folder of path that is missing, or the file. Called in order of path, it
// sees all files of one folder in a row.
func (w *Writer) planAdd(p *plan, path string) error {
	top := path
	for i, r := range path {
		if r != '/' {
			continue
		}
		is, err := w.site.folder(path[:i])
		if err != nil {
			return err
		}
		if !is {
			top = path[:i]
			break
		}
	}
	if n := len(p.add); n == 0 || p.add[n-1].to != top {
		p.add = append(p.add, move{from: w.stage.at(top), to: top})
	}
	return nil
}

// sortAdditions takes out of the additions what must wait: the home page, and what goes to a place
// that is not free.
func (w *Writer) sortAdditions(p *plan) error {
	moves := p.add
	p.add = nil
	for _, m := range moves {
		info, err := w.site.stat(m.to)
		if err != nil {
			return err
		}
		if m.aside = info != nil; m.aside {
			n, err := w.displace(m.to)
			if err != nil {
				return err
			}
			p.displaced += n
		}
		switch {
		case m.to == home:
			p.home = []move{m}
		case m.aside:
			p.swap = append(p.swap, m)
		default:
			p.add = append(p.add, m)
		}
	}
	return nil
}

// displace counts the files at and below top, all of which must be ours.
func (w *Writer) displace(top string) (int, error) {
	n := 0
	err := filepath.WalkDir(w.site.at(top), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(w.dir, name)
		if err != nil {
			return err
		}
		n++
		if _, ok := w.ours[filepath.ToSlash(rel)]; !ok {
			return &NotOursError{Dir: w.dir, Path: filepath.ToSlash(rel)}
		}
		return nil
	})
	return n, err
}
