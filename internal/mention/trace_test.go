package mention

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/record"
)

// BenchmarkScan measures finding names and dates in the press statement with
// the names of the specification. Nothing of Trace may be felt here.
func BenchmarkScan(b *testing.B) {
	var entries []Entry
	for _, c := range readSpec(b, "testdata/mentions.txt") {
		entries = append(entries, c.entries...)
	}
	text, s := sourceText(b), NewLexicon(entries, sides).NewScanner()
	var matches []Match
	var problems []Problem
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		matches, problems = s.Scan(text, record.EDTF{}, matches[:0], problems[:0])
	}
	if len(matches) == 0 {
		b.Fatal("nothing was found")
	}
}

// traced are the names of TestTrace.
var traced = []Entry{
	{Key: record.Key{ID: "moh"}, Name: "Ministry of Health", Side: "SG"},
	{Key: record.Key{ID: "mohw"}, Name: "Ministry of Health and Welfare", Side: "KR"},
	{Key: record.Key{ID: "mfa"}, Name: "Ministry of Trade", Side: "SG"},
	{Key: record.Key{ID: "mofa"}, Name: "Ministry of Trade", Side: "KR"},
	{Key: record.Key{ID: "hsa"}, Name: "HSA", Rule: record.RuleAcronym, Side: "SG"},
	{Key: record.Key{ID: "hsa"}, Name: "Health Sciences Authority", Side: "SG"},
	{Key: record.Key{ID: "nfs"}, Name: "국립과학수사연구원", Side: "KR"},
	{Key: record.Key{Kind: record.KeyInstrument, ID: "jsi"}, Name: "Joint Statement Initiative"},
	{Key: record.Key{Kind: record.KeyInstrument, ID: "trade"}, Name: "Initiative on Health"},
	{Key: record.Key{Kind: record.KeyInstrument, ID: "plan"}, Name: "Plan of 2024"},
	{Key: record.Key{Kind: record.KeyInstrument, ID: "iea"}, Name: "Exchange Agreement (EA) on Agents"},
	{Key: record.Key{Kind: record.KeyTerm, ID: "ea"}, Name: "EA", Rule: record.RuleTerm},
}

func TestTrace(t *testing.T) {
	scanner := NewLexicon(traced, sides).NewScanner()
	for _, c := range []struct {
		text string
		want []string // matches and what decided, then losses
	}{
		{"the HSA met", []string{`HSA is hsa`}},
		{"the Ministry of Health and Welfare", []string{
			`Ministry of Health and Welfare is mohw`,
			`Ministry of Health is not moh: lost to mohw: the longer name wins`,
		}},
		{"the Ministry of Health and others", []string{`Ministry of Health is moh`}},
		{"Singapore’s Ministry of Trade", []string{
			`Ministry of Trade is mfa: a name of side SG stands before it`,
			`Ministry of Trade is not mofa: lost to mfa: it is of side KR, and a name of side SG stands before it`,
		}},
		{"the Ministry of Trade of the ROK", []string{
			`Ministry of Trade is mofa: a name of side KR stands after it`,
			`Ministry of Trade is not mfa: lost to mofa: it is of side SG, and a name of side KR stands after it`,
		}},
		{"Singapore’s Ministry of Trade (Singapore)", []string{
			`Ministry of Trade is mfa: a name of side SG stands before it and after it`,
			`Ministry of Trade is not mofa: lost to mfa: it is of side KR, and a name of side SG stands before it and after it`,
		}},
		{"the Ministry of Trade", []string{
			`Ministry of Trade is not mfa: ambiguous-name: nothing next to it says whose it is`,
			`Ministry of Trade is not mofa: ambiguous-name: nothing next to it says whose it is`,
		}},
		{"Singapore’s Ministry of Trade of the ROK", []string{
			`Ministry of Trade is not mfa: ambiguous-name: a name of side SG stands before it and one of side KR after it`,
			`Ministry of Trade is not mofa: ambiguous-name: a name of side SG stands before it and one of side KR after it`,
		}},
		{"the ROK’s HSA", []string{`HSA is not hsa: wrong-side: it is of side SG, and a name of side KR stands before it`}},
		{"an Hsa, a ministry of Health", []string{
			`Hsa is not hsa: it is matched letter by letter, and is written "HSA"`,
			`ministry of Health is not moh: a capital is missing: the name is written "Ministry of Health"`,
		}},
		{"the Joint Statement Initiative on Health", []string{
			`Joint Statement Initiative is jsi`,
			`Initiative on Health is not trade: lost to jsi: the name that begins first wins`,
		}},
		{"the Plan of 2024–2026", []string{
			`Plan of 2024 is plan`,
			`2024–2026 is not 2024/2026: lost to plan: a date that lies only partly in a name gives way to it`,
		}},
		{"the Plan of 2024", []string{`Plan of 2024 is plan`, `2024 is 2024 (nested)`}},
		{"the Exchange Agreement (EA) on Agents", []string{`Exchange Agreement (EA) on Agents is iea`, `EA is ea (nested)`}},
		{"the Health Sciences Authority (HSA) and the Health Sciences Authorities", []string{
			`Health Sciences Authority is hsa`, `HSA is hsa`, `Health Sciences Authorities is hsa`,
		}},
		{"국립과학수사연구원은", []string{`국립과학수사연구원 is nfs`}},
		{"", nil},
	} {
		got := tell(scanner, c.text)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.text, diff)
		}
	}
}

// tell traces a text and says in words what came of it.
func tell(s *Scanner, text string) []string {
	var list []string
	trace := s.Trace([]byte(text), record.EDTF{})
	for i, m := range trace.Matches {
		said := fmt.Sprintf("%s is %s", text[m.Start:m.End], m.Key.ID)
		if m.Nested {
			said += " (nested)"
		}
		if trace.Because[i] != "" {
			said += ": " + trace.Because[i]
		}
		list = append(list, said)
	}
	for _, l := range trace.Losses {
		said := fmt.Sprintf("%s is not %s: ", text[l.Start:l.End], l.Key.ID)
		if l.Match >= 0 {
			said += "lost to " + trace.Matches[l.Match].Key.ID + ": "
		}
		if l.Problem >= 0 {
			said += string(trace.Problems[l.Problem].Code) + ": "
		}
		list = append(list, said+l.Why)
	}
	return list
}

// FuzzTrace makes sure that tracing finds what scanning finds, that what lost
// lies in the text, and that a scanner is the same afterwards.
func FuzzTrace(f *testing.F) {
	for _, c := range readSpec(f, "testdata/mentions.txt") {
		f.Add(c.text)
	}
	lexicon := NewLexicon(traced, sides)
	f.Fuzz(func(t *testing.T, text string) {
		s := lexicon.NewScanner()
		trace := s.Trace([]byte(text), record.EDTF{})
		for range 2 { // with a scanner that has traced, and with a new one
			matches, problems := s.Scan([]byte(text), record.EDTF{}, nil, nil)
			if diff := cmp.Diff(matches, trace.Matches) + cmp.Diff(problems, trace.Problems); diff != "" {
				t.Fatalf("(-scanned +traced)\n%s", diff)
			}
			s = lexicon.NewScanner()
		}
		if len(trace.Because) != len(trace.Matches) {
			t.Fatalf("%d reasons for %d matches", len(trace.Because), len(trace.Matches))
		}
		for _, l := range trace.Losses {
			if l.Start < 0 || l.Start >= l.End || l.End > len(text) || l.Match >= len(trace.Matches) || l.Problem >= len(trace.Problems) || l.Why == "" {
				t.Fatalf("%+v is not inside a text of %d bytes, or says nothing", l, len(text))
			}
		}
	})
}

func TestUndated(t *testing.T) {
	for text, want := range map[string]string{
		"in June, on 5 May and on May 5th":         "June, 5 May, May 5th",
		"You may march on; May it be in March.":    "",
		"2nd day of November, 31 February 2031.":   "2nd day of November, 31 February 2031",
		"1999 visitors, 1,999 more, No. 2024/1":    "1999",
		"A-2024 and 3000, 12024, 202 and x2024":    "2024",
		"since 2024 and 2025":                      "2025", // 2024 is taken
		"Jan met Dec on Dec. 3":                    "Dec. 3",
		"11:2024, 3.2024, 2024-11 and 2024.":       "2024",
		"":                                         "",
		"|||| 2024 ||||":                           "2024",
		"In September the Ministry, in Sept 2031.": "September, Sept 2031",
	} {
		var skip []Span
		if i := strings.Index(text, "since 2024"); i >= 0 {
			skip = []Span{{i + len("since "), i + len("since 2024")}}
		}
		var got []string
		for _, s := range Undated([]byte(text), skip) {
			got = append(got, text[s.Start:s.End])
		}
		if list := strings.Join(got, ", "); list != want {
			t.Errorf("Undated(%q) = %q, want %q", text, list, want)
		}
	}
}
