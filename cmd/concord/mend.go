package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"concord/internal/diag"
	"concord/internal/fix"
)

// mend applies what is certain in a list of diagnostics to the files of a
// site, says so, and returns what is wrong then.
func (f *checkFlags) mend(ctx context.Context, folder string, list []diag.Diagnostic, stdout, stderr io.Writer) ([]diag.Diagnostic, error) {
	report, err := applyFixes(folder, list)
	if err != nil {
		return nil, err
	}
	for _, e := range report.Skipped {
		fmt.Fprintf(stderr, "%s: %q is not replaced by %q: the file is not as it was read, or another change is made there\n", e.File, e.Old, e.New)
	}
	if f.format != formatText {
		stdout = stderr
	}
	if !f.quiet {
		fmt.Fprintln(stdout, mended(report))
	}
	if len(report.Applied) == 0 {
		return list, nil
	}
	return f.diagnose(ctx, folder, stderr)
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

func mended(r fix.Report) string {
	if len(r.Applied) == 0 {
		return "nothing was mended"
	}
	return fmt.Sprintf("%s mended in %s", counted(len(r.Applied), "place"), counted(len(r.Files), "file"))
}
