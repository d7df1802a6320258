package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"concord/internal/bundle"
	"concord/internal/diag"
	"concord/internal/engine"
)

// fake is a site that a test moves from state to state.
type fake struct {
	mu     sync.Mutex
	state  engine.State
	files  map[string]string // "" fails as errs says, or is missing
	errs   map[string]error
	failed map[string]diag.Diagnostic // of pages whose template did
	notes  map[string]engine.Notes
	asked  map[string]int // how often for each file
	update func(context.Context, engine.Changes) error
	closed bool
	held   chan struct{} // while it is open, no file is answered
}

func newFake() *fake {
	return &fake{
		state: engine.State{Version: 1, Ready: true, Done: 3, Total: 3},
		files: map[string]string{
			"index.html": "<!doctype html><title>Home</title>", "annexes/a/index.html": "<!doctype html><title>Annex A</title>",
			"404.html": "<!doctype html><title>No such page</title>", "css/site.css": "p{color:red}",
			"data/concordance.json": "{}", "sources/a:b.txt": "text",
		},
		errs: map[string]error{}, failed: map[string]diag.Diagnostic{}, notes: map[string]engine.Notes{}, asked: map[string]int{},
	}
}

func (f *fake) Update(ctx context.Context, c engine.Changes) error {
	if f.update == nil {
		return nil
	}
	return f.update(ctx, c)
}

func (f *fake) File(path string) (engine.File, error) {
	if f.held != nil {
		<-f.held
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked[path]++
	if !f.state.Ready {
		return engine.File{}, engine.ErrNoEdition
	}
	if err := f.errs[path]; err != nil {
		if failed := (*engine.PageError)(nil); errors.As(err, &failed) {
			f.failed[path] = failed.Diag
		}
		return engine.File{}, fmt.Errorf("make %s: %w", path, err)
	}
	text, ok := f.files[path]
	if !ok {
		return engine.File{}, fs.ErrNotExist
	}
	return engine.File{Content: []byte(text), ETag: tagOf(text)}, nil
}

func tagOf(text string) string { return fmt.Sprintf(`"%x"`, text) }

func (f *fake) State() engine.State {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.state
	for _, d := range f.failed {
		s.Diags = append(slices.Clone(s.Diags), d)
	}
	return s
}

func (f *fake) Notes(path string) (engine.Notes, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.errs["notes of "+path]; err != nil {
		return engine.Notes{}, err
	}
	n, ok := f.notes[path]
	if !ok {
		return engine.Notes{}, fs.ErrNotExist
	}
	return n, nil
}

func (f *fake) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	return nil
}

// become makes the site another one, at its next version.
func (f *fake) become(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
	f.state.Version++
	clear(f.failed)
}

// bed is a server under test, and its site.
type bed struct {
	*testing.T
	*Server
	site *fake
}

func newBed(t *testing.T) *bed {
	return newBedOf(t, Config{Folder: "/srv/site", Editor: Editor{"vscode://file{path}:{line}:{column}"}})
}

func newBedOf(t *testing.T, c Config) *bed {
	site := newFake()
	c.Site = site
	if c.Sources == nil {
		c.Sources = fstest.MapFS{}
	}
	b := &bed{t, newServer(c, testClient()), site}
	t.Cleanup(b.Close)
	return b
}

// testClient is a client that takes no time to bundle.
func testClient() *client {
	return clientOf(bundle.File{Path: "assets/preview.5c.js", Content: []byte("script")},
		bundle.File{Path: "assets/preview.c5.css", Content: []byte("style")})
}

const testTail = `<link rel="stylesheet" href="/_concord/preview.c5.css"><script src="/_concord/preview.5c.js" data-etag='%s'></script>` + "\n"

// request asks as the host localhost, with headers "Name", "value", ….
func request(method, target string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, target, nil)
	r.Host = "localhost:8080"
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Add(headers[i], headers[i+1])
	}
	return r
}

func (b *bed) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	b.ServeHTTP(w, r)
	return w
}

func (b *bed) get(target string, headers ...string) *httptest.ResponseRecorder {
	return b.do(request(http.MethodGet, target, headers...))
}

func warning(file string, line int, text string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Warning, Code: "doubt", Message: "a doubt",
		Span: diag.Span{File: file, Line: line, Column: 3, Width: 2, Text: text},
	}
}
