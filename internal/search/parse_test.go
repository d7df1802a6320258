package search_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"concord/internal/search"
)

// seed adds all that an index has of one sort of content.
func seed(f *testing.F, of func(x *opened) [][]byte) {
	f.Helper()
	files, _ := build(f, search.Input{Entries: generated(20, 40)}, inTurn)
	for _, content := range of(open(f, files)) {
		f.Add(content)
	}
	f.Add([]byte{})
}

func FuzzParseRoot(f *testing.F) {
	seed(f, func(x *opened) [][]byte { return [][]byte{x.content(f, search.Root)} })
	f.Fuzz(func(t *testing.T, content []byte) {
		root, err := search.ParseRoot(content)
		if err == nil && (root.Version != search.Version || len(root.Cuts) != len(root.Vocabulary)) {
			t.Errorf("ParseRoot(%q) = %+v", content, root)
		}
	})
}

func FuzzParseVocabulary(f *testing.F) {
	seed(f, func(x *opened) [][]byte {
		var all [][]byte
		for _, name := range x.root.Vocabulary {
			all = append(all, x.content(f, name))
		}
		return all
	})
	f.Fuzz(func(t *testing.T, content []byte) {
		keys, err := search.ParseVocabulary(content)
		if err != nil {
			return
		}
		for _, k := range keys {
			if len(k.File) != 12 || k.Offset < 0 || k.Bytes < k.Entries || k.Entries < 0 {
				t.Errorf("ParseVocabulary(%q) has %+v", content, k)
			}
			for _, slot := range k.Targets {
				if slot < 0 {
					t.Errorf("ParseVocabulary(%q) has the target %d", content, slot)
				}
			}
		}
	})
}

func FuzzParseList(f *testing.F) {
	f.Add([]byte{0, 7, 0x80, 1, 255, 255, 255, 255, 15})
	f.Fuzz(func(t *testing.T, content []byte) {
		list, err := search.ParseList(content)
		if err != nil {
			return
		}
		last := -1
		for _, p := range list {
			if p.Slot <= last || p.Weight < 0 || p.Weight > 7 {
				t.Errorf("ParseList(%q) = %v", content, list)
			}
			last = p.Slot
		}
	})
}

func FuzzParseRecords(f *testing.F) {
	f.Add([]byte(`[{"s":1,"u":"a","k":"guide","t":"A","g":["x"],"h":["H"],"p":[["1",1,0,"text",0]]}]`))
	f.Add([]byte(`[{"s":1,"p":[[]]}]`))
	f.Fuzz(func(t *testing.T, content []byte) {
		records, err := search.ParseRecords(content)
		if err != nil {
			return
		}
		for _, r := range records {
			_ = r.Properties[:r.Own]
			for _, p := range r.Paragraphs {
				if p.Heading >= 0 {
					_ = r.Headings[p.Heading]
				}
				for _, property := range p.Properties {
					_ = r.Properties[property]
				}
			}
		}
	})
}

func FuzzParseDirectory(f *testing.F) {
	f.Add([]byte("abcdef\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		names, err := search.ParseDirectory(content)
		if err == nil && len(names)*6 != len(content) {
			t.Errorf("ParseDirectory(%q) = %q", content, names)
		}
	})
}

// What a reader must refuse, beside what is no JSON or ends too early.
func TestParseRefuses(t *testing.T) {
	root := func(c string) error { _, err := search.ParseRoot([]byte(c)); return err }
	records := func(c string) error { _, err := search.ParseRecords([]byte(c)); return err }
	vocabulary := func(c string) error { _, err := search.ParseVocabulary([]byte(c)); return err }
	list := func(c string) error { _, err := search.ParseList([]byte(c)); return err }
	const file = "\x01abcdef"
	tests := []struct {
		what  string
		parse func(string) error
		text  string
	}{
		{"no version", root, `{}`},
		{"a version to come", root, `{"version":2,"entries":"many"}`},
		{"cuts without files", root, `{"version":1,"cuts":[""],"vocabulary":[]}`},
		{"cuts out of order", root, `{"version":1,"cuts":["","b","a"],"vocabulary":["000000000000","000000000000","000000000000"]}`},
		{"two equal cuts", root, `{"version":1,"cuts":["",""],"vocabulary":["000000000000","000000000000"]}`},
		{"a name that is a path", root, `{"version":1,"directories":["../../../a"]}`},
		{"a negative shift", root, `{"version":1,"shift":-1}`},
		{"a shift beyond all slots", root, `{"version":1,"shift":64}`},
		{"records out of order", records, `[{"s":2},{"s":2}]`},
		{"a negative slot", records, `[{"s":-1}]`},
		{"more own properties than there are", records, `[{"s":1,"w":1}]`},
		{"a heading that is not there", records, `[{"s":1,"p":[["",0,0,""]]}]`},
		{"a property that is not there", records, `[{"s":1,"p":[["",0,-1,"",0]]}]`},
		{"a paragraph without text", records, `[{"s":1,"p":[["",0,-1]]}]`},
		{"more names than bytes", vocabulary, "\x7Fabcdef"},
		{"a key without a file of lists", vocabulary, "\x00\x00\x01a\x01\x04"},
		{"a key that shares more than there is", vocabulary, file + "\x01\x01a\x01\x04"},
		{"a next file that is not there", vocabulary, file + "\x00\x01a\x01\x04\x00\x01b\x01\x06"},
		{"more entries than bytes of the list", vocabulary, file + "\x00\x01a\x02\x04"},
		{"more targets than bytes", vocabulary, file + "\x00\x01a\x01\x05\x7F\x01"},
		{"a key of 481 bytes", vocabulary, file + "\x00\xE1\x03" + strings.Repeat("a", 481) + "\x01\x04"},
		{"a slot beyond all", list, "\xFF\xFF\xFF\xFF\xFF\x7F"},
		{"a varint of eleven bytes", list, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"},
	}
	for _, test := range tests {
		if test.parse(test.text) == nil {
			t.Errorf("%s is read without an error", test.what)
		}
	}
	if err := root(`{"version":2}`); !errors.Is(err, search.ErrVersion) {
		t.Errorf("another version gives %v", err)
	}
	if err := vocabulary(file + "\x00\x01a\x01\x04\x01\x01b\x01\x04"); err != nil {
		t.Errorf("two keys of one file: %v", err)
	}
}

// Whatever a text has, the index has it, and is JSON.
func TestHostileTexts(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	texts := []string{
		`"quoted" \back\slash </script> <!--`, "\x00\x01\x1f\x7f\u0080", "line\u2028sep\u2029\r\n\t", "bad \xff\xfe\xed\xa0\x80 bytes \xc3",
		long, strings.Repeat("e-", 1<<17), strings.Repeat("한", 10_000), strings.Repeat("\u0301", 5_000), "\u202Eleft\u202C", "💥 👩‍👩‍👧",
	}
	entries := []search.Entry{}
	for _, text := range texts {
		entries = append(entries, entryOf("path/"+text[:min(20, len(text))], true, search.Content{
			Kind: text, Title: text, Label: text, Description: text, Properties: []string{text, text}, Headings: []string{text},
			Paragraphs: []search.Paragraph{{Number: text, Printed: true, Text: text, Properties: []string{text}, Mentions: []string{text}}},
		}, text, text))
	}
	files, _ := build(t, search.Input{Entries: entries, Pillars: []search.Pillar{{Name: texts[3]}}}, inTurn)
	x := open(t, files)
	want := map[string]bool{}
	for _, text := range texts {
		want[asJSON(t, text)] = true
	}
	for _, r := range x.records {
		p := r.Paragraphs[0]
		if !want[r.Title] || r.Label != r.Title || p.Text != r.Title || p.Number != r.Title || r.Headings[0] != r.Title || len(r.Properties) != 1 || r.Own != 1 {
			t.Errorf("the text %.80q is another", r.Title)
		}
	}
	for _, k := range x.keys {
		if len(k.Text) == 0 || len(k.Text) > 480 {
			t.Errorf("there is a key of %d bytes", len(k.Text))
		}
	}
}

// asJSON returns a text as it is after encoding/json has written and read it.
func asJSON(t *testing.T, text string) string {
	t.Helper()
	content, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	var again string
	if err := json.Unmarshal(content, &again); err != nil {
		t.Fatal(err)
	}
	return again
}

func TestManyParagraphs(t *testing.T) {
	c := search.Content{Title: "Long", Paragraphs: make([]search.Paragraph, 100_000)}
	for i := range c.Paragraphs {
		c.Paragraphs[i] = search.Paragraph{Heading: -1, Text: "one more", Properties: []string{"year:2024"}, Mentions: []string{"long"}}
	}
	files, _ := build(t, search.Input{Entries: []search.Entry{entryOf("long", true, c, "Long")}}, inTurn)
	x := open(t, files)
	if len(x.records) != 1 || len(x.records[0].Paragraphs) != 100_000 {
		t.Errorf("the index has %d entries", len(x.records))
	}
}

func TestBuildFails(t *testing.T) {
	broken := errors.New("broken")
	fails := search.Entry{Path: "a", Size: 1 << 20, Content: func() (search.Content, error) { return search.Content{}, broken }}
	never := func(string, []byte) error { return broken }
	tests := []struct {
		what    string
		entries []search.Entry
		write   func(string, []byte) error
		want    error
	}{
		{"an entry that cannot be read", []search.Entry{fails}, func(string, []byte) error { return nil }, broken},
		{"a file that cannot be written", []search.Entry{entryOf("a", false, search.Content{Title: "A"})}, never, broken},
		{"two entries of one path", []search.Entry{{Path: "a"}, {Path: "a"}}, never, nil},
	}
	for _, test := range tests {
		_, err := search.Build(search.Input{Entries: test.entries}, test.write, inTurn)
		if err == nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s gives %v", test.what, err)
		}
	}
}
