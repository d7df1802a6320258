package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"concord/internal/engine"
	"concord/static"
	"concord/templates"
)

// runIndex makes the search index of a site alone, and prints what that took once the site had been evaluated.
func runIndex(site, out string) (err error) {
	e, err := engine.Evaluate(engine.Options{Site: os.DirFS(site), Templates: templates.FS, Static: static.FS})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	start, before := time.Now(), ownTime()
	_, err = e.WriteSearch(func(path string, content []byte) error {
		name := filepath.Join(out, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, content, 0o644)
	})
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(indexing{Wall: time.Since(start), CPU: ownTime() - before})
}

// ownTime is for how long this process has kept processors busy.
func ownTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
