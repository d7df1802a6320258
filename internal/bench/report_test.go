package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFloorConvertsEveryDocument(t *testing.T) {
	dir := t.TempDir()
	content, out := folder(filepath.Join(dir, "content")), filepath.Join(dir, "out")
	for path, text := range map[string]string{
		"site.yaml":    "title: x\n",
		"statement.md": "---\ntitle: x\n---\n\nBody.\n",
		"mous/x.md":    "No front matter, and --- in the text.\n",
	} {
		if err := content.write(path, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeFloor(string(content), out); err != nil {
		t.Fatal(err)
	}
	got := files(t, out)
	want := map[string]string{
		"statement/index.html": "<p>Body.</p>\n",
		"mous/x/index.html":    "<p>No front matter, and --- in the text.</p>\n",
	}
	if len(got) != len(want) {
		t.Errorf("the floor wrote %v", got)
	}
	for path, text := range want {
		if got[path] != text {
			t.Errorf("%s is %q", path, got[path])
		}
	}
}

func TestFloorReportsWhatItCannotRead(t *testing.T) {
	if err := writeFloor(filepath.Join(t.TempDir(), "absent"), t.TempDir()); err == nil {
		t.Error("no error for a content folder that is not there")
	}
}

func TestMeasureKeepsTheBeginningOfStderr(t *testing.T) {
	_, err := measure(exec.Command("sh", "-c", "seq 1 9999 >&2; exit 3"))
	if err == nil || err.Error() != "exit status 3\n1\n2\n3\n4\n5\n6\n7\n8" {
		t.Errorf("the error is %q", err)
	}
	s, err := measure(exec.Command("true"))
	if err != nil || s.wall <= 0 || s.peak <= 0 {
		t.Errorf("measured %+v, %v", s, err)
	}
}

func TestSizeOfLeavesOutWhatWasThereBefore(t *testing.T) {
	dir := folder(t.TempDir())
	old := time.Now().Add(-time.Hour)
	for _, path := range []string{"a", "b/c"} {
		if err := dir.write(path, "four"); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(filepath.Join(string(dir), "a"), old, old); err != nil {
		t.Fatal(err)
	}
	whole, err := sizeOf(string(dir), time.Time{})
	if err != nil || whole.files != 2 || whole.bytes != 8 {
		t.Errorf("whole: %+v, %v", whole, err)
	}
	recent, err := sizeOf(string(dir), old.Add(time.Minute))
	if err != nil || recent.files != 1 || recent.bytes != 4 {
		t.Errorf("recent: %+v, %v", recent, err)
	}
}

func timed(name string, peak int64, seconds ...int) *contender {
	c := &contender{name: name}
	for _, s := range seconds {
		c.samples = append(c.samples, sample{wall: time.Duration(s) * time.Second, peak: peak})
	}
	return c
}

func TestBars(t *testing.T) {
	floor, hugo, short := timed("floor", 1e6, 1, 1, 1), timed("hugo", 1e9, 9, 7, 60), timed(shortFeeds, 1e9, 6)
	for _, test := range []struct {
		size int
		all  []*contender
		want string
	}{
		{10_000, []*contender{floor, hugo, short, timed("concord", 440e6, 2, 3, 9)}, `
  wall ≤ ⅓ of Hugo's: met, 3.00 of 3.00 s
  wall ≤ ⅓ of Hugo's with short feeds: missed by 50 %, 3.00 for 2.00 s
  peak memory ≤ 400 MB: missed by 10 %, 440.00 for 400.00 MB
  wall ≤ 3 × the floor: met, 3.00 of 3.00 s
`},
		{10_000, []*contender{floor, timed("hugo", 0), timed("concord", 1e6, 4, 5)}, `
  wall ≤ ⅓ of Hugo's: not measured (hugo did not run)
  wall ≤ ⅓ of Hugo's with short feeds: not measured (hugo, short feeds did not run)
  peak memory ≤ 400 MB: met, 1.00 of 400.00 MB
  wall ≤ 3 × the floor: missed by 50 %, 4.50 for 3.00 s
`},
		{100_000, []*contender{floor, timed("concord", 0)}, `
  wall ≤ 30 s: not measured (concord did not run)
  peak memory ≤ 2 GB: not measured (concord did not run)
`},
		{7, []*contender{floor}, `
  no bar is set for this size
`},
	} {
		var printed strings.Builder
		printBars(&printed, test.size, test.all)
		if printed.String() != test.want {
			t.Errorf("at %d:%swant:%s", test.size, &printed, test.want)
		}
	}
}

func TestTableHasARowForWhatRan(t *testing.T) {
	failed := timed("concord", 0, 1)
	failed.failure = os.ErrInvalid
	all := []*contender{timed("floor", 12e6, 3, 1, 2), failed, timed("hugo", 1e9, 8)}
	var printed strings.Builder
	if err := printTable(&printed, all); err != nil {
		t.Fatal(err)
	}
	want := `         wall best  median   CPU  peak MB  files  MB written  × floor  × Hugo
  floor       1.00    2.00  0.00       12      0         0.0     1.00    0.25
   hugo       8.00    8.00  0.00     1000      0         0.0     4.00    1.00
  concord: failed, see above
`
	if printed.String() != want {
		t.Errorf("printed:\n%swant:\n%s", &printed, want)
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %s", n, got)
		}
	}
}

func TestOptionsAreChecked(t *testing.T) {
	o, err := parseOptions([]string{"-n", "1000, 20", "-runs", "2"})
	if err != nil || len(o.sizes) != 2 || o.sizes[1] != 20 || o.runs != 2 {
		t.Errorf("options %+v, %v", o, err)
	}
	for _, args := range [][]string{{"-n", "many"}, {"-n", "1"}, {"-runs", "0"}, {"stray"}} {
		if _, err := parseOptions(args); err == nil {
			t.Errorf("%v is accepted", args)
		}
	}
}
