package bundle

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// german are words of a language, by their English.
type german struct{}

func (german) Tag() string { return "de" }

func (german) Text(english string) string {
	words := map[string]string{
		"Try again": "Nochmals", "Page {}": "Seite {}", "{} of {}": "{2}: {1}", "{} or {}": "`{}` oder \\ ${}", "“{}”": "„{}“", "Quote \"{}\"": "»{}«",
	}
	if text, ok := words[english]; ok {
		return text
	}
	return english
}

func (german) Forms(one, other string) (string, string) {
	switch other {
	case "{} pages":
		return "eine Seite", "{} Seiten"
	case "{} results":
		return "Treffer: {}", "Treffer: {}"
	}
	return one, other
}

func (german) Kinds() map[string]string { return map[string]string{"mou": "Absichtserklärung"} }

const importWords = `import { count, kinds, number, tr } from "concord:words"; `

// TestWords compares what becomes of a script in English and in another language.
func TestWords(t *testing.T) {
	for _, c := range []struct{ name, script, english, german string }{
		{"a text", `f(tr("Try again"));`, `f("Try again");`, `f("Nochmals");`},
		{"a value", `f(tr("Page {}", g(n, ",)")));`, "f(`Page ${g(n,\",)\")}`);", "f(`Seite ${g(n,\",)\")}`);"},
		{"values in another order", `f(tr("{} of {}", a.b, c[0]));`, "f(`${a.b} of ${c[0]}`);", "f(`${c[0]}: ${a.b}`);"},
		{"what a template literal would take for its own", `f(tr("{} or {}", a, b));`, "f(`${a} or ${b}`);", "f(`\\`${a}\\` oder \\\\ $${b}`);"},
		{"words in words", `f(tr("{} of {}", tr("Try again"), g(tr("Page {}", a))));`, "f(`Try again of ${g(`Page ${a}`)}`);", "f(`${g(`Seite ${a}`)}: Nochmals`);"},
		{"over several lines", "f(tr(\n\t\"Page {}\",\n\ta,\n));", "f(`Page ${a}`);", "f(`Seite ${a}`);"},
		{"quotes", `f(tr("Quote \"{}\"", a));`, "f(`Quote \"${a}\"`);", "f(`\\xBB${a}\\xAB`);"},
		{"forms", `f(count("{} page", "{} pages", n));`,
			"f(n===1?`${n.toLocaleString(\"en\")} page`:`${n.toLocaleString(\"en\")} pages`);",
			"f(n===1?\"eine Seite\":`${n.toLocaleString(\"de\")} Seiten`);"},
		{"one form", `f(count("{} result", "{} results", n));`,
			"f(n===1?`${n.toLocaleString(\"en\")} result`:`${n.toLocaleString(\"en\")} results`);",
			"f(`Treffer: ${n.toLocaleString(\"de\")}`);"},
		{"a number", `f(number(a));`, `var n=t=>t.toLocaleString("en");f(n(a));`, `var n=r=>r.toLocaleString("de");f(n(a));`},
		{"kinds", `f(kinds[a]);`, `var n={__proto__:null};f(n[a]);`, `var n={__proto__:null,mou:"Absichtserkl\xE4rung"};f(n[a]);`},
		{"no call", "// tr(\"Try again\", none)\n/* tr(a) */ f('tr(a)', a.tr(\"Try again\"), retr(\"Page\"));",
			`f("tr(a)",a.tr("Try again"),retr("Page"));`, `f("tr(a)",a.tr("Try again"),retr("Page"));`},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := files("ts/a.ts", importWords+c.script)
			for _, in := range []struct {
				words Words
				want  string
			}{{english{}, c.english}, {german{}, c.german}} {
				got, problems := Translated(fsys, []string{"ts/a.ts"}, in.words)
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				if diff := cmp.Diff("(()=>{"+in.want+"})();\n", string(got[0].Content)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", in.words.Tag(), diff)
				}
			}
		})
	}
}

// TestOnlyWhatIsSaid: a script has no words that it does not say.
func TestOnlyWhatIsSaid(t *testing.T) {
	fsys := files("ts/a.ts", `import { again } from "./words"; f(again);`,
		"ts/words.ts", importWords+`export const again = tr("Try again"); export const page = (n: string) => tr("Page {}", n);`)
	list, problems := Translated(fsys, []string{"ts/a.ts"}, german{})
	if want := `(()=>{var o="Nochmals";f(o);})();` + "\n"; len(problems) > 0 || string(list[0].Content) != want {
		t.Errorf("%s, not %s: %v", list[0].Content, want, problems)
	}
}

// TestScriptsWithoutWords: a function of the same name is a site's own matter, and
// a script without words is one file for all languages.
func TestScriptsWithoutWords(t *testing.T) {
	fsys := files("ts/a.ts", `import { tr } from "./own"; console.log(tr("Try again"));`, "ts/own.ts", "export const tr = (s: string) => document.title + s;")
	en, _ := Scripts(fsys, []string{"ts/a.ts"})
	de, problems := Translated(fsys, []string{"ts/a.ts"}, german{})
	if len(problems) > 0 || en[0].Path != de[0].Path || !strings.Contains(string(de[0].Content), "Try again") {
		t.Errorf("%s\n%s\n%v", en[0].Content, de[0].Content, problems)
	}
}

func TestUnsaidWords(t *testing.T) {
	text := "what is said stands right here, in double quotes, and is translated: " + `tr("Page {}", number)`
	forms := "what is said stands right here, in double quotes, and is translated: " + `count("{} page", "{} pages", n)`
	for script, want := range map[string]Problem{
		`tr(a);`:                              {Line: 2, Column: 1, Width: 2, Text: text},
		"tr(`Page`);":                         {Line: 2, Column: 1, Width: 2, Text: text},
		`tr('Page');`:                         {Line: 2, Column: 1, Width: 2, Text: text},
		`tr("Page" + a);`:                     {Line: 2, Column: 1, Width: 2, Text: text},
		`tr("Page {}");`:                      {Line: 2, Column: 1, Width: 2, Text: text},
		`tr("Page", a);`:                      {Line: 2, Column: 1, Width: 2, Text: text},
		`tr("\u{41}");`:                       {Line: 2, Column: 1, Width: 2, Text: text},
		`f(count("{} pages", n));`:            {Line: 2, Column: 3, Width: 5, Text: forms},
		`f(count("{} page", "{} pages"));`:    {Line: 2, Column: 3, Width: 5, Text: forms},
		`tr("Try again"); let b = 1, b = 2;`:  {Line: 2, Column: 29, Width: 1, Text: `The symbol "b" has already been declared`},
		`f(tr("Page {}", a), "é"); const c ;`: {Line: 2, Column: 34, Width: 1, Text: `The constant "c" must be initialized`},
	} {
		list, problems := Translated(files("ts/a.ts", importWords+"\n\t"+script), []string{"ts/a.ts"}, german{})
		if want.File = "ts/a.ts"; len(list) > 0 || len(problems) == 0 || problems[0] != want {
			t.Errorf("%s: %+v, not %+v", script, problems, want)
		}
	}
}

func TestTexts(t *testing.T) {
	script := importWords + "\nf(tr(\"B {}\", tr(\"A\")), count(\"{} c\", \"{} cs\", n), tr(\"B {}\", n));// tr(\"D\")"
	if got, want := Texts(script), []string{"A", "B {}", "{} cs"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
	if got := Texts(`tr("A");`); got != nil {
		t.Errorf("without the module: %q", got)
	}
}

// FuzzTranslate: no script upsets it. Where nothing is said nothing changes, and
// what stands around the calls stays.
func FuzzTranslate(f *testing.F) {
	for _, s := range []string{`tr("A")`, "tr(\"{}\", `${tr(\"B\")}`)", `count("{} a", "{} b", c.d)`, `tr("A {}", (b, c), [d, "e)"])`, `tr(`, `tr("A"`, `"tr("`, "tr(\"A {}\", '`')"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, script string) {
		if got := translate(script, german{}); !strings.Contains(script, wordsModule) && got != script {
			t.Fatalf("without the module %q became %q", script, got)
		}
		script = importWords + script
		said := sayings(script)
		for i, s := range said {
			if s.from < 0 || s.to < s.from || s.to > len(script) || i > 0 && s.from <= said[i-1].from {
				t.Fatalf("%q: %+v", script, said)
			}
		}
		for _, words := range []Words{english{}, german{}} {
			got := translate(script, words)
			if len(Texts(script)) == 0 && got != script {
				t.Fatalf("%q became %q", script, got)
			}
			at := 0
			for _, s := range said {
				if !s.ok || s.from < at {
					continue
				}
				if !strings.Contains(got, script[at:s.from]) {
					t.Fatalf("%q has lost %q", got, script[at:s.from])
				}
				at = s.to
			}
			if !strings.HasSuffix(got, script[at:]) {
				t.Fatalf("%q has lost %q", got, script[at:])
			}
		}
		for _, m := range unsaid("a.ts", script) {
			if m.Location.Line < 1 || m.Location.Column < 0 || m.Location.Column+m.Location.Length > len(m.Location.LineText) {
				t.Fatalf("%+v", m.Location)
			}
		}
	})
}
