package browser

import (
	"cmp"
	"context"
	"fmt"
	"strings"
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

	mu      sync.Mutex
	faults  []string
	console []string // errors and warnings
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
		emulation.SetScriptExecutionDisabled(false), emulation.ClearDeviceMetricsOverride(), emulation.SetEmulatedMedia(),
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

// listen notes what must not happen on any page, and what the console shows.
func (t *tab) listen(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		t.faults = append(t.faults, "the page threw: "+e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning || e.Type == runtime.APITypeAssert {
			t.console = append(t.console, fmt.Sprintf("console.%s: %s", e.Type, written(e.Args)))
		}
	case *log.EventEntryAdded:
		if e.Entry.Source == log.SourceSecurity {
			t.faults = append(t.faults, "the policy forbids: "+e.Entry.Text)
		}
		if e.Entry.Level == log.LevelError || e.Entry.Level == log.LevelWarning {
			t.console = append(t.console, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	}
}

// written is what a script has written to the console.
func written(args []*runtime.RemoteObject) string {
	words := make([]string, len(args))
	for i, arg := range args {
		words[i] = cmp.Or(string(arg.Value), arg.Description)
	}
	return strings.Join(words, " ")
}

// take takes what has been noted off the tab's record.
func (t *tab) take() (faults, console []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	faults, console = t.faults, t.console
	t.faults, t.console = nil, nil
	return faults, console
}
