package main

import (
	"compress/gzip"
	"io"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const low = `{"categories": {
	"performance": {"score": 1, "auditRefs": []},
	"accessibility": {"score": 0.96, "auditRefs": [{"id": "button-name", "weight": 10}, {"id": "hint", "weight": 0}, {"id": "other", "weight": 1}, {"id": "odd", "weight": 1}]},
	"best-practices": {"score": 1, "auditRefs": [{"id": "button-name", "weight": 1}]},
	"seo": {"score": 0.995, "auditRefs": []}},
"audits": {
	"button-name": {"title": "Buttons have a name", "score": 0, "displayValue": "", "details": {"items": [{"node": {"snippet": "<button>"}}]}},
	"hint": {"title": "No weight", "score": 0},
	"other": {"title": "Not for this page", "score": null},
	"odd": {"title": "Odd", "score": 0.5, "displayValue": "2 s", "details": {"items": [{"url": 7}]}}}}`

func TestRead(t *testing.T) {
	r, err := read([]byte(low), "http://127.0.0.1:1/dates/", desk)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"accessibility: Buttons have a name (button-name, 0.00)\n\t<button>", "accessibility: Odd (odd, 0.50) 2 s"}
	if r.page != "/dates/" || r.marks["accessibility"] != 96 || r.marks["seo"] != 100 || !slices.Equal(r.faults, want) {
		t.Errorf("%+v, want the faults %q", r, want)
	}
	for _, bad := range []string{"", `{"categories": {}}`, `{"runtimeError": {"code": "NO_FCP", "message": "nothing was painted"}}`} {
		if _, err := read([]byte(bad), "http://127.0.0.1:1/", phone); err == nil {
			t.Errorf("%q is read as a report", bad)
		}
	}
}

func TestPrint(t *testing.T) {
	good := result{page: "/", form: phone, marks: map[string]int{"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}}
	var b strings.Builder
	if err := print(&b, []result{good}); err != nil || !strings.Contains(b.String(), "/     phone    100          100            100             100") {
		t.Errorf("%v\n%s", err, b.String())
	}
	bad := result{page: "/dates/", form: desk, marks: map[string]int{"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}, faults: []string{"performance: slow"}}
	b.Reset()
	if err := print(&b, []result{good, bad}); err == nil || err.Error() != "1 marks are below 100" || !strings.HasSuffix(b.String(), "/dates/, desk: performance: slow\n") {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestHost(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{"index.html", "dates/index.html", "404.html", "assets/a.1.css", "search/shards/root.js", "search/shards/1.js"} {
		files[name] = &fstest.MapFile{Data: []byte(name)}
	}
	for address, want := range map[string]struct {
		name, kind, keep string
		status           int
	}{
		"/":                      {"index.html", "text/html; charset=utf-8", "no-cache", 200},
		"/dates/":                {"dates/index.html", "text/html; charset=utf-8", "no-cache", 200},
		"/assets/a.1.css":        {"assets/a.1.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable", 200},
		"/search/shards/root.js": {"search/shards/root.js", "text/javascript; charset=utf-8", "no-cache", 200},
		"/search/shards/1.js":    {"search/shards/1.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", 200},
		"/nowhere":               {"404.html", "text/html; charset=utf-8", "no-cache", 404},
	} {
		w := httptest.NewRecorder()
		host(files).ServeHTTP(w, httptest.NewRequest("GET", address, nil))
		zip, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		body, err := io.ReadAll(zip)
		if h := w.Header(); err != nil || string(body) != want.name || h.Get("Content-Type") != want.kind || h.Get("Cache-Control") != want.keep || w.Code != want.status {
			t.Errorf("%s: %d %q %v %v, want %+v", address, w.Code, body, h, err, want)
		}
	}
}
