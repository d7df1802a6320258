package watch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The watched folders come and go.
func TestFoldersVanish(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.write("a", "content/a.md", "content/d/b.md", "static/c.css")
		b.open()
		b.remove("content")
		b.write("", "static/gone")
		b.expectWith("-content/a.md -content/d/b.md", "static/gone")
		b.write("b", "content", "static/c.css")
		b.write("", "static/file")
		b.expectWith("+content ~static/c.css", "static/file")
		b.remove("content", "static/c.css")
		b.write("a", "content/a.md", "content/d/b.md")
		b.expect("+content/a.md +content/d/b.md -content -static/c.css")
		b.edits()
	})
}

// The root may be removed, moved away and replaced; whoever holds it open is
// told.
func TestRootVanishes(t *testing.T) {
	for _, c := range []struct {
		title string
		leave func(b *bed)
		empty string
		back  func(b *bed)
		want  string
	}{
		{"removed and made again", func(b *bed) { b.remove(".") }, "-content/a.md -content/d/b.md", func(b *bed) {
			b.write("b", "content/a.md", "content/d/c.md")
		}, "+content/a.md +content/d/c.md +content/sign"},
		{"moved away and back", func(b *bed) { b.rename(".", "../away") }, "-content/a.md -content/d/b.md", func(b *bed) {
			b.rename("../away", ".")
			b.write("c", "content/d/c.md", "content/sign")
		}, "+content/a.md +content/d/b.md +content/d/c.md +content/sign"},
		{"the folder above moved away, another root comes", func(b *bed) {
			b.rename("..", "../../away")
		}, "-content/a.md -content/d/b.md", func(b *bed) {
			b.write("b", "content/a.md")
		}, "+content/a.md +content/sign /root"},
	} {
		t.Run(c.title, func(t *testing.T) {
			inBothModes(t, func(b *bed) {
				b.root = filepath.Join(b.root, "site")
				b.write("a", "content/a.md", "content/d/b.md")
				held, err := os.Open(b.root) // so that no other folder gets its number
				b.must(err)
				defer held.Close()
				b.open()
				c.leave(b)
				b.folds(c.empty)
				c.back(b)
				b.write("", "content/sign")
				want := c.want
				if strings.HasPrefix(c.title, "removed") {
					want += " /root"
				}
				b.folds(want)
				b.edits()
			})
		})
	}
}

// folds waits until the sets from here on, folded, are what is wanted.
func (b *bed) folds(want string) {
	b.t.Helper()
	var all Changes
	for written(all) != want {
		c, ok := b.next()
		if !ok {
			b.t.Fatalf("got %s\nwant %s", written(all), want)
		}
		all = all.Then(c)
	}
}

// A root of the same content is another root all the same.
func TestRootReplaced(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.write("a", "content/a.md", "../next/content/a.md")
		b.open()
		b.rename(".", "../old")
		b.rename("../next", ".")
		b.folds("/root")
		b.edits()
	})
}

// A root that is a link is what it leads to, as releases are switched.
func TestRootIsLink(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.write("1", "../1/content/a.md", "../1/content/b.md")
		b.write("2", "../2/content/a.md")
		b.remove(".")
		b.symlink("1", ".")
		b.open()
		b.symlink("2", "../new")
		b.rename("../new", ".")
		b.folds("~content/a.md -content/b.md /root")
		b.edits()
	})
}

// A folder that lies deep comes and goes with those above it, and events tell.
func TestDeepFolderComes(t *testing.T) {
	b := newBed(t)
	b.quiet()
	b.options.Folders = []string{"content", "a/b/c"}
	b.open()
	for range 3 {
		b.mkdir("a/b")
		b.write("x", "a/b/c/d/1.md", "a/b/2.md")
		b.expect("+a/b/c/d/1.md")
		b.edits()
		b.rename("a", "old")
		b.write("x", "old/b/c/d/3.md")
		b.expect("-a/b/c/d/1.md")
		b.remove("old")
	}
}
