package watch

import (
	"os"
	"testing"
)

// Links count as package source takes them. What they lead to may change
// without an event at their name.
func TestLinks(t *testing.T) {
	for _, c := range []struct {
		title string
		do    func(b *bed)
		want  string
	}{
		{"the target changes", func(b *bed) { b.write("b", "content/a.md") }, "~content/a.md ~content/chain.md ~content/link.md"},
		{"the target changes, beside the folders", func(b *bed) { b.write("b", "shared/s.md") }, "~content/shared.md"},
		{"the target is replaced by the same bytes", func(b *bed) {
			b.write("a", "shared/new.md")
			b.rename("shared/new.md", "shared/s.md")
		}, ""},
		{"it leads elsewhere", func(b *bed) {
			b.symlink("b.md", "content/new")
			b.rename("content/new", "content/link.md")
		}, "~content/chain.md ~content/link.md"},
		{"the target goes", func(b *bed) { b.remove("shared/s.md") }, "~content/shared.md !content/shared.md"},
		{"the target comes", func(b *bed) { b.write("x", "shared/later.md") }, "~content/lost.md"},
		{"the target becomes a folder", func(b *bed) {
			b.remove("shared/s.md")
			b.mkdir("shared/s.md")
		}, "~content/shared.md !content/shared.md"},
		{"the link goes", func(b *bed) { b.remove("content/lost.md", "content/link.md") },
			"~content/chain.md -content/link.md -content/lost.md !content/chain.md"},
		{"it becomes a file of the same bytes", func(b *bed) {
			b.remove("content/link.md")
			b.write("a", "content/link.md")
		}, ""},
		{"a file becomes a link", func(b *bed) {
			b.remove("content/a.md")
			b.symlink("b.md", "content/a.md")
		}, "~content/a.md ~content/chain.md ~content/link.md"},
		{"new ones, of which none is followed", func(b *bed) {
			b.symlink("d", "content/folder2")
			b.symlink("gone", "content/gone.md")
			b.symlink("../../outside.md", "content/out.md")
			b.symlink("loop.md", "content/loop.md")
			b.symlink("..", "content/d/up")
		}, "+content/d/up +content/folder2 +content/gone.md +content/loop.md +content/out.md " +
			"!content/d/up !content/folder2 !content/gone.md !content/loop.md !content/out.md"},
		{"behind a link to a folder", func(b *bed) { b.write("x", "shared/d/new.md") }, ""},
		{"a folder becomes a link to a folder", func(b *bed) {
			b.rename("content/d", "shared/dd")
			b.symlink("../shared/dd", "content/d")
		}, "+content/d -content/d/c.md !content/d"},
		{"a link to a folder becomes the folder", func(b *bed) {
			b.remove("content/folder.md")
			b.rename("shared/d", "content/folder.md")
		}, "+content/folder.md/1.md -content/folder.md"},
	} {
		t.Run(c.title, func(t *testing.T) {
			inBothModes(t, func(b *bed) {
				b.write("a", "content/a.md", "content/d/c.md", "shared/s.md", "shared/d/1.md", "../outside.md")
				b.write("b", "content/b.md")
				b.symlink("a.md", "content/link.md")
				b.symlink("link.md", "content/chain.md")
				b.symlink("../shared/s.md", "content/shared.md")
				b.symlink("../shared/later.md", "content/lost.md")
				b.symlink("../shared/d", "content/folder.md")
				b.open()
				const want = "content/a.md content/b.md content/chain.md content/d/c.md !content/folder.md content/link.md !content/lost.md content/shared.md"
				if got := b.listed(); got != want {
					b.t.Fatalf("at first: %s, want %s", got, want)
				}
				c.do(b)
				b.expect(c.want)
				b.expectNothing()
			})
		})
	}
}

// A link in the place of a watched folder is followed inside the root.
func TestFolderIsLink(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.remove("content")
		b.write("1", "releases/1/a.md", "releases/1/d/b.md")
		b.write("2", "releases/2/a.md", "static/c.css")
		b.symlink("releases/1", "content")
		b.open()
		b.edits()
		b.symlink("releases/2", "new")
		b.rename("new", "content")
		b.write("", "static/sign1")
		b.expectWith("~content/a.md -content/d/b.md -content/mark1", "static/sign1")
		b.edits()
		b.rename("releases", "old") // above the folder, of which no event tells
		b.write("", "static/sign2")
		b.expectWith("+content -content/a.md -content/mark2 !content", "static/sign2")
		b.rename("old", "releases")
		b.expect("+content/a.md +content/mark2 -content")
		b.remove("content")
		b.symlink("../away", "content")
		b.write("", "static/sign3")
		b.write("x", "../away/a.md")
		b.expectWith("+content -content/a.md -content/mark2 -content/mark3 !content", "static/sign3")
	})
}

// A file may change through another name, of which no event tells.
func TestHardLinks(t *testing.T) {
	inBothModes(t, func(b *bed) {
		b.write("a", "content/a.md", "other/b.md")
		b.link("content/a.md", "content/d.md")
		b.link("other/b.md", "content/b.md")
		b.open()
		b.writeInPlace("b", "other/b.md")
		b.expect("~content/b.md")
		b.writeInPlace("c", "content/a.md")
		b.expect("~content/a.md ~content/d.md")
		b.link("content/d.md", "other/d.md")
		b.remove("content/a.md")
		b.writeInPlace("d", "other/d.md")
		b.expect("~content/d.md -content/a.md")
		b.write("e", "content/e.md")
		b.expect("+content/e.md")
		b.link("content/e.md", "content/f.md")
		b.expect("+content/f.md")
		b.writeInPlace("f", "content/f.md")
		b.expect("~content/e.md ~content/f.md")
	})
}

func (b *bed) link(from, to string) {
	b.t.Helper()
	if err := os.Link(b.path(from), b.path(to)); err != nil {
		b.t.Skipf("this file system gives files no second name: %v", err)
	}
}

func (b *bed) writeInPlace(text, name string) {
	b.t.Helper()
	f, err := os.OpenFile(b.path(name), os.O_WRONLY|os.O_TRUNC, 0)
	b.must(err)
	_, err = f.WriteString(text)
	b.must(err)
	b.must(f.Close())
}
