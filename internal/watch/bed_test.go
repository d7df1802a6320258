package watch

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// patient is how long a test waits for what must come. Nothing else depends on
// time: that something does not come is shown by what comes after it.
const patient = 20 * time.Second

// bed is a site under test, and what its watcher said.
type bed struct {
	t       *testing.T
	root    string
	options Options
	sys     system
	w       *Watcher
	marks   int
	notices notices
}

type notices struct {
	mu    sync.Mutex
	lines []string
}

func (n *notices) add(line string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lines = append(n.lines, line)
}

func (n *notices) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return strings.Join(n.lines, "\n")
}

// newBed makes an empty site. Sweeps would hide what events fail to tell.
func newBed(t *testing.T) *bed {
	b := &bed{t: t, root: filepath.Join(t.TempDir(), "site"), sys: theSystem()}
	b.options = Options{Folders: []string{"content", "static"}, Notice: b.notices.add}
	b.sys.poll, b.sys.beat, b.sys.sweep = 20*time.Millisecond, 20*time.Millisecond, 0
	b.mkdir("content")
	return b
}

// inBothModes runs a test with events and with polling.
func inBothModes(t *testing.T, test func(b *bed)) {
	t.Run("events", func(t *testing.T) {
		t.Parallel()
		test(newBed(t))
	})
	t.Run("polling", func(t *testing.T) {
		t.Parallel()
		b := newBed(t)
		b.options.Poll = 5 * time.Millisecond
		test(b)
	})
}

// open begins to watch.
func (b *bed) open() *bed {
	b.t.Helper()
	w, err := open(b.root, b.options, b.sys)
	if err != nil {
		b.t.Fatal(err)
	}
	b.w = w
	b.t.Cleanup(func() { _ = w.Close() })
	return b
}

func (b *bed) path(name string) string { return filepath.Join(b.root, filepath.FromSlash(name)) }

func (b *bed) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bed) mkdir(name string) {
	b.t.Helper()
	b.must(os.MkdirAll(b.path(name), 0o755))
}

// write writes files in one go each, and the folders they need.
func (b *bed) write(text string, names ...string) {
	b.t.Helper()
	for _, name := range names {
		b.must(os.MkdirAll(filepath.Dir(b.path(name)), 0o755))
		b.must(os.WriteFile(b.path(name), []byte(text), 0o644))
	}
}

func (b *bed) remove(names ...string) {
	b.t.Helper()
	for _, name := range names {
		b.must(os.RemoveAll(b.path(name)))
	}
}

func (b *bed) rename(from, to string) {
	b.t.Helper()
	b.must(os.Rename(b.path(from), b.path(to)))
}

func (b *bed) symlink(target, name string) {
	b.t.Helper()
	if err := os.Symlink(filepath.FromSlash(target), b.path(name)); err != nil {
		b.t.Skipf("this system makes no symbolic links: %v", err)
	}
}

// touch gives a file other times.
func (b *bed) touch(name string, at time.Time) {
	b.t.Helper()
	b.must(os.Chtimes(b.path(name), at, at))
}

// next waits for the next set.
func (b *bed) next() (Changes, bool) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), patient)
	defer cancel()
	c, err := b.w.Next(ctx)
	if err != nil && ctx.Err() == nil {
		b.t.Fatal(err)
	}
	return c, err == nil
}

// expect fails unless the sets from here on, folded, come to be what is wanted
// and a mark that is made now: "+created ~changed -removed !unreadable /root".
func (b *bed) expect(want string) {
	b.t.Helper()
	b.marks++
	mark := fmt.Sprintf("content/mark%d", b.marks)
	b.write("", mark)
	b.expectWith(want, mark)
}

// expectWith is expect with a mark of the test's own.
func (b *bed) expectWith(want, mark string) {
	b.t.Helper()
	var all Changes
	for marked := false; ; {
		c, ok := b.next()
		if !ok {
			b.t.Fatalf("got %s\nwant %s, and the mark (seen: %t)", written(all), want, marked)
		}
		all = all.Then(c)
		got := written(all)
		marked = strings.Contains(got, "+"+mark)
		if marked && strings.Join(strings.Fields(strings.Replace(" "+got+" ", " +"+mark+" ", " ", 1)), " ") == want {
			return
		}
	}
}

// expectNothing fails unless there is no change.
func (b *bed) expectNothing() {
	b.t.Helper()
	b.expect("")
}

// seen waits, while the consumer takes nothing, until a set is ready in which
// a file has come. What was done before it is in the set too.
func (b *bed) seen(mark string) {
	b.t.Helper()
	late := time.After(patient)
	for l := b.w.ledger; ; {
		select {
		case <-l.wake:
		case <-late:
			b.t.Fatalf("%s is not seen", mark)
		}
		l.mu.Lock()
		_, is := l.now[mark]
		l.mu.Unlock()
		if is {
			return // Next looks before it waits
		}
	}
}

// written is a set as the tests write it.
func written(c Changes) string {
	var words []string
	for _, l := range []struct {
		sign  string
		names []string
	}{{"+", c.Created}, {"~", c.Changed}, {"-", c.Removed}, {"!", c.Unreadable}} {
		for _, name := range l.names {
			words = append(words, l.sign+name)
		}
	}
	if c.Root {
		words = append(words, "/root")
	}
	return strings.Join(words, " ")
}

// listed is what the consumer was told of.
func (b *bed) listed() string {
	var words []string
	for _, f := range b.w.Files() {
		if f.Unreadable {
			f.Name = "!" + f.Name
		}
		words = append(words, f.Name)
	}
	return strings.Join(words, " ")
}

// faults stand between the watcher and a disk.
type faults struct {
	disk
	mu   sync.Mutex
	fail func(op, name string) error
}

// set changes what fails.
func (f *faults) set(fail func(op, name string) error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fail = fail
}

func (f *faults) check(op, name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail == nil {
		return nil
	}
	if err := f.fail(op, name); err != nil {
		return &fs.PathError{Op: op, Path: name, Err: err}
	}
	return nil
}

func (f *faults) lstat(name string) (fs.FileInfo, error) {
	if err := f.check("lstat", name); err != nil {
		return nil, err
	}
	return f.disk.lstat(name)
}

func (f *faults) list(name string) ([]fs.DirEntry, error) {
	if err := f.check("list", name); err != nil {
		return nil, err
	}
	return f.disk.list(name)
}

func (f *faults) open(name string) (fs.File, error) {
	if err := f.check("open", name); err != nil {
		return nil, err
	}
	return f.disk.open(name)
}

func (f *faults) openLink(name string) (fs.File, error) {
	if err := f.check("openLink", name); err != nil {
		return nil, err
	}
	return f.disk.openLink(name)
}

// withFaults puts faults in front of the disk.
func (b *bed) withFaults() *faults {
	f := &faults{}
	of := b.sys.disk
	b.sys.disk = func(root string) disk {
		f.disk = of(root)
		return f
	}
	return f
}
