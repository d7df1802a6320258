package watch

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"concord/internal/litter"

	"github.com/fsnotify/fsnotify"
	"github.com/google/go-cmp/cmp"
)

// A soak is go test ./internal/watch -race -run TestRandom -operations 10000.
var (
	operations = flag.Int("operations", 300, "how many random operations TestRandom does, each time")
	seed       = flag.Uint64("seed", 0, "what TestRandom begins with, 0 for a seed of the day")
)

// After any operations, all sets folded are what is there, by an independent
// look; and no set says of a file what is not so.
func TestRandom(t *testing.T) {
	for _, c := range []struct {
		title string
		ready func(b *bed) (fault func(*rand.Rand), calm func())
	}{
		{"events", withoutFaults},
		{"polling", func(b *bed) (func(*rand.Rand), func()) {
			b.options.Poll = 3 * time.Millisecond
			return withoutFaults(b)
		}},
		{"faults", randomFaults},
	} {
		t.Run(c.title, func(t *testing.T) {
			t.Parallel()
			b := newBed(t)
			s := *seed
			if s == 0 {
				s = uint64(time.Now().UnixNano())
			}
			t.Logf("-seed %d", s)
			r := rand.New(rand.NewPCG(s, 0))
			fault, calm := c.ready(b)
			m := &model{bed: b.open(), told: map[string]File{}}
			for i := 1; i <= *operations; i++ {
				m.operate(r)
				if r.IntN(10) == 0 {
					fault(r)
				}
				if r.IntN(8) == 0 {
					m.take(t.Context(), time.Duration(r.IntN(10))*time.Millisecond)
				}
				if r.IntN(25) == 0 || i == *operations {
					calm()
					m.converge()
				}
			}
			m.leavesNothing()
		})
	}
}

func withoutFaults(*bed) (func(*rand.Rand), func()) { return func(*rand.Rand) {}, func() {} }

// randomFaults loses events, with the error that says so in the end, and lets
// looks fail for a while.
func randomFaults(b *bed) (func(*rand.Rand), func()) {
	ears, faults := b.withEars(), b.withFaults()
	calm := func() {
		faults.set(nil)
		ears.set(func() { ears.deaf = false })
		ears.report(fsnotify.ErrEventOverflow)
	}
	return func(r *rand.Rand) {
		switch r.IntN(4) {
		case 0:
			ears.set(func() { ears.deaf = true })
		case 1:
			n, kind := r.IntN(20), r.IntN(3)
			faults.set(func(_, name string) error {
				if len(name)%20 != n {
					return nil
				}
				return []error{syscall.EIO, fs.ErrNotExist, fs.ErrPermission}[kind]
			})
		default:
			calm()
		}
	}, calm
}

// model is what a consumer makes of the sets.
type model struct {
	*bed
	told map[string]File
}

// take folds the next set, if one comes in time.
func (m *model) take(ctx context.Context, wait time.Duration) {
	m.t.Helper()
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	c, err := m.w.Next(ctx)
	if err != nil {
		return
	}
	now := m.files()
	c.each(func(name string, f fate) {
		before, was := m.told[name]
		after, is := now[name]
		if was != f.before || is != f.after || after.Unreadable != f.unreadable {
			m.t.Errorf("%s: was there: %t, is there: %t, cannot be read: %t; the set says %+v", name, was, is, after.Unreadable, f)
		}
		if was && is && before == after && !after.Unreadable {
			m.t.Errorf("%s is said to have changed, and has not", name)
		}
		if m.told[name] = after; !is {
			delete(m.told, name)
		}
	})
	if diff := cmp.Diff(now, m.told); diff != "" {
		m.t.Fatalf("Files differs from the sets (-files +sets)\n%s", diff)
	}
	m.read(c)
}

func (m *model) files() map[string]File {
	files := map[string]File{}
	for _, f := range m.w.Files() {
		files[f.Name] = f
	}
	return files
}

// read reads what changed, as it is by now, and tells the watcher what it was.
func (m *model) read(c Changes) {
	root, err := os.OpenRoot(m.root)
	if err == nil {
		defer root.Close()
	}
	c.each(func(name string, _ fate) {
		f := File{Unreadable: true}
		if root != nil {
			f = freshFile(root, name)
		}
		m.w.Found(name, f.Sum, !f.Unreadable)
		switch {
		case !f.Unreadable:
			m.told[name] = f
		case !m.told[name].Unreadable:
			delete(m.told, name)
		}
	})
}

// converge waits until the sets say what is there.
func (m *model) converge() {
	m.t.Helper()
	want := m.fresh()
	for late := time.Now().Add(patient); !cmp.Equal(want, m.told); {
		if time.Now().After(late) {
			m.t.Fatalf("(-there +told)\n%s", cmp.Diff(want, m.told))
		}
		m.take(m.t.Context(), 100*time.Millisecond)
	}
}

// leavesNothing fails where the watcher remembers what is no more.
func (m *model) leavesNothing() {
	m.t.Helper()
	m.remove("content")
	m.write("the last of all events", "content/last")
	m.converge()
	m.must(m.w.Close())
	w := m.w.loop
	for name := range w.listed {
		if info, err := os.Stat(m.path(name)); err != nil || !info.IsDir() {
			m.t.Errorf("%s is remembered as a folder", name)
		}
	}
	for name := range w.restless {
		if !w.ledger.now[name].restless() {
			m.t.Errorf("%s is remembered as restless", name)
		}
	}
	if len(w.ledger.told) > 0 {
		m.t.Errorf("%d names are remembered as different", len(w.ledger.told))
	}
}

// fresh looks at everything as package source does.
func (m *model) fresh() map[string]File {
	m.t.Helper()
	found := map[string]File{}
	root, err := os.OpenRoot(m.root)
	if err != nil {
		return found
	}
	defer root.Close()
	for _, f := range m.options.Folders {
		err := fs.WalkDir(root.FS(), f, func(name string, e fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && name == f:
				if _, err := root.Lstat(name); err == nil {
					found[name] = File{Name: name, Unreadable: true}
				}
				return nil
			case err != nil:
				found[name] = File{Name: name, Unreadable: true}
				return nil
			case name != f && litter.Is(name):
				if e.IsDir() {
					return fs.SkipDir
				}
			case !e.IsDir():
				found[name] = freshFile(root, name)
			}
			return nil
		})
		m.must(err)
	}
	return found
}

func freshFile(root *os.Root, name string) File {
	data, err := root.ReadFile(name)
	if err != nil {
		return File{Name: name, Unreadable: true}
	}
	return File{Name: name, Sum: sha256.Sum256(data)}
}

// operate does something, or tries to: most of it fails now and then.
func (m *model) operate(r *rand.Rand) {
	text := func() []byte { return []byte(strings.Repeat("text\n", r.IntN(3)) + fmt.Sprint(r.IntN(3))) }
	any, other := m.path(randomName(r)), m.path(randomName(r))
	switch r.IntN(20) {
	case 0, 1, 2, 3, 4:
		_ = os.WriteFile(any, text(), 0o644)
	case 5, 6:
		_ = os.MkdirAll(path.Dir(any), 0o755)
		_ = os.WriteFile(any, text(), 0o644)
	case 7:
		_ = os.WriteFile(any+".new", text(), 0o644)
		_ = os.Rename(any+".new", any)
	case 8:
		_ = os.Chtimes(any, long, long)
	case 9:
		_ = os.Remove(any)
	case 10:
		_ = os.RemoveAll(any)
	case 11, 12, 13, 14:
		_ = os.Rename(any, other)
	case 15:
		if m.sees(other) {
			_ = os.Link(any, other)
		}
	case 16:
		_ = os.Symlink([]string{"a", "b.md", "../b.md", "../static/a", "..", "../../x", "a.md/b.md"}[r.IntN(7)], any)
	case 17:
		_ = os.MkdirAll(any, 0o755)
	case 18:
		m.replace(r)
	case 19:
		if f, err := os.OpenFile(any, os.O_WRONLY, 0); err == nil {
			_, _ = f.WriteAt(text(), 0)
			_ = f.Close()
		}
	}
}

// sees says whether a file of that name is one of the watcher's. A second name
// elsewhere is found by a sweep only, of which this test has none.
func (m *model) sees(file string) bool {
	name, err := filepath.Rel(m.root, file)
	m.must(err)
	for name = filepath.ToSlash(name); m.w.loop.covers(name); name = path.Dir(name) {
		if m.w.loop.passes(name) {
			return false
		}
	}
	return name == "."
}

// replace does to the folders above what rarely is done.
func (m *model) replace(r *rand.Rand) {
	folder := m.path([]string{".", "content", "static"}[r.IntN(3)])
	away := m.path("../away")
	switch r.IntN(4) {
	case 0:
		_ = os.RemoveAll(folder)
		_ = os.MkdirAll(m.path("content"), 0o755)
	case 1:
		_ = os.Rename(folder, away)
		_ = os.Rename(away, folder)
	case 2:
		_ = os.RemoveAll(away)
		_ = os.Rename(folder, away)
		_ = os.MkdirAll(m.path("content/a.md"), 0o755)
	case 3:
		_ = os.Rename(away, folder)
	}
}

// randomName is a name that is likely to exist, as a file or as a folder.
func randomName(r *rand.Rand) string {
	names := []string{"a", "b.md", "a.md", "B.md", "c", ".git", "a.md~"}
	name := []string{"content", "content", "content", "static", "elsewhere"}[r.IntN(5)]
	for range 1 + r.IntN(3) {
		name += "/" + names[min(r.IntN(len(names)), r.IntN(len(names)))]
	}
	return name
}
