package browser_test

import (
	"testing"

	"concord/internal/browser"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// opens opens everything on a page that a reader can open: details, and of each
// kind of control the first. Controls of one kind have the same class.
const opens = `(() => {
	for (const d of document.querySelectorAll("details:not([open]) > summary")) if (d.checkVisibility()) d.click();
	const seen = new Set();
	for (const e of document.querySelectorAll("button[popovertarget], button[aria-expanded=false], button[aria-haspopup]")) {
		const kind = e.className + " " + e.getAttribute("aria-haspopup");
		if (!seen.has(kind) && e.checkVisibility()) e.click();
		seen.add(kind);
	}
})()`

// stops puts the focus on the first link of each kind in running text, one after
// the other, and waits a moment for the card that may come beside it.
const stops = `(async () => {
	const seen = new Set();
	for (const a of document.querySelectorAll("main a.m[href]")) {
		const kind = a.pathname.split("/").slice(0, -2).join("/");
		if (seen.has(kind) || !a.checkVisibility()) continue;
		seen.add(kind);
		a.focus();
		if (!document.body.dataset.cards) continue;
		for (let i = 0; i < 50 && !document.querySelector("[role=tooltip]"); i++) await new Promise(done => setTimeout(done, 10));
	}
})()`

// layers are what stands above a page while it is in use.
const layers = `.panel:not([hidden]), [popover]:popover-open, [role=menu], [role=tooltip], details[open]`

// use does with a page what readers do: it searches, opens what can be opened and
// stops at links. Each time it calls back, with the page as it is then.
func use(t testing.TB, p *browser.Page, stopped func(where string)) {
	t.Helper()
	if p.Eval(`!!document.querySelector("#_query")`) == "true" {
		p.Eval(`document.querySelector("#_query").focus()`)
		p.Type("agreement")
		p.Wait(`document.querySelector("#search-results") ? ` + isDone + " : " + isOpen)
		stopped("searching")
		p.Press(kb.Escape)
	}
	p.Press(kb.Tab) // from now on the keyboard moves the focus
	p.Eval(opens)
	stopped("all opened")
	p.Press(kb.Escape)
	p.Run(chromedp.Evaluate(stops, nil, awaited))
	stopped("at a link")
}
