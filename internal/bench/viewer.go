package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A viewer is a tab that shows a page of the preview and notes when it changes.
type viewer struct {
	ctx   context.Context
	close context.CancelFunc
	seen  chan float64  // milliseconds of the page's clock
	ahead time.Duration // what this program's clock is ahead of the page's
}

// sightings runs before the scripts of every page. What is waited for survives that the page is loaded anew. A
// sheet is in use when it has loaded, which need not change the page.
const sightings = `(() => {
	if (!location.protocol.startsWith("http")) return;
	globalThis.benchFollows = new Promise((resolve) => {
		globalThis.EventSource = class extends EventSource {
			constructor(...args) {
				super(...args);
				this.addEventListener("state", resolve, {once: true});
			}
		};
	});
	let stop;
	globalThis.benchExpect = (condition) => {
		sessionStorage.setItem("benchExpects", condition);
		return wait();
	};
	function wait() {
		stop?.();
		const condition = sessionStorage.getItem("benchExpects");
		if (!condition) return false;
		const holds = new Function("return !!(" + condition + ")");
		if (holds()) return true;
		const look = () => {
			if (!holds()) return;
			stop();
			sessionStorage.removeItem("benchExpects");
			benchSeen(String(performance.timeOrigin + performance.now()));
		};
		const observer = new MutationObserver(look);
		observer.observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
		addEventListener("load", look, true);
		stop = () => (observer.disconnect(), removeEventListener("load", look, true));
		return false;
	}
	wait();
})()`

// view opens a tab that behaves as one that is looked at.
func (c *chromium) view() (*viewer, error) {
	ctx, cancel, err := c.fresh()
	if err != nil {
		return nil, err
	}
	v := &viewer{ctx: ctx, close: cancel, seen: make(chan float64, 16)}
	chromedp.ListenTarget(ctx, v.event)
	err = chromedp.Run(ctx, quiet(), emulation.SetFocusEmulationEnabled(true), runtime.AddBinding("benchSeen"),
		chromedp.ActionFunc(func(ctx context.Context) error {
			_, err := page.AddScriptToEvaluateOnNewDocument(sightings).Do(ctx)
			return err
		}))
	if err != nil {
		cancel()
		return nil, fmt.Errorf("make a tab ready: %w", err)
	}
	return v, nil
}

func (v *viewer) event(event any) {
	called, ok := event.(*runtime.EventBindingCalled)
	if !ok {
		return
	}
	if millis, err := strconv.ParseFloat(called.Payload, 64); err == nil {
		select {
		case v.seen <- millis:
		default: // nobody has looked for long
		}
	}
}

// open goes to a page, and waits until it follows its sources.
func (v *viewer) open(address string) error {
	return chromedp.Run(v.ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		if err := chromedp.Navigate(address).Do(ctx); err != nil {
			return fmt.Errorf("open %s: %w", address, err)
		}
		if err := evaluate(ctx, "benchFollows.then(() => undefined)", nil); err != nil {
			return fmt.Errorf("wait until %s follows its sources: %w", address, err)
		}
		return v.setClock(ctx)
	}))
}

// setClock compares the clocks a few times, and takes the comparison that took least.
func (v *viewer) setClock(ctx context.Context) error {
	least := time.Duration(-1)
	for range 5 {
		var millis float64
		before := time.Now()
		if err := evaluate(ctx, "performance.timeOrigin + performance.now()", &millis); err != nil {
			return err
		}
		if took := time.Since(before); least < 0 || took < least {
			least, v.ahead = took, before.Add(took/2).Sub(wallTime(millis))
		}
	}
	return nil
}

// wallTime is a time of a page's clock, in milliseconds since 1970.
func wallTime(millis float64) time.Time { return time.UnixMicro(int64(millis * 1000)) }

// expect has the page watch for what a script tells.
func (v *viewer) expect(script string) error {
	for len(v.seen) > 0 {
		<-v.seen // of an edit that came too late
	}
	return chromedp.Run(v.ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		var already bool
		if err := evaluate(ctx, "benchExpect("+strconv.Quote(script)+")", &already); err != nil {
			return err
		}
		if already {
			return fmt.Errorf("the open page is as after the edit before it: %s", script)
		}
		return nil
	}))
}

// wait returns when the page had changed.
func (v *viewer) wait(ctx context.Context) (time.Time, error) {
	select {
	case millis := <-v.seen:
		return wallTime(millis).Add(v.ahead), nil
	case <-ctx.Done():
		return time.Time{}, ctx.Err()
	}
}
