package main

import (
	"os"
	"runtime/debug"
)

// What the program's memory may grow to before garbage is collected in
// earnest: a share for any site, and one for each byte of its sources. It is
// somewhat more than twice what is in use at the height of a build.
const (
	memoryForAll     = 136 << 20
	memoryForSources = 1.66
)

// limitMemory lets garbage wait until there is much of it, and bounds the
// memory by the size of the site's sources, once it is known: collecting
// earlier costs time in a large build, and collecting later costs memory
// without end. The usual variables of the environment have precedence.
func limitMemory(sources int64) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(memoryForAll + int64(memoryForSources*float64(sources)))
}
