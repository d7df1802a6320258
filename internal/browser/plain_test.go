package browser_test

import (
	"io"
	"net/http"
	"slices"
	"testing"

	"concord/internal/browser"

	"github.com/chromedp/cdproto/emulation"
)

// unseen lists text of a page that cannot be seen, or reached by opening what
// opens without a script, or by the keyboard's reaching it. A drawing's title and
// description are for listeners; of its two arrangements one is seen, and the
// summary of what stands open where there is room is not needed.
const unseen = `JSON.stringify([...document.querySelectorAll("main, main *")].filter(e =>
	[...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) &&
	!e.closest("script, style, template, noscript, [popover], details:not([open]) > :not(summary), svg title, svg desc") &&
	!e.checkVisibility({visibilityProperty: true, opacityProperty: true}) &&
	![...(e.closest("svg")?.closest(".picture").querySelectorAll("svg") ?? [])].some(svg => svg.checkVisibility()) &&
	!(e.closest("summary") && [...e.closest("details").children].some(c => c.localName !== "summary" && c.checkVisibility())) &&
	(e.closest("a[href], button")?.focus(), !e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
).slice(0, 5).map(e => "cannot be seen: " + e.outerHTML.slice(0, 120)))`

// ways are the addresses that a page's header, menus and footer lead to.
const ways = `JSON.stringify([...new Set([...document.querySelectorAll("header a[href], nav a[href], footer a[href]")]
	.map(a => a.href.replace(/#.*/, "")).filter(href => href.startsWith(location.origin)))])`

// hidden is what a page without scripts does not show, or leads to in vain.
func hidden(t testing.TB, p *browser.Page, url string) []string {
	t.Helper()
	p.Run(emulation.SetScriptExecutionDisabled(true))
	var faults []string
	for _, width := range []int64{320, 1280} {
		p.Resize(width, 800)
		p.Go(url)
		faults = append(faults, list(t, p, unseen)...)
	}
	links := list(t, p, ways)
	if len(links) == 0 {
		faults = append(faults, "the page has no menu")
	}
	slices.Sort(links)
	for _, link := range links {
		response, err := http.Get(link)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, response.Body) // so that the connection is used again
		_ = response.Body.Close()
		if response.StatusCode != http.StatusOK {
			faults = append(faults, link+" is answered with "+response.Status)
		}
	}
	return faults
}
