package find_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"concord/internal/find"
	"concord/internal/search"
)

// queries returns those of testdata/queries.txt.
func queries(t testing.TB) []string {
	t.Helper()
	content, err := os.ReadFile("testdata/queries.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(content), "\n"), "\n")
}

// logs returns the corpus and so many more entries, whose words are drawn by
// their number: "w3" is in every third, and so on.
func logs(n int) []search.Entry {
	entries := corpus()
	for i := range n {
		var text strings.Builder
		for k := 1; k <= 40; k++ {
			if i%k == 0 {
				fmt.Fprintf(&text, "wave%d of the sea ", k)
			}
		}
		fmt.Fprintf(&text, "boat%d.", i)
		entries = append(entries, entry(fmt.Sprintf("logs/%04d", i), search.Content{
			Kind: "instrument", Order: 100 + i, Title: fmt.Sprintf("Log %d", i), Properties: []string{"kind:log", fmt.Sprintf("year:%d", 1900+i%50)},
			Paragraphs: []search.Paragraph{numbered("", -1, text.String()), numbered("", -1, "The sea was calm.")},
		}))
	}
	return entries
}

// TestResultsDoNotDependOnWhatWasRead asks all queries of one index, and each of
// a new one.
func TestResultsDoNotDependOnWhatWasRead(t *testing.T) {
	made := build(t, logs(100))
	used := open(t, made)
	for i, query := range queries(t) {
		o := find.Options{Typing: i%2 == 0}
		got, err := used.Search(query, o)
		if err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		want, err := open(t, made).Search(query, o)
		if err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", query, diff)
		}
	}
}

func TestPages(t *testing.T) {
	ix := open(t, build(t, logs(300)))
	tests := []struct {
		query  string
		groups int
		total  int
	}{
		{"wave1", 10, 300},
		{"wave7", 10, 43},
		{"wave7", 3, 43},
		{"wave2 wave3", 7, 50},
		{"kind:log", 25, 300},
		{`"wave3 of the sea" year:1903`, 2, 2},
		{"sea -calm -sea", 10, 0},
	}
	for _, test := range tests {
		o := find.Options{Groups: test.groups}
		seen := map[string]bool{}
		for {
			r, err := ix.Search(test.query, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range r.Groups {
				if seen[g.Path] {
					t.Fatalf("%s: %s comes twice", test.query, g.Path)
				}
				seen[g.Path] = true
			}
			if len(r.Groups) > test.groups {
				t.Fatalf("%s from %d: %d groups", test.query, o.From, len(r.Groups))
			}
			if !r.More {
				break
			}
			if r.Next <= o.From {
				t.Fatalf("%s: from %d to %d", test.query, o.From, r.Next)
			}
			o.From = r.Next
		}
		if len(seen) != test.total {
			t.Errorf("%s: %d entries on all pages, want %d", test.query, len(seen), test.total)
		}
	}
}

// TestPagesEnd asks for pages where there are none.
func TestPagesEnd(t *testing.T) {
	ix := open(t, build(t, corpus()))
	for _, from := range []int{-5, 1000, 1 << 40} {
		r, err := ix.Search("kelp", find.Options{From: from})
		if err != nil || r.More || (len(r.Groups) > 0) != (from < 0) {
			t.Errorf("from %d: %+v, %v", from, r, err)
		}
	}
}

func TestFacet(t *testing.T) {
	ix := open(t, build(t, corpus()))
	tests := []struct{ query, sort, want string }{
		{"kelp", "kind", "kind:annex 2, kind:agency 1, kind:mou 1"},
		{"nurses", "kind", "kind:annex 1, kind:mou 1"},
		{"nurses kind:mou", "kind", "kind:annex 1, kind:mou 1*"},
		{"nurses kind:mou", "agency", "agency:kelp 1, agency:moh 1"},
		{"nurses kind:mou kind:treaty", "kind", "kind:annex 1, kind:mou 1*, kind:treaty 0*"},
		{"nurses -kind:mou", "kind", "kind:annex 1, kind:mou 1"},
		{"kind:mou", "pillar", "pillar:2 1"},
		{"kind:treaty", "year", "year:2018 1"},
		{"year:2018..2019", "year", "year:2024 6, year:2026 2, year:2018 1*, year:2020 1"},
		{"", "pillar", "pillar:1 3, pillar:2 2"},
		{"kind:mou", "kind", "kind:agency 4, kind:guide 3, kind:annex 2, kind:date 2, kind:arrangement 1, kind:mou 1*, kind:statement 1, kind:term 1, kind:treaty 1"},
		{"xylophones", "kind", ""},
		{"kelp", "nothing", ""},
	}
	for _, test := range tests {
		values, err := ix.Facet(test.query, test.sort, find.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, v := range values {
			list = append(list, fmt.Sprintf("%s %d%s", v.Property, v.Count, map[bool]string{true: "*"}[v.Chosen]))
		}
		if got := strings.Join(list, ", "); got != test.want {
			t.Errorf("%q by %s: got %s, want %s", test.query, test.sort, got, test.want)
		}
	}
}

func TestExcerpts(t *testing.T) {
	sentence := "The ships sail far out to the open sea and come back again with the morning tide. "
	long := strings.Repeat(sentence, 8)
	tests := []struct{ name, text, query, want string }{
		{"short", "A tide.", "tide", "A [tide]."},
		{"middle", long + "A valve needs an inspector. " + long, "valve inspector",
			"…far out to the open sea and come back again with the morning tide. A [valve] needs an [inspector]. The ships sail far out to the open sea and come back again with the morning tide. The ships sail far out to the open sea and come back again…"},
		{"beginning", "A valve. " + long, "valve",
			"A [valve]. " + strings.TrimSuffix(strings.Repeat(sentence, 3), " the morning tide. ") + "…"},
		{"end", long + "A valve.", "valve",
			"…" + strings.TrimPrefix(strings.Repeat(sentence, 3), "The ships sail far ") + "A [valve]."},
		{"no spaces", strings.Repeat("海", 400) + "弁" + strings.Repeat("海", 400), "海弁",
			"…" + strings.Repeat("海", 78) + "[海弁]" + strings.Repeat("海", 158) + "…"},
		{"the most together", "valve " + long + "valve and valve inspector " + long, "valve inspector",
			"…far out to the open sea and come back again with the morning tide. [valve] and [valve inspector] The ships sail far out to the open sea and come back again with the morning tide. The ships sail far out to the open sea and come back again…"},
	}
	for _, test := range tests {
		ix := open(t, build(t, []search.Entry{entry("one", search.Content{
			Kind: "guide", Title: "One", Paragraphs: []search.Paragraph{numbered("", -1, test.text)},
		})}))
		r, err := ix.Search(test.query, find.Options{})
		if err != nil || len(r.Groups) != 1 || len(r.Groups[0].Hits) != 1 {
			t.Fatalf("%s: %+v, %v", test.name, r, err)
		}
		var got strings.Builder
		for _, p := range r.Groups[0].Hits[0].Excerpt {
			if p.Mark {
				got.WriteString("[" + p.Text + "]")
				continue
			}
			got.WriteString(p.Text)
		}
		if got.String() != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got.String(), test.want)
		}
	}
}

// TestExcerptsAreOfTheText holds every excerpt to its length and to the text.
func TestExcerptsAreOfTheText(t *testing.T) {
	ix := open(t, build(t, corpus()))
	var whole strings.Builder
	for _, e := range corpus() {
		c, _ := e.Content()
		whole.WriteString(c.Description + "\n")
		for _, p := range c.Paragraphs {
			whole.WriteString(p.Text + "\n")
		}
	}
	for _, query := range queries(t) {
		r, err := ix.Search(query, find.Options{Groups: 50})
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range r.Groups {
			for _, h := range g.Hits {
				text := ""
				for _, p := range h.Excerpt {
					text += p.Text
				}
				bare := strings.TrimSuffix(strings.TrimPrefix(text, "…"), "…")
				if utf8.RuneCountInString(text) > 240 || !strings.Contains(whole.String(), bare) {
					t.Errorf("%q: %s: %s", query, g.Path, text)
				}
			}
		}
	}
}

func TestResultAsJSON(t *testing.T) {
	ix := open(t, build(t, corpus()))
	r, err := ix.Search("instituet laboratory", find.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"query":"instituet laboratory","total":1,"exact":true,"groups":[{"path":"annexes/a","kind":"annex",` +
		`"title":[{"text":"Joint Statement on a Tidal Partnership between Avaria and Belmora"}],"label":"Annex A",` +
		`"hits":[{"number":"7.4","printed":true,"heading":"II. Health and Science","pillar":2,"excerpt":[{"text":"Establish a "},` +
		`{"text":"laboratory","mark":true},{"text":" for kelp medicine with the Kelp "},{"text":"Institute’s","mark":true},` +
		`{"text":" researchers, who have applied for it since 2020."}]}]}],"more":false,"next":0,"partial":false,` +
		`"corrections":[{"from":"instituet","to":"institute"}]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestDamagedFiles(t *testing.T) {
	made := build(t, corpus())
	damages := map[string]func(content []byte) []byte{
		"missing":   nil,
		"empty":     func([]byte) []byte { return []byte{} },
		"truncated": func(c []byte) []byte { return c[:len(c)/2] },
		"altered": func(c []byte) []byte {
			c = bytes.Clone(c)
			c[len(c)/2] ^= 1
			return c
		},
		"another": func([]byte) []byte { return made["root"][:len(made["root"])-1] },
	}
	for _, name := range slices.Sorted(maps.Keys(made)) {
		for what, damage := range damages {
			files := maps.Clone(made)
			if delete(files, name); damage != nil {
				files[name] = damage(made[name])
			}
			err := ask(files)
			var wrong *find.FileError
			if !errors.As(err, &wrong) || wrong.Name != name {
				t.Errorf("%s is %s: %v", name, what, err)
			}
			if what == "missing" && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s is missing: %v does not say so", name, err)
			}
		}
	}
}

// ask asks what needs every file.
func ask(made files) error {
	ix, err := find.Open(made.read)
	if err != nil {
		return err
	}
	queries := []string{"-xylophones", "kelp", "xylophones", "보건해양부", "安全", "7.4", "2024-10", "part of the memorandum"}
	for letter := 'a'; letter <= 'z'; letter++ {
		queries = append(queries, string(letter), string(letter)+"o")
	}
	for _, query := range queries {
		if _, err := ix.Search(query, find.Options{Groups: 100, Typing: true}); err != nil {
			return err
		}
	}
	for _, sort := range []string{"agency", "kind", "pillar", "year"} {
		if _, err := ix.Facet("kelp", sort, find.Options{}); err != nil {
			return err
		}
	}
	return nil
}

func TestMissingFileIsAskedForAgain(t *testing.T) {
	made := build(t, corpus())
	hidden := files{}
	ix := open(t, made)
	for name, content := range made {
		if name != search.Root {
			hidden[name] = content
			delete(made, name)
		}
	}
	if _, err := ix.Search("kelp", find.Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("without files: %v", err)
	}
	maps.Copy(made, hidden)
	if r, err := ix.Search("kelp", find.Options{}); err != nil || r.Total == 0 {
		t.Fatalf("with them: %+v, %v", r, err)
	}
}

func TestForeignVersion(t *testing.T) {
	stream := func(content string) []byte { return search.Encode(nil, search.Root, deflated(t, content)) }
	for content, want := range map[string]bool{`{"version":2}`: true, `{"version":0}`: true, `{}`: true, `[]`: false, `{"version":1,"shift":-1}`: false} {
		_, err := find.Open(files{search.Root: stream(content)}.read)
		var wrong *find.FileError
		if errors.Is(err, find.ErrVersion) != want || errors.As(err, &wrong) == want {
			t.Errorf("%s: %v", content, err)
		}
	}
}

// deflated returns the zlib stream of a text.
func deflated(t testing.TB, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEmptyIndex(t *testing.T) {
	ix := open(t, build(t, nil))
	for _, query := range queries(t) {
		r, err := ix.Search(query, find.Options{Typing: true})
		if err != nil || r.Total != 0 || r.More {
			t.Errorf("%q: %+v, %v", query, r, err)
		}
	}
	if values, err := ix.Facet("", "kind", find.Options{}); err != nil || len(values) > 0 {
		t.Errorf("facet: %v, %v", values, err)
	}
}

func FuzzSearch(f *testing.F) {
	ix := open(f, build(f, corpus()))
	for i, query := range queries(f) {
		f.Add(query, i%2 == 0, i%3)
	}
	f.Add(strings.Repeat(`"a -b `, 2000), true, 0)
	f.Add(strings.Repeat("-", 10000), false, 0)
	f.Fuzz(func(t *testing.T, query string, typing bool, from int) {
		r, err := ix.Search(query, find.Options{Typing: typing, From: from})
		if err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		if r.Total < len(r.Groups) || r.Groups == nil || r.More && r.Next <= from {
			t.Fatalf("%q from %d: %+v", query, from, r)
		}
		if _, err := ix.Facet(query, "kind", find.Options{Typing: typing}); err != nil {
			t.Fatalf("%q: %v", query, err)
		}
	})
}
