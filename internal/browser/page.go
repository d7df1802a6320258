package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Page is a page with nothing in its cache.
type Page struct {
	t   testing.TB
	tab *tab
}

// Open opens a page for a test, which has to go somewhere first.
func (b *Browser) Open(t testing.TB) *Page {
	t.Helper()
	tab, err := b.take()
	if err != nil {
		t.Fatalf("open a page: %v", err)
	}
	p := &Page{t, tab}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(tab.ctx, patience)
		defer cancel()
		if err := tab.clear(ctx); err != nil {
			t.Errorf("leave the page: %v", err)
		} else {
			b.leave(tab)
		}
		for _, fault := range p.Faults() {
			t.Error(fault)
		}
	})
	return p
}

// Faults returns what has been thrown or forbidden since it was last asked, and
// takes it off the page's record, with what the console shows.
func (p *Page) Faults() []string {
	faults, _ := p.tab.take()
	return faults
}

// Complaints returns everything that a developer would see in red or yellow since
// it was last asked: faults, and errors and warnings in the console. It takes
// them off the page's record.
func (p *Page) Complaints() []string {
	faults, console := p.tab.take()
	return append(faults, console...)
}

// Run carries out actions, and ends the test if they fail.
func (p *Page) Run(actions ...chromedp.Action) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.tab.ctx, patience)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		p.t.Fatalf("%v\n%s", err, strings.Join(p.Faults(), "\n"))
	}
}

// Go goes to an address. The event that a page is loaded may still be that of
// the empty page before it, so the page itself is asked.
func (p *Page) Go(url string) {
	p.t.Helper()
	p.Run(chromedp.Navigate(url))
	p.Wait(`location.protocol !== "about:" && document.readyState === "complete"`)
}

// Before has a script run in every page before the page's own.
func (p *Page) Before(script string) {
	p.t.Helper()
	p.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		id, err := page.AddScriptToEvaluateOnNewDocument(script).Do(ctx)
		p.tab.before = append(p.tab.before, id)
		return err
	}))
}

// Wait waits until an expression is true, on this page or on one that follows.
func (p *Page) Wait(expression string) {
	p.t.Helper()
	if err := p.poll(expression); err != nil {
		p.t.Fatalf("waited in vain for %s: %v\nthe page has: %s\n%s", expression, err, p.Eval("document.body.innerText"), strings.Join(p.Faults(), "\n"))
	}
}

// poll looks again and again, at first soon and then less often: a page that is
// being left cannot call back.
func (p *Page) poll(expression string) error {
	ctx, cancel := context.WithTimeout(p.tab.ctx, patience)
	defer cancel()
	for pause := soon; ; pause = min(2*pause, later) {
		var is bool
		err := chromedp.Run(ctx, chromedp.Evaluate("(() => { try { return !!("+expression+") } catch { return false } })()", &is))
		if is {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(pause):
		}
	}
}

// Eval gives the value of an expression as text: a string as it is, anything
// else as JSON.
func (p *Page) Eval(expression string) string {
	p.t.Helper()
	var raw json.RawMessage
	p.Run(chromedp.Evaluate(expression, &raw))
	return text(raw)
}

// text is a string as it is, and any other value as JSON.
func text(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	return string(raw)
}

// Want compares the value of an expression.
func (p *Page) Want(expression string, want any) {
	p.t.Helper()
	if got := p.Eval(expression); got != fmt.Sprint(want) {
		p.t.Errorf("%s is %s, not %v", expression, got, want)
	}
}

// Type types text into what has the focus.
func (p *Page) Type(text string) {
	p.t.Helper()
	p.Run(chromedp.KeyEvent(text))
}

// Press presses keys as a keyboard does: what a page does at a key keeps the
// browser from doing its own.
func (p *Page) Press(key string, modifiers ...input.Modifier) {
	p.t.Helper()
	held := input.ModifierNone
	for _, m := range modifiers {
		held |= m
	}
	for _, r := range key {
		k := kb.Keys[r]
		down := input.DispatchKeyEvent(input.KeyDown).WithKey(k.Key).WithCode(k.Code).WithWindowsVirtualKeyCode(k.Windows).WithModifiers(held)
		up := *down
		up.Type = input.KeyUp
		if held == input.ModifierNone {
			down = down.WithText(k.Text)
		}
		p.Run(down, &up)
	}
}

// Block keeps the page from loading what has one of the addresses, which are
// patterns as URLPattern takes them, from now on.
func (p *Page) Block(patterns ...string) {
	p.t.Helper()
	list := make([]*network.BlockPattern, len(patterns))
	for i, pattern := range patterns {
		list[i] = &network.BlockPattern{URLPattern: pattern, Block: true}
	}
	p.tab.blocked = true
	p.Run(network.Enable(), network.SetBlockedURLs().WithURLPatterns(list))
}

// Resize makes the window so many pixels large.
func (p *Page) Resize(width, height int64) {
	p.t.Helper()
	p.Zoom(width, height, 1)
}

// Zoom makes the window so many pixels of the screen large and enlarges the page
// so many times, as a browser's zoom does: fewer CSS pixels, each of more pixels.
func (p *Page) Zoom(width, height, times int64) {
	p.t.Helper()
	p.Run(emulation.SetDeviceMetricsOverride(width/times, height/times, float64(times), false))
}

// Prefer sets what the reader is said to prefer: values of media features by
// name. Features that are not named are as in a new browser.
func (p *Page) Prefer(features map[string]string) {
	p.t.Helper()
	media := emulation.SetEmulatedMedia()
	for name, value := range features {
		media.Features = append(media.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	p.Run(media)
}

// Aside runs a script beside the page, out of reach of its policy and its own
// scripts, and gives the value that an expression has there: a string as it is,
// anything else as JSON. A promise is waited for.
func (p *Page) Aside(script, expression string) string {
	p.t.Helper()
	var value *runtime.RemoteObject
	p.Run(chromedp.ActionFunc(func(ctx context.Context) error {
		tree, err := page.GetFrameTree().Do(ctx)
		if err != nil {
			return err
		}
		world, err := page.CreateIsolatedWorld(tree.Frame.ID).WithWorldName("aside").Do(ctx)
		if err != nil {
			return err
		}
		for _, code := range []string{script, expression} {
			var thrown *runtime.ExceptionDetails
			value, thrown, err = runtime.Evaluate(code).WithContextID(world).WithAwaitPromise(code == expression).WithReturnByValue(code == expression).Do(ctx)
			if err != nil {
				return err
			}
			if thrown != nil {
				return thrown
			}
		}
		return nil
	}))
	return text(json.RawMessage(value.Value))
}
