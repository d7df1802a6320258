package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// printCorpus says what the contenders are given.
func printCorpus(w io.Writer, kind string, instruments int, c *corpusReport) {
	t := c.Tally
	fmt.Fprintf(w, "\n%s instruments, corpus %s\n", grouped(instruments), kind)
	fmt.Fprintf(w, "  %s documents, %s agencies, %s numbered paragraphs; %.2f million words; %.1f MB, %.1f MB on disk\n",
		grouped(t.Documents), grouped(c.Agencies), grouped(t.Paragraphs), float64(t.Words)/1e6, megabytes(c.Bytes), megabytes(c.Disk))
	fmt.Fprintf(w, "  %s sentences, %.1f %% with mentions: %s of agencies, %s of instruments, %s of dates\n\n",
		grouped(t.Sentences), 100*float64(t.Mentioning)/float64(t.Sentences),
		grouped(t.Agencies), grouped(t.Instruments), grouped(t.Dates))
}

// printTable has a row for each contender. Wall time and CPU in seconds, memory and output in MB of 10⁶
// bytes; CPU is the median and peak the worst run; the ratios are of median wall times.
func printTable(w io.Writer, all []*contender) error {
	named := byName(all)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\twall best\tmedian\tCPU\tpeak MB\tfiles\tMB written\t× floor\t× Hugo\t")
	for _, c := range all {
		if !c.done() {
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t\n", c.name, figuresOf(c), ratio(c, named["floor"]), ratio(c, named["hugo"]))
	}
	return flush(w, t, all)
}

// figuresOf are the cells of a contender that every table has.
func figuresOf(c *contender) string {
	last := c.samples[len(c.samples)-1]
	best := slices.MinFunc(c.samples, func(a, b sample) int { return cmp.Compare(a.wall, b.wall) })
	return fmt.Sprintf("%.2f\t%.2f\t%.2f\t%.0f\t%s\t%.1f",
		best.wall.Seconds(), medianSeconds(c),
		median(c.samples, func(s sample) time.Duration { return s.cpu }).Seconds(),
		peakMB(c), grouped(last.files), megabytes(last.bytes))
}

// flush ends a table and names those that have no row in it.
func flush(w io.Writer, t *tabwriter.Writer, all []*contender) error {
	if err := t.Flush(); err != nil {
		return err
	}
	for _, c := range all {
		if c.failure != nil {
			fmt.Fprintf(w, "  %s: failed, see above\n", c.name)
		}
	}
	return nil
}

// printBars says which of the bars for this size are met.
func printBars(w io.Writer, instruments int, all []*contender) {
	fmt.Fprintln(w)
	set := 0
	for _, b := range bars {
		if b.size == instruments {
			fmt.Fprintf(w, "  %s\n", b.verdict(byName(all)))
			set++
		}
	}
	if set == 0 {
		fmt.Fprintln(w, "  no bar is set for this size")
	}
}

func byName(all []*contender) map[string]*contender {
	named := make(map[string]*contender, len(all))
	for _, c := range all {
		named[c.name] = c
	}
	return named
}

func ratio(c, to *contender) string {
	if to == nil || !to.done() {
		return "–"
	}
	return fmt.Sprintf("%.2f", medianSeconds(c)/medianSeconds(to))
}

// median is the middle value of the samples, the mean of the two in the middle if they are even.
func median(samples []sample, of func(sample) time.Duration) time.Duration {
	values := make([]time.Duration, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.Sort(values)
	half := len(values) / 2
	if len(values)%2 == 1 {
		return values[half]
	}
	return (values[half-1] + values[half]) / 2
}

func megabytes(bytes int64) float64 { return float64(bytes) / 1e6 }

// grouped prints 12345 as 12,345.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return strings.Join(append([]string{digits}, groups...), ",")
}
