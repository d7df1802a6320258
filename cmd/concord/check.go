package main

import (
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
		Long: "Check reports everything that is wrong with the sources of the site in a folder (by default this one).\n" +
			"It writes nothing, unless --fix is given.\n\n" +
			"Errors keep the site from being published; warnings are doubts. What a warning counts as can be\n" +
			"changed under checks: in content/site.yaml, and --explain tells what is meant.\n\n" +
			"The format text is for people. The others go to standard output, and nothing else does: json, an array\n" +
			"of objects with the keys severity, code, message, file, line, column, width, text, notes, hint and fixes;\n" +
			"sarif, SARIF 2.1.0; github, annotations in a workflow on GitHub.",
		Example: "  concord check\n  concord check ../treaty\n  concord check --format sarif > concord.sarif\n" +
			"  concord check --fix\n  concord check --explain similar-name",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed(explainFlag) {
				code, err := askedCode(cmd, args)
				if err != nil {
					return err
				}
				return explainCode(code, stdout)
			}
			return flags.check(cmd.Context(), folderOf(args), stdout, stderr)
		},
		ValidArgsFunction: completeCheck,
	}
	flags.register(cmd)
	cmd.Flags().StringVar(&flags.format, "format", formatText, "how to report: "+strings.Join(formats(), ", "))
	cmd.Flags().BoolVar(&flags.external, "external", false, "ask other sites whether the pages that are linked are there")
	cmd.Flags().BoolVar(&flags.fix, "fix", false, "apply the suggestions that are certain, and report what is left")
	registerExplain(cmd)
	for _, other := range []string{"format", "external", "fix"} {
		cmd.MarkFlagsMutuallyExclusive(explainFlag, other)
	}
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

func (f *checkFlags) check(ctx context.Context, folder string, stdout, stderr io.Writer) error {
	if !slices.Contains(formats(), f.format) {
		advice := diag.DidYouMean(f.format, formats())
		if advice == "" {
			advice = "the formats are " + strings.Join(formats(), ", ")
		}
		return hint(fmt.Errorf("there is no format %q", f.format), advice)
	}
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
