package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// A chromium is a running browser without a window.
type chromium struct {
	ctx    context.Context
	cancel context.CancelFunc
	dir    string // of its profile
}

// chromiumPath looks for one of the browser's names.
func chromiumPath() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium in PATH")
}

// startChromium starts a browser with a profile of its own that asks nothing of any other host. It
// takes the certificates that hosts here make for themselves.
func startChromium(ctx context.Context, path string) (*chromium, error) {
	dir, err := os.MkdirTemp("", "concord-bench-chromium-")
	if err != nil {
		return nil, err
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(dir), chromedp.Headless, chromedp.NoSandbox, chromedp.NoFirstRun, chromedp.DisableGPU,
	}
	for _, flag := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "ignore-certificate-errors"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	allocator, stop := chromedp.NewExecAllocator(ctx, options...)
	browser, closeBrowser := chromedp.NewContext(allocator)
	c := &chromium{ctx: browser, cancel: func() { closeBrowser(); stop() }, dir: dir}
	if err := chromedp.Run(browser); err != nil {
		return nil, errors.Join(fmt.Errorf("start %s: %w", path, err), c.close())
	}
	return c, nil
}

// close asks the browser to close, and removes its profile when it has gone: until then it writes into it.
func (c *chromium) close() error {
	err := chromedp.Cancel(c.ctx)
	c.cancel()
	chromedp.FromContext(c.ctx).Allocator.Wait()
	return errors.Join(err, os.RemoveAll(c.dir))
}

// fresh opens a tab in a browser context of its own, which has an empty cache. A context is given a window: without
// one, today's Chromium opens no tab in it.
func (c *chromium) fresh() (context.Context, context.CancelFunc, error) {
	browser := cdp.WithExecutor(c.ctx, chromedp.FromContext(c.ctx).Browser)
	id, err := target.CreateBrowserContext().WithDisposeOnDetach(true).Do(browser)
	if err != nil {
		return nil, nil, fmt.Errorf("open a browser context: %w", err)
	}
	tab, err := target.CreateTarget("about:blank").WithBrowserContextID(id).WithNewWindow(true).Do(browser)
	if err != nil {
		return nil, nil, fmt.Errorf("open a tab: %w", err)
	}
	ctx, closeTab := chromedp.NewContext(c.ctx, chromedp.WithTargetID(tab))
	return ctx, func() {
		closeTab()
		_ = target.DisposeBrowserContext(id).Do(browser) // a browser that is gone has disposed of it
	}, nil
}
