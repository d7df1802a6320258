package find_test

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"concord/internal/find"
)

// TestQueries asks what testdata/queries.spec says, over the corpus.
func TestQueries(t *testing.T) {
	ix := open(t, build(t, corpus()))
	file, err := os.Open("testdata/queries.spec")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for number := 1; lines.Scan(); number++ {
		query, want, ok := strings.Cut(lines.Text(), " => ")
		if strings.HasPrefix(query, "# ") || lines.Text() == "" {
			continue
		}
		if !ok {
			t.Fatalf("queries.spec:%d: no =>", number)
		}
		query, typing := strings.CutPrefix(query, "typing ")
		r, err := ix.Search(query, find.Options{Typing: typing})
		if err != nil {
			t.Errorf("queries.spec:%d: %v", number, err)
			continue
		}
		facts := factsOf(r)
		for _, fact := range strings.Fields(want) {
			if !holds(facts, fact) {
				t.Errorf("queries.spec:%d: %s\n\twant %s\n\tgot  %s", number, query, fact, strings.Join(facts, " "))
			}
		}
	}
}

// factsOf says what a result has, as the specification puts it.
func factsOf(r *find.Result) []string {
	facts := []string{fmt.Sprintf("total=%d", r.Total), fmt.Sprintf("exact=%v", r.Exact), fmt.Sprintf("partial=%v", r.Partial)}
	for i, g := range r.Groups {
		where := g.Path
		if len(g.Hits) > 0 {
			where += "@" + g.Hits[0].Number
		}
		facts = append(facts, fmt.Sprintf("%d:%s", i+1, where), "has:"+g.Path)
		if g.Answer {
			facts = append(facts, "answer:"+g.Path)
		}
		facts = append(facts, marks(g)...)
	}
	for _, c := range r.Corrections {
		facts = append(facts, "correction:"+c.From+">"+c.To)
	}
	for _, s := range r.Suggestions {
		facts = append(facts, "suggest:"+strings.ReplaceAll(s, " ", "_"))
	}
	for _, n := range r.Notes {
		facts = append(facts, "note:"+n)
	}
	return facts
}

// marks says what is marked in a group.
func marks(g find.Group) []string {
	var facts []string
	texts := [][]find.Piece{g.Title, g.Description}
	for _, h := range g.Hits {
		texts = append(texts, h.Excerpt)
	}
	for _, p := range slices.Concat(texts...) {
		if p.Mark {
			facts = append(facts, "mark:"+strings.ReplaceAll(p.Text, " ", "_"))
		}
	}
	return facts
}

// holds says whether a fact is among those of a result; "!" before it denies it,
// "1:path" is true with any paragraph.
func holds(facts []string, fact string) bool {
	if denied, ok := strings.CutPrefix(fact, "!"); ok {
		return !holds(facts, denied)
	}
	return slices.ContainsFunc(facts, func(f string) bool {
		return f == fact || !strings.Contains(fact, "@") && strings.HasPrefix(f, fact+"@")
	})
}
