package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"concord/internal/diag"
)

// files is a site in memory.
func files(names ...string) fstest.MapFS {
	site := fstest.MapFS{}
	for _, name := range names {
		site[name] = &fstest.MapFile{Data: []byte(name)}
	}
	return site
}

// written is diagnostics as people read them.
func written(diags []diag.Diagnostic) string {
	var b strings.Builder
	_ = diag.Print(&b, diags)
	return b.String()
}

func TestWalk(t *testing.T) {
	for _, c := range []struct {
		title string
		site  []string
		want  []string
	}{
		{"an empty site", []string{"else.md"}, nil},
		{"in the order of names, folder by folder", []string{
			"content/statement.md", "content/annexes/b.md", "content/annexes/a.md", "content/annexes.md", "content/Zeta.md",
			"content/index.md", "content/site.yaml", "content/mous/외교부.md", "content/mous/2024/lng.md", "content/mous/ai.md",
		}, []string{
			"content/Zeta.md", "content/annexes/a.md", "content/annexes/b.md", "content/annexes.md", "content/index.md",
			"content/mous/2024/lng.md", "content/mous/ai.md", "content/mous/외교부.md", "content/site.yaml", "content/statement.md",
		}},
		{"nothing from beside the folder", []string{"content/a.md", "contents/b.md", "content.md", "templates/page.html"}, []string{"content/a.md"}},
		{"not what belongs to editors and tools", []string{
			"content/a.md", "content/a.md~", "content/.a.md.swp", "content/.DS_Store", "content/_draft.md", "content/~",
			"content/.git/config", "content/.obsidian/deep/b.md", "content/_drafts/c.md", "content/old~/d.md",
		}, []string{"content/a.md"}},
		{"but what only looks like it", []string{
			"content/a_b.md", "content/a~b.md", "content/a.b.md", "content/#a#.md", "content/~a.md",
		}, []string{"content/#a#.md", "content/a.b.md", "content/a_b.md", "content/a~b.md", "content/~a.md"}},
	} {
		t.Run(c.title, func(t *testing.T) {
			site := files(c.site...)
			site["content"] = &fstest.MapFile{Mode: fs.ModeDir}
			names, diags, err := Walk(site, "content")
			if diff := cmp.Diff(c.want, names); diff != "" || diags != nil || err != nil {
				t.Errorf("%v, %s(-want +got)\n%s", err, written(diags), diff)
			}
		})
	}
}

// The folder that is asked for is read whatever its name.
func TestWalkRoot(t *testing.T) {
	for _, dir := range []string{".", "_site", ".hidden", "old~"} {
		name := "a.md"
		if dir != "." {
			name = dir + "/a.md"
		}
		names, diags, err := Walk(files(name), dir)
		if !slices.Equal(names, []string{name}) || diags != nil || err != nil {
			t.Errorf("%s: %q, %s, %v", dir, names, written(diags), err)
		}
	}
}

func TestWalkMissing(t *testing.T) {
	names, diags, err := Walk(files("else.md"), "content")
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "read the folder content: ") || names != nil || diags != nil {
		t.Errorf("%q, %s, %v", names, written(diags), err)
	}
}

// broken is a site in which some files and folders cannot be read.
type broken struct {
	fstest.MapFS
	names []string
}

var errDisk = errors.New("input/output error")

func (b broken) Open(name string) (fs.File, error) {
	if slices.Contains(b.names, name) {
		return nil, &fs.PathError{Op: "open", Path: "/the/whole/way/" + name, Err: errDisk}
	}
	return b.MapFS.Open(name)
}

func (b broken) ReadFile(name string) ([]byte, error) {
	if slices.Contains(b.names, name) {
		return nil, &fs.PathError{Op: "read", Path: "/the/whole/way/" + name, Err: errDisk}
	}
	return b.MapFS.ReadFile(name)
}

func (b broken) ReadDir(name string) ([]fs.DirEntry, error) {
	if slices.Contains(b.names, name) {
		return nil, &fs.PathError{Op: "open", Path: "/the/whole/way/" + name, Err: fs.ErrPermission}
	}
	return b.MapFS.ReadDir(name)
}

func TestUnreadableFolder(t *testing.T) {
	site := broken{files("content/a/1.md", "content/b/2.md", "content/c.md"), []string{"content/a"}}
	names, diags, err := Walk(site, "content")
	if err != nil || !slices.Equal(names, []string{"content/b/2.md", "content/c.md"}) {
		t.Errorf("%q, %v", names, err)
	}
	want := "content/a: error: a cannot be read: permission denied [unreadable]\n"
	if got := written(diags); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	site.names = []string{"content"}
	if _, _, err := Walk(site, "content"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the folder itself: %v", err)
	}
}

func TestUnreadableFile(t *testing.T) {
	site := broken{files("content/a/1.md"), []string{"content/a/1.md"}}
	names, diags, err := Walk(site, "content")
	if len(names) != 1 || diags != nil || err != nil {
		t.Errorf("%q, %s, %v", names, written(diags), err)
	}
	for name, want := range map[string]string{
		"content/a/1.md":    "content/a/1.md: error: 1.md cannot be read: input/output error [unreadable]\n",
		"content/gone.md":   "content/gone.md: error: gone.md cannot be read: file does not exist [unreadable]\n",
		"content/a":         "content/a: error: a cannot be read: invalid argument [unreadable]\n",
		"content/a/1.md/ok": "content/a/1.md/ok: error: ok cannot be read: file does not exist [unreadable]\n",
	} {
		for _, read := range []func(fs.FS, string) ([]byte, []diag.Diagnostic){Read, ReadText} {
			if data, diags := read(site, name); data != nil || written(diags) != want {
				t.Errorf("%s: %q, got\n%swant\n%s", name, data, written(diags), want)
			}
		}
	}
}

// A link counts as the file it leads to. What leads to a folder, to nothing or
// out of the site does not count.
func TestSymlinks(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "site")
	for name, text := range map[string]string{
		"site/content/a.md": "a", "site/content/sub/b.md": "b", "site/shared/c.md": "c", "outside.md": "secret", "other/d.md": "secret",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const (
		lost   = "error: the symbolic link leads to nothing, or out of the site [symlink]\n  hint: put the file itself here, or a link to a file inside the site's folder\n"
		folder = "error: the symbolic link leads to a folder, which is not followed [symlink]\n  hint: put the folder itself here\n"
	)
	links := []struct{ name, target, want string }{ // want is the text, or the diagnostic
		{"a-link.md", "a.md", "a"},
		{"chain.md", "a-link.md", "a"},
		{"deep.md", "sub/b.md", "b"},
		{"shared.md", "../shared/c.md", "c"},
		{"dangling.md", "gone.md", lost},
		{"escape.md", "../../outside.md", lost},
		{"escape-far.md", "/etc/hostname", lost},
		{"folder", "sub", folder},
		{"folder-out", "../../other", lost},
		{"loop.md", "loop.md", lost},
		{"sub/up", "..", folder},
		{".hidden-link.md", "gone.md", ""},
		{"backup.md~", "gone.md", ""},
	}
	for _, l := range links {
		if err := os.Symlink(l.target, filepath.Join(root, "content", l.name)); err != nil {
			t.Skipf("this system makes no symbolic links: %v", err)
		}
	}
	site, err := os.OpenRoot(root)
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()

	names, diags, err := Walk(site.FS(), "content")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, name := range names {
		text, diags := ReadText(site.FS(), name)
		got[name] = string(text) + written(diags)
	}
	for _, d := range diags {
		if _, twice := got[d.Span.File]; twice {
			t.Errorf("%s has a diagnostic and is listed, or has two", d.Span.File)
		}
		got[d.Span.File] = strings.TrimPrefix(written([]diag.Diagnostic{d}), d.Span.File+": ")
	}
	want := map[string]string{"content/a.md": "a", "content/sub/b.md": "b"}
	for _, l := range links {
		if l.want != "" {
			want["content/"+l.name] = l.want
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Pipes and the like are not files of a site.
func TestIrregularFiles(t *testing.T) {
	site := files("content/a.md")
	site["content/pipe.md"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	site["content/disk.md"] = &fstest.MapFile{Mode: fs.ModeDevice}
	names, diags, err := Walk(site, "content")
	if !slices.Equal(names, []string{"content/a.md"}) || diags != nil || err != nil {
		t.Errorf("%q, %s, %v", names, written(diags), err)
	}
}

func TestReadText(t *testing.T) {
	for _, c := range []struct{ title, data, want string }{
		{"plain", "---\ntitle: X\n---\n\nText.\n", "---\ntitle: X\n---\n\nText.\n"},
		{"empty", "", ""},
		{"without a line end", "a", "a"},
		{"CRLF", "a\r\nb\r\n\r\nc\r\n", "a\nb\n\nc\n"},
		{"CRLF, the last line without", "a\r\nb", "a\nb"},
		{"CR alone", "a\rb\r", "a\nb\n"},
		{"CR and CRLF mixed", "a\r\r\nb\n\rc", "a\n\nb\n\nc"},
		{"byte order mark kept", "\uFEFFa\r\n", "\uFEFFa\n"},
		{"wide characters", "외교부 – é 🇸🇬\u2028\n", "외교부 – é 🇸🇬\u2028\n"},
		{"replacement character, written out", "a\uFFFDb", "a\uFFFDb"},
		{"control characters", "a\x01\x7f\u0085b", "a\x01\x7f\u0085b"},
	} {
		t.Run(c.title, func(t *testing.T) {
			site := fstest.MapFS{"a.md": {Data: []byte(c.data)}}
			got, diags := ReadText(site, "a.md")
			if string(got) != c.want || got == nil || diags != nil {
				t.Errorf("%q, want %q; %s", got, c.want, written(diags))
			}
			raw, diags := Read(site, "a.md")
			if string(raw) != c.data || diags != nil {
				t.Errorf("Read: %q, want %q; %s", raw, c.data, written(diags))
			}
			if string(site["a.md"].Data) != c.data {
				t.Errorf("the file itself was changed to %q", site["a.md"].Data)
			}
		})
	}
}

// Text that cannot be used is refused at the place of its first mistake.
func TestReadTextRefuses(t *testing.T) {
	for _, c := range []struct {
		title, data, message string
		line, column         int
		text                 string
	}{
		{"NUL", "a\nb\x00c\n\x00", "the text holds a NUL byte", 2, 2, "b\x00c"},
		{"NUL first", "\x00", "the text holds a NUL byte", 1, 1, "\x00"},
		{"NUL after CRLF and wide characters", "a\r\n외교\x00부\r\n", "the text holds a NUL byte", 2, 3, "외교\x00부"},
		{"Latin-1", "a\nR\xe9publique de Cor\xe9e\n", "the text is not UTF-8", 2, 2, "R\uFFFDpublique de Cor\uFFFDe"},
		{"EUC-KR", "\xbf\xdc\xb1\xb3\xba\xce\n", "the text is not UTF-8", 1, 1, "\uFFFD\u0731\uFFFD"},
		{"UTF-16, little end first", "\xff\xfea\x00b\x00", "the text holds a NUL byte", 1, 4, "\uFFFDa\x00b\x00"},
		{"half a character at the end", "외교\xeb\xb6", "the text is not UTF-8", 1, 3, "외교\uFFFD"},
		{"surrogate", "a\xed\xa0\x80b", "the text is not UTF-8", 1, 2, "a\uFFFDb"},
		{"overlong", "\n\n\nab\xc0\xafc", "the text is not UTF-8", 4, 3, "ab\uFFFDc"},
		{"after a replacement character, written out", "\uFFFD\xff", "the text is not UTF-8", 1, 2, "\uFFFD\uFFFD"},
	} {
		t.Run(c.title, func(t *testing.T) {
			text, diags := ReadText(fstest.MapFS{"content/a.md": {Data: []byte(c.data)}}, "content/a.md")
			want := []diag.Diagnostic{{
				Severity: diag.Error, Code: "encoding", Message: c.message, Hint: "save the file as UTF-8 text",
				Span: diag.Span{File: "content/a.md", Line: c.line, Column: c.column, Width: 1, Text: c.text},
			}}
			if diff := cmp.Diff(want, diags); diff != "" || text != nil {
				t.Errorf("%q (-want +got)\n%s", text, diff)
			}
		})
	}
}

func BenchmarkWalk(b *testing.B) {
	site := fstest.MapFS{}
	for i := range 200 {
		site[fmt.Sprintf("content/mous/%d.md", i)] = &fstest.MapFile{}
	}
	b.ReportAllocs()
	for b.Loop() {
		if names, _, err := Walk(site, "content"); len(names) != 200 || err != nil {
			b.Fatal(len(names), err)
		}
	}
}
