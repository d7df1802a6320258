package external

import (
	"strings"
	"testing"

	"concord/internal/record"
)

// TestLinks takes the places of addresses from files with each kind of line
// end. What is given to be replaced must be the address, byte for byte.
func TestLinks(t *testing.T) {
	const text = "---\ntitle: é\n---\n\n[a](https://a.example/é)\n\n[b](https://b.example/?x&amp;y)\n<https://c.example/>\n"
	var found []record.ExternalLink
	for _, x := range [][2]string{
		{"https://a.example/é", "https://a.example/é"}, {"https://b.example/?x&y", "https://b.example/?x&amp;y"}, {"https://c.example/", "https://c.example/"},
	} {
		at := strings.Index(text, x[1])
		found = append(found, record.ExternalLink{Address: x[0], SourceStart: int32(at), SourceEnd: int32(at + len(x[1]))})
	}
	for name, raw := range map[string]string{
		"LF": text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"), "CR": strings.ReplaceAll(text, "\n", "\r"),
		"mixed": strings.Replace(strings.Replace(text, "\n", "\r\n", 3), "é)\n\n", "é)\r\r\n", 1),
	} {
		t.Run(name, func(t *testing.T) {
			for i, l := range Links("content/a.md", []byte(text), []byte(raw), found) {
				if l.Span.Line != []int{5, 7, 8}[i] || l.Span.File != "content/a.md" {
					t.Errorf("%s stands at %+v", l.Address, l.Span)
				}
				if i == 1 { // is written otherwise
					if l.End != 0 {
						t.Errorf("%s has a place", l.Address)
					}
				} else if raw[l.Start:l.End] != l.Address {
					t.Errorf("%s: the file has %q there", l.Address, raw[l.Start:l.End])
				}
			}
		})
	}
	for name, raw := range map[string]string{"unknown": "", "another file": strings.Repeat("x", 300), "shorter": text[:30]} {
		for _, l := range Links("content/a.md", []byte(text), []byte(raw), found) {
			if l.End != 0 {
				t.Errorf("%s: %s has a place", name, l.Address)
			}
		}
	}
}
