package static

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"concord/internal/bundle"
	"concord/internal/language"
	"concord/templates"
)

// entries are the scripts that pages load.
func entries(t *testing.T) []string {
	t.Helper()
	list, err := fs.Glob(FS, "ts/*.ts")
	if err != nil || len(list) < 4 {
		t.Fatalf("%q: %v", list, err)
	}
	return list
}

// TestEnglishScripts: a site in English has the same scripts whether it has other
// languages or not.
func TestEnglishScripts(t *testing.T) {
	plain, problems := bundle.Scripts(FS, entries(t))
	words, more := bundle.Translated(FS, entries(t), language.English())
	if len(problems)+len(more) > 0 || len(plain) != len(words) {
		t.Fatalf("%d and %d files: %v %v", len(plain), len(words), problems, more)
	}
	for i := range plain {
		if plain[i].Path != words[i].Path {
			t.Errorf("%s, and %s", plain[i].Path, words[i].Path)
		}
	}
}

// TestKoreanScripts: scripts have the words of one language only, and the engine
// of the search is one file for all.
func TestKoreanScripts(t *testing.T) {
	const file = "languages/ko.yaml"
	content, err := fs.ReadFile(templates.FS, file)
	if err != nil {
		t.Fatal(err)
	}
	ko, diags := language.New("ko", language.Source{File: file, Content: content, BuiltIn: true})
	if len(diags) > 0 {
		t.Fatalf("%+v", diags)
	}
	english, problems := bundle.Scripts(FS, entries(t))
	korean, more := bundle.Translated(FS, entries(t), ko)
	if len(problems)+len(more) > 0 || len(english) != len(korean) {
		t.Fatalf("%d and %d files: %v %v", len(english), len(korean), problems, more)
	}
	said := 0
	for i, f := range korean {
		weigh(t, f.Name+" in Korean", f.Content, len(english[i].Content))
		for _, text := range texts(t) {
			if text != ko.Text(text) && strings.Contains(string(f.Content), `"`+text+`"`) {
				t.Errorf("%s says %q", f.Name, text)
			}
			if strings.Contains(string(english[i].Content), `"`+text+`"`) {
				said++
			}
		}
		if (f.Name == "search") != (f.Path == english[i].Path) {
			t.Errorf("%s is %s, and in English %s", f.Name, f.Path, english[i].Path)
		}
	}
	if said < 15 {
		t.Errorf("found only %d texts in the English scripts", said)
	}
}

// texts are all that the scripts say.
func texts(t *testing.T) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(FS, "ts", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".ts" {
			return err
		}
		script, err := fs.ReadFile(FS, name)
		list = append(list, bundle.Texts(string(script))...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
