package markup

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"concord/internal/mention"
	"concord/internal/record"
)

// TestExplain explains each file of testdata/explain: a txtar archive of the
// source and of what is said about it. It makes sure as well that explaining
// changes nothing: the links that it speaks of are those on the page.
func TestExplain(t *testing.T) {
	files, err := filepath.Glob("testdata/explain/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	compiler := NewCompiler(explained())
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := archive.Files[0]
			doc, _ := record.Decode(in.Name, in.Data)
			x := compiler.Explain(doc, in.Data, sides)
			checkLinks(t, x, compiler.Compile(doc, in.Data))
			var b strings.Builder
			writeExplanation(&b, x, in.Data)
			got := []txtar.File{{Name: "explanation", Data: []byte(b.String())}}
			if *update {
				archive.Files = append(archive.Files[:1], got...)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(archive.Files[1:], got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// explained is the vocabulary with a name that holds another.
func explained() *Vocabulary {
	return vocabulary(mention.Source{Document: &record.Document{
		ID: "agencies/mffa", Path: "content/agencies/mffa.md", Kind: record.Agency, Title: "Ministry of Fisheries and Food",
		Agency: &record.AgencyFacts{Country: "XA", Offices: []string{"Warden of the Nets"}},
	}}, mention.Source{Document: &record.Document{
		ID: "mous/nets", Path: "content/mous/nets.md", Kind: record.Instrument, Title: "Food Agreement of 2 May 2031",
		Instrument: &record.InstrumentFacts{},
	}})
}

// checkLinks makes sure that every link that is spoken of is on the page, in
// the same order, and no other.
func checkLinks(t *testing.T, x Explanation, r Result) {
	t.Helper()
	var want, got []string
	for _, m := range x.Mentions {
		if m.Href != "" {
			want = append(want, m.Href)
		}
	}
	for _, part := range strings.Split(string(r.HTML), `<a `)[1:] {
		tag, _, _ := strings.Cut(part, ">")
		_, href, _ := strings.Cut(tag, `href="`)
		href, _, _ = strings.Cut(href, `"`)
		if strings.Contains(tag, `class="m `) {
			got = append(got, href)
		}
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("links (-on the page +explained)\n%s", diff)
	}
	if len(x.Mentions) != len(r.Facts.Mentions) {
		t.Fatalf("%d mentions are explained, and there are %d", len(x.Mentions), len(r.Facts.Mentions))
	}
	for i, m := range x.Mentions {
		if f := r.Facts.Mentions[i]; m.Key != f.Key || m.Start != int(f.SourceStart) || m.End != int(f.SourceEnd) {
			t.Errorf("mention %d is explained as %+v and is %+v", i, m.Place, f)
		}
	}
}

// writeExplanation writes an explanation for people to read.
func writeExplanation(b *strings.Builder, x Explanation, src []byte) {
	place := func(what string, p Place) {
		fmt.Fprintf(b, "%s in %q: %q from %q\n", what, p.Paragraph, p.Words, src[p.Start:p.End])
	}
	meaning := func(m Meaning) string {
		if m.Name == "" {
			return fmt.Sprintf("%s, %s", m.What, m.Rule)
		}
		return fmt.Sprintf("%s, %s %q", m.What, m.Rule, m.Name)
	}
	considered := func(list []Candidate, instead []string) {
		for _, c := range list {
			fmt.Fprintf(b, "  not %q: %s: %s\n", c.Words, meaning(c.Meaning), c.Why)
		}
		for _, s := range instead {
			fmt.Fprintf(b, "  write %s\n", s)
		}
	}
	for _, p := range x.Paragraphs {
		line, _, _ := strings.Cut(string(src[p.Start:]), "\n")
		fmt.Fprintf(b, "paragraph %s begins with %.20q\n", p.Number, line)
	}
	for _, m := range x.Mentions {
		place("mention", m.Place)
		fmt.Fprintf(b, "  is %s\n", meaning(m.Meaning))
		if m.Because != "" {
			fmt.Fprintf(b, "  because %s\n", m.Because)
		}
		if m.Href != "" {
			fmt.Fprintf(b, "  link %s %q\n", m.Href, m.LinkWords)
		} else {
			fmt.Fprintf(b, "  no link: %s\n", m.NoLink)
		}
		considered(m.Considered, m.Instead)
	}
	for _, p := range x.Problems {
		place(fmt.Sprint(p.Severity, " ", p.Code), p.Place)
		considered(p.Considered, p.Instead)
	}
	for _, c := range x.Passed {
		place("passed", c.Place)
		fmt.Fprintf(b, "  %s: %s\n", meaning(c.Meaning), c.Why)
	}
	for _, u := range x.Unrecognised {
		place(fmt.Sprintf("unrecognised date=%v agency=%v", u.Date, u.Agency), u.Place)
	}
}

// FuzzExplain feeds any Markdown to Explain: it must not fail, and say of the
// page what is there.
func FuzzExplain(f *testing.F) {
	files, err := filepath.Glob("testdata/explain/*.txtar")
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
	v := explained()
	f.Fuzz(func(t *testing.T, body string) {
		src := []byte(body)
		doc, _ := record.Decode("annexes/b.md", src)
		c := NewCompiler(v)
		x := c.Explain(doc, src, sides)
		checkLinks(t, x, c.Compile(doc, src))
		for _, u := range x.Unrecognised {
			if u.Start < 0 || u.End > len(src) || u.Start > u.End {
				t.Fatalf("%+v is not inside a source of %d bytes", u, len(src))
			}
		}
		c.ExplainWords(body, sides)
	})
}

// TestExplainWords makes sure that words are words, whatever they would be in
// Markdown.
func TestExplainWords(t *testing.T) {
	c := NewCompiler(explained())
	for words, want := range map[string]string{
		"Harbour Authority":       "Harbour Authority",
		"5. *Harbour*  Authority": "",
		"[HA](none:)":             "HA",
		"`HA` & # R&D\nTTT":       "HA TTT",
		"    HA":                  "HA",
		"in 2031":                 "2031",
		"today":                   "",
		"":                        "",
	} {
		var got []string
		for _, m := range c.ExplainWords(words, sides).Mentions {
			got = append(got, m.Words)
		}
		if list := strings.Join(got, " "); list != want {
			t.Errorf("%q: %q, want %q", words, list, want)
		}
	}
}
