package main

import (
	"context"
	"fmt"
	"strings"
)

// A part of the bench can be run alone, under its name.
type part struct {
	name      string
	arguments string
	run       func(ctx context.Context, args []string) error
}

var parts = []part{
	{"search", "[flags]", runSearch},
	{"preview", "[flags]", runPreview},
	exactly("corpus", "<n> <dir> <kind>", func(a []string) error { return runCorpus(a[0], a[1], a[2]) }),
	exactly("floor", "<content> <out>", func(a []string) error { return writeFloor(a[0], a[1]) }),
	exactly("pages", "<content> <out>", func(a []string) error { return writePages(a[0], a[1]) }),
	exactly("queries", "<content>", func(a []string) error { return runQueries(a[0]) }),
	exactly("index", "<site> <out>", func(a []string) error { return runIndex(a[0], a[1]) }),
}

// exactly is a part that takes as many arguments as are named.
func exactly(name, arguments string, run func([]string) error) part {
	return part{name, arguments, func(_ context.Context, args []string) error {
		if len(args) != len(strings.Fields(arguments)) {
			return fmt.Errorf("usage: bench %s %s", name, arguments)
		}
		return run(args)
	}}
}
