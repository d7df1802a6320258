package serve

import (
	"fmt"
	"io/fs"
	"os"
	"sync"
)

// folder is the site's folder. Nothing outside of it can be read, whatever
// links lead there. A folder that was put in the place of another is seen once
// it is opened again.
type folder struct {
	path   string
	listed func(name string, entries []fs.DirEntry) // is told what was found in a folder; nil for none
	stated func(name string, info fs.FileInfo)      // is told what has a name, nil if nothing; nil for none
	mu     sync.RWMutex
	root   *os.Root
}

func openFolder(path string) (*folder, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return &folder{path: path, root: root}, nil
}

// reopen opens what is there now. Where that fails, what was open stays.
func (f *folder) reopen() error {
	root, err := os.OpenRoot(f.path)
	if err != nil {
		return fmt.Errorf("open the site's folder again: %w", err)
	}
	f.mu.Lock()
	old := f.root
	f.root = root
	f.mu.Unlock()
	return old.Close()
}

func (f *folder) close() error {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.root.Close()
}

func (f *folder) now() fs.FS {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.root.FS()
}

// Open opens a file.
func (f *folder) Open(name string) (fs.File, error) { return f.now().Open(name) }

// ReadFile reads a file.
func (f *folder) ReadFile(name string) ([]byte, error) { return fs.ReadFile(f.now(), name) }

// ReadDir lists a folder.
func (f *folder) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(f.now(), name)
	if f.listed != nil {
		f.listed(name, entries)
	}
	return entries, err
}

// Stat describes what a name leads to.
func (f *folder) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(f.now(), name)
	if f.stated != nil {
		f.stated(name, info)
	}
	return info, err
}

// Lstat describes a name itself.
func (f *folder) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(f.now(), name) }

// ReadLink tells where a symbolic link leads.
func (f *folder) ReadLink(name string) (string, error) { return fs.ReadLink(f.now(), name) }
