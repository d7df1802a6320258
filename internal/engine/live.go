package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"

	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/record"
	"concord/internal/source"
)

// ErrNoEdition says that there has been no state of the site yet without errors.
var ErrNoEdition = errors.New("the site has no page yet")

// PageError is a mistake in a template that came out while a page was rendered.
type PageError struct{ Diag diag.Diagnostic }

// Error is the place and the message.
func (e *PageError) Error() string {
	return fmt.Sprintf("%s:%d: %s", e.Diag.Span.File, e.Diag.Span.Line, e.Diag.Message)
}

// File is what a site publishes at a path.
type File struct {
	Content []byte // not to be changed
	ETag    string // a strong tag of the content, in quotes
}

// State is how far a live site has come.
type State struct {
	Version uint64            // grows with every update
	Diags   []diag.Diagnostic // of the newest sources, sorted
	Ready   bool              // there is an edition
	Done    int               // files that the present stage of an update has dealt with
	Total   int               // and how many there are
	Renders uint64            // pages rendered so far
}

// Live is a site that follows its sources. Everything may be called by any
// goroutine.
//
// What it publishes is the last state of the site without errors: at any moment
// what a build of that state would write, byte for byte. Pages, exports and the
// search index are made when they are asked for, and kept until a change touches
// them.
type Live struct {
	options Options
	updates sync.Mutex
	working *Evaluation // of the newest sources; nil before the first update
	pending *revision   // of updates that did not come to their end, nil for none

	// mu guards what is published: the edition, and with it the members and the
	// concordance of the working evaluation.
	mu      sync.RWMutex
	edition *edition // nil for none
	early   *early   // until the first update has come to its end
	patient context.Context
	hurry   context.CancelFunc // ends what takes long and holds mu

	begun    chan struct{} // closed when there is something to show, or the first update has come to its end
	first    chan struct{} // closed when it has
	progress progress
	notes    notebook

	known sync.Mutex
	state State
}

// NewLive returns a site that has not read anything yet.
func NewLive(o Options) *Live {
	l := &Live{options: o, begun: make(chan struct{}), first: make(chan struct{})}
	l.patient, l.hurry = context.WithCancel(context.Background())
	l.progress.Progress = o.Progress
	if o.Progress == nil {
		l.progress.Progress = silent{}
	}
	l.options.Progress = &l.progress
	return l
}

// Close lets go of everything.
func (l *Live) Close() error {
	l.updates.Lock()
	defer l.updates.Unlock()
	l.hurry()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.edition, l.early = nil, nil
	l.goOn()
	if l.working == nil {
		return nil
	}
	return l.working.Close()
}

// Update reads what changed. An error is the context's, or a failure of the
// machine's, and then the files still have to be read; what is wrong with the
// sources is in State.
func (l *Live) Update(ctx context.Context, c Changes) error {
	l.updates.Lock()
	defer l.updates.Unlock()
	if l.working == nil {
		c.All = true
		l.working = newEvaluation(l.options)
		l.working.followed = true
	}
	e := l.working
	e.onVocabulary = nil
	if !l.ended() {
		e.onVocabulary = l.begin
	}
	if l.pending == nil {
		l.pending = &revision{}
	}
	if err := e.prepare(ctx, c, l.pending); err != nil {
		l.goOn()
		return err
	}
	l.settle(l.pending)
	l.pending = nil
	return nil
}

// ended says whether the first update has come to its end.
func (l *Live) ended() bool { return closed(l.first) }

func closed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// goOn lets those go on who waited for the first update.
func (l *Live) goOn() {
	once(l.begun)
	once(l.first)
}

// once closes a channel unless it is closed.
func once(c chan struct{}) {
	if !closed(c) {
		close(c)
	}
}

// settle publishes what was prepared, or takes it back if there are errors.
func (l *Live) settle(r *revision) {
	l.hurry()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.patient, l.hurry = context.WithCancel(context.Background())
	e := l.working
	e.settle(r)
	if wrong := diag.Errors(e.Diags) > 0; wrong && l.edition != nil {
		r.takeBack()
	} else {
		e.keep()
		if !wrong {
			l.edition = e.edition(r, l.edition)
		}
	}
	l.early = nil
	l.goOn()
	l.known.Lock()
	defer l.known.Unlock()
	l.state.Version++
	l.state.Diags, l.state.Ready = e.Diags, l.edition != nil
}

// State says how far the site has come. Mistakes in templates that came out
// while pages were rendered are among its diagnostics.
func (l *Live) State() State {
	l.known.Lock()
	s := l.state
	l.known.Unlock()
	s.Done, s.Total = l.progress.count()
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.edition != nil {
		s.Renders = l.edition.pages.renders.Load()
		if failed := l.edition.pages.failed(); len(failed) > 0 {
			s.Diags = diag.Sort(append(failed, s.Diags...))
		}
	}
	return s
}

// File returns what the site publishes at a path from its root. The error is
// fs.ErrNotExist where there is no such file, ErrNoEdition while the sources
// have had errors from the start, a *PageError where a template failed, and
// else a failure of the machine's. A page that only its own document is needed
// for is there before the others are read; everything else waits for them.
func (l *Live) File(path string) (File, error) {
	<-l.begun
	l.mu.RLock()
	early := l.early
	l.mu.RUnlock()
	if early != nil {
		if f, ok, err := early.file(path); ok || err != nil {
			return f, err
		}
	}
	<-l.first
	for {
		f, err := l.file(path)
		if !errors.Is(err, context.Canceled) {
			return f, err
		}
	}
}

func (l *Live) file(path string) (File, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.edition == nil {
		return File{}, ErrNoEdition
	}
	return l.edition.file(l.patient, path)
}

// Paths lists everything that the site publishes, sorted; nothing where there is
// no edition. Where the search index cannot be made, its files are not listed.
func (l *Live) Paths() []string {
	<-l.first
	for {
		paths, err := l.paths()
		if !errors.Is(err, context.Canceled) {
			return paths
		}
	}
}

func (l *Live) paths() ([]string, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.edition == nil {
		return nil, nil
	}
	return l.edition.paths(l.patient)
}

// progress counts what a stage has done.
type progress struct {
	Progress
	done, total atomic.Int64
}

// Begin begins a stage.
func (p *progress) Begin(stage string, steps int) {
	p.done.Store(0)
	p.total.Store(int64(steps))
	p.Progress.Begin(stage, steps)
}

// Step counts a step.
func (p *progress) Step() {
	p.done.Add(1)
	p.Progress.Step()
}

func (p *progress) count() (done, total int) { return int(p.done.Load()), int(p.total.Load()) }

// notebook makes the notes for pages, with the newest vocabulary.
type notebook struct {
	mu         sync.Mutex
	vocabulary *markup.Vocabulary
	compiler   *markup.Compiler
}

// Notes returns what an editor may want to know of a page. The error is
// fs.ErrNotExist where there is no page, and ErrNoEdition as for File.
func (l *Live) Notes(path string) (Notes, error) {
	l.mu.RLock()
	edition := l.edition
	l.mu.RUnlock()
	if edition == nil {
		return Notes{}, ErrNoEdition
	}
	page := edition.site.Page(path)
	if page == nil {
		return Notes{}, fs.ErrNotExist
	}
	text, _ := source.ReadText(l.options.Site, page.Source)
	if page.Source == "" || text == nil {
		return Notes{Paragraphs: []ParagraphNote{}, Links: []LinkNote{}, Unrecognised: []Unrecognised{}}, nil
	}
	document, _ := record.Decode(strings.TrimPrefix(page.Source, contentFolder+"/"), text)
	n := &l.notes
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.vocabulary != edition.vocabulary {
		n.vocabulary, n.compiler = edition.vocabulary, markup.NewCompiler(edition.vocabulary)
	}
	return notes(n.compiler, document, text, edition.config.Sides), nil
}
