package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"text/tabwriter"
	"time"
)

// The names of those that make an index.
const (
	concordBuild = "concord build" // the whole site, with its index
	concordIndex = "concord index" // the index alone, when the site has been evaluated
	pagefindName = "pagefind"
)

// makeIndexes has them take turns, and keeps what they have made.
func (b *searchBench) makeIndexes(ctx context.Context, r record) ([]*contender, error) {
	content := filepath.Join(r.site, "content")
	pages := command(ctx, "", nil, b.programs.self, "pages", content, r.pages())
	stderr := &head{room: 4 << 10}
	pages.Stderr = stderr
	if err := pages.Run(); err != nil {
		return nil, fmt.Errorf("make pages: %w\n%s", err, stderr.lines(8))
	}
	if err := folder(r.pagefind()).write(searchPage, pagefindPage); err != nil {
		return nil, err
	}
	all := indexers(r, b.programs)
	takeTurns(ctx, all, b.runs, true, b.say)
	return all, ctx.Err()
}

// What is made of a record, below its folder.
func (r record) built() string    { return filepath.Join(r.dir, "build") }
func (r record) pages() string    { return filepath.Join(r.dir, "pages") }
func (r record) pagefind() string { return filepath.Join(r.dir, "pagefind") } // site with Pagefind's bundle
func (r record) bundle() string   { return filepath.Join(r.pagefind(), "pagefind") }

func indexers(r record, p searchPrograms) []*contender {
	index := filepath.Join(r.dir, "index")
	return []*contender{
		{
			name: concordBuild, program: p.concord, missing: p.noConcord, dir: r.dir, out: r.built(),
			args: []string{"build", "--quiet", "--output", r.built(), r.site},
		},
		{
			name: concordIndex, program: p.self, dir: r.dir, out: index,
			args: []string{"index", r.site, index}, tells: readIndexing,
		},
		{
			name: pagefindName, program: p.pagefind, missing: p.noPagefind, dir: r.dir, out: r.bundle(),
			args:  []string{"--silent", "--site", r.pages(), "--output-path", r.bundle()},
			weigh: func() (size, error) { index, _, err := pagefindParts(r.bundle()); return index, err },
		},
	}
}

// An indexing is what the part "index" prints: the step alone, of a process that has done more.
type indexing struct {
	Wall, CPU time.Duration
}

func readIndexing(printed []byte, s *sample) error {
	var told indexing
	if err := json.Unmarshal(printed, &told); err != nil {
		return err
	}
	s.wall, s.cpu = told.Wall, told.CPU
	return nil
}

// printIndexes has a row for each that makes an index. What is written of Pagefind is its index.
func printIndexes(w io.Writer, all []*contender) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\twall best\tmedian\tCPU\tpeak MB\tfiles\tMB written\t")
	for _, c := range all {
		if c.done() {
			fmt.Fprintf(t, "%s\t%s\t\n", c.name, figuresOf(c))
		}
	}
	return flush(w, t, all)
}

// printPrograms says what Pagefind has written beside its index.
func printPrograms(w io.Writer, bundle string) error {
	_, programs, err := pagefindParts(bundle)
	if err == nil {
		fmt.Fprintf(w, "  beside its index Pagefind has written programs: %s files, %.1f MB\n", grouped(programs.files), megabytes(programs.bytes))
	}
	return err
}
