package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"concord/internal/diag"
)

// The codes of this package's diagnostics.
const (
	codeYAML       diag.Code = "yaml"
	codeUnknownKey diag.Code = "unknown-key"
	codeDuplicate  diag.Code = "duplicate-key"
	codeValue      diag.Code = "bad-value"
	codeMissing    diag.Code = "missing-key"
	codeDate       diag.Code = "bad-date"
	codeReference  diag.Code = "bad-reference"
	codeName       diag.Code = "bad-name"
)

// decoder turns a YAML mapping into fields, reporting every mistake it meets
// with its place in the file.
type decoder struct {
	file   string
	src    []byte // the whole file
	start  int    // where the YAML begins in it
	before int    // lines of the file before the YAML begins
	breaks bool   // the YAML has line ends that only YAML counts
	diags  []diag.Diagnostic
}

// field stores one value of a mapping.
type field func(*yaml.Node)

// fields are the keys that a mapping may have, at most 64.
type fields []struct {
	name string
	set  field
}

// index returns the place of a key, -1 for one that is not known.
func (f fields) index(name string) int {
	for i := range f {
		if f[i].name == name {
			return i
		}
	}
	return -1
}

// parse reads the YAML text and returns its root node, nil where there is
// none.
func (d *decoder) parse(text []byte) *yaml.Node {
	d.breaks = slices.ContainsFunc(yamlBreaks, func(b string) bool { return bytes.Contains(text, []byte(b)) })
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		d.syntax(err)
		return nil
	}
	if bytes.Contains(text, []byte("\n---")) || bytes.Contains(text, []byte("\n...")) {
		d.single(text)
	}
	if len(doc.Content) == 0 {
		return nil
	}
	return doc.Content[0]
}

// single reports a second YAML document: what it says would be passed over.
func (d *decoder) single(text []byte) {
	documents := yaml.NewDecoder(bytes.NewReader(text))
	for i := 0; ; i++ {
		var doc yaml.Node
		err := documents.Decode(&doc)
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			d.syntax(err)
			return
		case i > 0 && len(doc.Content) > 0 && doc.Content[0].Tag != nullTag:
			d.fail(doc.Content[0], codeYAML, "take away the line --- or ... before it", "a second YAML document begins here, which would not be read")
			return
		}
	}
}

func (d *decoder) syntax(err error) {
	line, column, message := 1, 1, strings.TrimPrefix(err.Error(), "yaml: ")
	var load *yaml.LoadError
	if errors.As(err, &load) {
		line, column, message = load.Mark.Line, load.Mark.Column, load.Message
		if load.ContextMsg != "" {
			message += " (" + load.ContextMsg + ")"
		}
	}
	x := diag.Diagnostic{
		Severity: diag.Error, Code: codeYAML,
		Message: "the YAML cannot be read: " + message,
		Hint:    "check the indentation, and put a value that holds \": \" or \" #\" in quotes",
	}
	if line > 0 {
		line, column = d.position(line, column)
		x.Span = diag.Line(d.file, d.src, line, column, 1)
	} else { // a character that YAML does not allow: only its offset is known
		at := d.start + load.Mark.Index
		x.Span, x.Hint = diag.At(d.file, d.src, at, at+1), "take the character away"
	}
	d.add(x)
}

// yamlBreaks end a line in YAML, but not in the rest of the program.
var yamlBreaks = []string{"\r", "\u0085", "\u2028", "\u2029"}

// position is the place in the file of a place in the YAML.
func (d *decoder) position(line, column int) (int, int) {
	if !d.breaks {
		return d.before + line, column
	}
	at := [2]int{d.before + 1, 1}
	for text := string(d.src[d.start:]); line > 1 && text != ""; {
		r, width := utf8.DecodeRuneInString(text)
		text = text[width:]
		at[1]++
		switch {
		case r == '\n':
			at = [2]int{at[0] + 1, 1}
			line--
		case r == '\r' && strings.HasPrefix(text, "\n"):
		case slices.Contains(yamlBreaks, string(r)):
			line--
		}
	}
	return at[0], at[1] + column - 1
}

func (d *decoder) add(x diag.Diagnostic) { d.diags = append(d.diags, x) }

// fail reports a mistake in the value at a node.
func (d *decoder) fail(n *yaml.Node, code diag.Code, hint, format string, args ...any) {
	d.add(diag.Diagnostic{
		Severity: diag.Error, Code: code, Message: fmt.Sprintf(format, args...), Hint: hint,
		Span: d.place(n).Locate(d.file, d.src),
	})
}

// lacks reports what a mapping lacks, unless a mistake in it has been reported
// since there were only so many: the two may be the same.
func (d *decoder) lacks(since int, n *yaml.Node, code diag.Code, hint, message string) {
	if len(d.diags) == since {
		d.fail(n, code, hint, "%s", message)
	}
}

func (d *decoder) place(n *yaml.Node) Place {
	line, column := d.position(n.Line, n.Column)
	return Place{Line: int32(line), Column: int32(column), Width: int32(width(n))}
}

// width is how many characters a scalar takes where it is written plainly.
func width(n *yaml.Node) int {
	if n.Kind != yaml.ScalarNode || strings.ContainsRune(n.Value, '\n') {
		return 1
	}
	w := utf8.RuneCountInString(n.Value)
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		w += 2
	}
	return max(1, w)
}

// mapping decodes a mapping strictly. It says false where the node is not one.
func (d *decoder) mapping(n *yaml.Node, known fields) bool {
	n = resolve(n)
	if n.Kind != yaml.MappingNode {
		d.fail(n, codeValue, "", "expected keys with values, found %s", describe(n))
		return false
	}
	var seen uint64 // by the places of the keys
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], resolve(n.Content[i+1])
		at := known.index(key.Value)
		switch {
		case at < 0:
			d.unknownKey(n, key, known)
			continue
		case seen&(1<<at) != 0:
			d.fail(key, codeDuplicate, "keep one of them", "the key %q stands twice", key.Value)
		case value.Tag != nullTag:
			known[at].set(value)
		}
		seen |= 1 << at
	}
	return true
}

// unknownKey reports a key of a mapping that is not known there.
func (d *decoder) unknownKey(n, key *yaml.Node, known fields) {
	d.fail(key, codeUnknownKey, unknownHint(key.Value, known), "unknown key %q", key.Value)
	meant := diag.Certain(key.Value, known.names())
	if meant == "" || misspelt(n, meant, known) > 1 || get(n, meant) != nil {
		return
	}
	if edit, ok := d.place(key).Edit(d.file, d.src, key.Value, meant); ok {
		d.diags[len(d.diags)-1].Fixes = []diag.Edit{edit}
	}
}

// misspelt counts the keys of a mapping that can only be meant for a known one.
func misspelt(n *yaml.Node, meant string, known fields) int {
	count := 0
	for i := 0; i+1 < len(n.Content); i += 2 {
		if key := n.Content[i].Value; known.index(key) < 0 && diag.Certain(key, known.names()) == meant {
			count++
		}
	}
	return count
}

// names are the keys, sorted.
func (f fields) names() []string {
	names := make([]string, 0, len(f))
	for i := range f {
		names = append(names, f[i].name)
	}
	slices.Sort(names)
	return names
}

func unknownHint(key string, known fields) string {
	names := known.names()
	if hint := diag.DidYouMean(key, names); hint != "" {
		return hint
	}
	return "the keys here are " + strings.Join(names, ", ")
}

func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys with values"
	case yaml.SequenceNode:
		return "a list"
	}
	return strconv.Quote(n.Value)
}

// nullTag is the tag of a value that is left out, or written ~ or null.
const nullTag = "!!null"

// scalar reads a single value as text, with white space folded. A value that
// is left out is "".
func (d *decoder) scalar(n *yaml.Node) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		d.fail(n, codeValue, "", "expected a single value, found %s", describe(n))
		return "", false
	}
	if n.Tag == nullTag {
		return "", true
	}
	return folded(n.Value), true
}

// folded is a text with single spaces between its words. Most texts are.
func folded(s string) string {
	for i, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

func (d *decoder) text(to *string) field {
	return func(n *yaml.Node) {
		if s, ok := d.scalar(n); ok {
			*to = s
		}
	}
}

func (d *decoder) integer(to *int) field {
	return func(n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		i, err := strconv.Atoi(s)
		if err != nil {
			d.fail(n, codeValue, "", "%q is not a whole number", s)
			return
		}
		*to = i
	}
}

func (d *decoder) boolean(to *bool) field {
	return func(n *yaml.Node) {
		switch s, ok := d.scalar(n); {
		case !ok:
		case s == "true" || s == "false":
			*to = s == "true"
		default:
			d.fail(n, codeValue, "", "%q is neither true nor false", s)
		}
	}
}

// choice reads a value that must be one of a fixed few.
func (d *decoder) choice(to *string, of []string) field {
	return func(n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		if !slices.Contains(of, s) {
			hint := diag.DidYouMean(s, of)
			if hint == "" {
				hint = "write one of: " + strings.Join(of, ", ")
			}
			d.fail(n, codeValue, hint, "%q is not known here", s)
			return
		}
		*to = s
	}
}

func (d *decoder) date(to *EDTF) field {
	return func(n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		date, err := ParseEDTF(s)
		if err != nil {
			d.fail(n, codeDate, "write 2025, 2025-11, 2025-11-02 or an interval such as 2025-11-01/2025-11-02", "%q: %v", s, err)
			return
		}
		*to = date
	}
}

// list reads a sequence; a single value stands for a list of one.
func (d *decoder) list(each field) field {
	return func(n *yaml.Node) {
		if n.Kind != yaml.SequenceNode {
			each(n)
			return
		}
		for _, item := range n.Content {
			each(resolve(item))
		}
	}
}

func (d *decoder) texts(to *[]string) field {
	return d.list(func(n *yaml.Node) {
		if s, ok := d.scalar(n); ok && s != "" {
			*to = append(*to, s)
		}
	})
}

// references reads one paragraph reference or a list of them.
func (d *decoder) references(to *[]Reference) field {
	return d.list(func(n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		ref, ok := ParseReference(s)
		if !ok {
			d.fail(n, codeReference, "write the document's id, # and the paragraph's number: annexes/a#7.3", "%q is not a reference to a paragraph", s)
			return
		}
		ref.Place = d.place(n)
		*to = append(*to, ref)
	})
}

// fact reads {value: …, cite: …}, the value by the given reader.
func (d *decoder) fact(to *Fact, value func(*string) field) field {
	read := value(&to.Value)
	return func(n *yaml.Node) {
		before := len(d.diags)
		ok := d.mapping(n, fields{{"cite", d.references(&to.Cite)}, {"value", func(v *yaml.Node) {
			read(v)
			to.Place = d.place(v)
		}}})
		switch {
		case ok && to.Value != "" && len(to.Cite) == 0:
			d.uncited(before, n)
		case ok && to.Value == "" && len(to.Cite) > 0:
			d.lacks(before, n, codeMissing, "add `value: …`, or leave the fact out", "a fact needs `value`")
		}
	}
}

// uncited reports a fact without a paragraph that says so.
func (d *decoder) uncited(since int, n *yaml.Node) {
	d.lacks(since, n, codeMissing, "add the paragraph that says so (cite: annexes/a#7.3), or leave the fact out", "a fact needs `cite`")
}
