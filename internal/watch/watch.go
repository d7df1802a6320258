// Package watch tells what changed in the folders of a site: a stream of
// settled change sets. It is the only importer of fsnotify.
//
// What a set says is what is on the disk, not what happened there. Events only
// tell where to look; files are compared by the hash of their bytes with what
// the consumer was told last. So a touch, a save of the same bytes, and a file
// made and removed again are no changes; a moved folder is its files, removed
// and created; a name that changes its case only is removed and created too.
// Folding all sets over Files gives the files that are there, whatever events
// were lost or late.
//
// Names are slash paths relative to the root. A file is a regular file, or a
// symbolic link as package source takes it: a link to a regular file inside
// the root counts as that file; one to a folder, to nothing or out of the root
// is not followed, and is listed as unreadable, so that it can be reported. A
// link in the place of a watched folder is followed. Pipes and the like are
// not files. A folder that cannot be read stands for itself among the files,
// as unreadable, in the place of what it holds. Other folders do not appear.
//
// What events do not tell is looked for every half second: the target of a
// link, a file with a second name, what could not be read, and whether the
// root is still the same folder. Every quarter of a minute everything is
// compared, whatever the events say, for the sake of mounts, writes through
// mapped memory, and systems that forget. Where the system reports no events,
// or no more of them, all is compared at an interval ("polling"), and one line
// says so and why.
//
// # Reading what changed
//
// A consumer that reads a file may find other bytes than those it was told of,
// because the file changed again. If it still is different when the watcher
// looks, a later set says so. If it is back to what it was, nothing would, and
// the consumer would keep what it read; so it hands what it found to Found.
// The same holds for what a consumer read before or while Open looked.
package watch

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"concord/internal/litter"
)

// Defaults of the options.
const (
	DefaultQuiet = 5 * time.Millisecond
	DefaultMost  = 100 * time.Millisecond
	DefaultPoll  = 500 * time.Millisecond // where events cannot work
)

// ErrClosed is returned by Next of a watcher that was closed.
var ErrClosed = errors.New("the watcher is closed")

// Options say what is watched, and how.
type Options struct {
	// Folders are slash paths relative to the root, "." for the root itself;
	// none are the root. They need not exist, may come and go, and one that is
	// a file is that file.
	Folders []string

	// Ignore says which files and folders are passed over, by their names from
	// the root; nil is litter.Is. The Folders themselves are never asked about.
	// It may be called from several goroutines.
	Ignore func(name string) bool

	// Quiet is how long nothing must happen before changes are settled; Most
	// is how long they wait for that at most. 0 is DefaultQuiet, DefaultMost.
	Quiet, Most time.Duration

	// Poll is the interval at which everything is compared in place of
	// listening to events; 0 listens. Looking takes a tenth of the time at
	// most: where it takes long, the interval is longer.
	Poll time.Duration

	// Notice is called once, with a line for the user that says why, when the
	// watcher polls although it was not asked to. It must not call the watcher.
	Notice func(line string)
}

// Sum is the SHA-256 of a file's bytes.
type Sum = [sha256.Size]byte

// Watcher watches the folders of a site. Its methods may be called from any
// goroutine; Next by one at a time.
type Watcher struct {
	ledger *ledger
	loop   *loop
	close  sync.Once
}

// Open begins to watch and looks at all files once. Everything that changes
// after it returned is in a set that Next returns. The root must be a folder;
// later it may go and come back.
func Open(root string, o Options) (*Watcher, error) { return open(root, o, theSystem()) }

func open(root string, o Options, sys system) (*Watcher, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", root, err)
	}
	if o, err = complete(o); err != nil {
		return nil, fmt.Errorf("watch %s: %w", root, err)
	}
	disk := sys.disk(root)
	switch info, err := disk.stat("."); {
	case err != nil:
		return nil, fmt.Errorf("watch %s: %w", root, err)
	case !info.IsDir():
		return nil, fmt.Errorf("watch %s: it is not a folder", root)
	}
	w := &Watcher{ledger: newLedger()}
	w.loop = newLoop(root, o, sys, disk, w.ledger)
	w.loop.begin()
	w.ledger.toldAll()
	go w.loop.run()
	return w, nil
}

// complete checks options and puts the defaults in.
func complete(o Options) (Options, error) {
	for _, f := range o.Folders {
		if !fs.ValidPath(f) {
			return o, fmt.Errorf("%q is not a path inside the root", f)
		}
	}
	o.Folders = outermost(o.Folders)
	if o.Quiet < 0 || o.Most < 0 || o.Poll < 0 {
		return o, errors.New("a time below 0")
	}
	if o.Ignore == nil {
		o.Ignore = litter.Is
	}
	if o.Quiet == 0 {
		o.Quiet = DefaultQuiet
	}
	if o.Most == 0 {
		o.Most = max(DefaultMost, o.Quiet)
	}
	if o.Notice == nil {
		o.Notice = func(string) {}
	}
	return o, nil
}

// outermost returns the folders that are in no other, each once.
func outermost(folders []string) []string {
	if len(folders) == 0 {
		return []string{"."}
	}
	folders = slices.Compact(slices.Sorted(slices.Values(folders)))
	return slices.DeleteFunc(slices.Clone(folders), func(f string) bool {
		return slices.ContainsFunc(folders, func(other string) bool { return below(f, other) })
	})
}

// Next waits for changes and returns the next settled set, which is not empty.
// While nobody waits, changes gather in one set. After Close it returns
// ErrClosed, and the context's error when that is over.
func (w *Watcher) Next(ctx context.Context) (Changes, error) {
	for {
		select {
		case <-w.loop.stopped:
			return Changes{}, ErrClosed
		default:
		}
		if c := w.ledger.take(); !c.Empty() {
			return c, nil
		}
		select {
		case <-w.ledger.wake:
		case <-w.loop.stopped:
		case <-ctx.Done():
			return Changes{}, ctx.Err()
		}
	}
}

// Files lists the files that the consumer was told of, in the order of their
// names: those that Open found and the sets returned since.
func (w *Watcher) Files() []File { return w.ledger.files() }

// Found tells the watcher what the consumer found when it read a file: the
// hash of its bytes, or, where ok is false, that there was none to read. If
// the watcher sees something else there when it looks next, a set says so.
// Names that are not watched are passed over.
func (w *Watcher) Found(name string, sum Sum, ok bool) {
	if w.loop.covers(name) && !w.loop.passes(name) {
		w.ledger.found(name, sum, ok)
	}
}

// Close stops watching. It waits for what the watcher is doing.
func (w *Watcher) Close() error {
	w.close.Do(func() { close(w.loop.done) })
	<-w.loop.stopped
	return nil
}

// below says whether a name is inside a folder.
func below(name, folder string) bool {
	return folder == "." && name != "." || strings.HasPrefix(name, folder) && len(name) > len(folder) && name[len(folder)] == '/'
}
