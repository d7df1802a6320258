package main

import (
	"io"
	"os"
	"runtime"

	"github.com/mattn/go-isatty"

	"concord/internal/diag"
)

// printDiagnostics prints diagnostics for people, in colour where they read
// them on a terminal that has colours.
func printDiagnostics(stderr io.Writer, list []diag.Diagnostic) error {
	colour := isTerminal(stderr) && hasColours(runtime.GOOS, os.Getenv)
	return diag.Printer{Colour: colour}.Print(stderr, list)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// hasColours says whether a terminal shows colours, and its user wants them
// (no-color.org).
func hasColours(system string, env func(string) string) bool {
	switch {
	case env("NO_COLOR") != "" || env("TERM") == "dumb":
		return false
	case system == "windows": // its old console would print the codes
		return env("WT_SESSION") != "" || env("TERM") != ""
	}
	return true
}
