// Package render turns views into HTML through the theme: the templates/
// folder of the site laid over the one that is built in.
//
// A theme is base.html, one file for each layout of package site, and
// partials/*.html. The template of a partial is called by its file's name:
// {{template "quotes" .Mentions}} runs partials/quotes.html. A layout file
// defines "main", which base.html calls, and may define again any {{block}} of
// base.html or of a partial; nothing outside its definitions is shown. A site
// that replaces one file keeps all the others.
//
// Everything that can be wrong with a template short of its data is said when
// the theme is loaded, at the template's own file and line: what does not
// parse, what is missing, a field that the view does not have, HTML that
// cannot be escaped safely. Whatever is left, such as an index out of range,
// is said when a page is rendered.
//
// Templates have the functions of html/template, and tr for words (translate.go).
package render

import (
	"bytes"
	"html/template"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"sync"

	"concord/internal/diag"
	"concord/internal/site"
)

// Code is the code of every diagnostic of a theme.
const Code diag.Code = "template"

// folderName stands before the theme's file names in diagnostics, as a site
// keeps its theme there.
const folderName = "templates/"

// Theme is a set of templates that has been checked against the views. It can
// be used by several goroutines at once.
type Theme struct {
	layouts map[site.Layout]*compiled
	sources sources
	strings []string
}

// Strings are the keys of all words that the theme's templates say, sorted.
func (t *Theme) Strings() []string { return t.strings }

// compiled is a layout, ready to be executed in one of two ways.
type compiled struct {
	template *template.Template
	program  *program // nil where the templates use what programs do not know
	view     reflect.Type
	why      error // there is no program
}

// New loads a theme from a folder of templates, in the words of a language. Where
// there are errors among the diagnostics there is no theme; an error is one of
// reading.
func New(theme fs.FS, words Words) (*Theme, []diag.Diagnostic, error) {
	src, err := load(theme)
	if err != nil {
		return nil, nil, err
	}
	views := site.Views()
	layouts := slices.Sorted(maps.Keys(views))
	p := parseTheme(src, layouts, words)
	slices.Sort(p.words.strings)
	t := &Theme{layouts: make(map[site.Layout]*compiled), sources: src, strings: slices.Compact(p.words.strings)}
	check := newChecker(src)
	made := make([]*compiled, len(layouts))
	wrong := make([]*diag.Diagnostic, len(layouts))
	var compiling sync.WaitGroup
	for i, layout := range layouts {
		set, whole := p.set(layout)
		if set == nil {
			continue
		}
		if whole { // each works on copies of the trees
			compiling.Go(func() { made[i], wrong[i] = compile(set, src, views[layout]) })
		}
		check.checkLayout(layout, set, whole, reflect.TypeOf(views[layout]))
	}
	compiling.Wait()
	list := p.list
	for i, layout := range layouts {
		switch {
		case wrong[i] != nil:
			list = append(list, *wrong[i])
		case made[i] != nil:
			t.layouts[layout] = made[i]
		}
	}
	list = diag.Sort(append(list, check.diagnostics()...))
	if diag.Errors(list) > 0 {
		return nil, list, nil
	}
	return t, list, nil
}

// Execute appends the page of a view, a site view or a pointer to one, to b.
// After a mistake in a template b is as it was before.
func (t *Theme) Execute(b *bytes.Buffer, layout site.Layout, view any) *diag.Diagnostic {
	start := b.Len()
	c, ok := t.layouts[layout]
	if !ok {
		d := missingLayout(string(layout))
		return &d
	}
	if v := reflect.Indirect(reflect.ValueOf(view)); c.program != nil && v.IsValid() && v.Type() == c.view {
		if c.program.execute(b, v) {
			return nil
		}
		b.Truncate(start)
	}
	if err := c.template.Execute(b, view); err != nil {
		b.Truncate(start)
		d := t.sources.diagnose(err)
		if path := pathOf(view); path != "" {
			d.Notes = append(d.Notes, "while rendering "+path)
		}
		return &d
	}
	return nil
}

// pathOf is the path of the page that a view is of.
func pathOf(view any) string {
	v := reflect.Indirect(reflect.ValueOf(view))
	if v.Kind() != reflect.Struct {
		return ""
	}
	page, _ := reflect.TypeAssert[site.Page](v.FieldByName("Page"))
	return page.Path
}
