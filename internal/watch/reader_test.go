package watch

import (
	"io"
	"io/fs"
	"runtime"
	"testing"
	"time"
)

// A file is read again unless its stamp is that of an old file, or whatever it
// is, where one must be sure.
func TestLook(t *testing.T) {
	for _, c := range []struct {
		title string
		do    func(b *bed, old *entry)
		sure  bool
		read  bool
	}{
		{"nothing happened", func(*bed, *entry) {}, false, false},
		{"nothing happened, but one must be sure", func(*bed, *entry) {}, true, true},
		{"it was young when it was read", func(_ *bed, old *entry) { old.firm = false }, false, true},
		{"it could not be read", func(_ *bed, old *entry) { old.kind = unreadable }, false, true},
		{"other bytes", func(b *bed, _ *entry) { b.write("longer", "content/a.md") }, false, true},
		{"another time", func(b *bed, _ *entry) { b.touch("content/a.md", long.Add(time.Second)) }, false, true},
		{"other bytes of the same size and time", func(b *bed, _ *entry) {
			b.write("b", "content/a.md")
			b.touch("content/a.md", long)
		}, false, true},
		{"another file of the same size and time", func(b *bed, _ *entry) {
			b.write("b", "content/b.md")
			b.touch("content/b.md", long)
			b.rename("content/b.md", "content/a.md")
		}, false, true},
		{"another name", func(b *bed, _ *entry) { b.link("content/a.md", "content/b.md") }, false, true},
	} {
		t.Run(c.title, func(t *testing.T) {
			if runtime.GOOS == "windows" && c.read {
				t.Skip("the system does not tell when a file was changed")
			}
			b := newBed(t)
			b.write("a", "content/a.md")
			b.touch("content/a.md", long)
			read := false
			faults := &faults{disk: folder(b.root), fail: func(op, _ string) error {
				read = read || op == "open"
				return nil
			}}
			r := newReader(faults)
			old := r.look("content/a.md", entry{}, false)
			if old.firm {
				t.Error("the stamp of a file that was changed just now is trusted")
			}
			old.firm, read = true, false // as after some seconds
			c.do(b, &old)
			got := r.look("content/a.md", old, c.sure)
			if read != c.read {
				t.Errorf("read: %t, want %t", read, c.read)
			}
			if want := newReader(folder(b.root)).look("content/a.md", entry{}, true); !got.same(want) || got.stamp != want.stamp {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

// A link whose target goes while it is looked at leads to nothing.
func TestLookAtVanishingTarget(t *testing.T) {
	b := newBed(t)
	b.write("a", "content/a.md")
	b.symlink("a.md", "content/link.md")
	r := newReader(&faults{disk: folder(b.root), fail: func(op, _ string) error {
		if op == "openLink" {
			return fs.ErrNotExist
		}
		return nil
	}})
	if got := r.look("content/link.md", entry{}, false); got != (entry{kind: linkLost, link: true}) {
		t.Errorf("got %+v", got)
	}
}

// A file that grows while it is read is read as far as it was: its end may
// never come.
func TestLookAtGrowing(t *testing.T) {
	b := newBed(t)
	b.write("0123456789", "content/a.md")
	want := newReader(folder(b.root)).look("content/a.md", entry{}, true)
	if got := newReader(growing{folder(b.root)}).look("content/a.md", entry{}, true); !got.same(want) {
		t.Error("it was read farther, or not as far")
	}
}

// growing is a disk on which files have no end.
type growing struct{ folder }

func (g growing) open(name string) (fs.File, error) {
	f, err := g.folder.open(name)
	return endless{f}, err
}

type endless struct{ fs.File }

func (e endless) Read(p []byte) (int, error) {
	n, err := e.File.Read(p)
	if err == io.EOF {
		return copy(p, "more"), nil
	}
	return n, err
}
