package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Events that were lost, with an error that says so: everything is compared.
func TestOverflow(t *testing.T) {
	for _, err := range []error{fsnotify.ErrEventOverflow, errors.New("a failure of another kind")} {
		t.Run(err.Error(), func(t *testing.T) {
			b := newBed(t)
			b.quiet()
			ears := b.withEars()
			b.write("a", "content/a.md", "content/b.md", "content/d/c.md")
			b.open()
			ears.set(func() { ears.deaf = true })
			b.write("b", "content/a.md", "content/new/d/e.md", "content/mark")
			b.remove("content/b.md")
			b.rename("content/d", "content/dd")
			ears.set(func() { ears.deaf = false })
			ears.report(err)
			b.expectWith("+content/dd/c.md +content/new/d/e.md ~content/a.md -content/b.md -content/d/c.md", "content/mark")
			b.edits()
			if b.notices.String() != "" {
				t.Errorf("notices: %s", &b.notices)
			}
		})
	}
}

// Events that were lost without a word are made good by the next sweep.
func TestSweep(t *testing.T) {
	b := newBed(t)
	ears := b.withEars()
	ears.deaf = true
	b.sys.beat, b.sys.sweep = time.Millisecond, time.Millisecond
	b.write("a", "content/a.md", "content/b.md")
	b.open()
	b.write("b", "content/a.md", "content/d/e.md")
	b.remove("content/b.md")
	b.expect("+content/d/e.md ~content/a.md -content/b.md")
	b.edits()
	if n := ears.count(); n != 1 {
		t.Errorf("%d notifiers were made", n)
	}
}

// Where the system watches no more, the watcher polls, says so once, and
// misses nothing.
func TestLimits(t *testing.T) {
	const prefix = "looking for changes every 20 ms: the system "
	for _, c := range []struct {
		title  string
		ready  func(b *bed, ears *ears) // before Open
		later  func(b *bed, ears *ears)
		notice string
	}{
		{"no notifier at all", func(b *bed, _ *ears) {
			b.sys.notifier = func() (notifier, error) { return nil, os.NewSyscallError("inotify_init1", syscall.EMFILE) }
		}, nil, "opens no more files or watches (see ulimit -n; on Linux, fs.inotify.max_user_instances)"},
		{"no notifier, for another reason", func(b *bed, _ *ears) {
			b.sys.notifier = func() (notifier, error) { return nil, errors.New("function not implemented") }
		}, nil, "does not report them: function not implemented"},
		{"too many folders at first", func(b *bed, ears *ears) {
			ears.add = enough("d")
		}, nil, "watches no more folders (on Linux, fs.inotify.max_user_watches says how many)"},
		{"too many folders later", nil, func(b *bed, ears *ears) {
			ears.set(func() { ears.add = enough("later") })
			b.write("x", "content/later/1/2/x.md")
		}, "watches no more folders (on Linux, fs.inotify.max_user_watches says how many)"},
		{"too many files later", nil, func(b *bed, ears *ears) {
			b.write("x", "content/later/1/2/x.md")
			ears.report(syscall.EMFILE)
		}, "opens no more files or watches (see ulimit -n; on Linux, fs.inotify.max_user_instances)"},
		{"no new notifier later", nil, func(b *bed, ears *ears) {
			b.write("x", "content/later/1/2/x.md")
			ears.set(func() { ears.add = func(string) error { return errors.New("not now") } })
			ears.report(fsnotify.ErrEventOverflow)
		}, "does not report them: not now"},
	} {
		t.Run(c.title, func(t *testing.T) {
			t.Parallel()
			b := newBed(t)
			ears := b.withEars()
			b.write("a", "content/a.md", "content/d/b.md", "content/d/e/c.md")
			if c.ready != nil {
				c.ready(b, ears)
			}
			b.open()
			want := ""
			if c.later != nil {
				c.later(b, ears)
				want = "+content/later/1/2/x.md "
			}
			b.write("b", "content/a.md", "content/d/e/c.md", "content/new/d.md")
			b.expect(want + "+content/new/d.md ~content/a.md ~content/d/e/c.md")
			b.edits()
			if got := b.notices.String(); got != prefix+c.notice {
				t.Errorf("notices: %s", got)
			}
		})
	}
}

// enough lets no folder of a name be watched.
func enough(base string) func(string) error {
	return func(folder string) error {
		if filepath.Base(folder) == base {
			return syscall.ENOSPC
		}
		return nil
	}
}

// Where other machines write, the watcher polls and says why; not where it was
// asked to.
func TestRemote(t *testing.T) {
	b := newBed(t)
	b.sys.remote = func(folder string) string {
		if folder == b.path("content") {
			return "a network file system (NFS)"
		}
		return ""
	}
	b.sys.notifier = func() (notifier, error) {
		t.Error("a notifier was made")
		return newNative()
	}
	b.open()
	b.write("x", "content/a.md")
	b.expect("+content/a.md")
	want := "looking for changes every 20 ms: " + b.path("content") + " is on a network file system (NFS), where not every change is reported"
	if got := b.notices.String(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	b.options.Poll = time.Millisecond
	b.notices.lines = nil
	b.open()
	b.write("y", "content/a.md")
	b.expect("~content/a.md")
	if got := b.notices.String(); got != "" {
		t.Errorf("asked to poll: %s", got)
	}
}

func TestRemoteOfThisSystem(t *testing.T) {
	if got := remote(filepath.Join(t.TempDir(), "gone")); got != "" {
		t.Errorf("a folder that does not exist is on %s", got)
	}
}

// Where systems tell of a folder whenever something in it comes or goes, its
// list is compared, and nothing else is looked at.
func TestFolderEvents(t *testing.T) {
	b := newBed(t)
	b.quiet()
	ears := b.withEars()
	b.write("a", "content/a.md", "content/b.md", "content/d/c.md", "content/e")
	b.open()
	ears.set(func() { ears.deaf = true })
	b.write("a", "content/new.md", "content/dd/e.md")
	b.remove("content/b.md", "content/e")
	b.write("a", "content/e/f.md", "content/mark")
	b.send(ears, "content", fsnotify.Write)
	b.expectWith("+content/dd/e.md +content/e/f.md +content/new.md -content/b.md -content/e", "content/mark")

	before := ears.count()
	b.remove("content/d")
	b.write("a", "content/d", "content/mark2")
	b.send(ears, "content", fsnotify.Write)
	b.expectWith("+content/d -content/d/c.md", "content/mark2")
	if after := ears.count(); after != before+1 {
		t.Errorf("a folder that is gone: watches were set anew %d times", after-before)
	}

	b.remove("content")
	b.send(ears, "content", fsnotify.Write)
	b.folds("-content/a.md -content/d -content/dd/e.md -content/e/f.md -content/mark -content/mark2 -content/new.md")
	before = ears.count()
	b.send(ears, ".", fsnotify.Write)
	b.write("x", "content/x.md")
	b.send(ears, "content", fsnotify.Create)
	b.folds("+content/x.md")
	if after := ears.count(); after != before {
		t.Errorf("what is written beside the folders set watches anew %d times", after-before)
	}
}

// A watch that the system cannot set for want of permission makes the folder
// unreadable; it heals with the folder.
func TestUnwatchable(t *testing.T) {
	b := newBed(t)
	ears := b.withEars()
	ears.add = func(folder string) error {
		if filepath.Base(folder) == "d" {
			return &fs.PathError{Op: "inotify_add_watch", Path: folder, Err: syscall.EACCES}
		}
		return nil
	}
	b.write("a", "content/a.md", "content/d/b.md")
	b.open()
	if got := b.listed(); got != "content/a.md !content/d" {
		t.Errorf("at first: %s", got)
	}
	ears.set(func() { ears.add = nil })
	b.expect("+content/d/b.md -content/d")
	b.edits()
	if got := b.notices.String(); got != "" {
		t.Errorf("notices: %s", got)
	}
}

// A folder that vanishes between its event and its watch is not there.
func TestVanishesBeforeWatch(t *testing.T) {
	b := newBed(t)
	ears := b.withEars()
	b.open()
	ears.set(func() {
		ears.add = func(folder string) error {
			if filepath.Base(folder) == "d" {
				return os.RemoveAll(folder)
			}
			return nil
		}
	})
	b.write("a", "content/d/e/b.md")
	b.expectNothing()
	ears.set(func() { ears.add = nil })
	b.write("a", "content/d/e/b.md")
	b.expect("+content/d/e/b.md")
	b.edits()
	if got := b.notices.String(); got != "" {
		t.Errorf("notices: %s", got)
	}
}

// Files that come into a new folder before it is watched are not missed, nor
// those that come while it is listed.
func TestFilesBeforeWatch(t *testing.T) {
	b := newBed(t)
	b.quiet()
	ears := b.withEars()
	b.open()
	ears.set(func() {
		ears.add = func(folder string) error {
			if filepath.Base(folder) != "d" {
				return nil
			}
			return errors.Join(
				os.Mkdir(filepath.Join(folder, "e"), 0o755),
				os.WriteFile(filepath.Join(folder, "e", "b.md"), nil, 0o644),
				os.WriteFile(filepath.Join(folder, "c.md"), nil, 0o644))
		}
	})
	b.mkdir("content/d")
	b.expect("+content/d/c.md +content/d/e/b.md")
	ears.set(func() { ears.add = nil })
	b.edits()
}
