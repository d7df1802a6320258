package static

import (
	"bytes"
	"io/fs"
	"testing"

	"concord/internal/bundle"
)

// TestScriptsWeight keeps the scripts within what they may weigh over the wire:
// one is loaded by every page, the engine where a reader searches, and with it
// what shows its answers there.
func TestScriptsWeight(t *testing.T) {
	most := map[string]int{"concord": 5_000, "search": 12_100, "search-box": 2_450, "search-page": 3_400}
	var entries []string
	for name := range most {
		entries = append(entries, "ts/"+name+".ts")
	}
	files, problems := bundle.Scripts(FS, entries)
	if len(problems) > 0 || len(files) != len(most) {
		t.Fatalf("%d files, %v", len(files), problems)
	}
	for _, f := range files {
		weigh(t, f.Name, f.Content, most[f.Name])
	}
}

// placing is where a script may style: it puts a card or a menu beside what it
// belongs to, which no style sheet can do in every browser. It sets lengths that
// it has measured, and a policy allows it, as no text is read as style.
var placing = struct{ file, code string }{"ts/reading/layer.ts", `.style.setProperty(name, pixels + "px")`}

// TestScriptsMakeNoMarkup: what was typed or read becomes text, and never
// markup, a script or a style.
func TestScriptsMakeNoMarkup(t *testing.T) {
	err := fs.WalkDir(FS, "ts", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := FS.ReadFile(name)
		if name == placing.file {
			text = bytes.Replace(text, []byte(placing.code), nil, 1)
		}
		for _, word := range []string{
			"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "setHTML", "createContextualFragment",
			"eval(", "Function(", "WebAssembly", ".style", "import(", "http:", "https:",
		} {
			if bytes.Contains(text, []byte(word)) {
				t.Errorf("%s has %q", name, word)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
