package browser

import (
	"context"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// tab is a window with a profile of its own, for one test after the other.
type tab struct {
	ctx     context.Context
	before  []page.ScriptIdentifier // that run in every page before the page's own
	blocked bool                    // some addresses cannot be loaded

	mu     sync.Mutex
	faults []string
}

func (b *Browser) newTab() (*tab, error) {
	direct := cdp.WithExecutor(b.ctx, chromedp.FromContext(b.ctx).Browser)
	profile, err := target.CreateBrowserContext().Do(direct)
	if err != nil {
		return nil, err
	}
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(profile).WithNewWindow(true).Do(direct)
	if err != nil {
		return nil, err
	}
	ctx, _ := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id)) // ends with the browser
	t := &tab{ctx: ctx}
	chromedp.ListenTarget(ctx, t.listen)
	// The page belongs to the context of its first use, which must not end.
	return t, chromedp.Run(ctx, log.Enable(), emulation.SetFocusEmulationEnabled(true))
}

// clear makes the tab like a new one, but for its page: a blank one would cost a
// process for itself and another for the next page.
func (t *tab) clear(ctx context.Context) error {
	actions := []chromedp.Action{
		emulation.SetScriptExecutionDisabled(false), emulation.ClearDeviceMetricsOverride(),
		page.ResetNavigationHistory(), network.ClearBrowserCache(),
	}
	for _, id := range t.before {
		actions = append(actions, page.RemoveScriptToEvaluateOnNewDocument(id))
	}
	if t.blocked {
		actions = append(actions, network.SetBlockedURLs(), network.Disable())
	}
	t.before, t.blocked = nil, false
	return chromedp.Run(ctx, actions...)
}

// listen notes what must not happen on any page.
func (t *tab) listen(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		fault = "the page threw: " + e.ExceptionDetails.Error()
	case *log.EventEntryAdded:
		if e.Entry.Source == log.SourceSecurity {
			fault = "the policy forbids: " + e.Entry.Text
		}
	}
	if fault != "" {
		t.mu.Lock()
		t.faults = append(t.faults, fault)
		t.mu.Unlock()
	}
}

// take takes what has been noted off the tab's record.
func (t *tab) take() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	list := t.faults
	t.faults = nil
	return list
}
