package search_test

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"concord/internal/search"
)

// opened is an index that has been read as a whole.
type opened struct {
	root     *search.Contents
	keys     []search.Key
	lists    map[string][]search.Posting
	records  []search.Record
	files    map[string]string
	inflated map[string][]byte
	textSize []int // bytes of each text file's content
}

// stream returns the bytes that the file of a name delivers.
func (x *opened) stream(t testing.TB, name string) []byte {
	t.Helper()
	file, ok := x.files[search.Folder+name+".js"]
	if !ok {
		t.Fatalf("there is no file %s", name)
	}
	got, stream, err := search.Decode([]byte(file))
	if err != nil || got != name {
		t.Fatalf("%s has the name %q: %v", name, got, err)
	}
	if name != search.Root && search.Name(stream) != name {
		t.Fatalf("%s holds bytes with the name %s", name, search.Name(stream))
	}
	return stream
}

func (x *opened) content(t testing.TB, name string) []byte {
	t.Helper()
	if content, ok := x.inflated[name]; ok {
		return content
	}
	content, err := search.Inflate(x.stream(t, name))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	x.inflated[name] = content
	return content
}

// open reads all files of an index, and fails if anything is not as the package says.
func open(t testing.TB, files map[string]string) *opened {
	t.Helper()
	x := &opened{files: files, lists: map[string][]search.Posting{}, inflated: map[string][]byte{}}
	var err error
	if x.root, err = search.ParseRoot(x.content(t, search.Root)); err != nil {
		t.Fatal(err)
	}
	for i, name := range x.root.Vocabulary {
		x.vocabulary(t, i, name)
	}
	if !slices.IsSortedFunc(x.keys, func(a, b search.Key) int { return strings.Compare(a.Text, b.Text) }) {
		t.Error("the keys are not sorted")
	}
	for i, name := range x.root.Directories {
		texts, err := search.ParseDirectory(x.content(t, name))
		if err != nil || i+1 < len(x.root.Directories) && len(texts) != 64 {
			t.Fatalf("directory %s has %d files: %v", name, len(texts), err)
		}
		for j, text := range texts {
			if text != "" {
				x.text(t, i*64+j, text)
			}
		}
	}
	return x
}

func (x *opened) vocabulary(t testing.TB, number int, name string) {
	t.Helper()
	keys, err := search.ParseVocabulary(x.content(t, name))
	if err != nil || len(keys) == 0 {
		t.Fatalf("vocabulary %s has %d keys: %v", name, len(keys), err)
	}
	if first := x.root.Cuts[number]; keys[0].Text < first {
		t.Errorf("vocabulary %s begins with %q, before its cut %q", name, keys[0].Text, first)
	}
	if number+1 < len(x.root.Cuts) && keys[len(keys)-1].Text >= x.root.Cuts[number+1] {
		t.Errorf("vocabulary %s ends with %q, behind the cut %q", name, keys[len(keys)-1].Text, x.root.Cuts[number+1])
	}
	for i, k := range keys {
		content := x.content(t, k.File)
		list, err := search.ParseList(content[k.Offset : k.Offset+k.Bytes])
		if err != nil || len(list) != k.Entries {
			t.Fatalf("the list of %q has %d entries instead of %d: %v", k.Text, len(list), k.Entries, err)
		}
		if last := i+1 == len(keys) || keys[i+1].Offset == 0; last != (k.Offset+k.Bytes == len(content)) {
			t.Errorf("the list of %q ends at %d of %d", k.Text, k.Offset+k.Bytes, len(content))
		}
		x.lists[k.Text] = list
	}
	x.keys = append(x.keys, keys...)
}

func (x *opened) text(t testing.TB, number int, name string) {
	t.Helper()
	var begun []byte
	if x.root.Beginning != "" {
		begun = x.stream(t, x.root.Beginning)
	}
	content, err := search.InflateText(begun, x.root.BeginningLength, x.stream(t, name))
	if err != nil {
		t.Fatalf("text %s: %v", name, err)
	}
	records, err := search.ParseRecords(content)
	if err != nil {
		t.Fatalf("text %s: %v", name, err)
	}
	for _, r := range records {
		if r.Slot>>x.root.Shift != number {
			t.Errorf("slot %d is in text file %d", r.Slot, number)
		}
	}
	x.records = append(x.records, records...)
	x.textSize = append(x.textSize, len(content))
}

// dump writes what an index says, so that people can read it.
func (x *opened) dump() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%+v\n\n", *x.root)
	for _, r := range x.records {
		fmt.Fprintf(&out, "%d %+v\n", r.Slot, r)
	}
	out.WriteByte('\n')
	for _, k := range x.keys {
		fmt.Fprintf(&out, "%s:", k.Text)
		for _, p := range x.lists[k.Text] {
			fmt.Fprintf(&out, " %d/%d", p.Slot, p.Weight)
		}
		if len(k.Targets) > 0 {
			fmt.Fprintf(&out, " names %v", k.Targets)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// TestIndex shows a small index as a whole: slot/weight for each key.
func TestIndex(t *testing.T) {
	agency := entryOf("agencies/hsa/index.html", false, search.Content{
		Kind: "agency", Title: "Health Sciences Authority", Label: "HSA", Properties: []string{"kind:agency", "agency:hsa"},
	}, "Health Sciences Authority", "HSA", "보건청")
	annex := entryOf("annexes/a/index.html", true, search.Content{
		Kind: "annex", Order: 2, Title: "Annex A", Label: "Annex A", Description: "On e-commerce.",
		Properties: []string{"kind:annex", "year:2025"}, Headings: []string{"Rules-based trade"},
		Paragraphs: []search.Paragraph{
			{Number: "7.4", Printed: true, Heading: 0, Text: "The HSA’s rules; 보건청은 rules.", Properties: []string{"agency:hsa", "year:2025"},
				Mentions: []string{"agencies/hsa/index.html", "agencies/hsa/index.html", "agencies/none/index.html"}},
			{Number: "u1", Heading: -1, Text: "Café", Properties: []string{"pillar:1"}},
		},
	}, "Annex A")
	guide := entryOf("guide/cite/index.html", false, search.Content{
		Kind: "guide", Title: "How to cite", Paragraphs: []search.Paragraph{{Number: "1", Printed: true, Heading: -1, Text: "東京 rules " + strings.Repeat("word ", 20)}},
	})
	files, stats := build(t, search.Input{Entries: []search.Entry{guide, annex, agency}, Pillars: []search.Pillar{{Number: 1, Name: "Trade"}}}, inTurn)
	x := open(t, files)
	if stats.Keys != len(x.keys) || stats.Files != len(files) {
		t.Errorf("stats %+v of %d keys and %d files", stats, len(x.keys), len(files))
	}
	const path = "testdata/index.txt"
	if *update {
		if err := os.WriteFile(path, []byte(x.dump()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := x.dump(); got != string(want) {
		t.Errorf("the index says\n%s\ninstead of\n%s", got, want)
	}
}

func TestIndexWithoutEntries(t *testing.T) {
	files, stats := build(t, search.Input{}, inTurn)
	x := open(t, files)
	if root := string(x.content(t, search.Root)); strings.Contains(root, "null") {
		t.Errorf("a reader would meet null in %s", root)
	}
	if len(x.keys) != 0 || len(x.records) != 0 || x.root.Entries != 0 || stats.Postings != 0 {
		t.Errorf("an index of nothing says %s", x.dump())
	}
}

// TestIndexIsWhole counts the words of texts in the simplest way, and compares.
func TestIndexIsWhole(t *testing.T) {
	entries := generated(400, 1_000)
	files, stats := build(t, search.Input{Entries: entries}, together(3))
	x := open(t, files)
	if x.root.Beginning == "" || len(x.root.Directories) < 2 || len(x.root.Vocabulary) < 10 || len(x.root.Frequent) == 0 {
		t.Fatalf("%d directories, %d vocabulary files: too small to test anything", len(x.root.Directories), len(x.root.Vocabulary))
	}
	slots := map[string]int{}
	for _, r := range x.records {
		slots[r.Path] = r.Slot
	}
	want := map[string]map[int]bool{}
	for _, e := range entries {
		c, err := e.Content()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range c.Paragraphs {
			scanner := search.Scan(p.Text)
			for w, ok := scanner.Next(); ok; w, ok = scanner.Next() {
				form := string(search.Fold(nil, p.Text[w.Start:w.End], w.Script))
				if want[form] == nil {
					want[form] = map[int]bool{}
				}
				want[form][slots[e.Path]] = true
			}
		}
	}
	postings := 0
	for key, slots := range want {
		for _, p := range x.lists[key] {
			delete(slots, p.Slot)
		}
		if len(slots) > 0 {
			t.Errorf("the list of %q lacks %v", key, slots)
		}
	}
	for _, list := range x.lists {
		postings += len(list)
	}
	if postings != stats.Postings || len(x.records) != 400 {
		t.Errorf("%d postings instead of %d; %d records", postings, stats.Postings, len(x.records))
	}
	x.checkFrequent(t)
}

// checkFrequent compares the frequent words of each prefix with all keys.
func (x *opened) checkFrequent(t *testing.T) {
	for prefix, got := range x.root.Frequent {
		var words []search.Key
		for _, k := range x.keys {
			if strings.HasPrefix(k.Text, prefix) && !strings.ContainsAny(k.Text, " :#") {
				words = append(words, k)
			}
		}
		slices.SortStableFunc(words, func(a, b search.Key) int { return b.Entries - a.Entries })
		var want []string
		for _, k := range words[:min(24, len(words))] {
			want = append(want, k.Text)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("the frequent words of %q are %q instead of %q", prefix, got, want)
		}
	}
}

// One entry more changes the files of its words and those of its neighbours,
// and no others.
func TestOneMoreChangesFewFiles(t *testing.T) {
	entries := generated(600, 200)
	more := entryOf("mous/more/index.html", false, search.Content{
		Kind: "instrument", Title: "On zebras", Paragraphs: []search.Paragraph{{Number: "1", Heading: -1, Text: "The zebra trots."}},
	}, "On zebras")
	before, _ := build(t, search.Input{Entries: entries}, inTurn)
	after, _ := build(t, search.Input{Entries: append(entries, more)}, inTurn)
	added := 0
	for path := range after {
		if _, ok := before[path]; !ok {
			added++
		}
	}
	// Its five words and its name are in as many files of lists and of the
	// vocabulary; there are a text file, its directory and the root, and where a
	// cut moved, a few more.
	if added > 16 {
		t.Errorf("of %d files %d are new", len(after), added)
	}
}

func TestSizes(t *testing.T) {
	files, _ := build(t, search.Input{Entries: generated(500, 400)}, inTurn)
	x := open(t, files)
	sum := 0
	for _, size := range x.textSize {
		sum += size
	}
	if mean := sum / len(x.textSize); mean < 512 || mean > 5_000 {
		t.Errorf("a text file has %d bytes on average", mean)
	}
	for name, file := range files {
		if len(file) > 40_000 {
			t.Errorf("%s has %d bytes", name, len(file))
		}
	}
}
