package fix

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/diag"
)

// folder makes a folder with some files and opens it.
func folder(t *testing.T, files map[string]string) *os.Root {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// apply applies the edits of some diagnostics and fails on an error.
func apply(t *testing.T, root *os.Root, list ...diag.Diagnostic) Report {
	t.Helper()
	report, err := Apply(root, list)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// mend is a diagnostic that replaces words where they first stand in what the
// program reads.
func mend(file, text, old, new string) diag.Diagnostic {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	at := strings.Index(text, old)
	return diag.Diagnostic{Fixes: []diag.Edit{{File: file, Start: at, End: at + len(old), Old: old, New: new}}}
}

func content(t *testing.T, root *os.Root, name string) string {
	t.Helper()
	text, err := root.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Every byte that is not the edit's stays.
func TestApplyKeepsTheRest(t *testing.T) {
	for _, c := range []struct{ title, before, old, new, after string }{
		{"in the middle", "title: x\nevnets: y\n", "evnets", "events", "title: x\nevents: y\n"},
		{"at the start", "titel: x\n", "titel", "title", "title: x\n"},
		{"no end of the last line", "a\nharbor", "harbor", "harbour", "a\nharbour"},
		{"CRLF", "a\r\nb\r\nharbor\r\nc\r\n", "harbor", "harbour", "a\r\nb\r\nharbour\r\nc\r\n"},
		{"CRLF at both ends", "a\r\nharbor\r\n", "\nharbor\n", "\nharbour\n", "a\r\nharbour\r\n"},
		{"CRLF and LF", "a\r\nb\nharbor\r\nc\n", "harbor", "harbour", "a\r\nb\nharbour\r\nc\n"},
		{"CR alone", "a\rharbor\rc", "harbor", "harbour", "a\rharbour\rc"},
		{"a new line in a file with CRLF", "a\r\nb\r\n", "b", "b\nc", "a\r\nb\r\nc\r\n"},
		{"byte order mark", "\uFEFF---\r\ntitel: x\r\n", "titel", "title", "\uFEFF---\r\ntitle: x\r\n"},
		{"bytes that are no text", "\xff\x00\nharbor\xfe", "harbor", "harbour", "\xff\x00\nharbour\xfe"},
		{"take away", "a, b, c", ", b", "", "a, c"},
		{"put in", "ac", "", "b", "bac"},
	} {
		t.Run(c.title, func(t *testing.T) {
			root := folder(t, map[string]string{"content/a.md": c.before})
			report := apply(t, root, mend("content/a.md", c.before, c.old, c.new))
			if got := content(t, root, "content/a.md"); got != c.after {
				t.Errorf("got %q, want %q", got, c.after)
			}
			if len(report.Applied) != 1 || len(report.Skipped) != 0 || len(report.Files) != 1 || report.Files[0] != "content/a.md" {
				t.Errorf("report %+v", report)
			}
		})
	}
}

func TestApplySeveral(t *testing.T) {
	const a, b = "one tow three fuor\r\n", "sevne\n"
	root := folder(t, map[string]string{"a": a, "b": b, "c": "left alone"})
	report := apply(t, root, mend("a", a, "fuor", "four"), mend("b", b, "sevne", "seven"), diag.Diagnostic{}, mend("a", a, "tow", "two"))
	if got := content(t, root, "a") + content(t, root, "b"); got != "one two three four\r\nseven\n" {
		t.Errorf("got %q", got)
	}
	if len(report.Applied) != 3 || !cmp.Equal(report.Files, []string{"a", "b"}) {
		t.Errorf("report %+v", report)
	}
}

// Of edits that overlap the first is made; the same edit twice is made once.
func TestApplyOverlapping(t *testing.T) {
	const text = "abcdef"
	root := folder(t, map[string]string{"a": text})
	first, same, over, beside := mend("a", text, "bc", "X"), mend("a", text, "bc", "X"), mend("a", text, "cd", "Y"), mend("a", text, "de", "Z")
	report := apply(t, root, first, same, over, beside)
	if got := content(t, root, "a"); got != "aXZf" {
		t.Errorf("got %q", got)
	}
	want := Report{Applied: []diag.Edit{first.Fixes[0], beside.Fixes[0]}, Skipped: over.Fixes, Files: []string{"a"}}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// The edits of one diagnostic are made together or not at all.
func TestApplyTogether(t *testing.T) {
	root := folder(t, map[string]string{"a": "one", "b": "two"})
	both := diag.Diagnostic{Fixes: append(mend("a", "one", "one", "1").Fixes, diag.Edit{File: "b", Start: 0, End: 3, Old: "TWO", New: "2"})}
	report := apply(t, root, both)
	if got := content(t, root, "a") + content(t, root, "b"); got != "onetwo" || len(report.Skipped) != 2 || report.Applied != nil || report.Files != nil {
		t.Errorf("got %q, report %+v", got, report)
	}
	crossed := diag.Diagnostic{Fixes: append(mend("a", "one", "on", "1").Fixes, mend("a", "one", "ne", "2").Fixes...)}
	if report := apply(t, root, crossed); report.Applied != nil || content(t, root, "a") != "one" {
		t.Errorf("report %+v", report)
	}
}

// What is applied once does not apply again.
func TestApplyIsIdempotent(t *testing.T) {
	const text = "a\r\nharbor, harbor\r\n"
	root := folder(t, map[string]string{"a": text})
	d := mend("a", text, "harbor", "harbour")
	apply(t, root, d)
	once := content(t, root, "a")
	if report := apply(t, root, d); report.Applied != nil || len(report.Skipped) != 1 || content(t, root, "a") != once {
		t.Errorf("report %+v, %q", report, content(t, root, "a"))
	}
}

// Edits that do not fit change nothing.
func TestApplySkips(t *testing.T) {
	root := folder(t, map[string]string{"a": "abc", "folder/b": "abc"})
	for title, e := range map[string]diag.Edit{
		"other words":        {File: "a", Start: 0, End: 1, Old: "b", New: "x"},
		"beyond the end":     {File: "a", Start: 3, End: 4, Old: "d", New: "x"},
		"before the start":   {File: "a", Start: -1, End: 0, Old: "a", New: "x"},
		"end before start":   {File: "a", Start: 2, End: 1, Old: "", New: "x"},
		"a length that lies": {File: "a", Start: 0, End: 2, Old: "a", New: "x"},
		"no change":          {File: "a", Start: 0, End: 1, Old: "a", New: "a"},
		"no such file":       {File: "none", Start: 0, End: 1, Old: "a", New: "x"},
		"a folder":           {File: "folder", Start: 0, End: 1, Old: "a", New: "x"},
		"a file as a folder": {File: "a/b", Start: 0, End: 1, Old: "a", New: "x"},
		"out of the root":    {File: "../a", Start: 0, End: 1, Old: "a", New: "x"},
		"out and in again":   {File: "folder/../../a", Start: 0, End: 1, Old: "a", New: "x"},
		"an absolute path":   {File: "/a", Start: 0, End: 1, Old: "a", New: "x"},
		"no path":            {File: "", Start: 0, End: 1, Old: "a", New: "x"},
		"the root":           {File: ".", Start: 0, End: 1, Old: "a", New: "x"},
	} {
		report := apply(t, root, diag.Diagnostic{Fixes: []diag.Edit{e}})
		if report.Applied != nil || report.Files != nil || len(report.Skipped) != 1 {
			t.Errorf("%s: %+v", title, report)
		}
	}
	if content(t, root, "a") != "abc" || content(t, root, "folder/b") != "abc" {
		t.Error("a file has changed")
	}
}

// A link inside the site is followed and stays a link; one that leads out is
// not.
func TestApplyThroughLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need rights there")
	}
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("abc"), 0o644); err != nil {
		t.Fatal(err)
	}
	root := folder(t, map[string]string{"folder/real": "abc"})
	up, err := filepath.Rel(root.Name(), outside)
	if err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{
		"inside": "folder/real", "twice": "inside", "absolute": outside, "up": up, "circle": "circle",
		"away": filepath.Dir(outside), "folder/back": "../folder/real",
	} {
		if err := os.Symlink(target, filepath.Join(root.Name(), link)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"absolute", "up", "circle", "away/secret"} {
		if report := apply(t, root, mend(name, "abc", "abc", "x")); report.Applied != nil {
			t.Errorf("%s: %+v", name, report)
		}
	}
	if text, _ := os.ReadFile(outside); string(text) != "abc" {
		t.Errorf("a file outside became %q", text)
	}
	before := "abc"
	for _, name := range []string{"inside", "twice", "folder/back"} {
		after := before + "x"
		if report := apply(t, root, mend(name, before, before, after)); len(report.Applied) != 1 {
			t.Errorf("%s: %+v", name, report)
		}
		if info, err := root.Lstat(name); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link any more: %v", name, err)
		}
		before = after
	}
	if got := content(t, root, "folder/real"); got != "abcxxx" {
		t.Errorf("got %q", got)
	}
}

// Permissions stay; a file that is not to be written is not; nothing is left
// beside a file.
func TestApplyKeepsPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions are others there")
	}
	root := folder(t, map[string]string{"open": "abc", "closed": "abc"})
	for name, mode := range map[string]os.FileMode{"open": 0o640, "closed": 0o444} {
		if err := os.Chmod(filepath.Join(root.Name(), name), mode); err != nil {
			t.Fatal(err)
		}
	}
	report := apply(t, root, mend("open", "abc", "b", "x"), mend("closed", "abc", "b", "x"))
	if info, err := root.Stat("open"); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the permissions are %v, %v", info.Mode(), err)
	}
	if len(report.Applied) != 1 || len(report.Skipped) != 1 || content(t, root, "closed") != "abc" {
		t.Errorf("report %+v", report)
	}
	if list, err := os.ReadDir(root.Name()); err != nil || len(list) != 2 {
		t.Errorf("the folder holds %v, %v", list, err)
	}
}

// A file that somebody else saves meanwhile is left as they saved it.
func TestReplaceLeavesWhatHasChanged(t *testing.T) {
	root := folder(t, map[string]string{"a": "abc"})
	f, err := open(root, "a")
	if err != nil {
		t.Fatal(err)
	}
	f.edits = mend("a", "abc", "b", "x").Fixes
	if err := os.WriteFile(filepath.Join(root.Name(), "a"), []byte("abcd"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.replace(root); !errors.Is(err, errChanged) {
		t.Errorf("got %v", err)
	}
	if list, err := os.ReadDir(root.Name()); err != nil || len(list) != 1 || content(t, root, "a") != "abcd" {
		t.Errorf("the folder holds %v, %v", list, err)
	}
}

// Where the folder cannot be written, that is said and nothing is lost.
func TestApplyFails(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("whoever runs this may write anywhere")
	}
	root := folder(t, map[string]string{"closed/a": "abc"})
	dir := filepath.Join(root.Name(), "closed")
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(dir, 0o755) }()
	report, err := Apply(root, []diag.Diagnostic{mend("closed/a", "abc", "b", "x")})
	if err == nil || !strings.HasPrefix(err.Error(), "write closed/a: ") || report.Applied != nil || len(report.Skipped) != 1 {
		t.Errorf("report %+v, %v", report, err)
	}
	if content(t, root, "closed/a") != "abc" {
		t.Error("the file has changed")
	}
}

func FuzzText(f *testing.F) {
	f.Add("a\r\nb\rc\n", 1, 3)
	f.Fuzz(func(t *testing.T, raw string, start, end int) {
		x := newText([]byte(raw))
		want := strings.ReplaceAll(strings.ReplaceAll(raw, "\r\n", "\n"), "\r", "\n")
		if string(x.read) != want {
			t.Fatalf("%q is read as %q, want %q", raw, x.read, want)
		}
		if start < 0 || end < start || end > len(want) {
			return
		}
		e := diag.Edit{Start: start, End: end, Old: want[start:end], New: "NEW"}
		y := newText(x.edited([]diag.Edit{e}))
		if got := string(y.read); got != want[:start]+"NEW"+want[end:] {
			t.Fatalf("%q with %+v is read as %q", raw, e, got)
		}
	})
}
