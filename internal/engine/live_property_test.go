package engine

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"concord/internal/diag"
	"concord/internal/upheaval"
	"concord/static"
	"concord/templates"
)

// A long run is go test ./internal/engine -run TestNothingIsStale -operations 5000.
var (
	operations = flag.Int("operations", 120, "how many random changes TestNothingIsStale makes")
	seed       = flag.Uint64("seed", 0, "what the random tests begin with, 0 for a seed of the day")
)

// changesPerSite is how many changes a site lives through; a failure after few
// is easier to understand, and some come out only after many.
const changesPerSite = 30

func firstSeed(t *testing.T) uint64 {
	s := *seed
	if s == 0 {
		s = uint64(time.Now().UnixNano())
	}
	return s
}

func newFollower(o Options) follower { return NewLive(o) }

// After any change, what a live site publishes and says is what a cold build
// of the same files does, to the byte.
func TestNothingIsStale(t *testing.T) {
	first, clean := firstSeed(t), 0
	for done := 0; done < *operations; done += changesPerSite {
		s := first + uint64(done/changesPerSite)
		scripts := fs.FS(plainScripts)
		if s%8 == 0 {
			scripts = static.FS
		}
		steps, good, problem := tryChanges(t, s, min(changesPerSite, *operations-done), scripts, newFollower)
		if clean += good; problem == "" {
			continue
		}
		start := upheaval.New(s).Tree()
		steps, problem = shrink(steps, problem, func(fewer []step) (int, string) {
			return replay(t, start, fewer, scripts, newFollower)
		})
		var b strings.Builder
		report(&b, start, steps, problem)
		t.Fatalf("-seed %d -operations %d: %s", s, changesPerSite, b.String())
	}
	t.Logf("-seed %d: after %d of %d changes the site was without errors", first, clean, *operations)
	if clean < *operations/4 {
		t.Error("too few to show anything")
	}
}

// tryChanges lets a follower live through random changes and returns those
// up to the first after which something is wrong, after how many there were no
// errors, and what is wrong.
func tryChanges(t testing.TB, seed uint64, n int, static fs.FS, follow func(Options) follower) ([]step, int, string) {
	g, random := upheaval.New(seed), rand.New(rand.NewPCG(seed, 1))
	r, problem := newTrial(t, g.Tree(), static, follow)
	defer r.close()
	var steps []step
	for range n {
		if problem != "" {
			break
		}
		if !r.cold.broken() && r.cold.failed == nil && len(r.told.Names) == 0 {
			g.Keep()
		}
		s := step{Change: g.Next(), ahead: random.IntN(10) == 0, every: 1}
		if random.IntN(8) == 0 {
			s.cancel = 1 + random.IntN(30)
		}
		if random.IntN(3) == 0 {
			s.every = 3
		}
		steps = append(steps, s)
		problem = r.take(s)
	}
	return steps, r.clean, problem
}

// forgetful is not told of what changes in one folder.
type forgetful struct{ follower }

const forgotten = "content/agencies/"

func (f forgetful) Update(ctx context.Context, c Changes) error {
	c.Names = slices.DeleteFunc(slices.Clone(c.Names), func(name string) bool { return strings.HasPrefix(name, forgotten) })
	c.All = false
	return f.follower.Update(ctx, c)
}

// What is stale is found out, and the changes that are told are those that
// make it so.
func TestStalenessIsFound(t *testing.T) {
	follow := func(o Options) follower { return forgetful{newFollower(o)} }
	for s := uint64(1); ; s++ {
		steps, _, problem := tryChanges(t, s, 10, plainScripts, follow)
		if problem == "" {
			if s == 5 {
				t.Fatal("who is told of no agency is as good as any")
			}
			continue
		}
		start := upheaval.New(s).Tree()
		few, _ := shrink(steps, problem, func(fewer []step) (int, string) { return replay(t, start, fewer, plainScripts, follow) })
		if len(few) != 1 || len(few[0].Ops) != 1 || !strings.Contains(few[0].Ops[0].String(), forgotten) {
			t.Errorf("of %d changes these are left: %v", len(steps), few)
		}
		return
	}
}

// TestRendersOnlyWhatChanges counts pages: an edit of a text renders one, an
// edit of a quoted text that page and those that quote it, and who asks again
// is given what there is.
func TestRendersOnlyWhatChanges(t *testing.T) {
	const annex = "content/annexes/a.md"
	files := fstest.MapFS{
		"content/site.yaml":         {Data: []byte("title: X\nsides:\n  - {code: XA, name: Avaria}\n")},
		"content/agencies/tides.md": {Data: []byte("---\ntitle: Tide Office\ncountry: XA\n---\n")},
		"content/agencies/winds.md": {Data: []byte("---\ntitle: Wind Office\ncountry: XA\n---\n")},
		"content/guide/about.md":    {Data: []byte("---\ntitle: About\n---\n\nOf the Tide Office.\n")},
		"content/mous/tides.md":     {Data: []byte("---\ntitle: MOU on Tides\nform: {value: MOU, cite: annexes/a#1}\n---\n")},
	}
	text := func(first, second string) {
		files[annex] = &fstest.MapFile{Data: []byte("---\ntitle: A\n---\n\n1. " + first + "\n\n2. " + second + "\n")}
	}
	text("Words.", "The Tide Office met.")
	site := new(shifting)
	site.show(files)
	live := NewLive(Options{Site: site, Templates: templates.FS, Static: plainScripts})
	defer live.Close()
	ask := func(what string, c Changes, least, most int) {
		t.Helper()
		before := live.State().Renders
		if err := live.Update(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		for _, path := range live.Paths() {
			if _, err := live.File(path); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
		if got := int(live.State().Renders - before); got < least || got > most {
			t.Errorf("%s: %d pages were rendered, want %d to %d", what, got, least, most)
		}
	}
	changed := Changes{Names: []string{annex}}
	ask("at first", Changes{All: true}, 10, 30)
	ask("nothing", Changes{}, 0, 0)
	ask("a touch", changed, 0, 1)
	text("Other words.", "The Tide Office met.")
	ask("words that nobody quotes", changed, 2, 2) // their page, and that of the whole record
	text("Other words.", "The Tide Office met again.")
	ask("words that one page quotes", changed, 3, 4) // and perhaps the list of agencies
	files["content/guide/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: About\n---\n\nOf the Wind Office.\n")}
	ask("a page of the guide, which is not indexed", Changes{Names: []string{"content/guide/about.md"}}, 1, 1)
	files["content/_draft.md"] = &fstest.MapFile{Data: []byte("no document")}
	ask("a file that is none of the site's", Changes{Names: []string{"content/_draft.md"}}, 0, 0)
}

// answer is what a reader was given.
type answer struct {
	path     string
	sum      [32]byte
	none     bool // there is no such file
	from, to int  // the editions that were there in the meantime
}

// TestReadersMeetWholeEditions: whoever asks while the site changes is given
// what some state of the site publishes, of those there were meanwhile.
func TestReadersMeetWholeEditions(t *testing.T) {
	s := firstSeed(t)
	t.Logf("-seed %d", s)
	g := upheaval.New(s)
	site := new(shifting)
	site.show(g.Tree().FS())
	live := NewLive(Options{Site: site, Templates: templates.FS, Static: plainScripts})
	defer live.Close()
	if err := live.Update(t.Context(), Changes{All: true}); err != nil {
		t.Fatal(err)
	}
	h := &hall{live: live, paths: []string{"index.html", "annexes/a/index.html", "404.html"}}
	h.note(t)
	answers := make([][]answer, 4)
	var readers sync.WaitGroup
	for i := range answers {
		readers.Go(func() { answers[i] = h.read(t, rand.New(rand.NewPCG(s, uint64(i)))) })
	}
	tree := g.Tree()
	for range max(20, *operations/10) {
		if len(g.Mistakes()) == 0 && live.State().Ready {
			g.Keep()
		}
		c := g.Next()
		names := c.Apply(tree)
		h.begun.Add(1)
		site.show(tree.FS())
		if err := live.Update(t.Context(), Changes{Names: names, All: c.All}); err != nil {
			t.Error(err)
		}
		h.note(t)
		h.done.Add(1)
	}
	h.closed.Store(true)
	readers.Wait()
	h.judge(t, slices.Concat(answers...))
}

// hall is where readers ask while a site changes.
type hall struct {
	live        *Live
	begun, done atomic.Int64 // updates
	closed      atomic.Bool

	mu       sync.Mutex
	paths    []string // that are or were
	editions []map[string][32]byte
}

// note keeps what the site publishes at rest. What fails there may be
// anything meanwhile, and is not judged.
func (h *hall) note(t *testing.T) {
	edition := map[string][32]byte{}
	for _, path := range h.live.Paths() {
		f, err := h.live.File(path)
		page := new(PageError)
		switch {
		case errors.As(err, &page):
			edition[path] = [32]byte{}
		case errors.Is(err, fs.ErrNotExist) && diag.Errors(h.live.State().Diags) > 0:
			// It is published as it is, so it is gone from the last good state too.
		case err != nil:
			t.Errorf("%s: %v", path, err)
		default:
			edition[path] = sha256.Sum256(f.Content)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.editions = append(h.editions, edition)
	for path := range edition {
		if !slices.Contains(h.paths, path) {
			h.paths = append(h.paths, path)
		}
	}
	slices.Sort(h.paths)
}

// read asks until the hall is closed.
func (h *hall) read(t *testing.T, random *rand.Rand) []answer {
	var list []answer
	version := uint64(0)
	for !h.closed.Load() {
		h.mu.Lock()
		path := h.paths[random.IntN(len(h.paths))]
		h.mu.Unlock()
		a := answer{path: path, from: int(h.done.Load())}
		f, err := h.live.File(path)
		a.to = int(h.begun.Load())
		page := new(PageError)
		switch {
		case err == nil:
			a.sum = sha256.Sum256(f.Content)
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, ErrNoEdition):
			a.none = true
		case !errors.As(err, &page):
			t.Errorf("%s: %v", path, err)
		}
		list = append(list, a)
		if _, err := h.live.Notes(path); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, ErrNoEdition) {
			t.Errorf("notes of %s: %v", path, err)
		}
		state := h.live.State()
		if state.Version < version {
			t.Errorf("version %d comes after %d", state.Version, version)
		}
		version = state.Version
	}
	return list
}

// judge fails for each answer that no edition of its time would give.
func (h *hall) judge(t *testing.T, answers []answer) {
	for _, a := range answers {
		if !slices.ContainsFunc(h.editions[a.from:a.to+1], func(edition map[string][32]byte) bool {
			sum, is := edition[a.path]
			return a.none && !is || is && sum == a.sum || is && sum == [32]byte{}
		}) {
			t.Errorf("%s: what was answered between editions %d and %d is in none of them (none: %t)", a.path, a.from, a.to, a.none)
		}
	}
	t.Logf("%d answers, %d editions", len(answers), len(h.editions))
}
