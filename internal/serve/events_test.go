package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"concord/internal/diag"
	"concord/internal/engine"
)

// wire is a connection to a browser, which a test can hold up.
type wire struct {
	header http.Header
	mu     sync.Mutex
	text   strings.Builder
	held   chan struct{} // while it is open, nothing is taken
	broken bool
}

func (w *wire) Header() http.Header { return w.header }
func (w *wire) WriteHeader(int)     {}
func (w *wire) Flush()              {}

func (w *wire) Write(p []byte) (int, error) {
	if w.held != nil {
		<-w.held
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.broken {
		return 0, errors.New("broken pipe")
	}
	return w.text.Write(p)
}

// window is a browser that follows a page.
type window struct {
	*wire
	leave context.CancelFunc
	ended chan struct{}
}

// follow opens a window.
func (b *bed) follow(path string) *window { return b.followWith(path, nil) }

func (b *bed) followWith(path string, held chan struct{}) *window {
	ctx, leave := context.WithCancel(context.Background())
	w := &window{&wire{header: http.Header{}, held: held}, leave, make(chan struct{})}
	go func() {
		defer close(w.ended)
		b.ServeHTTP(w, request("GET", "/_concord/events?path="+path).WithContext(ctx))
	}()
	return w
}

// read takes what came.
func (w *window) read() string {
	synctest.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	text := w.text.String()
	w.text.Reset()
	return text
}

// states takes the states that came, in order.
func (w *window) states(t *testing.T) []event {
	t.Helper()
	var list []event
	for part := range strings.SplitSeq(strings.TrimPrefix(w.read(), "retry: 300\n\n"), "\n\n") {
		data, ok := strings.CutPrefix(part, "event: state\ndata: ")
		if part == "" || part == ":" {
			continue
		}
		var e event
		if err := json.Unmarshal([]byte(data), &e); err != nil || !ok || strings.Contains(data, "\n") {
			t.Fatalf("%q: %v", part, err)
		}
		list = append(list, e)
	}
	return list
}

// last is the one state that came, or the last of some.
func (w *window) last(t *testing.T) event {
	t.Helper()
	list := w.states(t)
	if len(list) == 0 {
		t.Fatal("no state came")
	}
	return list[len(list)-1]
}

func inBubble(t *testing.T, test func(t *testing.T, b *bed)) {
	synctest.Test(t, func(t *testing.T) {
		test(t, newBed(t)) // what is left running when the test ends is reported
	})
}

func TestEvents(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bed) {
		b.site.state.Diags = []diag.Diagnostic{{Severity: diag.Error}, {Code: "a"}, {Code: "b"}}
		w := b.follow("annexes/a/")
		defer w.leave()
		synctest.Wait()
		for name, want := range map[string]string{"Content-Type": "text/event-stream", "Cache-Control": "no-store"} {
			if got := w.header.Get(name); got != want {
				t.Errorf("%s: %q", name, got)
			}
		}
		if got := w.text.String(); !strings.HasPrefix(got, "retry: 300\n\nevent: state\ndata: {\"instance\":\"") {
			t.Errorf("the stream begins with %q", got)
		}
		annex := b.site.files["annexes/a/index.html"]
		want := event{Instance: b.instance, Client: "5c", Version: 1, Page: tagOf(annex), Errors: 1, Warnings: 2, Done: 3, Total: 3}
		if diff := cmp.Diff([]event{want}, w.states(t)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		steps := []struct {
			title  string
			change func()
			want   func(e *event)
		}{
			{"another version", func() {}, func(*event) {}},
			{"another page", func() { b.site.files["annexes/a/index.html"] = "new" }, func(e *event) { e.Page = tagOf("new") }},
			{"no more doubts", func() { b.site.state.Diags = b.site.state.Diags[:1] }, func(e *event) { e.Warnings = 0 }},
			{"the page goes", func() { delete(b.site.files, "annexes/a/index.html") }, func(e *event) { e.Page = "" }},
			{"it comes again", func() { b.site.files["annexes/a/index.html"] = annex }, func(e *event) { e.Page = tagOf(annex) }},
			{"a template fails", func() {
				b.site.errs["annexes/a/index.html"] = &engine.PageError{Diag: diag.Diagnostic{Severity: diag.Error}}
			}, func(e *event) { e.Page = ""; e.Errors = 2 }},
			{"it is mended", func() { clear(b.site.errs) }, func(e *event) { e.Page = tagOf(annex); e.Errors = 1 }},
		}
		for i, step := range steps {
			b.site.become(step.change)
			want.Version++
			step.want(&want)
			b.Changed()
			synctest.Wait()
			if diff := cmp.Diff(want, w.last(t)); diff != "" {
				t.Errorf("%d, %s (-want +got):\n%s", i, step.title, diff)
			}
			b.Changed()
			synctest.Wait()
			if more := w.states(t); len(more) > 0 {
				t.Errorf("%s: nothing changed, and came %v", step.title, more)
			}
		}
	})
}

// TestEventsFromTheStart: a browser may be there before the site is.
func TestEventsFromTheStart(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bed) {
		b.site.state = engine.State{}
		w := b.follow("")
		defer w.leave()
		synctest.Wait()
		if got := w.last(t); got.Version != 0 || got.Page != "" || got.Done != 0 {
			t.Errorf("at first: %+v", got)
		}
		b.site.state.Done, b.site.state.Total = 5, 10
		b.Changed()
		synctest.Wait()
		if got := w.last(t); got.Done != 5 || got.Total != 10 || got.Page != "" {
			t.Errorf("while it is read: %+v", got)
		}
		b.site.state.Ready, b.site.state.Done = true, 10 // with the version it had
		b.Changed()
		synctest.Wait()
		if got := w.last(t); got.Page != tagOf(b.site.files["index.html"]) || got.Done != 10 {
			t.Errorf("when it is: %+v", got)
		}
	})
}

// TestReadingTakesLong: who waits for a page is told how reading goes on, and
// gets the page when it is there.
func TestReadingTakesLong(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bed) {
		b.site.held = make(chan struct{})
		b.site.state = engine.State{Done: 1, Total: 10}
		page := b.get("/", "Accept", navigation) // time goes on
		if page.Code != 503 || !strings.Contains(page.Body.String(), "The site is being read") {
			t.Errorf("status %d, %s", page.Code, page.Body)
		}
		w := b.follow("")
		defer w.leave()
		if got := w.last(t); got.Page != "" || got.Done != 1 {
			t.Errorf("%+v", got)
		}
		b.site.state.Done = 10 // and nothing is known yet
		b.Changed()
		if got := w.states(t); len(got) > 0 {
			t.Errorf("%+v", got)
		}
		b.Failed(errors.New("disk full"))
		if got := w.last(t); got.Page != "" || got.Errors != 1 {
			t.Errorf("%+v", got)
		}
		b.Failed(nil)
		b.site.state = engine.State{Version: 1, Ready: true, Done: 10, Total: 10}
		close(b.site.held)
		b.Changed()
		if got := w.last(t); got.Page != tagOf(b.site.files["index.html"]) || got.Version != 1 {
			t.Errorf("%+v", got)
		}
		if page := b.get("/", "Accept", navigation); page.Code != 200 {
			t.Errorf("status %d", page.Code)
		}
	})
}

// TestSlowPage: a page that takes long holds up nobody who is at another.
func TestSlowPage(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bed) {
		w := b.follow("")
		defer w.leave()
		w.last(t)
		b.site.held = make(chan struct{})
		slow := b.follow("annexes/a/")
		defer slow.leave()
		b.Failed(errors.New("disk full"))
		if got := w.last(t); got.Errors != 1 {
			t.Errorf("%+v", got)
		}
		if got := slow.states(t); len(got) > 0 {
			t.Errorf("%+v", got)
		}
		b.Close() // waits for nothing
		<-slow.ended
		close(b.site.held)
	})
}

// TestFailureIsTold: the machine's failures are errors until they are over, and
// a page is asked for again after one.
func TestFailureIsTold(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bed) {
		w := b.follow("")
		defer w.leave()
		b.Failed(errors.New("disk full"))
		synctest.Wait()
		if got := w.last(t); got.Errors != 1 || got.Page == "" {
			t.Errorf("%+v", got)
		}
		b.Failed(nil)
		synctest.Wait()
		if got := w.last(t); got.Errors != 0 {
			t.Errorf("%+v", got)
		}
		b.site.become(func() { b.site.errs["index.html"] = errors.New("bad sector") })
		b.Changed()
		synctest.Wait()
		if got := w.last(t); got.Page != "" {
			t.Errorf("%+v", got)
		}
		clear(b.site.errs)
		b.Changed()
		synctest.Wait()
		if got := w.last(t); got.Page == "" {
			t.Errorf("%+v", got)
		}
	})
}

// TestManyTabs: a page is made once for all who are at it.
func TestManyTabs(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bed) {
		var windows []*window
		for i := range 10 {
			b.site.files[fmt.Sprintf("p%d/index.html", i)] = fmt.Sprint(i)
		}
		for i := range 100 {
			windows = append(windows, b.follow(fmt.Sprintf("p%d/index.html", i%10)))
		}
		synctest.Wait()
		for round := range 3 {
			for i, w := range windows {
				if got, want := w.last(t).Page, tagOf(b.site.files[fmt.Sprintf("p%d/index.html", i%10)]); got != want {
					t.Errorf("tab %d: %s, want %s", i, got, want)
				}
			}
			clear(b.site.asked)
			b.site.become(func() { b.site.files["p3/index.html"] = fmt.Sprint(round) })
			for range 5 {
				b.Changed()
				synctest.Wait()
			}
			counts := slices.Collect(maps.Values(b.site.asked))
			if len(counts) != 10 || slices.Max(counts) != 1 {
				t.Errorf("asked for %v", b.site.asked)
			}
		}
		for _, w := range windows {
			w.leave()
		}
		synctest.Wait()
		if len(b.hub.tabs) != 0 {
			t.Errorf("%d tabs are left", len(b.hub.tabs))
		}
		clear(b.site.asked)
		b.site.become(func() {})
		b.Changed()
		synctest.Wait()
		if len(b.site.asked) != 0 {
			t.Errorf("nobody is there, and asked for was %v", b.site.asked)
		}
	})
}

// TestSlowTab: who takes nothing holds up nobody, and gets the newest state.
func TestSlowTab(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bed) {
		held := make(chan struct{})
		slow, quick := b.followWith("", held), b.follow("")
		defer slow.leave()
		defer quick.leave()
		for i := range 50 {
			b.site.become(func() { b.site.files["index.html"] = fmt.Sprint(i) })
			b.Changed()
			synctest.Wait()
			if got := quick.last(t); got.Page != tagOf(fmt.Sprint(i)) {
				t.Fatalf("%d: %s", i, got.Page)
			}
		}
		close(held)
		synctest.Wait()
		if got := slow.states(t); len(got) != 1 || got[0].Version != 51 {
			t.Errorf("the slow one got %v", got)
		}
	})
}

// TestTabsEnd: streams end when the browser goes, its connection breaks or the
// server ends.
func TestTabsEnd(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bed) {
		gone, broken, stays := b.follow(""), b.follow(""), b.follow("")
		synctest.Wait()
		gone.leave()
		<-gone.ended
		broken.mu.Lock()
		broken.broken = true
		broken.mu.Unlock()
		b.site.become(func() {})
		b.Changed()
		<-broken.ended
		b.Close()
		<-stays.ended
		late := b.follow("")
		<-late.ended
		b.Changed() // harms nothing
		b.Close()
		for _, w := range []*window{broken, stays, late} {
			w.leave()
		}
		if got := b.get("/"); got.Code != 200 {
			t.Errorf("other requests: status %d", got.Code)
		}
	})
}

// TestHeartbeat: a connection that says nothing would be taken for a dead one.
func TestHeartbeat(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bed) {
		w := b.follow("")
		defer w.leave()
		w.read()
		time.Sleep(3*heartbeat + time.Second)
		if got := w.read(); got != ":\n\n:\n\n:\n\n" {
			t.Errorf("%q", got)
		}
	})
}

// TestServerAgain: a browser can tell that another server answers.
func TestServerAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, b *bed) {
		other := newBed(t)
		a, z := b.follow(""), other.follow("")
		defer a.leave()
		defer z.leave()
		synctest.Wait()
		first, second := a.last(t), z.last(t)
		if first.Instance == second.Instance || len(first.Instance) < 16 {
			t.Errorf("%q and %q", first.Instance, second.Instance)
		}
		second.Instance = first.Instance
		if first != second {
			t.Errorf("%v and %v", first, second)
		}
	})
}

// TestPace: reading goes on much faster than anybody can see.
func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := 0
		p := &progress{tell: func() { told++ }}
		p.Begin("read", 10_000)
		for range 10_000 {
			time.Sleep(100 * time.Microsecond)
			p.Step()
		}
		if told != 6 { // at once, and five in the second
			t.Errorf("told %d times", told)
		}
	})
}
