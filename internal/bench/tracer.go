package main

import (
	"net/url"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

// A tracer collects the requests of a page from the browser's events.
type tracer struct {
	mu    sync.Mutex
	order []network.RequestID
	known map[network.RequestID]*request
}

func newTracer() *tracer { return &tracer{known: map[network.RequestID]*request{}} }

// event is called by the browser for whatever happens in the tab.
func (t *tracer) event(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		address, err := url.Parse(e.Request.URL)
		if err != nil || address.Host == "" {
			return
		}
		if t.known[e.RequestID] == nil {
			t.order = append(t.order, e.RequestID)
		}
		t.known[e.RequestID] = &request{path: address.Path, sent: sinceStart(e.Timestamp)}
	case *network.EventLoadingFailed: // an answer that is an error is one too
		if r := t.known[e.RequestID]; r != nil {
			r.finished = sinceStart(e.Timestamp)
		}
	case *network.EventLoadingFinished:
		if r := t.known[e.RequestID]; r != nil {
			r.finished, r.bytes = sinceStart(e.Timestamp), int64(e.EncodedDataLength)
		}
	}
}

// sinceStart counts from when the browser was started.
func sinceStart(at *cdp.MonotonicTime) time.Duration { return at.Time().Sub(*cdp.MonotonicTimeEpoch) }

// requests are those that were answered.
func (t *tracer) requests() []request {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []request
	for _, id := range t.order {
		if r := t.known[id]; r.finished > 0 {
			all = append(all, *r)
		}
	}
	return all
}
