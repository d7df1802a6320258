package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

func ms(list ...int) []time.Duration {
	times := make([]time.Duration, len(list))
	for i, n := range list {
		times[i] = time.Duration(n) * time.Millisecond
	}
	return times
}

func TestQuantile(t *testing.T) {
	hundred := make([]int, 100)
	for i := range hundred {
		hundred[i] = 100 - i
	}
	for _, test := range []struct {
		times             []time.Duration
		median, most, max int
	}{
		{ms(7), 7, 7, 7},
		{ms(9, 1), 1, 9, 9},
		{ms(3, 1, 2), 2, 3, 3},
		{ms(hundred...), 50, 95, 100},
	} {
		got := []time.Duration{quantile(test.times, 0.5), quantile(test.times, 0.95), quantile(test.times, 1)}
		if !slices.Equal(got, ms(test.median, test.most, test.max)) {
			t.Errorf("of %v: %v", test.times, got)
		}
	}
}

// seen are latencies of a kind: told, asked and shown in milliseconds.
func seen(kind string, list ...[3]int) *latencies {
	l := &latencies{kind: kind, promised: !strings.HasSuffix(kind, "*")}
	for _, times := range list {
		m := ms(times[:]...)
		l.all = append(l.all, latency{told: m[0], asked: m[1], shown: m[2]})
	}
	return l
}

func TestLatencyIsThatOfTheFirstClient(t *testing.T) {
	for _, test := range []struct {
		times [3]int
		want  int
	}{{[3]int{3, 5, 0}, 3}, {[3]int{5, 3, 0}, 3}, {[3]int{0, 4, 0}, 4}} {
		if got := seen("x", test.times).all[0].http(); got != ms(test.want)[0] {
			t.Errorf("of %v: %v", test.times, got)
		}
	}
}

func TestPrintLatencies(t *testing.T) {
	hugo := seen("style sheet", [3]int{0, 700, 0})
	hugo.failed = 2
	var printed strings.Builder
	if err := printLatencies(&printed, []*latencies{seen("body", [3]int{5, 4, 9}, [3]int{6, 8, 20}), hugo}); err != nil {
		t.Fatal(err)
	}
	want := `
  ms from saved until seen                  over HTTP                in Chromium            
                 edit of a  seen  not seen     median   95 %    max       median  95 %   max
                      body     2         0        4.0    6.0    6.0          9.0  20.0  20.0
               style sheet     1         2      700.0  700.0  700.0            –     –     –
                 all kinds     3         2        6.0  700.0  700.0          9.0  20.0  20.0
`
	if "\n"+printed.String() != want {
		t.Errorf("printed:\n%swant:%s", &printed, want)
	}
}

func TestPrintStarts(t *testing.T) {
	var printed strings.Builder
	starts := []start{{10e6, 900e6, 2000e6}, {20e6, 800e6, 1000e6}, {15e6, 700e6, 1500e6}}
	if err := printStarts(&printed, starts); err != nil {
		t.Fatal(err)
	}
	want := `
     ms from the start until  median   worst
      the address is printed    15.0    20.0
  a document's page is there   800.0   900.0
          everything is read  1500.0  2000.0
`
	if "\n"+printed.String() != want {
		t.Errorf("printed:\n%swant:%s", &printed, want)
	}
}

func TestPreviewBars(t *testing.T) {
	unseen := seen("template", [3]int{1, 1, 1})
	unseen.failed = 1
	starts := []start{{page: 1600e6}, {page: 1200e6}, {page: 1400e6}}
	for _, test := range []struct {
		size int
		f    previewFigures
		want string
	}{
		{7, previewFigures{starts: starts}, `
  no bar is set for this size
`},
		{10_000, previewFigures{starts: starts, kinds: []*latencies{
			seen("body", [3]int{10, 11, 20}, [3]int{10, 11, 20}, [3]int{10, 11, 70}), seen("template", [3]int{45, 40, 50}), seen("new document *", [3]int{900, 900, 900}),
		}}, `
  start → first page ≤ 1.5 s, median: met, 1400.00 of 1500.00 ms
  saved → new bytes over HTTP ≤ 30 ms, median: met, 10.00 of 30.00 ms (all kinds but * together)
  saved → new bytes over HTTP ≤ 60 ms, 95th percentile: met, 40.00 of 60.00 ms (all kinds but * together)
  saved → changed page in Chromium ≤ 30 ms, median: met, 20.00 of 30.00 ms (all kinds but * together)
  saved → changed page in Chromium ≤ 60 ms, 95th percentile: missed by 17 %, 70.00 for 60.00 ms (all kinds but * together)
  saved → new bytes over HTTP ≤ 30 ms, median: missed by 33 %, 40.00 for 30.00 ms (template)
  saved → new bytes over HTTP ≤ 60 ms, 95th percentile: met, 40.00 of 60.00 ms (template)
  saved → changed page in Chromium ≤ 30 ms, median: missed by 67 %, 50.00 for 30.00 ms (template)
  saved → changed page in Chromium ≤ 60 ms, 95th percentile: missed by 17 %, 70.00 for 60.00 ms (body)
`},
		{10_000, previewFigures{starts: starts[:1], kinds: []*latencies{unseen}}, `
  start → first page ≤ 1.5 s, median: missed by 7 %, 1600.00 for 1500.00 ms
  saved → new bytes over HTTP ≤ 30 ms, median: missed, not seen at all: 1 (all kinds but * together)
  saved → new bytes over HTTP ≤ 60 ms, 95th percentile: missed, not seen at all: 1 (all kinds but * together)
  saved → changed page in Chromium ≤ 30 ms, median: missed, not seen at all: 1 (all kinds but * together)
  saved → changed page in Chromium ≤ 60 ms, 95th percentile: missed, not seen at all: 1 (all kinds but * together)
  saved → new bytes over HTTP ≤ 30 ms, median: missed, not seen at all: 1 (template)
  saved → new bytes over HTTP ≤ 60 ms, 95th percentile: missed, not seen at all: 1 (template)
  saved → changed page in Chromium ≤ 30 ms, median: missed, not seen at all: 1 (template)
  saved → changed page in Chromium ≤ 60 ms, 95th percentile: missed, not seen at all: 1 (template)
`},
	} {
		var printed strings.Builder
		printPreviewBars(&printed, test.size, test.f)
		if printed.String() != test.want {
			t.Errorf("at %d:%swant:%s", test.size, &printed, test.want)
		}
	}
	if got := previewBars[2].verdict([]*latencies{seen("body", [3]int{1, 1, 0})}); !strings.HasSuffix(got, ": not measured") {
		t.Errorf("without a browser: %s", got)
	}
}

func TestParseResident(t *testing.T) {
	got := parseResident("Name:\tconcord\nVmHWM:\t    4096 kB\nVmRSS:\t    1024 kB\nThreads:\t7\n")
	if got != (resident{now: 1024 << 10, peak: 4096 << 10}) {
		t.Errorf("resident %+v", got)
	}
	if got := residentOf(-1).String(); got != "not known here" {
		t.Errorf("of no process: %s", got)
	}
}

func TestReadStates(t *testing.T) {
	var got []state
	err := readStates(strings.NewReader("retry: 300\n\nevent: state\ndata: {\"version\":1,\"page\":\"\",\"done\":1,\"total\":2}\n\n:\n\n"+
		"event: state\ndata: {\"page\":\"\\\"x\\\"\",\"done\":2,\"total\":2}\n\n"), func(s state) { got = append(got, s) })
	want := []state{{"", 1, 2}, {`"x"`, 2, 2}}
	if err != nil || !slices.Equal(got, want) || got[0].read() || !got[1].read() {
		t.Errorf("states %+v, %v", got, err)
	}
	if readStates(strings.NewReader("data: {\n"), func(state) {}) == nil {
		t.Error("no error for a broken event")
	}
}

func TestAddressIn(t *testing.T) {
	for line, want := range map[string]string{
		"preview at http://localhost:38721/; Ctrl-C ends it":                                "http://localhost:38721",
		"preview at http://[::1]:8081/ (port 8080 is taken); Ctrl-C ends it":                "http://[::1]:8081",
		"Web Server is available at http://localhost:1313/ (bind address 127.0.0.1) x":      "http://localhost:1313",
		"Web Server is available at //localhost:1313/":                                      "",
		"note: others on the network can see the preview, drafts included: it listens at 0": "",
	} {
		if got := addressIn(line); got != want {
			t.Errorf("%q: %q", line, got)
		}
	}
}

func TestSheetsOf(t *testing.T) {
	page := `<link rel="stylesheet" href="../../assets/a.css"><link rel="canonical" href="x"><link rel="stylesheet" href="/b.css">` +
		`<link rel="stylesheet" href="https://elsewhere.example/c.css">`
	if got := sheetsOf("mous/x/", page); !slices.Equal(got, []string{"assets/a.css", "b.css"}) {
		t.Errorf("sheets %v", got)
	}
}

func TestChildrenThatPrintNoAddress(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh")
	}
	_, err = startChild(t.Context(), t.TempDir(), nil, sh, "-c", "echo nothing; echo broken >&2; exit 3")
	if err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("the error is %v", err)
	}
	c, err := startChild(t.Context(), t.TempDir(), nil, sh, "-c", "echo 'preview at http://localhost:1/; x'; exec sleep 60")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.stop(); c.server != "http://localhost:1" || c.told.Before(c.started) || err != nil {
		t.Errorf("the child is %+v, %v", c, err)
	}
}

func TestGazeWaitsForAnotherTag(t *testing.T) {
	pages := make(chan string, 8)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(<-pages)) }))
	defer server.Close()
	r := newReader(server.URL, 0)
	defer r.close()
	e := edit{page: "x/", seen: sight{text: "new"}}

	states := make(chan state, 3)
	states <- state{Page: "1"} // what it is already, which is not looked at
	states <- state{Page: "2"}
	states <- state{Page: "3"}
	pages <- "old"
	pages <- "the new one"
	if _, err := r.gaze(e).wait(t.Context(), states, "1"); err != nil || len(states)+len(pages) > 0 {
		t.Errorf("%d states and %d pages are left, %v", len(states), len(pages), err)
	}
	pages <- "old"
	pages <- "old"
	pages <- "new"
	if _, err := r.gaze(e).ask(t.Context()); err != nil || len(pages) > 0 {
		t.Errorf("%d pages are left, %v", len(pages), err)
	}
	close(states)
	if _, err := r.gaze(e).wait(t.Context(), states, "1"); err == nil {
		t.Error("no error when the events end")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.gaze(e).ask(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
	pages <- "new"
	if err := r.gaze(e).unseen(t.Context()); err == nil {
		t.Error("no error for what is seen before the edit")
	}
}

func TestPreviewOptionsAreChecked(t *testing.T) {
	o, err := parsePreviewOptions([]string{"-n", "1000", "-edits", "50", "-only", "^b"})
	if err != nil || o.instruments != 1000 || o.edits != 50 || o.kind != frames {
		t.Errorf("options %+v, %v", o, err)
	}
	kinds, err := o.chosen([]editKind{{name: "body"}, {name: "template"}})
	if err != nil || len(kinds) != 1 || kinds[0].name != "body" {
		t.Errorf("chosen %+v, %v", kinds, err)
	}
	if _, err := (previewOptions{only: "("}).chosen(nil); err == nil {
		t.Error("no error for a broken expression")
	}
	for _, args := range [][]string{{"-n", "many"}, {"-n", "1000", "-edits", "51"}, {"-edits", "0"}, {"-starts", "0"}, {"-corpus", "x"}, {"stray"}} {
		if _, err := parsePreviewOptions(args); err == nil {
			t.Errorf("%v is accepted", args)
		}
	}
}
