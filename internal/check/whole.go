package check

import (
	"concord/internal/diag"
	"concord/internal/site"
)

// Whole checks what all documents of a site say together. Its diagnostics are
// doubts.
func Whole(s *site.Site, text func(path string) []byte) []diag.Diagnostic {
	c := newChecker(s, text)
	c.mentioned()
	c.listings()
	c.similarNames()
	return c.diags
}
