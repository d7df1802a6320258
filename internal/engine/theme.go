package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/record"
	"concord/internal/render"
	"concord/internal/source"
)

const codeStyle diag.Code = "unknown-style"

// Asset is a file that is published as it is.
type Asset struct {
	Path    string // from the site's root
	Content []byte
	Source  string // the file it comes from, "" for generated ones
	Style   bool   // a style sheet that every page loads
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

// loadStatic takes the style sheets, whose names get a mark of their content,
// so that hosts may let browsers keep them, and the other static files, which
// keep their names.
func (e *Evaluation) loadStatic(static fs.FS) error {
	names, diags, err := source.Walk(static, ".")
	if err != nil {
		return err
	}
	e.report(diags...)
	for _, name := range names {
		if path.Ext(name) == ".go" {
			continue // what embeds the default theme
		}
		content, diags := source.Read(static, name)
		e.report(diags...)
		asset := Asset{Path: name, Content: content, Source: "static/" + name}
		if strings.HasPrefix(name, "css/") && path.Ext(name) == ".css" {
			asset = stylesheet(strings.TrimPrefix(name, "css/"), content)
		}
		e.Assets = append(e.Assets, asset)
	}
	highlight, unknown := markup.HighlightCSS(e.Config.Highlight.Light, e.Config.Highlight.Dark)
	for _, name := range unknown {
		e.report(diag.Diagnostic{
			Severity: diag.Error, Code: codeStyle, Message: "there is no style " + name + " for code",
			Span: find(record.ConfigPath, e.textOf(record.ConfigPath), name), Hint: markup.StyleHint(name),
		})
	}
	e.Assets = append(e.Assets, stylesheet("code.css", highlight))
	return nil
}

func stylesheet(name string, content []byte) Asset {
	sum := sha256.Sum256(content)
	base := strings.TrimSuffix(name, ".css")
	return Asset{Path: "assets/" + base + "." + hex.EncodeToString(sum[:6]) + ".css", Content: content, Style: true}
}

func (e *Evaluation) stylesheets() []string {
	var list []string
	for _, a := range e.Assets {
		if a.Style {
			list = append(list, a.Path)
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
