package engine

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	finder "concord/internal/find"
	"concord/internal/record"
	"concord/internal/search"
	"concord/templates"
)

const (
	firstResults = 5    // among which every right place must be
	leastMRR     = 0.95 // of the mean of one over the rank of the first right place
)

// judgement is a query and the places that are right for it.
type judgement struct {
	query  string
	typing bool
	places []string
}

// TestJudgedQueries asks the search what readers ask of the real record.
func TestJudgedQueries(t *testing.T) {
	text, err := os.ReadFile("testdata/judged.txt")
	if err != nil {
		t.Fatal(err)
	}
	judge(t, realSite(t), string(text))
}

// TestJudgedQueriesInKorean does the same on a site that has no other language.
func TestJudgedQueriesInKorean(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/korean.txtar")
	if err != nil {
		t.Fatal(err)
	}
	sources, judged := fstest.MapFS{}, ""
	for _, f := range archive.Files {
		if f.Name == "judged.txt" {
			judged = string(f.Data)
		} else {
			sources[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	judge(t, sources, judged)
}

// judge demands that the right places of queries are among the first results,
// and that the first of them is, in the mean, the first result.
func judge(t *testing.T, site fs.FS, text string) {
	t.Helper()
	paths, index := openIndex(t, site)
	judged := parseJudgements(t, text)
	sum := 0.0
	for _, j := range judged {
		result, err := index.Search(j.query, finder.Options{Typing: j.typing, Groups: 2 * firstResults})
		if err != nil {
			t.Errorf("%s: %v", j.query, err)
			continue
		}
		best := 0
		for _, place := range j.places {
			if page, anchor, _ := strings.Cut(place, "#"); !paths[page] || anchor != "" && !paths[place] {
				t.Errorf("%s: there is no place %s", j.query, place)
			}
			rank := rankOf(place, result.Groups)
			if best == 0 || rank > 0 && rank < best {
				best = rank
			}
			if rank == 0 || rank > firstResults {
				t.Errorf("%s: %s is not among the first %d results:%s", j.query, place, firstResults, listed(result.Groups))
			}
		}
		if best > 1 {
			t.Logf("%s: first right place at %d:%s", j.query, best, listed(result.Groups[:best]))
		}
		if best > 0 {
			sum += 1 / float64(best)
		}
	}
	mrr := sum / float64(len(judged))
	t.Logf("%d queries, mean reciprocal rank %.4f", len(judged), mrr)
	if mrr < leastMRR {
		t.Errorf("the mean reciprocal rank is %.4f, and %.2f is demanded", mrr, leastMRR)
	}
}

// parseJudgements reads lines of the form QUERY => PLACE ….
func parseJudgements(t *testing.T, text string) []judgement {
	t.Helper()
	var list []judgement
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		query, places, ok := strings.Cut(line, " => ")
		j := judgement{places: strings.Fields(places)}
		j.query, j.typing = strings.CutSuffix(query, "…")
		if !ok || len(j.places) == 0 || slices.ContainsFunc(list, func(o judgement) bool { return o.query == j.query && o.typing == j.typing }) {
			t.Fatalf("not a judgement, or one that stands twice: %s", line)
		}
		list = append(list, j)
	}
	return list
}

// openIndex makes the index of a site in memory. Paths are those of everything
// that can be found, without "index.html" as judgements have them.
func openIndex(t *testing.T, site fs.FS) (paths map[string]bool, index *finder.Index) {
	t.Helper()
	e, err := Evaluate(Options{Site: site, Templates: templates.FS, Static: fstest.MapFS{}})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	files := map[string][]byte{}
	var mu sync.Mutex
	if _, err := e.WriteSearch(func(path string, content []byte) error {
		mu.Lock()
		defer mu.Unlock()
		files[path] = slices.Clone(content)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	index, err = finder.Open(func(name string) ([]byte, error) {
		if content, ok := files[search.Folder+name+".js"]; ok {
			return content, nil
		}
		return nil, fs.ErrNotExist
	})
	if err != nil {
		t.Fatal(err)
	}
	return placesOf(t, e), index
}

// placesOf lists the places of a site: its pages, their paragraphs, dates and
// terms.
func placesOf(t *testing.T, e *Evaluation) map[string]bool {
	places := map[string]bool{}
	for _, p := range e.Site.Pages() {
		places[folderOf(p.Path)] = true
	}
	for _, m := range e.Site.Members {
		for i := range m.Facts.Paragraphs {
			places[folderOf(m.Document.URL()+"#"+m.Facts.Paragraphs[i].Anchor())] = true
		}
	}
	for _, key := range e.Site.Concordance.Keys(record.KeyDate) {
		date, err := record.ParseEDTF(key.ID)
		if err != nil {
			t.Fatal(err)
		}
		places[folderOf(record.DatePath(date))] = true
	}
	for _, term := range e.Site.Terms {
		places["glossary/#"+term.Slug] = true
	}
	return places
}

// folderOf is a path as judgements have it.
func folderOf(path string) string { return strings.Replace(path, "index.html", "", 1) }

// rankOf is the place, from 1, of the group that is a place or shows it, 0 if
// none does.
func rankOf(place string, groups []finder.Group) int {
	return 1 + slices.IndexFunc(groups, func(g finder.Group) bool { return slices.Contains(shown(&g), place) })
}

// shown lists the places that a group leads to.
func shown(g *finder.Group) []string {
	places := []string{folderOf(g.Path)}
	page, _, _ := strings.Cut(g.Path, "#")
	for _, h := range g.Hits {
		if h.Number != "" {
			places = append(places, folderOf(page)+"#"+record.Anchor(h.Number))
		}
	}
	return places
}

func listed(groups []finder.Group) string {
	var b strings.Builder
	for i := range groups {
		fmt.Fprintf(&b, "\n    %s. %s", strconv.Itoa(i+1), strings.Join(shown(&groups[i]), " "))
	}
	return b.String()
}
