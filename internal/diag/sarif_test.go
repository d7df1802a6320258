package diag

import (
	"bytes"
	"encoding/json"
	"net/url"
	"testing"
)

// TestSARIFStructure checks what the schema of SARIF 2.1.0 and the services
// that read it ask of a report that has every code in it.
func TestSARIFStructure(t *testing.T) {
	list := everyKind()
	for _, e := range Catalogue() {
		list = append(list, Diagnostic{Severity: e.Severity, Code: e.Code, Message: "m", Span: At("content/a.md", []byte("abc"), 3, 3)})
	}
	var b bytes.Buffer
	if err := WriteSARIF(&b, list, "v1"); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	decoder := json.NewDecoder(&b)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || len(log.Runs[0].Results) != len(list) {
		t.Fatalf("version %q, %d runs", log.Version, len(log.Runs))
	}
	rules := log.Runs[0].Tool.Driver.Rules
	if len(rules) != len(Catalogue())+1 { // and the one that is not in the catalogue
		t.Errorf("%d rules", len(rules))
	}
	for _, r := range rules {
		if r.ID != "not-in-the-catalogue" && (r.Short.Text == "" || r.Full.Text == "" || r.Help.Text == "" || r.Help.Markdown == "") {
			t.Errorf("the rule %s is not explained", r.ID)
		}
	}
	for _, r := range log.Runs[0].Results {
		checkResult(t, r, rules)
	}
}

func checkResult(t *testing.T, r sarifResult, rules []sarifRule) {
	t.Helper()
	if rules[r.RuleIndex].ID != r.RuleID {
		t.Errorf("the index of %s leads to %s", r.RuleID, rules[r.RuleIndex].ID)
	}
	if (r.Level != "error" && r.Level != "warning") || r.Message.Text == "" {
		t.Errorf("%s: level %q, message %q", r.RuleID, r.Level, r.Message.Text)
	}
	for _, l := range r.Locations {
		if u, err := url.Parse(l.Physical.Artifact.URI); err != nil || u.IsAbs() || u.Path[0] == '/' {
			t.Errorf("%q is not a relative address", l.Physical.Artifact.URI)
		}
		if at := l.Physical.Region; at != nil && (at.StartLine < 1 || at.StartColumn < 1 || at.EndColumn <= at.StartColumn) {
			t.Errorf("%s: region %+v", r.RuleID, at)
		}
	}
	for _, fix := range r.Fixes {
		for _, change := range fix.Changes {
			for _, x := range change.Replacements {
				if x.Deleted.Offset < 0 || x.Deleted.Length < 0 {
					t.Errorf("%s: replaces %+v", r.RuleID, x.Deleted)
				}
			}
		}
	}
}
