package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"concord/internal/diag"
	"concord/internal/engine"
)

const annexText = "---\ntitle: Annex A\n---\n\n1. First.\r\n\r\n1.1. Second\ncontinued.\n\n## End\n"

func TestDiagnostics(t *testing.T) {
	files := fstest.MapFS{
		"content/annexes/a.md":    {Data: []byte(annexText)},
		"content/site.yaml":       {Data: []byte("title: x")},
		"content/agencies/bad.md": {Data: []byte("\xff\n")},
	}
	annex := []engine.ParagraphNote{{Anchor: "para-1.1", Line: 7}, {Anchor: "para-1", Line: 5}}
	for _, c := range []struct {
		title string
		give  diag.Diagnostic
		want  diagnostic
	}{
		{"in a paragraph", diag.Diagnostic{
			Severity: diag.Warning, Code: "doubt", Message: "a doubt", Notes: []string{"n"}, Hint: "h",
			Span: diag.Span{File: "content/annexes/a.md", Line: 8, Column: 1, Width: 9, Text: "continued."},
		}, diagnostic{
			Severity: "warning", Code: "doubt", Message: "a doubt", File: "content/annexes/a.md", Line: 8, Column: 1, Width: 9,
			Context: []line{{6, ""}, {7, "1.1. Second"}, {8, "continued."}, {9, ""}, {10, "## End"}}, Notes: []string{"n"}, Hint: "h",
			Edit: "vscode://file/srv/site/content/annexes/a.md:8:1", Page: "annexes/a/index.html", Paragraph: "para-1.1",
		}},
		{"in the front matter", warning("content/annexes/a.md", 2, "title: Annex A"), diagnostic{
			Line: 2, Column: 3, Width: 2, Context: []line{{1, "---"}, {2, "title: Annex A"}, {3, "---"}, {4, ""}},
			Edit: "vscode://file/srv/site/content/annexes/a.md:2:3", Page: "annexes/a/index.html",
		}},
		{"the file changed since", warning("content/annexes/a.md", 5, "1. Erste."), diagnostic{
			Line: 5, Column: 3, Width: 2, Context: []line{{5, "1. Erste."}},
			Edit: "vscode://file/srv/site/content/annexes/a.md:5:3", Page: "annexes/a/index.html",
		}},
		{"the file is shorter now", warning("content/annexes/a.md", 99, "x"), diagnostic{
			Line: 99, Column: 3, Width: 2, Context: []line{{99, "x"}}, Edit: "vscode://file/srv/site/content/annexes/a.md:99:3", Page: "annexes/a/index.html",
		}},
		{"the file vanished", warning("content/mous/b.md", 1, "x"), diagnostic{
			Line: 1, Column: 3, Width: 2, Context: []line{{1, "x"}}, Page: "mous/b/index.html",
		}},
		{"the file is no text", warning("content/agencies/bad.md", 1, "\uFFFD"), diagnostic{
			Line: 1, Column: 3, Width: 2, Context: []line{{1, "\uFFFD"}}, Edit: "vscode://file/srv/site/content/agencies/bad.md:1:3", Page: "agencies/bad/index.html",
		}},
		{"the file as a whole", diag.Diagnostic{Severity: diag.Error, Span: diag.File("content/annexes/a.md")}, diagnostic{
			Severity: "error", Edit: "vscode://file/srv/site/content/annexes/a.md:1:1", Page: "annexes/a/index.html",
		}},
		{"no document", warning("content/site.yaml", 1, "title: x"), diagnostic{
			Line: 1, Column: 3, Width: 2, Context: []line{{1, "title: x"}}, Edit: "vscode://file/srv/site/content/site.yaml:1:3",
		}},
		{"a folder", warning("content/annexes", 0, ""), diagnostic{Column: 3, Width: 2, Edit: "vscode://file/srv/site/content/annexes:1:3"}},
		{"the built-in theme", warning("templates/home.html", 1, "{{x}}"), diagnostic{Line: 1, Column: 3, Width: 2, Context: []line{{1, "{{x}}"}}}},
		{"no file", diag.Diagnostic{Severity: diag.Error, Message: "m"}, diagnostic{Severity: "error", Message: "m"}},
		{"a file elsewhere", warning("../secret", 1, "x"), diagnostic{Line: 1, Column: 3, Width: 2, Context: []line{{1, "x"}}}},
	} {
		t.Run(c.title, func(t *testing.T) {
			b := newBedOf(t, Config{Sources: files, Folder: "/srv/site", Editor: Editor{"vscode://file{path}:{line}:{column}"}})
			b.site.notes["annexes/a/index.html"] = engine.Notes{Source: "content/annexes/a.md", Paragraphs: annex}
			b.site.become(func() { b.site.state.Diags = []diag.Diagnostic{c.give} })
			want := c.want
			if want.Severity == "" {
				want.Severity, want.Code, want.Message = "warning", "doubt", "a doubt"
			}
			want.File = c.give.Span.File
			want.Context, want.Notes = copied(want.Context), copied(want.Notes)
			if diff := cmp.Diff(report{Version: 2, List: []diagnostic{want}}, b.report("")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func (b *bed) report(query string) report {
	b.Helper()
	got := b.get("/_concord/diagnostics" + query)
	if got.Code != 200 || got.Header().Get("Content-Type") != "application/json" || got.Header().Get("Cache-Control") != "no-store" {
		b.Fatalf("status %d, %v", got.Code, got.Header())
	}
	var r report
	if err := json.Unmarshal(got.Body.Bytes(), &r); err != nil {
		b.Fatal(err)
	}
	return r
}

// TestNoDiagnostics: lists are lists, even if they are empty.
func TestNoDiagnostics(t *testing.T) {
	b := newBed(t)
	if got := b.get("/_concord/diagnostics").Body.String(); got != `{"version":1,"list":[]}` {
		t.Error(got)
	}
	b.site.state.Diags = []diag.Diagnostic{{}}
	if got := b.get("/_concord/diagnostics").Body.String(); !strings.Contains(got, `"context":[],"notes":[]`) {
		t.Error(got)
	}
}

// TestDiagnosticsOfLargeSite: not every file is read, but those that matter.
func TestDiagnosticsOfLargeSite(t *testing.T) {
	files := &countedFiles{MapFS: fstest.MapFS{}}
	b := newBedOf(t, Config{Sources: files})
	for i := range 2 * contextFiles {
		name := fmt.Sprintf("content/mous/%04d.md", i)
		files.MapFS[name] = &fstest.MapFile{Data: []byte("a\nb\nc\n")}
		b.site.state.Diags = append(b.site.state.Diags, warning(name, 2, "b"))
	}
	last := len(b.site.state.Diags) - 1
	b.site.state.Diags[last].Severity = diag.Error
	got := b.report(fmt.Sprintf("?path=mous/%04d/index.html", last-1)).List
	if len(got) != 2*contextFiles || files.opened > contextFiles {
		t.Errorf("%d diagnostics, %d files read", len(got), files.opened)
	}
	for i, d := range got {
		if want := i < contextFiles-2 || i >= last-1; (len(d.Context) == 3) != want || len(d.Context) == 0 {
			t.Fatalf("%d: %v", i, d.Context)
		}
	}
	if got[last].Severity != "error" || got[0].File != "content/mous/0000.md" {
		t.Error("the order is another one")
	}
}

type countedFiles struct {
	fstest.MapFS
	opened int
}

func (f *countedFiles) ReadFile(name string) ([]byte, error) {
	f.opened++
	return f.MapFS.ReadFile(name)
}

// TestFailure: what the machine fails at stands among the diagnostics until it
// is mended.
func TestFailure(t *testing.T) {
	b := newBed(t)
	b.site.state.Diags = []diag.Diagnostic{warning("content/b.md", 1, "")}
	expect := func(want ...string) {
		t.Helper()
		var got []string
		for _, d := range b.report("").List {
			got = append(got, d.Severity+" "+d.Code+": "+d.Message)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	b.Failed(errors.New("disk full"))
	expect("error failure: disk full", "warning doubt: a doubt")
	b.Failed(errors.New("disk gone"))
	expect("error failure: disk gone", "warning doubt: a doubt")
	b.Failed(nil)
	expect("warning doubt: a doubt")
}

func TestNotes(t *testing.T) {
	b := newBed(t)
	b.site.notes["annexes/a/index.html"] = engine.Notes{
		Source:       "content/annexes/a b.md",
		Paragraphs:   []engine.ParagraphNote{{Anchor: "para-7.3", Line: 41}},
		Links:        []engine.LinkNote{{Paragraph: "para-7.3", Href: "../x", Words: "<b>", What: "agency", Rule: "its name", Considered: []string{"c"}, Line: 41, Column: 17}, {}},
		Unrecognised: []engine.Unrecognised{{Kind: "name", Words: "Harbour Council", Paragraph: "para-3", Line: 20, Column: 5}},
	}
	b.site.notes["index.html"] = engine.Notes{}
	const file = `vscode://file/srv/site/content/annexes/a%20b.md`
	for _, c := range []struct{ path, want string }{
		{"annexes/a/index.html", `{"source":"content/annexes/a b.md","edit":"` + file + `:1:1",` +
			`"paragraphs":[{"anchor":"para-7.3","line":41,"edit":"` + file + `:41:1"}],` +
			`"links":[{"paragraph":"para-7.3","href":"../x","words":"\u003cb\u003e","what":"agency","rule":"its name","considered":["c"],"instead":[],"line":41,"column":17,"edit":"` + file + `:41:17"},` +
			`{"paragraph":"","href":"","words":"","what":"","rule":"","considered":[],"instead":[],"line":0,"column":0,"edit":"` + file + `:1:1"}],` +
			`"unrecognised":[{"kind":"name","words":"Harbour Council","paragraph":"para-3","line":20,"column":5,"edit":"` + file + `:20:5"}]}`},
		{"", `{"source":"","paragraphs":[],"links":[],"unrecognised":[]}`},
	} {
		if got := b.get("/_concord/notes?path=" + c.path); got.Body.String() != c.want || got.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%s: %s\nwant %s", c.path, got.Body, c.want)
		}
	}
	if b.site.notes["annexes/a/index.html"].Links[0].Edit != "" {
		t.Error("the site's own notes were changed")
	}
}

func TestNotesRefused(t *testing.T) {
	b := newBed(t)
	b.site.errs["notes of none/index.html"], b.site.errs["notes of disk/index.html"] = fmt.Errorf("so: %w", engine.ErrNoEdition), errors.New("disk")
	b.site.errs["notes of gone/index.html"] = fmt.Errorf("so: %w", fs.ErrNotExist)
	for path, want := range map[string]int{"none/": 503, "disk/": 500, "gone/": 404, "nowhere/": 404, "../x": 400} {
		if got := b.get("/_concord/notes?path=" + path); got.Code != want {
			t.Errorf("%s: status %d, want %d", path, got.Code, want)
		}
	}
}
