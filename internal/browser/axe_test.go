package browser_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concord/internal/browser"
)

// axe runs axe-core on a part of the page with every rule of WCAG 2.2 A and AA and
// its best practices. Text has the contrast of AAA, since the site promises 7:1.
const axe = `(part, runOnly) => {
	const rules = runOnly.type === "tag" ? {"target-size": {enabled: true}, "color-contrast-enhanced": {enabled: true}} : {};
	return axe.run(part, {runOnly, rules, resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v => ({
		Rule: v.id, Help: v.help,
		Places: v.nodes.map(n => n.target.flat(3).join(" ") + " " + n.failureSummary.replace(/\s+/g, " ").slice(0, 300)),
	}))));
}`

// What axe looks for. In the dark a page is the same but for its colours.
const (
	everything = `{type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}`
	colours    = `{type: "rule", values: ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}`
)

// views are the ways in which each page is looked at. 1280 pixels at 400 % are
// 320 CSS pixels, as a narrow phone has.
var views = []struct {
	Name   string
	Times  int64 // zoom
	Scheme string
	Rules  string
}{
	{"light", 1, "light", everything}, {"dark", 1, "dark", colours}, {"dark at 400 %", 4, "dark", colours}, {"light at 400 %", 4, "light", everything},
}

// installed is a file of the tools that make bin/gates installs, or skips the test.
func installed(t testing.TB, what, name string) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("../../bin/gates/node_modules", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("skipped: %s, since %s is not installed; make bin/gates does it where npm is", what, name)
	}
	return file
}

// barriers looks for barriers on a page as it comes, and with open what opens.
func barriers(t testing.TB, p *browser.Page, url string) []string {
	t.Helper()
	script, err := os.ReadFile(installed(t, "barriers were not looked for", "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for i, view := range views {
		p.Zoom(1280, 1024, view.Times)
		p.Prefer(map[string]string{"prefers-color-scheme": view.Scheme, "prefers-reduced-motion": "reduce"})
		if i == 0 {
			p.Go(url)
		}
		found = append(found, in(view.Name, violated(t, p, string(script), "document", view.Rules))...)
	}
	use(t, p, func(where string) {
		if p.Eval("!!document.querySelector(`"+layers+"`)") == "true" {
			found = append(found, in(where, violated(t, p, string(script), "document.querySelectorAll(`"+layers+"`)", everything))...)
		}
	})
	return found
}

// violated is what axe finds on a part of the page as it is.
func violated(t testing.TB, p *browser.Page, script, part, rules string) []string {
	t.Helper()
	var found []struct {
		Rule, Help string
		Places     []string
	}
	if err := json.Unmarshal([]byte(p.Aside(script, "("+axe+")("+part+", "+rules+")")), &found); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range found {
		list = append(list, fmt.Sprintf("%s: %s, in %d places, as\n\t%s", f.Rule, f.Help, len(f.Places), strings.Join(f.Places[:min(3, len(f.Places))], "\n\t")))
	}
	return list
}
