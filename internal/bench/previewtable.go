package main

import (
	"fmt"
	"io"
	"runtime"
	"text/tabwriter"
	"time"
)

// printConditions says what the figures depend on, so that a table can be read by itself.
func (b *previewBench) printConditions(place workplace) {
	fmt.Fprintf(b.out, "%s, %s/%s, %d processors; edits of each kind: %d, half of them renamed into place; MB of 10⁶ bytes\nsites %v\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), b.edits, place)
	for _, missing := range []string{b.programs.noConcord, b.programs.noHugo, b.programs.noChromium} {
		if missing != "" {
			fmt.Fprintln(b.out, missing)
		}
	}
}

// print says everything of Concord's preview.
func (b *previewBench) print(f previewFigures) error {
	fmt.Fprintf(b.out, "concord serve, from the start\n\n")
	if err := printStarts(b.out, f.starts); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n  memory after the start: %v\n  memory after the edits: %v\n\n", f.before, f.after)
	if err := printLatencies(b.out, f.kinds); err != nil {
		return err
	}
	fmt.Fprintln(b.out, "  * no bar is set for these")
	all := together(f.kinds)
	fmt.Fprintf(b.out, "  until the new bytes: %s told by events, %s asking every millisecond\n",
		cell(all.of(func(l latency) time.Duration { return l.told }), 0.5), cell(all.of(func(l latency) time.Duration { return l.asked }), 0.5))
	printPreviewBars(b.out, b.instruments, f)
	return nil
}

func startsOf(starts []start, of func(start) time.Duration) []time.Duration {
	times := make([]time.Duration, len(starts))
	for i, s := range starts {
		times[i] = of(s)
	}
	return times
}

// printStarts has the milliseconds of each stage: the median and the worst.
func printStarts(w io.Writer, starts []start) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "ms from the start until\tmedian\tworst\t")
	for _, stage := range []struct {
		name string
		of   func(start) time.Duration
	}{
		{"the address is printed", func(s start) time.Duration { return s.address }},
		{"a document's page is there", func(s start) time.Duration { return s.page }},
		{"everything is read", func(s start) time.Duration { return s.read }},
	} {
		times := startsOf(starts, stage.of)
		fmt.Fprintf(t, "%s\t%s\t%s\t\n", stage.name, cell(times, 0.5), cell(times, 1))
	}
	return t.Flush()
}

// printLatencies has a row for each kind of edits and one for all: milliseconds from just before the write until
// the new bytes came over HTTP, and until the page that was open in the browser had changed.
func printLatencies(w io.Writer, kinds []*latencies) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "ms from saved until seen\t\t\tover HTTP\t\t\tin Chromium\t\t\t")
	fmt.Fprintln(t, "edit of a\tseen\tnot seen\tmedian\t95 %\tmax\tmedian\t95 %\tmax\t")
	for _, l := range append(append([]*latencies{}, kinds...), together(kinds)) {
		fmt.Fprintf(t, "%s\t%d\t%d", l.kind, len(l.all), l.failed)
		for _, of := range []func(latency) time.Duration{latency.http, latency.dom} {
			times := l.of(of)
			fmt.Fprintf(t, "\t%s\t%s\t%s", cell(times, 0.5), cell(times, 0.95), cell(times, 1))
		}
		fmt.Fprintln(t, "\t")
	}
	return t.Flush()
}

// cell is a quantile in milliseconds, a dash if there are no times.
func cell(times []time.Duration, share float64) string {
	if len(times) == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", millis(quantile(times, share)))
}
