package main

import (
	"fmt"
	"time"
)

// A bar is what the project has promised of concord, measured in two figures that must not be passed: for
// time the median of the runs, for memory the worst of them.
type bar struct {
	size  int // instruments for which it is set
	text  string
	of    func(*contender) float64
	unit  string
	than  string  // the contender it is relative to, or none
	limit float64 // in units, or as a share of the other contender's figure
}

// The bars of issue 2, section 5; that of Hugo against its faster setting too.
var bars = []bar{
	{10_000, "wall ≤ ⅓ of Hugo's", medianSeconds, "s", "hugo", 1.0 / 3},
	{10_000, "wall ≤ ⅓ of Hugo's with short feeds", medianSeconds, "s", shortFeeds, 1.0 / 3},
	{10_000, "peak memory ≤ 400 MB", peakMB, "MB", "", 400},
	{10_000, "wall ≤ 3 × the floor", medianSeconds, "s", "floor", 3},
	{100_000, "wall ≤ 30 s", medianSeconds, "s", "", 30},
	{100_000, "peak memory ≤ 2 GB", peakMB, "MB", "", 2000},
}

// verdict says in a line whether concord keeps to the bar, and by how much.
func (b bar) verdict(all map[string]*contender) string {
	got := all["concord"]
	if !got.done() {
		return b.text + ": not measured (concord did not run)"
	}
	limit := b.limit
	if b.than != "" {
		other := all[b.than]
		if other == nil || !other.done() {
			return fmt.Sprintf("%s: not measured (%s did not run)", b.text, b.than)
		}
		limit *= b.of(other)
	}
	return compared(b.text, b.of(got), limit, b.unit, "")
}

// compared says of a bar whether the figure passes the limit, and what it is of, if that is worth saying.
func compared(bar string, figure, limit float64, unit, at string) string {
	if at != "" {
		at = " (" + at + ")"
	}
	if figure <= limit {
		return fmt.Sprintf("%s: met, %.2f of %.2f %s%s", bar, figure, limit, unit, at)
	}
	return fmt.Sprintf("%s: missed by %.0f %%, %.2f for %.2f %s%s", bar, 100*(figure/limit-1), figure, limit, unit, at)
}

func medianSeconds(c *contender) float64 {
	return median(c.samples, func(s sample) time.Duration { return s.wall }).Seconds()
}

func peakMB(c *contender) float64 {
	var most int64
	for _, s := range c.samples {
		most = max(most, s.peak)
	}
	return megabytes(most)
}
