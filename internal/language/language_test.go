package language

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/diag"
	"concord/internal/record"
)

// of is a language with the catalogues of a site, which have no mistakes.
func of(t testing.TB, tag string, catalogues ...string) *Language {
	t.Helper()
	var layers []Source
	for i, content := range catalogues {
		layers = append(layers, Source{File: fmt.Sprintf("%d.yaml", i), Content: []byte(content)})
	}
	l, diags := New(tag, layers...)
	if len(diags) > 0 {
		t.Fatalf("%+v", diags)
	}
	return l
}

func TestEnglish(t *testing.T) {
	en := English()
	for _, c := range []struct{ got, want string }{
		{en.Tag(), "en"}, {en.Name(), "English"},
		{en.Text("In {}"), "In {}"}, {en.With("In {}", "Korean"), "In Korean"},
		{en.With("{} of {}", "A", "B"), "A of B"}, {en.With("{} of {}", "A"), "A of "}, {en.With("Search"), "Search"},
		{en.With("{} has {}", "{}", "{1}"), "{} has {1}"}, // values are no texts
		{en.Count("{} page", "{} pages", 1), "1 page"}, {en.Count("{} page", "{} pages", 0), "0 pages"},
		{en.Count("{} page", "{} pages", 2), "2 pages"}, {en.Count("{} page", "{} pages", 1100), "1,100 pages"},
		{en.Number(-1), "-1"}, {en.Number(999), "999"}, {en.Number(1000), "1,000"}, {en.Number(1234567), "1,234,567"},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
	if en.Has("anything") || en.Missing([]string{"a"}) != nil || en.ReportMissing("f", []string{"a"}) != nil || en.ReportUnused(nil) != nil {
		t.Error("English misses something")
	}
	if value, ok := en.Value("letter of intent"); value != "letter of intent" || ok {
		t.Errorf("%q, %t", value, ok)
	}
}

const french = `
words:
  "Search": "Rechercher"
  "{} of {}": "{2} : {1}"
  "{} twice": "{1}, {1}"
  "{} pages": {one: "{} page", other: "{} pages"}
  "{} agencies": {one: "une institution", other: "{} institutions"}
  "{} results": "résultats : {}"
kinds:
  Letter of Intent: "lettre d’intention"
values:
  entered into force: "entré en vigueur"
`

func TestWords(t *testing.T) {
	fr := of(t, "fr", french)
	for _, c := range []struct{ got, want string }{
		{fr.Tag(), "fr"}, {fr.Name(), "français"},
		{fr.Text("Search"), "Rechercher"}, {fr.Text("Home"), "Home"},
		{fr.With("{} of {}", "A", "B"), "B : A"}, {fr.With("{} twice", "A"), "A, A"}, {fr.With("In {}", "A"), "In A"},
		{fr.Count("{} page", "{} pages", 1), "1 page"}, {fr.Count("{} page", "{} pages", 3), "3 pages"},
		{fr.Count("{} agency", "{} agencies", 1), "une institution"}, {fr.Count("{} agency", "{} agencies", 2), "2 institutions"},
		{fr.Count("{} result", "{} results", 1), "résultats : 1"}, {fr.Count("{} result", "{} results", 1100), "résultats : 1\u00a0100"},
		{fr.Count("{} term", "{} terms", 1), "1 term"}, {fr.Text("{} pages"), "{} pages"},
		{of(t, "de").Number(1234567), "1.234.567"}, {of(t, "hi").Number(1234567), "12,34,567"},
		{of(t, "ko").Name(), "한국어"}, {of(t, "pt-BR").Tag(), "pt-BR"}, {of(t, "tlh").Name(), "tlh"},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
	for _, word := range []string{"letter of intent", "Letter of Intent", "letter-of-intent", " LETTER of intent "} {
		if value, ok := fr.Value(word); value != "lettre d’intention" || !ok {
			t.Errorf("%q is %q", word, value)
		}
	}
	if diff := cmp.Diff(map[string]string{"letter-of-intent": "lettre d’intention"}, fr.Kinds()); diff != "" {
		t.Error(diff)
	}
	if value, ok := fr.Value("Entered into Force"); value != "entré en vigueur" || !ok {
		t.Errorf("%q, %t", value, ok)
	}
	if one, other := fr.Forms("{} agency", "{} agencies"); one != "une institution" || other != "{} institutions" {
		t.Errorf("%q, %q", one, other)
	}
	if !fr.Has("Search") || fr.Has("Home") {
		t.Error("Has")
	}
}

// TestEnglishWithWords: a record in another language has words of its own, for
// which the site's English is in a catalogue too; and English has its kinds.
func TestEnglishWithWords(t *testing.T) {
	en := of(t, "en-GB", `words: {"협력 기록": "Record of the partnership", "Search": "Find"}`)
	if en.Text("협력 기록") != "Record of the partnership" || !en.Has("협력 기록") || en.Text("Search") != "Find" || en.Text("Home") != "Home" {
		t.Error("the catalogue is passed over")
	}
	if got := en.Missing([]string{"Home"}); got != nil {
		t.Errorf("English misses %q", got)
	}
}

func TestLayers(t *testing.T) {
	l := of(t, "fr",
		`{words: {Search: Chercher}, kinds: {mou: ME}, values: {signed: s}, dates: {year: "an {year}"}}`, "", "# nothing\n", "words:\n",
		`{words: {Search: Rechercher, Home: Accueil}, kinds: {MOU: protocole, Other: autre}, values: {Signed: signé, open: ouvert}, dates: {year: "{year}", from: "dès {from}"}}`,
	)
	if l.Text("Search") != "Chercher" || l.Text("Home") != "Accueil" {
		t.Errorf("words: %s, %s", l.Text("Search"), l.Text("Home"))
	}
	if diff := cmp.Diff(map[string]string{"mou": "ME", "other": "autre"}, l.Kinds()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"signed": "s", "open": "ouvert"}, l.values); diff != "" {
		t.Error(diff)
	}
	if l.dates.year != "an {year}" || l.dates.from != "dès {from}" {
		t.Errorf("dates: %+v", l.dates)
	}
}

func TestMissing(t *testing.T) {
	keys := []string{"Search", "Zoo", "Home", "Home", "{} pages"}
	fr := of(t, "fr", french)
	want := []string{"Home", "Zoo", "dates: year", "dates: month", "dates: day", "dates: days_of_month", "dates: days_of_year",
		"dates: months_of_year", "dates: span", "dates: from", "dates: until"}
	if diff := cmp.Diff(want, fr.Missing(keys)); diff != "" {
		t.Error(diff)
	}
	wantDiags := []diag.Diagnostic{{
		Severity: diag.Warning, Code: "missing-translation", Span: diag.File("content/languages/fr.yaml"),
		Message: "11 texts have no words in français, and are shown in English",
		Notes:   []string{"Home", "Zoo", "dates: year", "dates: month", "dates: day", "and 6 more"},
		Hint:    "write in content/languages/fr.yaml, below `words:`, a line \"Home\": \"…\"",
	}}
	if diff := cmp.Diff(wantDiags, fr.ReportMissing("content/languages/fr.yaml", keys)); diff != "" {
		t.Error(diff)
	}
	whole := of(t, "fr", french, string(englishPatterns()))
	if got := whole.ReportMissing("f", []string{"Search"}); got != nil {
		t.Errorf("nothing is missing: %+v", got)
	}
	one := whole.ReportMissing("f", []string{"Home"})
	if len(one) != 1 || one[0].Message != "a text has no words in français, and is shown in English" || len(one[0].Notes) != 1 {
		t.Errorf("%+v", one)
	}
	only := fr.ReportMissing("f", nil)
	if len(only) != 1 || only[0].Hint != "write in f, below `dates:`, a line year: \"…\"" {
		t.Errorf("%+v", only)
	}
}

func TestUnused(t *testing.T) {
	builtIn := Source{File: "b.yaml", Content: []byte("words: {Gone: x}"), BuiltIn: true}
	own := Source{File: "a.yaml", Content: []byte("words:\n  \"Serch\": x\n  Home: y\n  Strange: z\n")}
	l, diags := New("fr", own, builtIn)
	if len(diags) > 0 {
		t.Fatalf("%+v", diags)
	}
	want := []diag.Diagnostic{
		{
			Severity: diag.Warning, Code: "unused-translation", Message: `nothing shows the text "Serch"`, Hint: `did you mean "Search"?`,
			Span: diag.Span{File: "a.yaml", Line: 2, Column: 3, Width: 7, Text: `  "Serch": x`},
		},
		{
			Severity: diag.Warning, Code: "unused-translation", Message: `nothing shows the text "Strange"`,
			Hint: "take the line away, or write the English as the template has it",
			Span: diag.Span{File: "a.yaml", Line: 4, Column: 3, Width: 7, Text: `  Strange: z`},
		},
	}
	if diff := cmp.Diff(want, l.ReportUnused([]string{"Home", "Search"})); diff != "" {
		t.Error(diff)
	}
}

func TestKeys(t *testing.T) {
	if got, want := Keys([]byte(french)), []string{"Search", "{} agencies", "{} of {}", "{} pages", "{} results", "{} twice"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestUnknownLanguage(t *testing.T) {
	for tag, file := range map[string]string{"": "templates/languages/.yaml", "not a tag": "templates/languages/not a tag.yaml"} {
		l, diags := New(tag)
		if len(diags) != 1 || diags[0].Severity != diag.Error || diags[0].Span.File != file || l.Tag() != "en" {
			t.Errorf("%q: %s, %+v", tag, l.Tag(), diags)
		}
	}
	if _, diags := New("x y", Source{File: "b", BuiltIn: true}, Source{File: "a"}); len(diags) != 1 || diags[0].Span.File != "a" {
		t.Errorf("%+v", diags)
	}
}

// TestManyAtOnce is for the race detector: a language serves all pages at once.
func TestManyAtOnce(t *testing.T) {
	ko := korean(t)
	day, err := record.NewEDTF(2025, 11, 2)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			titles := strings.Fields("나라 가나 Élan ASEAN 까치")
			for range 50 {
				SortBy(ko, titles, func(s string) string { return s })
				if got := strings.Join(titles, " "); got != "가나 까치 나라 ASEAN Élan" {
					t.Error(got)
				}
				if ko.Number(12345) != "12,345" || ko.Date(day) != "2025년 11월 2일" || ko.Compare("가", "나") >= 0 || ko.Letter("Élan") != "E" {
					t.Error("one of many is another")
				}
			}
		})
	}
	all.Wait()
}
