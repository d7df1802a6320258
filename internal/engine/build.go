package engine

import (
	"bytes"
	"fmt"

	"concord/internal/diag"
	"concord/internal/export"
	"concord/internal/output"
	"concord/internal/source"
)

// Report is what a build made.
type Report struct {
	Pages  int
	Counts export.Counts
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
	if err := e.writeExports(w); err != nil {
		return Report{}, nil, err
	}
	e.lap("export")
	stats, err := w.Commit()
	e.lap("publish")
	return Report{Pages: len(e.Site.Pages()), Counts: export.Count(e.Site), Files: stats}, nil, err
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

func (e *Evaluation) writePages(w *output.Writer) ([]diag.Diagnostic, error) {
	pages := e.Site.Pages()
	e.options.Progress.Begin("render", len(pages))
	buffers := make([]bytes.Buffer, workers())
	failed := make([]*diag.Diagnostic, len(pages))
	err := parallel(len(pages), func(worker, i int) error {
		view, err := pages[i].View()
		if err != nil {
			return err
		}
		b := &buffers[worker]
		b.Reset()
		if failed[i] = e.Theme.Execute(b, pages[i].Layout, view); failed[i] != nil {
			return nil
		}
		e.options.Progress.Step()
		return w.Write(pages[i].Path, b.Bytes())
	})
	var diags []diag.Diagnostic
	for _, d := range failed {
		if d != nil {
			diags = append(diags, *d)
		}
	}
	return diag.Sort(diags), err
}

func (e *Evaluation) writeExports(w *output.Writer) error {
	for _, f := range export.Files() {
		content, err := f.Make(e.Site)
		if err != nil {
			return fmt.Errorf("make %s: %w", f.Path, err)
		}
		if content == nil {
			continue // not for this site
		}
		if err := w.Write(f.Path, content); err != nil {
			return err
		}
	}
	return nil
}

func exportPaths() []string {
	var list []string
	for _, f := range export.Files() {
		list = append(list, f.Path)
	}
	return list
}
