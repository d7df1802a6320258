package serve_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	"sync"
	"testing"

	"concord/internal/browser"
	"concord/internal/bundle"
	"concord/static"
)

// fake is a server that speaks the preview's protocol and says what a test has
// it say.
type fake struct {
	t       testing.TB
	address string
	assets  map[string][]byte // by address, the client's and the site's

	mu          sync.Mutex
	server      *http.Server
	pages       map[string]string // by path
	instance    string
	client      string
	version     int
	diagnostics []map[string]any
	notes       map[string]any
	done, total int
	tabs        map[chan struct{}]bool
	left        chan struct{} // told when a tab goes
	dropped     bool          // events are lost
	asked       map[string]int
}

var client = sync.OnceValues(func() (map[string][]byte, error) {
	files := os.DirFS("client")
	scripts, problems := bundle.Scripts(files, []string{"preview.ts"})
	if len(problems) > 0 {
		return nil, fmt.Errorf("bundle the script: %v", problems)
	}
	css, err := os.ReadFile("client/preview.css")
	if err != nil {
		return nil, err
	}
	style, problems := bundle.Style("preview.css", css)
	if len(problems) > 0 {
		return nil, fmt.Errorf("bundle the style: %v", problems)
	}
	site, err := static.FS.ReadFile("css/concord.css")
	return map[string][]byte{
		"/_concord/" + path.Base(scripts[0].Path): scripts[0].Content,
		"/_concord/" + path.Base(style.Path):      style.Content,
		"/assets/concord.css":                     site,
	}, err
})

// serveFake starts a server with one page.
func serveFake(t testing.TB, name, page string) *fake {
	t.Helper()
	assets, err := client()
	if err != nil {
		t.Fatal(err)
	}
	f := &fake{
		t: t, address: "127.0.0.1:0", assets: map[string][]byte{}, pages: map[string]string{name: page},
		instance: "first", version: 1, done: 10, total: 10, tabs: map[chan struct{}]bool{}, left: make(chan struct{}, 16), asked: map[string]int{},
	}
	for name, content := range assets {
		f.assets[name] = content
		if strings.HasSuffix(name, ".js") {
			f.client = strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "preview."), ".js")
		}
	}
	f.start()
	t.Cleanup(f.stop)
	return f
}

// start listens, at the same address as before.
func (f *fake) start() {
	f.t.Helper()
	listener, err := net.Listen("tcp", f.address)
	if err != nil {
		f.t.Fatal(err)
	}
	f.address = listener.Addr().String()
	server := &http.Server{Handler: f}
	f.mu.Lock()
	f.server = server
	f.mu.Unlock()
	go func() { _ = server.Serve(listener) }()
}

// stop cuts every connection.
func (f *fake) stop() { _ = f.server.Close() }

func (f *fake) url(name string) string { return "http://" + f.address + "/" + name }

// change changes what the server has, and tells all tabs.
func (f *fake) change(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
	f.version++
	if f.dropped {
		return
	}
	for tab := range f.tabs {
		select {
		case tab <- struct{}{}:
		default:
		}
	}
}

// put gives a page another content.
func (f *fake) put(name, page string) {
	f.change(func() { f.pages[name] = page })
}

// diagnose sets the diagnostics.
func (f *fake) diagnose(list ...map[string]any) {
	f.change(func() { f.diagnostics = list })
}

// count tells how often an address was asked for.
func (f *fake) count(address string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.asked[address]
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.asked[r.URL.Path]++
	asset, isAsset := f.assets[r.URL.Path]
	diagnostics, notes, version := f.diagnostics, f.notes, f.version
	f.mu.Unlock()
	w.Header().Set("Content-Security-Policy", browser.Policy)
	w.Header().Set("Cache-Control", "no-cache")
	switch {
	case r.URL.Path == "/_concord/events":
		f.events(w, r)
	case r.URL.Path == "/_concord/diagnostics":
		f.json(w, map[string]any{"version": version, "list": diagnostics})
	case r.URL.Path == "/_concord/notes":
		f.json(w, notes)
	case isAsset:
		w.Header().Set("Content-Type", map[string]string{".js": "text/javascript", ".css": "text/css"}[path.Ext(r.URL.Path)])
		_, _ = w.Write(asset)
	default:
		f.page(w, r)
	}
}

func (f *fake) json(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		f.t.Errorf("answer: %v", err)
	}
}

func (f *fake) page(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	f.mu.Lock()
	page, ok := f.pages[name]
	errors, _ := f.counts()
	f.mu.Unlock()
	status := http.StatusOK
	tag := tagOf(page)
	if !ok {
		status, tag = http.StatusNotFound, ""
		page = "<!doctype html>\n<html lang=\"en\"><head><title>None</title></head>\n<body><main><p>There is none.</p></main></body>\n</html>\n"
		if errors > 0 {
			status = http.StatusServiceUnavailable
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		w.Header().Set("ETag", tag)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(page))
		return
	}
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "%s%s", page, f.tail(tag))
}

func (f *fake) tail(tag string) string {
	var style, script string
	for name := range f.assets {
		switch {
		case strings.HasPrefix(name, "/_concord/") && path.Ext(name) == ".css":
			style = name
		case strings.HasPrefix(name, "/_concord/"):
			script = name
		}
	}
	return fmt.Sprintf("<link rel=\"stylesheet\" href=\"%s\"><script src=\"%s\" data-etag='%s'></script>\n", style, script, html.EscapeString(tag))
}

func tagOf(page string) string {
	if page == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(page))
	return `"` + hex.EncodeToString(sum[:6]) + `"`
}

// counts counts the errors and the warnings.
func (f *fake) counts() (errors, warnings int) {
	for _, d := range f.diagnostics {
		if d["severity"] == "error" {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

func (f *fake) events(w http.ResponseWriter, r *http.Request) {
	tab := make(chan struct{}, 1)
	f.mu.Lock()
	f.tabs[tab] = true
	f.mu.Unlock()
	defer func() {
		f.mu.Lock()
		delete(f.tabs, tab)
		f.mu.Unlock()
		select {
		case f.left <- struct{}{}:
		default:
		}
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = fmt.Fprint(w, "retry: 50\n\n")
	for {
		if _, err := fmt.Fprintf(w, "event: state\ndata: %s\n\n", f.state(r.URL.Query())); err != nil {
			return
		}
		w.(http.Flusher).Flush()
		select {
		case <-tab:
		case <-r.Context().Done():
			return
		}
	}
}

func (f *fake) state(query url.Values) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	errors, warnings := f.counts()
	data, err := json.Marshal(map[string]any{
		"instance": f.instance, "client": f.client, "version": f.version, "page": tagOf(f.pages[query.Get("path")]),
		"errors": errors, "warnings": warnings, "done": f.done, "total": f.total,
	})
	if err != nil {
		f.t.Errorf("a state: %v", err)
	}
	return data
}
