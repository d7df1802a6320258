package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"concord/internal/diag"
	"concord/internal/fix"
)

// mostRounds is how often the sources are mended and read again. What is mended
// may let more be seen, such as the value of a key that was misspelt; so little
// of it is hidden so deep that a further round would find nothing.
const mostRounds = 10

// mend applies what is certain in a list of diagnostics to the files of a
// site, until nothing is, says so, and returns what is wrong then.
func (f *checkFlags) mend(ctx context.Context, folder string, list []diag.Diagnostic, stdout, stderr io.Writer) ([]diag.Diagnostic, error) {
	switch {
	case f.quiet:
		stdout = io.Discard
	case f.format != formatText:
		stdout = stderr
	}
	places, files := 0, map[string]bool{}
	for range mostRounds {
		report, err := applyFixes(folder, list)
		if err != nil {
			return nil, err
		}
		if len(report.Applied) == 0 {
			printSkipped(report.Skipped, stderr)
			break
		}
		printApplied(report.Applied, list, stdout)
		places += len(report.Applied)
		for _, name := range report.Files {
			files[name] = true
		}
		if list, err = f.diagnose(ctx, folder, stderr); err != nil {
			return nil, err
		}
	}
	fmt.Fprintln(stdout, mended(places, len(files)))
	return list, nil
}

func applyFixes(folder string, list []diag.Diagnostic) (fix.Report, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return fix.Report{}, err
	}
	defer root.Close()
	report, err := fix.Apply(root, list)
	if err != nil {
		return report, fmt.Errorf("mend the sources: %w", err)
	}
	return report, nil
}

// printApplied prints every change, at the line of what it mends.
func printApplied(applied []diag.Edit, list []diag.Diagnostic, stdout io.Writer) {
	lines := map[diag.Edit]int{}
	for _, d := range list {
		for _, e := range d.Fixes {
			lines[e] = d.Span.Line
		}
	}
	for _, e := range applied {
		fmt.Fprintf(stdout, "%s:%d: %q is now %q\n", e.File, lines[e], e.Old, e.New)
	}
}

func printSkipped(skipped []diag.Edit, stderr io.Writer) {
	for _, e := range skipped {
		fmt.Fprintf(stderr, "%s: %q is not replaced by %q: the file is not as it was read, or another change is made there\n", e.File, e.Old, e.New)
	}
}

func mended(places, files int) string {
	if places == 0 {
		return "nothing was mended"
	}
	return fmt.Sprintf("%s mended in %s", counted(places, "place"), counted(files, "file"))
}
