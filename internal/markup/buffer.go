package markup

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/renderer/html"
)

// buffer collects HTML in memory. It is what goldmark writes to, without
// another layer of buffering in between.
type buffer []byte

func (b *buffer) text(s string) *buffer  { *b = append(*b, s...); return b }
func (b *buffer) bytes(s []byte) *buffer { *b = append(*b, s...); return b }

// escaped appends text for use in an element or a quoted attribute.
func (b *buffer) escaped(s string) *buffer {
	from := 0
	for i := 0; i < len(s); i++ {
		var entity string
		switch s[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&quot;"
		default:
			continue
		}
		*b = append(append(*b, s[from:i]...), entity...)
		from = i + 1
	}
	*b = append(*b, s[from:]...)
	return b
}

// markdown appends Markdown text as goldmark does: with its escapes and
// character references resolved, and escaped for HTML. Most text has neither.
func (b *buffer) markdown(s []byte) {
	for _, c := range s {
		if special[c] {
			html.DefaultWriter.Write(b, s)
			return
		}
	}
	*b = append(*b, s...)
}

// special are the bytes that text cannot have as they are.
var special = [256]bool{0: true, '\\': true, '&': true, '<': true, '>': true, '"': true}

// Write and its like make a buffer what goldmark's renderers write to.
func (b *buffer) Write(p []byte) (int, error) { *b = append(*b, p...); return len(p), nil }

// WriteString appends a string.
func (b *buffer) WriteString(s string) (int, error) { *b = append(*b, s...); return len(s), nil }

// WriteByte appends a byte.
func (b *buffer) WriteByte(c byte) error { *b = append(*b, c); return nil }

// WriteRune appends a character.
func (b *buffer) WriteRune(r rune) (int, error) {
	before := len(*b)
	*b = utf8.AppendRune(*b, r)
	return len(*b) - before, nil
}

// Available is how much fits without growing.
func (b *buffer) Available() int { return cap(*b) - len(*b) }

// Buffered is 0: nothing waits to be written.
func (b *buffer) Buffered() int { return 0 }

// Flush does nothing.
func (b *buffer) Flush() error { return nil }
