package diag

import (
	"fmt"
	"io"
	"strings"
)

// maxLine is how many characters of a source line are shown: a paragraph of
// an official text is one line of a thousand characters and more.
const maxLine = 100

// Print writes diagnostics for people:
//
//	content/mous/a.md:7:3: error: unknown key "partys" [unknown-key]
//	  7 | partys:
//	    | ^^^^^^
//	  hint: did you mean "parties"?
func Print(w io.Writer, list []Diagnostic) error {
	var b strings.Builder
	for i := range list {
		write(&b, &list[i])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func write(b *strings.Builder, d *Diagnostic) {
	if d.Span.File != "" {
		b.WriteString(d.Span.File)
		if d.Span.Line > 0 {
			fmt.Fprintf(b, ":%d:%d", d.Span.Line, d.Span.Column)
		}
		b.WriteString(": ")
	}
	fmt.Fprintf(b, "%s: %s [%s]\n", d.Severity, d.Message, d.Code)
	if d.Span.Line > 0 {
		writeLine(b, d.Span)
	}
	for _, note := range d.Notes {
		fmt.Fprintf(b, "  note: %s\n", note)
	}
	if d.Hint != "" {
		fmt.Fprintf(b, "  hint: %s\n", d.Hint)
	}
}

// writeLine shows the source line with carets under the span, cut to a window
// around the span where it is long. Tabs become single spaces, so that the
// carets stand where they point.
func writeLine(b *strings.Builder, s Span) {
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
	fmt.Fprintf(b, "  %s | %s%s\n", margin, strings.Repeat(" ", from), strings.Repeat("^", max(1, width)))
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
