package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// disk is what the watcher asks of a root's file system, by names from the
// root. Tests put faults in its place.
type disk interface {
	stat(name string) (fs.FileInfo, error) // through links, wherever they lead
	lstat(name string) (fs.FileInfo, error)
	list(name string) ([]fs.DirEntry, error)
	open(name string) (fs.File, error) // of a regular file; it never waits, as it would for a pipe

	// statLink and openLink follow a link inside the root only.
	statLink(name string) (fs.FileInfo, error)
	openLink(name string) (fs.File, error)
}

// folder is the disk below a root. The root is opened for each link anew: were
// it held open, its removal would not be reported.
type folder string

func (f folder) path(name string) string { return filepath.Join(string(f), filepath.FromSlash(name)) }

func (f folder) stat(name string) (fs.FileInfo, error)   { return os.Stat(f.path(name)) }
func (f folder) lstat(name string) (fs.FileInfo, error)  { return os.Lstat(f.path(name)) }
func (f folder) list(name string) ([]fs.DirEntry, error) { return os.ReadDir(f.path(name)) }
func (f folder) open(name string) (fs.File, error) {
	return os.OpenFile(f.path(name), os.O_RDONLY|openFlags, 0)
}

func (f folder) statLink(name string) (fs.FileInfo, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Stat(filepath.FromSlash(name))
}

func (f folder) openLink(name string) (fs.File, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.OpenFile(filepath.FromSlash(name), os.O_RDONLY|openFlags, 0)
}

// vanished says whether an error means that there is nothing at a name.
func vanished(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
