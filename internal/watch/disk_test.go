package watch

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

func TestUnreadable(t *testing.T) {
	for _, c := range []struct {
		title string
		fail  func(op, name string) bool
		poke  string // a file that is made, for an event
		want  string
		back  string
	}{
		{"a file", func(op, name string) bool { return op == "open" && name == "content/a.md" },
			"content/a.md", "~content/a.md !content/a.md", "~content/a.md"},
		{"a new file", func(op, name string) bool { return op == "open" && name == "content/new.md" },
			"content/new.md", "+content/new.md !content/new.md", "~content/new.md"},
		{"the files of a folder", func(op, name string) bool { return op == "lstat" && path.Dir(name) == "content/d" },
			"content/d/b.md", "~content/d/b.md !content/d/b.md", "~content/d/b.md"},
		{"a new folder", func(op, name string) bool { return op == "list" && name == "content/new" },
			"content/new/e.md", "+content/new !content/new", "+content/new/e.md -content/new"},
		{"a folder", func(op, name string) bool { return op == "list" && name == "content/d" },
			"", "+content/d -content/d/b.md -content/d/e/c.md !content/d", "+content/d/b.md +content/d/e/c.md -content/d"},
		{"a watched folder", func(op, name string) bool { return op == "list" && name == "static" },
			"", "+static -static/x.css !static", "+static/x.css -static"},
	} {
		t.Run(c.title, func(t *testing.T) {
			inBothModes(t, func(b *bed) {
				b.write("a", "content/a.md", "content/d/b.md", "content/d/e/c.md", "static/x.css")
				faults := b.withFaults()
				b.sys.sweep = time.Millisecond // stands for an event of the folder
				b.open()
				faults.set(func(op, name string) error {
					if c.fail(op, name) {
						return fs.ErrPermission
					}
					return nil
				})
				if c.poke != "" {
					b.write("new", c.poke)
				}
				b.expect(c.want)
				faults.set(nil)
				b.expect(c.back)
				b.edits()
			})
		})
	}
}

// A file that is gone when it is to be read is gone, and one that cannot be
// read for a moment is read later, without an event.
func TestMomentaryFaults(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
		back string
	}{
		{fs.ErrNotExist, "-content/a.md", "+content/a.md"},
		{syscall.ENOTDIR, "-content/a.md", "+content/a.md"},
		{syscall.EIO, "~content/a.md !content/a.md", "~content/a.md"},
	} {
		t.Run(c.err.Error(), func(t *testing.T) {
			inBothModes(t, func(b *bed) {
				b.write("a", "content/a.md")
				faults := b.withFaults()
				b.open()
				faults.set(func(op, name string) error {
					if op == "open" && name == "content/a.md" {
						return c.err
					}
					return nil
				})
				b.write("b", "content/a.md")
				b.expect(c.want)
				faults.set(nil)
				if !strings.Contains(c.want, "!") {
					b.write("b", "content/a.md") // what is not there is not looked for
				}
				b.expect(c.back)
			})
		})
	}
}

// A file system may take two names for the same that differ in case only. What
// a folder lists is the name. Where that is not known of the file system, the
// next sweep sees it.
func TestCaseFolds(t *testing.T) {
	for _, known := range []bool{true, false} {
		t.Run(fmt.Sprint(known), func(t *testing.T) {
			b := newBed(t)
			b.sys.folds = known
			if !known {
				b.sys.sweep = time.Millisecond
			}
			b.sys.disk = func(root string) disk { return folding{folder(root)} }
			b.write("a", "content/a.md", "content/b.md", "content/d/c.md")
			b.open()
			b.rename("content/a.md", "content/A.md")
			b.write("b", "content/b.md")
			b.expect("+content/A.md ~content/b.md -content/a.md")
			b.rename("content/d", "content/D")
			b.expect("+content/D/c.md -content/d/c.md")
			b.edits()
		})
	}
}

// folding is a disk that folds the case of names.
type folding struct{ folder }

func (f folding) lstat(name string) (fs.FileInfo, error)  { return f.folder.lstat(f.real(name)) }
func (f folding) open(name string) (fs.File, error)       { return f.folder.open(f.real(name)) }
func (f folding) list(name string) ([]fs.DirEntry, error) { return f.folder.list(f.real(name)) }

func (f folding) real(name string) string {
	at := "."
	for part := range strings.SplitSeq(name, "/") {
		entries, _ := f.folder.list(at)
		for _, e := range entries {
			if strings.EqualFold(e.Name(), part) {
				part = e.Name()
			}
		}
		at = filepath.ToSlash(filepath.Join(at, part))
	}
	return at
}

// What happens to a folder itself may be to what it lets us read.
func TestFolderPermissions(t *testing.T) {
	b := newBed(t)
	b.quiet()
	ears, faults := b.withEars(), b.withFaults()
	b.write("a", "content/a.md", "content/d/b.md", "content/d/e/c.md")
	b.open()
	faults.set(func(op, name string) error {
		if op == "list" && name == "content/d" {
			return fs.ErrPermission
		}
		return nil
	})
	b.send(ears, "content/d", fsnotify.Chmod)
	b.expect("+content/d -content/d/b.md -content/d/e/c.md !content/d")
	faults.set(nil)
	b.send(ears, "content/d", fsnotify.Chmod)
	b.expect("+content/d/b.md +content/d/e/c.md -content/d")
	faults.set(func(op, name string) error {
		if op == "lstat" && name == "content/d/b.md" {
			return fs.ErrPermission
		}
		return nil
	})
	b.send(ears, "content/d", fsnotify.Chmod)
	b.expect("~content/d/b.md !content/d/b.md")
	faults.set(nil)
	b.send(ears, "content/d", fsnotify.Chmod)
	b.expect("~content/d/b.md")
	b.edits()
}
