package main

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"
)

// printConditions says what the figures depend on, so that a table can be read by itself.
func (b *searchBench) printConditions(place workplace) {
	fmt.Fprintf(b.out, "%s, %s/%s, %d processors; runs in turn: %d; seconds, MB of 10⁶ bytes, kB of 10³\nsites %v\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), b.runs, place)
	for _, missing := range []string{b.programs.noConcord, b.programs.noPagefind, b.programs.noChromium} {
		if missing != "" {
			fmt.Fprintln(b.out, missing)
		}
	}
}

// printSearches has a row for each query, Concord's figures and then Pagefind's: what the first search on a cold
// page takes over the wire and in requests, without HTML and style; for Concord, how many of them wait for each
// other; the time until ten results are there with their excerpts, from this machine and from one that answers
// farDelay later; the main thread's time for the worst of the query's letters, typed when all is read; and how
// many are found.
func printSearches(w io.Writer, rows []row) error {
	if len(rows) == 0 {
		return nil
	}
	far := fmt.Sprintf("ms at +%d", farDelay/time.Millisecond)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\t\tconcord\t\t\t\t\t\t\tpagefind\t\t\t\t\t\t")
	fmt.Fprintf(t, "\t\tkB\trequests\tdeep\tms\t%s\tletter ms\tfound\tkB\trequests\tms\t%s\tletter ms\tfound\t\n", far, far)
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t\n", r.query.Kind, r.query.Text, r.concord.cells(true), r.pagefind.cells(false))
	}
	fmt.Fprintln(w)
	if err := t.Flush(); err != nil {
		return err
	}
	if slices.ContainsFunc(rows, func(r row) bool { return r.concord.astray() || r.pagefind.astray() }) {
		fmt.Fprintln(w, "  * none of the results that are shown has what was meant")
	}
	return nil
}

// astray reports that something else was found than what was meant.
func (s *searched) astray() bool { return s != nil && s.found > 0 && !s.shown }

// cells are the figures of a query in a table, dashes if there are none.
func (s *searched) cells(deep bool) string {
	if s == nil {
		if deep {
			return "–\t–\t–\t–\t–\t–\t–"
		}
		return "–\t–\t–\t–\t–\t–"
	}
	found := grouped(s.found)
	if s.astray() {
		found += "*"
	}
	requests := fmt.Sprint(s.requests)
	if deep {
		requests += fmt.Sprintf("\t%d", s.depth)
	}
	return fmt.Sprintf("%.1f\t%s\t%.0f\t%.0f\t%.1f\t%s", float64(s.bytes)/1e3, requests, s.millis, s.far, millis(s.letter), found)
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
