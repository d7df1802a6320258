package scaffold

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v4"

	"concord/internal/diag"
	"concord/internal/record"
)

// off is the start of a line that is switched off: a field, or a line of its
// value.
var off = regexp.MustCompile(`(?m)^#([a-z]|  )`)

// switchedOn is a text with every field in use. Of an agency's country and
// body only one can be: without is the other.
func switchedOn(text, without string) string {
	on := off.ReplaceAllString(text, "$1")
	if without == "" {
		return on
	}
	return regexp.MustCompile(`(?m)^`+without+`:.*\n`).ReplaceAllString(on, "")
}

// decoded are what reads the texts that explain fields.
var decoded = []struct {
	name   string
	decode func(src string) []diag.Diagnostic
	text   func(t *testing.T) string
	fence  string
}{
	{"mou", decodeAs("mous/x.md"), templateOf("mou"), "---\n"},
	{"agency", decodeAs("agencies/x.md"), templateOf("agency"), "---\n"},
	{"guide", decodeAs("guide/x.md"), templateOf("guide"), "---\n"},
	{"annex", decodeAs("annexes/x.md"), templateOf("annex"), "---\n"},
	{"statement", decodeAs("statement.md"), templateOf("statement"), "---\n"},
	{"site.yaml", func(src string) []diag.Diagnostic {
		_, diags := record.DecodeConfig([]byte(src))
		return diags
	}, func(t *testing.T) string {
		text, err := sample.ReadFile("site/content/site.yaml")
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}, ""},
}

func decodeAs(name string) func(string) []diag.Diagnostic {
	return func(src string) []diag.Diagnostic {
		_, diags := record.Decode(name, []byte(src))
		return diags
	}
}

func templateOf(kind string) func(t *testing.T) string {
	return func(t *testing.T) string {
		k, err := FindKind(kind)
		if err != nil {
			t.Fatal(err)
		}
		text, err := k.template()
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
}

// TestEveryFieldIsValid decodes each text with all its fields in use.
func TestEveryFieldIsValid(t *testing.T) {
	for _, c := range decoded {
		without := []string{""}
		if c.name == "agency" {
			without = []string{"country", "body"}
		}
		for _, w := range without {
			on := switchedOn(c.text(t), w)
			if strings.Contains(on, "\n#  ") || off.MatchString(on) {
				t.Errorf("%s: something stayed switched off:\n%s", c.name, on)
			}
			for _, d := range c.decode(on) {
				t.Errorf("%s with all fields but %q: %d: %s", c.name, w, d.Span.Line, d.Message)
			}
		}
	}
}

var keysHere = regexp.MustCompile(`^the keys here are (.*)$`)

// keysOf asks the decoder which keys it knows, by one that it cannot know.
func keysOf(diags []diag.Diagnostic) []string {
	for _, d := range diags {
		if m := keysHere.FindStringSubmatch(d.Hint); m != nil {
			return strings.Split(m[1], ", ")
		}
	}
	return nil
}

// TestEveryFieldIsExplained fails where package record knows a field that no
// text explains, whether in a document or in one of its lists.
func TestEveryFieldIsExplained(t *testing.T) {
	const unknown = "qqqqqqqqqqqqqqqq: 1"
	for _, c := range decoded {
		text := strings.Split(switchedOn(c.text(t), ""), "---\n")
		var fields map[string]yaml.Node
		if err := yaml.Unmarshal([]byte(text[len(text)/2]), &fields); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		known := keysOf(c.decode(c.fence + unknown + "\n" + c.fence))
		if len(known) < 6 {
			t.Errorf("%s: only the keys %q are known", c.name, known)
		}
		for _, key := range known {
			value, ok := fields[key]
			if !ok {
				t.Errorf("%s does not explain %s", c.name, key)
				continue
			}
			shown := keysIn(&value)
			for _, inner := range keysOf(c.decode(c.fence + key + ": {" + unknown + "}\n" + c.fence)) {
				if !slices.Contains(shown, inner) {
					t.Errorf("%s does not show %s of %s", c.name, inner, key)
				}
			}
		}
	}
}

// keysIn are the keys of all mappings in a value.
func keysIn(n *yaml.Node) []string {
	var keys []string
	for i, inner := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			keys = append(keys, inner.Value)
		}
		keys = append(keys, keysIn(inner)...)
	}
	return keys
}

// TestSwitchedOnIsExplained holds the templates to their own rule: what is
// behind a # and not a field begins with a space.
func TestSwitchedOnIsExplained(t *testing.T) {
	for _, c := range decoded {
		for line := range strings.Lines(c.text(t)) {
			if strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "# ") && !off.MatchString(line) {
				t.Errorf("%s: %q is neither an explanation nor a field", c.name, line)
			}
		}
	}
}
