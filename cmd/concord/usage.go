package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"concord/internal/diag"
)

// oneFolder lets a command take the site's folder, or nothing.
func oneFolder(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return hint(fmt.Errorf("%s takes one folder, and %d were given", cmd.Name(), len(args)),
			"put a name that holds spaces in quotes")
	}
	return nil
}

// holdsSite refuses a folder that is no site's.
func holdsSite(folder, advice string) error {
	if info, err := os.Stat(filepath.Join(folder, "content")); err == nil && info.IsDir() {
		return nil
	}
	return hint(fmt.Errorf("%s holds no folder content", folder), advice)
}

// nameFolder is what to do where a command found no site.
func nameFolder(cmd *cobra.Command) string {
	return fmt.Sprintf("go to the site's folder, or name it: %s FOLDER", cmd.CommandPath())
}

// alone refuses a flag beside others that would have no effect.
func alone(cmd *cobra.Command, flag string, others ...string) error {
	for _, other := range others {
		if cmd.Flags().Changed(flag) && cmd.Flags().Changed(other) {
			return hint(fmt.Errorf("--%s and --%s cannot be given together", flag, other), "give one of them")
		}
	}
	return nil
}

// knownCommand refuses words that are no command.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, cmd := range root.Commands() {
		names = append(names, cmd.Name())
	}
	return hint(fmt.Errorf("unknown command %q", args[0]),
		cmp.Or(diag.DidYouMean(args[0], names), "concord --help lists the commands"))
}

// refusedFlag says what is wrong with a flag, without what Go's packages say to
// programmers.
func refusedFlag(cmd *cobra.Command, err error) error {
	if cause := errors.Unwrap(err); cause != nil {
		err = errors.New(strings.TrimSuffix(err.Error(), ": "+cause.Error()))
	}
	return hint(err, cmd.CommandPath()+" --help lists the flags and their values")
}
