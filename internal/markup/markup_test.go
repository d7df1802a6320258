package markup

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"concord/internal/diag"
	"concord/internal/mention"
	"concord/internal/record"
)

var update = flag.Bool("update", false, "write the golden files anew")

var sides = []record.Side{{Code: "XA", Names: []string{"Avaria"}}, {Code: "XB", Names: []string{"Belmora"}}}

// vocabulary is that of an imaginary partnership between Avaria (XA) and
// Belmora (XB).
func vocabulary(further ...mention.Source) *Vocabulary {
	agency := func(id, side, title, acronym string) mention.Source {
		return mention.Source{Document: &record.Document{
			ID: "agencies/" + id, Path: "content/agencies/" + id + ".md", Kind: record.Agency, Title: title,
			Agency: &record.AgencyFacts{Country: side, Acronym: acronym},
		}}
	}
	sources := []mention.Source{
		agency("mof-a", "XA", "Ministry of Fisheries", ""),
		agency("mof-b", "XB", "Ministry of Fisheries", ""),
		agency("harbour", "XA", "Harbour Authority", "HA"),
		{Document: &record.Document{
			ID: "mous/tides", Path: "content/mous/tides.md", Kind: record.Instrument, Title: "MOU on Tides",
			Instrument: &record.InstrumentFacts{},
		}},
		{
			Document:    &record.Document{ID: "annexes/a", Path: "content/annexes/a.md", Kind: record.Annex},
			Definitions: []mention.Definition{{Short: "TTT", Long: "Tidal Transit Treaty"}},
		},
	}
	sources = append(sources, further...)
	lexicon, _, _ := mention.Build(sources, sides)
	v := &Vocabulary{Lexicon: lexicon, Subjects: map[record.Key]Subject{}, Abbreviations: map[string]string{
		"TTT": "Tidal Transit Treaty", "HA": "Harbour Authority",
	}}
	for _, s := range sources {
		if key, ok := s.Document.Key(); ok {
			label := s.Document.Title
			if a := s.Document.Agency; a != nil {
				label = a.Country
			}
			v.Subjects[key] = Subject{Document: s.Document.ID, Path: s.Document.URL() + "index.html", Title: s.Document.Title, Label: label}
		}
	}
	v.Subjects[record.Key{Kind: record.KeyTerm, ID: "ttt"}] = Subject{Path: "glossary/index.html#ttt", Title: "Tidal Transit Treaty", Label: "TTT"}
	return v
}

// TestGolden compiles each file of testdata: a txtar archive of the source,
// whose name is its path under content/, and of what it comes to.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	compiler := NewCompiler(vocabulary()) // one for all: nothing may be left over from the document before
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := archive.Files[0]
			got := compileAll(t, compiler, in.Name, in.Data)
			if *update {
				archive.Files = append(archive.Files[:1], got...)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := archive.Files[1:]
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func compileAll(t *testing.T, c *Compiler, name string, src []byte) []txtar.File {
	t.Helper()
	doc, diags := record.Decode(name, src)
	r := c.Compile(doc, src)
	var facts, problems strings.Builder
	writeFacts(&facts, r, src)
	if err := diag.Print(&problems, append(diags, r.Diags...)); err != nil {
		t.Fatal(err)
	}
	return []txtar.File{
		{Name: "html", Data: r.HTML}, {Name: "facts", Data: []byte(facts.String())},
		{Name: "diagnostics", Data: []byte(problems.String())},
	}
}

// writeFacts writes facts for people to read.
func writeFacts(b *strings.Builder, r Result, src []byte) {
	for _, h := range r.Facts.Headings {
		fmt.Fprintf(b, "heading %d #%s %q\n", h.Level, h.ID, h.Text)
	}
	for _, p := range r.Facts.Paragraphs {
		fmt.Fprintf(b, "paragraph %s printed=%v heading=%d %q\n", p.Number, p.Printed, p.Heading, r.Text[p.Start:p.End])
	}
	for _, m := range r.Facts.Mentions {
		fmt.Fprintf(b, "mention %s:%s in %d %q from %q\n", m.Key.Kind, m.Key.ID, m.Paragraph, r.Text[m.Start:m.End], src[m.SourceStart:m.SourceEnd])
	}
	for _, x := range r.Facts.References {
		fmt.Fprintf(b, "reference %s from %q\n", x.Target, src[x.SourceStart:x.SourceEnd])
	}
	for _, x := range r.Facts.Links {
		fmt.Fprintf(b, "link %s #%s from %q\n", x.Path, x.Fragment, src[x.SourceStart:x.SourceEnd])
	}
	for _, x := range r.Facts.External {
		fmt.Fprintf(b, "external %s from %q\n", x.Address, src[x.SourceStart:x.SourceEnd])
	}
	if r.Facts.OwnTitle {
		b.WriteString("own title\n")
	}
}

// FuzzCompile feeds any Markdown to the compiler: it must not fail, and its
// facts must lie inside what they are about.
func FuzzCompile(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data))
	}
	v := vocabulary()
	f.Fuzz(func(t *testing.T, body string) {
		src := []byte(body)
		doc, _ := record.Decode("annexes/a.md", src)
		r := NewCompiler(v).Compile(doc, src)
		checkFacts(t, r, len(src))
	})
}

func checkFacts(t *testing.T, r Result, size int) {
	t.Helper()
	textEnd, htmlEnd := int32(0), int32(0)
	for _, p := range r.Facts.Paragraphs {
		if p.Start < textEnd || p.End < p.Start || int(p.End) > len(r.Text) || p.HTMLEnd < htmlEnd || int(p.HTMLEnd) > len(r.HTML) {
			t.Fatalf("paragraph %+v lies outside, or before the one above it", p)
		}
		textEnd, htmlEnd = p.End, p.HTMLEnd
	}
	for _, m := range r.Facts.Mentions {
		if m.Start < 0 || m.Start > m.End || int(m.End) > len(r.Text) || int(m.Paragraph) >= len(r.Facts.Paragraphs) {
			t.Fatalf("mention %+v lies outside the text", m)
		}
		if m.SourceStart < 0 || m.SourceStart > m.SourceEnd || int(m.SourceEnd) > size {
			t.Fatalf("mention %+v lies outside the source of %d bytes", m, size)
		}
		if m.Paragraph >= 0 {
			if p := r.Facts.Paragraphs[m.Paragraph]; m.Start < p.Start || m.End > p.End {
				t.Fatalf("mention %+v lies outside its paragraph %+v", m, p)
			}
		}
	}
	for _, x := range r.Facts.External {
		if x.SourceStart < 0 || x.SourceStart > x.SourceEnd || int(x.SourceEnd) > size {
			t.Fatalf("external link %+v lies outside the source of %d bytes", x, size)
		}
	}
	if opened, closed := strings.Count(string(r.HTML), "<a "), strings.Count(string(r.HTML), "</a>"); opened != closed {
		t.Fatalf("%d links begin and %d end:\n%s", opened, closed, r.HTML)
	}
}

func TestNumberFollows(t *testing.T) {
	for _, c := range []struct {
		before, n string
		want      bool
	}{
		{"", "1", true}, {"", "2", false}, {"", "1.1", false},
		{"5", "6", true}, {"5", "5.1", true}, {"5", "7", false}, {"5", "5.2", false}, {"5", "5", false},
		{"5.1", "5.2", true}, {"5.1", "6", true}, {"5.1", "5.1.1", true}, {"5.1", "7", false}, {"5.1", "6.1", false},
		{"5.1.2", "5.2", true}, {"5.1.2", "6", true}, {"5.1.2", "5.1.3", true}, {"5.1.2", "5.3", false},
	} {
		var before number
		if c.before != "" {
			before, _ = scanNumber([]byte(c.before + ". x"))
		}
		n, _ := scanNumber([]byte(c.n + ". x"))
		if got := n.follows(before); got != c.want {
			t.Errorf("%s after %q: %v, want %v", c.n, c.before, got, c.want)
		}
	}
}

func TestScanNumber(t *testing.T) {
	for line, want := range map[string]string{
		"5. x": "5", "5.1. x": "5.1", "12.3.4.\tx": "12.3.4", "5.1 x": "", "5.x": "", "5.": "", "5. ": "", "5": "", "": "",
		"05. x": "", "12345. x": "", ".1. x": "", "5..1. x": "", "a. x": "",
	} {
		n, length := scanNumber([]byte(line))
		if got := n.String(); got != want || (want != "" && line[length-1] != '.') {
			t.Errorf("scanNumber(%q) = %q, %d, want %q", line, got, length, want)
		}
	}
}

func TestHighlightCSS(t *testing.T) {
	css, unknown := HighlightCSS("github", "github-dark")
	if unknown != nil || !strings.Contains(string(css), "prefers-color-scheme: dark") || !strings.Contains(string(css), ".chroma .k") {
		t.Errorf("unknown %v, css %.200s", unknown, css)
	}
	if _, unknown := HighlightCSS("githup", "github-dark"); len(unknown) != 1 || !strings.Contains(StyleHint(unknown[0]), `"github"`) {
		t.Errorf("unknown %v", unknown)
	}
}

func BenchmarkCompile(b *testing.B) {
	archive, err := txtar.ParseFile("testdata/numbered.txtar")
	if err != nil {
		b.Fatal(err)
	}
	src := archive.Files[0].Data
	doc, _ := record.Decode("annexes/a.md", src)
	c := NewCompiler(vocabulary())
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		c.Compile(doc, src)
	}
}
