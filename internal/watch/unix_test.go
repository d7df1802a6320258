//go:build unix

package watch

import (
	"os"
	"syscall"
	"testing"
)

// Pipes are not files, and nobody waits for one to be written to.
func TestPipes(t *testing.T) {
	inBothModes(t, func(b *bed) {
		pipe := func(name string) {
			b.t.Helper()
			if err := syscall.Mkfifo(b.path(name), 0o644); err != nil {
				b.t.Skipf("this file system makes no pipes: %v", err)
			}
		}
		pipe("content/pipe.md")
		b.write("a", "content/a.md")
		b.open()
		pipe("content/other.md")
		b.symlink("pipe.md", "content/link.md")
		b.remove("content/a.md")
		pipe("content/a.md")
		b.expect("+content/link.md -content/a.md !content/link.md")
	})
}

// A regular file that is a pipe when it is opened does not stop the watcher.
func TestOpenPipe(t *testing.T) {
	b := newBed(t)
	b.must(syscall.Mkfifo(b.path("content/pipe"), 0o644))
	r := newReader(folder(b.root))
	if e := r.compare("content/pipe", r.disk.open, stamp{}, entry{}, true); e != (entry{}) {
		t.Errorf("a pipe: %+v", e)
	}
	if e := r.compare("content", r.disk.open, stamp{}, entry{}, true); e != (entry{}) {
		t.Errorf("a folder: %+v", e)
	}
}

func TestPermissions(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything; TestUnreadable puts faults in place of permissions")
	}
	inBothModes(t, func(b *bed) {
		b.write("a", "content/a.md", "content/d/b.md", "content/d/e/c.md", "content/x/f.md")
		b.open()
		chmod := func(mode os.FileMode, names ...string) {
			for _, name := range names {
				b.must(os.Chmod(b.path(name), mode))
			}
		}
		b.t.Cleanup(func() { chmod(0o755, "content/d", "content/x") })
		chmod(0, "content/a.md", "content/d")
		b.expect("+content/d ~content/a.md -content/d/b.md -content/d/e/c.md !content/a.md !content/d")
		chmod(0o400, "content/x") // what is in it is listed and cannot be read
		b.expect("~content/x/f.md !content/x/f.md")
		chmod(0o644, "content/a.md")
		chmod(0o755, "content/d", "content/x")
		b.expect("+content/d/b.md +content/d/e/c.md ~content/a.md ~content/x/f.md -content/d")
		chmod(0o600, "content/a.md")
		b.expectNothing()
		b.edits()
		chmod(0, "content/d")
		b.mkdir("content/new")
		chmod(0, "content/new")
		b.expectFolderBlocked("content/new")
		chmod(0o755, "content/d", "content/new")
		b.write("x", "content/new/g.md")
		b.expect("+content/d/b.md +content/d/e/c.md +content/new/g.md -content/d -content/new")
	})
}

// expectFolderBlocked is expect for a new folder without files.
func (b *bed) expectFolderBlocked(name string) {
	b.t.Helper()
	b.expect("+content/d +" + name + " -content/d/b.md -content/d/e/c.md !content/d !" + name)
}
