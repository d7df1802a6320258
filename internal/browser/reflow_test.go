package browser_test

import (
	"encoding/json"
	"strings"
	"testing"

	"concord/internal/browser"
)

// wide tells by how much a page is wider than its window, and what reaches out of
// it. What scrolls by itself holds what is wide.
const wide = `(() => {
	const page = document.documentElement, out = [];
	if (page.scrollWidth <= innerWidth && document.body.scrollWidth <= innerWidth) return "[]";
	const holds = e => e && e !== document.body && (getComputedStyle(e).overflowX !== "visible" || holds(e.parentElement));
	for (const e of document.body.querySelectorAll("*")) {
		const r = e.getBoundingClientRect();
		if (r.width && (r.right > innerWidth + 0.5) && !holds(e.parentElement)) out.push(e.tagName.toLowerCase() + "." + e.className + " to " + r.right);
	}
	return JSON.stringify(["the page is " + page.scrollWidth + " wide in a window of " + innerWidth + ": " + out.slice(0, 4).join("; ")]);
})()`

// spaced gives text the spacing that WCAG 1.4.12 lets readers ask for.
const spaced = `(sheet => {
	sheet.insertRule("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }", sheet.cssRules.length);
	sheet.insertRule("p { margin-bottom: 2em !important; }", sheet.cssRules.length);
})(document.styleSheets[0])`

// overflows: at 200 % and at 400 %, which leaves 320 pixels, and there with the
// widest spacing, a page is read in one direction.
func overflows(t testing.TB, p *browser.Page, url string) []string {
	t.Helper()
	p.Zoom(1280, 1024, 2)
	p.Go(url)
	found := in("200 %", list(t, p, wide))
	p.Zoom(1280, 1024, 4)
	found = append(found, in("400 %", list(t, p, wide))...)
	use(t, p, func(where string) { found = append(found, in("400 %, "+where, list(t, p, wide))...) })
	p.Eval(spaced)
	return append(found, in("400 %, spaced", list(t, p, wide))...)
}

// list is the value of an expression that is a list of findings, as JSON.
func list(t testing.TB, p *browser.Page, expression string) []string {
	t.Helper()
	var findings []string
	if text := p.Eval(expression); json.Unmarshal([]byte(text), &findings) != nil {
		t.Fatalf("%s is no list: %s", strings.TrimSpace(expression), text)
	}
	return findings
}
