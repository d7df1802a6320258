package engine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"concord/internal/diag"
	"concord/internal/search"
	"concord/internal/upheaval"
	"concord/templates"
)

// shifting is a folder that becomes another from one moment to the next.
type shifting struct {
	now    atomic.Pointer[fs.FS]
	opened atomic.Pointer[func()] // is called with every file that is opened
}

func (s *shifting) show(files fs.FS) { s.now.Store(&files) }

func (s *shifting) Open(name string) (fs.File, error) {
	if f := s.opened.Load(); f != nil {
		(*f)()
	}
	return (*s.now.Load()).Open(name)
}

// plainScripts stand for the theme's own, which take long to bundle.
var plainScripts = fstest.MapFS{
	"css/concord.css":   {Data: []byte("a { color: #000080 }\n")},
	"ts/concord.ts":     {Data: []byte("console.log(\"page\")\n")},
	"ts/search.ts":      {Data: []byte("console.log(\"search\")\n")},
	"ts/search-box.ts":  {Data: []byte("console.log(\"box\")\n")},
	"ts/search-page.ts": {Data: []byte("console.log(\"results\")\n")},
}

// follower is what is tried: a Live, or one that is made to fail.
type follower interface {
	Update(context.Context, Changes) error
	File(string) (File, error)
	Notes(string) (Notes, error)
	Paths() []string
	State() State
	Close() error
}

// coldSite is what a site comes to without any past.
type coldSite struct {
	diags  []diag.Diagnostic
	files  map[string]string // nil where there are errors, or templates fail
	failed []diag.Diagnostic // of templates that fail while they run
}

func (c *coldSite) broken() bool { return diag.Errors(c.diags) > 0 }

// buildCold evaluates a site and builds it into a new folder.
func buildCold(o Options) (_ *coldSite, err error) {
	e, err := Evaluate(o)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	c := &coldSite{diags: e.Diags}
	if c.broken() {
		return c, nil
	}
	dir, err := os.MkdirTemp("", "cold")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if _, c.failed, err = e.Build(dir); err != nil || c.failed != nil {
		return c, err
	}
	c.files, err = readAll(os.DirFS(dir))
	return c, err
}

// readAll reads what a build published.
func readAll(dir fs.FS) (map[string]string, error) {
	files := map[string]string{}
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".concord":
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		content, err := fs.ReadFile(dir, name)
		files[name] = string(content)
		return err
	})
	return files, err
}

// step is a change, and how the follower learns of it.
type step struct {
	upheaval.Change
	ahead  bool // the next change is on the disk before it reads
	cancel int  // it is told to stop when it opens so many files, and called again; 0 for never
	every  int  // so many paths are looked at as one is: 1 for all
}

// String is the step as a failure prints it.
func (s step) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s", s.Title)
	for _, f := range []struct {
		is   bool
		text string
	}{{s.All, "told of all"}, {s.ahead, "with the next"}, {s.cancel > 0, fmt.Sprintf("cancelled at file %d", s.cancel)}, {s.every > 1, fmt.Sprintf("one path in %d is asked", s.every)}} {
		if f.is {
			fmt.Fprintf(&b, " (%s)", f.text)
		}
	}
	for _, op := range s.Ops {
		fmt.Fprintf(&b, "\n\t%v", op)
	}
	return b.String()
}

// trial holds a follower against cold builds.
type trial struct {
	t        testing.TB
	options  Options
	site     *shifting
	tree     upheaval.Tree
	live     follower
	told     Changes // and not yet read
	steps    int
	dead     bool              // the follower has panicked
	cold     *coldSite         // of the site as it is
	good     map[string]string // what was published last without errors; nil before
	failing  []diag.Diagnostic // of templates that failed while that was rendered
	shown    State             // after the step before
	plain    map[string]bool   // paths of files that are, or were, published as they are
	clean    int               // states without errors
	etags    map[string]string // by path and content
	contents map[string]string // by path and etag
}

// newTrial begins with a site that has just been read.
func newTrial(t testing.TB, start upheaval.Tree, static fs.FS, follow func(Options) follower) (*trial, string) {
	r := &trial{t: t, site: new(shifting), tree: maps.Clone(start), plain: map[string]bool{}, etags: map[string]string{}, contents: map[string]string{}}
	r.options = Options{Site: r.site, Templates: templates.FS, Static: static}
	r.notePlain()
	r.site.show(r.tree.FS())
	r.live = follow(r.options)
	if err := r.live.Update(t.Context(), Changes{All: true}); err != nil {
		return r, fmt.Sprintf("first Update: %v", err)
	}
	return r, r.compare(1)
}

// close lets go of the follower, unless it has broken down and may hold locks.
func (r *trial) close() {
	if r.dead {
		return
	}
	if err := r.live.Close(); err != nil {
		r.t.Errorf("Close: %v", err)
	}
}

// take carries a step out and says what is wrong after it.
func (r *trial) take(s step) (problem string) {
	defer func() {
		if p := recover(); p != nil {
			r.dead, problem = true, fmt.Sprintf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	names := s.Apply(r.tree)
	r.notePlain()
	if s.ahead {
		r.told = r.told.and(names, s.All)
		return ""
	}
	r.site.show(r.tree.FS())
	if len(r.told.Names) > 0 || r.told.All { // of the step before, which is read only now
		if err := r.live.Update(r.t.Context(), r.told); err != nil {
			return fmt.Sprintf("Update: %v", err)
		}
		r.told = Changes{}
		if diag.Errors(r.live.State().Diags) == 0 {
			// Neither state of the disk, and good: what it comes to is known to nobody else.
			if _, problem := r.adopt(); problem != "" {
				return problem
			}
		}
	}
	if problem := r.tell(Changes{}.and(names, s.All), s.cancel); problem != "" {
		return problem
	}
	return r.compare(s.every)
}

// and is both changes as one.
func (c Changes) and(names []string, all bool) Changes {
	return Changes{Names: append(slices.Clone(c.Names), names...), All: c.All || all}
}

// tell lets the follower read, and cancels it once if that is asked for.
func (r *trial) tell(c Changes, cancel int) string {
	if cancel > 0 {
		ctx, stop := context.WithCancel(r.t.Context())
		defer stop()
		var left atomic.Int64
		left.Store(int64(cancel))
		opened := func() {
			if left.Add(-1) == 0 {
				stop()
			}
		}
		r.site.opened.Store(&opened)
		err := r.live.Update(ctx, c)
		r.site.opened.Store(nil)
		if err == nil || ctx.Err() == nil || !errors.Is(err, context.Canceled) {
			return described("Update", err)
		}
	}
	return described("Update", r.live.Update(r.t.Context(), c))
}

func described(what string, err error) string {
	if err == nil {
		return ""
	}
	return fmt.Sprintf("%s: %v", what, err)
}

// compare says in what the follower is not what a cold build gives.
func (r *trial) compare(every int) string {
	r.steps++
	cold, err := buildCold(r.options)
	if err != nil {
		return fmt.Sprintf("cold build: %v", err)
	}
	before, published := r.cold, r.good
	r.cold = cold
	state := r.live.State()
	if !cold.broken() {
		r.failing = cold.failed
	}
	if problem := r.compareDiags(state); problem != "" {
		return problem
	}
	if state.Done != state.Total {
		return fmt.Sprintf("%d of %d documents are done after Update", state.Done, state.Total)
	}
	problem := r.compareFiles(every)
	if problem == "" {
		problem = r.compareVersion(state, before, published)
	}
	r.shown = state
	return problem
}

// compareDiags compares what is wrong. Templates that fail while they run are
// found out page by page, so these mistakes may come later.
func (r *trial) compareDiags(state State) string {
	late := diag.Sort(slices.Concat(r.failing, r.cold.diags))
	found := slices.DeleteFunc(slices.Clone(late), func(d diag.Diagnostic) bool {
		return !contains(r.cold.diags, d) && !contains(state.Diags, d)
	})
	if diff := cmp.Diff(found, state.Diags); diff != "" {
		return fmt.Sprintf("diagnostics (-cold +live)\n%s", diff)
	}
	return ""
}

func contains(list []diag.Diagnostic, d diag.Diagnostic) bool {
	return slices.ContainsFunc(list, func(o diag.Diagnostic) bool { return cmp.Equal(o, d) })
}

func (r *trial) compareFiles(every int) string {
	switch ready := r.live.State().Ready; {
	case r.cold.broken() && r.good == nil:
		if _, err := r.live.File("index.html"); !errors.Is(err, ErrNoEdition) || ready {
			return fmt.Sprintf("there was never a good state; ready: %t, File gives %v", ready, err)
		}
		return ""
	case !ready:
		return "there is a good state, and it is not ready"
	case r.cold.failed != nil:
		return r.compareFailing()
	case !r.cold.broken():
		r.clean++
		gone := slices.DeleteFunc(slices.Collect(maps.Keys(r.good)), func(path string) bool { _, is := r.cold.files[path]; return is })
		r.good = r.cold.files
		if problem := r.none(append(gone, "nowhere/index.html", "", "..", "mous")); problem != "" {
			return problem
		}
	}
	return r.comparePublished(every)
}

// none fails where the follower has files that the site does not have.
func (r *trial) none(paths []string) string {
	for _, path := range paths {
		if _, err := r.live.File(path); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Sprintf("%s: the site has no such file, and File gives %v", path, err)
		}
	}
	return ""
}

// comparePublished compares with the last good state.
func (r *trial) comparePublished(every int) string {
	var paths []string
	for i, path := range slices.Sorted(maps.Keys(r.good)) {
		if (i+r.steps)%every == 0 && !strings.HasPrefix(path, search.Folder) {
			paths = append(paths, path)
		}
	}
	for _, path := range paths {
		if r.cold.broken() && r.onDisk(path) {
			continue
		}
		got, problem := r.read(path)
		if problem == "" && got != r.good[path] {
			problem = fmt.Sprintf("%s (-cold +live)\n%s", path, cmp.Diff(strings.Split(r.good[path], "\n"), strings.Split(got, "\n")))
		}
		if problem != "" {
			return problem
		}
	}
	if every > 1 {
		return ""
	}
	if problem := r.compareSearch(); problem != "" {
		return problem
	}
	return r.askAgain(paths)
}

// onDisk says whether a path is, or was, that of a file which is published as it
// is. These may be large; they are read when they are asked for and not kept, so
// while there are errors they are already what they will be.
func (r *trial) onDisk(path string) bool { return r.plain[path] }

// notePlain notes which files are published as they are.
func (r *trial) notePlain() {
	for name := range r.tree {
		if path, ok := strings.CutPrefix(name, contentFolder+"/"); ok && !strings.HasSuffix(path, ".md") {
			r.plain[path] = true
		}
	}
}

// askAgain fails where a page is rendered for those who ask again.
func (r *trial) askAgain(paths []string) string {
	before := r.live.State().Renders
	for _, path := range paths {
		if r.onDisk(path) {
			continue
		}
		if _, problem := r.read(path); problem != "" {
			return "asked again: " + problem
		}
	}
	if after := r.live.State().Renders; after != before {
		return fmt.Sprintf("%d pages were rendered again although nothing changed", after-before)
	}
	return ""
}

// read returns what the follower has at a path.
func (r *trial) read(path string) (string, string) {
	f, err := r.live.File(path)
	if err != nil {
		return "", fmt.Sprintf("%s: File: %v", path, err)
	}
	content := string(f.Content)
	if !strings.HasPrefix(f.ETag, `"`) || !strings.HasSuffix(f.ETag, `"`) || len(f.ETag) < 10 {
		return "", fmt.Sprintf("%s: %s is no strong tag", path, f.ETag)
	}
	tag, known := r.etags[path+"\n"+content]
	if was, used := r.contents[path+"\n"+f.ETag]; known && tag != f.ETag || used && was != content {
		return "", fmt.Sprintf("%s: the tag %s is not that of its content alone", path, f.ETag)
	}
	r.etags[path+"\n"+content], r.contents[path+"\n"+f.ETag] = f.ETag, content
	return content, ""
}

// compareSearch compares all paths, and the search index by what it holds.
func (r *trial) compareSearch() string {
	shards := func(paths []string) (in, out []string) {
		for _, path := range paths {
			if strings.HasPrefix(path, search.Folder) {
				in = append(in, path)
			} else {
				out = append(out, path)
			}
		}
		return in, out
	}
	coldShards, coldPaths := shards(slices.Sorted(maps.Keys(r.good)))
	liveShards, livePaths := shards(slices.Sorted(slices.Values(r.live.Paths())))
	if diff := cmp.Diff(coldPaths, livePaths); diff != "" {
		return fmt.Sprintf("paths (-cold +live)\n%s", diff)
	}
	files := fstest.MapFS{}
	same := slices.Equal(coldShards, liveShards)
	for _, path := range liveShards {
		content, problem := r.read(path)
		if problem != "" {
			return problem
		}
		files[path] = &fstest.MapFile{Data: []byte(content)}
		same = same && content == r.good[path]
	}
	if same {
		return ""
	}
	cold := fstest.MapFS{}
	for _, path := range coldShards {
		cold[path] = &fstest.MapFile{Data: []byte(r.good[path])}
	}
	want, got := indexText(r.t, cold), indexText(r.t, files)
	if want == got {
		return ""
	}
	return fmt.Sprintf("search index (-cold +live)\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
}

// compareFailing compares what is wrong where templates fail while they run.
// The pages that do not fail are what the site publishes from now on: no build
// says what they should be.
func (r *trial) compareFailing() string {
	failed, problem := r.adopt()
	if problem != "" {
		return problem
	}
	if diff := cmp.Diff(r.cold.failed, failed); diff != "" {
		return fmt.Sprintf("mistakes that come out while rendering (-cold +live)\n%s", diff)
	}
	if diff := cmp.Diff(diag.Sort(slices.Concat(failed, r.cold.diags)), r.live.State().Diags); diff != "" {
		return fmt.Sprintf("diagnostics after all pages are asked (-cold +live)\n%s", diff)
	}
	return ""
}

// adopt takes what the follower publishes for the last good state, and returns
// what is wrong with pages that cannot be rendered.
func (r *trial) adopt() ([]diag.Diagnostic, string) {
	r.good, r.failing = map[string]string{}, nil
	for _, path := range r.live.Paths() {
		content, err := r.live.File(path)
		page := new(PageError)
		switch {
		case errors.As(err, &page):
			r.failing = append(r.failing, page.Diag)
		case r.onDisk(path) && errors.Is(err, fs.ErrNotExist):
			r.good[path] = "" // it has vanished since it was listed
		case err != nil:
			return nil, fmt.Sprintf("%s: File: %v", path, err)
		default:
			r.good[path] = string(content.Content)
		}
	}
	r.failing = diag.Sort(r.failing)
	return r.failing, ""
}

// compareVersion fails where the version does not tell that something changed.
func (r *trial) compareVersion(now State, before *coldSite, published map[string]string) string {
	if before == nil {
		return ""
	}
	if now.Version < r.shown.Version || now.Renders < r.shown.Renders {
		return fmt.Sprintf("version and renders went back: from %d, %d to %d, %d", r.shown.Version, r.shown.Renders, now.Version, now.Renders)
	}
	same := cmp.Equal(before.diags, r.cold.diags) && maps.Equal(published, r.good)
	if !same && now.Version == r.shown.Version {
		return fmt.Sprintf("something changed, and the version is still %d", now.Version)
	}
	return ""
}

// replay takes steps from the beginning and returns which failed first, and
// how; -1 where none does.
func replay(t testing.TB, start upheaval.Tree, steps []step, static fs.FS, follow func(Options) follower) (int, string) {
	r, problem := newTrial(t, start, static, follow)
	defer r.close()
	if problem != "" {
		return 0, problem
	}
	for i, s := range steps {
		if problem := r.take(s); problem != "" {
			return i + 1, problem
		}
	}
	return -1, ""
}

// shrink leaves out steps, and parts of them, as long as something is still
// wrong in the end, and returns what is left and what is wrong.
func shrink(steps []step, problem string, fails func([]step) (int, string)) ([]step, string) {
	try := func(fewer []step) bool {
		at, p := fails(fewer)
		if at < 0 {
			return false
		}
		steps, problem = fewer[:at], p
		return true
	}
	all := slices.Clone(steps)
	for i := range all {
		all[i].every = 1
	}
	try(all)
	for size := (len(steps) + 1) / 2; size > 0; size /= 2 {
		for from := 0; from+size <= len(steps); {
			if !try(slices.Concat(steps[:from], steps[from+size:])) {
				from += size
			}
		}
	}
	for i := 0; i < len(steps); i++ {
		fewer := slices.Clone(steps)
		fewer[i].ahead, fewer[i].cancel, fewer[i].every, fewer[i].All = false, 0, 1, false
		try(fewer)
		for k := 0; i < len(steps) && k < len(steps[i].Ops) && len(steps[i].Ops) > 1; {
			fewer := slices.Clone(steps)
			fewer[i].Ops = slices.Delete(slices.Clone(fewer[i].Ops), k, k+1)
			if !try(fewer) {
				k++
			}
		}
	}
	return steps, problem
}

// report prints a sequence that fails, and the whole site that it begins with.
func report(w io.Writer, start upheaval.Tree, steps []step, problem string) {
	fmt.Fprintf(w, "%s\n\nafter these changes:\n", problem)
	for i, s := range steps {
		fmt.Fprintf(w, "%d. %v\n", i+1, s)
	}
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(start)) {
		fmt.Fprintf(&b, "-- %s --\n%s", name, strings.TrimSuffix(start[name], "\n")+"\n")
	}
	fmt.Fprintf(w, "\nof this site:\n%s", b.String())
}
