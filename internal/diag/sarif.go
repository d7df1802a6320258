package diag

import (
	"io"
	"net/url"
	"slices"
	"strings"
)

// sarifSchema says in which language a SARIF file is written.
const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// The parts of SARIF 2.1.0 (Static Analysis Results Interchange Format, an
// OASIS standard) that diagnostics need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            Code            `json:"id"`
		Short         *sarifMessage   `json:"shortDescription,omitempty"`
		Full          *sarifMessage   `json:"fullDescription,omitempty"`
		Help          *sarifMessage   `json:"help,omitempty"`
		Configuration *sarifRuleLevel `json:"defaultConfiguration,omitempty"`
	}
	sarifRuleLevel struct {
		Level string `json:"level"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID    Code            `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPlace `json:"physicalLocation"`
	}
	sarifPlace struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int           `json:"startLine"`
		StartColumn int           `json:"startColumn"`
		EndColumn   int           `json:"endColumn"` // the one after the last
		Snippet     *sarifMessage `json:"snippet,omitempty"`
	}
	sarifFix struct {
		Changes []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifBytes   `json:"deletedRegion"`
		Inserted sarifMessage `json:"insertedContent"`
	}
	sarifBytes struct {
		Offset int `json:"byteOffset"`
		Length int `json:"byteLength"`
	}
)

// WriteSARIF writes diagnostics as SARIF 2.1.0, with an explanation of each
// code that occurs. version is that of the program. Paths must be relative to
// the repository for those who show them there.
func WriteSARIF(w io.Writer, list []Diagnostic, version string) error {
	rules := sarifRules(list)
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "Concord", Version: version, Rules: rules}},
		ColumnKind: "unicodeCodePoints",
		Results:    make([]sarifResult, len(list)),
	}
	for i := range list {
		d := &list[i]
		run.Results[i] = sarifResult{
			RuleID: d.Code, Level: d.Severity.String(), Message: sarifMessage{Text: d.whole()},
			RuleIndex: slices.IndexFunc(rules, func(r sarifRule) bool { return r.ID == d.Code }),
			Locations: sarifLocations(d.Span), Fixes: sarifFixes(d.Fixes),
		}
	}
	return encode(w, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

// sarifRules are the codes that occur, in their order, as the catalogue has
// them.
func sarifRules(list []Diagnostic) []sarifRule {
	codes := make([]Code, len(list))
	for i := range list {
		codes[i] = list[i].Code
	}
	slices.Sort(codes)
	rules := []sarifRule{}
	for _, code := range slices.Compact(codes) {
		rule := sarifRule{ID: code}
		if e, ok := Explain(code); ok {
			rule.Short = &sarifMessage{Text: e.Summary}
			rule.Full = &sarifMessage{Text: e.why()}
			rule.Help = &sarifMessage{Text: e.Text, Markdown: e.Text}
			rule.Configuration = &sarifRuleLevel{e.Severity.String()}
		}
		rules = append(rules, rule)
	}
	return rules
}

func sarifLocations(s Span) []sarifLocation {
	if s.File == "" {
		return nil
	}
	place := sarifPlace{Artifact: sarifFile(s.File)}
	if s.Line > 0 {
		place.Region = &sarifRegion{
			StartLine: s.Line, StartColumn: s.Column, EndColumn: s.Column + max(s.Width, 1),
		}
		if s.Text != "" {
			place.Region.Snippet = &sarifMessage{Text: s.Text}
		}
	}
	return []sarifLocation{{place}}
}

func sarifFile(name string) sarifArtifact { return sarifArtifact{(&url.URL{Path: name}).String()} }

// sarifFixes is one fix: a diagnostic's edits belong together.
func sarifFixes(edits []Edit) []sarifFix {
	if len(edits) == 0 {
		return nil
	}
	var fix sarifFix
	for _, e := range edits {
		file := sarifFile(e.File)
		i := slices.IndexFunc(fix.Changes, func(c sarifChange) bool { return c.Artifact == file })
		if i < 0 {
			i, fix.Changes = len(fix.Changes), append(fix.Changes, sarifChange{Artifact: file})
		}
		fix.Changes[i].Replacements = append(fix.Changes[i].Replacements, sarifReplacement{
			Deleted: sarifBytes{e.Start, e.End - e.Start}, Inserted: sarifMessage{Text: strings.ToValidUTF8(e.New, "\uFFFD")},
		})
	}
	return []sarifFix{fix}
}
