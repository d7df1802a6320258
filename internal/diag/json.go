package diag

import (
	"encoding/json"
	"fmt"
	"io"
)

// The keys of JSON are an interface to programs that others write: they stay,
// and others may be added.
type jsonDiagnostic struct {
	Severity string     `json:"severity"` // error or warning
	Code     Code       `json:"code"`
	Message  string     `json:"message"`
	File     string     `json:"file"`   // slash path from the site's root, "" where no file is concerned
	Line     int        `json:"line"`   // from 1; 0 for a file as a whole
	Column   int        `json:"column"` // in characters, from 1; 0 for a file as a whole
	Width    int        `json:"width"`  // in characters, at least 1; 0 for a file as a whole
	Text     string     `json:"text"`   // the source line
	Notes    []string   `json:"notes"`
	Hint     string     `json:"hint"`
	Fixes    []jsonEdit `json:"fixes"`
}

type jsonEdit struct {
	File  string `json:"file"`
	Start int    `json:"start"` // in bytes of the file, from 0
	End   int    `json:"end"`   // the byte after the last
	Old   string `json:"old"`
	New   string `json:"new"`
}

// WriteJSON writes diagnostics as an array of objects. Every object has every
// key.
func WriteJSON(w io.Writer, list []Diagnostic) error {
	out := make([]jsonDiagnostic, len(list))
	for i := range list {
		d := &list[i]
		out[i] = jsonDiagnostic{
			Severity: d.Severity.String(), Code: d.Code, Message: d.Message,
			File: d.Span.File, Line: d.Span.Line, Column: d.Span.Column, Width: d.Span.Width, Text: d.Span.Text,
			Notes: append([]string{}, d.Notes...), Hint: d.Hint, Fixes: make([]jsonEdit, len(d.Fixes)),
		}
		for k, e := range d.Fixes {
			out[i].Fixes[k] = jsonEdit(e)
		}
	}
	return encode(w, out)
}

func encode(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("write diagnostics as JSON: %w", err)
	}
	return nil
}
