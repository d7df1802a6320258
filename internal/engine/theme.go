package engine

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"concord/internal/bundle"
	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/record"
	"concord/internal/render"
	"concord/internal/source"
)

const (
	codeStyle  diag.Code = "unknown-style"
	codeStatic diag.Code = "static"
)

const staticFolder = "static/"

// Use says what pages do with an asset.
type Use uint8

// The uses.
const (
	Plain      Use = iota // nothing by themselves
	Style                 // they load it as a style sheet
	Script                // they load it as a script
	Search                // they load it as a script where the reader searches
	SearchBox             // and this after it, if that is in the box of a page
	SearchPage            // or this, if it is on the search page
)

// useOf says what pages do with the script ts/NAME.ts: they load it at once, but
// for the three that only a search needs.
func useOf(name string) Use {
	switch name {
	case "search":
		return Search
	case "search-box":
		return SearchBox
	case "search-page":
		return SearchPage
	}
	return Script
}

// Asset is a file that is published.
type Asset struct {
	Path    string // from the site's root
	Content []byte
	Source  string // the file it is a copy of, "" for those made from others
	Use     Use
}

// loadTheme reads the templates and static files: the site's own, and the
// default theme's where the site has none of that name.
func (e *Evaluation) loadTheme() error {
	templates, err := e.layer("templates", e.options.Templates)
	if err != nil {
		return err
	}
	theme, diags, err := render.New(templates)
	if err != nil {
		return err
	}
	e.Theme = theme
	e.report(diags...)
	static, err := e.layer("static", e.options.Static)
	if err != nil {
		return err
	}
	return e.loadStatic(static)
}

// layer puts a folder of the site over the default theme's.
func (e *Evaluation) layer(folder string, theme fs.FS) (fs.FS, error) {
	if _, err := fs.Stat(e.options.Site, folder); errors.Is(err, fs.ErrNotExist) {
		return theme, nil
	}
	own, err := fs.Sub(e.options.Site, folder)
	if err != nil {
		return nil, err
	}
	return render.Overlay(own, theme), nil
}

// loadStatic takes the style sheets and scripts, whose names get a mark of
// their content, so that hosts may let browsers keep them, and the other
// static files, which keep their names.
func (e *Evaluation) loadStatic(static fs.FS) error {
	names, diags, err := source.Walk(static, ".")
	if err != nil {
		return err
	}
	e.report(diags...)
	var entries []string
	for _, name := range names {
		switch folder, ext := path.Dir(name), path.Ext(name); {
		case ext == ".go": // what embeds the default theme
		case folder == "ts" && ext == ".ts":
			entries = append(entries, name)
		case strings.HasPrefix(name, "ts/"): // what scripts are made of, and their tools
		default:
			e.loadFile(static, name)
		}
	}
	e.loadScripts(static, entries)
	e.loadHighlight()
	return nil
}

// loadFile takes a static file that is no script.
func (e *Evaluation) loadFile(static fs.FS, name string) {
	content, diags := source.Read(static, name)
	e.report(diags...)
	if strings.HasPrefix(name, "css/") && path.Ext(name) == ".css" {
		sheet, problems := bundle.Style(name, content)
		e.reportProblems(static, problems)
		e.Assets = append(e.Assets, Asset{Path: sheet.Path, Content: sheet.Content, Use: Style})
		return
	}
	e.Assets = append(e.Assets, Asset{Path: name, Content: content, Source: staticFolder + name})
}

// loadScripts bundles the scripts.
func (e *Evaluation) loadScripts(static fs.FS, entries []string) {
	files, problems := bundle.Scripts(static, entries)
	e.reportProblems(static, problems)
	for _, f := range files {
		e.Assets = append(e.Assets, Asset{Path: f.Path, Content: f.Content, Use: useOf(f.Name)})
	}
}

// reportProblems reports what is wrong with static files at its place.
func (e *Evaluation) reportProblems(static fs.FS, problems []bundle.Problem) {
	for _, p := range problems {
		d := diag.Diagnostic{Severity: diag.Error, Code: codeStatic, Message: p.Text, Span: diag.File(staticFolder + p.File)}
		if p.Warning {
			d.Severity = diag.Warning
		}
		if content, err := fs.ReadFile(static, p.File); err == nil && p.Line > 0 {
			start := offset(content, p.Line) + p.Column
			d.Span = diag.At(staticFolder+p.File, content, start, start+p.Width)
		}
		e.report(d)
	}
}

// offset is where a line, counted from 1, begins.
func offset(text []byte, line int) int {
	at := 0
	for range line - 1 {
		at += bytes.IndexByte(text[at:], '\n') + 1
	}
	return at
}

// loadHighlight makes the style sheet for code.
func (e *Evaluation) loadHighlight() {
	css, unknown := markup.HighlightCSS(e.Config.Highlight.Light, e.Config.Highlight.Dark)
	for _, name := range unknown {
		e.report(diag.Diagnostic{
			Severity: diag.Error, Code: codeStyle, Message: "there is no style " + name + " for code",
			Span: find(record.ConfigPath, e.textOf(record.ConfigPath), name), Hint: markup.StyleHint(name),
		})
	}
	sheet, _ := bundle.Style("code.css", css)
	e.Assets = append(e.Assets, Asset{Path: sheet.Path, Content: sheet.Content, Use: Style})
}

// loaded lists the assets of some uses, in the order of these.
func (e *Evaluation) loaded(uses ...Use) []string {
	var list []string
	for _, use := range uses {
		for _, a := range e.Assets {
			if a.Use == use {
				list = append(list, a.Path)
			}
		}
	}
	return list
}

// published lists the files that pages can link to.
func (e *Evaluation) published() []string {
	list := append([]string(nil), e.other...)
	for _, a := range e.Assets {
		list = append(list, a.Path)
	}
	list = append(list, exportPaths(e.Config)...)
	slices.Sort(list)
	return list
}
