// Package engine evaluates a site: it carries the sources through every stage,
// from files to pages, and is the only package that knows them all.
//
// A site is a pure function of its sources. Evaluate computes everything that
// pages are made from, and all that is wrong with the sources; Build renders
// every page of an evaluation and publishes them. Nothing is written while
// there are errors.
package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"concord/internal/check"
	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/export"
	"concord/internal/markup"
	"concord/internal/mention"
	"concord/internal/record"
	"concord/internal/render"
	"concord/internal/search"
	"concord/internal/site"
	"concord/internal/source"
)

// Options say what to evaluate and how.
type Options struct {
	Site      fs.FS             // the site's folder: content/, and its own templates/ and static/
	Templates fs.FS             // the default theme's templates
	Static    fs.FS             // the default theme's static files
	BaseURL   string            // in place of base_url in site.yaml, unless ""
	Progress  Progress          // nil for none
	OnRead    func(bytes int64) // is told the size of the Markdown, before it is compiled; nil for none
}

// Progress is told how a run goes on. Its methods are called from several
// goroutines.
type Progress interface {
	// Begin announces a stage and how many steps it has.
	Begin(stage string, steps int)
	// Step says that one more step is done.
	Step()
}

// Timing is how long a stage took.
type Timing struct {
	Stage string
	Time  time.Duration
}

// Evaluation is everything that the pages of a site are made from.
type Evaluation struct {
	Config  *record.Config
	Site    *site.Site
	Theme   *render.Theme
	Assets  []Asset
	Diags   []diag.Diagnostic // sorted
	Timings []Timing

	options Options
	vocab   *markup.Vocabulary
	texts   *texts
	files   []*file  // the Markdown files, in the order of their documents
	other   []string // files published as they are, under content/
	started time.Time
}

// Evaluate reads and compiles a site. An error is a failure of the machine's;
// mistakes in the sources are in Diags, and with Error diagnostics the
// evaluation is fit for looking at those only. The caller must Close it.
func Evaluate(options Options) (*Evaluation, error) {
	if options.Progress == nil {
		options.Progress = silent{}
	}
	e := &Evaluation{options: options, started: time.Now()}
	if err := e.evaluate(); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	e.Diags = diag.Sort(e.Diags)
	return e, nil
}

// Close lets go of what the evaluation keeps outside of memory.
func (e *Evaluation) Close() error {
	if e.texts == nil {
		return nil
	}
	return e.texts.close()
}

func (e *Evaluation) evaluate() error {
	if err := e.read(); err != nil {
		return err
	}
	e.texts = newTexts()
	e.lap("read")
	vocabulary, terms := e.vocabulary()
	e.vocab = vocabulary
	e.lap("names")
	concordance, err := e.compile(vocabulary)
	if err != nil {
		return err
	}
	e.lap("compile")
	if err := e.loadTheme(); err != nil {
		return err
	}
	e.lap("theme")
	e.Site = site.New(site.Input{
		Config: e.Config, Members: e.members(), Concordance: concordance, Terms: terms,
		Files: e.published(), Stylesheets: e.loaded(Style), Scripts: e.loaded(Script),
		SearchIndex: search.Folder, SearchRoot: search.Folder + search.Root + ".js",
		BoxScripts: e.loaded(Search, SearchBox), SearchScripts: e.loaded(Search, SearchPage),
	})
	e.claimPaths()
	e.report(check.Run(e.Site, e.textOf)...)
	e.lap("check")
	return nil
}

func (e *Evaluation) report(diags ...diag.Diagnostic) { e.Diags = append(e.Diags, diags...) }

func (e *Evaluation) lap(stage string) {
	now := time.Now()
	e.Timings = append(e.Timings, Timing{stage, now.Sub(e.started)})
	e.started = now
}

// vocabulary makes what the text of every document is read with.
func (e *Evaluation) vocabulary() (*markup.Vocabulary, []record.Term) {
	sources := make([]mention.Source, 0, len(e.files))
	for _, f := range e.files {
		sources = append(sources, mention.Source{Document: f.document, Definitions: f.definitions})
	}
	lexicon, terms, conflicts := mention.Build(sources, e.Config.Sides)
	for _, c := range conflicts {
		e.report(e.conflict(c))
	}
	return newVocabulary(e.Config, lexicon, terms, sources), terms
}

// conflict is a clash of names as a diagnostic, at the words in the file.
func (e *Evaluation) conflict(c mention.Conflict) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: c.Severity, Code: c.Code, Message: c.Message, Notes: c.Notes, Hint: c.Hint,
		Span: find(c.Document.Path, e.textOf(c.Document.Path), c.Words),
	}
}

// compile compiles every document and files its facts.
func (e *Evaluation) compile(v *markup.Vocabulary) (*concord.Concordance, error) {
	e.options.Progress.Begin("compile", len(e.files))
	compilers := make([]*markup.Compiler, workers())
	diags := make([][]diag.Diagnostic, len(e.files))
	concordance := concord.New()
	inOrder := newSequence(len(e.files), func(i int) { concordance.Add(e.files[i].member) })
	err := parallel(len(e.files), func(worker, i int) error {
		if compilers[worker] == nil {
			compilers[worker] = markup.NewCompiler(v)
		}
		var err error
		if diags[i], err = e.compileFile(compilers[worker], e.files[i]); err != nil {
			return err
		}
		e.options.Progress.Step()
		inOrder.done(i)
		return nil
	})
	inOrder.finish()
	for _, d := range diags {
		e.report(d...)
	}
	return concordance, err
}

func (e *Evaluation) compileFile(c *markup.Compiler, f *file) (_ []diag.Diagnostic, err error) {
	defer failure(f.name, &err)
	text, diags := f.take(e.options.Site)
	if diags != nil {
		f.member = &concord.Member{Document: f.document, Facts: &record.Facts{}, Body: &body{texts: e.texts}}
		return diags, nil
	}
	result := c.Compile(f.document, text)
	body, err := e.texts.put(result.HTML, result.Text)
	if err != nil {
		return nil, fmt.Errorf("keep the text of %s: %w", f.name, err)
	}
	f.member = &concord.Member{Document: f.document, Facts: result.Facts, Body: &body}
	return result.Diags, nil
}

func (e *Evaluation) members() []*concord.Member {
	list := make([]*concord.Member, len(e.files))
	for i, f := range e.files {
		list[i] = f.member
	}
	return list
}

// Vocabulary is what the text of every document was read with.
func (e *Evaluation) Vocabulary() *markup.Vocabulary { return e.vocab }

// Text returns the text of a source file, nil where there is none to read.
func (e *Evaluation) Text(path string) []byte { return e.textOf(path) }

// textOf returns the text of a source file, to show in a diagnostic.
func (e *Evaluation) textOf(path string) []byte {
	text, _ := source.ReadText(e.options.Site, path)
	return text
}

// claimPaths reports paths that more than one thing would be published at.
func (e *Evaluation) claimPaths() {
	const generated = "the site's own indexes"
	owners := map[string]string{}
	claim := func(path, owner string) {
		if strings.HasPrefix(path+"/", search.Folder) { // whose files' names come from what they hold
			e.report(diag.Diagnostic{
				Severity: diag.Error, Code: codeSamePath, Span: diag.File(owner),
				Message: "the file would be published among those of the search index: " + path,
				Hint:    "move it out of " + strings.TrimSuffix(search.Folder, "/"),
			})
			return
		}
		if first, taken := owners[path]; taken {
			e.report(diag.Diagnostic{
				Severity: diag.Error, Code: codeSamePath, Span: diag.File(owner),
				Message: "the page would have the same address as another: " + path,
				Notes:   []string{"the other is made from " + first},
				Hint:    "rename one of the files",
			})
			return
		}
		owners[path] = owner
	}
	pages := e.Site.Pages()
	for _, f := range append(export.Files(e.Config), export.Sitemaps(e.Site)...) {
		claim(f.Path, generated)
	}
	for i := range pages {
		if pages[i].Source == "" {
			claim(pages[i].Path, generated)
		}
	}
	for i := range pages {
		if pages[i].Source != "" {
			claim(pages[i].Path, pages[i].Source)
		}
	}
	for _, name := range e.other {
		claim(name, contentFolder+"/"+name)
	}
	for _, a := range e.Assets {
		if a.Source != "" {
			claim(a.Path, a.Source)
		}
	}
}

type silent struct{}

func (silent) Begin(string, int) {}
func (silent) Step()             {}

// sortFiles puts files into the order of their documents.
func sortFiles(files []*file) {
	slices.SortFunc(files, func(a, b *file) int {
		return (&concord.Member{Document: a.document}).Compare(&concord.Member{Document: b.document})
	})
}
