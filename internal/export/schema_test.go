package export

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// validator checks data against a JSON Schema (draft 2020-12), as far as ours
// needs it: a keyword that it does not know fails the test.
type validator struct{ root map[string]any }

func newValidator(t testing.TB, schema []byte) *validator {
	t.Helper()
	v := &validator{}
	if err := json.Unmarshal(schema, &v.root); err != nil {
		t.Fatalf("the schema is not JSON: %v", err)
	}
	if got := v.root["$schema"]; got != "https://json-schema.org/draft/2020-12/schema" {
		t.Errorf("the schema is written in %v", got)
	}
	return v
}

// validate returns what is wrong with some data.
func (v *validator) validate(t testing.TB, text string) []string {
	t.Helper()
	var data any
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatalf("the data is not JSON: %v in\n%s", err, text)
	}
	return v.check(t, v.root, data, "$")
}

func (v *validator) check(t testing.TB, schema map[string]any, data any, at string) (problems []string) {
	t.Helper()
	fail := func(format string, args ...any) { problems = append(problems, at+": "+fmt.Sprintf(format, args...)) }
	for _, keyword := range slices.Sorted(maps.Keys(schema)) {
		value := schema[keyword]
		switch keyword {
		case "$schema", "$defs", "title", "description", "format": // say nothing of what is valid
		case "$ref":
			problems = append(problems, v.check(t, v.definition(t, value.(string)), data, at)...)
		case "type":
			if got := typeOf(data); got != value {
				fail("%s, not %s", got, value)
				return problems
			}
		case "enum":
			if !slices.Contains(value.([]any), data) {
				fail("%q is not one of %s", data, strings.Trim(strings.Join(strings.Fields(fmt.Sprint(value)), ", "), "[]"))
			}
		case "pattern":
			if s, ok := data.(string); ok && !regexp.MustCompile(value.(string)).MatchString(s) {
				fail("%q does not match %s", s, value)
			}
		case "items":
			list, _ := data.([]any)
			for i, item := range list {
				problems = append(problems, v.check(t, value.(map[string]any), item, fmt.Sprintf("%s[%d]", at, i))...)
			}
		case "required":
			object, isObject := data.(map[string]any)
			for _, name := range value.([]any) {
				if _, there := object[name.(string)]; isObject && !there {
					fail("no %s", name)
				}
			}
		case "properties", "additionalProperties": // together, below
		default:
			t.Fatalf("the validator does not know %q", keyword)
		}
	}
	return append(problems, v.properties(t, schema, data, at)...)
}

func (v *validator) properties(t testing.TB, schema map[string]any, data any, at string) (problems []string) {
	t.Helper()
	object, _ := data.(map[string]any)
	known, _ := schema["properties"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(object)) {
		property, ok := known[name].(map[string]any)
		switch {
		case ok:
			problems = append(problems, v.check(t, property, object[name], at+"."+name)...)
		case schema["additionalProperties"] == false:
			problems = append(problems, at+"."+name+": not known")
		case schema["additionalProperties"] != nil:
			t.Fatalf("the validator does not know additionalProperties: %v", schema["additionalProperties"])
		}
	}
	return problems
}

func (v *validator) definition(t testing.TB, ref string) map[string]any {
	t.Helper()
	name, ok := strings.CutPrefix(ref, "#/$defs/")
	definitions, _ := v.root["$defs"].(map[string]any)
	schema, found := definitions[name].(map[string]any)
	if !ok || !found {
		t.Fatalf("$ref leads nowhere: %s", ref)
	}
	return schema
}

func typeOf(data any) string {
	switch data.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case float64:
		return "number"
	case string:
		return "string"
	case []any:
		return "array"
	}
	return "object"
}
