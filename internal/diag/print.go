package diag

import (
	"fmt"
	"io"
	"strings"
)

// maxLine is how many characters of a source line are shown: a paragraph of
// an official text is one line of a thousand characters and more.
const maxLine = 100

// Printer writes diagnostics for people.
type Printer struct {
	// Colour sets off what leads the eye by the colours of a terminal.
	Colour bool
}

// The colours, as terminals are told of them.
const (
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	cyan   = "\x1b[36m"
	reset  = "\x1b[0m"
)

// Print writes diagnostics for people, without colours.
func Print(w io.Writer, list []Diagnostic) error { return Printer{}.Print(w, list) }

// Print writes diagnostics:
//
//	content/mous/a.md:7:3: error: unknown key "partys" [unknown-key]
//	  7 | partys:
//	    | ^^^^^^
//	  hint: did you mean "parties"?
func (p Printer) Print(w io.Writer, list []Diagnostic) error {
	var b strings.Builder
	for i := range list {
		p.write(&b, &list[i])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (p Printer) write(b *strings.Builder, d *Diagnostic) {
	if d.Span.File != "" {
		place := printable(d.Span.File)
		if d.Span.Line > 0 {
			place += fmt.Sprintf(":%d:%d", d.Span.Line, d.Span.Column)
		}
		b.WriteString(p.in(bold, place+":") + " ")
	}
	colour := severityColour(d.Severity)
	fmt.Fprintf(b, "%s %s [%s]\n", p.in(colour, d.Severity.String()+":"), printable(d.Message), d.Code)
	if d.Span.Line > 0 {
		p.writeLine(b, d.Span, colour)
	}
	for _, note := range d.Notes {
		fmt.Fprintf(b, "  note: %s\n", printable(note))
	}
	if d.Hint != "" {
		fmt.Fprintf(b, "  %s %s\n", p.in(cyan, "hint:"), printable(d.Hint))
	}
}

func (p Printer) in(colour, text string) string {
	if !p.Colour {
		return text
	}
	return colour + text + reset
}

func severityColour(s Severity) string {
	if s == Error {
		return red
	}
	return yellow
}

// writeLine shows the source line with carets under the span, cut to a window
// around the span where it is long. Tabs become single spaces, so that the
// carets stand where they point.
func (p Printer) writeLine(b *strings.Builder, s Span, colour string) {
	text := []rune(strings.Map(plain, s.Text))
	from := min(s.Column-1, len(text))
	width := min(s.Width, max(1, len(text)-from))
	lead, tail := "", ""
	if len(text) > maxLine {
		start := max(0, min(from-maxLine/3, len(text)-maxLine))
		end := min(len(text), start+maxLine)
		if start > 0 {
			lead = "…"
		}
		if end < len(text) {
			tail = "…"
		}
		width = min(width, end-from)
		text, from = text[start:end], from-start+len([]rune(lead))
	}
	number := fmt.Sprint(s.Line)
	margin := strings.Repeat(" ", len(number))
	fmt.Fprintf(b, "  %s | %s%s%s\n", number, lead, string(text), tail)
	fmt.Fprintf(b, "  %s | %s%s\n", margin, strings.Repeat(" ", from), p.in(colour, strings.Repeat("^", max(1, width))))
}

// printable is a text of several lines that a terminal shows and does not obey.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return plain(r)
	}, s)
}

// plain keeps control characters of a source from reaching a terminal.
func plain(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0):
		return '\uFFFD'
	}
	return r
}
