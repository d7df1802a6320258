package output

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
)

var (
	errPath     = errors.New("not a clean relative path with slashes")
	errReserved = errors.New("a path in " + stateDir + ", which is kept for the state of builds")
)

// checkPath accepts a path that stays inside the output folder on every system.
func checkPath(p string) error {
	if p == "." || !fs.ValidPath(p) || strings.ContainsRune(p, '\\') {
		return errPath
	}
	if _, err := filepath.Localize(p); err != nil {
		return errPath
	}
	// Some file systems do not tell .Concord from .concord.
	if first, _, _ := strings.Cut(p, "/"); strings.EqualFold(first, stateDir) {
		return errReserved
	}
	return nil
}
