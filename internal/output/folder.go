package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// stateDir is where a run keeps its state, inside the output folder.
const stateDir = ".concord"

// NotOursError reports something in the output folder that no build made and that is in the way.
type NotOursError struct {
	Dir  string // the output folder, as given to Open
	Path string // what is in the way, relative to Dir
}

func (e *NotOursError) Error() string {
	return fmt.Sprintf("%s holds %q, which concord did not make; move it away or choose another folder",
		e.Dir, e.Path)
}

// Open takes hold of an output folder for one run, creates it if there is none, and removes what a
// killed run left over. It refuses a folder that holds files (other than dotfiles) and no manifest of
// ours, with a *NotOursError; a manifest that it cannot read in full; and a path that is a file.
func Open(dir string) (*Writer, error) {
	return open(dir, nil)
}

func open(dir string, step step) (*Writer, error) {
	w := newWriter(dir, step)
	if err := w.takeHold(); err != nil {
		return nil, fmt.Errorf("open the output folder: %w", err)
	}
	return w, nil
}

func newWriter(dir string, step step) *Writer {
	w := &Writer{
		dir:     dir,
		disk:    disk{step: step},
		site:    newPublished(dir),
		claims:  map[string]claim{},
		folders: map[string]struct{}{},
	}
	w.stage = newStage(filepath.Join(dir, stateDir, "stage"), w.disk)
	return w
}

func (w *Writer) takeHold() error {
	found, err := survey(w.dir)
	if err != nil {
		return err
	}
	m, err := readManifest(filepath.Join(w.dir, stateDir, manifestName))
	if errors.Is(err, fs.ErrNotExist) && found != "" {
		return &NotOursError{Dir: w.dir, Path: found}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	w.recorded = m
	w.ours = setOf(m.Files)
	if err := w.prepare(); err != nil {
		return err
	}
	return w.sweep()
}

// survey names one entry of dir that is not a dotfile, or nothing if there is none or no such folder.
func survey(dir string) (string, error) {
	// A state folder that leads elsewhere would have us clean up elsewhere.
	if info, err := os.Lstat(filepath.Join(dir, stateDir)); err == nil && !info.IsDir() {
		return "", fmt.Errorf("%s: not a folder", filepath.Join(dir, stateDir))
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return e.Name(), nil
		}
	}
	return "", nil
}

// prepare makes the folders and an empty stage, in place of a killed run's.
func (w *Writer) prepare() error {
	if err := w.disk.mkdirAll(filepath.Join(w.dir, stateDir)); err != nil {
		return err
	}
	return w.stage.reset()
}

// sweep removes the strays of a killed run.
func (w *Writer) sweep() error {
	if len(w.recorded.Stray) == 0 {
		return nil
	}
	if _, err := w.prune(w.recorded.Stray); err != nil {
		return err
	}
	return w.record(manifest{Files: w.recorded.Files})
}

func isEmpty(dir string) bool {
	f, err := os.Open(dir)
	if err != nil {
		return false
	}
	defer f.Close()
	_, err = f.Readdirnames(1)
	return err == io.EOF
}
