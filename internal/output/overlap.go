package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Overlaps says whether two folders are the same or one lies inside the other, after symbolic links
// are resolved. Neither needs to exist. It is for refusing to write a site into its own sources.
func Overlaps(a, b string) (bool, error) {
	a, err := resolve(a)
	if err != nil {
		return false, err
	}
	b, err = resolve(b)
	if err != nil {
		return false, err
	}
	return inside(a, b) || inside(b, a), nil
}

func inside(inner, outer string) bool {
	rel, err := filepath.Rel(outer, inner)
	return err == nil && filepath.IsLocal(rel)
}

func resolve(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", fmt.Errorf("resolve %s: %w", name, err)
	}
	real, err := resolveExisting(abs)
	if err != nil {
		return "", fmt.Errorf("resolve %s: %w", name, err)
	}
	return real, nil
}

// resolveExisting resolves links in the part of abs that exists.
func resolveExisting(abs string) (string, error) {
	real, err := filepath.EvalSymlinks(abs)
	if !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	if _, lerr := os.Lstat(abs); lerr == nil {
		return "", err // a link to nowhere: where it would lead is anyone's guess
	}
	parent, err := resolveExisting(filepath.Dir(abs))
	return filepath.Join(parent, filepath.Base(abs)), err
}
