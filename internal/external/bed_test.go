package external

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"concord/internal/diag"
)

// quickClock is a clock on which waiting takes no time.
type quickClock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newQuickClock() *quickClock {
	return &quickClock{now: time.Date(2031, 5, 1, 12, 0, 0, 0, time.UTC)}
}

func (c *quickClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *quickClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

// pass lets time go by.
func (c *quickClock) pass(d time.Duration) { _ = c.Sleep(context.Background(), d) }

// web is an internet of a few hosts: what each answers, by host. There are no
// others.
type web struct {
	hosts map[string]http.HandlerFunc
	fails map[string]error // of connections, by host

	mu  sync.Mutex
	log []string // "HEAD https://a.example/x"
}

func (w *web) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.log = append(w.log, r.Method+" "+r.URL.String())
	w.mu.Unlock()
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if err := w.fails[r.URL.Hostname()]; err != nil {
		return nil, err
	}
	handler, ok := w.hosts[r.URL.Hostname()]
	if !ok {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Name: r.URL.Hostname(), IsNotFound: true}}
	}
	recorder := httptest.NewRecorder()
	handler(recorder, r)
	return recorder.Result(), nil
}

// asked is the requests so far, sorted, since several hosts are asked at a time.
func (w *web) asked() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	log := slices.Clone(w.log)
	slices.Sort(log)
	return strings.Join(log, "\n")
}

// status answers everything with a status.
func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// paths answers "/path" with "200", "301 location" and the like, and anything
// else with 404. "405/200" answers HEAD with the first.
func paths(answers map[string]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		code, location, _ := strings.Cut(answers[r.URL.Path], " ")
		if head, get, two := strings.Cut(code, "/"); two {
			code = get
			if r.Method == http.MethodHead {
				code = head
			}
		}
		if location != "" {
			w.Header().Set("Location", location)
		}
		n := http.StatusNotFound
		_, _ = fmt.Sscan(code, &n)
		w.WriteHeader(n)
	}
}

// linksTo makes a document of links to addresses, one a line.
func linksTo(addresses ...string) []Link {
	src := []byte(strings.Join(addresses, "\n") + "\n")
	var links []Link
	at := 0
	for _, a := range addresses {
		links = append(links, Link{Address: a, Span: diag.At("content/a.md", src, at, at+len(a)), Start: at, End: at + len(a)})
		at += len(a) + 1
	}
	return links
}

// told is diagnostics as the tests write them, without what printing adds.
func told(list []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%d %s: %s\n", d.Span.Line, d.Code, d.Message)
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "  note: %s\n", n)
		}
		for _, f := range d.Fixes {
			fmt.Fprintf(&b, "  %s[%d:%d] %s -> %s\n", f.File, f.Start, f.End, f.Old, f.New)
		}
	}
	return b.String()
}

// check runs Check without waiting.
func check(t *testing.T, o Options, addresses ...string) string {
	t.Helper()
	if o.Clock == nil {
		o.Clock = newQuickClock()
	}
	list, err := Check(t.Context(), linksTo(addresses...), o)
	if err != nil {
		t.Fatal(err)
	}
	return told(list)
}

func expect(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
