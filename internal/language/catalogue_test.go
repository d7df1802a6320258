package language

import (
	"fmt"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestBadCatalogues: every mistake is told at its place, and what is beside it
// is read.
func TestBadCatalogues(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          []string // "line:column width: message | hint"
	}{
		{"no YAML", "words:\n  \"a: b\n", []string{
			"3:1 1: the YAML cannot be read: found unexpected end of stream | check the indentation, and put texts in quotes",
		}},
		{"a character that is none", "words:\n  a: x\x01y\n", []string{
			"2:7 1: the YAML cannot be read: control characters are not allowed (value: 1) | check the indentation, and put texts in quotes",
		}},
		{"a list", "- Search\n", []string{
			"1:1 1: the catalogue is no list of keys with values | write `words:`, and below it a line for each text: \"Search\": \"…\"",
		}},
		{"a text", "Search", []string{
			"1:1 6: the catalogue is no list of keys with values | write `words:`, and below it a line for each text: \"Search\": \"…\"",
		}},
		{"an unknown section", "word: {}\nnotes: x\nwords: {Search: x}\n", []string{
			"1:1 4: unknown key \"word\" | did you mean \"words\"?",
			"2:1 5: unknown key \"notes\" | a catalogue has words, kinds, values and dates",
		}},
		{"texts without a section", "\"Skip to main content\": x\n", []string{
			"1:1 22: unknown key \"Skip to main content\" | a catalogue has words, kinds, values and dates",
		}},
		{"sections of another form", "words: [a]\nvalues: b\ndates: [c]\nkinds: d\n", []string{
			"1:8 1: words is no list of keys with values | write `words:`, and below it a line for each text: \"Search\": \"…\"",
			"2:9 1: values is no list of keys with values | write a line for each word: signed: \"…\"",
			"3:8 1: dates is no list of keys with values | write a line for each pattern: year: \"{year}\"",
			"4:8 1: kinds is no list of keys with values | write a line for each kind: MOU: \"…\"",
		}},
		{"twice", "words:\n  Search: x\n  \"Search\": y\n  Home: z\n", []string{
			"3:3 8: \"Search\" stands twice, here and in line 2 | keep one of them",
		}},
		{"a section twice", "words: {}\nwords: {Search: x}\n", []string{
			"2:1 5: \"words\" stands twice, here and in line 1 | keep one of them",
		}},
		{"no words", "words:\n  Search:\n  Home: \"\"\n  Next: ' '\n  Main: ~\n", []string{
			"2:10 1: there are no words | write the words, or take the line away",
			"3:9 2: there are no words | write the words, or take the line away",
			"4:9 3: there are no words | write the words, or take the line away",
			"5:9 1: there are no words | write the words, or take the line away",
		}},
		{"no text", "words:\n  Search: [x]\n  [Home]: y\n", []string{
			"2:11 1: expected a text | write the words in quotes: \"…\"",
			"3:3 1: a key is no text | write `words:`, and below it a line for each text: \"Search\": \"…\"",
		}},
		{"an unquoted place", "words:\n  \"In {}\": {} 명칭\n", []string{
			"2:15 1: the YAML cannot be read: did not find expected key | check the indentation, and put texts in quotes",
		}},
		{"places", "words:\n  \"In {}\": \"명칭\"\n  Search: \"{} 검색\"\n  \"{} of {}\": \"{}의\"\n  \"{} in {}\": \"{1}, {1}\"\n  \"{} at {}\": \"{1}, {3}\"\n  \"{} on {}\": \"{}, {2}\"\n", []string{
			"2:12 4: \"명칭\" has not the places for values that \"In {}\" has | write {} where the value is to stand",
			"3:11 7: \"{} 검색\" has not the places for values that \"Search\" has | take the places away; the English has none",
			"4:15 5: \"{}의\" has not the places for values that \"{} of {}\" has | write {} for each value, or {1}, {2} where they stand in another order",
			"5:15 10: \"{1}, {1}\" has not the places for values that \"{} in {}\" has | write {} for each value, or {1}, {2} where they stand in another order",
			"6:15 10: \"{1}, {3}\" has not the places for values that \"{} at {}\" has | write {} for each value, or {1}, {2} where they stand in another order",
			"7:15 9: \"{}, {2}\" has not the places for values that \"{} on {}\" has | write {} for each value, or {1}, {2} where they stand in another order",
		}},
		{"forms", "words:\n  \"{} pages\": {one: x}\n  \"{} terms\": {one: x, many: y, other: \"{}\"}\n  Search: {one: x, other: y}\n  \"{} dates\": {one: \"{} {}\", other: \"{}\"}\n  \"{} years\": {other: \"x\", one: \"{}\"}\n", []string{
			"2:15 1: a form is missing | write {one: …, other: …}",
			"3:24 4: \"many\" is no form of a text | write {one: …, other: …}",
			"4:11 1: \"Search\" counts nothing, and has no forms | write one text",
			"5:21 7: \"{} {}\" has not the places for values that \"{} dates\" has | write {} where the value is to stand",
			"6:15 1: \"x\" has not the places for values that \"{} years\" has | write {} where the value is to stand",
		}},
		{"dates", "dates:\n  years: \"{year}\"\n  year: \"{yeer}\"\n  month: \"{year}\"\n  day: \"{year} {month} {day} {day}\"\n  span: [a]\n  week: x\n  until: \"{to\"\n", []string{
			"2:3 5: there is no pattern \"years\" of dates | did you mean \"year\"?",
			"3:9 8: \"{yeer}\" has not the parts of the date | write {year}, each once",
			"4:10 8: \"{year}\" has not the parts of the date | write {month}, {year}, each once",
			"5:8 28: \"{year} {month} {day} {day}\" has not the parts of the date | write {day}, {month}, {year}, each once",
			"6:9 1: expected a text | write the words in quotes: \"…\"",
			"7:3 4: there is no pattern \"week\" of dates | there are months, year, month, day, days_of_month, days_of_year, months_of_year, span, from, until",
			"8:10 5: \"{to\" has not the parts of the date | write {to}, each once",
		}},
		{"months", "dates:\n  months: [a, b]\n", []string{
			"2:11 1: the names of the months are no list of twelve | write the twelve names in brackets, from January on",
		}},
		{"a month without a name", "dates:\n  months: [a, b, c, d, e, f, g, h, i, j, k, '']\n", []string{
			"2:45 2: there are no words | write the words, or take the line away",
		}},
		{"an alias", "words:\n  Search: &a x\n  Home: *a\n", []string{
			"3:9 1: expected a text | write the words in quotes: \"…\"",
		}},
		{"two documents", "words: {Search: x}\n---\nwords: {Home: y}\n", []string{
			"2:1 1: a second YAML document begins here, which would not be read | take the line away",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, diags := New("fr", Source{File: "fr.yaml", Content: []byte(c.content)})
			var got []string
			for _, d := range diags {
				if d.Code != codeTranslation || d.Span.File != "fr.yaml" {
					t.Errorf("%+v", d)
				}
				got = append(got, fmt.Sprintf("%d:%d %d: %s | %s", d.Span.Line, d.Span.Column, d.Span.Width, d.Message, d.Hint))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestMistakesAreAlone: what is right beside a mistake counts.
func TestMistakesAreAlone(t *testing.T) {
	l, diags := New("fr",
		Source{File: "a.yaml", Content: []byte("words:\n  \"In {}\": x\n  Search: [x]\n  Home: Accueil\n")},
		Source{File: "b.yaml", Content: []byte("words:\n  \"In {}\": \"en {}\"\n  Search: Chercher\n")})
	if len(diags) != 2 || l.Text("Home") != "Accueil" || l.With("In {}", "A") != "en A" || l.Text("Search") != "Chercher" {
		t.Errorf("%s, %s, %s: %+v", l.Text("Home"), l.With("In {}", "A"), l.Text("Search"), diags)
	}
}

// FuzzCatalogue: whatever a file holds, its mistakes are told at places that it
// has, and what was taken can be shown.
func FuzzCatalogue(f *testing.F) {
	for _, s := range []string{
		french, string(englishPatterns()), "", "words: [", "words: {\"{} {}\": \"{2}{1}\"}", "a: &a [*a]", "words: {<<: {a: b}}", "words: {? [a] : b}",
		"dates: {months: [a]}", "words: {\"{} a\": {one: b, other: \"{}\"}}", "\xff", "--- a\n--- b", "words: !!binary aGk=", "words:\n  é\u2028: x\n  é: y",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		l, diags := New("fr", Source{File: "fr.yaml", Content: []byte(content)})
		for _, d := range append(diags, l.ReportUnused(nil)...) {
			s := d.Span
			if d.Code == "" || d.Message == "" || d.Hint == "" || s.File != "fr.yaml" || s.Line < 1 || s.Column < 1 || s.Width < 1 || !utf8.ValidString(d.Message) {
				t.Fatalf("%+v", d)
			}
		}
		for key := range l.words {
			if l.Text(key) == "" || !samePlaces(key, l.Text(key)) {
				t.Fatalf("%q is %q", key, l.Text(key))
			}
			_ = l.With(key, "a", "b")
			_ = l.Count(key, key, 1)
		}
	})
}
