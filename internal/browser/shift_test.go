package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"concord/internal/browser"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// shifts notes what moves without the reader's doing.
const shifts = `globalThis.shifts = []; {
	const path = e => e ? (e.nodeType === 3 ? e.parentElement : e).outerHTML?.slice(0, 80) : "?";
	const note = list => { for (const e of list) if (!e.hadRecentInput) shifts.push(e.value.toFixed(4) + ": " + e.sources.map(s => path(s.node)).join(" and ")); };
	const observer = new PerformanceObserver(l => note(l.getEntries()));
	observer.observe({type: "layout-shift", buffered: true});
	globalThis.takeShifts = () => (note(observer.takeRecords()), JSON.stringify(shifts));
}`

// scrolls reads a page to its end and goes back to its beginning.
const scrolls = `(async () => {
	const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
	const end = document.documentElement.scrollHeight, steps = Math.min(12, Math.ceil(end / innerHeight));
	for (let i = 1; i <= steps; i++) { scrollTo(0, end * i / steps); await painted(); }
	scrollTo(0, 0);
	await painted(); await painted();
})()`

// moves is what moves while a page comes, though its scripts come late, and while
// it is read, on a phone and on a desk.
func moves(t testing.TB, p *browser.Page, url string) []string {
	t.Helper()
	p.Before(shifts)
	var found []string
	for _, width := range []int64{360, 1280} {
		p.Resize(width, 800)
		err := p.GoLate(url)
		p.Run(chromedp.Evaluate(scrolls, nil, awaited))
		found = append(found, in(fmt.Sprintf("%d pixels", width), list(t, p, "takeShifts()"))...)
		if err != nil {
			return append(found, err.Error())
		}
	}
	return found
}

// awaited has an evaluation wait for a promise.
func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// testWeighed: what a page loads by itself is what the budgets count.
func testWeighed(t *testing.T, b *browser.Browser, root string, pages []webpage) {
	for _, page := range pages {
		t.Run("weight "+name(page), func(t *testing.T) {
			t.Parallel()
			p := b.Open(t)
			p.Go(root + page.Path)
			report(t, unweighed(t, p, root, page))
		})
	}
}

// unweighed is what a page loads beyond what the budgets count.
func unweighed(t testing.TB, p *browser.Page, root string, page webpage) []string {
	t.Helper()
	var beyond []string
	counted := parts(page)
	for _, url := range list(t, p, `JSON.stringify(performance.getEntriesByType("resource").map(e => e.name.replace(/[?#].*/, "")))`) {
		name, here := strings.CutPrefix(url, root)
		if !here || !slices.ContainsFunc(counted, func(part part) bool { return part.Path == name }) {
			beyond = append(beyond, "the page loads "+url+" by itself, which its HTML does not name")
		}
	}
	return beyond
}
