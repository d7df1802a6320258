package engine

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"concord/templates"
)

// words is a site of one document.
var words = fstest.MapFS{
	"content/site.yaml":    {Data: []byte("title: X\n")},
	"content/statement.md": {Data: []byte("---\ntitle: Statement\n---\n\nWords.\n")},
}

// steps counts the steps of the stage search.
type steps struct {
	announced, done atomic.Int64
	searching       atomic.Bool
}

func (s *steps) Begin(stage string, n int) {
	if s.searching.Store(stage == "search"); stage == "search" {
		s.announced.Add(int64(n))
	}
}

func (s *steps) Step() {
	if s.searching.Load() {
		s.done.Add(1)
	}
}

// evaluateWords evaluates a site without a theme's static files.
func evaluateWords(t *testing.T, progress Progress) *Evaluation {
	t.Helper()
	e, err := Evaluate(Options{Site: words, Templates: templates.FS, Static: fstest.MapFS{}, Progress: progress})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

func TestWriteSearchTellsItsProgress(t *testing.T) {
	s := new(steps)
	e := evaluateWords(t, s)
	stats, err := e.WriteSearch(func(string, []byte) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if stats.Entries != 1 || s.announced.Load() != 1 || s.done.Load() != 1 {
		t.Errorf("%d entries, %d steps announced and %d done; want 1 of each", stats.Entries, s.announced.Load(), s.done.Load())
	}
}

// torn is a body that cannot be read again, or breaks the program.
type torn struct{ panics bool }

func (torn) HTML([]byte) ([]byte, error) { return nil, io.ErrUnexpectedEOF }

func (b torn) Text(int, int, []byte) ([]byte, error) {
	if b.panics {
		panic("torn")
	}
	return nil, io.ErrUnexpectedEOF
}

// An index that cannot be made whole is an error that names the page.
func TestWriteSearchFails(t *testing.T) {
	e := evaluateWords(t, nil)
	if _, err := e.WriteSearch(func(string, []byte) error { return fs.ErrPermission }); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a file that cannot be written: %v", err)
	}
	for _, panics := range []bool{false, true} {
		e.Site.Members[0].Body = torn{panics}
		_, err := e.WriteSearch(func(string, []byte) error { return nil })
		if err == nil || !strings.Contains(err.Error(), "statement/index.html") {
			t.Errorf("a text that cannot be read (panic %v): %v", panics, err)
		}
	}
}
