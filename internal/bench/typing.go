package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

const (
	// emptyBox makes the page as it is before the first letter.
	emptyBox = `{
	const box = document.querySelector('input[name="q"]');
	box.value = "";
	box.dispatchEvent(new Event("input", {bubbles: true}));
	box.focus();
}`
	// expectAnswer is for the next results, and for the frame in which they are drawn.
	expectAnswer = `globalThis.benchDone = new Promise(resolve => {
	const results = document.querySelector("#search-results");
	new MutationObserver((_, observer) => {
		if (results.dataset.state !== "done" && results.dataset.state !== "failed") return;
		observer.disconnect();
		requestAnimationFrame(() => setTimeout(() => resolve(results.dataset.state)));
	}).observe(results, {attributes: true, attributeFilter: ["data-state"]});
}); undefined`
)

// typed opens a page for a query and then types the query so many times over, letter by letter, each when the
// results for the one before are drawn. It returns for how long each letter kept the main thread busy, the
// median of the times it was typed, when everything that is needed had been read before.
func (c *chromium) typed(h *host, query string, times int) ([]time.Duration, error) {
	ctx, cancel, err := c.fresh()
	if err != nil {
		return nil, err
	}
	defer cancel()
	var s search
	letters := []rune(query)
	busy := make([][]time.Duration, len(letters))
	err = chromedp.Run(ctx, quiet(), network.Disable(), ofThread(), open(h.near.URL, query, &s), chromedp.ActionFunc(func(ctx context.Context) error {
		for turn := range times + 1 {
			if err := evaluate(ctx, emptyBox, nil); err != nil {
				return err
			}
			for i, letter := range letters {
				took, err := press(ctx, letter)
				if err != nil {
					return err
				}
				if turn > 0 { // the first time is for reading
					busy[i] = append(busy[i], took)
				}
			}
		}
		return nil
	}))
	if err != nil {
		return nil, fmt.Errorf("type %q: %w", query, err)
	}
	medians := make([]time.Duration, len(letters))
	for i := range busy {
		medians[i] = middleOf(busy[i])
	}
	return medians, nil
}

// press types a letter and waits for the results.
func press(ctx context.Context, letter rune) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := evaluate(ctx, expectAnswer, nil); err != nil {
		return 0, err
	}
	before, err := mainThread(ctx)
	if err != nil {
		return 0, err
	}
	if err := input.InsertText(string(letter)).Do(ctx); err != nil {
		return 0, err
	}
	var state string
	if err := evaluate(ctx, "benchDone", &state); err != nil {
		return 0, err
	}
	if state != "done" {
		return 0, fmt.Errorf("the page says that it %s", state)
	}
	after, err := mainThread(ctx)
	return after - before, err
}

// evaluate runs a script in the page and waits for its value.
func evaluate(ctx context.Context, script string, value any) error {
	return chromedp.Evaluate(script, value, awaited).Do(ctx)
}

func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// ofThread has the browser count the time of the thread, which stands still while another program has the processor.
func ofThread() chromedp.Action {
	return performance.Enable().WithTimeDomain(performance.EnableTimeDomainThreadTicks)
}

// mainThread is for how long the main thread of a page has been busy since the page was opened.
func mainThread(ctx context.Context) (time.Duration, error) {
	metrics, err := performance.GetMetrics().Do(ctx)
	if err != nil {
		return 0, err
	}
	for _, m := range metrics {
		if m.Name == "TaskDuration" {
			return time.Duration(m.Value * float64(time.Second)), nil
		}
	}
	return 0, fmt.Errorf("the browser does not tell TaskDuration")
}

// middleOf is the value in the middle, the greater one of two.
func middleOf(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}
