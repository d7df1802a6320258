package main

import (
	"fmt"
	"io"
)

// figures are what the bars of search are held against.
type figures struct {
	rows    []row
	indexes map[string]*contender
}

// A searchBar is what the project has promised of search: a figure that must not be passed. Where there is one
// for each query, the worst counts.
type searchBar struct {
	text  string
	unit  string
	of    func(figures) (figure float64, at string, known bool)
	limit func(figures) (limit float64, known bool)
}

// corpusBars are those of issue 3 for a made-up record, which are set for 10,000 instruments.
func corpusBars(instruments int) []searchBar {
	if instruments != 10_000 {
		return nil
	}
	return append([]searchBar{wireBar(100)}, commonBars...)
}

// siteBars are those for the real site.
var siteBars = append([]searchBar{wireBar(30)}, commonBars...)

func wireBar(kilobytes float64) searchBar {
	return searchBar{
		fmt.Sprintf("first search ≤ %.0f kB over the wire", kilobytes), "kB",
		worst(func(s *searched) float64 { return float64(s.bytes) / 1e3 }), fixed(kilobytes),
	}
}

var commonBars = []searchBar{
	{"first search ≤ 5 requests deep", "requests", worst(func(s *searched) float64 { return float64(s.depth) }), fixed(5)},
	{"first search ≤ 100 ms", "ms", worst(func(s *searched) float64 { return s.millis }), fixed(100)},
	{"a further letter ≤ 16 ms of the main thread", "ms", worst(func(s *searched) float64 { return millis(s.letter) }), fixed(16)},
	{"index ≤ ½ of Pagefind's bytes", "MB", lastMB(concordIndex), share(lastMB(pagefindName), 1.0/2)},
	{"index made in ≤ 1/10 of Pagefind's time", "s", seconds(concordIndex), share(seconds(pagefindName), 1.0/10)},
}

// worst is the greatest figure of Concord's, with the query that it is of.
func worst(of func(*searched) float64) func(figures) (float64, string, bool) {
	return func(f figures) (most float64, at string, known bool) {
		for _, r := range f.rows {
			if r.concord == nil {
				return 0, "", false // a search that failed keeps to no bar
			}
			if figure := of(r.concord); !known || figure > most {
				most, at, known = figure, r.query.Kind, true
			}
		}
		return most, at, known
	}
}

func lastMB(name string) func(figures) (float64, string, bool) {
	return ofContender(name, func(c *contender) float64 { return megabytes(c.samples[len(c.samples)-1].bytes) })
}

func seconds(name string) func(figures) (float64, string, bool) {
	return ofContender(name, medianSeconds)
}

func ofContender(name string, of func(*contender) float64) func(figures) (float64, string, bool) {
	return func(f figures) (float64, string, bool) {
		c := f.indexes[name]
		if c == nil || !c.done() {
			return 0, "", false
		}
		return of(c), "", true
	}
}

func fixed(limit float64) func(figures) (float64, bool) {
	return func(figures) (float64, bool) { return limit, true }
}

func share(of func(figures) (float64, string, bool), share float64) func(figures) (float64, bool) {
	return func(f figures) (float64, bool) {
		figure, _, known := of(f)
		return figure * share, known
	}
}

// verdict says in a line whether Concord keeps to the bar, and by how much.
func (b searchBar) verdict(f figures) string {
	figure, at, known := b.of(f)
	limit, limited := b.limit(f)
	if !known || !limited {
		return b.text + ": not measured"
	}
	return compared(b.text, figure, limit, b.unit, at)
}

func printSearchBars(w io.Writer, bars []searchBar, f figures) {
	fmt.Fprintln(w)
	for _, b := range bars {
		fmt.Fprintf(w, "  %s\n", b.verdict(f))
	}
	if len(bars) == 0 {
		fmt.Fprintln(w, "  no bar is set for this size")
	}
}
