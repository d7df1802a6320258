package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// previewOptions are the flags of the part that measures the preview.
type previewOptions struct {
	instruments int
	kind        string
	edits       int
	starts      int
	pause       time.Duration
	only        string // a regular expression of kinds of edits
	concord     string
	hugo        string
	dir         string
	keep        bool
}

// instrumentsPerEdit leaves every edit instruments that no other has changed.
const instrumentsPerEdit = instrumentsPerAgency

func parsePreviewOptions(args []string) (previewOptions, error) {
	var o previewOptions
	flags := flag.NewFlagSet("bench preview", flag.ContinueOnError)
	size := flags.String("n", "10000", "how many instruments")
	flags.StringVar(&o.kind, "corpus", frames, "kind of corpus: "+strings.Join(kinds, " or "))
	flags.IntVar(&o.edits, "edits", 30, "edits of each kind; of Hugo's site a fifth of them")
	flags.IntVar(&o.starts, "starts", 3, "how often the preview is started")
	flags.DurationVar(&o.pause, "pause", 100*time.Millisecond, "time before each edit")
	flags.StringVar(&o.only, "only", "", "kinds of edits: a regular expression; all if empty")
	flags.StringVar(&o.concord, "concord", "", "path of concord (built from this module if not given)")
	flags.StringVar(&o.hugo, "hugo", "", "path of Hugo (looked for in PATH and in GOPATH/bin if not given)")
	flags.StringVar(&o.dir, "dir", "", "folder in which to make one for the sites (if not given, in memory if there is room)")
	flags.BoolVar(&o.keep, "keep", false, "keep the sites as the edits left them")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if err := checkKind(o.kind); err != nil {
		return o, err
	}
	var err error
	if o.instruments, err = parseSize(*size); err != nil {
		return o, err
	}
	return o, o.check()
}

func (o previewOptions) check() error {
	switch most := o.instruments / instrumentsPerEdit; {
	case o.starts < 1:
		return fmt.Errorf("-starts %d: at least one start is needed", o.starts)
	case o.edits < 1 || o.edits > most:
		return fmt.Errorf("-edits %d: with %d instruments, a number from 1 to %d is needed", o.edits, o.instruments, most)
	}
	return nil
}

func runPreview(ctx context.Context, args []string) error {
	o, err := parsePreviewOptions(args)
	if err != nil {
		return err
	}
	return o.bench(ctx, os.Stdout, os.Stderr)
}

// A previewBench is what a run of the part has at hand.
type previewBench struct {
	previewOptions
	programs searchPrograms
	dir      string
	out      io.Writer
	progress io.Writer
}

func (b *previewBench) say(format string, args ...any) {
	fmt.Fprintf(b.progress, "  "+format+"\n", args...)
}

// bench prints the tables to out and its progress to progress.
func (o previewOptions) bench(ctx context.Context, out, progress io.Writer) (err error) {
	b := &previewBench{previewOptions: o, out: out, progress: progress}
	place := findWorkplace(o.dir, o.instruments)
	if b.dir, err = os.MkdirTemp(place.parent, "concord-bench-"); err != nil {
		return err
	}
	if b.dir, err = filepath.Abs(b.dir); err != nil {
		return err
	}
	if o.keep {
		defer b.say("kept in %s", b.dir)
	} else {
		defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	}
	if b.programs.programs, err = findPrograms(ctx, o.concord, o.hugo, b.dir); err != nil {
		return err
	}
	if b.programs.chromium, err = chromiumPath(); err != nil {
		b.programs.noChromium = fmt.Sprintf("the open page is skipped: %v", err)
	}
	b.printConditions(place)
	report, err := makeCorpus(ctx, b.programs.self, o.kind, o.instruments, b.dir)
	if err != nil {
		return err
	}
	printCorpus(out, o.kind, o.instruments, report)
	if b.programs.noConcord == "" {
		if err := b.benchConcord(ctx); err != nil {
			return err
		}
	}
	if b.programs.noHugo == "" {
		return b.benchHugo(ctx)
	}
	return nil
}

// benchConcord measures how `concord serve` starts, and how it follows edits.
func (b *previewBench) benchConcord(ctx context.Context) (err error) {
	site := folder(filepath.Join(b.dir, "concord"))
	a, err := newAuthor(site)
	if err != nil {
		return err
	}
	kinds, err := a.concordKinds()
	if err != nil {
		return err
	}
	if kinds, err = b.chosen(kinds); err != nil {
		return err
	}
	if err := a.standIn(b.edits); err != nil {
		return err
	}
	var f previewFigures
	c, err := b.startOften(ctx, a, &f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.stop()) }()
	f.before = residentOf(c.cmd.Process.Pid)
	t := &trial{name: "concord", reader: newReader(c.server, concordPause), events: true, site: site, pause: b.pause, patience: patience, say: b.say}
	defer t.reader.close()
	if b.programs.noChromium == "" {
		browser, viewer, err := openViewer(ctx, b.programs.chromium)
		if err != nil {
			return err
		}
		defer func() { viewer.close(); err = errors.Join(err, browser.close()) }()
		t.viewer = viewer
	}
	if f.kinds, err = t.run(ctx, kinds, b.edits); err != nil {
		return err
	}
	f.after = residentOf(c.cmd.Process.Pid)
	return b.print(f)
}

func openViewer(ctx context.Context, path string) (*chromium, *viewer, error) {
	browser, err := startChromium(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	viewer, err := browser.view()
	if err != nil {
		return nil, nil, errors.Join(err, browser.close())
	}
	return browser, viewer, nil
}

// chosen are the kinds of edits that are to be measured.
func (o previewOptions) chosen(kinds []editKind) ([]editKind, error) {
	only, err := regexp.Compile(o.only)
	if err != nil {
		return nil, fmt.Errorf("-only: %w", err)
	}
	return slices.DeleteFunc(kinds, func(k editKind) bool { return !only.MatchString(k.name) }), nil
}

// How often pages are asked for. Hugo answers while it builds, more slowly.
const (
	concordPause = time.Millisecond
	hugoPause    = 5 * time.Millisecond
)

// startOften starts the preview as often as it is to be, and returns the last one.
func (b *previewBench) startOften(ctx context.Context, a *author, f *previewFigures) (*child, error) {
	for n := 1; ; n++ {
		c, err := b.startConcord(ctx, string(a.site))
		if err != nil {
			return nil, err
		}
		s, err := timeStart(ctx, c, a)
		if err != nil {
			return nil, errors.Join(err, c.stop())
		}
		f.starts = append(f.starts, s)
		b.say("start %d of %d: %s", n, b.starts, s)
		if n == b.starts {
			return c, nil
		}
		if err := c.stop(); err != nil {
			return nil, err
		}
	}
}

func (b *previewBench) startConcord(ctx context.Context, site string) (*child, error) {
	env := []string{"XDG_CACHE_HOME=" + filepath.Join(b.dir, "cache")}
	return startChild(ctx, site, env, b.programs.concord, "serve", "--port", "0")
}

// benchHugo measures how `hugo server` follows edits, without a browser: what Hugo does there is to load the page
// anew when it has it.
func (b *previewBench) benchHugo(ctx context.Context) (err error) {
	site := folder(filepath.Join(b.dir, "hugo"))
	a, err := newAuthor(site)
	if err != nil {
		return err
	}
	kinds, err := b.chosen(a.hugoKinds())
	if err != nil || len(kinds) == 0 {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	// The site asks for nothing from the network; these make sure that Hugo could not either.
	env := []string{"GOPROXY=off", "HUGO_SECURITY_HTTP_URLS=none"}
	c, err := startChild(ctx, string(site), env, b.programs.hugo,
		"server", "--port", strconv.Itoa(port), "--renderToMemory", "--cacheDir", filepath.Join(b.dir, "hugocache"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.stop()) }()
	t := &trial{name: "hugo", reader: newReader(c.server, hugoPause), site: site, pause: b.pause, patience: hugoPatience, say: b.say}
	defer t.reader.close()
	before := residentOf(c.cmd.Process.Pid)
	all, err := t.run(ctx, kinds, max(1, b.edits/5))
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\nhugo server, which prints its address after %.2f s, when the site has been built\n", c.told.Sub(c.started).Seconds())
	fmt.Fprintf(b.out, "  memory after the start: %v\n  memory after the edits: %v\n\n", before, residentOf(c.cmd.Process.Pid))
	return printLatencies(b.out, all)
}
