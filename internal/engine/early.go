package engine

import (
	"bytes"
	"sync"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/record"
	"concord/internal/render"
	"concord/internal/search"
	"concord/internal/site"
	"concord/internal/source"
)

// early is a site of which all names are known and no text is: it shows the
// page of a document, compiled when it is asked for, without what others say of
// it.
type early struct {
	mu          sync.Mutex
	site        *site.Site
	themes      map[string]*render.Theme
	compiler    *markup.Compiler
	concordance *concord.Concordance
	assets      map[string]File
	text        func(path string) []byte
}

// begin shows what can be shown before the texts are compiled.
func (l *Live) begin() {
	e := l.working
	if diag.Errors(e.diagnostics()) > 0 {
		return
	}
	x := &early{
		themes: e.themes(), concordance: concord.New(), assets: filesOf(e.Assets),
		compiler: markup.NewCompiler(e.Vocabulary()),
		text:     func(path string) []byte { text, _ := source.ReadText(e.options.Site, path); return text },
	}
	members := make([]*concord.Member, len(e.sources.files))
	for i, f := range e.sources.files {
		members[i] = &concord.Member{Document: f.document, Facts: &record.Facts{}, Body: &held{}}
		x.concordance.Add(members[i])
	}
	x.site = site.New(e.input(members, x.concordance))
	l.mu.Lock()
	defer l.mu.Unlock()
	l.early = x
	once(l.begun)
}

// file returns a document's page or an asset; ok is false for everything else.
func (x *early) file(path string) (f File, ok bool, err error) {
	if f, ok := x.assets[path]; ok {
		return f, true, nil
	}
	p := x.site.Page(path)
	if p == nil || p.Member() == nil {
		return File{}, false, nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.compile(p.Member())
	var b bytes.Buffer
	d, err := renderPage(x.site, x.themes, p, &b)
	if d != nil {
		return File{}, false, nil // said when the page is whole
	}
	return fileOf(b.Bytes()), err == nil, err
}

// compile gives a member the facts of its text, once.
func (x *early) compile(m *concord.Member) {
	if len(m.Facts.Paragraphs) > 0 {
		return
	}
	if text := x.text(m.Document.Path); m.Document.Body <= len(text) {
		result := x.compiler.Compile(m.Document, text)
		next := *m
		next.Facts, next.Body = result.Facts, &held{bytes.Clone(result.HTML), bytes.Clone(result.Text)}
		x.concordance.Replace(m, next)
	}
}

// input is what a site is planned from.
func (e *Evaluation) input(members []*concord.Member, concordance *concord.Concordance) site.Input {
	return site.Input{
		Config: e.Config, Members: members, Concordance: concordance, Terms: e.vocabulary.terms,
		Files: e.published(), Stylesheets: loaded(e.Assets, Style), Languages: e.siteLanguages(),
		SearchIndex: search.Folder, SearchRoot: search.Folder + search.Root + ".js",
	}
}
