package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"concord/internal/diag"
	"concord/internal/markup"
	"concord/static"
	"concord/templates"
)

// explainedSite evaluates testdata/explained.txtar, which has one error: a
// question is answered all the same.
func explainedSite(t *testing.T) *Evaluation {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/explained.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	e, err := Evaluate(Options{Site: files, Templates: templates.FS, Static: static.FS})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	if n := diag.Errors(e.Diags); n != 1 {
		t.Fatalf("%d errors, want one:\n%+v", n, e.Diags)
	}
	return e
}

func TestExplainWords(t *testing.T) {
	e := explainedSite(t)
	for _, c := range []struct {
		words string
		want  []string
	}{
		{"Harbour Authority", []string{
			"name Harbour Authority: agency Harbour Authority (XA), its name, content/agencies/harbour.md:2",
			"is agency Harbour Authority (XA)",
			"mentioned agency Harbour Authority (XA): 3: statement#1 there, statement#2 Harbour Authority, statement#2 Harbour Authority",
		}},
		{"HA", []string{
			"name HA: agency Harbour Authority (XA), its acronym, content/agencies/harbour.md:3",
			"is agency Harbour Authority (XA)",
			"mentioned agency Harbour Authority (XA): 3: statement#1 there, statement#2 Harbour Authority, statement#2 Harbour Authority",
		}},
		{"ha", []string{
			"name HA: agency Harbour Authority (XA), its acronym, content/agencies/harbour.md:3",
			"ha is not agency Harbour Authority (XA)",
			"mentioned agency Harbour Authority (XA): 3: statement#1 there, statement#2 Harbour Authority, statement#2 Harbour Authority",
		}},
		{" TTT\n", []string{
			"name TTT: term Tidal Transit Treaty, a term that the text defines, content/statement.md:10",
			"is term Tidal Transit Treaty",
			"mentioned term Tidal Transit Treaty: 3: statement#1.1 Tidal Transit Treaty, statement#1.1 TTT, statement#1.1 TTT",
		}},
		{"Ministry of Fisheries", []string{
			"name Ministry of Fisheries: agency Ministry of Fisheries (XA), its name, content/agencies/fish-a.md:2",
			"name Ministry of Fisheries: agency Ministry of Fisheries (XB), its name, content/agencies/fish-b.md:2",
			"problem ambiguous-name: write [Ministry of Fisheries](none:) [Ministry of Fisheries](agency:fish-a) [Ministry of Fisheries](agency:fish-b)",
			"mentioned agency Ministry of Fisheries (XA): 1: statement#1 Ministry of Fisheries",
			"mentioned agency Ministry of Fisheries (XB): 0: ",
		}},
		{"the Harbour Authority of 2 May 2031", []string{
			"is agency Harbour Authority (XA)", "is date 2 May 2031",
			"mentioned agency Harbour Authority (XA): 3: statement#1 there, statement#2 Harbour Authority, statement#2 Harbour Authority",
			"mentioned date 2 May 2031: 0: ",
		}},
		{"Harbor Authority", []string{"near Harbour Authority"}},
		{"Fisheries", []string{"near Ministry of Fisheries, Ministry of Fisheries and Food"}},
		{"# *zzz* `5. [x](y)`", nil},
		{"C#/x y", nil},
		{"", nil},
	} {
		x, err := e.Explain(c.words)
		if err != nil {
			t.Errorf("%q: %v", c.words, err)
		}
		if diff := cmp.Diff(c.want, inShort(x)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.words, diff)
		}
	}
}

// inShort says in a few words what an answer says.
func inShort(x Explained) []string {
	var list []string
	say := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	for _, n := range x.Names {
		say("name %s: %s, %s, %s:%d", n.Name, n.What, n.Rule, n.File, n.Line)
	}
	if len(x.Near) > 0 {
		say("near %s", strings.Join(x.Near, ", "))
	}
	for _, m := range x.Mentions {
		say("is %s", m.What)
	}
	for _, p := range x.Problems {
		say("problem %s: write %s", p.Code, strings.Join(p.Instead, " "))
	}
	for _, l := range x.Passed {
		say("%s is not %s", l.Words, l.What)
	}
	for _, k := range x.Places {
		var places []string
		for _, p := range k.Places {
			places = append(places, p.Reference+" "+p.Words)
		}
		say("mentioned %s: %d: %s", k.What, k.Count, strings.Join(places, ", "))
	}
	return list
}

func TestExplainPlace(t *testing.T) {
	e := explainedSite(t)
	for question, want := range map[string]string{
		"statement#1.1":               "statement#1.1: 3 mentions, 0 problems, 2 unrecognised",
		"statement#para-1.2":          "statement#1.2: 0 mentions, 1 problems, 0 unrecognised",
		"content/statement.md#1":      "statement#1: 5 mentions, 0 problems, 0 unrecognised",
		"statement":                   "statement: 10 mentions, 1 problems, 2 unrecognised",
		"statement/index.html#para-2": "statement#2: 2 mentions, 0 problems, 0 unrecognised",
		"./content/statement.md":      "statement: 10 mentions, 1 problems, 2 unrecognised",
		"agencies/harbour":            "agencies/harbour: 0 mentions, 0 problems, 0 unrecognised",
		"index.md":                    "index: 2 mentions, 0 problems, 0 unrecognised",
	} {
		x, err := e.Explain(question)
		if err != nil {
			t.Errorf("%q: %v", question, err)
			continue
		}
		if data, err := json.Marshal(x); err != nil || strings.Contains(string(data), "null") {
			t.Errorf("%q: a list is missing in JSON: %v %s", question, err, data)
		}
		got := fmt.Sprintf("%s: %d mentions, %d problems, %d unrecognised", x.Place, len(x.Mentions), len(x.Problems), len(x.Unrecognised))
		if got != want {
			t.Errorf("%q: %s, want %s", question, got, want)
		}
	}
}

func TestExplainUnknownPlace(t *testing.T) {
	e := explainedSite(t)
	for question, want := range map[string]string{
		"statment.md":      `there is no document "statment": did you mean "statement"?`,
		"agencies/harbor":  `there is no document "agencies/harbor": did you mean "agencies/harbour"?`,
		"mous#1":           `there is no document "mous": write the path of the document's file, or the words to explain`,
		"statement#1.9":    `statement has no paragraph "1.9": did you mean 1.1 or 1.2?`,
		"statement#9.9":    `statement has no paragraph "9.9": its paragraphs are 1, 1.1, 1.2 or 2`,
		"index#7":          `index has no paragraph "7": did you mean "1"?`,
		"agencies/fish-a#": "",
		"agencies/food#1":  `agencies/food has no paragraph "1": the document has no paragraphs`,
	} {
		_, err := e.Explain(question)
		got := ""
		if unknown := new(QuestionError); errors.As(err, &unknown) {
			got = unknown.Error() + ": " + unknown.Hint()
		}
		if got != want {
			t.Errorf("%q: %v %q, want %q", question, err, got, want)
		}
	}
}

func TestNotes(t *testing.T) {
	e := explainedSite(t)
	doc := e.Site.Concordance.Member("statement").Document
	got, err := json.MarshalIndent(notes(markup.NewCompiler(e.Vocabulary()), doc, e.Text(doc.Path), e.Config.Sides), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	const file = "testdata/notes.json"
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got)\n%s", file, diff)
	}
}

// TestLinesAgreeWithDiagnostics: both count lines and columns alike.
func TestLinesAgreeWithDiagnostics(t *testing.T) {
	for _, src := range []string{"", "a", "\n\n", "é\nxé\n\nz", "a\nb"} {
		at := newLines([]byte(src))
		for i := -1; i <= len(src)+1; i++ {
			line, column := at.place(i)
			if s := diag.At("f", []byte(src), i, i); s.Line != line || s.Column != column {
				t.Errorf("byte %d of %q is at %d:%d, want %d:%d", i, src, line, column, s.Line, s.Column)
			}
		}
	}
}
