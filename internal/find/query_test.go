package find

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	tests := []struct{ query, want string }{
		{"", ""},
		{" \t\u00A0\u3000", ""},
		{"Hydrogen  Safety", "hydrogen safety"},
		{`tide "joint statement" sea`, "tide [joint statement] sea"},
		{"tide “joint statement” sea", "tide [joint statement] sea"},
		{"„joint statement“ «a b»", "[joint statement] [a b]"},
		{`"not closed`, "[not closed]"},
		{`tide"joint statement"sea`, "tide [joint statement] sea"},
		{`"" tide " "`, "tide"},
		{"-tax", "not(tax)"},
		{"−tax sea", "sea not(tax)"},
		{`-"joint statement" -tax`, "not(joint statement) not(tax)"},
		{"- tax --sea", "tax sea"},
		{"e-commerce", "e~commerce"},
		{"kind:mou agency:HSA", "kind=mou agency=hsa"},
		{"Kind:MOU, -pillar:3", "kind=mou -pillar=3"},
		{"kind：mou", "kind=mou"},
		{"year:2024", "year=2024..2024"},
		{"year:2020..2024 year:2024..2020", "year=2020..2024 year=2020..2024"},
		{"year:2020-2024 year:2020–2024 year:2020…2024", "year=2020..2024 year=2020..2024 year=2020..2024"},
		{"year:2020.. year:..2020", "year=2020..9999 year=0000..2020"},
		{"year:20 year:abc year:..", "year=20 year=abc year=.."},
		{"kind: mou title:x http://x", "kind mou title x http x"},
		{"7.4", "#7.4"},
		{"(7.4) 7.4.1.", "#7.4 #7.4.1"},
		{"7", "7"},
		{"para 7", "#7"},
		{"Paragraph 7.4 of annex a", "#7.4 of annex a"},
		{"¶7 ¶ 8 §9", "#7 #8 #9"},
		{"para", "para"},
		{"para tax 7", "para tax 7"},
		{`"para" 7`, "[para] 7"},
		{"7.4-7.6 1.x 12345.6", "7 4~7 6 1 x 12345 6"},
		{"ministry’s Ministry's", "ministry ministry"},
		{"AI기본법", "ai 기본법"},
		{"NPA에서 AI는 2024년", "npa ai 2024 년"},
		{"에서 “NPA에서”", "에서 [npa 에서]"},
		{"\u00AD \u200B tax", "tax"},
		{"a\x00b\x1bc", "a b c"},
		{"\xff\xfetax", "tax"},
	}
	for _, test := range tests {
		if got := described(Parse(test.query)); got != test.want {
			t.Errorf("%q: got %s, want %s", test.query, got, test.want)
		}
	}
}

// described writes a query down: words and phrases, what is excluded, filters.
func described(q Query) string {
	var list []string
	for i, w := range q.Words {
		text := w.Folded
		if w.Number != "" {
			text = "#" + w.Number
		}
		for _, p := range q.Phrases {
			if p.From == i {
				text = "[" + text
			}
			if p.To == i+1 {
				text += "]"
			}
		}
		if w.Joined {
			list[len(list)-1] += "~" + text
			continue
		}
		list = append(list, text)
	}
	for _, words := range q.Excluded {
		list = append(list, "not("+described(Query{Words: words})+")")
	}
	for _, f := range q.Filters {
		sign := map[bool]string{true: "-"}[f.Not]
		if f.Value != "" {
			list = append(list, sign+f.Sort+"="+f.Value)
			continue
		}
		list = append(list, fmt.Sprintf("%s%s=%s..%s", sign, f.Sort, f.First, f.Last))
	}
	return strings.Join(list, " ")
}

func TestParseReadsOnlySoMuch(t *testing.T) {
	tests := []struct {
		name, query     string
		words, excluded int
		filters         int
		cut             bool
	}{
		{"24 words", strings.Repeat("w ", 24), 24, 0, 0, false},
		{"25 words", strings.Repeat("w ", 25), 24, 0, 0, true},
		{"25 words in quotation marks", `"` + strings.Repeat("w ", 25) + `"`, 24, 0, 0, true},
		{"25 filters", strings.Repeat("pillar:1 ", 25), 0, 0, 24, true},
		{"25 exclusions", strings.Repeat("-w ", 25), 0, 24, 0, true},
		{"1,000 characters", strings.Repeat("한", 1000), 1, 0, 0, false},
		{"1,001 characters", strings.Repeat("한", 1001), 1, 0, 0, true},
	}
	for _, test := range tests {
		q := Parse(test.query)
		if len(q.Words) != test.words || len(q.Excluded) != test.excluded || len(q.Filters) != test.filters || q.Cut != test.cut {
			t.Errorf("%s: %d words, %d excluded, %d filters, cut %v", test.name, len(q.Words), len(q.Excluded), len(q.Filters), q.Cut)
		}
		if n := utf8.RuneCountInString(q.Text); n > maxCharacters {
			t.Errorf("%s: %d characters were read", test.name, n)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", `"a -b`, "year:2020..", "7.4 para ¶", "-\"", "한글 -kind:", "\xff", "a:b:c“", "-−-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := Parse(text)
		if !utf8.ValidString(q.Text) || len(q.Words) > maxWords || len(q.Filters) > maxWords || len(q.Excluded) > maxWords {
			t.Fatalf("%q: %+v", text, q)
		}
		for _, w := range q.Words {
			if w.Folded == "" || w.Start >= w.End || w.End > len(q.Text) {
				t.Fatalf("%q: word %+v", text, w)
			}
		}
		for _, p := range q.Phrases {
			if p.From >= p.To || p.To > len(q.Words) {
				t.Fatalf("%q: phrase %+v of %d words", text, p, len(q.Words))
			}
		}
	})
}
