package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeTour runs every command of the README's tour as it is printed, in
// the repository, with only the folder it writes to moved.
func TestReadmeTour(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, tour, ok := strings.Cut(string(readme), "\n## Five minutes\n")
	if !ok {
		t.Fatal("the README has no tour")
	}
	tour, _, _ = strings.Cut(tour, "\n## ")
	var script strings.Builder
	script.WriteString("set -e\n")
	for line := range strings.Lines(tour) {
		if code, ok := strings.CutPrefix(line, "    "); ok || line == "\n" {
			script.WriteString(code)
		}
	}
	dir := t.TempDir()
	cmd := exec.Command("bash", "-c", strings.ReplaceAll(script.String(), "/tmp/partnership", dir))
	cmd.Dir = "../.."
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"Available Commands", "no problems", "1 agency", `did you mean "country"`, `"contry" is now "country"`, "rule: its name"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the tour does not show %q:\n%s", want, out)
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "build", "agencies", "harbour", "index.html"))
	if err != nil || !strings.Contains(string(page), "annexes/a/index.html#para-1.1") {
		t.Errorf("the agency's page does not quote paragraph 1.1: %v", err)
	}
}
