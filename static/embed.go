// Package static holds the files that the built-in theme publishes as they
// are.
package static

import "embed"

// FS has css/ at its root.
//
//go:embed css
var FS embed.FS
