package browser_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"concord/internal/browser"

	"github.com/rogpeppe/go-internal/txtar"
)

// gate looks at the page of an address, and says what must not be. It gets a page
// of its own.
type gate func(t testing.TB, p *browser.Page, url string) []string

// gates are all that look at a page in a browser.
func gates() map[string]gate {
	return map[string]gate{
		"accessibility": barriers, "reflow": overflows, "policy": complaints, "shift": moves,
		"plain": hidden, "motion": moving, "clarity": unclear,
	}
}

// wordless are the gates that look at style and scripts alone, which are the same
// in every language. They see the pages of the first.
var wordless = []string{"shift", "motion", "clarity"}

// TestGates looks at a page of each kind and language of the real site, in one
// browser.
func TestGates(t *testing.T) {
	b := browser.Start(t)
	site := real(t)
	root, pages := site.root(t), sample(site.pages(t))
	for gate, look := range gates() {
		for _, page := range pages {
			if page.Language != "" && slices.Contains(wordless, gate) {
				continue
			}
			t.Run(gate+" "+name(page), func(t *testing.T) {
				t.Parallel()
				report(t, look(t, b.Open(t), root+page.Path))
			})
		}
	}
	testDisk(t, b, site, pages)
	testWeighed(t, b, root, pages)
	testGatesFind(t, b)
}

// report fails the test for each finding.
func report(t testing.TB, findings []string) {
	t.Helper()
	for _, f := range findings {
		t.Error(f)
	}
}

// in says of findings where they were made.
func in(where string, findings []string) []string {
	named := make([]string, len(findings))
	for i, f := range findings {
		named[i] = where + ": " + f
	}
	return named
}

// name names a test after its page.
func name(p webpage) string {
	if folder := strings.TrimSuffix(p.Path, "/index.html"); folder != "index.html" {
		return strings.ReplaceAll(folder, "/", " ")
	}
	return "home"
}

// root serves the site at the root of a host, as its base_url has it.
func (b built) root(t testing.TB) string {
	t.Helper()
	return browser.ServeRoot(t, os.DirFS(b.folder))
}

// faulty is a site that no gate lets through: testdata/faulty.txtar has a page
// for each thing to find, and one that is sound.
func faulty(t testing.TB) built {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/faulty.txtar")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := txtar.Write(archive, folder); err != nil {
		t.Fatal(err)
	}
	return built{folder}
}

// testGatesFind shows each gate a page that it must not let through, and one that
// it must.
func testGatesFind(t *testing.T, b *browser.Browser) {
	site := faulty(t)
	root := site.root(t)
	for name, look := range gates() {
		t.Run("sound page "+name, func(t *testing.T) {
			t.Parallel()
			report(t, look(t, b.Open(t), root+"sound.html"))
		})
	}
	for _, c := range []struct {
		gate, page string
		want       []string
	}{
		{"accessibility", "barriers.html", []string{
			"light: color-contrast: ", "image-alt: ", "button-name: ", "heading-order: ", "dark: color-contrast-enhanced: ", ".pale-in-the-dark ",
			"light at 400 %: color-contrast: Elements must meet minimum color contrast ratio thresholds, in 2 places", "details > .pale ",
		}},
		{"reflow", "wide.html", []string{"400 %: the page is 4", "p.wide culprit"}},
		{"policy", "forbidden.html", []string{
			"securitypolicyviolation: style-src-attr inline", "securitypolicyviolation: img-src", "securitypolicyviolation: script-src-elem inline", `console.warning: "a" "warning"`,
		}},
		{"shift", "shift.html", []string{"moved"}},
		{"shift", "blocked.html", []string{"nothing is seen before"}},
		{"plain", "plain.html", []string{`class="late"`, `class="clear"`, "missing.html is answered with 404"}},
		{"motion", "motion.html", []string{"transition on p.slow::before", "animation on p.turns", "smooth scrolling on html", "running: turn"}},
		{"clarity", "focus.html", []string{
			`cannot be seen on <a class="shadow"`, `[prefers-contrast]: focus cannot be seen on <a class="clear"`, `hidden on <a class="covered"`,
			"[forced-colors]: nothing marks #para-1",
		}},
	} {
		t.Run("find "+c.page, func(t *testing.T) {
			t.Parallel()
			p := b.Open(t)
			found := strings.Join(gates()[c.gate](t, p, root+c.page), "\n")
			p.Complaints() // the page was made to have them
			for _, want := range c.want {
				if !strings.Contains(found, want) {
					t.Errorf("%q is not found:\n%s", want, found)
				}
			}
		})
	}
}
