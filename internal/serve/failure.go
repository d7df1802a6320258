package serve

import (
	"errors"
	"sync"

	"concord/internal/diag"
	"concord/internal/engine"
)

const codeFailure diag.Code = "failure"

// failure is what the machine failed at, until it no longer does.
type failure struct {
	mu   sync.Mutex
	text string // "" for none
}

// set notes a failure, with nil that there is none, and says whether that is
// news.
func (f *failure) set(err error) bool {
	text := ""
	if err != nil {
		text = err.Error()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	news := f.text != text
	f.text = text
	return news
}

// with adds the failure to what is wrong with the sources.
func (f *failure) with(list []diag.Diagnostic) []diag.Diagnostic {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.text == "" {
		return list
	}
	d := diag.Diagnostic{
		Severity: diag.Error, Code: codeFailure, Message: f.text,
		Notes: []string{"the preview tries again by itself"},
	}
	return append([]diag.Diagnostic{d}, list...)
}

// file asks the site for a file. That a template failed at it is a diagnostic
// from then on, of which browsers do not know yet.
func (s *Server) file(path string) (engine.File, error) {
	f, err := s.config.Site.File(path)
	if failed := (*engine.PageError)(nil); errors.As(err, &failed) {
		s.hub.wakeUp()
	}
	return f, err
}
