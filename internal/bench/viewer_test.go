package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// A page that follows a preview, as far as the bench needs it: it changes when the test says so, in place or by
// being loaded anew.
const following = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><main>%s</main><script>
new EventSource("/events").addEventListener("state", ({data}) => {
	if (data === "change") document.querySelector("main").textContent = "new";
	if (data === "again") location.reload();
});
</script></body></html>`

func TestViewerSeesChanges(t *testing.T) {
	path, err := chromiumPath()
	if err != nil {
		t.Skipf("pages that change are not tested: %v", err)
	}
	browser, viewer, err := openViewer(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		viewer.close()
		if err := browser.close(); err != nil {
			t.Error(err)
		}
	}()
	for _, how := range []string{"change", "again"} {
		text := make(chan string, 4)
		text <- "old"
		text <- "new" // when it is loaded anew
		events, done := make(chan string, 1), make(chan struct{})
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/page/":
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprintf(w, following, <-text)
				return
			case "/events":
			default:
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Content-Type", "text/event-stream")
			fmt.Fprint(w, "event: state\ndata: now\n\n")
			_ = http.NewResponseController(w).Flush()
			select {
			case what := <-events:
				fmt.Fprintf(w, "event: state\ndata: %s\n\n", what)
			case <-r.Context().Done():
			case <-done:
			}
		}))
		if err := viewer.open(server.URL + "/page/"); err != nil {
			t.Fatal(err)
		}
		if err := viewer.expect(inMain("old")); err == nil {
			t.Error("no error for what is seen before the edit")
		}
		if err := viewer.expect(inMain("new")); err != nil {
			t.Fatal(err)
		}
		before := time.Now()
		events <- how
		at, err := viewer.wait(t.Context())
		// The clocks are compared to a fraction of this.
		if err != nil || at.Before(before.Add(-time.Second)) || at.After(time.Now().Add(time.Second)) {
			t.Errorf("%s: seen %v after the edit, %v", how, at.Sub(before), err)
		}
		close(done) // a stream that is lost is asked for again
		server.CloseClientConnections()
		server.Close()
	}
}
