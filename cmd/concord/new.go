package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"concord/internal/scaffold"
)

func newCommand(stdout io.Writer) *cobra.Command {
	var draft scaffold.Draft
	var folder string
	cmd := &cobra.Command{
		Use:   "new KIND TITLE",
		Short: "Begin a document, with every field explained",
		Long: "New writes the file of a new document, in which every field of its kind is explained.\n" +
			"The kinds are:\n" + kindList() + "\n" +
			"The name of the file is made from the title: its words in small letters with hyphens between\n" +
			"them, at most 60 characters. In the title of an instrument the words before its subject do not\n" +
			"count: \"MOU on Cooperation in AI Safety\" becomes mous/ai-safety.md. An annex has the next letter.\n" +
			"No file is ever overwritten. A title that begins with a hyphen stands after --.",
		Example: "  concord new mou \"MOU on Pilotage\"\n" +
			"  concord new agency \"Ministry of Foreign Affairs\" --side KR --id mofa-kr\n" +
			"  concord new agency \"Joint Steering Committee\" --body joint\n" +
			"  concord new guide \"How to cite\" --site ../treaty",
		Args:              newArgs,
		ValidArgsFunction: completeKinds,
		RunE: func(_ *cobra.Command, args []string) (err error) {
			if draft.Kind, err = scaffold.FindKind(args[0]); err != nil {
				return err
			}
			draft.Title = args[1]
			return begin(folder, draft, stdout)
		},
	}
	cmd.Flags().StringVar(&folder, "site", ".", "the site's folder")
	cmd.Flags().StringVar(&draft.ID, "id", "", "the name of the file, without .md, in place of one made from the title")
	cmd.Flags().StringVar(&draft.Side, "side", "", "of an agency: the code of its side in content/site.yaml")
	cmd.Flags().StringVar(&draft.Body, "body", "", "of an agency that belongs to no side: "+strings.Join(scaffold.Bodies(), " or "))
	for flag, complete := range map[string]cobra.CompletionFunc{
		"site": completeFolders,
		"id":   cobra.NoFileCompletions,
		"side": func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return completeSides(folder), cobra.ShellCompDirectiveNoFileComp
		},
		"body": cobra.FixedCompletions(scaffold.Bodies(), cobra.ShellCompDirectiveNoFileComp),
	} {
		// It fails only for a flag that does not exist, or twice.
		_ = cmd.RegisterFlagCompletionFunc(flag, complete)
	}
	return cmd
}

func kindList() string {
	var b strings.Builder
	for _, k := range scaffold.Kinds() {
		fmt.Fprintf(&b, "  %-10s %s\n", k.Name, k.Summary)
	}
	return b.String()
}

func newArgs(_ *cobra.Command, args []string) error {
	switch len(args) {
	case 2:
		return nil
	case 0:
		return hint(errors.New("new needs the kind of document and its title"), `write concord new mou "MOU on Pilotage"`)
	case 1:
		return hint(errors.New("new needs the title of the document"), fmt.Sprintf("write concord new %s \"…\"", args[0]))
	}
	return hint(fmt.Errorf("new takes one title, and %d were given", len(args)-1), "put the title in quotes")
}

func begin(folder string, draft scaffold.Draft, stdout io.Writer) (err error) {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return hint(fmt.Errorf("%s is not a folder", folder), "name the site's folder with --site FOLDER")
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	begun, err := scaffold.Begin(root, draft)
	if err != nil {
		return err
	}
	fmt.Fprintln(stdout, filepath.Join(folder, filepath.FromSlash(begun.Path)))
	for _, note := range begun.Notes {
		fmt.Fprintf(stdout, "  %s\n", note)
	}
	fmt.Fprintf(stdout, "  next: write in it what the record says, then run concord check%s\n", argument(folder))
	return nil
}

// argument is a folder as the further argument of a command that is printed.
func argument(folder string) string {
	if folder == "." {
		return ""
	}
	return " " + folder
}

func completeKinds(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var list []string
	if len(args) == 0 {
		for _, k := range scaffold.Kinds() {
			list = append(list, cobra.CompletionWithDesc(k.Name, k.Summary))
		}
	}
	return list, cobra.ShellCompDirectiveNoFileComp
}

func completeFolders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func completeSides(folder string) []string {
	var list []string
	for _, side := range scaffold.Sides(os.DirFS(folder)) {
		list = append(list, cobra.CompletionWithDesc(side.Code, side.Name))
	}
	return list
}
