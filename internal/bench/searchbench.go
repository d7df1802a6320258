package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// searchOptions are the flags of the part that measures search.
type searchOptions struct {
	instruments int
	kinds       []string
	site        string
	runs        int
	concord     string
	pagefind    string
	dir         string
	keep        bool
}

func parseSearchOptions(args []string) (searchOptions, error) {
	var o searchOptions
	flags := flag.NewFlagSet("bench search", flag.ContinueOnError)
	size := flags.String("n", "10000", "how many instruments")
	kindList := flags.String("corpus", zipf+","+frames, "kinds of corpus; none if empty")
	flags.StringVar(&o.site, "site", ".", "folder of a real site to measure too, if it has content; none if empty")
	flags.IntVar(&o.runs, "runs", 3, "runs of each program and of each query")
	flags.StringVar(&o.concord, "concord", "", "path of concord (built from this module if not given)")
	flags.StringVar(&o.pagefind, "pagefind", "", "path of Pagefind (installed by npm into the user's cache if not given)")
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
	var err error
	if o.instruments, err = parseSize(*size); err != nil {
		return o, err
	}
	o.kinds, err = parseKinds(*kindList)
	return o, err
}

func parseKinds(list string) ([]string, error) {
	var chosen []string
	for kind := range strings.SplitSeq(list, ",") {
		if kind = strings.TrimSpace(kind); kind == "" {
			continue
		}
		if err := checkKind(kind); err != nil {
			return nil, err
		}
		chosen = append(chosen, kind)
	}
	return chosen, nil
}

func checkKind(kind string) error {
	if !slices.Contains(kinds, kind) {
		return fmt.Errorf("there is no corpus %q: the kinds are %s", kind, strings.Join(kinds, " and "))
	}
	return nil
}

func runSearch(ctx context.Context, args []string) error {
	o, err := parseSearchOptions(args)
	if err != nil {
		return err
	}
	return o.bench(ctx, os.Stdout, os.Stderr)
}

// A searchBench is what a run of the part has at hand.
type searchBench struct {
	searchOptions
	programs searchPrograms
	dir      string
	out      io.Writer
	progress io.Writer
}

func (b *searchBench) say(format string, args ...any) {
	fmt.Fprintf(b.progress, "  "+format+"\n", args...)
}

// bench prints the tables to out and its progress to progress.
func (o searchOptions) bench(ctx context.Context, out, progress io.Writer) (err error) {
	b := &searchBench{searchOptions: o, out: out, progress: progress}
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
	if b.programs, err = findSearchPrograms(ctx, o, b.dir); err != nil {
		return err
	}
	b.printConditions(place)
	for _, kind := range o.kinds {
		if err := b.benchCorpus(ctx, kind); err != nil {
			return err
		}
	}
	return b.benchSite(ctx)
}

func (b *searchBench) benchCorpus(ctx context.Context, kind string) error {
	dir := filepath.Join(b.dir, kind)
	report, err := makeCorpus(ctx, b.programs.self, kind, b.instruments, dir)
	if err != nil {
		return err
	}
	printCorpus(b.out, kind, b.instruments, report)
	if err := os.RemoveAll(filepath.Join(dir, "hugo")); err != nil {
		return err
	}
	return b.benchRecord(ctx, record{dir: dir, site: filepath.Join(dir, "concord"), bars: corpusBars(b.instruments)})
}

// benchSite measures the real site, if there is one.
func (b *searchBench) benchSite(ctx context.Context) error {
	if b.site == "" {
		return nil
	}
	site, err := filepath.Abs(b.site)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(site, "content")); err != nil {
		fmt.Fprintf(b.out, "\nthe real site is skipped: %v\n", err)
		return nil
	}
	fmt.Fprintln(b.out, "\nthe real site")
	return b.benchRecord(ctx, record{dir: filepath.Join(b.dir, "site"), site: site, bars: siteBars})
}

// A record is a site that is searched.
type record struct {
	dir  string // for what is made of it
	site string // has its content
	bars []searchBar
}

func (b *searchBench) benchRecord(ctx context.Context, r record) error {
	all, err := b.makeIndexes(ctx, r)
	if err != nil {
		return err
	}
	if err := printIndexes(b.out, all); err != nil {
		return err
	}
	if byName(all)[pagefindName].done() {
		if err := printPrograms(b.out, r.bundle()); err != nil {
			return err
		}
	}
	rows, err := b.searchAll(ctx, r, all)
	if err != nil {
		return err
	}
	if err := printSearches(b.out, rows); err != nil {
		return err
	}
	printSearchBars(b.out, r.bars, figures{rows: rows, indexes: byName(all)})
	if b.keep {
		return nil
	}
	return os.RemoveAll(r.dir)
}

// queries asks a child for them, see runQueries.
func (b *searchBench) queries(ctx context.Context, content string) ([]query, error) {
	cmd := command(ctx, "", nil, b.programs.self, "queries", content)
	cmd.Stderr = os.Stderr
	printed, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("choose queries: %w", err)
	}
	var all []query
	return all, json.Unmarshal(printed, &all)
}
