package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/mention"
	"concord/internal/record"
	"concord/internal/site"
)

// clean is a small record of an imaginary partnership without a mistake.
var clean = map[string]string{
	"content/site.yaml": `title: Avaria–Belmora Partnership
sides:
  - {code: XA, name: Avaria}
  - {code: XB, name: Belmora}
pillars:
  - {number: 1, name: Tides, cite: annexes/a#1}
  - {number: 2, name: Light, cite: [annexes/a#2, annexes/a#2.1]}
navigation:
  - {title: Home, page: index}
  - {title: Annex A, page: annexes/a}
  - {title: Agencies, page: agencies}
  - {title: Instruments, page: mous}
  - {title: Dates, page: dates}
  - {title: Glossary, page: glossary}
  - {title: Tides, page: pillars/1}
`,
	"content/index.md": `---
title: The record
---

# The record

Read [Annex A](annexes/a.md), [its paragraph 2.1](annexes/a.md#para-2.1), [its pillar](/annexes/a/#i-tides),
[the MOU](mous/tides.md#events), [the agencies](agencies/), [the dates](dates/index.html#date-2025),
[the source](source/2025.txt), [this page](#the-record) and [another host](https://example.org/#top).
`,
	"content/annexes/a.md": `---
title: Joint Statement
label: Annex A
source: source/2025.txt
---

## I. Tides

The sides agree:

1. In 2025 the Harbour Authority, the Lighthouse Service of Belmora and the Joint Committee signed the MOU on Tides.

2. Second, see [paragraph 1](#para-1).

2.1. Third, see [paragraph 2](para:annexes/a#2).
`,
	"content/agencies/harbour.md": "---\ntitle: Harbour Authority\ncountry: XA\n---\n",
	"content/agencies/light.md":   "---\ntitle: Lighthouse Service\ncountry: XB\n---\n",
	"content/agencies/joint.md":   "---\ntitle: Joint Committee\nbody: joint\n---\n\nSee [Annex A](../annexes/a.md).\n",
	"content/mous/tides.md": `---
title: MOU on Tides
form: {value: MOU, cite: annexes/a#1}
pillar: {value: 2, cite: [annexes/a#2, annexes/a#2.1]}
listed: {value: Annex A, cite: annexes/a#1}
status: {value: signed, cite: annexes/a#1}
participants:
  - {agency: harbour, cite: annexes/a#1}
  - {side: XB, cite: annexes/a#1}
events:
  - {date: 2025, event: signed, cite: annexes/a#2}
---

## Events

See [paragraph 2.1](para:annexes/a#2.1), [the chart](chart.pdf) and ![a picture](tides.png).
`,
	"content/guide/cite.md": "---\ntitle: How to cite\n---\n\nAs [paragraph 1](para:annexes/a#1), or [here](#).\n",

	"content/source/2025.txt": "", "content/mous/chart.pdf": "", "content/mous/tides.png": "",
}

// run is Run for the site that some files make.
func run(t *testing.T, files map[string]string) []diag.Diagnostic {
	t.Helper()
	return Run(siteOf(t, files), textOfFiles(t, files))
}

func textOfFiles(t *testing.T, files map[string]string) func(path string) []byte {
	return func(path string) []byte {
		text, ok := files[path]
		if !ok {
			t.Errorf("the text of %q was asked for", path)
		}
		return []byte(text)
	}
}

// siteOf is the site that some files make.
func siteOf(t *testing.T, files map[string]string) *site.Site {
	t.Helper()
	config, diags := record.DecodeConfig([]byte(files[record.ConfigPath]))
	input := site.Input{Config: config, Concordance: concord.New()}
	var sources []mention.Source
	for path, text := range files {
		name := strings.TrimPrefix(path, "content/")
		switch {
		case path == record.ConfigPath:
		case strings.HasSuffix(path, ".md"):
			doc, problems := record.Decode(name, []byte(text))
			diags = append(diags, problems...)
			input.Members = append(input.Members, &concord.Member{Document: doc})
			source := mention.Source{Document: doc}
			if doc.Kind.Official() {
				source.Definitions = mention.Definitions([]byte(text)[doc.Body:])
			}
			sources = append(sources, source)
		default:
			input.Files = append(input.Files, name)
		}
	}
	lexicon, terms, _ := mention.Build(sources, config.Sides)
	input.Terms = terms
	vocabulary := &markup.Vocabulary{Lexicon: lexicon, Subjects: map[record.Key]markup.Subject{}}
	for _, m := range input.Members {
		if key, ok := m.Document.Key(); ok {
			vocabulary.Subjects[key] = markup.Subject{Document: m.Document.ID, Path: site.PagePath(m.Document.ID)}
		}
	}
	compiler := markup.NewCompiler(vocabulary)
	for _, m := range input.Members {
		result := compiler.Compile(m.Document, []byte(files[m.Document.Path]))
		m.Facts, m.Body = result.Facts, body(slices.Clone(result.Text))
		diags = append(diags, result.Diags...)
	}
	for _, d := range diags {
		if d.Severity == diag.Error {
			t.Fatalf("the case is wrong within a document, which is not for this package:\n%s", written([]diag.Diagnostic{d}))
		}
	}
	slices.SortFunc(input.Members, (*concord.Member).Compare)
	slices.Sort(input.Files)
	for _, m := range input.Members {
		input.Concordance.Add(m)
	}
	return site.New(input)
}

func written(diags []diag.Diagnostic) string {
	var b strings.Builder
	_ = diag.Print(&b, diags)
	return b.String()
}

func TestCleanSite(t *testing.T) {
	if diags := run(t, clean); diags != nil {
		t.Errorf("a site without a mistake gets\n%s", written(diags))
	}
}

// An empty site has nothing to be wrong, and its own pages to lead to.
func TestEmptySite(t *testing.T) {
	config := "title: X\nnavigation: [{title: Home, page: index}, {title: Dates, page: dates}]\n"
	if diags := run(t, map[string]string{record.ConfigPath: config}); diags != nil {
		t.Errorf("got\n%s", written(diags))
	}
}

// edit is a clean site with one thing in one file replaced.
func edit(t *testing.T, path, old, new string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for name, text := range clean {
		files[name] = text
	}
	if strings.Count(files[path], old) != 1 {
		t.Fatalf("%q stands %d times in %s", old, strings.Count(files[path], old), path)
	}
	files[path] = strings.Replace(files[path], old, new, 1)
	return files
}

// What goes wrong when one thing of the clean site is replaced by another.
func TestMistakes(t *testing.T) {
	const (
		config  = "content/site.yaml"
		annex   = "content/annexes/a.md"
		mou     = "content/mous/tides.md"
		harbour = "content/agencies/harbour.md"
		guide   = "content/guide/cite.md"
		home    = "content/index.md"
	)
	for _, c := range []struct{ title, file, old, new, want string }{
		// site.yaml
		{"menu entry to no page", config, "page: annexes/a}", "page: annexes/b}", `
content/site.yaml:10:5: error: the menu leads to "annexes/b", which is not a page [unknown-page]
  10 |   - {title: Annex A, page: annexes/b}
     |     ^
  hint: did you mean "annexes/a"?
`},
		{"menu entry to a misspelt index", config, "page: glossary", "page: glosary", `
content/site.yaml:14:5: error: the menu leads to "glosary", which is not a page [unknown-page]
  14 |   - {title: Glossary, page: glosary}
     |     ^
  hint: did you mean "glossary"?
`},
		{"menu entry to nothing like it", config, "page: pillars/1", "page: pillars/3", `
content/site.yaml:15:5: error: the menu leads to "pillars/3", which is not a page [unknown-page]
  15 |   - {title: Tides, page: pillars/3}
     |     ^
`},
		{"pillar cites no document", config, "cite: annexes/a#1}", "cite: annexs/a#1}", `
content/site.yaml:6:36: error: there is no document "annexs/a" [unknown-document]
  6 |   - {number: 1, name: Tides, cite: annexs/a#1}
    |                                    ^^^^^^^^^^
  hint: did you mean "annexes/a"?
`},
		{"pillar cites no paragraph", config, "annexes/a#2.1]", `"annexes/a#2.7"]`, `
content/site.yaml:7:50: error: Annex A has no paragraph "2.7" [unknown-paragraph]
  7 |   - {number: 2, name: Light, cite: [annexes/a#2, "annexes/a#2.7"]}
    |                                                  ^^^^^^^^^^^^^^^
  hint: its paragraphs go from u1 to 2.1
`},
		// Sides and pillars
		{"agency of no side", harbour, "XA", "XC", `
content/agencies/harbour.md:3:10: error: "XC" is not a side of this site [unknown-side]
  3 | country: XC
    |          ^^
  hint: the sides in content/site.yaml are XA, XB
`},
		{"participant of no side", mou, "{side: XB,", "{side: XC,", `
content/mous/tides.md:9:12: error: "XC" is not a side of this site [unknown-side]
  9 |   - {side: XC, cite: annexes/a#1}
    |            ^^
  hint: the sides in content/site.yaml are XA, XB
`},
		{"no such pillar", mou, "{value: 2,", "{value: 12,", `
content/mous/tides.md:4:17: error: there is no pillar 12 [unknown-pillar]
  4 | pillar: {value: 12, cite: [annexes/a#2, annexes/a#2.1]}
    |                 ^^
  hint: the pillars in content/site.yaml are 1, 2
`},
		// Facts of instruments
		{"participant that is no agency", mou, "{agency: harbour,", "{agency: harbor,", `
content/mous/tides.md:8:14: error: there is no agency "harbor" [unknown-agency]
  8 |   - {agency: harbor, cite: annexes/a#1}
    |              ^^^^^^
  hint: did you mean "harbour"?
`},
		{"participant named by its id", mou, "{agency: harbour,", "{agency: agencies/harbour,", `
content/mous/tides.md:8:14: error: there is no agency "agencies/harbour" [unknown-agency]
  8 |   - {agency: agencies/harbour, cite: annexes/a#1}
    |              ^^^^^^^^^^^^^^^^
`},
		{"fact cites no document", mou, "form: {value: MOU, cite: annexes/a#1}", "form: {value: MOU, cite: a#1}", `
content/mous/tides.md:3:26: error: there is no document "a" [unknown-document]
  3 | form: {value: MOU, cite: a#1}
    |                          ^^^
`},
		{"fact cites no paragraph", mou, "signed, cite: annexes/a#1}", "signed, cite: annexes/a#3}", `
content/mous/tides.md:6:31: error: Annex A has no paragraph "3" [unknown-paragraph]
  6 | status: {value: signed, cite: annexes/a#3}
    |                               ^^^^^^^^^^^
  hint: its paragraphs go from u1 to 2.1
`},
		{"fact cites a document without paragraphs", mou, "signed, cite: annexes/a#1}", "signed, cite: agencies/light#1}", `
content/mous/tides.md:6:31: error: Lighthouse Service has no paragraph "1" [unknown-paragraph]
  6 | status: {value: signed, cite: agencies/light#1}
    |                               ^^^^^^^^^^^^^^^^
  hint: it has no paragraphs
`},
		{"event cites no paragraph", mou, "event: signed, cite: annexes/a#2}", "event: signed, cite: annexes/a#2.2}", `
content/mous/tides.md:11:39: error: Annex A has no paragraph "2.2" [unknown-paragraph]
  11 |   - {date: 2025, event: signed, cite: annexes/a#2.2}
     |                                       ^^^^^^^^^^^^^
  hint: its paragraphs go from u1 to 2.1
`},
		// Official texts
		{"source that is not there", annex, "source: source/2025.txt", "source: source/2025.text", `
content/annexes/a.md:4:9: error: the source "source/2025.text" is not a file under content/ [unknown-file]
  4 | source: source/2025.text
    |         ^^^^^^^^^^^^^^^^
  hint: did you mean "source/2025.txt"?
`},
		// Links in running text
		{"para: to no document", guide, "para:annexes/a#1", "para:annex/a#1", `
content/guide/cite.md:5:5: error: there is no document "annex/a" [unknown-document]
  5 | As [paragraph 1](para:annex/a#1), or [here](#).
    |     ^^^^^^^^^^^
  hint: did you mean "annexes/a"?
`},
		{"para: to no paragraph", annex, "para:annexes/a#2)", "para:annexes/a#2.2)", `
content/annexes/a.md:15:18: error: Annex A has no paragraph "2.2" [unknown-paragraph]
  15 | 2.1. Third, see [paragraph 2](para:annexes/a#2.2).
     |                  ^^^^^^^^^^^
  hint: its paragraphs go from u1 to 2.1
`},
		{"link to no document", home, "(annexes/a.md)", "(annexes/aa.md)", `
content/index.md:7:7: error: the site has no "annexes/aa/" [broken-link]
  7 | Read [Annex A](annexes/aa.md), [its paragraph 2.1](annexes/a.md#para-2.1), [its pillar](/annexes/a/#…
    |       ^^^^^^^
  hint: did you mean "annexes/a"?
`},
		{"link to no index", home, "(agencies/)", "(agency/)", `
content/index.md:8:35: error: the site has no "agency/" [broken-link]
  8 | [the MOU](mous/tides.md#events), [the agencies](agency/), [the dates](dates/index.html#date-2025),
    |                                   ^^^^^^^^^^^^
  hint: links lead from the file in which they stand, such as ../annexes/a.md
`},
		{"link to no file", mou, "(chart.pdf)", "(chart.txt)", `
content/mous/tides.md:16:43: error: the site has no "mous/chart.txt" [broken-link]
  16 | See [paragraph 2.1](para:annexes/a#2.1), [the chart](chart.txt) and ![a picture](tides.png).
     |                                           ^^^^^^^^^
  hint: did you mean "mous/chart.pdf"?
`},
		{"image that is not there", mou, "(tides.png)", "(tide.png)", `
content/mous/tides.md:16:71: error: the site has no "mous/tide.png" [broken-link]
  16 | See [paragraph 2.1](para:annexes/a#2.1), [the chart](chart.pdf) and ![a picture](tide.png).
     |                                                                       ^
  hint: did you mean "mous/tides.png"?
`},
		{"anchor of no paragraph", home, "a.md#para-2.1", "a.md#para-2.11", `
content/index.md:7:32: error: Annex A has no place "#para-2.11" [broken-anchor]
  7 | Read [Annex A](annexes/a.md), [its paragraph 2.1](annexes/a.md#para-2.11), [its pillar](/annexes/a/#…
    |                                ^^^^^^^^^^^^^^^^^
  hint: did you mean "para-2.1"?
`},
		{"anchor of no heading", home, "#i-tides", "#ii-lights", `
content/index.md:7:76: error: Annex A has no place "#ii-lights" [broken-anchor]
  7 | …x A](annexes/a.md), [its paragraph 2.1](annexes/a.md#para-2.1), [its pillar](/annexes/a/#ii-lights),
    |                                                                   ^^^^^^^^^^
`},
		{"anchor on the page itself", annex, "[paragraph 1](#para-1)", "[paragraph 1](#para1)", `
content/annexes/a.md:13:17: error: Annex A has no place "#para1" [broken-anchor]
  13 | 2. Second, see [paragraph 1](#para1).
     |                 ^^^^^^^^^^^
  hint: did you mean "para-1"?
`},
	} {
		t.Run(c.title, func(t *testing.T) {
			got := written(run(t, edit(t, c.file, c.old, c.new)))
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), got); diff != "" {
				t.Errorf("(-want +got)\n%s\ngot\n%s", diff, got)
			}
		})
	}
}

// Where site.yaml lists nothing, the hint says where to.
func TestNothingListed(t *testing.T) {
	files := edit(t, "content/site.yaml", clean["content/site.yaml"], "title: X\n")
	want := `content/mous/tides.md:4:17: error: there is no pillar 2 [unknown-pillar]
  4 | pillar: {value: 2, cite: [annexes/a#2, annexes/a#2.1]}
    |                 ^
  hint: list it under ` + "`pillars:`" + ` in content/site.yaml
content/mous/tides.md:9:12: error: "XB" is not a side of this site [unknown-side]
  9 |   - {side: XB, cite: annexes/a#1}
    |            ^^
  hint: list it under ` + "`sides:`" + ` in content/site.yaml
`
	got := written(diag.Sort(run(t, files)))
	if !strings.HasSuffix(got, want) || strings.Count(got, " error: ") != 4 { // and of each agency of a side
		t.Errorf("got\n%s", got)
	}
}

// All mistakes of a site are reported in one run, the same every time.
func TestAllAtOnce(t *testing.T) {
	files := edit(t, "content/annexes/a.md", clean["content/annexes/a.md"], "---\ntitle: Joint Statement\nlabel: Annex A\n---\n\nThe Harbour Authority and Belmora.\n")
	codes := map[diag.Code]int{}
	first := run(t, files)
	for _, d := range first {
		codes[d.Code]++
		if d.Severity != diag.Error || d.Span.Line == 0 || d.Span.Text == "" {
			t.Errorf("%+v has no place or keeps nothing from being published", d)
		}
	}
	// The annex that is left has one paragraph, which counts 1: what refers to
	// its paragraphs 2 and 2.1 is wrong, and what links to its places.
	want := map[diag.Code]int{codeParagraph: 6, codeAnchor: 2}
	if diff := cmp.Diff(want, codes); diff != "" {
		t.Errorf("(-want +got)\n%s\n%s", diff, written(first))
	}
	for range 3 {
		if diff := cmp.Diff(first, run(t, files)); diff != "" {
			t.Fatalf("it is not the same every time\n%s", diff)
		}
	}
}

// body is a document's plain text.
type body []byte

func (b body) HTML(buf []byte) ([]byte, error) { return buf[:0], nil }

func (b body) Text(from, to int, buf []byte) ([]byte, error) {
	return append(buf[:0], b[from:to]...), nil
}
