package main

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A search page shows the answer to the query in its address, /search/index.html?q=…: each hit is an element
// [data-search-hit] in #search-results, which has data-state="done" when all hits are there with their
// excerpts. Concord's page and the one that the bench makes for Pagefind (pagefindPage) are both like this, so
// both are measured in one way.
const searchPage = "search/index.html"

// patience is how long a search may take before it counts as failed.
const patience = 20 * time.Second

// A search is what came of a query on a page that was opened for it.
type search struct {
	State  string  // "done"
	Millis float64 // from when the page's HTML had come until the results were in the page, to be drawn
	Found  int     // how many the page says that there are
	Shown  string  // the text of the results
}

// watch notes when the results are there. It runs before any script of the page. Concord's page says how many
// it has found in words, the bench's own in an attribute.
const watch = `globalThis.benchDone = new Promise(resolve => {
	new MutationObserver((_, observer) => {
		const results = document.querySelector("#search-results");
		const state = results?.dataset.state;
		if (state !== "done" && state !== "failed") return;
		observer.disconnect();
		const [navigation] = performance.getEntriesByType("navigation");
		const said = results.dataset.found ?? document.querySelector("#search-status")?.textContent ?? "";
		resolve({
			State: state,
			Millis: performance.now() - navigation.responseEnd,
			Found: results.querySelector("[data-search-hit]") ? Number(said.match(/\d[\d,]*/)?.[0].replaceAll(",", "")) : 0,
			Shown: results.textContent,
		});
	}).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"]});
}); undefined`

// visit opens a page for a query, cold, and waits for the results.
func (c *chromium) visit(h *host, query string) (search, []request, error) {
	ctx, cancel, err := c.fresh()
	if err != nil {
		return search{}, nil, err
	}
	defer cancel()
	var s search
	h.take()
	if err := chromedp.Run(ctx, quiet(), network.Disable(), open(h.near.URL, query, &s)); err != nil {
		return s, nil, fmt.Errorf("search for %q: %w", query, err)
	}
	return s, ofSearch(h.take()), nil
}

// traced visits a page for its requests as the browser sees them, which are those of the page and not those
// of its workers.
func (c *chromium) traced(server, query string) (search, []request, error) {
	ctx, cancel, err := c.fresh()
	if err != nil {
		return search{}, nil, err
	}
	defer cancel()
	var s search
	t := newTracer()
	chromedp.ListenTarget(ctx, t.event)
	if err := chromedp.Run(ctx, quiet(), open(server, query, &s)); err != nil {
		return s, nil, fmt.Errorf("search for %q: %w", query, err)
	}
	return s, ofSearch(t.requests()), nil
}

// quiet turns off what chromedp asks a page to report, which costs the page time.
func quiet() chromedp.Action {
	return chromedp.Tasks{css.Disable(), dom.Disable()}
}

// open navigates to the answer of a query.
func open(server, query string, s *search) chromedp.Action {
	address := server + "/" + searchPage + "?q=" + url.QueryEscape(query)
	return chromedp.ActionFunc(func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		if _, err := page.AddScriptToEvaluateOnNewDocument(watch).Do(ctx); err != nil {
			return err
		}
		if err := chromedp.Navigate(address).Do(ctx); err != nil {
			return err
		}
		if err := evaluate(ctx, "benchDone", s); err != nil {
			return err
		}
		if s.State != "done" {
			return fmt.Errorf("the page says that it %s", s.State)
		}
		return nil
	})
}
