package render

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
)

// Overlay shows several file systems as one: each file comes from the first
// layer that has it, a folder holds what it holds in any layer. An error other
// than fs.ErrNotExist is never passed over: an override that cannot be read is
// not silently replaced by what it overrides.
func Overlay(layers ...fs.FS) fs.FS { return overlay(layers) }

type overlay []fs.FS

// Open opens a file, or a folder that lists the entries of all layers.
func (o overlay) Open(name string) (fs.File, error) {
	layer, info, err := o.find("open", name)
	if err != nil {
		return nil, err
	}
	f, err := layer.Open(name)
	if err != nil || !info.IsDir() {
		return f, err
	}
	entries, err := o.ReadDir(name)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &folder{File: f, entries: entries}, nil
}

// ReadFile reads the file of the first layer that has it.
func (o overlay) ReadFile(name string) ([]byte, error) {
	layer, _, err := o.find("open", name)
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(layer, name)
}

// Stat describes the file of the first layer that has it.
func (o overlay) Stat(name string) (fs.FileInfo, error) {
	_, info, err := o.find("stat", name)
	return info, err
}

// ReadDir lists a folder of all layers, sorted by name.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	if _, info, err := o.find("readdir", name); err != nil {
		return nil, err
	} else if !info.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	}
	var all []fs.DirEntry
	for _, layer := range o {
		info, found, err := stat(layer, name)
		if err != nil {
			return nil, err
		}
		if found == hidden || (found == present && !info.IsDir()) {
			break
		}
		if found == absent {
			continue
		}
		entries, err := fs.ReadDir(layer, name)
		if err != nil {
			return nil, err
		}
		all = append(all, entries...)
	}
	slices.SortStableFunc(all, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}

// find returns the first layer that has the name.
func (o overlay) find(op, name string) (fs.FS, fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	for _, layer := range o {
		info, found, err := stat(layer, name)
		if err != nil {
			return nil, nil, err
		}
		if found == present {
			return layer, info, nil
		}
		if found == hidden {
			break
		}
	}
	return nil, nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

type presence uint8

const (
	absent  presence = iota
	present          // the layer has it
	hidden           // the layer has a file where the path has a folder: lower layers do not count
)

func stat(layer fs.FS, name string) (fs.FileInfo, presence, error) {
	info, err := fs.Stat(layer, name)
	if err == nil {
		return info, present, nil
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := fs.Stat(layer, dir); err == nil && !info.IsDir() {
			return nil, hidden, nil
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, absent, nil
	}
	return nil, absent, err
}

// folder is an open folder of all layers.
type folder struct {
	fs.File
	entries []fs.DirEntry
}

// ReadDir returns the next n entries, or all that are left.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.entries) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.entries) {
		n = len(f.entries)
	}
	list := f.entries[:n:n]
	f.entries = f.entries[n:]
	return list, nil
}
