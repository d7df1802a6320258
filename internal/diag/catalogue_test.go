package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCatalogueIsWhole compares the catalogue with the module's source: every
// constant of type Code has an entry, and every entry is reported.
func TestCatalogueIsWhole(t *testing.T) {
	reported := codesInSource(t, os.DirFS("../.."))
	entries := map[string]bool{}
	for _, e := range Catalogue() {
		entries[string(e.Code)] = true
		if _, ok := reported[string(e.Code)]; !ok {
			t.Errorf("codes/%s.md explains a code that nothing reports", e.Code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(reported)) {
		if !entries[code] {
			t.Errorf("%s: the code %q has no entry in codes/", reported[code], code)
		}
	}
	if len(reported) < 40 {
		t.Errorf("found only %d codes in the source", len(reported))
	}
}

func TestEntries(t *testing.T) {
	files, err := fs.Glob(texts, "codes/*")
	if err != nil || len(files) != len(Catalogue()) {
		t.Errorf("%d files make %d entries: %v", len(files), len(Catalogue()), err)
	}
	for _, file := range files {
		text, err := texts.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		e, err := parseEntry(string(text))
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if want := strings.TrimSuffix(path.Base(file), ".md"); string(e.Code) != want {
			t.Errorf("%s explains %q", file, e.Code)
		}
		if strings.HasSuffix(e.Summary, ".") || strings.Contains(e.Summary, "\n") || len(e.Summary) > 100 {
			t.Errorf("%s: the summary is not one short line without a full stop: %q", file, e.Summary)
		}
		if strings.Count(e.Text, "\n\n") == 0 {
			t.Errorf("%s: it says why or how, and not both", file)
		}
		if got, ok := Explain(e.Code); !ok || got != e {
			t.Errorf("%s: Explain gives %+v", file, got)
		}
	}
	for _, code := range []Code{"", "no-such-code", "../codes/yaml", "yaml/", "YAML", "yaml.md", "\x00"} {
		if _, ok := Explain(code); ok {
			t.Errorf("%q is explained and does not exist", code)
		}
	}
}

func TestBadEntries(t *testing.T) {
	for _, text := range []string{
		"", "a\n\nerror: b\n\nc\n", "# \n\nerror: b\n\nc\n", "# a\n\nfatal: b\n\nc\n", "# a\n\noff: b\n\nc\n",
		"# a\n\nerror\n\nc\n", "# a\n\nerror: b\n", "# a\n\nerror: b\n\n\n",
	} {
		if e, err := parseEntry(text); err == nil {
			t.Errorf("%q is accepted: %+v", text, e)
		}
	}
}

// codesInSource finds the values of the constants of type Code in all files
// of a module but tests, with their places, and fails for a code that is no
// constant.
func codesInSource(t *testing.T, module fs.FS) map[string]string {
	t.Helper()
	codes := map[string]string{}
	err := fs.WalkDir(module, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && strings.Trim(entry.Name(), "._") != entry.Name(),
			entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "node_modules" || name == "build"):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		source, err := fs.ReadFile(module, name)
		if err != nil {
			return err
		}
		return codesIn(t, name, source, codes)
	})
	if err != nil {
		t.Fatal(err)
	}
	return codes
}

func codesIn(t *testing.T, name string, source []byte, codes map[string]string) error {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, source, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for _, value := range n.Values {
				if s, ok := literal(value); ok && isCode(n.Type) {
					codes[s] = set.Position(n.Pos()).String()
				}
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Code" {
				noLiteral(t, set, n.Value)
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "report" || f.Sel.Name == "fail" || f.Sel.Name == "at") && len(n.Args) > 2 {
				noLiteral(t, set, n.Args[1])
			}
		}
		return true
	})
	return nil
}

// isCode says whether a type is written diag.Code.
func isCode(typ ast.Expr) bool {
	s, ok := typ.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != "Code" {
		return false
	}
	pkg, ok := s.X.(*ast.Ident)
	return ok && pkg.Name == "diag"
}

// noLiteral wants a constant where a code is reported.
func noLiteral(t *testing.T, set *token.FileSet, value ast.Expr) {
	t.Helper()
	if s, ok := literal(value); ok {
		t.Errorf("%s: make the code %q a constant of type diag.Code", set.Position(value.Pos()), s)
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

func TestCodesInSource(t *testing.T) {
	codes := map[string]string{}
	source := "package p\n\nconst (\n\ta, b diag.Code = \"one\", \"two\"\n\tc string = \"three\"\n)\n\nvar d = x{Code: a}\n"
	if err := codesIn(t, "p.go", []byte(source), codes); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(slices.Sorted(maps.Keys(codes)), " "); got != "one two" {
		t.Errorf("found %s", got)
	}
}
