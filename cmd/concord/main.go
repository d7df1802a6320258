// Command concord turns the Markdown source of a diplomatic record into a
// static site, cross-linked through a generated index of agencies and dates.
//
// Exit status: 0, done; 1, the content has errors; 2, wrong usage or a failure
// of the machine's. Diagnostics go to standard error.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// errContent says that the content has errors, which have been printed.
var errContent = errors.New("the content has errors")

// run runs the command and returns its exit status.
func run(args []string, stdout, stderr io.Writer) int {
	root := rootCommand(stdout, stderr)
	root.SetArgs(args)
	switch err := root.Execute(); {
	case err == nil:
		return 0
	case errors.Is(err, errContent):
		return 1
	default:
		fmt.Fprintf(stderr, "concord: %v\n", err)
		var hinted interface{ Hint() string }
		if errors.As(err, &hinted) {
			fmt.Fprintf(stderr, "  hint: %s\n", hinted.Hint())
		}
		return 2
	}
}

func rootCommand(stdout, stderr io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "concord",
		Short: "Publish a diplomatic record as a cross-linked static site",
		Long: "Concord turns the Markdown source of a diplomatic record into a static site in which\n" +
			"every agency, instrument and date leads to every paragraph that names it.",
		Example: "  concord init treaty\n  concord serve treaty --open\n  concord check treaty\n  concord build treaty",
		Args:    knownCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		// The usage line would otherwise promise flags, of which there are none.
		DisableFlagsInUseLine: true,
		SilenceUsage:          true,
		SilenceErrors:         true,
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(refusedFlag)
	root.AddCommand(buildCommand(stdout, stderr), serveCommand(stdout, stderr), checkCommand(stdout, stderr), explainCommand(stdout, stderr),
		newCommand(stdout), initCommand(stdout), versionCommand(stdout))
	return root
}
