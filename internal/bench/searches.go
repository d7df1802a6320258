package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// A row is a query and what came of it.
type row struct {
	query    query
	concord  *searched // nil if it could not be searched
	pagefind *searched
}

// searched are the figures of a query: a first search on a cold page, and further letters on a warm one. They
// leave out what the page has without its search.
type searched struct {
	bytes    int64 // over the wire
	requests int
	depth    int           // of the page's own requests
	millis   float64       // until ten results are there with their excerpts, or all
	far      float64       // the same when every answer comes farDelay later
	letter   time.Duration // of the main thread, for the letter that takes most
	found    int
	shown    bool // what was meant is among the results
}

// searchAll has Concord and Pagefind take turns with every query.
func (b *searchBench) searchAll(ctx context.Context, r record, indexes []*contender) (rows []row, err error) {
	if b.programs.noChromium != "" {
		return nil, nil
	}
	queries, err := b.queries(ctx, filepath.Join(r.site, "content"))
	if err != nil {
		return nil, err
	}
	browser, err := startChromium(ctx, b.programs.chromium)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, browser.close()) }()
	s := searcher{browser, b.runs, b.say}
	concord := b.serve(byName(indexes)[concordBuild], r.built())
	defer concord.close()
	pagefind := b.serve(byName(indexes)[pagefindName], r.pagefind())
	defer pagefind.close()
	rows = make([]row, len(queries))
	for i, q := range queries {
		rows[i] = row{query: q, concord: s.search(concordBuild, concord, q), pagefind: s.search(pagefindName, pagefind, q)}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return rows, nil
}

// serve is a host for what a contender has made, nil if it has made nothing to search.
func (b *searchBench) serve(c *contender, dir string) *host {
	if !c.done() {
		return nil
	}
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(searchPage))); err != nil {
		b.say("%s has no page to search on: %v", c.name, err)
		return nil
	}
	return newHost(os.DirFS(dir))
}

// A searcher searches with a browser.
type searcher struct {
	browser *chromium
	runs    int
	say     func(format string, args ...any)
}

// search measures a query, nil if that fails.
func (s searcher) search(name string, h *host, q query) *searched {
	if h == nil {
		return nil
	}
	got, err := s.measure(h, q)
	if err != nil {
		s.say("%s failed: %v", name, err)
		return nil
	}
	s.say("%-14s %-16s %7.1f ms", name, q.Kind, got.millis)
	return got
}

func (s searcher) measure(h *host, q query) (*searched, error) {
	far, requests, err := s.browser.traced(h.far.URL, q.Text)
	if err != nil {
		return nil, err
	}
	got := &searched{far: far.Millis, found: far.Found, shown: q.shown(far.Shown), depth: depth(requests)}
	var millis []float64
	for range s.runs {
		near, requests, err := s.browser.visit(h, q.Text)
		if err != nil {
			return nil, err
		}
		millis = append(millis, near.Millis)
		got.bytes, got.requests = bytesOf(requests), len(requests)
	}
	slices.Sort(millis)
	got.millis = millis[len(millis)/2]
	letters, err := s.browser.typed(h, q.Text, s.runs)
	if err != nil {
		return nil, err
	}
	got.letter = slices.Max(letters)
	return got, nil
}
