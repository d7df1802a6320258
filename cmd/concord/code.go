package main

import (
	"cmp"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"concord/internal/diag"
)

const (
	explainFlag = "explain"
	allCodes    = "list" // in place of a code
)

func registerExplain(cmd *cobra.Command) {
	cmd.Flags().String(explainFlag, "", "explain the `code` of a diagnostic, or list them all")
	cmd.Flags().Lookup(explainFlag).NoOptDefVal = allCodes
	// The flag exists, so that this cannot fail.
	_ = cmd.RegisterFlagCompletionFunc(explainFlag, completeCode)
}

// askedCode is the code in --explain=CODE or in --explain CODE, of which the
// second looks like a folder: the value of the flag can be left out.
func askedCode(cmd *cobra.Command, args []string) (string, error) {
	code, err := cmd.Flags().GetString(explainFlag)
	switch {
	case err != nil || len(args) == 0:
		return code, err
	case code == allCodes:
		return args[0], nil
	}
	return "", hint(fmt.Errorf("%q stands after the code %q", args[0], code), "explain one code at a time, without a folder")
}

// explainCode prints what there is to know about a code, or all codes.
func explainCode(code string, stdout io.Writer) error {
	if code == allCodes {
		return listCodes(stdout)
	}
	e, ok := diag.Explain(diag.Code(code))
	if !ok {
		return hint(fmt.Errorf("there is no diagnostic %q", code),
			cmp.Or(diag.DidYouMean(code, diag.Codes(diag.Catalogue())), "concord check --explain lists them all"))
	}
	_, err := fmt.Fprintf(stdout, "%s (%s): %s\n\n%s\n\n%s\n", e.Code, e.Severity, e.Summary, e.Text, changing(&e))
	return err
}

// changing says what a site can do about the severity of a code.
func changing(e *diag.Entry) string {
	if !e.Changeable() {
		return "It is an error in every site: nothing is published while there is one."
	}
	return fmt.Sprintf("A site can count it as an error, or pass over it (off), in content/site.yaml:\n\n    checks: {%s: error}", e.Code)
}

func listCodes(stdout io.Writer) error {
	entries := diag.Catalogue()
	width := 0
	for _, e := range entries {
		width = max(width, len(e.Code))
	}
	for _, e := range entries {
		if _, err := fmt.Fprintf(stdout, "%-*s  %-7s  %s\n", width, e.Code, e.Severity, e.Summary); err != nil {
			return err
		}
	}
	return nil
}

// completeCheck completes what is no flag: a folder, or a code after --explain.
func completeCheck(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
	switch {
	case len(args) > 0:
		return nil, cobra.ShellCompDirectiveNoFileComp
	case cmd.Flags().Changed(explainFlag):
		return completeCode(cmd, args, word)
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func completeCode(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	completions := []cobra.Completion{cobra.CompletionWithDesc(allCodes, "every code with a summary")}
	for _, e := range diag.Catalogue() {
		completions = append(completions, cobra.CompletionWithDesc(string(e.Code), e.Summary))
	}
	return completions, cobra.ShellCompDirectiveNoFileComp
}
