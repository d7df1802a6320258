package output

import (
	"io/fs"
	"os"
)

// step is called before each change to the file system and may forbid it. Tests use it to stop a run
// at every point where a kill could.
type step func(op, name string) error

// disk makes every change to the file system, so that one step function sees them all.
type disk struct{ step step }

func (d disk) before(op, name string) error {
	if d.step == nil {
		return nil
	}
	if err := d.step(op, name); err != nil {
		return &fs.PathError{Op: op, Path: name, Err: err}
	}
	return nil
}

func (d disk) mkdir(name string) error {
	if err := d.before("mkdir", name); err != nil {
		return err
	}
	return os.Mkdir(name, 0o755)
}

func (d disk) mkdirAll(name string) error {
	if err := d.before("mkdir", name); err != nil {
		return err
	}
	return os.MkdirAll(name, 0o755)
}

// create writes a file that must not exist yet.
func (d disk) create(name string, content []byte) error {
	if err := d.before("create", name); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

func (d disk) rename(from, to string) error {
	if err := d.before("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// remove removes a file or an empty folder.
func (d disk) remove(name string) error {
	if err := d.before("remove", name); err != nil {
		return err
	}
	return os.Remove(name)
}

func (d disk) removeAll(name string) error {
	if err := d.before("remove", name); err != nil {
		return err
	}
	return os.RemoveAll(name)
}
