package export

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/mention"
	"concord/internal/record"
	"concord/internal/site"
)

// small is a small record of an imaginary partnership.
var small = map[string]string{
	"site.yaml": `title: Avaria–Belmora <Partnership> & "Friends"
sides:
  - {code: XA, name: Avaria}
  - {code: XB, name: Belmora}
pillars:
  - {number: 1, name: Tides, cite: annexes/a#1}
languages: [en, ko]
`,
	"index.md": "---\ntitle: Home\ndate: 2025-12-25\n---\n\nThe Harbour Authority is not indexed here.\n",
	"annexes/a.md": `---
title: Joint Statement on "Tides" & <Light>
label: Annex A
description: What "both" <sides> & friends agreed.
date: 2025-11-02
---

On 2 November 2025, the sides met.

1. The Harbour Authority (HA) and the 해양청 praised the Research & Development (R&D) of May 2024 and from 2026 to 2030.

1.1. Under the MOU on Tides, [both agencies](agency:harbour,ocean) go on with R&D.
`,
	"agencies/harbour.md": "---\ntitle: Harbour Authority\nacronym: HA\ncountry: XA\n---\n\nA word on the MOU on Tides.\n",
	"agencies/ocean.md":   "---\ntitle: Ocean Agency\ncountry: XB\ntranslations: {ko: 해양청}\n---\n",
	"agencies/joint.md":   "---\ntitle: Joint Committee\nacronym: JC\nbody: joint\n---\n",
	"mous/tides.md": `---
title: MOU on Tides
form: {value: MOU, cite: annexes/a#1.1}
participants:
  - {agency: harbour, cite: annexes/a#1}
  - {side: XB, cite: annexes/a#1}
events:
  - {date: 2025-11-02, event: "signed by \"both\" <sides> & friends", cite: annexes/a#1}
  - {date: 2024-05, event: announced, cite: annexes/a#1}
  - {date: 2023-01-31, event: drafted, cite: annexes/a#1}
  - {event: to be renewed, cite: annexes/a#1}
---
`,
	"mous/50_of.조류.md": `---
title: "Arrangement \\ \"R&D\" <조류> \u0001"
events: {date: 2025-11-01/2025-11-02, event: discussed, cite: annexes/a#1}
---
`,
	"guide/a.b.md": "---\ntitle: Guide\ndate: 2025-01-01\n---\n",
}

// with is the small record with some files replaced or added.
func with(files map[string]string) map[string]string {
	all := map[string]string{}
	for name, text := range small {
		all[name] = text
	}
	for name, text := range files {
		all[name] = text
	}
	return all
}

// withBase is the small record at an address.
func withBase(base string) map[string]string {
	return with(map[string]string{"site.yaml": small["site.yaml"] + "base_url: \"" + base + "\"\n"})
}

// body keeps what a document's body came to.
type body struct{ html, text []byte }

func (b body) HTML(buf []byte) ([]byte, error) { return append(buf[:0], b.html...), nil }

func (b body) Text(from, to int, buf []byte) ([]byte, error) {
	return append(buf[:0], b.text[from:to]...), nil
}

// build makes the site of some files under content/.
func build(t testing.TB, files map[string]string) *site.Site {
	t.Helper()
	config, diags := record.DecodeConfig([]byte(files["site.yaml"]))
	var sources []mention.Source
	for name, text := range files {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		doc, problems := record.Decode(name, []byte(text))
		s := mention.Source{Document: doc}
		if doc.Kind.Official() {
			s.Definitions = mention.Definitions([]byte(text[doc.Body:]))
		}
		sources, diags = append(sources, s), append(diags, problems...)
	}
	slices.SortFunc(sources, func(a, b mention.Source) int {
		return (&concord.Member{Document: a.Document}).Compare(&concord.Member{Document: b.Document})
	})
	lexicon, terms, conflicts := mention.Build(sources, config.Sides)
	if len(conflicts) > 0 {
		t.Fatalf("names clash: %+v", conflicts)
	}
	v := &markup.Vocabulary{Lexicon: lexicon, Subjects: map[record.Key]markup.Subject{}}
	for _, s := range sources {
		if key, ok := s.Document.Key(); ok {
			v.Subjects[key] = markup.Subject{Document: s.Document.ID, Path: site.PagePath(s.Document.ID), Title: s.Document.Title}
		}
	}
	for _, term := range terms {
		if _, known := v.Subjects[term.Key]; !known {
			v.Subjects[term.Key] = markup.Subject{Path: site.GlossaryPath + "#" + term.Slug, Title: term.Long}
		}
	}
	in := site.Input{Config: config, Concordance: concord.New(), Terms: terms}
	compiler := markup.NewCompiler(v)
	for _, s := range sources {
		result := compiler.Compile(s.Document, []byte(files[strings.TrimPrefix(s.Document.Path, "content/")]))
		diags = append(diags, result.Diags...)
		m := &concord.Member{
			Document: s.Document, Facts: result.Facts,
			Body: body{slices.Clone([]byte(result.HTML)), slices.Clone(result.Text)},
		}
		in.Members = append(in.Members, m)
		in.Concordance.Add(m)
	}
	if len(diags) > 0 {
		var b strings.Builder
		_ = diag.Print(&b, diags)
		t.Fatalf("the site is not without mistakes:\n%s", b.String())
	}
	return site.New(in)
}

// exported is one file of a site, "" where the site has none. It is made
// twice, which must make no difference.
func exported(t testing.TB, s *site.Site, path string) string {
	t.Helper()
	for _, f := range Files(s.Config) {
		if f.Path != path {
			continue
		}
		var first, second bytes.Buffer
		if err := errors.Join(f.Write(s, &first), f.Write(s, &second)); err != nil {
			t.Fatal(err)
		}
		if first.String() != second.String() {
			t.Errorf("%s is not the same when it is made again", path)
		}
		return first.String()
	}
	return ""
}

func TestFiles(t *testing.T) {
	for base, want := range map[string][]string{
		"":                     {"data/concordance.json", "data/concordance.schema.json", "data/citations.bib", "data/citations.ris", "data/citations.json", "feed.xml", "robots.txt"},
		"https://example.org/": {"data/concordance.json", "data/concordance.schema.json", "data/citations.bib", "data/citations.ris", "data/citations.json", "feed.xml", "robots.txt", "sitemap.xml"},
	} {
		var got []string
		for _, f := range Files(&record.Config{BaseURL: base}) {
			got = append(got, f.Path)
		}
		if !slices.Equal(got, want) {
			t.Errorf("base_url %q: %q, want %q", base, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	want := Counts{Documents: 8, Agencies: 3, Instruments: 2, Dates: 3, Terms: 2, Mentions: 13}
	if got := Count(build(t, small)); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	empty := build(t, map[string]string{"site.yaml": "title: X\n"})
	if got := Count(empty); got != (Counts{}) {
		t.Errorf("of an empty site: %+v", got)
	}
}

var errFull = errors.New("no space left")

// full is a disk that is full after some bytes.
type full struct{ left int }

func (w *full) Write(p []byte) (int, error) {
	if len(p) > w.left {
		return w.left, errFull
	}
	w.left -= len(p)
	return len(p), nil
}

// torn is a body that cannot be read again.
type torn struct{ body }

func (torn) Text(int, int, []byte) ([]byte, error) { return nil, io.ErrUnexpectedEOF }

// A file that cannot be written whole is an error, wherever it breaks off.
func TestWriteErrors(t *testing.T) {
	s := build(t, withBase("https://example.org/"))
	for _, f := range Files(s.Config) {
		var whole bytes.Buffer
		if err := f.Write(s, &whole); err != nil {
			t.Fatal(err)
		}
		for _, left := range []int{0, 1, whole.Len() / 2, whole.Len() - 1} {
			if err := f.Write(s, &full{left}); !errors.Is(err, errFull) {
				t.Errorf("%s, %d bytes of %d: %v", f.Path, left, whole.Len(), err)
			}
		}
	}
	for _, m := range s.Members {
		m.Body = torn{}
	}
	if err := Files(s.Config)[0].Write(s, io.Discard); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("texts that cannot be read: %v", err)
	}
}
