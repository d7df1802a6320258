package main

import (
	"math"
	"slices"
	"time"
)

// A latency is for how long an edit was not seen.
type latency struct {
	told  time.Duration // until a client that listens to events had the new bytes; none where there are no events
	asked time.Duration // until a client that asks again and again had them
	shown time.Duration // until the page that is open in the browser had changed; none without a browser
}

// http is until the first client had the new bytes.
func (l latency) http() time.Duration {
	if l.told == 0 {
		return l.asked
	}
	return min(l.told, l.asked)
}

func (l latency) dom() time.Duration { return l.shown }

// Latencies are those of one kind of edits.
type latencies struct {
	kind     string
	promised bool // there is a bar for the kind
	all      []latency
	failed   int // edits that were not seen in time
}

// of returns one of the figures of every edit that has it.
func (l *latencies) of(figure func(latency) time.Duration) []time.Duration {
	var times []time.Duration
	for _, one := range l.all {
		if t := figure(one); t > 0 {
			times = append(times, t)
		}
	}
	return times
}

// promised are the kinds that there is a bar for.
func promised(kinds []*latencies) []*latencies {
	return slices.DeleteFunc(slices.Clone(kinds), func(l *latencies) bool { return !l.promised })
}

// together are the latencies of several kinds.
func together(kinds []*latencies) *latencies {
	sum := &latencies{kind: "all kinds"}
	for _, l := range kinds {
		sum.all = append(sum.all, l.all...)
		sum.failed += l.failed
	}
	return sum
}

// quantile is the least of the times that so great a share of them does not exceed: 0.5 for the median, 1 for
// the greatest. There must be one at least.
func quantile(times []time.Duration, share float64) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	rank := int(math.Ceil(share * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}
