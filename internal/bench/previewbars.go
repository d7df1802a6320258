package main

import (
	"fmt"
	"io"
	"time"
)

// previewFigures are what came of measuring Concord's preview.
type previewFigures struct {
	starts        []start
	kinds         []*latencies
	before, after resident // of the server, around the edits
}

// A previewBar is what the project has promised of the preview: a time that must not be passed, of the edits of
// every kind by itself, of which the worst counts, and of all of them together.
type previewBar struct {
	text  string
	of    func(latency) time.Duration
	share float64
	limit time.Duration
}

// The bars of issue 4 for 10,000 instruments.
const barStart = 1500 * time.Millisecond

var previewBars = []previewBar{
	{"saved → new bytes over HTTP ≤ 30 ms, median", latency.http, 0.5, 30 * time.Millisecond},
	{"saved → new bytes over HTTP ≤ 60 ms, 95th percentile", latency.http, 0.95, 60 * time.Millisecond},
	{"saved → changed page in Chromium ≤ 30 ms, median", latency.dom, 0.5, 30 * time.Millisecond},
	{"saved → changed page in Chromium ≤ 60 ms, 95th percentile", latency.dom, 0.95, 60 * time.Millisecond},
}

// verdict says in a line whether the edits of some kinds keep to the bar. An edit that was not seen keeps to none.
func (b previewBar) verdict(kinds []*latencies) string {
	var worst time.Duration
	at := ""
	for _, l := range kinds {
		times := l.of(b.of)
		if l.failed > 0 {
			return fmt.Sprintf("%s: missed, not seen at all: %d (%s)", b.text, l.failed, l.kind)
		}
		if len(times) == 0 {
			return b.text + ": not measured"
		}
		if t := quantile(times, b.share); t > worst {
			worst, at = t, l.kind
		}
	}
	return compared(b.text, millis(worst), millis(b.limit), "ms", at)
}

// printPreviewBars says which of the bars are met.
func printPreviewBars(w io.Writer, instruments int, f previewFigures) {
	fmt.Fprintln(w)
	if instruments != 10_000 {
		fmt.Fprintln(w, "  no bar is set for this size")
		return
	}
	first := quantile(startsOf(f.starts, func(s start) time.Duration { return s.page }), 0.5)
	fmt.Fprintf(w, "  %s\n", compared("start → first page ≤ 1.5 s, median", millis(first), millis(barStart), "ms", ""))
	kept := promised(f.kinds)
	all := together(kept)
	all.kind = "all kinds but * together"
	for _, kinds := range [][]*latencies{{all}, kept} {
		for _, b := range previewBars {
			fmt.Fprintf(w, "  %s\n", b.verdict(kinds))
		}
	}
}
