package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"concord/internal/browser"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// violations notes what the policies of a page forbid.
const violations = `addEventListener("securitypolicyviolation", e => console.error(
	"securitypolicyviolation: " + e.violatedDirective + " " + e.blockedURI + " " + e.sourceFile + ":" + e.lineNumber), true)`

// complaints uses a page, under the policy that it declares and the strict one of
// the host: nothing is forbidden, and nobody finds an error or a warning in the
// console.
func complaints(t testing.TB, p *browser.Page, url string) []string {
	t.Helper()
	p.Before(violations)
	p.Go(url)
	use(t, p, func(string) {})
	p.Run(chromedp.Evaluate(`new Promise(done => requestAnimationFrame(() => setTimeout(done)))`, nil, awaited))
	return p.Complaints()
}

// testDisk uses each page from a disk, under its own policy alone.
func testDisk(t *testing.T, b *browser.Browser, site built, pages []webpage) {
	for _, page := range pages {
		if page.Layout == "404" || page.Language != "" {
			continue // hosts alone show a 404, so its links begin at the root of one; languages differ in words
		}
		t.Run("policy on a disk "+name(page), func(t *testing.T) {
			t.Parallel()
			report(t, complaints(t, b.Open(t), site.disk()+page.Path))
		})
	}
}

// TestDeclaredPolicy: every page declares a strict policy, before anything that
// the policy is about.
func TestDeclaredPolicy(t *testing.T) {
	faults := map[string][]string{} // by what is wrong: one mistake is on many pages
	for _, page := range real(t).pages(t) {
		for _, fault := range policyFaults(page.Root) {
			faults[fault] = append(faults[fault], page.Path)
		}
	}
	for fault, pages := range faults {
		t.Errorf("%s: on %d pages, as %s", fault, len(pages), pages[0])
	}
}

func policyFaults(root *html.Node) []string {
	for n := range element(root, atom.Head).Descendants() {
		switch {
		case n.DataAtom == atom.Meta && strings.EqualFold(attribute(n, "http-equiv"), "Content-Security-Policy"):
			return directiveFaults(attribute(n, "content"))
		case n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Link && attribute(n, "rel") == "stylesheet":
			return []string{"no policy is declared before the first script or style"}
		}
	}
	return []string{"no policy is declared"}
}

// needed are the directives that a policy must have, each with what it allows at most.
var needed = map[string][]string{
	"default-src": {"'none'"}, "script-src": {"'self'"}, "style-src": {"'self'"}, "base-uri": {"'none'"}, "form-action": {"'self'"},
}

// directiveFaults says what a policy allows that it need not.
func directiveFaults(policy string) []string {
	var faults []string
	stated := map[string]bool{}
	for directive := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(directive)
		if len(words) == 0 {
			continue
		}
		stated[words[0]] = true
		allowed, ok := needed[words[0]]
		if !ok {
			allowed = []string{"'none'", "'self'", "data:"}
		}
		for _, source := range words[1:] {
			if source != "'none'" && !slices.Contains(allowed, source) {
				faults = append(faults, fmt.Sprintf("the policy allows %s %s", words[0], source))
			}
		}
	}
	for name := range needed {
		if !stated[name] {
			faults = append(faults, "the policy does not state "+name)
		}
	}
	slices.Sort(faults)
	return faults
}
