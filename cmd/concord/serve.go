package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"concord/internal/diag"
	"concord/internal/serve"
	"concord/internal/watch"
	"concord/static"
	"concord/templates"
)

// mostPrinted is how many diagnostics are printed after a change: more would
// not be read, again and again.
const mostPrinted = 50

// serveFlags are the flags of serve.
type serveFlags struct {
	baseURL, bind, editor string
	port                  int
	open                  bool
	poll                  time.Duration
}

func serveCommand(stdout, stderr io.Writer) *cobra.Command {
	var flags serveFlags
	cmd := &cobra.Command{
		Use:   "serve [folder]",
		Short: "Show the site in a browser while it is written",
		Long: "Serve shows the site in a folder (by default this one) as the public will see it, and follows its\n" +
			"sources: a page that is open changes as soon as a file is saved. Nothing is written. While there are\n" +
			"errors the last good pages stay, and the errors are shown over them and here; warnings are shown beside\n" +
			"the paragraphs. The button Preview in the corner of each page tells why words are linked, and which\n" +
			"names and dates are not recognised.\n\n" +
			"Only this machine can see the preview. With --bind it can be seen by others, who are not asked for a\n" +
			"password: they see every page, drafts included.\n\n" +
			"Changes are told by the system. Where it does not tell of them, as in some network folders and\n" +
			"containers, --poll looks for them; an interval stands behind an equals sign: --poll=2s.\n\n" +
			"With --editor, the preview opens sources at the right line: the name of an editor, or an address with\n" +
			"{path}, {line} and {column}. These names are known:\n" + strings.Join(serve.EditorNames(), ", ") + ".",
		Example: "  concord serve\n  concord serve ../treaty --open --editor vscode\n" +
			"  concord serve --port 9000 --editor 'my-editor:{path}?line={line}'\n" +
			"  concord serve --bind 0.0.0.0 --poll=2s",
		Args: oneFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			folder := folderOf(args)
			advice := nameFolder(cmd)
			if _, err := time.ParseDuration(folder); err == nil && cmd.Flags().Changed("poll") {
				advice = "write the interval without a space: --poll=" + folder
			}
			if err := holdsSite(folder, advice); err != nil {
				return err
			}
			return flags.serve(folder, stdout, stderr)
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.baseURL, "base-url", "", "the address of the published site, in place of base_url in content/site.yaml")
	f.IntVarP(&flags.port, "port", "p", 8080, "the port to listen at, or the next free one; 0 for any")
	f.StringVar(&flags.bind, "bind", "localhost", "the address to listen at; 0.0.0.0 for all of this machine's, which lets others see the preview")
	f.BoolVar(&flags.open, "open", false, "open the site in a browser")
	f.DurationVar(&flags.poll, "poll", 0, "look for changes at this interval, where the system does not tell of them")
	f.Lookup("poll").NoOptDefVal = watch.DefaultPoll.String()
	f.StringVar(&flags.editor, "editor", "", "the editor that opens sources: a name, or an address")
	// The flag exists, so that this cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("editor", cobra.FixedCompletions(serve.EditorNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (f *serveFlags) serve(folder string, stdout, stderr io.Writer) error {
	if f.poll < 0 {
		return hint(fmt.Errorf("--poll cannot be %s", f.poll), "name an interval such as --poll=500ms")
	}
	editor, err := serve.NewEditor(f.editor)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // so that a second signal ends the program at once
	return serve.Run(ctx, folder, serve.Options{
		Templates: templates.FS, Static: static.FS, BaseURL: f.baseURL,
		Bind: f.bind, Port: f.port, Open: f.open, Poll: f.poll, Editor: editor,
		Voice: &voice{out: stdout, err: stderr, now: time.Now},
	})
}

// voice prints what the preview tells.
type voice struct {
	mu       sync.Mutex
	out, err io.Writer
	now      func() time.Time
}

// Listening prints where the preview can be reached.
func (v *voice) Listening(address string, taken int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	why := ""
	if taken > 0 {
		why = fmt.Sprintf(" (port %d is taken)", taken)
	}
	fmt.Fprintf(v.out, "preview at %s%s; Ctrl-C ends it\n", address, why)
}

// Notice prints what the user may want to know.
func (v *voice) Notice(line string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	fmt.Fprintf(v.err, "note: %s\n", line)
}

// Failure prints what the machine failed at.
func (v *voice) Failure(err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	fmt.Fprintf(v.err, "%s failure, the preview goes on: %v\n", v.time(), err)
}

// Diagnostics prints what is wrong with the sources. Where it is too much, the
// errors come first.
func (v *voice) Diagnostics(list []diag.Diagnostic) {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := diag.Errors(list)
	fmt.Fprintf(v.err, "%s %s\n", v.time(), problems(n, len(list)-n))
	shown := list
	if len(list) > mostPrinted {
		shown = slices.SortedStableFunc(slices.Values(list), errorsFirst)[:mostPrinted]
	}
	// Where nothing can be printed, there is nobody to tell.
	_ = printDiagnostics(v.err, shown)
	if more := len(list) - len(shown); more > 0 {
		fmt.Fprintf(v.err, "and %d more, which concord check prints\n", more)
	}
}

func errorsFirst(a, b diag.Diagnostic) int {
	isError := func(d diag.Diagnostic) int { return diag.Errors([]diag.Diagnostic{d}) }
	return isError(b) - isError(a)
}

func (v *voice) time() string { return v.now().Format(time.TimeOnly) }
