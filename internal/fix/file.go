package fix

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"concord/internal/diag"
)

var (
	errNotEditable = errors.New("not a file of the site that may be changed")
	errChanged     = errors.New("the file has changed meanwhile")
)

// file is a file with the edits that are to be made in it.
type file struct {
	text
	name  string // where it lies under the root, once links are followed
	info  fs.FileInfo
	edits []diag.Edit
}

// open reads a file under a root, given by its slash path there.
func open(root *os.Root, name string) (*file, error) {
	at, err := resolve(root, name)
	if err != nil {
		return nil, err
	}
	info, err := root.Stat(at)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Mode().Perm()&0o200 == 0 {
		return nil, errNotEditable
	}
	raw, err := root.ReadFile(at)
	if err != nil {
		return nil, err
	}
	return &file{text: newText(raw), name: at, info: info}, nil
}

// resolve follows the links at the end of a path, as a file that is replaced
// would stand in the place of the link. Links to folders are the root's business.
func resolve(root *os.Root, name string) (string, error) {
	const mostLinks = 16
	for range mostLinks {
		at := filepath.FromSlash(name)
		if !filepath.IsLocal(at) {
			return "", errNotEditable
		}
		info, err := root.Lstat(at)
		switch {
		case errors.Is(err, fs.ErrPermission):
			return "", err
		case err != nil: // there is none, or a link on the way leads out
			return "", errNotEditable
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return at, nil
		}
		target, err := root.Readlink(at)
		if err != nil {
			return "", err
		}
		if filepath.IsAbs(target) {
			return "", errNotEditable
		}
		name = path.Join(path.Dir(filepath.ToSlash(at)), filepath.ToSlash(target))
	}
	return "", errNotEditable
}

// fits says whether an edit can be made besides those that are planned.
func (f *file) fits(e diag.Edit) bool {
	return f.has(e) && e.Old != e.New && !slices.ContainsFunc(f.edits, func(o diag.Edit) bool { return o != e && overlap(o, e) })
}

// replace puts the edited file in the place of the old one.
func (f *file) replace(root *os.Root) (err error) {
	dir, base := filepath.Split(f.name)
	temporary := dir + "." + base + "." + rand.Text()
	w, err := root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, root.Remove(temporary))
		}
	}()
	if err := fill(w, f.edited(f.edits), f.info.Mode().Perm()); err != nil {
		return err
	}
	now, err := root.Lstat(f.name)
	if err != nil {
		return err
	}
	if !os.SameFile(now, f.info) || now.Size() != f.info.Size() || !now.ModTime().Equal(f.info.ModTime()) {
		return errChanged
	}
	return root.Rename(temporary, f.name)
}

// fill writes a file, so that it is on the disk before it is given its name.
func fill(w *os.File, content []byte, mode fs.FileMode) error {
	_, err := w.Write(content)
	return errors.Join(err, w.Chmod(mode), w.Sync(), w.Close())
}
