package diag

import (
	"reflect"
	"testing"
)

func TestSeverities(t *testing.T) {
	for s, name := range map[Severity]string{Warning: "warning", Error: "error", Off: "off"} {
		if s.String() != name {
			t.Errorf("%d is %q", s, s)
		}
		if got, ok := ParseSeverity(name); !ok || got != s {
			t.Errorf("%q is %v, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "Error", "info", "false"} {
		if _, ok := ParseSeverity(name); ok {
			t.Errorf("%q is a severity", name)
		}
	}
	if len(Severities()) != 3 {
		t.Errorf("got %v", Severities())
	}
}

func TestConfigure(t *testing.T) {
	list := []Diagnostic{
		{Severity: Error, Code: "a"}, {Severity: Warning, Code: "b"}, {Severity: Warning, Code: "c"},
		{Severity: Error, Code: "c"}, {Severity: Warning, Code: "d"}, {Severity: Warning, Code: "e"},
	}
	before := append([]Diagnostic{}, list...)
	got := Configure(list, map[Code]Severity{"a": Off, "b": Error, "c": Off, "d": Warning})
	want := []Diagnostic{
		{Severity: Error, Code: "a"}, {Severity: Error, Code: "b"}, {Severity: Error, Code: "c"},
		{Severity: Warning, Code: "d"}, {Severity: Warning, Code: "e"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if Errors(got) != 3 {
		t.Errorf("%d errors", Errors(got))
	}
	if !reflect.DeepEqual(list, before) {
		t.Errorf("the list has changed: %v", list)
	}
	if got := Configure(list, nil); len(got) != len(list) {
		t.Errorf("without a word about it: %v", got)
	}
}
