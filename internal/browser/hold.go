package browser

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// painted says whether a reader sees anything yet.
const painted = `performance.getEntriesByName("first-contentful-paint").length > 0`

// GoLate goes to an address as on a slow network: no script arrives before the
// reader sees the page. It fails where a page shows nothing for want of a script.
func (p *Page) GoLate(url string) error {
	p.t.Helper()
	ctx, stop := context.WithCancel(p.tab.ctx)
	var mu sync.Mutex
	var unseen error
	var held sync.WaitGroup
	chromedp.ListenTarget(ctx, func(event any) {
		e, ok := event.(*fetch.EventRequestPaused)
		if !ok {
			return
		}
		held.Go(func() {
			if err := p.release(ctx, e); err != nil {
				mu.Lock()
				defer mu.Unlock()
				unseen = err
			}
		})
	})
	p.Run(fetch.Enable().WithPatterns([]*fetch.RequestPattern{{URLPattern: "*", ResourceType: network.ResourceTypeScript}}))
	p.Go(url)
	p.Run(fetch.Disable())
	stop()
	held.Wait()
	return unseen
}

// release lets a script come once the page has been painted, or at last without.
func (p *Page) release(ctx context.Context, e *fetch.EventRequestPaused) error {
	var unseen error
	for deadline := time.Now().Add(blank); ; time.Sleep(later) {
		var seen bool
		if err := chromedp.Run(ctx, chromedp.Evaluate(painted, &seen)); err == nil && seen {
			break
		}
		if ctx.Err() != nil {
			return nil
		}
		if time.Now().After(deadline) {
			unseen = fmt.Errorf("show the page: nothing is seen before %s has come", e.Request.URL)
			break
		}
	}
	if err := chromedp.Run(ctx, fetch.ContinueRequest(e.RequestID)); err != nil && ctx.Err() == nil {
		return fmt.Errorf("continue %s: %w", e.Request.URL, err)
	}
	return unseen
}
