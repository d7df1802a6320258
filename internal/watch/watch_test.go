package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var long = time.Date(2025, 11, 2, 9, 0, 0, 0, time.UTC) // ago

func TestFiles(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.write("a", "content/a.md", "content/mous/b.md", "content/mous/2024/c.md", "static/css/d.css")
		b.write("a", "build/index.html", "contents/e.md", "content/.git/config", "content/a.md~", "README.md")
		b.mkdir("content/empty")
		b.open()
		if got, want := b.listed(), "content/a.md content/mous/2024/c.md content/mous/b.md static/css/d.css"; got != want {
			b.t.Errorf("got %s, want %s", got, want)
		}
		const sum = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb" // of "a", by sha256sum
		for _, f := range b.w.Files() {
			if fmt.Sprintf("%x", f.Sum) != sum {
				b.t.Errorf("%s: %x", f.Name, f.Sum)
			}
		}
		b.expectNothing()
	})
}

func TestChanges(t *testing.T) {
	for _, c := range []struct {
		title string
		do    func(b *bed)
		want  string
	}{
		{"a file is made, written and removed", func(b *bed) {
			b.write("new", "content/new.md")
			b.write("other", "content/b.md")
			b.remove("content/c.md")
		}, "+content/new.md ~content/b.md -content/c.md"},
		{"a file gets longer", func(b *bed) {
			f, err := os.OpenFile(b.path("content/b.md"), os.O_APPEND|os.O_WRONLY, 0)
			b.must(err)
			_, err = f.WriteString("more")
			b.must(errors.Join(err, f.Close()))
		}, "~content/b.md"},
		{"other bytes, of the same size and time", func(b *bed) {
			b.write("B", "content/b.md")
			b.touch("content/b.md", long)
		}, "~content/b.md"},
		{"touched", func(b *bed) { b.touch("content/b.md", time.Now()) }, ""},
		{"touched, into the future", func(b *bed) { b.touch("content/b.md", time.Now().AddDate(9, 0, 0)) }, ""},
		{"saved with the same bytes", func(b *bed) { b.write("b", "content/b.md") }, ""},
		{"replaced by the same bytes", func(b *bed) {
			b.write("b", "content/x.md")
			b.rename("content/x.md", "content/b.md")
		}, ""},
		{"removed and put back", func(b *bed) {
			b.remove("content/b.md")
			b.write("b", "content/b.md")
		}, ""},
		{"renamed", func(b *bed) { b.rename("content/b.md", "content/x.md") }, "+content/x.md -content/b.md"},
		{"renamed, in case only", func(b *bed) { b.rename("content/b.md", "content/B.md") }, "+content/B.md -content/b.md"},
		{"renamed over another", func(b *bed) { b.rename("content/b.md", "content/c.md") }, "~content/c.md -content/b.md"},
		{"two change places", func(b *bed) {
			b.rename("content/b.md", "content/x")
			b.rename("content/c.md", "content/b.md")
			b.rename("content/x", "content/c.md")
		}, "~content/b.md ~content/c.md"},
		{"emptied", func(b *bed) { b.write("", "content/b.md") }, "~content/b.md"},
		{"elsewhere", func(b *bed) {
			b.write("x", "build/index.html", "README.md", "contents/x.md", "templates/x.html")
			b.remove("build")
		}, ""},
		{"folders without files", func(b *bed) {
			b.mkdir("content/d/e/f")
			b.rename("content/d/e", "content/e")
			b.remove("content/d")
		}, ""},
		{"a folder is made, in depth, with files", func(b *bed) {
			b.write("x", "content/d/e/f/g/1.md", "content/d/2.md")
		}, "+content/d/2.md +content/d/e/f/g/1.md"},
		{"a folder is removed", func(b *bed) { b.remove("content/mous") }, "-content/mous/2024/x.md -content/mous/x.md -content/mous/y.md"},
		{"a folder is renamed", func(b *bed) {
			b.rename("content/mous", "content/agreements")
		}, "+content/agreements/2024/x.md +content/agreements/x.md +content/agreements/y.md " +
			"-content/mous/2024/x.md -content/mous/x.md -content/mous/y.md"},
		{"a folder is renamed, in case only", func(b *bed) { b.rename("content/mous/2024", "content/mous/2024A") },
			"+content/mous/2024A/x.md -content/mous/2024/x.md"},
		{"a folder moves down", func(b *bed) {
			b.mkdir("content/d")
			b.rename("content/mous/2024", "content/d/2024")
		}, "+content/d/2024/x.md -content/mous/2024/x.md"},
		{"a folder moves out of the folders", func(b *bed) { b.rename("content/mous/2024", "old") }, "-content/mous/2024/x.md"},
		{"a folder moves into the folders", func(b *bed) { b.rename("elsewhere", "content/d") }, "+content/d/1.md +content/d/e/2.md"},
		{"a folder moves to another", func(b *bed) {
			b.mkdir("static")
			b.rename("content/mous/2024", "static/2024")
		}, "+static/2024/x.md -content/mous/2024/x.md"},
		{"two folders change places", func(b *bed) {
			b.rename("content/mous/2024", "content/x")
			b.rename("content/agencies", "content/mous/2024")
			b.rename("content/x", "content/agencies")
		}, "+content/agencies/x.md +content/mous/2024/mofa.md -content/agencies/mofa.md -content/mous/2024/x.md"},
		{"a folder becomes a file", func(b *bed) {
			b.remove("content/mous")
			b.write("x", "content/mous")
		}, "+content/mous -content/mous/2024/x.md -content/mous/x.md -content/mous/y.md"},
		{"a file becomes a folder", func(b *bed) {
			b.remove("content/b.md")
			b.write("x", "content/b.md/b.md")
		}, "+content/b.md/b.md -content/b.md"},
		{"a folder comes, that did not exist", func(b *bed) { b.write("x", "static/css/x.css") }, "+static/css/x.css"},
		{"a watched folder is replaced", func(b *bed) {
			b.rename("content", "old")
			b.write("b", "content/b.md", "content/mous/x.md")
		}, "~content/mous/x.md -content/agencies/mofa.md -content/c.md -content/mous/2024/x.md -content/mous/y.md"},
	} {
		t.Run(c.title, func(t *testing.T) {
			inBothModes(t, func(b *bed) {
				b.write("b", "content/b.md")
				b.touch("content/b.md", long)
				b.write("c", "content/c.md", "elsewhere/1.md", "elsewhere/e/2.md", "content/agencies/mofa.md")
				b.write("x", "content/mous/x.md", "content/mous/y.md", "content/mous/2024/x.md")
				b.open()
				c.do(b)
				b.expect(c.want)
				b.edits()
			})
		})
	}
}

// edits changes every file that is there: all of them must still be watched,
// at the places where they are now.
func (b *bed) edits() {
	b.t.Helper()
	var want []string
	for _, f := range b.w.Files() {
		b.write(fmt.Sprintf("edited after mark %d", b.marks), f.Name)
		want = append(want, "~"+f.Name)
	}
	b.expect(strings.Join(want, " "))
}

// What editors do to save content/a.md is one change of it.
func TestSaving(t *testing.T) {
	for _, c := range []struct {
		title string
		do    func(b *bed)
	}{
		{"written in place", func(b *bed) { b.write("new", "content/a.md") }},
		{"a temporary file renamed over it", func(b *bed) {
			b.write("new", "content/a.md.x7Kp")
			b.rename("content/a.md.x7Kp", "content/a.md")
		}},
		{"removed and written", func(b *bed) {
			b.remove("content/a.md")
			b.write("new", "content/a.md")
		}},
		{"Vim", func(b *bed) {
			b.write("x", "content/.a.md.swp", "content/.a.md.swx", "content/4913")
			b.remove("content/.a.md.swx", "content/4913")
			b.rename("content/a.md", "content/a.md~")
			b.write("new", "content/a.md")
			b.touch("content/a.md", time.Now())
			b.remove("content/a.md~", "content/.a.md.swp")
		}},
		{"Emacs", func(b *bed) {
			b.symlink("user@host.123:456", "content/.#a.md")
			b.write("new", "content/#a.md#")
			b.rename("content/a.md", "content/a.md~")
			b.write("new", "content/a.md")
			b.remove("content/#a.md#", "content/.#a.md")
		}},
		{"JetBrains", func(b *bed) {
			b.write("new", "content/a.md___jb_tmp___")
			b.rename("content/a.md", "content/a.md___jb_old___")
			b.rename("content/a.md___jb_tmp___", "content/a.md")
			b.remove("content/a.md___jb_old___")
		}},
		{"gedit", func(b *bed) {
			b.write("new", "content/.goutputstream-Q1W2E3")
			b.rename("content/.goutputstream-Q1W2E3", "content/a.md")
		}},
		{"kept backups and unsaved texts", func(b *bed) {
			b.write("old", "content/a.md~", "content/a.swp", "content/#b.md#", "content/.DS_Store", "content/.#c.md", "content/a.md.tmp")
			b.write("new", "content/a.md")
		}},
	} {
		t.Run(c.title, func(t *testing.T) {
			inBothModes(t, func(b *bed) {
				b.write("old", "content/a.md")
				b.open()
				c.do(b)
				b.expect("~content/a.md")
			})
		})
	}
}

// A folder that is ignored is not gone into, and Ignore replaces the rule.
func TestIgnore(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.options.Ignore = func(name string) bool {
			return name == "content/drafts" || name == "content" || strings.HasSuffix(name, ".bak")
		}
		b.write("a", "content/a.md", "content/drafts/b.md", "content/c.bak", "content/.hidden.md")
		b.open()
		b.write("b", "content/drafts/b.md", "content/drafts/new/c.md", "content/c.bak", "content/.hidden.md")
		b.expect("~content/.hidden.md")
		b.rename("content/drafts", "content/done")
		b.expect("+content/done/b.md +content/done/new/c.md")
	})
}

// The folders may be the root, lie deep, be listed twice, or be files.
func TestFolders(t *testing.T) {
	for _, c := range []struct {
		title   string
		folders []string
		want    string
		removed string
	}{
		{"none are the root", nil, "+a/3.md +a/b/2.md +a/b/c/1.md +content/new.md", "-a/3.md -a/b/2.md -a/b/c/1.md"},
		{"the root", []string{"."}, "+a/3.md +a/b/2.md +a/b/c/1.md +content/new.md", "-a/3.md -a/b/2.md -a/b/c/1.md"},
		{"deep", []string{"a/b/c", "content"}, "+a/b/c/1.md +content/new.md", "-a/b/c/1.md"},
		{"one in another", []string{"a/b/c", "a/b", "a/b", "content"}, "+a/b/2.md +a/b/c/1.md +content/new.md", "-a/b/2.md -a/b/c/1.md"},
		{"a file", []string{"a/3.md", "content"}, "+a/3.md +content/new.md", "-a/3.md"},
	} {
		t.Run(c.title, func(t *testing.T) {
			inBothModes(t, func(b *bed) {
				b.options.Folders = c.folders
				b.open()
				b.write("x", "a/b/c/1.md", "a/b/2.md", "a/3.md", "content/new.md")
				b.expect(c.want)
				b.edits()
				b.remove("a")
				b.expect(c.removed)
				b.write("y", "a/b/c/1.md", "a/b/2.md", "a/3.md")
				b.expect(strings.ReplaceAll(c.removed, "-", "+"))
			})
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		root    string
		options Options
		want    string
	}{
		{filepath.Join(root, "gone"), Options{}, "no such file or directory"},
		{file, Options{}, "it is not a folder"},
		{root, Options{Folders: []string{"/content"}}, `"/content" is not a path inside the root`},
		{root, Options{Folders: []string{"content", "../other"}}, `"../other" is not a path inside the root`},
		{root, Options{Folders: []string{""}}, `"" is not a path inside the root`},
		{root, Options{Quiet: -1}, "a time below 0"},
		{root, Options{Poll: -1}, "a time below 0"},
	} {
		w, err := Open(c.root, c.options)
		if err == nil || !strings.HasSuffix(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "watch "+c.root+": ") || w != nil {
			t.Errorf("%v: %v, want %s", c.options, err, c.want)
		}
	}
	if _, err := Open(filepath.Join(root, "gone"), Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a root that does not exist: %v", err)
	}
}

func TestNextEnds(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.open()
		ctx, cancel := context.WithCancel(b.t.Context())
		cancel()
		if c, err := b.w.Next(ctx); !errors.Is(err, context.Canceled) {
			b.t.Errorf("a context that is over: %s, %v", written(c), err)
		}
		b.write("x", "content/a.md")
		b.seen("content/a.md")
		if c, err := b.w.Next(ctx); written(c) != "+content/a.md" || err != nil {
			b.t.Errorf("what is ready comes before the end of the context: %s, %v", written(c), err)
		}
		got := make(chan error)
		go func() {
			_, err := b.w.Next(b.t.Context())
			got <- err
		}()
		b.must(b.w.Close())
		if err := <-got; !errors.Is(err, ErrClosed) {
			b.t.Errorf("closed while waiting: %v", err)
		}
		b.must(b.w.Close())
		if _, err := b.w.Next(b.t.Context()); !errors.Is(err, ErrClosed) {
			b.t.Errorf("closed before: %v", err)
		}
	})
}

// While the consumer is busy, changes gather in one set, which says nothing of
// what came and went.
func TestBusyConsumer(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.write("old", "content/changed.md", "content/back.md", "content/removed.md", "content/again.md")
		b.open()
		for i, step := range []func(){
			func() {
				b.write("new", "content/changed.md", "content/back.md", "content/passing.md", "content/created.md")
				b.remove("content/removed.md", "content/again.md")
			},
			func() {
				b.write("newer", "content/changed.md", "content/created.md", "content/again.md")
				b.write("old", "content/back.md")
				b.remove("content/passing.md")
			},
		} {
			step()
			mark := fmt.Sprintf("content/step%d", i)
			b.write("", mark)
			b.seen(mark)
		}
		c, _ := b.next()
		want := "+content/created.md +content/step0 +content/step1 ~content/again.md ~content/changed.md -content/removed.md"
		if got := written(c); got != want {
			b.t.Errorf("got %s\nwant %s", got, want)
		}
	})
}

// A file that the consumer read while it was something else comes in a set,
// also if it is back to what the consumer was told of it.
func TestFound(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.write("a", "content/a.md", "content/b.md", "content/c.md", "content/d.md")
		b.symlink("nowhere", "content/lost.md")
		b.open()
		other := Sum{1}
		b.w.Found("content/a.md", other, true)
		b.w.Found("content/b.md", Sum{}, false)
		b.w.Found("content/gone.md", other, true)
		b.w.Found("content/c.md", sumOf(b, "content/c.md"), true)
		b.w.Found("content/none.md", Sum{}, false)
		b.w.Found("content/lost.md", Sum{}, false)
		b.w.Found("content/.hidden", other, true)
		b.w.Found("build/index.html", other, true)
		b.w.Found("content/d.md", other, true)
		b.w.Found("content/d.md", sumOf(b, "content/c.md"), true)
		if got, want := b.listed(), "content/a.md content/c.md content/d.md content/gone.md !content/lost.md"; got != want {
			b.t.Errorf("told of %s, want %s", got, want)
		}
		b.expect("+content/b.md ~content/a.md -content/gone.md")
		b.expectNothing()
	})
}

// What the consumer has read already does not come again.
func TestFoundAhead(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.write("a", "content/a.md", "content/b.md")
		b.open()
		b.write("b", "content/a.md", "content/c.md")
		b.remove("content/b.md")
		b.write("", "content/mark")
		b.seen("content/mark")
		now := b.w.ledger.now["content/c.md"].sum
		b.w.Found("content/a.md", now, true)
		b.w.Found("content/c.md", now, true)
		b.w.Found("content/b.md", Sum{}, false)
		b.expectWith("", "content/mark")
	})
}

func sumOf(b *bed, name string) Sum {
	for _, f := range b.w.Files() {
		if f.Name == name {
			return f.Sum
		}
	}
	b.t.Fatalf("%s is not listed", name)
	return Sum{}
}

// A thousand files at once, as a checkout of another branch writes them.
func TestManyFiles(t *testing.T) {
	inBothModes(t, func(b *bed) {
		const folders = 23
		name := func(i int) string { return fmt.Sprintf("content/mous/%02d/%04d.md", i%folders, i) }
		var created, changed, removed, sorted []string
		b.open()
		for i := range 1000 {
			b.write("x", name(i))
		}
		for f := range folders {
			for i := f; i < 1000; i += folders {
				sorted = append(sorted, name(i))
			}
		}
		for i, n := range sorted {
			created = append(created, "+"+n)
			if i%3 == 0 {
				removed = append(removed, "-"+n)
			} else {
				changed = append(changed, "~"+n)
			}
		}
		b.expect(strings.Join(created, " "))
		for i, n := range sorted {
			b.must(os.Remove(b.path(n)))
			if i%3 > 0 {
				b.must(os.WriteFile(b.path(n), []byte("y"), 0o644))
			}
		}
		b.expect(strings.Join(append(changed, removed...), " "))
		b.remove("content/mous")
		b.expect(strings.ReplaceAll(strings.Join(changed, " "), "~", "-"))
	})
}

// Ten thousand writes of one file end with what it holds.
func TestManyWrites(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.write("", "content/a.md")
		b.open()
		f, err := os.OpenFile(b.path("content/a.md"), os.O_WRONLY, 0)
		b.must(err)
		for i := range 10_000 {
			_, err := f.WriteAt(fmt.Appendf(nil, "%04d", i), 0)
			b.must(err)
		}
		b.must(f.Close())
		b.expect("~content/a.md")
		b.write("9999", "content/a.md")
		b.expectNothing()
	})
}
