package diag

import (
	"strings"
	"testing"
)

func TestPrint(t *testing.T) {
	src := []byte("title: x\n\tpartys: 외교부 y\r\nz\n")
	start := strings.Index(string(src), "외교부")
	d := Diagnostic{
		Severity: Error, Code: "unknown-key", Message: `unknown key "partys"`,
		Span:  At("content/a.md", src, start, start+len("외교부")),
		Notes: []string{"a note"}, Hint: `did you mean "parties"?`,
	}
	want := "content/a.md:2:10: error: unknown key \"partys\" [unknown-key]\n" +
		"  2 |  partys: 외교부 y\n" +
		"    |          ^^^\n" +
		"  note: a note\n" +
		"  hint: did you mean \"parties\"?\n"
	var b strings.Builder
	if err := Print(&b, []Diagnostic{d}); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestPrintCutsLongLines(t *testing.T) {
	src := []byte(strings.Repeat("a", 300) + "HERE" + strings.Repeat("b", 300))
	var b strings.Builder
	if err := Print(&b, []Diagnostic{{Code: "c", Message: "m", Span: At("f", src, 300, 304)}}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	at := strings.Index(lines[2], "^^^^")
	if got := len([]rune(lines[1])); got > maxLine+10 {
		t.Errorf("line of %d characters", got)
	}
	if runes := []rune(lines[1]); string(runes[at:at+4]) != "HERE" {
		t.Errorf("the carets do not stand under the words:\n%s", b.String())
	}
}

func TestAtStaysInside(t *testing.T) {
	for _, src := range []string{"", "a", "a\n", "\n\n", "é\xff"} {
		for start := -1; start < 6; start++ {
			for end := -1; end < 6; end++ {
				if s := At("f", []byte(src), start, end); s.Line < 1 || s.Column < 1 || s.Width < 1 {
					t.Fatalf("At(%q, %d, %d) = %+v", src, start, end, s)
				}
			}
		}
	}
}

func TestNear(t *testing.T) {
	keys := []string{"title", "participants", "pillar", "events"}
	for word, want := range map[string]string{
		"titel": "title", "pillars": "pillar", "participant": "participants",
		"event": "events", "xyz": "", "evnets": "events", "": "",
	} {
		if got := Near(word, keys); got != want {
			t.Errorf("Near(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestSortDropsRepeats(t *testing.T) {
	a := Diagnostic{Code: "a", Span: Span{File: "f", Line: 2}}
	b := Diagnostic{Code: "b", Span: Span{File: "f", Line: 1}}
	got := Sort([]Diagnostic{a, b, a})
	if len(got) != 2 || got[0].Code != "b" || got[1].Code != "a" {
		t.Errorf("got %+v", got)
	}
}

func TestOneEdit(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"harbor", "harbour", true}, {"harbour", "harbor", true}, {"light", "night", true}, {"tides", "tide", true},
		{"evnets", "events", true}, {"", "a", true}, {"aa", "a", true}, {"é", "e", true},
		{"tides", "tides", false}, {"", "", false}, {"abc", "cba", false}, {"abcd", "badc", false}, {"ab", "cd", false}, {"", "ab", false},
	} {
		if got := OneEdit(c.a, c.b); got != c.want || got != (distance([]rune(c.a), []rune(c.b)) == 1) {
			t.Errorf("OneEdit(%q, %q) = %t", c.a, c.b, got)
		}
	}
}

func TestCertain(t *testing.T) {
	for word, want := range map[string]string{
		"titel": "title", "titl": "title", "side": "", "tytel": "", "title": "", "": "",
	} {
		if got := Certain(word, []string{"title", "sides", "sidle", "title"}); got != want {
			t.Errorf("Certain(%q) = %q, want %q", word, got, want)
		}
	}
}
