package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"

	"concord/internal/diag"
	"concord/internal/engine"
	"concord/templates"
)

// coldSite is what the folder comes to without any past.
type coldSite struct {
	diags  []diag.Diagnostic
	failed []diag.Diagnostic // of templates that fail while they run
	files  map[string]string // nil where there are errors, or templates fail
}

// buildCold evaluates the folder and builds it.
func (s *soak) buildCold() *coldSite {
	s.Helper()
	folder, err := openFolder(s.root)
	must(s.T, err)
	defer folder.close()
	e, err := engine.Evaluate(engine.Options{Site: folder, Templates: templates.FS, Static: plainScripts()})
	must(s.T, err)
	defer e.Close()
	c := &coldSite{diags: e.Diags}
	if diag.Errors(c.diags) > 0 {
		return c
	}
	dir, err := os.MkdirTemp("", "cold")
	must(s.T, err)
	defer os.RemoveAll(dir)
	_, c.failed, err = e.Build(dir)
	must(s.T, err)
	if c.failed == nil {
		c.files, err = readAll(dir)
		must(s.T, err)
	}
	return c
}

// differs says in what the preview is not what a cold build is, "" for nothing.
func (s *soak) differs(cold *coldSite) string {
	problem := ""
	switch {
	case diag.Errors(cold.diags) > 0:
	case cold.failed != nil:
		problem = s.differsWhereTemplatesFail()
	default:
		problem = s.differsInFiles(cold.files)
	}
	if problem == "" {
		problem = s.differsInDiagnostics(diag.Sort(slices.Concat(cold.failed, cold.diags)))
	}
	if problem == "" {
		problem = s.crowd.behind(s.site)
	}
	return problem
}

// differsInFiles compares everything that is published.
func (s *soak) differsInFiles(want map[string]string) string {
	if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), s.site.Paths()); diff != "" {
		return "paths (-cold +preview)\n" + diff
	}
	for _, path := range slices.Sorted(maps.Keys(want)) {
		a := s.crowd.ask(path, "")
		if a.status != http.StatusOK || a.body != want[path] {
			return fmt.Sprintf("%s: status %d (-cold +preview)\n%s", path, a.status, cmp.Diff(strings.Split(want[path], "\n"), strings.Split(a.body, "\n")))
		}
	}
	for _, path := range s.crowd.paths() {
		if _, is := want[path]; is {
			continue
		}
		none := want["404.html"]
		if strings.HasSuffix(path, ".js") {
			none = "" // in place of a script is no page
		}
		if a := s.crowd.ask(path, ""); a.status != http.StatusNotFound || a.body != none {
			return fmt.Sprintf("%s is not there any more, and has status %d", path, a.status)
		}
	}
	return ""
}

// differsWhereTemplatesFail asks for everything, since these mistakes come out
// page by page.
func (s *soak) differsWhereTemplatesFail() string {
	failed := 0
	for _, path := range s.site.Paths() {
		switch a := s.crowd.ask(path, ""); a.status {
		case http.StatusInternalServerError:
			failed++
		case http.StatusOK:
		default:
			return fmt.Sprintf("%s: status %d", path, a.status)
		}
	}
	if failed == 0 {
		return "templates fail in a build and not in the preview"
	}
	return ""
}

// differsInDiagnostics compares what is wrong, as the site says it and as
// browsers are told.
func (s *soak) differsInDiagnostics(want []diag.Diagnostic) string {
	if diff := cmp.Diff(want, s.site.State().Diags); diff != "" {
		return "diagnostics (-cold +preview)\n" + diff
	}
	a := s.crowd.ask(own[1:]+"diagnostics", "")
	told := report{}
	if err := json.Unmarshal([]byte(a.body), &told); err != nil || a.status != http.StatusOK {
		return fmt.Sprintf("diagnostics: status %d: %v", a.status, err)
	}
	lines := func(n int, at func(i int) string) []string {
		list := make([]string, n)
		for i := range n {
			list[i] = at(i)
		}
		return list
	}
	const form = "%s:%d:%d: %s %s: %s"
	return cmp.Diff(
		lines(len(want), func(i int) string {
			d := want[i]
			return fmt.Sprintf(form, d.Span.File, d.Span.Line, d.Span.Column, d.Severity, d.Code, d.Message)
		}),
		lines(len(told.List), func(i int) string {
			d := told.List[i]
			return fmt.Sprintf(form, d.File, d.Line, d.Column, d.Severity, d.Code, d.Message)
		}),
	)
}

// tagFits says whether a tag is that of a content and of no other.
func tagFits(tag, body string) bool {
	sum := sha256.Sum256([]byte(body))
	return tag == `"`+hex.EncodeToString(sum[:12])+`"`
}

// tagAt is what browsers at a page are to be told of it.
func tagAt(site Site, path string) string {
	f, err := site.File(path)
	if page := (*engine.PageError)(nil); err != nil && !errors.As(err, &page) {
		return ""
	}
	return f.ETag
}
