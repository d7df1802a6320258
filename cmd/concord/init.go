package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"concord/internal/scaffold"
)

func initCommand(stdout io.Writer) *cobra.Command {
	return &cobra.Command{
		Use:   "init FOLDER",
		Short: "Begin a site, with a small record to change into yours",
		Long: "Init writes a small complete site into a folder that does not exist or is empty: the record of\n" +
			"an imaginary partnership, which shows how each thing is written. Change its names, texts and\n" +
			"dates into those of your record. Nothing is ever overwritten.",
		Example: "  concord init ../treaty\n  concord init .",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return hint(errors.New("init needs the one folder of the new site"), "write concord init FOLDER, or concord init . for this folder")
			}
			return nil
		},
		ValidArgsFunction: completeFolders,
		RunE: func(_ *cobra.Command, args []string) error {
			folder := args[0]
			if err := scaffold.Start(folder); err != nil {
				return err
			}
			fmt.Fprintf(stdout, "%s holds a site now\n  next: run concord serve%s, then change content/site.yaml and the documents beside it\n",
				folder, argument(folder))
			return nil
		},
	}
}
