package language_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"concord/internal/bundle"
	"concord/internal/language"
)

// TestKoreanIsWhole compares the Korean catalogue with every text that the
// templates, the program and the scripts show: it has each, and no other.
func TestKoreanIsWhole(t *testing.T) {
	content, err := os.ReadFile("../../templates/languages/ko.yaml")
	if err != nil {
		t.Fatal(err)
	}
	ko, diags := language.New("ko", language.Source{File: "ko.yaml", Content: content})
	for _, d := range diags {
		t.Errorf("ko.yaml:%d: %s", d.Span.Line, d.Message)
	}
	texts := allTexts(t)
	for _, key := range ko.Missing(slices.Collect(maps.Keys(texts))) {
		t.Errorf("%s: ko.yaml has no %q", texts[key], key)
	}
	for _, d := range ko.ReportUnused(slices.Sorted(maps.Keys(texts))) {
		t.Errorf("ko.yaml:%d: %s: %s", d.Span.Line, d.Message, d.Hint)
	}
}

// allTexts are the texts that are shown, each with a file that does.
func allTexts(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, source := range []struct {
		folder, extension string
		read              func(t *testing.T, source string) []string
		least             int // texts that it has for certain
	}{
		{"../../templates", ".html", textsInTemplate, 40},
		{"..", ".go", textsInGo, 25},
		{"../../static/ts", ".ts", func(_ *testing.T, s string) []string { return bundle.Texts(s) }, 20},
	} {
		before := len(texts)
		err := fs.WalkDir(os.DirFS(source.folder), ".", func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "bench"):
				return fs.SkipDir
			case entry.IsDir() || path.Ext(name) != source.extension || strings.HasSuffix(name, "_test.go"):
				return nil
			}
			content, err := os.ReadFile(path.Join(source.folder, name))
			for _, text := range source.read(t, string(content)) {
				texts[text] = path.Join(source.folder, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(texts) - before; n < source.least {
			t.Errorf("found only %d texts in %s", n, source.folder)
		}
	}
	return texts
}

var inTemplate = regexp.MustCompile(`\{\{-?\s*tr((?:\s+"(?:[^"\\]|\\.)*")+)`)
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// textsInTemplate are the keys of {{tr "…"}}: the last of several texts.
func textsInTemplate(t *testing.T, source string) []string {
	t.Helper()
	var list []string
	for _, m := range inTemplate.FindAllStringSubmatch(source, -1) {
		texts := quoted.FindAllString(m[1], -1)
		key, err := strconv.Unquote(texts[len(texts)-1])
		if err != nil {
			t.Errorf("%s: %v", m[0], err)
		}
		list = append(list, key)
	}
	return list
}

// textsInGo are the keys in calls such as b.Text("…"), b.With("…", value) and
// b.Count("…", "…", n), in files that know the package or have it from site.
func textsInGo(t *testing.T, source string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		which := -1
		switch n := len(call.Args); {
		case f.Sel.Name == "Text" && n == 1, f.Sel.Name == "With" && n > 1:
			which = 0
		case f.Sel.Name == "Count" && n == 3:
			which = 1
		default:
			return true
		}
		if literal, ok := call.Args[which].(*ast.BasicLit); ok && literal.Kind == token.STRING {
			if key, err := strconv.Unquote(literal.Value); err == nil {
				list = append(list, key)
			}
		}
		return true
	})
	return list
}

func TestTextsAreFound(t *testing.T) {
	template := `{{tr "A"}}{{- tr "B {}" .X -}}{{tr "{} c" "{} cs" .N}}{{- tr "D \"d\""}}{{true "E"}}{{.tr "F"}}`
	if got := strings.Join(textsInTemplate(t, template), "|"); got != `A|B {}|{} cs|D "d"` {
		t.Errorf("in a template: %s", got)
	}
	source := `package p
func f() { l.Text("A"); b.With("B {}", x); x.y.Count("{} c", "{} cs", n); strings.Count("D", "E"); l.Text(f); with("G", 1) }`
	if got := strings.Join(textsInGo(t, source), "|"); got != "A|B {}|{} cs" {
		t.Errorf("in Go: %s", got)
	}
}
