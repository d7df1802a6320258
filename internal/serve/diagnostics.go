package serve

import (
	"cmp"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"concord/internal/diag"
	"concord/internal/engine"
	"concord/internal/record"
	"concord/internal/source"
)

// How much is shown of the sources: lines before and after a diagnostic's own,
// and of how many files. A large site may have a doubt in each of ten thousand,
// and reading them all after each save would be felt.
const (
	contextLines = 2
	contextFiles = 100
)

// report is everything that is wrong at a version of the site.
type report struct {
	Version uint64       `json:"version"`
	List    []diagnostic `json:"list"`
}

// diagnostic is one of them, for the preview's script.
type diagnostic struct {
	Severity  string   `json:"severity"`
	Code      string   `json:"code"`
	Message   string   `json:"message"`
	File      string   `json:"file"`
	Line      int      `json:"line"` // from 1; 0 for the file as a whole
	Column    int      `json:"column"`
	Width     int      `json:"width"`
	Context   []line   `json:"context"`
	Notes     []string `json:"notes"`
	Hint      string   `json:"hint"`
	Edit      string   `json:"edit"`
	Page      string   `json:"page"`      // that the file is published as
	Paragraph string   `json:"paragraph"` // the anchor of the one it concerns
}

type line struct {
	Line int    `json:"line"`
	Text string `json:"text"`
}

// diagnostics answers with everything that is wrong. What concerns the page
// ?path= is told in full, of all else as much as there is time for.
func (s *Server) diagnostics(w http.ResponseWriter, r *http.Request) {
	state := s.config.Site.State()
	list := s.failure.with(state.Diags)
	here := r.URL.Query().Get("path")
	reply := report{Version: state.Version, List: make([]diagnostic, len(list))}
	order := make([]int, len(list))
	for i := range list {
		reply.List[i], order[i] = s.describe(&list[i]), i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(compareBool(reply.List[a].Page == here, reply.List[b].Page == here),
			compareBool(list[a].Severity == diag.Error, list[b].Severity == diag.Error))
	})
	shelf := shelf{server: s, files: map[string]*sheet{}}
	for _, i := range order {
		shelf.complete(&reply.List[i], list[i].Span)
	}
	respond(w, r, reply)
}

// compareBool puts what is true first.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// describe says of a diagnostic what it says itself.
func (s *Server) describe(d *diag.Diagnostic) diagnostic {
	j := diagnostic{
		Severity: d.Severity.String(), Code: string(d.Code), Message: d.Message,
		File: d.Span.File, Line: d.Span.Line, Column: d.Span.Column, Width: d.Span.Width,
		Context: []line{}, Notes: copied(d.Notes), Hint: d.Hint, Page: pageOf(d.Span.File),
	}
	if j.Line > 0 {
		j.Context = []line{{j.Line, d.Span.Text}}
	}
	return j
}

// pageOf is the path of the page that a document is published as, "" for other
// files.
func pageOf(file string) string {
	name, inside := strings.CutPrefix(file, "content/")
	if !inside || !strings.HasSuffix(name, ".md") {
		return ""
	}
	return record.URL(record.ID(name)) + "index.html"
}

// shelf holds the files that a report has looked into.
type shelf struct {
	server *Server
	files  map[string]*sheet
}

// sheet is what is known of a source file; it is empty where the file cannot be
// read any more.
type sheet struct {
	lines      []string
	exists     bool
	paragraphs []engine.ParagraphNote // in the order of their lines
}

// complete adds to a diagnostic what its file tells now.
func (h *shelf) complete(d *diagnostic, at diag.Span) {
	f := h.sheet(d)
	if f.exists {
		d.Edit = h.server.edit(d.File, d.Line, d.Column)
	}
	// If another text is there by now, lines around it would mislead.
	if d.Line < 1 || d.Line > len(f.lines) || f.lines[d.Line-1] != at.Text {
		return
	}
	d.Context = d.Context[:0]
	for n := max(1, d.Line-contextLines); n <= min(len(f.lines), d.Line+contextLines); n++ {
		d.Context = append(d.Context, line{n, f.lines[n-1]})
	}
	for _, p := range f.paragraphs {
		if p.Line <= d.Line {
			d.Paragraph = p.Anchor
		}
	}
}

// sheet looks into a diagnostic's file, unless there were too many.
func (h *shelf) sheet(d *diagnostic) *sheet {
	f, known := h.files[d.File]
	if known || !fs.ValidPath(d.File) {
		return cmp.Or(f, &sheet{})
	}
	f = &sheet{}
	h.files[d.File] = f
	if len(h.files) > contextFiles {
		f.exists = d.Page != "" // so it was when it was read
		return f
	}
	info, err := fs.Stat(h.server.config.Sources, d.File)
	f.exists = err == nil
	if !f.exists || !info.Mode().IsRegular() {
		return f
	}
	if text, wrong := source.ReadText(h.server.config.Sources, d.File); wrong == nil {
		f.lines = strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	}
	if d.Page != "" {
		f.paragraphs = h.server.paragraphs(d)
	}
	return f
}

// paragraphs are those of a diagnostic's page.
func (s *Server) paragraphs(d *diagnostic) []engine.ParagraphNote {
	notes, err := s.config.Site.Notes(d.Page)
	if err != nil || notes.Source != d.File {
		return nil
	}
	return slices.SortedStableFunc(slices.Values(notes.Paragraphs), func(a, b engine.ParagraphNote) int { return cmp.Compare(a.Line, b.Line) })
}
