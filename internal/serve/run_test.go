package serve

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"concord/internal/diag"
	"concord/internal/engine"
	"concord/internal/watch"
)

// patient is how long a test waits for what must come.
const patient = 20 * time.Second

// ear is what the user is told, a line each.
type ear chan string

func (e ear) Listening(address string, taken int) {
	e <- fmt.Sprintf("at %s, taken %d", address, taken)
}
func (e ear) Notice(line string) { e <- "notice: " + line }
func (e ear) Failure(err error)  { e <- "failure: " + err.Error() }
func (e ear) Diagnostics(list []diag.Diagnostic) {
	line := "diagnostics:"
	for _, d := range list {
		line += " " + d.Message
	}
	e <- line
}

// show is a preview that runs, of a real folder and a site that a test makes.
type show struct {
	*testing.T
	folder, address string
	site            *fake
	setup           setup
	updates         chan engine.Changes
	mu              sync.Mutex
	fail            error // of updates
	ear             ear
	end             context.CancelFunc
	over            chan error
}

func newShow(t *testing.T) *show {
	s := &show{T: t, folder: t.TempDir(), site: newFake(), updates: make(chan engine.Changes, 100), ear: make(ear, 100), over: make(chan error, 1)}
	put(t, "a", s.folder, "content", "a.md")
	s.site.update = s.update
	return s
}

func (s *show) update(ctx context.Context, c engine.Changes) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.updates <- c
	return errors.Join(s.fail, ctx.Err())
}

func (s *show) failing(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail = err
}

func (s *show) begin(o Options) *show {
	s.Helper()
	var ctx context.Context
	ctx, s.end = context.WithCancel(context.Background())
	o.Voice = s.ear
	if o.Bind == "" {
		o.Bind = "localhost"
	}
	go func() {
		s.over <- run(ctx, s.folder, o, func(with setup) Site {
			s.setup = with
			return s.site
		})
	}()
	line := s.hear("at ")
	s.address, _, _ = strings.Cut(strings.TrimPrefix(line, "at "), ",")
	return s
}

// hear waits until the user is told something that begins so.
func (s *show) hear(prefix string) string {
	s.Helper()
	for late := time.After(patient); ; {
		select {
		case line := <-s.ear:
			if strings.HasPrefix(line, prefix) {
				return line
			}
		case err := <-s.over:
			s.Fatalf("it ended: %v", err)
		case <-late:
			s.Fatalf("%q was not told", prefix)
		}
	}
}

// updated waits for an update that is as wanted.
func (s *show) updated(want func(engine.Changes) bool) {
	s.Helper()
	for late := time.After(patient); ; {
		select {
		case c := <-s.updates:
			if want(c) {
				return
			}
		case <-late:
			s.Fatal("the update did not come")
		}
	}
}

func all(c engine.Changes) bool { return c.All }

func named(name string) func(engine.Changes) bool {
	return func(c engine.Changes) bool { return slices.Contains(c.Names, name) }
}

func (s *show) get(path string) (*http.Response, string) {
	s.Helper()
	r, err := http.Get(s.address + path)
	if err != nil {
		s.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		s.Fatal(err)
	}
	return r, string(text)
}

// close ends the preview, which is no error.
func (s *show) close() {
	s.Helper()
	s.end()
	select {
	case err := <-s.over:
		if err != nil {
			s.Error(err)
		}
	case <-time.After(patient):
		s.Fatal("it does not end")
	}
	if !s.site.closed {
		s.Error("the site is not closed")
	}
	if _, err := http.Get(s.address); err == nil {
		s.Error("it still answers")
	}
}

func TestRun(t *testing.T) {
	s := newShow(t).begin(Options{})
	if line := s.hear("diagnostics:"); line != "diagnostics:" {
		t.Errorf("at first: %s", line)
	}
	s.updated(all)
	if r, text := s.get("annexes/a/"); r.StatusCode != 200 || text != s.site.files["annexes/a/index.html"] {
		t.Errorf("%s: %s", r.Status, text)
	}
	if r, _ := s.get("_concord/preview.none.js"); r.StatusCode != 404 {
		t.Errorf("%s", r.Status)
	}
	put(t, "b", s.folder, "content", "b.md")
	s.updated(named("content/b.md"))
	put(t, "c", s.folder, "static", "css", "c.css")
	s.updated(named("static/css/c.css"))
	put(t, "c", s.folder, "templates", "t.html")
	s.updated(named("templates/t.html"))
	put(t, "x", s.folder, "notes.md") // is no source
	put(t, "d", s.folder, "content", "d.md")
	s.updated(func(c engine.Changes) bool {
		if slices.Contains(c.Names, "notes.md") {
			t.Error("a file beside the sources was taken for one")
		}
		return slices.Contains(c.Names, "content/d.md")
	})
	s.close()
}

// TestRunDiagnostics: the user is told what is wrong when it changes.
func TestRunDiagnostics(t *testing.T) {
	s := newShow(t).begin(Options{})
	s.hear("diagnostics:")
	doubt := warning("content/a.md", 1, "a")
	say := func(list ...diag.Diagnostic) {
		s.site.become(func() { s.site.state.Diags = list })
		put(t, fmt.Sprint(s.site.State().Version), s.folder, "content", "a.md")
		s.updated(named("content/a.md"))
	}
	say(doubt)
	say(doubt) // is nothing new
	say()
	for _, want := range []string{"diagnostics: a doubt", "diagnostics:"} {
		if got := s.hear("diagnostics:"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	s.close()
}

// TestRunFound: a file that the site found other than the watcher did is
// looked at again.
func TestRunFound(t *testing.T) {
	s := newShow(t).begin(Options{})
	s.updated(all)
	s.setup.onFile("content/a.md", watch.Sum{1}, true)
	put(t, "x", s.folder, "content", "b.md")
	s.updated(named("content/a.md"))
	s.close()
}

// TestRunFails: the machine fails, the user is told once, the browser too, and
// all is well when it is.
func TestRunFails(t *testing.T) {
	s := newShow(t)
	s.failing(errors.New("disk full"))
	s.begin(Options{})
	if line := s.hear("failure:"); line != "failure: disk full" {
		t.Error(line)
	}
	if _, text := s.get("_concord/diagnostics"); !strings.Contains(text, `"code":"failure","message":"disk full"`) {
		t.Error(text)
	}
	s.updated(all)
	s.failing(nil)
	put(t, "b", s.folder, "content", "a.md")
	s.updated(all)
	s.hear("diagnostics:")
	if _, text := s.get("_concord/diagnostics"); strings.Contains(text, "disk full") {
		t.Error(text)
	}
	s.failing(errors.New("disk full"))
	put(t, "b", s.folder, "content", "b.md")
	s.hear("failure: disk full")
	s.failing(nil)
	s.close()
	select {
	case line := <-s.ear:
		if strings.HasPrefix(line, "failure") {
			t.Errorf("told again: %s", line)
		}
	default:
	}
}

// TestRunFolderReplaced: a folder that was put in the place of the site's is
// the site.
func TestRunFolderReplaced(t *testing.T) {
	s := newShow(t)
	s.folder = filepath.Join(s.folder, "site")
	put(t, "a", s.folder, "content", "a.md")
	s.begin(Options{Poll: 10 * time.Millisecond})
	s.hear("diagnostics:")
	s.updated(all)
	put(t, "b", s.folder, "content", "b.md")
	s.updated(named("content/b.md")) // so it is watched
	must(t, os.Rename(s.folder, s.folder+"-old"))
	s.updated(named("content/a.md"))
	put(t, "new", s.folder, "content", "a.md")
	s.updated(all)
	if text, err := s.setup.sources.(*folder).ReadFile("content/a.md"); string(text) != "new" {
		t.Errorf("%q, %v", text, err)
	}
	s.close()
}

// TestRunEndsStreams: whoever follows does not keep the preview from ending.
func TestRunEndsStreams(t *testing.T) {
	s := newShow(t).begin(Options{})
	var bodies []*bufio.Reader
	for range 3 {
		r, err := http.Get(s.address + "_concord/events?path=index.html")
		must(t, err)
		defer r.Body.Close()
		body := bufio.NewReader(r.Body)
		if line, err := body.ReadString('\n'); line != "retry: 300\n" {
			t.Errorf("%q, %v", line, err)
		}
		bodies = append(bodies, body)
	}
	s.close()
	for _, body := range bodies {
		if _, err := io.ReadAll(body); err != nil {
			t.Errorf("a stream was cut off: %v", err)
		}
	}
}

// TestRunStream: a state comes over a real connection when the site changes.
func TestRunStream(t *testing.T) {
	s := newShow(t).begin(Options{})
	s.hear("diagnostics:")
	r, err := http.Get(s.address + "_concord/events?path=index.html")
	must(t, err)
	defer r.Body.Close()
	lines := bufio.NewScanner(r.Body)
	expect := func(want string) {
		t.Helper()
		for lines.Scan() {
			if strings.Contains(lines.Text(), want) {
				return
			}
		}
		t.Fatalf("%s did not come: %v", want, lines.Err())
	}
	expect(`"version":1,`)
	s.site.become(func() {})
	put(t, "b", s.folder, "content", "b.md")
	expect(`"version":2,`)
	s.setup.progress.Begin("read", 10)
	s.close()
}

func TestRunTakenPort(t *testing.T) {
	port := portOf(listening(t, "localhost", 0).listeners[0])
	s := newShow(t)
	var ctx context.Context
	ctx, s.end = context.WithCancel(context.Background())
	go func() {
		s.over <- run(ctx, s.folder, Options{Bind: "localhost", Port: port, Voice: s.ear}, func(setup) Site { return s.site })
	}()
	line := s.hear("at http://localhost:")
	if !strings.HasSuffix(line, fmt.Sprintf(", taken %d", port)) || strings.Contains(line, fmt.Sprintf(":%d/", port)) {
		t.Error(line)
	}
	s.address, _, _ = strings.Cut(strings.TrimPrefix(line, "at "), ",")
	s.close()
}

func TestRunPublic(t *testing.T) {
	s := newShow(t).begin(Options{Bind: "0.0.0.0"})
	if line := s.hear("notice: "); !strings.HasPrefix(line, "notice: others on the network can see the preview, drafts included: it listens at ") {
		t.Error(line)
	}
	s.close()
}

func TestRunRefuses(t *testing.T) {
	folder := t.TempDir()
	put(t, "a", folder, "a.md")
	for _, c := range []struct {
		folder string
		o      Options
		want   string
	}{
		{filepath.Join(folder, "nowhere"), Options{Bind: "localhost"}, "open the site's folder: "},
		{filepath.Join(folder, "a.md"), Options{Bind: "localhost"}, "open the site's folder: "},
		{folder, Options{Bind: "localhost", Port: 70000}, "there is no port 70000"},
		{folder, Options{Bind: "localhost", Poll: -1}, "watch "},
	} {
		c.o.Voice = make(ear, 100)
		err := run(t.Context(), c.folder, c.o, func(setup) Site { return newFake() })
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s, %+v: %v", c.folder, c.o, err)
		}
	}
}
