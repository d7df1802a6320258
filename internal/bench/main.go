// Command bench measures concord against the least that any generator must do (goldmark alone) and against
// Hugo, on records made for the purpose. It runs on Linux and macOS; `make bench` starts it.
//
//	go run ./internal/bench -n 1000,10000 -runs 3
//
// Two of its parts can be run alone, and it runs them as children of its own so that they are measured, or
// kept from being measured, as any other program:
//
//	bench corpus <n> <dir> <kind>  write a record of n instruments to <dir>/concord and <dir>/hugo
//	bench floor <content> <out>    convert a content folder with goldmark alone
//
// Search is measured by a part of its own, see searchbench.go:
//
//	go run ./internal/bench search -n 10000 -corpus zipf,frames
//
//	bench pages <content> <out>    make pages of a content folder for Pagefind
//	bench index <site> <out>       make the search index of a site, without the site
//	bench queries <content>        choose the queries
//
// The preview is measured by another, see preview.go:
//
//	go run ./internal/bench preview -n 10000 -edits 30
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "bench:", err)
		}
		os.Exit(2)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 {
		for _, p := range parts {
			if p.name == args[0] {
				return p.run(ctx, args[1:])
			}
		}
	}
	o, err := parseOptions(args)
	if err != nil {
		return err
	}
	return o.bench(ctx, os.Stdout, os.Stderr)
}

// options are the flags.
type options struct {
	sizes   []int
	kind    string
	runs    int
	concord string
	hugo    string
	dir     string
	keep    bool
}

func parseOptions(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	sizes := flags.String("n", "1000,10000", "how many instruments, one size or several")
	flags.StringVar(&o.kind, "corpus", frames, "kind of corpus: "+strings.Join(kinds, " or "))
	flags.IntVar(&o.runs, "runs", 3, "runs of each program at each size")
	flags.StringVar(&o.concord, "concord", "", "path of concord (built from this module if not given)")
	flags.StringVar(&o.hugo, "hugo", "", "path of Hugo (looked for in PATH and in GOPATH/bin if not given)")
	flags.StringVar(&o.dir, "dir", "", "folder in which to make one for the sites (if not given, in memory if there is room)")
	flags.BoolVar(&o.keep, "keep", false, "keep the sites and what was last made of them")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if o.runs < 1 {
		return o, fmt.Errorf("-runs %d: at least one run is needed", o.runs)
	}
	if err := checkKind(o.kind); err != nil {
		return o, err
	}
	for field := range strings.SplitSeq(*sizes, ",") {
		n, err := parseSize(strings.TrimSpace(field))
		if err != nil {
			return o, err
		}
		o.sizes = append(o.sizes, n)
	}
	return o, nil
}

// mostInstruments leaves room among the titles that the vocabulary can make.
const mostInstruments = 250_000

func parseSize(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 2 || n > mostInstruments {
		return 0, fmt.Errorf("%q instruments: a number from 2 to %d is needed", text, mostInstruments)
	}
	return n, nil
}

// bench prints the tables to out and its progress to progress.
func (o options) bench(ctx context.Context, out, progress io.Writer) (err error) {
	say := func(format string, args ...any) { fmt.Fprintf(progress, "  "+format+"\n", args...) }
	place := findWorkplace(o.dir, slices.Max(o.sizes))
	dir, err := os.MkdirTemp(place.parent, "concord-bench-")
	if err != nil {
		return err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	if o.keep {
		defer say("kept in %s", dir)
	} else {
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	p, err := findPrograms(ctx, o.concord, o.hugo, dir)
	if err != nil {
		return err
	}
	o.printConditions(ctx, out, place, p)
	for _, n := range o.sizes {
		if err := o.benchSize(ctx, filepath.Join(dir, strconv.Itoa(n)), n, p, out, say); err != nil {
			return err
		}
	}
	return nil
}

// printConditions says what the figures depend on, so that a table can be read by itself.
func (o options) printConditions(ctx context.Context, out io.Writer, place workplace, p programs) {
	fmt.Fprintf(out, "%s, %s/%s, %d processors; runs in turn: %d; seconds, MB of 10⁶ bytes\nsites %v\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), o.runs, place)
	for _, missing := range []string{p.noConcord, p.noHugo} {
		if missing != "" {
			fmt.Fprintln(out, missing)
		}
	}
	if p.noHugo == "" {
		version, err := command(ctx, "", nil, p.hugo, "version").Output()
		if err != nil {
			version = []byte(err.Error())
		}
		fmt.Fprintf(out, "%s\n", strings.TrimSpace(string(version)))
	}
}

func (o options) benchSize(ctx context.Context, dir string, n int, p programs, out io.Writer, say func(string, ...any)) error {
	report, err := makeCorpus(ctx, p.self, o.kind, n, dir)
	if err != nil {
		return err
	}
	printCorpus(out, o.kind, n, report)
	all := contenders(dir, p)
	takeTurns(ctx, all, o.runs, o.keep, say)
	if err := ctx.Err(); err != nil {
		return err // what was measured until then is not worth a table
	}
	if err := printTable(out, all); err != nil {
		return err
	}
	printBars(out, n, all)
	o.warn(out, all)
	if o.keep {
		return nil
	}
	return os.RemoveAll(dir)
}

// warn says which peaks cannot be told from the bench's own.
func (o options) warn(out io.Writer, all []*contender) {
	own := megabytes(ownPeak())
	for _, c := range all {
		if c.done() && peakMB(c) < own*1.2 {
			fmt.Fprintf(out, "  %s: its peak cannot be told from the bench's own, %.0f MB\n", c.name, own)
		}
	}
}

// A corpusReport is what the child that makes a corpus prints.
type corpusReport struct {
	Tally    tally
	Agencies int
	Bytes    int64 // of the files under content
	Disk     int64
}

// makeCorpus has a child write the sites, see measure.
func makeCorpus(ctx context.Context, self, kind string, n int, dir string) (*corpusReport, error) {
	cmd := command(ctx, "", nil, self, "corpus", strconv.Itoa(n), dir, kind)
	cmd.Stderr = os.Stderr
	printed, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("making the corpus: %w", err)
	}
	report := new(corpusReport)
	return report, json.Unmarshal(printed, report)
}

func runCorpus(count, dir, kind string) error {
	n, err := parseSize(count)
	if err != nil {
		return err
	}
	if err := checkKind(kind); err != nil {
		return err
	}
	site := filepath.Join(dir, "concord")
	c := newCorpus(kind, n)
	t, err := c.write(map[folder]layout{
		folder(site):                       concordSite{},
		folder(filepath.Join(dir, "hugo")): hugoSite{},
	})
	if err != nil {
		return err
	}
	on, err := sizeOf(filepath.Join(site, "content"), time.Time{})
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(corpusReport{Tally: t, Agencies: len(c.agencies), Bytes: on.bytes, Disk: on.disk})
}
