package find_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"concord/internal/browser"
	"concord/internal/bundle"
	"concord/internal/find"
	"concord/internal/search"
)

// question is what is asked of an index, here and in a browser.
type question struct {
	Index  string `json:"index"` // the folder of its files
	Query  string `json:"query"`
	Sort   string `json:"sort,omitempty"` // of a facet
	Typing bool   `json:"typing,omitempty"`
	From   int    `json:"from,omitempty"`
	Groups int    `json:"groups,omitempty"`
}

// script is the page that TestBrowser asks, with the indexes beside it.
func script(t *testing.T, indexes map[string]files) fstest.MapFS {
	t.Helper()
	sources := fstest.MapFS{}
	add := func(pattern, folder string) {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no files are %s: %v", pattern, err)
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			sources[folder+filepath.Base(name)] = &fstest.MapFile{Data: content}
		}
	}
	add("../../static/ts/engine/*.ts", "ts/engine/")
	add("testdata/parity.ts", "ts/")
	scripts, problems := bundle.Scripts(sources, []string{"ts/parity.ts"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	page := fstest.MapFS{
		"page.html": {Data: []byte(`<!doctype html><meta charset="utf-8"><title>Engine</title><script src="engine.js"></script>`)},
		"engine.js": {Data: scripts[0].Content},
		"early.html": {Data: []byte(`<!doctype html><meta charset="utf-8"><title>Engine</title>` +
			`<script src="early.js"></script><script src="corpus/root.js"></script><script src="engine.js"></script>`)},
		"early.js": {Data: []byte(`var concordSearch = Object.assign((name, data) => { concordSearch.kept.set(name, data); }, { kept: new Map() });`)},
	}
	for folder, made := range indexes {
		for name, content := range made {
			page[folder+"/"+name+".js"] = &fstest.MapFile{Data: content}
		}
	}
	return page
}

// TestBrowser demands of the script in static/ts/engine what this package
// gives, in the same order.
func TestBrowser(t *testing.T) {
	b := browser.Start(t)
	entries := map[string][]search.Entry{"corpus": corpus(), "crowd": crowd(), "site": realSite(t), "korean": koreanSite(t)}
	indexes, list := map[string]files{}, map[string][]question{"written": writtenQuestions(t)}
	for name, entries := range entries {
		indexes[name], list[name] = build(t, entries), generated(t, entries, name, 250)
	}
	served := script(t, indexes)
	host := browser.Serve(t, served)
	run := func(name, address string, test func(*testing.T, *browser.Page)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := b.Open(t)
			p.Go(address)
			test(t, p)
		})
	}
	for name, ask := range list {
		run(name, host+"page.html", func(t *testing.T, p *browser.Page) { checkParity(t, p, indexes, ask) })
	}
	run("words", host+"page.html", checkWords)
	run("files that came before the script", host+"early.html", checkEarly)
	folder := t.TempDir()
	if err := os.CopyFS(folder, served); err != nil {
		t.Fatal(err)
	}
	run("from a disk", "file://"+filepath.ToSlash(folder)+"/page.html", func(t *testing.T, p *browser.Page) {
		var some []question
		for i, q := range list["written"] {
			if i%10 == 0 {
				some = append(some, q)
			}
		}
		checkParity(t, p, indexes, some)
	})
	foreign := foreignIndexes(t)
	run("another version", browser.Serve(t, script(t, foreign))+"page.html", func(t *testing.T, p *browser.Page) { checkVersions(t, p, foreign) })
	damaged := damagedIndexes(indexes["corpus"])
	run("damaged files", browser.Serve(t, script(t, damaged))+"page.html", func(t *testing.T, p *browser.Page) {
		checkDamage(t, p, damaged, needing(t, indexes["corpus"]))
	})
	failing := &secondAttempt{FS: script(t, indexes), opened: map[string]bool{}}
	run("files that come at the second attempt", browser.Serve(t, failing)+"page.html", func(t *testing.T, p *browser.Page) {
		checkSecondAttempt(t, p, indexes["corpus"])
	})
}

// mostDifferences is how many differences are printed.
const mostDifferences = 5

// checkParity asks both and compares their answers.
func checkParity(t *testing.T, p *browser.Page, indexes map[string]files, list []question) {
	t.Helper()
	opened := map[string]*find.Index{}
	different := 0
	for i, theirs := range asked(t, p, list) {
		q := list[i]
		if opened[q.Index] == nil {
			opened[q.Index] = open(t, indexes[strings.TrimSuffix(q.Index, "/")])
		}
		ours, err := answer(opened[q.Index], q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		if got, want := normal(t, q, theirs), marshalled(t, ours); got != want {
			if different++; different <= mostDifferences {
				t.Errorf("%+v\nthe script has %s\nthis package   %s", q, around(got, want), around(want, got))
			}
		}
	}
	if different > 0 {
		t.Errorf("%d of %d answers are different", different, len(list))
	}
}

// around returns a text from a little before where it differs from another.
func around(text, other string) string {
	const before, after = 120, 200
	n := 0
	for n < min(len(text), len(other)) && text[n] == other[n] {
		n++
	}
	return fmt.Sprintf("%q", text[max(0, n-before):min(len(text), n+after)])
}

// asked puts questions to the page, some at a time.
func asked(t *testing.T, p *browser.Page, list []question) []json.RawMessage {
	t.Helper()
	const batch = 100
	var all []json.RawMessage
	for start := 0; start < len(list); start += batch {
		var answers []json.RawMessage
		evaluate(p, "answers("+marshalled(t, list[start:min(len(list), start+batch)])+")", &answers)
		all = append(all, answers...)
	}
	if len(all) != len(list) {
		t.Fatalf("%d questions had %d answers", len(list), len(all))
	}
	return all
}

func evaluate(p *browser.Page, expression string, value any) {
	p.Run(chromedp.Evaluate(expression, value, func(e *runtime.EvaluateParams) *runtime.EvaluateParams {
		return e.WithAwaitPromise(true)
	}))
}

func answer(ix *find.Index, q question) (any, error) {
	if q.Sort != "" {
		return ix.Facet(q.Query, q.Sort, find.Options{})
	}
	r, err := ix.Search(q.Query, find.Options{Typing: q.Typing, From: q.From, Groups: q.Groups})
	if err == nil {
		settle(r)
	}
	return r, err
}

// settle makes alike what is absent and what is empty.
func settle(r *find.Result) {
	for i := range r.Groups {
		g := &r.Groups[i]
		if len(g.Title) == 0 {
			g.Title = nil
		}
		for j := range g.Hits {
			g.Hits[j].Score = 0
			if len(g.Hits[j].Excerpt) == 0 {
				g.Hits[j].Excerpt = nil
			}
		}
	}
}

// normal returns an answer of the script as this package would have written it.
func normal(t *testing.T, q question, theirs json.RawMessage) string {
	t.Helper()
	value := any(&find.Result{})
	if q.Sort != "" {
		value = &[]find.Value{}
	}
	decoder := json.NewDecoder(bytes.NewReader(theirs))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(value); err != nil {
		return string(theirs)
	}
	if r, ok := value.(*find.Result); ok {
		settle(r)
	}
	return marshalled(t, value)
}

func marshalled(t *testing.T, v any) string {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(out.String())
}

// checkWords compares the words that the script finds with those of package
// search.
func checkWords(t *testing.T, p *browser.Page) {
	t.Helper()
	file, err := os.ReadFile("../search/testdata/words.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	type word struct {
		From, To     int
		Script, Form string
		Joined       bool
	}
	for line := range strings.Lines(string(file)) {
		var c struct {
			Number int
			Text   string
			Words  []word
		}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		var words []word
		evaluate(p, "words("+marshalled(t, c.Text)+")", &words)
		if len(words)+len(c.Words) > 0 && !reflect.DeepEqual(words, c.Words) {
			t.Errorf("case %d: %q\n got %v\nwant %v", c.Number, c.Text, words, c.Words)
		}
	}
}

// checkEarly looks at a page whose own script had the root delivered before the
// engine was there: it is not asked for again.
func checkEarly(t *testing.T, p *browser.Page) {
	t.Helper()
	var answers []find.Result
	evaluate(p, `answers([{index: "corpus/", query: "hydrogen"}])`, &answers)
	if len(answers[0].Groups) == 0 {
		t.Error("nothing was found")
	}
	p.Want(`performance.getEntriesByType("resource").filter(e => e.name.endsWith("root.js")).length`, 1)
}

// foreignIndexes are of other versions.
func foreignIndexes(t *testing.T) map[string]files {
	t.Helper()
	indexes := map[string]files{}
	for _, root := range []string{`{"version":2}`, `{"version":0}`, `{}`} {
		indexes[fmt.Sprint(len(indexes))] = files{search.Root: search.Encode(nil, search.Root, deflated(t, root))}
	}
	return indexes
}

// checkVersions demands that an index of another version is refused as such.
func checkVersions(t *testing.T, p *browser.Page, indexes map[string]files) {
	t.Helper()
	for folder := range indexes {
		if got := string(asked(t, p, []question{{Index: folder + "/", Query: "hydrogen"}})[0]); got != `{"error":"VersionError"}` {
			t.Errorf("%s: %s", folder, got)
		}
	}
}

// damages are what may have happened to a file on its way.
var damages = map[string]func(content []byte) []byte{
	"cut": func(content []byte) []byte { return content[:len(content)/2] },
	"altered": func(content []byte) []byte {
		content = bytes.Clone(content)
		for i := len(content) / 2; ; i++ {
			if c := content[i]; 'A' <= c && c <= 'y' && c != '\\' && content[i-1] != '\\' && content[i-2] != '\\' && content[i-3] != '\\' {
				content[i]++
				return content
			}
		}
	},
	"another file": func([]byte) []byte { return []byte(`concordSearch("000000000000","")`) },
	"empty":        func([]byte) []byte { return []byte{} },
	"missing":      func([]byte) []byte { return nil },
}

// damagedIndexes damages each file of an index in every way; their names are
// "FILE/HOW".
func damagedIndexes(made files) map[string]files {
	indexes := map[string]files{}
	for name, content := range made {
		for how, damage := range damages {
			other := maps.Clone(made)
			if other[name] = damage(content); other[name] == nil {
				delete(other, name)
			}
			indexes[name+"/"+how] = other
		}
	}
	return indexes
}

// needing returns for each file of an index a query that needs it.
func needing(t *testing.T, made files) map[string]string {
	t.Helper()
	queries := []string{"hydrogen", "-nothing", "7.4", "2024-10", "year:2000..2030", "kind:guide", "pillar:1"}
	for letter := 'a'; letter <= 'z'; letter++ {
		queries = append(queries, string(letter))
	}
	need := map[string]string{}
	for _, query := range queries {
		ix, err := find.Open(func(name string) ([]byte, error) {
			if _, ok := need[name]; !ok {
				need[name] = query
			}
			return made.read(name)
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ix.Search(query, find.Options{Typing: true, Groups: 1000}); err != nil {
			t.Fatal(err)
		}
	}
	return need
}

// checkDamage demands that what needs the file that is damaged is refused by
// name, and that nothing else happens.
func checkDamage(t *testing.T, p *browser.Page, indexes map[string]files, need map[string]string) {
	t.Helper()
	var list []question
	for folder := range indexes {
		query, ok := need[path.Dir(folder)]
		if !ok {
			t.Errorf("%s: no query needs it", folder)
		}
		list = append(list, question{Index: folder + "/", Query: query, Typing: true, Groups: 1000})
	}
	for i, theirs := range asked(t, p, list) {
		if string(theirs) != `{"error":"FileError"}` {
			t.Errorf("%+v: %s", list[i], theirs)
		}
	}
	checkFaults(t, p)
}

// checkFaults allows what browsers say of scripts that are cut or not there.
func checkFaults(t *testing.T, p *browser.Page) {
	t.Helper()
	for _, fault := range p.Faults() {
		if !strings.Contains(fault, "SyntaxError") && !strings.Contains(fault, "MIME type ('text/plain')") {
			t.Error(fault)
		}
	}
}

// secondAttempt has no file of an index at the first attempt.
type secondAttempt struct {
	fs.FS
	mu     sync.Mutex
	opened map[string]bool
}

func (s *secondAttempt) Open(name string) (fs.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	first := strings.HasPrefix(name, "corpus/") && !s.opened[name]
	s.opened[name] = true
	if first {
		return nil, fs.ErrNotExist
	}
	return s.FS.Open(name)
}

// checkSecondAttempt demands that what failed is asked for again.
func checkSecondAttempt(t *testing.T, p *browser.Page, made files) {
	t.Helper()
	defer checkFaults(t, p)
	q := question{Index: "corpus/", Query: "hydrogen safety"}
	for range len(made) + 1 {
		theirs := asked(t, p, []question{q})[0]
		var failed struct{ Error string }
		if err := json.Unmarshal(theirs, &failed); err != nil {
			t.Fatal(err)
		}
		if failed.Error == "" {
			ours, err := answer(open(t, made), q)
			if got, want := normal(t, q, theirs), marshalled(t, ours); err != nil || got != want {
				t.Errorf("got  %s\nwant %s %v", got, want, err)
			}
			return
		}
		if failed.Error != "FileError" {
			t.Fatalf("the engine failed with %s", failed.Error)
		}
	}
	t.Error("the engine does not ask again for what failed")
}
