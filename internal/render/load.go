package render

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	texttemplate "text/template"
	"text/template/parse"

	"concord/internal/diag"
	"concord/internal/litter"
	"concord/internal/site"
)

const (
	baseFile = "base.html"
	mainName = "main" // what each layout defines
)

// sources are the files of a theme by the names that diagnostics give them:
// "templates/partials/quotes.html".
type sources map[string][]byte

// load reads the templates of a theme.
func load(theme fs.FS) (sources, error) {
	src := make(sources)
	for _, dir := range []string{".", "partials"} {
		entries, err := fs.ReadDir(theme, dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			if e.IsDir() || path.Ext(name) != ".html" || litter.Is(name) {
				continue
			}
			text, err := fs.ReadFile(theme, name)
			if err != nil {
				return nil, err
			}
			src[folderName+name] = text
		}
	}
	return src, nil
}

// trees are templates by the names they are called by.
type trees map[string]*parse.Tree

// parsed is a theme whose files have been parsed one by one.
type parsed struct {
	shared  trees // of base.html and the partials
	layouts map[site.Layout]trees
	broken  bool // a shared file does not parse: names may be missing from shared
	list    []diag.Diagnostic
	words   *translator
}

// parseTheme parses every file and reports those that do not parse, those that
// are missing and those that nothing uses.
func parseTheme(src sources, layouts []site.Layout, words Words) *parsed {
	p := &parsed{shared: make(trees), layouts: make(map[site.Layout]trees), words: &translator{words: words, src: src}}
	for _, file := range slices.Sorted(maps.Keys(src)) {
		name := strings.TrimPrefix(file, folderName)
		stem := strings.TrimSuffix(path.Base(name), ".html")
		switch {
		case name == baseFile:
			p.addShared(src, file, baseFile)
		case strings.HasPrefix(name, "partials/"):
			p.addShared(src, file, stem)
		case slices.Contains(layouts, site.Layout(stem)):
			p.addLayout(src, file, site.Layout(stem))
		default:
			p.list = append(p.list, unusedFile(file, layouts))
		}
	}
	for _, layout := range layouts {
		if _, ok := src[folderName+string(layout)+".html"]; !ok {
			p.list = append(p.list, missingLayout(string(layout)))
		}
	}
	if _, ok := src[folderName+baseFile]; !ok {
		p.broken = true
		p.list = append(p.list, missingLayout("base"))
	}
	p.list = append(p.list, p.words.list...)
	return p
}

// addShared adds a file whose own text is the template called name.
func (p *parsed) addShared(src sources, file, name string) {
	defined, d := src.parse(file, p.words)
	if d != nil {
		p.broken = true
		p.list = append(p.list, *d)
		return
	}
	defined[name] = defined[file]
	delete(defined, file)
	for _, name := range slices.Sorted(maps.Keys(defined)) {
		if other, ok := p.shared[name]; ok {
			p.list = append(p.list, diag.Diagnostic{
				Severity: diag.Error, Code: Code, Span: src.at(defined[name].Root),
				Message: "the template \"" + name + "\" is defined twice",
				Notes:   []string{"the other stands in " + other.ParseName},
			})
			continue
		}
		p.shared[name] = defined[name]
	}
}

// addLayout adds a layout's file, which must define "main" and nothing else
// may stand in it but definitions.
func (p *parsed) addLayout(src sources, file string, layout site.Layout) {
	defined, d := src.parse(file, p.words)
	if d != nil {
		p.list = append(p.list, *d)
		return
	}
	top := defined[file]
	delete(defined, file)
	stray := strayNode(top)
	if _, ok := defined[mainName]; !ok {
		p.list = append(p.list, diag.Diagnostic{
			Severity: diag.Error, Code: Code, Span: diag.File(file),
			Message: "the layout does not define \"" + mainName + "\"",
			Hint:    "write {{define \"" + mainName + "\"}} before what the page shows and {{end}} after it",
		})
	} else if stray != nil {
		p.list = append(p.list, diag.Diagnostic{
			Severity: diag.Error, Code: Code, Span: src.at(stray),
			Message: "what stands outside a definition is never shown",
			Hint:    "move it into {{define \"" + mainName + "\"}}",
		})
	}
	p.layouts[layout] = defined
}

// set is all templates of a layout, the layout's own first. It is nil where
// the layout or the base does not parse, and not whole where only a partial
// does not.
func (p *parsed) set(layout site.Layout) (set trees, whole bool) {
	own, ok := p.layouts[layout]
	if !ok || p.shared[baseFile] == nil || own[mainName] == nil {
		return nil, false
	}
	set = maps.Clone(p.shared)
	maps.Copy(set, own)
	return set, !p.broken
}

// parse returns the templates of a file by name, in the words of a language; the
// text outside definitions goes by the name of the file. The line end of the last
// line is no part of it.
func (s sources) parse(file string, words *translator) (trees, *diag.Diagnostic) {
	text := string(bytes.TrimRight(s[file], "\r\n"))
	t, err := texttemplate.New(file).Funcs(translateFuncs).Parse(text)
	if err != nil {
		d := s.diagnose(err)
		return nil, &d
	}
	defined := make(trees)
	for _, t := range t.Templates() {
		if t.Tree != nil {
			words.nodes(t.Tree.Root)
			defined[t.Name()] = t.Tree
		}
	}
	return defined, nil
}

// strayNode is the first node of a tree that would show something.
func strayNode(t *parse.Tree) parse.Node {
	for _, n := range t.Root.Nodes {
		if !parse.IsEmptyTree(n) {
			return n
		}
	}
	return nil
}

// compile prepares a layout for execution. html/template works out how to
// escape at the first execution, so there is one here, with an empty view: its
// mistakes come out now, and pages do not wait for one another later.
func compile(set trees, src sources, empty any) (*compiled, *diag.Diagnostic) {
	t := template.New("")
	escaped := make(trees)
	for _, name := range slices.Sorted(maps.Keys(set)) {
		// The escaper rewrites trees, and shared ones belong to every layout.
		escaped[name] = set[name].Copy()
		if _, err := t.AddParseTree(name, escaped[name]); err != nil {
			d := src.diagnose(err)
			return nil, &d
		}
	}
	t = t.Lookup(baseFile)
	err := t.Execute(io.Discard, empty)
	if unsafe := (*template.Error)(nil); errors.As(err, &unsafe) && unsafe.ErrorCode == template.ErrNoSuchTemplate {
		return nil, nil // the checker says it better
	}
	// A template that fails at the empty view alone is none the worse for it.
	if execution := (texttemplate.ExecError{}); err != nil && !errors.As(err, &execution) {
		d := src.diagnose(err)
		return nil, &d
	}
	for _, derived := range t.Templates() { // a template that is called in another context has a second tree
		if derived.Tree != nil {
			escaped[derived.Name()] = derived.Tree
		}
	}
	c := &compiled{template: t, view: reflect.TypeOf(empty)}
	c.program, c.why = newProgram(escaped, c.view)
	return c, nil
}
