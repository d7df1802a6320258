package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func writeContent(t *testing.T, texts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for path, text := range texts {
		if err := folder(dir).write(path, text); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestQueriesAreOfTheText(t *testing.T) {
	texts := map[string]string{
		"index.md":      "---\ntitle: Home of Five Whole Words\n---\n\nabbreviated\n",
		"agencies/a.md": "---\ntitle: Board for Canals and Tea\n---\n\nDredging begins.\n",
		"mous/long.md": "---\ntitle: Treaty\n---\n\n1. The parties protect freedom of navigation and harbours of refuge. " +
			"They settle differences peacefully. Registration of vessels follows.\n",
		"mous/korean.md": "---\ntitle: Korean\n---\n\nThe parties: 운하는 깊다. 운하의 물.\n",
	}
	for i := range 20 {
		texts[fmt.Sprintf("mous/%02d.md", i)] = "---\ntitle: Another\n---\n\nThe parties settle it. Vessels wait.\n"
	}
	got, err := chooseQueries(writeContent(t, texts))
	if err != nil {
		t.Fatal(err)
	}
	want := []query{
		{"common word", "parties", []string{"parties"}},
		{"rare word", "harbours", []string{"harbours"}},
		{"two words", "differences follows", []string{"differences", "follows"}},
		{"five-word name", "Board for Canals and Tea", []string{"Board", "for", "Canals", "and", "Tea"}},
		{"prefix", "differen", []string{"differen"}},
		{"typing error", "difefrences", []string{"differences"}},
		{"phrase", `"freedom of navigation"`, []string{"freedom", "of", "navigation"}},
		{"Korean word", "운하", []string{"운하"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestQueryThatTheTextDoesNotHaveIsLeftOut(t *testing.T) {
	got, err := chooseQueries(writeContent(t, map[string]string{"x.md": "---\ntitle: X\n---\n\nProtocol.\n", "y.md": "The protocol.\n"}))
	if err != nil {
		t.Fatal(err)
	}
	var chosen []string
	for _, q := range got {
		chosen = append(chosen, q.Kind+": "+q.Text)
	}
	want := "common word: protocol, rare word: protocol, prefix: proto, typing error: prootcol"
	if got := strings.Join(chosen, ", "); got != want {
		t.Errorf("chosen %s\nwant %s", got, want)
	}
	if _, err := chooseQueries(t.TempDir()); err == nil {
		t.Error("no error for a folder without documents")
	}
	if _, err := chooseQueries(filepath.Join(t.TempDir(), "absent")); err == nil {
		t.Error("no error for a folder that is not there")
	}
}

func TestQueriesAreTheSameEveryTime(t *testing.T) {
	dir := t.TempDir()
	if _, err := newCorpus(zipf, few).write(map[folder]layout{folder(dir): concordSite{}}); err != nil {
		t.Fatal(err)
	}
	one, err := chooseQueries(filepath.Join(dir, "content"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := chooseQueries(filepath.Join(dir, "content"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, two); diff != "" {
		t.Error(diff)
	}
	if len(one) < 7 {
		t.Errorf("only %d queries: %v", len(one), one)
	}
}

func TestResultsShowWhatWasMeant(t *testing.T) {
	q := query{"typing error", "dregding", []string{"dredging"}}
	for results, want := range map[string]bool{"Dredging begins": true, "of dredgings": true, "dregding": false, "": false} {
		if q.shown(results) != want {
			t.Errorf("%q shows it: %v", results, !want)
		}
	}
	if !literal("rare word", "certificates").shown("a certification of origin") {
		t.Error("another form of a word is not taken for it")
	}
}

func TestDetach(t *testing.T) {
	for run, want := range map[string]string{
		"운하는": "운하", "조약을": "조약", "항구에서": "항구", "운하": "", "의": "", "물은": "", "vessels": "", "é": "",
	} {
		if got := detach(run); got != want {
			t.Errorf("%s without its particle is %q, want %q", run, got, want)
		}
	}
}
