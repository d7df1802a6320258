// Package browser lets tests look at pages in Chromium, served under the
// strictest policy or opened from a disk. A page that throws, or does what the
// policy forbids, fails its test. Tests are skipped where no Chromium is
// installed.
package browser

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const (
	patience = time.Minute           // how long a test waits for what must happen, on a machine that does much else
	soon     = 2 * time.Millisecond  // when it looks for the second time whether it has
	later    = 64 * time.Millisecond // how long it waits at most between two looks
	blank    = 6 * time.Second       // how long a page may show nothing for want of a script that is held back
)

// names are those of Chromium's command, the most usual first.
var names = [...]string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// Browser is a running Chromium. Start one for all tests of a package.
type Browser struct {
	ctx context.Context

	mu   sync.Mutex
	idle []*tab // that tests have left
}

// Start starts a Chromium that ends with the test.
func Start(t testing.TB) *Browser {
	t.Helper()
	command := find()
	if command == "" {
		t.Skip("skipped: no Chromium is installed, so nothing was tested in a browser")
	}
	profile, err := os.MkdirTemp("", "concord-chromium-")
	if err != nil {
		t.Fatal(err)
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options(command, profile)...)
	ctx, _ := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Errorf("end %s: %v", command, err)
		}
		stop()
		_ = os.RemoveAll(profile) // its last process may still write there, which harms nobody
	})
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("start %s: %v", command, err)
	}
	return &Browser{ctx: ctx}
}

// leave keeps a tab for the next test.
func (b *Browser) leave(t *tab) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.idle = append(b.idle, t)
}

// take returns a tab that another test has left, or a new one: to make one takes
// longer than most tests do.
func (b *Browser) take() (*tab, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if last := len(b.idle) - 1; last >= 0 {
		t := b.idle[last]
		b.idle = b.idle[:last]
		return t, nil
	}
	return b.newTab()
}

func find() string {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// options make a Chromium that is like a new one, and asks nobody for anything.
func options(command, profile string) []chromedp.ExecAllocatorOption {
	list := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(command), chromedp.UserDataDir(profile), chromedp.Headless, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true),
	}
	if os.Geteuid() == 0 {
		list = append(list, chromedp.NoSandbox) // which root cannot have
	}
	return list
}
