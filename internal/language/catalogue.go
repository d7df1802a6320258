package language

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"concord/internal/diag"
)

// The codes of this package's diagnostics.
const (
	codeTranslation diag.Code = "translation"
	codeUnused      diag.Code = "unused-translation"
	codeMissing     diag.Code = "missing-translation"
)

// Folder is where the catalogues lie, from the site's root, each by its
// language's tag: "templates/languages/ko.yaml".
const Folder = "templates/languages/"

// Source is a catalogue as it is written, in YAML:
//
//	words:
//	  "Skip to main content": 본문으로 건너뛰기
//	  "In {}": "{} 명칭"
//	  "{} pages": {one: "{} page", other: "{} pages"}
//	kinds:
//	  letter of intent: 의향서
//	values:
//	  entered into force: 발효
//	dates:
//	  month: "{year}년 {month}월"
//
// The keys of words are what English says. Those of kinds and values are words of
// the record itself: kinds of page and forms of instruments, which the scripts of
// the search show too, and others. Those of dates are names of patterns, see
// date.go.
type Source struct {
	File    string // slash path relative to the site's root, for diagnostics
	Content []byte
	BuiltIn bool // belongs to the program: what a site does not use of it is no mistake
}

// catalogue reads one file and reports every mistake in it.
type catalogue struct {
	file   string
	src    []byte
	words  map[string]entry
	kinds  map[string]string
	values map[string]string
	dates  datePatterns
	placed []placed // words, as they stand
	diags  []diag.Diagnostic
}

// fileOf is the file to blame for a language as a whole.
func fileOf(tag string, layers []Source) string {
	for _, layer := range layers {
		if !layer.BuiltIn {
			return layer.File
		}
	}
	return Folder + tag + ".yaml"
}

const formHint = "write `words:`, and below it a line for each text: \"Search\": \"…\""

func (c *catalogue) read() {
	c.words, c.kinds, c.values = map[string]entry{}, map[string]string{}, map[string]string{}
	root := c.parse()
	if root == nil {
		return
	}
	c.mapping(root, "the catalogue", formHint, func(key, value *yaml.Node) {
		switch key.Value {
		case "words":
			c.mapping(value, "words", formHint, c.word)
		case "kinds":
			c.mapping(value, "kinds", "write a line for each kind: MOU: \"…\"", c.value(c.kinds))
		case "values":
			c.mapping(value, "values", "write a line for each word: signed: \"…\"", c.value(c.values))
		case "dates":
			c.mapping(value, "dates", `write a line for each pattern: year: "{year}"`, c.date)
		default:
			c.mistake(key, cmp.Or(diag.DidYouMean(key.Value, []string{"words", "kinds", "values", "dates"}), "a catalogue has words, kinds, values and dates"),
				"unknown key %q", key.Value)
		}
	})
}

// parse returns the root of the file's one YAML document, nil where there is none.
func (c *catalogue) parse() *yaml.Node {
	var first, second yaml.Node
	documents := yaml.NewDecoder(bytes.NewReader(c.src))
	switch err := documents.Decode(&first); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		c.syntax(err)
		return nil
	}
	switch err := documents.Decode(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		c.syntax(err)
	default:
		c.mistake(&second, "take the line away", "a second YAML document begins here, which would not be read")
	}
	if len(first.Content) == 0 {
		return nil
	}
	return first.Content[0]
}

// mapping hands every pair of a mapping on, once for each key.
func (c *catalogue) mapping(n *yaml.Node, what, hint string, pair func(key, value *yaml.Node)) {
	switch {
	case isNull(n):
		return
	case n.Kind != yaml.MappingNode:
		c.mistake(n, hint, "%s is no list of keys with values", what)
		return
	}
	seen := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			c.mistake(key, hint, "a key is no text")
			continue
		}
		if line, ok := seen[key.Value]; ok {
			c.mistake(key, "keep one of them", "%q stands twice, here and in line %d", key.Value, line)
			continue
		}
		seen[key.Value] = key.Line
		pair(key, value)
	}
}

// word reads a text.
func (c *catalogue) word(key, value *yaml.Node) {
	var e entry
	ok := true
	if value.Kind == yaml.MappingNode {
		e, ok = c.counted(key, value)
	} else {
		e.other, ok = c.text(value)
		e.one = e.other
	}
	if !ok || !c.fits(value, key.Value, e.other) {
		return
	}
	c.words[key.Value] = e
	c.placed = append(c.placed, placed{key.Value, c.at(key)})
}

// counted reads the forms of a text: {one: …, other: …}.
func (c *catalogue) counted(key, value *yaml.Node) (entry, bool) {
	const hint = "write {one: …, other: …}"
	var e entry
	before := len(c.diags)
	if len(places(key.Value)) == 0 {
		c.mistake(value, "write one text", "%q counts nothing, and has no forms", key.Value)
		return e, false
	}
	c.mapping(value, "the text", hint, func(name, form *yaml.Node) {
		to := map[string]*string{"one": &e.one, "other": &e.other}[name.Value]
		if to == nil {
			c.mistake(name, hint, "%q is no form of a text", name.Value)
			return
		}
		if s, ok := c.text(form); ok && (name.Value == "other" || len(places(s)) == 0 || c.fits(form, key.Value, s)) {
			*to = s
		}
	})
	if len(c.diags) == before && (e.one == "" || e.other == "") {
		c.mistake(value, hint, "a form is missing")
	}
	return e, len(c.diags) == before
}

// fits wants a text to have the places for values that the English has.
func (c *catalogue) fits(n *yaml.Node, english, text string) bool {
	if samePlaces(english, text) {
		return true
	}
	want := len(places(english))
	hint := "take the places away; the English has none"
	switch {
	case want == 1:
		hint = "write {} where the value is to stand"
	case want > 1:
		hint = "write {} for each value, or {1}, {2} where they stand in another order"
	}
	c.mistake(n, hint, "%q has not the places for values that %q has", text, english)
	return false
}

// value reads words of the record.
func (c *catalogue) value(to map[string]string) func(key, value *yaml.Node) {
	return func(key, value *yaml.Node) {
		if s, ok := c.text(value); ok {
			to[valueKey(key.Value)] = s
		}
	}
}

// date reads a pattern, or the names of the months.
func (c *catalogue) date(key, value *yaml.Node) {
	if key.Value == monthsName {
		c.months(value)
		return
	}
	names := []string{monthsName}
	for _, n := range datePatternNames {
		names = append(names, n.name)
		if n.name != key.Value {
			continue
		}
		s, ok := c.text(value)
		switch want, got := braces(n.english), braces(s); {
		case !ok:
		case !slices.Equal(want, got):
			c.mistake(value, "write "+strings.Join(want, ", ")+", each once", "%q has not the parts of the date", s)
		default:
			*n.at(&c.dates) = s
		}
		return
	}
	c.mistake(key, cmp.Or(diag.DidYouMean(key.Value, names), "there are "+strings.Join(names, ", ")), "there is no pattern %q of dates", key.Value)
}

func (c *catalogue) months(value *yaml.Node) {
	if value.Kind != yaml.SequenceNode || len(value.Content) != 12 {
		c.mistake(value, "write the twelve names in brackets, from January on", "the names of the months are no list of twelve")
		return
	}
	var names []string
	for _, n := range value.Content {
		if s, ok := c.text(n); ok {
			names = append(names, s)
		}
	}
	if len(names) == len(value.Content) {
		c.dates.months = names
	}
}

// braces are the parts of a pattern in braces, sorted.
func braces(pattern string) []string {
	var list []string
	for {
		at := strings.IndexByte(pattern, '{')
		if at < 0 {
			slices.Sort(list)
			return list
		}
		end := at + 1 + strings.IndexByte(pattern[at:], '}')
		if end <= at {
			end = len(pattern) // it is not closed, and no pattern has such a part
		}
		list = append(list, pattern[at:end])
		pattern = pattern[end:]
	}
}

// text is the value of a node that must be words.
func (c *catalogue) text(n *yaml.Node) (string, bool) {
	switch {
	case n.Kind != yaml.ScalarNode:
		c.mistake(n, `write the words in quotes: "…"`, "expected a text")
	case isNull(n) || strings.TrimSpace(n.Value) == "":
		c.mistake(n, "write the words, or take the line away", "there are no words")
	default:
		return n.Value, true
	}
	return "", false
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func (c *catalogue) syntax(err error) {
	at, message := diag.File(c.file), strings.TrimPrefix(err.Error(), "yaml: ")
	var load *yaml.LoadError
	if errors.As(err, &load) {
		message = load.Message
		if at = diag.Line(c.file, c.src, load.Mark.Line, load.Mark.Column, 1); load.Mark.Line == 0 {
			at = diag.At(c.file, c.src, load.Mark.Index, load.Mark.Index+1) // a character that YAML does not allow
		}
	}
	c.diags = append(c.diags, diag.Diagnostic{
		Severity: diag.Error, Code: codeTranslation, Span: at,
		Message: "the YAML cannot be read: " + message,
		Hint:    "check the indentation, and put texts in quotes",
	})
}

func (c *catalogue) mistake(n *yaml.Node, hint, format string, args ...any) {
	c.diags = append(c.diags, diag.Diagnostic{
		Severity: diag.Error, Code: codeTranslation, Span: c.at(n), Message: fmt.Sprintf(format, args...), Hint: hint,
	})
}

// at is the place of a node, as wide as its text on the line.
func (c *catalogue) at(n *yaml.Node) diag.Span {
	span := diag.Line(c.file, c.src, n.Line, n.Column, 1)
	width := 1
	if n.Kind == yaml.ScalarNode {
		width = utf8.RuneCountInString(n.Value)
		if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
			width = utf8.RuneCountInString(strconv.Quote(n.Value)) - strings.Count(n.Value, `"`)
		}
	}
	span.Width = max(1, min(width, utf8.RuneCountInString(span.Text)-span.Column+1))
	return span
}
