package diag

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the expected outputs anew")

// everyKind has what the formats treat differently.
func everyKind() []Diagnostic {
	src := []byte("---\nlistet: {value: Annex B}\nname: 항만청, 50% <b>\x1b[31m\x07\n")
	from := bytes.Index(src, []byte("항만청"))
	return []Diagnostic{
		{
			Severity: Error, Code: "unknown-key", Message: `unknown key "listet"`, Hint: `did you mean "listed"?`,
			Span:  At("content/mous/a, b.md", src, 4, 10),
			Fixes: []Edit{{"content/mous/a, b.md", 4, 10, "listet", "listed"}, {"content/x.md", 0, 0, "", "\"é\"\n"}, {"content/mous/a, b.md", 20, 22, "XX", ""}},
		},
		{
			Severity: Warning, Code: "similar-name", Message: "100%: two lines\r\nand, more: \"words\"", Span: At("content/c:d.md", src, from, from+9),
			Notes: []string{"the other is <content/agencies/b.md>", "a second note"},
		},
		{Severity: Warning, Code: "not-in-the-catalogue", Message: "\x1b[31mred\x00\u009b \U0001F30A", Span: File("content/100%.md")},
		{Severity: Error, Code: "unknown-key", Message: "of no file"},
	}
}

func TestFormats(t *testing.T) {
	sarif := func(w io.Writer, list []Diagnostic) error { return WriteSARIF(w, list, "v1.2.3") }
	colour := Printer{Colour: true}
	for _, c := range []struct {
		golden, empty string
		write         func(io.Writer, []Diagnostic) error
	}{
		{"plain.txt", "", Print},
		{"colour.txt", "", colour.Print},
		{"diagnostics.json", "[]\n", WriteJSON},
		{"github.txt", "", WriteGitHub},
		{"diagnostics.sarif", emptySARIF, sarif},
	} {
		t.Run(c.golden, func(t *testing.T) {
			var got, empty bytes.Buffer
			if err := c.write(&got, everyKind()); err != nil {
				t.Fatal(err)
			}
			compareGolden(t, c.golden, got.Bytes())
			if err := c.write(&empty, nil); err != nil {
				t.Fatal(err)
			}
			if empty.String() != c.empty {
				t.Errorf("an empty list is\n%s", empty.String())
			}
			if err := c.write(fullDisk{}, everyKind()); err == nil {
				t.Error("a failure to write is not reported")
			}
		})
	}
}

const emptySARIF = `{
  "$schema": "` + sarifSchema + `",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "Concord",
          "version": "v1.2.3",
          "rules": []
        }
      },
      "columnKind": "unicodeCodePoints",
      "results": []
    }
  ]
}
`

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestControlCharacters: what a terminal or a log would obey never reaches it.
func TestControlCharacters(t *testing.T) {
	var all []rune
	for r := range rune(0xa0) {
		all = append(all, r)
	}
	text := string(all)
	list := []Diagnostic{{
		Code: "c", Message: text, Hint: text, Notes: []string{text}, Span: Span{File: text, Line: 1, Column: 1, Width: 1, Text: text},
	}}
	sarif := func(w io.Writer, list []Diagnostic) error { return WriteSARIF(w, list, "v1") }
	for name, write := range map[string]func(io.Writer, []Diagnostic) error{
		"plain": Print, "JSON": WriteJSON, "SARIF": sarif, "GitHub": WriteGitHub,
	} {
		var b bytes.Buffer
		if err := write(&b, list); err != nil {
			t.Fatal(err)
		}
		allowed := "\n\t"
		if name == "GitHub" {
			allowed = "\n"
			if n := strings.Count(b.String(), "\n"); n != 1 {
				t.Errorf("GitHub: one command has %d lines", n)
			}
		}
		// JSON may hold DEL and the C1 characters: its readers decode it.
		if i := strings.IndexFunc(b.String(), func(r rune) bool {
			c1 := r >= 0x7f && r < 0xa0 && (name == "plain" || name == "GitHub")
			return (r < ' ' || c1) && !strings.ContainsRune(allowed, r)
		}); i >= 0 {
			t.Errorf("%s: %q", name, b.String()[i:min(i+10, b.Len())])
		}
	}
}

// TestJSONKeepsEverything: what is written is what is read.
func TestJSONKeepsEverything(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, everyKind()); err != nil {
		t.Fatal(err)
	}
	var got []jsonDiagnostic
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for i, want := range everyKind() {
		if got[i].Message != want.Message || got[i].File != want.Span.File || got[i].Text != want.Span.Text || len(got[i].Fixes) != len(want.Fixes) {
			t.Errorf("got %+v, want %+v", got[i], want)
		}
	}
}

func TestGitHubEscapes(t *testing.T) {
	for in, want := range map[string]string{
		"a%b": "a%25b", "%0A": "%250A", "a\r\nb": "a%0D%0Ab", "a:b,c": "a:b,c", "::error::x": "::error::x",
	} {
		if got := data(in); got != want {
			t.Errorf("data(%q) = %q", in, got)
		}
	}
	for in, want := range map[string]string{"a%b": "a%25b", "a:b,c": "a%3Ab%2Cc", "a\nb": "a%0Ab", "%3A": "%253A"} {
		if got := property(in); got != want {
			t.Errorf("property(%q) = %q", in, got)
		}
	}
}
