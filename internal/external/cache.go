package external

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// How long answers are kept.
const (
	keepGood = 24 * time.Hour
	keepBad  = time.Hour
)

const (
	cacheVersion = 1
	cacheLimit   = 64 << 20 // bytes; a longer file is none of ours
)

// cache is the answers of the last hours, in a file.
type cache struct {
	file    string
	entries map[string]entry // by key
	changed bool
}

type entry struct {
	Asked time.Time `json:"asked"`
	verdict
}

// stored is the file as a whole.
type stored struct {
	Version int              `json:"version"`
	Answers map[string]entry `json:"answers"`
}

// openCache reads the answers that are still fresh. A file that is damaged or of
// another version is started anew: it holds nothing that cannot be asked again.
func openCache(file string, now time.Time) *cache {
	c := &cache{file: file, entries: map[string]entry{}}
	for key, e := range read(file) {
		if e.fresh(now) && e.valid() {
			c.entries[key] = e
		}
	}
	return c
}

func read(file string) map[string]entry {
	if file == "" {
		return nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, cacheLimit))
	if err != nil {
		return nil
	}
	var s stored
	if err := json.Unmarshal(data, &s); err != nil || s.Version != cacheVersion {
		return nil
	}
	return s.Answers
}

// fresh says whether an answer still counts. One from the future was written
// under a wrong clock.
func (e entry) fresh(now time.Time) bool {
	keep := keepBad
	if e.Kind == good || e.Kind == moved {
		keep = keepGood
	}
	age := now.Sub(e.Asked)
	return age >= 0 && age < keep
}

func (c *cache) get(key string) (verdict, bool) {
	e, ok := c.entries[key]
	return e.verdict, ok
}

func (c *cache) put(key string, v verdict, now time.Time) {
	c.entries[key] = entry{Asked: now.UTC(), verdict: v}
	c.changed = true
}

// save writes the answers, whole or not at all.
func (c *cache) save() error {
	if c.file == "" || !c.changed {
		return nil
	}
	data, err := json.Marshal(stored{cacheVersion, c.entries})
	if err == nil {
		err = replace(c.file, data)
	}
	if err != nil {
		return fmt.Errorf("keep the answers about external links: %w", err)
	}
	return nil
}

// replace puts data in a file's place by a rename.
func replace(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
