package browser_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// off are the rules of html-validate that pages need not follow, each with its
// reason. None of them is about validity.
var off = map[string]string{
	"doctype-style":           "the standard allows the doctype in lower case, in which all else is written",
	"valid-id":                "HTML allows an id to begin with anything, and those beginning with _ cannot clash with a paragraph's or a heading's",
	"no-implicit-button-type": "the button of a search form submits it, as a button does without a type",
	"long-title":              "an instrument's full name is its title, however long it is",
}

// TestValidity: every page is valid by html-validate, and by the Nu checker
// where Java is.
func TestValidity(t *testing.T) {
	site := real(t)
	t.Run("html-validate", func(t *testing.T) {
		t.Parallel()
		command := validator(t)
		report(t, command(t, site.folder))
	})
	t.Run("Nu", func(t *testing.T) {
		t.Parallel()
		command := nu(t)
		report(t, command(t, site.folder))
	})
}

// TestValidatorsFind: each checker says what is wrong with a page.
func TestValidatorsFind(t *testing.T) {
	site := faulty(t)
	for name, command := range map[string]func(testing.TB) func(testing.TB, string) []string{"html-validate": validator, "Nu": nu} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := strings.Join(command(t)(t, site.folder), "\n")
			if !strings.Contains(found, "invalid.html:10") {
				t.Errorf("%s does not find the misplaced element of invalid.html:\n%s", name, found)
			}
			if strings.Contains(found, "sound.html") {
				t.Errorf("%s finds a fault in a sound page:\n%s", name, found)
			}
		})
	}
}

// validator is html-validate, with the rules that it recommends.
func validator(t testing.TB) func(testing.TB, string) []string {
	t.Helper()
	script := installed(t, "pages were not validated", "html-validate/bin/html-validate.mjs")
	rules := map[string]string{}
	for rule := range off {
		rules[rule] = "off"
	}
	config, err := json.Marshal(map[string]any{"root": true, "extends": []string{"html-validate:recommended"}, "rules": rules})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "rules.json")
	if err := os.WriteFile(file, config, 0o644); err != nil {
		t.Fatal(err)
	}
	return func(t testing.TB, folder string) []string {
		t.Helper()
		var files []struct {
			FilePath string
			Messages []struct {
				Line            int
				RuleID, Message string
			}
		}
		// It ends before a pipe has taken a long report.
		out := filepath.Join(t.TempDir(), "report.json")
		decode(t, &files, out, exec.Command("node", append([]string{script, "--config", file, "--formatter", "json=" + out}, htmlFiles(t, folder)...)...))
		var faults []string
		for _, f := range files {
			for _, m := range f.Messages {
				faults = append(faults, fmt.Sprintf("%s:%d: %s (%s)", relative(folder, f.FilePath), m.Line, m.Message, m.RuleID))
			}
		}
		return faults
	}
}

// nu is the checker of the W3C.
func nu(t testing.TB) func(testing.TB, string) []string {
	t.Helper()
	archive := installed(t, "pages were not checked by Nu", "vnu-jar/build/dist/vnu.jar")
	java, err := exec.LookPath("java")
	if err != nil || exec.Command(java, "-version").Run() != nil {
		t.Skip("skipped: pages were not checked by Nu, since Java is not installed")
	}
	return func(t testing.TB, folder string) []string {
		t.Helper()
		var report struct {
			Messages []struct {
				Type, URL, Message string
				LastLine           int
			}
		}
		decode(t, &report, "", exec.Command(java, append([]string{"-Xss2m", "-jar", archive, "--format", "json", "--stdout", "--exit-zero-always"}, htmlFiles(t, folder)...)...))
		var faults []string
		for _, m := range report.Messages {
			if strings.Contains(m.Message, "violates Content Security Policy") {
				continue // a file has no origin that 'self' could be; browsers tell, see complaints
			}
			faults = append(faults, fmt.Sprintf("%s:%d: %s (%s)", relative(folder, strings.TrimPrefix(m.URL, "file:")), m.LastLine, m.Message, m.Type))
		}
		return faults
	}
}

// decode runs a command that writes JSON, into a file or to its output. That it
// exits with an error when it finds something is no failure.
func decode(t testing.TB, into any, file string, command *exec.Cmd) {
	t.Helper()
	var problems bytes.Buffer
	command.Stderr = &problems
	out, err := command.Output()
	if file != "" {
		written, failure := os.ReadFile(file)
		out, err = written, errors.Join(err, failure)
	}
	if failure := json.Unmarshal(out, into); failure != nil {
		t.Fatalf("%s: %v\n%.1000s%.1000s", command.Args[0], errors.Join(err, failure), out, problems.String())
	}
}

func htmlFiles(t testing.TB, folder string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".html" {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) == 0 {
		t.Fatalf("no pages in %s: %v", folder, err)
	}
	return names
}

func relative(folder, name string) string {
	if rest, err := filepath.Rel(folder, name); err == nil {
		return filepath.ToSlash(rest)
	}
	return name
}

var drawing = regexp.MustCompile(`(?s)<svg[\s>].*?</svg>`)

// TestWellFormed: every file of XML, and every drawing in a page, is well formed,
// so that it can be cut out and used elsewhere.
func TestWellFormed(t *testing.T) {
	site := real(t)
	files := os.DirFS(site.folder)
	seen := 0
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		switch path.Ext(name) {
		case ".xml", ".svg", ".atom", ".rss", ".xsl":
			seen++
			if fault := wellFormed(content); fault != nil {
				t.Errorf("%s: %v", name, fault)
			}
		case ".html":
			for i, svg := range drawing.FindAll(content, -1) {
				if fault := wellFormed(svg); fault != nil {
					t.Errorf("%s: drawing %d: %v", name, i+1, fault)
				}
			}
		}
		return err
	})
	if err != nil || seen < 2 {
		t.Errorf("%d files of XML: the real site has a sitemap and a feed: %v", seen, err)
	}
}

// wellFormed reads XML strictly, and for what Go's reader lets pass: attributes
// that stand twice, prefixes that nothing declares, more than one element at the
// top.
func wellFormed(content []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(content))
	depth, tops := 0, 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				tops++
			}
			depth++
			if err := wellNamed(e); err != nil {
				return err
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(e)) > 0 {
				return fmt.Errorf("text outside the top element: %.40q", e)
			}
		}
	}
	if tops != 1 {
		return fmt.Errorf("%d top elements", tops)
	}
	return nil
}

func wellNamed(e xml.StartElement) error {
	seen := map[xml.Name]bool{}
	for _, a := range e.Attr {
		if seen[a.Name] {
			return fmt.Errorf("<%s> has %s twice", e.Name.Local, a.Name.Local)
		}
		seen[a.Name] = true
	}
	for name := range seen {
		if undeclared(name.Space) && name.Space != "xmlns" {
			return fmt.Errorf("<%s>: nothing declares the prefix of %s:%s", e.Name.Local, name.Space, name.Local)
		}
	}
	if undeclared(e.Name.Space) {
		return fmt.Errorf("nothing declares the prefix of <%s:%s>", e.Name.Space, e.Name.Local)
	}
	return nil
}

// undeclared: Go's reader leaves a prefix that nothing declares as it is, and
// what is declared is an address.
func undeclared(space string) bool { return space != "" && !strings.Contains(space, ":") }

// TestWellFormedFinds lists what the reading above must not let pass.
func TestWellFormedFinds(t *testing.T) {
	for content, ok := range map[string]bool{
		`<svg viewBox="0 0 1 1"><a href="x"><text>A &amp; B</text></a></svg>`:          true,
		`<svg xmlns="http://www.w3.org/2000/svg"><title xml:lang="en">A</title></svg>`: true,
		`<?xml version="1.0" encoding="utf-8"?>` + "\n<feed xmlns=\"urn:x\"></feed>\n": true,
		`<svg><text>A & B</text></svg>`:                                                false,
		`<svg><text>A&nbsp;B</text></svg>`:                                             false,
		`<svg><g></svg>`:                                                               false,
		`<svg><path d=M0></path></svg>`:                                                false,
		`<svg><path hidden></path></svg>`:                                              false,
		`<svg><a xlink:href="x"></a></svg>`:                                            false,
		`<svg><path d="M0" d="M1"></path></svg>`:                                       false,
		`<svg></svg><svg></svg>`:                                                       false,
		`text<svg></svg>`:                                                              false,
		`<c:svg></c:svg>`:                                                              false,
		``:                                                                             false,
	} {
		if err := wellFormed([]byte(content)); (err == nil) != ok {
			t.Errorf("%s: %v", content, err)
		}
	}
}
