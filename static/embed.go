// Package static holds the files that the built-in theme publishes as they
// are, and those of which it makes scripts.
package static

import "embed"

// FS has css/ and ts/ at its root.
//
//go:embed css ts/*.ts ts/*/*.ts
var FS embed.FS
