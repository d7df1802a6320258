package search_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"concord/internal/search"
)

// shelf is an index in memory.
type shelf struct {
	mu    sync.Mutex
	files map[string]string
}

func (s *shelf) write(path string, content []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.files[path]; ok {
		return fmt.Errorf("%s is written twice", path)
	}
	s.files[path] = string(content)
	return nil
}

// inTurn calls do for every i in their order, by one worker.
func inTurn(n int, do func(worker, i int) error) error {
	for i := range n {
		if err := do(0, i); err != nil {
			return err
		}
	}
	return nil
}

// together calls do from as many goroutines, in whatever order.
func together(workers int) func(int, func(worker, i int) error) error {
	return func(n int, do func(worker, i int) error) error {
		var group sync.WaitGroup
		errs := make([]error, workers)
		for w := range workers {
			group.Go(func() {
				for i := w; i < n && errs[w] == nil; i += workers {
					errs[w] = do(w, n-1-i)
				}
			})
		}
		group.Wait()
		for _, err := range errs {
			if err != nil {
				return err
			}
		}
		return nil
	}
}

func build(t testing.TB, in search.Input, parallel func(int, func(worker, i int) error) error) (map[string]string, search.Stats) {
	t.Helper()
	s := shelf{files: map[string]string{}}
	stats, err := search.Build(in, s.write, parallel)
	if err != nil {
		t.Fatal(err)
	}
	return s.files, stats
}

// entryOf returns an entry whose content is known.
func entryOf(path string, official bool, c search.Content, names ...string) search.Entry {
	size := 0
	for _, p := range c.Paragraphs {
		size += len(p.Text)
	}
	return search.Entry{Path: path, Names: names, Official: official, Size: size,
		Content: func() (search.Content, error) { return c, nil }}
}

var separators = strings.Split(strings.Repeat(" |", 80)+strings.Repeat(", |", 8)+strings.Repeat(". |", 6)+"-", "|")

// generated returns n entries with texts of words of which few are frequent.
func generated(n, words int) []search.Entry {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.07, 4, 200_000)
	entries := make([]search.Entry, n)
	for i := range entries {
		c := search.Content{Kind: "instrument", Order: i, Title: fmt.Sprintf("Memorandum %d on %s", i, invented(zipf.Uint64())),
			Properties: []string{"kind:instrument"}, Headings: []string{"Purpose", "Means"}}
		for p := range 8 {
			var text strings.Builder
			for range words / 8 {
				text.WriteString(invented(zipf.Uint64()))
				text.WriteString(separators[r.IntN(len(separators))])
			}
			c.Paragraphs = append(c.Paragraphs, search.Paragraph{Number: fmt.Sprint(p + 1), Printed: true, Heading: p / 4,
				Text: text.String(), Mentions: []string{fmt.Sprintf("mous/%d/index.html", r.IntN(n))}})
		}
		entries[i] = entryOf(fmt.Sprintf("mous/%d/index.html", i), i < 2, c, c.Title, fmt.Sprintf("M%d", i))
	}
	return entries
}

// invented returns a word for a number.
func invented(n uint64) string {
	syllables := [...]string{"ta", "i", "mo", "en", "su", "l", "o", "vi", "de", "s", "ca", "t", "er", "al", "n", "io"}
	word := syllables[n*7%16]
	for n++; n > 0; n /= 16 {
		word += syllables[n%16]
	}
	return word
}

func TestBuildDoesNotDependOnOrder(t *testing.T) {
	entries := generated(300, 200)
	want, stats := build(t, search.Input{Entries: entries}, inTurn)
	if stats.Entries != 300 || stats.Files != len(want) || stats.Postings < 10_000 || stats.Keys < 2_000 {
		t.Errorf("the index has %+v and %d files", stats, len(want))
	}
	shuffled := slices.Clone(entries)
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for workers := range 4 {
		got, _ := build(t, search.Input{Entries: shuffled}, together(workers+1))
		if !maps.Equal(got, want) {
			t.Errorf("%d workers, and entries in another order, make other files", workers+1)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	entries := generated(10_000, 1_110)
	size := 0
	for _, e := range entries {
		size += e.Size
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		var bytes int64
		var mu sync.Mutex
		stats, err := search.Build(search.Input{Entries: entries}, func(_ string, content []byte) error {
			mu.Lock()
			bytes += int64(len(content))
			mu.Unlock()
			return nil
		}, together(2))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(stats.Files), "files")
		b.ReportMetric(float64(stats.Keys), "keys")
		b.ReportMetric(float64(stats.Postings), "postings")
		b.ReportMetric(float64(bytes)/1e6, "MB")
	}
}
