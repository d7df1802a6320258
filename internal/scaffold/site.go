package scaffold

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

//go:embed site/README.md site/.gitignore site/content
var sample embed.FS

// Sample is the site that Start writes, a record of an imaginary partnership.
func Sample() (fs.FS, error) {
	site, err := fs.Sub(sample, "site")
	if err != nil {
		return nil, fmt.Errorf("read the sample site: %w", err)
	}
	return site, nil
}

// Start writes the sample site into a folder that does not exist or is empty.
// Where it fails, it removes all that it made, and its error names what it
// could not remove.
func Start(dir string) error {
	site, err := Sample()
	if err != nil {
		return err
	}
	return start(dir, site)
}

func start(dir string, site fs.FS) (err error) {
	var made made
	defer func() {
		if err != nil {
			err = errors.Join(err, made.undo())
		}
	}()
	if err := made.folder(dir); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open the folder of the new site: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	return fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("read the sample site: %w", err)
		case name == ".":
			return nil
		case entry.IsDir():
			if err := root.Mkdir(name, 0o755); err != nil {
				return fmt.Errorf("make a folder of the new site: %w", err)
			}
		default:
			text, err := fs.ReadFile(site, name)
			if err != nil {
				return fmt.Errorf("read the sample site: %w", err)
			}
			if err := write(root, name, text); err != nil {
				return err
			}
		}
		made = append(made, filepath.Join(dir, filepath.FromSlash(name)))
		return nil
	})
}

// made is what has been created, each folder before what is in it.
type made []string

// folder creates a folder with those around it, where there is none, and
// refuses one that holds anything.
func (m *made) folder(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && len(entries) > 0:
		return refuse("name a folder that does not exist or is empty", "%s is not empty: it holds %s", dir, entries[0].Name())
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return refuse("name a folder that does not exist or is empty", "%s cannot be used: %v", dir, reason(err))
	}
	if parent := filepath.Dir(filepath.Clean(dir)); !isFolder(parent) {
		if err := m.folder(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return fmt.Errorf("make the folder of the new site: %w", err)
	}
	*m = append(*m, dir)
	return nil
}

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// reason is an error without the path and the call that it is about.
func reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// undo removes what was made, the last first.
func (m made) undo() error {
	var left []string
	for i := len(m) - 1; i >= 0; i-- {
		if err := os.Remove(m[i]); err != nil && !errors.Is(err, fs.ErrNotExist) {
			left = append(left, m[i])
		}
	}
	if len(left) == 0 {
		return nil
	}
	return fmt.Errorf("these could not be removed again: %s", strings.Join(left, ", "))
}
