package engine

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"concord/internal/diag"
	"concord/internal/export"
	"concord/internal/output"
	"concord/internal/record"
	"concord/internal/render"
	"concord/internal/search"
	"concord/internal/site"
	"concord/internal/source"
)

// Report is what a build made.
type Report struct {
	Pages  int
	Counts export.Counts
	Search search.Stats
	Files  output.Stats
}

// Build renders every page of an evaluation without errors and publishes them
// in a folder. A template that fails while it runs is a diagnostic, and then
// nothing is published.
func (e *Evaluation) Build(dir string) (Report, []diag.Diagnostic, error) {
	w, err := output.Open(dir)
	if err != nil {
		return Report{}, nil, err
	}
	defer w.Abort()
	if err := e.writeFiles(w); err != nil {
		return Report{}, nil, err
	}
	if diags, err := e.writePages(w); err != nil || diags != nil {
		return Report{}, diags, err
	}
	e.lap("render")
	index, err := e.WriteSearch(w.Write)
	if err != nil {
		return Report{}, nil, err
	}
	e.lap("search")
	stats, err := w.Commit()
	e.lap("publish")
	return Report{Pages: len(e.Site.Pages()), Counts: export.Count(e.Site), Search: index, Files: stats}, nil, err
}

// writeFiles writes what is published as it is.
func (e *Evaluation) writeFiles(w *output.Writer) error {
	for _, a := range e.Assets {
		if err := w.Write(a.Path, a.Content); err != nil {
			return err
		}
	}
	for _, name := range e.other {
		content, diags := source.Read(e.options.Site, contentFolder+"/"+name)
		if diags != nil {
			return fmt.Errorf("%s: %s", diags[0].Span.File, diags[0].Message)
		}
		if err := w.Write(name, content); err != nil {
			return err
		}
	}
	return nil
}

// writePages renders every page, and makes the exported files beside them: one
// of these is as much work as many pages, so they come first.
func (e *Evaluation) writePages(w *output.Writer) ([]diag.Diagnostic, error) {
	themes, pages, files := e.themes(), e.Site.Pages(), exports(e.Config, e.Site)
	e.options.Progress.Begin("render", len(pages))
	buffers := make([]bytes.Buffer, workers())
	failed := make([]*diag.Diagnostic, len(pages))
	err := parallel(len(files)+len(pages), func(worker, i int) error {
		if i < len(files) {
			return w.WriteFunc(files[i].Path, func(to io.Writer) error { return files[i].Write(e.Site, to) })
		}
		i -= len(files)
		var err error
		failed[i], err = e.writePage(w, themes, &pages[i], &buffers[worker])
		e.options.Progress.Step()
		return err
	})
	var diags []diag.Diagnostic
	for _, d := range failed {
		if d != nil {
			diags = append(diags, *d)
		}
	}
	return diag.Sort(diags), err
}

func (e *Evaluation) writePage(w *output.Writer, themes map[string]*render.Theme, p *site.PlannedPage, b *bytes.Buffer) (*diag.Diagnostic, error) {
	b.Reset()
	if d, err := renderPage(e.Site, themes, p, b); d != nil || err != nil {
		return d, err
	}
	return nil, w.Write(p.Path, b.Bytes())
}

// exports are all files that a site exports.
func exports(config *record.Config, s *site.Site) []export.File {
	return slices.Concat(export.Files(config), export.Sitemaps(s), export.Cards(s))
}

func exportPaths(config *record.Config) []string {
	var list []string
	for _, f := range export.Files(config) {
		list = append(list, f.Path)
	}
	return list
}
