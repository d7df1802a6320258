package diag

import (
	"fmt"
	"io"
	"strings"
)

// WriteGitHub writes diagnostics as workflow commands, which GitHub shows as
// annotations beside the lines of a change:
//
//	::error file=content/a.md,line=7,col=3,endColumn=8,title=unknown-key::unknown key "partys"
//
// Paths must be relative to the repository.
func WriteGitHub(w io.Writer, list []Diagnostic) error {
	var b strings.Builder
	for i := range list {
		d := &list[i]
		fmt.Fprintf(&b, "::%s ", d.Severity)
		if d.Span.File != "" {
			fmt.Fprintf(&b, "file=%s,", property(d.Span.File))
		}
		if s := d.Span; s.Line > 0 { // the last column is the last of the place, not the one after it
			fmt.Fprintf(&b, "line=%d,col=%d,endColumn=%d,", s.Line, s.Column, s.Column+max(s.Width, 1)-1)
		}
		fmt.Fprintf(&b, "title=%s::%s\n", property(string(d.Code)), data(d.whole()))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// whole is the message with the notes and the hint, each on its own line.
func (d *Diagnostic) whole() string {
	lines := []string{d.Message}
	for _, note := range d.Notes {
		lines = append(lines, "note: "+note)
	}
	if d.Hint != "" {
		lines = append(lines, "hint: "+d.Hint)
	}
	return strings.Join(lines, "\n")
}

// data escapes what stands after the second pair of colons.
func data(s string) string {
	return strings.Map(plain, strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s))
}

// property escapes a value that stands before it.
func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(s))
}
