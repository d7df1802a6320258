package upheaval

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"syscall"
	"time"
)

// Pour writes a tree into a folder on a disk.
func (t Tree) Pour(root *os.Root) error {
	for _, name := range slices.Sorted(maps.Keys(t)) {
		if err := write(root, name, t[name]); err != nil {
			return err
		}
	}
	return nil
}

// ApplyTo carries a change out in a folder on a disk, as Apply does in memory,
// but that folders stay when their last file goes.
func (c Change) ApplyTo(root *os.Root) error {
	for _, op := range c.Ops {
		if err := op.applyTo(root); err != nil {
			return fmt.Errorf("%v %s: %w", op.Do, op.Name, err)
		}
	}
	return nil
}

func (o Op) applyTo(root *os.Root) error {
	switch o.Do {
	case Write:
		return write(root, o.Name, o.Content)
	case Replace:
		return o.replaceIn(root)
	case Remove:
		return passOver(root.RemoveAll(o.Name))
	case Rename:
		return o.renameIn(root)
	}
	now := time.Now()
	return passOver(root.Chtimes(o.Name, now, now))
}

// passOver leaves out that there is nothing to be done.
func passOver(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil
	}
	return err
}

// write writes a file in place, whatever is there.
func write(root *os.Root, name, content string) error {
	if err := clearIn(root, name, false); err != nil {
		return err
	}
	return root.WriteFile(name, []byte(content), 0o644)
}

// replaceIn writes a file beside the old, as careful editors do, and gives it
// the name then.
func (o Op) replaceIn(root *os.Root) error {
	if err := clearIn(root, o.Name, false); err != nil {
		return err
	}
	beside := path.Join(path.Dir(o.Name), "."+path.Base(o.Name)+".new")
	if err := root.WriteFile(beside, []byte(o.Content), 0o644); err != nil {
		return err
	}
	return root.Rename(beside, o.Name)
}

func (o Op) renameIn(root *os.Root) error {
	if _, err := root.Lstat(o.Name); err != nil || o.idle() {
		return passOver(err)
	}
	if err := clearIn(root, o.To, true); err != nil {
		return err
	}
	return root.Rename(o.Name, o.To)
}

// clearIn makes the folders that a name needs and takes away what stands in
// their place; and what has the name, if that is a folder or all is to go.
func clearIn(root *os.Root, name string, all bool) error {
	for i, c := range name {
		if c != '/' {
			continue
		}
		info, err := root.Lstat(name[:i])
		if err == nil && !info.IsDir() {
			if err := root.Remove(name[:i]); err != nil {
				return err
			}
		}
	}
	if info, err := root.Lstat(name); err == nil && (all || info.IsDir()) {
		if err := root.RemoveAll(name); err != nil {
			return err
		}
	}
	return root.MkdirAll(path.Dir(name), 0o755)
}
