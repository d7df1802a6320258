package serve

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"
	"time"

	"concord/internal/diag"
	"concord/internal/engine"
	"concord/internal/upheaval"
	"concord/templates"
)

// A long run is go test ./internal/serve -race -run TestSoak -operations 10000.
var (
	operations = flag.Int("operations", 200, "how many random operations TestSoak does to the sources")
	seed       = flag.Uint64("seed", 0, "what TestSoak begins with, 0 for a seed of the day")
)

// How often, in operations, a short soak does what takes long; a long one has it
// a third as often.
const (
	toSettle  = 10 // waits until the preview has taken everything in
	toFault   = 12 // lets something go wrong that is no edit
	toCompare = 40 // compares with a cold build
	long      = 2000
	toRebuild = 500 // begins another site, always
	toMeasure = 1000
)

// goesAtFirst is a file that goes before anything watches it.
const goesAtFirst = "content/files/first.txt"

// TestSoak edits the sources of a preview at random while faults happen to the
// disk and browsers look on. Whenever it rests, the preview is what a cold build
// of the same folder is, to the byte; and in the end it uses no more of the
// machine than in the beginning.
func TestSoak(t *testing.T) {
	first := *seed
	if first == 0 {
		first = uint64(time.Now().UnixNano())
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("again: -seed %d -operations %d", first, *operations)
		}
	})
	before := usageOfProcess()
	s := newSoak(t, first)
	s.start()
	faults := newFaults(s)
	pace := 1
	if *operations >= long {
		pace = 3
	}
	measure := min(toMeasure, max(*operations/4, 1))
	for i := 1; i <= *operations; i++ {
		s.operate()
		if s.random.IntN(pace*toFault) == 0 {
			faults.next()
		}
		if s.random.IntN(pace*toSettle) == 0 {
			s.settle()
			s.keep()
		}
		if s.random.IntN(pace*toCompare) == 0 {
			s.compare()
		}
		if i%toRebuild == 0 {
			faults.end()
			s.begin(upheaval.New(first + uint64(i)))
		}
		if i%measure == 0 {
			faults.end()
			s.measure()
		}
	}
	s.finish()
	s.judgeUsage(before)
	t.Logf("-seed %d: %d operations, %d faults, %d comparisons, %d of them without errors; %d requests, %d states told, %d updates; the last difference was gone after %v",
		first, *operations, faults.count, s.compared, s.clean, s.crowd.asked.Load(), s.crowd.told.Load(), s.site.count(), s.latest.Round(time.Millisecond))
}

// soak is a preview of a real folder.
type soak struct {
	*testing.T
	random  *rand.Rand
	root    string // of the site
	editor  *upheaval.Generator
	site    *witness
	crowd   *crowd
	address string
	cancel  context.CancelFunc
	over    chan error
	voice   *listener
	diary   diary

	marks           int
	compared, clean int
	latest          time.Duration // from the rest of the sources to that of the preview, at most
	usages          []usage
}

func newSoak(t *testing.T, seed uint64) *soak {
	s := &soak{
		T: t, random: rand.New(rand.NewPCG(seed, 2)), root: filepath.Join(t.TempDir(), "site"),
		editor: upheaval.New(seed), over: make(chan error, 1),
	}
	s.voice = newListener(&s.diary)
	must(t, os.Mkdir(s.root, 0o755))
	s.pour(s.editor.Tree())
	put(t, "text", s.path(goesAtFirst))
	put(t, "0", s.path(markName)) // another file would have the folder listed again
	return s
}

// plainScripts stand for the theme's own, which take long to bundle.
func plainScripts() fstest.MapFS {
	return fstest.MapFS{
		"css/concord.css":   {Data: []byte("a { color: #000080 }\n")},
		"ts/concord.ts":     {Data: []byte("console.log(\"page\")\n")},
		"ts/search.ts":      {Data: []byte("console.log(\"search\")\n")},
		"ts/search-box.ts":  {Data: []byte("console.log(\"box\")\n")},
		"ts/search-page.ts": {Data: []byte("console.log(\"results\")\n")},
	}
}

// start begins the preview. Some of the sources change while it reads them.
func (s *soak) start() {
	s.Helper()
	var ctx context.Context
	ctx, s.cancel = context.WithCancel(context.Background())
	options := Options{Templates: templates.FS, Static: plainScripts(), Bind: "127.0.0.1", Voice: s.voice}
	made, read := make(chan *witness, 1), make(chan struct{})
	go func() {
		s.over <- run(ctx, s.root, options, func(with setup) Site {
			w := newWitness(with, options, &s.diary, func() { s.atFirst(); close(read) })
			made <- w
			return w
		})
	}()
	select {
	case s.site = <-made:
		s.address = <-s.voice.address
		<-read
	case err := <-s.over:
		s.Fatal(err)
	}
	s.crowd = newCrowd(s.address)
	s.compare()
	s.pour(s.editor.Tree())
}

// atFirst is called when the site has been read and nothing watches it yet.
func (s *soak) atFirst() {
	must(s.T, os.Remove(s.path(goesAtFirst)))
	put(s.T, "text", s.path("content/files/another.txt"))
}

func (s *soak) path(name string) string { return filepath.Join(s.root, filepath.FromSlash(name)) }

// operate lets the editor do something.
func (s *soak) operate() {
	change := s.editor.Next()
	s.diary.note("%s: %v", change.Title, change.Ops)
	root, err := os.OpenRoot(s.root)
	if err != nil {
		return // the folder is away, and so is what would be edited
	}
	defer root.Close()
	_ = change.ApplyTo(root) // faults are in its way
	s.crowd.hurry(3)
}

// pour makes the sources what they are to be, as a change of branches does: all
// at once.
func (s *soak) pour(tree upheaval.Tree) {
	s.Helper()
	s.diary.note("all %d files anew", len(tree))
	for _, f := range folders() {
		must(s.T, os.RemoveAll(s.path(f)))
	}
	root, err := os.OpenRoot(s.root)
	must(s.T, err)
	defer root.Close()
	must(s.T, tree.Pour(root))
}

// begin goes on with another site.
func (s *soak) begin(editor *upheaval.Generator) {
	s.editor = editor
	s.pour(editor.Tree())
}

// settle waits until the preview has taken in everything that is on the disk:
// events keep their order, so it is when it has taken in the last.
func (s *soak) settle() {
	s.Helper()
	s.marks++
	mark := fmt.Sprint(s.marks)
	if err := os.MkdirAll(s.path("content"), 0o755); err != nil {
		s.Fatal(err)
	}
	s.prune("static")
	s.prune("templates")
	s.diary.note("mark %s", mark)
	must(s.T, os.WriteFile(s.path(markName), []byte(mark), 0o644))
	for late := time.After(patient); s.site.marked() != mark; {
		s.crowd.hurry(1)
		select {
		case <-s.site.updated:
		case err := <-s.over:
			s.Fatalf("the preview ended: %v", err)
		case <-late:
			s.Fatalf("the preview does not take in what changed: it has come to mark %s, not %s\n%v", s.site.marked(), mark, &s.diary)
		}
	}
}

// prune removes folders without files, of which a watcher does not tell and one
// of which, with the name of a theme's file, would stand before that.
func (s *soak) prune(folder string) {
	entries, err := os.ReadDir(s.path(folder))
	if err != nil {
		return
	}
	for _, e := range entries {
		if e.IsDir() {
			s.prune(folder + "/" + e.Name())
		}
	}
	_ = os.Remove(s.path(folder)) // fails where there is something in it
}

// keep tells the editor that the site has no mistakes.
func (s *soak) keep() {
	if len(s.editor.Mistakes()) == 0 && diag.Errors(s.site.State().Diags) == 0 {
		s.editor.Keep()
	}
}

// compare waits until the preview is what a cold build is.
func (s *soak) compare() {
	s.Helper()
	s.settle()
	begun := time.Now()
	cold := s.buildCold()
	for {
		problem := s.differs(cold)
		if problem == "" {
			break
		}
		if time.Since(begun) > patient/2 {
			s.Fatalf("%s\nwhat the preview says is wrong: %v\n%v", problem, s.site.State().Diags, &s.diary)
		}
		select {
		case <-s.site.updated:
		case <-time.After(10 * time.Millisecond):
		}
	}
	s.latest = max(s.latest, time.Since(begun))
	s.compared++
	if cold.files != nil {
		s.clean++
	}
	s.crowd.know(cold)
}

// measure notes what the process uses with a site that is always the same.
func (s *soak) measure() {
	s.Helper()
	tree := s.editor.Tree()
	s.pour(upheaval.New(1).Tree())
	s.compare()
	s.crowd.rest()
	now := usageOfProcess()
	for late := time.Now().Add(patient); len(s.usages) > 0 && !now.within(s.usages[0]) && time.Now().Before(late); now = usageOfProcess() {
		runtime.Gosched() // connections are just being closed
	}
	s.usages = append(s.usages, now)
	s.crowd.work()
	s.pour(tree)
}

// finish ends the preview, which is no error.
func (s *soak) finish() {
	s.Helper()
	s.crowd.leave()
	s.cancel()
	select {
	case err := <-s.over:
		if err != nil {
			s.Error(err)
		}
	case <-time.After(patient):
		stacks := make([]byte, 1<<20)
		s.Fatalf("it does not end:\n%s", stacks[:runtime.Stack(stacks, true)])
	}
	for _, problem := range s.crowd.problems.list() {
		s.Error(problem)
	}
}

var _ Site = (*engine.Live)(nil)
