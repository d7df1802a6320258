package main

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"
)

// A request is one that a page has made. Its times are since the same moment for all requests of a page.
type request struct {
	path     string // of the URL
	bytes    int64  // of the answer on the wire, headers and body
	sent     time.Duration
	finished time.Duration // when the whole answer had come
}

// ofSearch leaves out what a page has without its search: its HTML, its style and its icons.
func ofSearch(all []request) []request {
	return slices.DeleteFunc(slices.Clone(all), func(r request) bool {
		switch path.Ext(r.path) {
		case ".html", ".css", ".ico", ".svg", ".png":
			return true
		}
		return strings.HasSuffix(r.path, "/")
	})
}

func bytesOf(all []request) (sum int64) {
	for _, r := range all {
		sum += r.bytes
	}
	return sum
}

// depth is the length of the longest chain of requests of which each was sent when the one before had finished.
// A request need not have waited for the one before it, so this is the most that the chain of requests which
// did can be. Where answers take much longer than a page needs between two requests, it is that chain.
func depth(all []request) int {
	bySent := slices.SortedFunc(slices.Values(all), func(a, b request) int { return cmp.Compare(a.sent, b.sent) })
	depths := make([]int, len(bySent))
	deepest := 0
	for i, r := range bySent {
		depths[i] = 1
		for j := range i {
			if bySent[j].finished <= r.sent {
				depths[i] = max(depths[i], depths[j]+1)
			}
		}
		deepest = max(deepest, depths[i])
	}
	return deepest
}
