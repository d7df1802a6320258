package bundle

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func TestScripts(t *testing.T) {
	fsys := files(
		"ts/page.ts", `import { greet } from "./parts/greet"; greet(document.title ?? "nobody");`,
		"ts/other.ts", `import { greet } from "./parts"; import type { Unused } from "./nowhere"; greet("é" as string);`,
		"ts/parts/greet.ts", "export function greet(name: string): void { console.log(name); }\nexport function unused(): void { console.log('never'); }",
		"ts/parts/index.ts", `export * from "./greet.ts";`,
	)
	got, problems := Scripts(fsys, []string{"ts/other.ts", "ts/page.ts"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := map[string]string{
		"other": `(()=>{function o(e){console.log(e)}o("\xE9");})();` + "\n",
		"page":  `(()=>{function o(e){console.log(e)}o(document.title??"nobody");})();` + "\n",
	}
	if len(got) != len(want) {
		t.Fatalf("%d files", len(got))
	}
	for _, f := range got {
		if diff := cmp.Diff(want[f.Name], string(f.Content)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
		if !strings.HasPrefix(f.Path, "assets/"+f.Name+".") || !strings.HasSuffix(f.Path, ".js") || len(f.Path) != len("assets/..js")+len(f.Name)+12 {
			t.Errorf("the path %q", f.Path)
		}
	}
}

// TestPathFollowsContent: hosts let browsers keep these files for ever.
func TestPathFollowsContent(t *testing.T) {
	path := func(text string) string {
		list, problems := Scripts(files("ts/a.ts", text), []string{"ts/a.ts"})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return list[0].Path
	}
	first := path("console.log(1)")
	if again := path("console.log( 1 ) // the same"); again != first {
		t.Errorf("%s, then %s", first, again)
	}
	if other := path("console.log(2)"); other == first {
		t.Errorf("%s has two contents", other)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name  string
		files fstest.MapFS
		want  []Problem
	}{
		{"does not parse", files("ts/a.ts", "let a = 1;\nlet b = ;"), []Problem{
			{File: "ts/a.ts", Line: 2, Column: 8, Width: 1, Text: `Unexpected ";"`},
		}},
		{"in a module", files("ts/a.ts", `import "./b/c";`, "ts/b/c.ts", "const é = 1; é = 2;"), []Problem{
			{File: "ts/b/c.ts", Line: 1, Column: 14, Width: 2, Text: `Cannot assign to "é" because it is a constant`},
		}},
		{"no such module", files("ts/a.ts", `import { x } from "./gone"; x();`), []Problem{
			{File: "ts/a.ts", Line: 1, Column: 18, Width: 8, Text: "there is no module ts/gone.ts"},
		}},
		{"outside", files("ts/a.ts", `import { x } from "../../../etc/passwd"; x();`), []Problem{
			{File: "ts/a.ts", Line: 1, Column: 18, Width: 21, Text: "there is no module ../../etc/passwd.ts"},
		}},
		{"a package", files("ts/a.ts", `import { x } from "lodash"; x();`), []Problem{
			{File: "ts/a.ts", Line: 1, Column: 18, Width: 8, Text: `a module is imported by its place, such as "./lodash": packages are not looked for`},
		}},
		{"no such name", files("ts/a.ts", `import { x } from "./b/c"; x();`, "ts/b/c.ts", "export const y = 1;"), []Problem{
			{File: "ts/a.ts", Line: 1, Column: 9, Width: 1, Text: `No matching export in "ts/b/c.ts" for import "x"`},
		}},
		{"a doubt", files("ts/a.ts", `if (typeof document === "strin") console.log(1);`), []Problem{
			{File: "ts/a.ts", Line: 1, Column: 24, Width: 7, Text: `The "typeof" operator will never evaluate to "strin"`, Warning: true},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, problems := Scripts(c.files, []string{"ts/a.ts"})
			if diff := cmp.Diff(c.want, problems); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if want := problems[0].Warning; len(got) > 0 != want {
				t.Errorf("%d files", len(got))
			}
		})
	}
}

func TestStyle(t *testing.T) {
	got, problems := Style("css/a.css", []byte("/* colours */\n:root {\n\t--ink: #1d1c1a;\n}\np::before { content: \"›\"; color: var(--ink); }\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if want := ":root{--ink: #1d1c1a}p:before{content:\"›\";color:var(--ink)}\n"; string(got.Content) != want {
		t.Errorf("%q, not %q", got.Content, want)
	}
	if !strings.HasPrefix(got.Path, "assets/a.") || !strings.HasSuffix(got.Path, ".css") {
		t.Error(got.Path)
	}
}

// TestStyleKeepsWhatItDoesNotKnow: a browser passes over a mistake in a style
// sheet, so a site is not held up by one.
func TestStyleKeepsWhatItDoesNotKnow(t *testing.T) {
	got, problems := Style("css/a.css", []byte("p { color: red }\nq { color red }\n"))
	want := []Problem{{File: "css/a.css", Line: 2, Column: 9, Text: `Expected ":"`, Warning: true}}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !bytes.Contains(got.Content, []byte("p{color:red}")) {
		t.Errorf("%q", got.Content)
	}
}

func TestStyleCannotImport(t *testing.T) {
	_, problems := Style("css/a.css", []byte("/* first */\n  @import \"b.css\";\nbody { color: red }\n"))
	if len(problems) != 1 || problems[0].Line != 2 || problems[0].Column != 2 || problems[0].Warning {
		t.Errorf("an @import: %+v", problems)
	}
	if _, problems := Style("css/a.css", []byte("p::before { content: \"@import\" }\n")); len(problems) != 0 {
		t.Errorf("the word in a text: %+v", problems)
	}
}
