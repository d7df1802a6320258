package serve

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"concord/internal/diag"
	"concord/internal/engine"
)

// markName is a file whose content tells how far the preview has come.
const markName = "content/mark.txt"

// witness is a live site that notes what it has taken in, and fails when it is
// told to.
type witness struct {
	*engine.Live
	files   *brittle
	first   func() // is called after the first update
	updated chan struct{}

	mu      sync.Mutex
	mark    string
	updates int
	fails   int // so many updates that fail
	diary   *diary
}

func newWitness(with setup, o Options, d *diary, first func()) *witness {
	files := &brittle{folder: with.sources.(*folder)}
	return &witness{
		files: files, diary: d, first: first, updated: make(chan struct{}, 1),
		Live: engine.NewLive(engine.Options{
			Site: files, Templates: o.Templates, Static: o.Static, Progress: with.progress, OnFile: with.onFile,
		}),
	}
}

// Update notes the newest mark that had been set before it began.
func (w *witness) Update(ctx context.Context, c engine.Changes) error {
	mark, _ := w.files.folder.ReadFile(markName)
	err := errors.Join(w.Live.Update(ctx, c), w.failing())
	w.diary.note("update to mark %s: %q, all: %t, error: %v", mark, c.Names, c.All, err)
	w.mu.Lock()
	if w.updates++; err == nil && (c.All || slices.Contains(c.Names, markName)) {
		w.mark = string(mark)
	}
	first := w.first
	w.first = nil
	w.mu.Unlock()
	if first != nil {
		first()
	}
	select {
	case w.updated <- struct{}{}:
	default:
	}
	return err
}

func (w *witness) failing() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fails == 0 {
		return nil
	}
	w.fails--
	return fmt.Errorf("keep a text: %w", syscall.ENOSPC)
}

// fail lets so many updates fail as if the disk were full.
func (w *witness) fail(times int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fails = times
}

func (w *witness) marked() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.mark
}

func (w *witness) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.updates
}

// brittle is the site's folder, of which some files cannot be read for a while,
// whoever else can read them.
type brittle struct {
	*folder
	left atomic.Int64 // so many readings may fail
	kind atomic.Uint32
}

func (b *brittle) hurt(times int, kind uint32) {
	b.kind.Store(kind)
	b.left.Store(int64(times))
}

func (b *brittle) fault(op, name string) error {
	if b.left.Load() <= 0 {
		return nil
	}
	h := fnv.New32()
	_, _ = h.Write([]byte(name))
	kind := b.kind.Load()
	if h.Sum32()%4 != kind%4 || b.left.Add(-1) < 0 {
		return nil
	}
	return &fs.PathError{Op: op, Path: name, Err: []error{syscall.EIO, fs.ErrNotExist, fs.ErrPermission, syscall.EMFILE}[kind/4%4]}
}

// ReadFile reads a file.
func (b *brittle) ReadFile(name string) ([]byte, error) {
	if err := b.fault("read", name); err != nil {
		return nil, err
	}
	return b.folder.ReadFile(name)
}

// listener is told what the user is.
type listener struct {
	address chan string
	diary   *diary
}

func newListener(d *diary) *listener { return &listener{diary: d, address: make(chan string, 1)} }

func (l *listener) Listening(address string, _ int) { l.address <- address }
func (l *listener) Notice(line string)              { l.diary.note("notice: %s", line) }
func (l *listener) Diagnostics(list []diag.Diagnostic) {
	l.diary.note("%d errors", diag.Errors(list))
}
func (l *listener) Failure(err error) { l.diary.note("failure: %v", err) }

// diary is what happened last.
type diary struct {
	mu      sync.Mutex
	entries []string
}

const entries = 60

func (d *diary) note(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	entry := fmt.Sprintf(format, args...)
	d.entries = append(d.entries, entry[:min(len(entry), 2000)])
	if n := len(d.entries); n > 2*entries {
		d.entries = slices.Clone(d.entries[n-entries:])
	}
}

func (d *diary) String() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Join(d.entries[max(0, len(d.entries)-entries):], "\n")
}

// lines are some lines, each once.
type lines struct {
	mu   sync.Mutex
	each []string
}

func (l *lines) add(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.each) < 20 && !slices.Contains(l.each, line) {
		l.each = append(l.each, line)
	}
}

func (l *lines) list() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.each)
}

// readAll reads what a build published.
func readAll(dir string) (map[string]string, error) {
	files := map[string]string{}
	tree := os.DirFS(dir)
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".concord":
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		content, err := fs.ReadFile(tree, name)
		files[name] = string(content)
		return err
	})
	return files, err
}
