package main

import (
	"testing"
	"time"
)

// A trace is written as the requests in it: path, sent, finished in milliseconds.
func trace(list ...any) []request {
	var all []request
	for i := 0; i < len(list); i += 3 {
		all = append(all, request{
			path: list[i].(string), bytes: 10,
			sent: time.Duration(list[i+1].(int)) * time.Millisecond, finished: time.Duration(list[i+2].(int)) * time.Millisecond,
		})
	}
	return all
}

func TestDepthIsTheLongestChain(t *testing.T) {
	for name, test := range map[string]struct {
		trace []request
		want  int
	}{
		"nothing":             {nil, 0},
		"one":                 {trace("a", 0, 50), 1},
		"all at once":         {trace("a", 0, 50, "b", 1, 60, "c", 49, 99), 1},
		"one after the other": {trace("a", 0, 50, "b", 50, 100, "c", 101, 150), 3},
		// The script and the root together, a vocabulary, two lists, ten texts of which one comes late.
		"a search":              {trace("s", 0, 52, "r", 1, 51, "v", 53, 104, "l1", 105, 155, "l2", 105, 190, "t1", 191, 241, "t2", 191, 400), 4},
		"in the order finished": {trace("late", 60, 110, "early", 0, 50), 2},
		"beside a slow one":     {trace("slow", 0, 500, "a", 0, 50, "b", 51, 100, "c", 101, 150), 3},
	} {
		if got := depth(test.trace); got != test.want {
			t.Errorf("%s: %d deep, want %d", name, got, test.want)
		}
	}
}

func TestOnlyWhatSearchNeedsCounts(t *testing.T) {
	all := trace("/search/", 0, 1, "/search/index.html", 0, 1, "/assets/x.css", 0, 1, "/favicon.ico", 0, 1,
		"/assets/search.js", 0, 1, "/search/shards/root.js", 0, 1, "/pagefind/wasm.en.pagefind", 0, 1)
	got := ofSearch(all)
	if len(got) != 3 || bytesOf(got) != 30 || got[0].path != "/assets/search.js" {
		t.Errorf("counted %+v", got)
	}
}
