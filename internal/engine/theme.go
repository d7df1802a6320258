package engine

import (
	"bytes"
	"errors"
	"fmt"
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

const (
	templatesFolder = "templates/"
	staticFolder    = "static/"
)

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

// theme is what templates and static files came to, and what they were.
type theme struct {
	loaded            int // how often something was read
	diags             []diag.Diagnostic
	languages         []spoken
	texts             []string          // that scripts say, in English
	words             []diag.Diagnostic // of their catalogues
	templates, static []diag.Diagnostic
	config            *record.Config  // with the style of code
	styles            map[string]made // by the name of the file
	highlight         made
}

// made is what static files were made into.
type made struct {
	from   string // what they hold
	assets []Asset
	diags  []diag.Diagnostic
}

// loadTheme reads the templates, words and static files that changed: the site's
// own, and the default theme's where the site has none of that name.
func (e *Evaluation) loadTheme(c Changes) error {
	t := &e.theme
	another := t.config == nil || !slices.Equal(t.config.Languages, e.Config.Languages)
	if another || c.touches(templatesFolder) || c.touches(wordsFolder) {
		t.loaded++
		var err error
		if another, err = e.loadTemplates(); err != nil {
			return err
		}
	}
	if another || c.touches(staticFolder) || t.config != e.Config {
		t.loaded++
		t.config = e.Config
		if err := e.loadStatic(); err != nil {
			return err
		}
	}
	t.diags = slices.Concat(t.words, t.templates, t.static)
	return nil
}

// touches says whether something in a folder may have changed, or the folder
// itself.
func (c Changes) touches(folder string) bool {
	return c.All || slices.ContainsFunc(c.Names, func(name string) bool { return strings.HasPrefix(name+"/", folder) })
}

// loadTemplates reads the templates, in each of the site's languages. It says
// whether one of these is another now.
func (e *Evaluation) loadTemplates() (another bool, err error) {
	templates, err := e.layer(templatesFolder, e.options.Templates)
	if err != nil {
		return false, err
	}
	another = e.loadLanguages(templates)
	for i := range e.theme.languages {
		l := &e.theme.languages[i]
		var diags []diag.Diagnostic
		if l.theme, diags, err = render.New(templates, l.Language); err != nil {
			return false, err
		}
		if i == 0 { // the others have the same templates
			e.theme.templates = diags
		}
	}
	return another, nil
}

// layer puts a folder of the site over the default theme's.
func (e *Evaluation) layer(folder string, theme fs.FS) (fs.FS, error) {
	folder = strings.TrimSuffix(folder, "/")
	if _, err := fs.Stat(e.reading, folder); errors.Is(err, fs.ErrNotExist) {
		return theme, nil
	}
	own, err := fs.Sub(e.reading, folder)
	if err != nil {
		return nil, err
	}
	return render.Overlay(own, theme), nil
}

// loadStatic takes the style sheets and scripts, whose names get a mark of
// their content, so that hosts may let browsers keep them, and the other
// static files, which keep their names.
func (e *Evaluation) loadStatic() error {
	static, err := e.layer(staticFolder, e.options.Static)
	if err != nil {
		return err
	}
	names, diags, err := source.Walk(static, ".")
	if err != nil {
		return err
	}
	e.Assets, e.theme.static = nil, diags
	before := e.theme.styles
	e.theme.styles = map[string]made{}
	var scripts, entries []string
	for _, name := range names {
		switch folder, ext := path.Dir(name), path.Ext(name); {
		case ext == ".go": // what embeds the default theme
		case strings.HasPrefix(name, "ts/"): // with what scripts are made of, and their tools
			scripts = append(scripts, name)
			if folder == "ts" && ext == ".ts" {
				entries = append(entries, name)
			}
		case strings.HasPrefix(name, "css/") && ext == ".css":
			e.loadStyle(static, name, before[name])
		default:
			content, diags := source.Read(static, name)
			e.take(made{assets: []Asset{{Path: name, Content: content, Source: staticFolder + name}}, diags: diags})
		}
	}
	e.loadScripts(static, scripts, entries)
	e.loadHighlight()
	return nil
}

// take adds what was made of static files to the site's.
func (e *Evaluation) take(m made) {
	e.Assets = append(e.Assets, m.assets...)
	e.theme.static = append(e.theme.static, m.diags...)
}

// loadStyle takes a style sheet, unless it is the one that was taken before.
func (e *Evaluation) loadStyle(static fs.FS, name string, before made) {
	content, diags := source.Read(static, name)
	m := before
	if diags != nil || before.from != string(content) || before.assets == nil {
		sheet, problems := bundle.Style(name, content)
		m = made{
			from:   string(content),
			assets: []Asset{{Path: sheet.Path, Content: sheet.Content, Use: Style}},
			diags:  append(diags, problemsOf(static, problems)...),
		}
	}
	e.theme.styles[name] = m
	e.take(m)
}

// loadScripts bundles the scripts in the words of each language, unless they are
// those that were bundled before. What says nothing is the same in all.
func (e *Evaluation) loadScripts(static fs.FS, names, entries []string) {
	from := contents(static, names)
	e.theme.texts = textsOf(static, names)
	for i := range e.theme.languages {
		l := &e.theme.languages[i]
		if m := &l.scripts; m.from != from || m.from == "" {
			files, problems := bundle.Translated(static, entries, l.Language)
			*m = made{from: from, diags: problemsOf(static, problems)}
			for _, f := range files {
				m.assets = append(m.assets, Asset{Path: f.Path, Content: f.Content, Use: useOf(f.Name)})
			}
		}
		fresh := made{assets: slices.DeleteFunc(slices.Clone(l.scripts.assets), e.hasAsset)}
		if i == 0 { // the others have the same mistakes
			fresh.diags = l.scripts.diags
		}
		e.take(fresh)
	}
}

func (e *Evaluation) hasAsset(a Asset) bool {
	return slices.ContainsFunc(e.Assets, func(b Asset) bool { return b.Path == a.Path })
}

// textsOf are the English texts that scripts say.
func textsOf(static fs.FS, names []string) []string {
	var list []string
	for _, name := range names {
		if script, err := fs.ReadFile(static, name); err == nil && path.Ext(name) == ".ts" {
			list = append(list, bundle.Texts(string(script))...)
		}
	}
	return list
}

// contents is what files hold, with their names; "" where one cannot be read.
func contents(files fs.FS, names []string) string {
	var b strings.Builder
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return ""
		}
		fmt.Fprintf(&b, "%s %d\n%s", name, len(content), content)
	}
	return b.String()
}

// problemsOf are the mistakes in static files as diagnostics, at their places.
func problemsOf(static fs.FS, problems []bundle.Problem) []diag.Diagnostic {
	var list []diag.Diagnostic
	for _, p := range problems {
		d := diag.Diagnostic{Severity: diag.Error, Code: codeStatic, Message: p.Text, Span: diag.File(staticFolder + p.File)}
		if p.Warning {
			d.Severity = diag.Warning
		}
		if content, err := fs.ReadFile(static, p.File); err == nil && p.Line > 0 {
			start := offset(content, p.Line) + p.Column
			d.Span = diag.At(staticFolder+p.File, content, start, start+p.Width)
		}
		list = append(list, d)
	}
	return list
}

// offset is where a line, counted from 1, begins.
func offset(text []byte, line int) int {
	at := 0
	for range line - 1 {
		at += bytes.IndexByte(text[at:], '\n') + 1
	}
	return at
}

// loadHighlight makes the style sheet for code, unless it is the one that was
// made before.
func (e *Evaluation) loadHighlight() {
	want := e.Config.Highlight
	from := want.Light + " " + want.Dark
	if m := &e.theme.highlight; m.from != from || len(m.diags) > 0 {
		css, unknown := markup.HighlightCSS(want.Light, want.Dark)
		sheet, _ := bundle.Style("code.css", css)
		*m = made{from: from, assets: []Asset{{Path: sheet.Path, Content: sheet.Content, Use: Style}}}
		for _, name := range unknown {
			m.diags = append(m.diags, diag.Diagnostic{
				Severity: diag.Error, Code: codeStyle, Message: "there is no style " + name + " for code",
				Span: find(record.ConfigPath, e.Text(record.ConfigPath), name), Hint: markup.StyleHint(name),
			})
		}
	}
	e.take(e.theme.highlight)
}

// loaded lists the assets of some uses, in the order of these.
func loaded(assets []Asset, uses ...Use) []string {
	var list []string
	for _, use := range uses {
		for _, a := range assets {
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
