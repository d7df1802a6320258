package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"concord/internal/diag"
)

// checkFlags are the flags of check.
type checkFlags struct {
	siteFlags
	format   string
	external bool
	fix      bool
}

func checkCommand(stdout, stderr io.Writer) *cobra.Command {
	var flags checkFlags
	cmd := &cobra.Command{
		Use:   "check [folder]",
		Short: "Report what is wrong with the site's sources, and write nothing",
		Long: "Check reports everything that is wrong with the sources of the site in a folder (by default this one):\n" +
			"what build and serve report, and where there are no errors also doubts about the record as a whole,\n" +
			"such as an agency that no text mentions. It writes nothing, unless --fix is given.\n\n" +
			"Errors keep the site from being published; warnings are doubts. What a warning counts as can be\n" +
			"changed under checks: in content/site.yaml, and --explain tells what is meant. The exit status is 1\n" +
			"if there is an error, and 0 with warnings only.\n\n" +
			"--external asks each page on other sites that is linked once and slowly, sends nothing of the site to\n" +
			"them, and keeps the answers: good ones for a day, others for an hour.\n\n" +
			"The format text is for people. The others go to standard output, and nothing else does: json, an array\n" +
			"of objects with the keys severity, code, message, file, line, column, width, text, notes, hint and fixes;\n" +
			"sarif, SARIF 2.1.0; github, annotations in a workflow on GitHub. Paths are those from the folder of the\n" +
			"site in json, and from the current folder in sarif and github.",
		Example: "  concord check\n  concord check ../treaty\n  concord check --format sarif > concord.sarif\n" +
			"  concord check --fix\n  concord check --external\n  concord check --explain similar-name\n  concord check --explain",
		Args: checkArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := cmp.Or(alone(cmd, explainFlag, "format", "external", "fix"), alone(cmd, "quiet", "verbose")); err != nil {
				return err
			}
			if cmd.Flags().Changed(explainFlag) {
				code, err := askedCode(cmd, args)
				if err != nil {
					return err
				}
				return explainCode(code, stdout)
			}
			folder := folderOf(args)
			if err := cmp.Or(knownFormat(flags.format), holdsSite(folder, nameFolder(cmd))); err != nil {
				return err
			}
			return flags.check(cmd.Context(), folder, stdout, stderr)
		},
		ValidArgsFunction: completeCheck,
	}
	flags.register(cmd)
	cmd.Flags().StringVar(&flags.format, "format", formatText, "how to report: "+strings.Join(formats(), ", "))
	cmd.Flags().BoolVar(&flags.external, "external", false, "ask other sites whether the pages that are linked there exist")
	cmd.Flags().BoolVar(&flags.fix, "fix", false, "apply the suggestions that are certain, and report what is left")
	registerExplain(cmd)
	// The flag exists, so that this cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// What check reports in.
const (
	formatText   = "text"
	formatJSON   = "json"
	formatSARIF  = "sarif"
	formatGitHub = "github"
)

func formats() []string { return []string{formatText, formatJSON, formatSARIF, formatGitHub} }

// checkArgs lets check take the site's folder or, after --explain, a code.
func checkArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 1 && cmd.Flags().Changed(explainFlag) {
		return hint(fmt.Errorf("--explain takes one code, and %d were given", len(args)), "explain one code at a time")
	}
	return oneFolder(cmd, args)
}

func knownFormat(name string) error {
	if slices.Contains(formats(), name) {
		return nil
	}
	return hint(fmt.Errorf("there is no format %q", name),
		cmp.Or(diag.DidYouMean(name, formats()), "the formats are "+strings.Join(formats(), ", ")))
}

func (f *checkFlags) check(ctx context.Context, folder string, stdout, stderr io.Writer) error {
	list, err := f.diagnose(ctx, folder, stderr)
	if err == nil && f.fix {
		list, err = f.mend(ctx, folder, list, stdout, stderr)
	}
	if err != nil {
		return err
	}
	if err := f.report(list, folder, stdout, stderr); err != nil {
		return err
	}
	if diag.Errors(list) > 0 {
		return errContent
	}
	return nil
}

// diagnose returns everything that is wrong with a site.
func (f *checkFlags) diagnose(ctx context.Context, folder string, stderr io.Writer) (list []diag.Diagnostic, err error) {
	e, m, err := f.read(folder, stderr)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	if f.verbose {
		printTimings(e, stderr)
	}
	list = e.Diags
	if diag.Errors(list) == 0 {
		list = slices.Concat(list, e.Doubts())
	}
	if f.external {
		others, err := askOthers(ctx, e, m, stderr)
		if err != nil {
			return nil, err
		}
		list = slices.Concat(list, diag.Configure(others, e.Config.Checks))
	}
	return diag.Sort(list), nil
}

// report prints diagnostics in the format that is asked for.
func (f *checkFlags) report(list []diag.Diagnostic, folder string, stdout, stderr io.Writer) error {
	switch f.format {
	case formatJSON:
		return diag.WriteJSON(stdout, onDisk(list, folder))
	case formatSARIF:
		return diag.WriteSARIF(stdout, fromHere(onDisk(list, folder), folder), version())
	case formatGitHub:
		return diag.WriteGitHub(stdout, fromHere(list, folder))
	}
	if err := printDiagnostics(stderr, list); err != nil {
		return err
	}
	if !f.quiet {
		n := diag.Errors(list)
		fmt.Fprintln(stdout, problems(n, len(list)-n))
	}
	return nil
}
