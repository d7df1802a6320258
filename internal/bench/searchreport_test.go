package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func some(kind string, concord, pagefind *searched) row {
	return row{query: literal(kind, kind), concord: concord, pagefind: pagefind}
}

var (
	quick = &searched{bytes: 84_210, requests: 9, depth: 4, millis: 61, far: 260, letter: 9 * time.Millisecond, found: 1234, shown: true}
	slow  = &searched{bytes: 250_000, requests: 20, depth: 6, millis: 150, far: 900, letter: 40 * time.Millisecond, found: 7}
)

func TestSearchTable(t *testing.T) {
	var printed strings.Builder
	if err := printSearches(&printed, []row{some("common", quick, slow), some("rare", nil, quick)}); err != nil {
		t.Fatal(err)
	}
	want := `
                  concord                                                   pagefind                                            
                       kB  requests  deep  ms  ms at +50  letter ms  found        kB  requests   ms  ms at +50  letter ms  found
  common  common     84.2         9     4  61        260        9.0  1,234     250.0        20  150        900       40.0     7*
    rare    rare        –         –     –   –          –          –      –      84.2         9   61        260        9.0  1,234
  * none of the results that are shown has what was meant
`
	if printed.String() != want {
		t.Errorf("printed:%swant:%s", &printed, want)
	}
}

func TestSearchBars(t *testing.T) {
	indexes := func(concordBytes, pagefindBytes int64) map[string]*contender {
		concord, pagefind := timed(concordIndex, 0, 2, 3, 9), timed(pagefindName, 0, 30)
		concord.samples[2].bytes, pagefind.samples[0].bytes = concordBytes, pagefindBytes
		return byName([]*contender{concord, pagefind})
	}
	for name, test := range map[string]struct {
		bars []searchBar
		figures
		want string
	}{
		"met and missed": {corpusBars(10_000), figures{[]row{some("common", quick, nil), some("rare", slow, nil)}, indexes(11e6, 20e6)}, `
  first search ≤ 100 kB over the wire: missed by 150 %, 250.00 for 100.00 kB (rare)
  first search ≤ 5 requests deep: missed by 20 %, 6.00 for 5.00 requests (rare)
  first search ≤ 100 ms: missed by 50 %, 150.00 for 100.00 ms (rare)
  a further letter ≤ 16 ms of the main thread: missed by 150 %, 40.00 for 16.00 ms (rare)
  index ≤ ½ of Pagefind's bytes: missed by 10 %, 11.00 for 10.00 MB
  index made in ≤ 1/10 of Pagefind's time: met, 3.00 of 3.00 s
`},
		"a failed search": {siteBars, figures{[]row{some("common", quick, nil), some("rare", nil, slow)}, nil}, `
  first search ≤ 30 kB over the wire: not measured
  first search ≤ 5 requests deep: not measured
  first search ≤ 100 ms: not measured
  a further letter ≤ 16 ms of the main thread: not measured
  index ≤ ½ of Pagefind's bytes: not measured
  index made in ≤ 1/10 of Pagefind's time: not measured
`},
		"another size": {corpusBars(7), figures{}, `
  no bar is set for this size
`},
	} {
		var printed strings.Builder
		printSearchBars(&printed, test.bars, test.figures)
		if printed.String() != test.want {
			t.Errorf("%s:%swant:%s", name, &printed, test.want)
		}
	}
}

func TestPagefindsIndexIsToldFromItsPrograms(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{
		"fragment/en_1.pf_fragment", "index/en_2.pf_index", "filter/en_3.pf_filter", "pagefind.en_4.pf_meta", "pagefind-entry.json",
		"pagefind.js", "pagefind-worker.js", "pagefind-ui.css", "wasm.en.pagefind",
	} {
		if err := folder(dir).write(path, "1234"); err != nil {
			t.Fatal(err)
		}
	}
	index, programs, err := pagefindParts(dir)
	if err != nil || index.files != 5 || index.bytes != 20 || programs.files != 4 || programs.bytes != 16 {
		t.Errorf("index %+v, programs %+v, %v", index, programs, err)
	}
	if _, _, err := pagefindParts(filepath.Join(dir, "absent")); err == nil {
		t.Error("no error for a folder that is not there")
	}
}

func TestContenderTellsItsOwnFigures(t *testing.T) {
	dir := t.TempDir()
	c := contender{
		name: concordIndex, program: "echo", args: []string{`{"Wall":3000000000,"CPU":5000000000}`}, out: filepath.Join(dir, "out"),
		tells: readIndexing, weigh: func() (size, error) { return size{files: 2, bytes: 7}, nil },
	}
	s, err := c.run(t.Context())
	if err != nil || s.wall != 3*time.Second || s.cpu != 5*time.Second || s.files != 2 || s.bytes != 7 {
		t.Errorf("%+v, %v", s, err)
	}
	c.args = []string{"no figures"}
	if _, err := c.run(t.Context()); err == nil {
		t.Error("no error for what is no figures")
	}
}

func TestSearchOptionsAreChecked(t *testing.T) {
	o, err := parseSearchOptions([]string{"-n", "500", "-corpus", "frames, zipf"})
	if err != nil || o.instruments != 500 || strings.Join(o.kinds, " ") != "frames zipf" {
		t.Errorf("options %+v, %v", o, err)
	}
	if o, err = parseSearchOptions([]string{"-corpus", ""}); err != nil || len(o.kinds) != 0 {
		t.Errorf("options %+v, %v", o, err)
	}
	for _, args := range [][]string{{"-n", "1"}, {"-n", "1,2"}, {"-corpus", "plain"}, {"-runs", "0"}, {"stray"}} {
		if _, err := parseSearchOptions(args); err == nil {
			t.Errorf("%v is accepted", args)
		}
	}
	if err := run(t.Context(), []string{"corpus", "60"}); err == nil || !strings.Contains(err.Error(), "<kind>") {
		t.Errorf("a part with too few arguments: %v", err)
	}
}
