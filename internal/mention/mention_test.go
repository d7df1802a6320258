package mention

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/record"
)

// sides are the sides of the specification's cases.
var sides = []record.Side{
	{Code: "KR", Names: []string{"ROK", "Korea", "Korean", "Republic of Korea", "한국"}},
	{Code: "SG", Names: []string{"Singapore", "Republic of Singapore"}},
}

// specCase is one case of testdata/mentions.txt.
type specCase struct {
	title    string
	entries  []Entry
	text     string
	found    []string
	problems []string
	absent   []string
}

func TestNames(t *testing.T) {
	for _, c := range readSpec(t, "testdata/mentions.txt") {
		t.Run(c.title, func(t *testing.T) {
			matches, problems := NewLexicon(c.entries, sides).NewScanner().Scan([]byte(c.text), record.EDTF{}, nil, nil)
			var found, wrong []string
			for _, m := range matches {
				found = append(found, fmt.Sprintf("%s = %s:%s", c.text[m.Start:m.End], m.Key.Kind, m.Key.ID))
			}
			for _, p := range problems {
				wrong = append(wrong, fmt.Sprintf("%s = %s", c.text[p.Start:p.End], p.Code))
			}
			if diff := cmp.Diff(c.found, found); diff != "" {
				t.Errorf("mentions (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.problems, wrong); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			for _, words := range c.absent {
				checkAbsent(t, c.text, words, matches)
			}
		})
	}
}

// checkAbsent makes sure that some occurrence of the words is touched by no
// mention.
func checkAbsent(t *testing.T, text, words string, matches []Match) {
	t.Helper()
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			t.Errorf("%q is touched wherever it stands", words)
			return
		}
		start, end := at+i, at+i+len(words)
		touched := false
		for _, m := range matches {
			touched = touched || m.Start < end && start < m.End
		}
		if !touched {
			return
		}
		at = start + 1
	}
}

func readSpec(t testing.TB, name string) []specCase {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var cases []specCase
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		if title, ok := strings.CutPrefix(line, "--- "); ok {
			if want := fmt.Sprintf("%d. ", len(cases)+1); !strings.HasPrefix(title, want) {
				t.Fatalf("case %q should have the number %s", title, want)
			}
			cases = append(cases, specCase{title: title})
			continue
		}
		if len(cases) > 0 && strings.TrimSpace(line) != "" {
			cases[len(cases)-1].addLine(t, line)
		}
	}
	if len(cases) == 0 {
		t.Fatalf("%s has no cases", name)
	}
	return cases
}

func (c *specCase) addLine(t testing.TB, line string) {
	t.Helper()
	mark, rest, _ := strings.Cut(line, " ")
	switch mark {
	case ">":
		c.text = strings.TrimPrefix(c.text+" "+rest, " ")
	case "+":
		c.found = append(c.found, rest)
	case "-":
		c.absent = append(c.absent, rest)
	case "!":
		c.problems = append(c.problems, rest)
	case "agency", "instrument", "term":
		c.addNames(t, mark, rest)
	default:
		t.Fatalf("%s: the line %q means nothing", c.title, line)
	}
}

func (c *specCase) addNames(t testing.TB, kind, rest string) {
	t.Helper()
	head, names, ok := strings.Cut(rest, " = ")
	if !ok {
		t.Fatalf("%s: %q has no names", c.title, rest)
	}
	id, side, _ := strings.Cut(head, " ")
	e := Entry{Side: strings.TrimPrefix(side, "-"), Key: record.Key{ID: id}}
	switch kind {
	case "instrument":
		e.Key.Kind = record.KeyInstrument
	case "term":
		e.Key.Kind, e.Rule = record.KeyTerm, record.RuleTerm
	}
	for i, name := range strings.Split(names, " | ") {
		x := e
		x.Name = name
		if i > 0 {
			var what string
			what, x.Name, _ = strings.Cut(name, " ")
			switch what {
			case "acronym":
				x.Rule = record.RuleAcronym
			case "short":
				x.Rule = record.RuleTerm
			case "office":
				x.Rule = record.RuleOffice
			}
		}
		c.entries = append(c.entries, x)
	}
}

func TestDefinitions(t *testing.T) {
	for text, want := range map[string]string{
		"the Republic of Korea (ROK) and":                                "ROK = Republic of Korea",
		"four Memoranda of Understanding (MOUs) to":                      "MOU = Memoranda of Understanding",
		"the ASEAN-Korea Free Trade Area (AKFTA).":                       "AKFTA = ASEAN-Korea Free Trade Area",
		"Advanced Technology and Research and Development (R&D); and":    "R&D = Research and Development",
		"small and medium-sized enterprises (SMEs).":                     "SME = small and medium-sized enterprises",
		"Network Optimisation/Resource Optimisation (NO/RO), and":        "NO/RO = Network Optimisation/Resource Optimisation",
		"the Global Cross Border Privacy Rules (CBPR) Forum":             "CBPR = Cross Border Privacy Rules",
		"the ASEAN Outlook on the Indo-Pacific (AOIP).":                  "AOIP = ASEAN Outlook on the Indo-Pacific",
		"1982 United Nations Convention on the Law of the Sea (UNCLOS).": "UNCLOS = United Nations Convention on the Law of the Sea",
		"the [Korea-Singapore Free Trade Agreement](mou:ksfta) (KSFTA)":  "KSFTA = Korea-Singapore Free Trade Agreement",
		"under the Tidal Transit Treaty (TTT)":                           "TTT = Tidal Transit Treaty",
		"the ASEAN-ROK Cooperation Fund (AKCF)":                          "AKCF = ASEAN-ROK Cooperation Fund",
		"a *Memorandum of Agreement* (MOA)":                              "MOA = Memorandum of Agreement",
		"across five pillars: (a) Political; (b) Trade":                  "",
		"the Plan of Action (2026 to 2030), which":                       "",
		"[ROK](TERM)":                          "",
		"in Seoul (ROK)":                       "",
		"frozen(ABC) things":                   "",
		"the first half. Something Else (ABC)": "",
		"unclosed (ROK":                        "",
		"(ROK)":                                "",
	} {
		var got []string
		for _, d := range Definitions([]byte(text)) {
			got = append(got, d.Short+" = "+d.Long)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q defines %q, want %q", text, s, want)
		}
	}
}

func TestBuildGivesTermsToWhatTheyName(t *testing.T) {
	docs := []Source{
		{Document: &record.Document{ID: "annexes/a", Kind: record.Annex}, Definitions: []Definition{
			{Short: "KSFTA", Long: "Korea-Singapore Free Trade Agreement"}, {Short: "ROK", Long: "Republic of Korea"},
			{Short: "ROK", Long: "Rules of Kindness"},
		}},
		{Document: &record.Document{ID: "mous/ksfta", Kind: record.Instrument, Title: "Korea-Singapore Free Trade Agreement", Instrument: &record.InstrumentFacts{}}},
	}
	lexicon, terms, conflicts := Build(docs, sides)
	if len(terms) != 2 || terms[0].Key != (record.Key{Kind: record.KeyInstrument, ID: "ksfta"}) || terms[1].Key != (record.Key{Kind: record.KeyTerm, ID: "rok"}) {
		t.Errorf("terms: %+v", terms)
	}
	if len(conflicts) != 1 || conflicts[0].Code != codeTwoTerms {
		t.Errorf("conflicts: %+v", conflicts)
	}
	matches, _ := lexicon.NewScanner().Scan([]byte("the KSFTA"), record.EDTF{}, nil, nil)
	if len(matches) != 1 || matches[0].Key.ID != "ksfta" || matches[0].Rule != record.RuleTerm {
		t.Errorf("matches: %+v", matches)
	}
}

func TestBuildReportsNamesThatNothingTellsApart(t *testing.T) {
	agency := func(id, side, title string) Source {
		return Source{Document: &record.Document{
			ID: "agencies/" + id, Path: "content/agencies/" + id + ".md", Kind: record.Agency, Title: title,
			Agency: &record.AgencyFacts{Country: side},
		}}
	}
	for _, c := range []struct {
		sources []Source
		want    int
	}{
		{[]Source{agency("a", "KR", "Ministry"), agency("b", "SG", "Ministry")}, 0},
		{[]Source{agency("a", "KR", "Ministry"), agency("b", "KR", "Ministry")}, 1},
		{[]Source{agency("a", "KR", "Ministry"), agency("b", "", "Ministry")}, 1},
		{[]Source{agency("a", "KR", "Ministry"), agency("b", "KR", "Other")}, 0},
	} {
		if _, _, conflicts := Build(c.sources, sides); len(conflicts) != c.want {
			t.Errorf("%d conflicts, want %d: %+v", len(conflicts), c.want, conflicts)
		}
	}
}

func FuzzNames(f *testing.F) {
	var entries []Entry
	for _, c := range readSpec(f, "testdata/mentions.txt") {
		f.Add(c.text)
		entries = append(entries, c.entries...)
	}
	lexicon := NewLexicon(entries, sides)
	f.Fuzz(func(t *testing.T, text string) {
		matches, problems := lexicon.NewScanner().Scan([]byte(text), record.EDTF{}, nil, nil)
		end, nestedEnd := 0, 0
		for _, m := range matches {
			if m.Start < 0 || m.End > len(text) || m.Start >= m.End {
				t.Fatalf("%+v is not inside a text of %d bytes", m, len(text))
			}
			if m.Nested {
				if m.End > end || m.Start < nestedEnd {
					t.Fatalf("the nested %+v is not inside its name", m)
				}
				nestedEnd = m.End
				continue
			}
			if m.Start < end {
				t.Fatalf("%+v overlaps the mention before it", m)
			}
			end, nestedEnd = m.End, m.Start
		}
		for _, p := range problems {
			if p.Start < 0 || p.End > len(text) || p.Start >= p.End {
				t.Fatalf("%+v is not inside a text of %d bytes", p, len(text))
			}
		}
	})
}
