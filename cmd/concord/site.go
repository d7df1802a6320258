package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"concord/internal/diag"
	"concord/internal/engine"
	"concord/internal/output"
	"concord/static"
	"concord/templates"
)

// siteFlags are the flags of every command that evaluates a site.
type siteFlags struct {
	baseURL string
	quiet   bool
	verbose bool
}

func (f *siteFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.baseURL, "base-url", "", "the address of the published site, in place of base_url in content/site.yaml")
	cmd.Flags().BoolVarP(&f.quiet, "quiet", "q", false, "print nothing but problems")
	cmd.Flags().BoolVarP(&f.verbose, "verbose", "v", false, "print how long each stage took")
}

// evaluate evaluates the site in a folder and prints its diagnostics.
func (f *siteFlags) evaluate(folder string, stderr io.Writer) (*engine.Evaluation, *meter, error) {
	e, m, err := f.read(folder, stderr)
	if err != nil {
		return nil, nil, err
	}
	return e, m, printDiagnostics(stderr, e.Diags)
}

// read evaluates the site in a folder.
func (f *siteFlags) read(folder string, stderr io.Writer) (*engine.Evaluation, *meter, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, nil, err
	}
	m := newMeter(stderr, f.quiet)
	e, err := engine.Evaluate(engine.Options{
		Site: root.FS(), Templates: templates.FS, Static: static.FS, BaseURL: f.baseURL, Progress: m, OnRead: limitMemory,
	})
	m.clear()
	return e, m, err
}

// verdict prints how many problems there are, and is errContent where they
// keep the site from being published.
func verdict(list []diag.Diagnostic, stderr io.Writer) error {
	n := diag.Errors(list)
	if n == 0 {
		return nil
	}
	fmt.Fprintf(stderr, "%s; nothing was written\n", problems(n, len(list)-n))
	return errContent
}

func problems(errors, warnings int) string {
	parts := []string{}
	if errors > 0 {
		parts = append(parts, counted(errors, "error"))
	}
	if warnings > 0 {
		parts = append(parts, counted(warnings, "warning"))
	}
	if len(parts) == 0 {
		return "no problems"
	}
	return strings.Join(parts, ", ")
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %s", n, plural(what))
}

// plural is the plural of a word, which ends with an s.
func plural(word string) string {
	if stem, ok := strings.CutSuffix(word, "y"); ok {
		return stem + "ies"
	}
	return word + "s"
}

func printTimings(e *engine.Evaluation, stderr io.Writer) {
	for _, t := range e.Timings {
		fmt.Fprintf(stderr, "%-8s %8s\n", t.Stage, t.Time.Round(100*time.Microsecond))
	}
}

func buildCommand(stdout, stderr io.Writer) *cobra.Command {
	var flags siteFlags
	var out string
	cmd := &cobra.Command{
		Use:   "build [folder]",
		Short: "Render the site into a folder",
		Long: "Build renders the site in a folder (by default this one) into its folder build.\n" +
			"Everything is checked before anything is written; files that stay the same are not touched,\n" +
			"and only files that an earlier build made are ever removed.",
		Example: "  concord build\n  concord build ../treaty --output /srv/www/treaty\n" +
			"  concord build --base-url https://record.example.org/",
		Args: oneFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			folder := folderOf(args)
			if err := cmp.Or(alone(cmd, "quiet", "verbose"), holdsSite(folder, nameFolder(cmd))); err != nil {
				return err
			}
			if out == "" {
				out = filepath.Join(folder, "build")
			}
			return flags.build(folder, out, stdout, stderr)
		},
	}
	flags.register(cmd)
	cmd.Flags().StringVarP(&out, "output", "o", "", "where to put the site (default: build in the site's folder)")
	return cmd
}

func folderOf(args []string) string {
	if len(args) == 1 {
		return args[0]
	}
	return "."
}

func (f *siteFlags) build(folder, out string, stdout, stderr io.Writer) (err error) {
	started := time.Now()
	if err := refuseOverlap(folder, out); err != nil {
		return err
	}
	e, m, err := f.evaluate(folder, stderr)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	if err := verdict(e.Diags, stderr); err != nil {
		return err
	}
	report, diags, err := e.Build(out)
	m.clear()
	if err != nil {
		return explainOutput(err)
	}
	if err := errors.Join(printDiagnostics(stderr, diags), verdict(diags, stderr)); err != nil {
		return err
	}
	if f.verbose {
		printTimings(e, stderr)
	}
	if !f.quiet {
		printReport(report, out, time.Since(started), stdout)
	}
	return nil
}

// refuseOverlap keeps a site from being written over its own sources.
func refuseOverlap(folder, out string) error {
	for _, name := range []string{"content", "templates", "static"} {
		overlaps, err := output.Overlaps(filepath.Join(folder, name), out)
		if err != nil {
			return err
		}
		if overlaps {
			return hint(fmt.Errorf("the site cannot be written to %s: it would mix with the folder %s", out, name),
				"name another folder with --output")
		}
	}
	return nil
}

func printReport(r engine.Report, out string, took time.Duration, stdout io.Writer) {
	c := r.Counts
	fmt.Fprintf(stdout, "%s in %s (%s, %s, %s, %s; %s to search for in %s; "+
		"%s written, %d unchanged, %d removed) in %s; open %s\n",
		counted(r.Pages, "page"), out, counted(c.Agencies, "agency"), counted(c.Instruments, "instrument"), counted(c.Dates, "date"),
		counted(c.Mentions, "mention"), counted(r.Search.Entries, "entry"), kilobytes(r.Search.Bytes),
		counted(r.Files.Written, "file"), r.Files.Unchanged, r.Files.Removed, took.Round(time.Millisecond), filepath.Join(out, "index.html"))
}

// kilobytes is a size in thousands of bytes, rounded up.
func kilobytes(n int64) string { return fmt.Sprintf("%d kB", (n+999)/1000) }
