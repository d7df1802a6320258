// Package engine evaluates a site: it carries the sources through every stage,
// from files to pages, and is the only package that knows them all.
//
// A site is a pure function of its sources. Evaluate computes everything that
// pages are made from, and all that is wrong with the sources; Build renders
// every page of an evaluation and publishes them. Nothing is written while
// there are errors.
//
// Live is the same for a site that is being edited: an evaluation that is
// brought up to date with each change, and renders the page that is asked for.
// What each stage came to is kept beside what it was made from, so a change
// costs what depends on it; there is no second way to evaluate a site.
package engine

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/record"
	"concord/internal/site"
)

// Options say what to evaluate and how.
type Options struct {
	Site      fs.FS             // the site's folder: content/, and its own templates/ and static/
	Templates fs.FS             // the default theme's templates
	Static    fs.FS             // the default theme's static files
	BaseURL   string            // in place of base_url in site.yaml, unless ""
	Progress  Progress          // nil for none
	OnRead    func(bytes int64) // is told the size of the Markdown, before it is compiled; nil for none

	// OnFile is told the hash of the bytes of every file of the site whose
	// content is taken in, or, where ok is false, that there was none to read.
	// Files that are only looked at again are not told. It is called from
	// several goroutines; nil for none.
	OnFile func(name string, sum Sum, ok bool)
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
	Assets  []Asset
	Diags   []diag.Diagnostic // sorted
	Timings []Timing

	options Options
	reading fs.FS // the site's folder, for files whose content is taken in
	started time.Time
	texts   *texts

	sources     sources
	vocabulary  vocabulary
	compilers   []*markup.Compiler // of the vocabulary, one a worker
	concordance *concord.Concordance
	applied     []*concord.Member // that the concordance has, in their order
	theme       theme
	checks      checks
	other       []string // files published as they are, under content/

	// followed says that the evaluation is going to be updated.
	followed bool
	// onVocabulary is called when all names are known and nothing is compiled.
	onVocabulary func()
}

// Evaluate reads and compiles a site. An error is a failure of the machine's;
// mistakes in the sources are in Diags, and with Error diagnostics the
// evaluation is fit for looking at those only. The caller must Close it.
func Evaluate(options Options) (*Evaluation, error) {
	e := newEvaluation(options)
	r := &revision{}
	if err := e.prepare(context.Background(), Changes{All: true}, r); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	e.settle(r)
	return e, nil
}

func newEvaluation(options Options) *Evaluation {
	if options.Progress == nil {
		options.Progress = silent{}
	}
	e := &Evaluation{options: options, reading: options.Site, started: time.Now(), texts: newTexts(), concordance: concord.New()}
	if options.OnFile != nil {
		e.reading = observed{options.Site, options.OnFile}
	}
	return e
}

// Close lets go of what the evaluation keeps outside of memory.
func (e *Evaluation) Close() error { return e.texts.close() }

// Changes are files that were created, changed or removed.
type Changes struct {
	Names []string // from the site's root
	All   bool     // anything may have changed
}

// prepare reads and compiles what changed. What pages are made from stays as it
// is. After an error, which is the context's or a failure of the machine's, the
// files still have to be read.
func (e *Evaluation) prepare(ctx context.Context, c Changes, r *revision) error {
	e.started, e.Timings = time.Now(), nil
	if err := e.read(c, r); err != nil {
		return err
	}
	e.lap("read")
	if err := e.loadTheme(c); err != nil {
		return err
	}
	e.lap("theme")
	for {
		e.learn()
		e.lap("names")
		if e.onVocabulary != nil {
			e.onVocabulary()
		}
		changed, err := e.compile(ctx, r)
		if err != nil {
			return err
		}
		e.lap("compile")
		if len(changed) == 0 {
			return nil
		}
		e.decode(changed)
	}
}

// settle files what was prepared, plans the pages and finds what is wrong.
func (e *Evaluation) settle(r *revision) {
	e.apply(r)
	e.plan(r)
	e.check(r)
	e.sources.settled()
	e.Diags = e.diagnostics()
	e.lap("check")
}

// keep says that what settle did is not going to be taken back.
func (e *Evaluation) keep() {
	e.sources.applied()
	e.checks.again = false
}

func (e *Evaluation) lap(stage string) {
	now := time.Now()
	e.Timings = append(e.Timings, Timing{stage, now.Sub(e.started)})
	e.started = now
}

// diagnostics gathers what is wrong with the sources. Without site.yaml nothing
// else is said of what rests on it: the sides, the pillars, the menu.
func (e *Evaluation) diagnostics() []diag.Diagnostic {
	list := append(e.sources.diagnostics(!e.Config.Absent), e.theme.diags...)
	if !e.Config.Absent {
		list = append(append(list, e.vocabulary.diags...), e.checks.diags...)
	}
	return diag.Sort(diag.Configure(list, e.Config.Checks))
}

// Vocabulary is what the text of every document was read with.
func (e *Evaluation) Vocabulary() *markup.Vocabulary { return e.vocabulary.Vocabulary }

type silent struct{}

func (silent) Begin(string, int) {}
func (silent) Step()             {}
