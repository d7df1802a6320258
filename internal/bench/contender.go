package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// A contender is a program that makes the site, and how it has done so far.
type contender struct {
	name    string
	program string
	args    []string
	dir     string // where it runs
	env     []string
	out     string   // the folder that it writes
	caches  []string // folders that it may keep things in from one run to the next
	again   bool     // runs over the output of the contender before it
	missing string   // why it cannot run, and what to do about it

	// tells reads figures that the program itself prints, weigh adds up what is to be counted of its output; nil
	// for what is measured from without, and for everything.
	tells func(printed []byte, s *sample) error
	weigh func() (size, error)

	samples []sample
	failure error
}

// run makes the site once, from nothing unless the contender goes over what is there.
func (c *contender) run(ctx context.Context) (sample, error) {
	var since time.Time
	if c.again {
		since = time.Now().Add(-time.Hour)
		if err := age(c.out, since.Add(-time.Hour)); err != nil {
			return sample{}, err
		}
	} else {
		for _, dir := range append([]string{c.out}, c.caches...) {
			if err := os.RemoveAll(dir); err != nil {
				return sample{}, err
			}
		}
	}
	syscall.Sync() // so that nobody pays for writing out what the one before has left in memory
	cmd := command(ctx, c.dir, c.env, c.program, c.args...)
	var printed bytes.Buffer
	if c.tells != nil {
		cmd.Stdout = &printed
	}
	s, err := measure(cmd)
	if err == nil && c.tells != nil {
		err = c.tells(printed.Bytes(), &s)
	}
	if err != nil {
		return s, err
	}
	var written size
	if c.weigh != nil {
		written, err = c.weigh()
	} else {
		written, err = sizeOf(c.out, since)
	}
	s.files, s.bytes = written.files, written.bytes
	return s, err
}

// age makes every file below dir look as old as then, so that those which a run writes can be told from those
// it leaves alone.
func age(dir string, then time.Time) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		return os.Chtimes(name, then, then)
	})
}

// shortFeeds is Hugo with feeds of the latest twenty pages.
const shortFeeds = "hugo, short feeds"

// contenders for the corpus under dir, in the order in which they take turns.
func contenders(dir string, p programs) []*contender {
	concordDir, hugoDir := filepath.Join(dir, "concord"), filepath.Join(dir, "hugo")
	cache := filepath.Join(dir, "cache")
	concord := contender{
		name: "concord", program: p.concord, missing: p.noConcord,
		args: []string{"build", "--quiet"}, dir: concordDir, out: filepath.Join(concordDir, "build"),
		env: []string{"XDG_CACHE_HOME=" + cache}, caches: []string{cache},
	}
	again := concord
	again.name, again.again = "concord, again", true
	hugoCache := filepath.Join(dir, "hugocache")
	hugo := contender{
		name: "hugo", program: p.hugo, missing: p.noHugo,
		args: []string{"--quiet", "--destination", filepath.Join(hugoDir, "public"), "--cacheDir", hugoCache},
		dir:  hugoDir, out: filepath.Join(hugoDir, "public"), caches: []string{hugoCache, filepath.Join(hugoDir, "resources")},
		// The site asks for nothing from the network; these make sure that Hugo could not either.
		env: []string{"GOPROXY=off", "HUGO_SECURITY_HTTP_URLS=none"},
	}
	// Hugo's feeds hold every page of a list, the home page's every page of the site, and making them goes on
	// after all else is done. Its defaults are what most sites have, but they must not decide the comparison.
	short := hugo
	short.name, short.env = shortFeeds, append([]string{"HUGO_SERVICES_RSS_LIMIT=20"}, hugo.env...)
	out := filepath.Join(dir, "floor")
	floor := contender{
		name: "floor", program: p.self, dir: dir, out: out,
		args: []string{"floor", filepath.Join(concordDir, "content"), out},
	}
	return []*contender{&floor, &concord, &again, &hugo, &short}
}

// takeTurns gives every contender as many runs, in turn rather than one after the other, so that a slow
// minute of the machine falls on all of them. One that fails is out. What they make is removed as soon as it
// has been measured, unless the next goes over it or it is to be kept: there may be little room.
func takeTurns(ctx context.Context, all []*contender, runs int, keep bool, say func(format string, args ...any)) {
	for round := 1; round <= runs; round++ {
		for i, c := range all {
			stuck := c.again && all[i-1].failure != nil // nothing to go over
			if stuck || c.missing != "" || c.failure != nil {
				continue
			}
			s, err := c.run(ctx)
			if reused := i+1 < len(all) && all[i+1].again; !reused && !keep {
				err = errors.Join(err, os.RemoveAll(c.out))
			}
			if ctx.Err() != nil {
				return // it did not fail, it was stopped
			}
			if err != nil {
				c.failure = err
				say("%s failed: %s", c.name, strings.ReplaceAll(err.Error(), "\n", "\n    "))
				continue
			}
			c.samples = append(c.samples, s)
			say("run %d of %d: %-17s %7.2f s", round, runs, c.name, s.wall.Seconds())
		}
	}
}

func (c *contender) done() bool { return len(c.samples) > 0 && c.failure == nil }
