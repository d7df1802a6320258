package search

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// ErrVersion says that an index has another format than this package knows.
var ErrVersion = errors.New("the index has another version")

// Contents is what the root file says.
type Contents struct {
	Version         int                 `json:"version"`
	Entries         int                 `json:"entries"`
	Cuts            []string            `json:"cuts"`
	Vocabulary      []string            `json:"vocabulary"`
	Shift           int                 `json:"shift"`
	Directories     []string            `json:"directories"`
	Beginning       string              `json:"beginning"`
	BeginningLength int                 `json:"beginningLength"` // bytes of its text
	Frequent        map[string][]string `json:"frequent"`
	Pillars         []Pillar            `json:"pillars"`
}

// encode returns the file's content.
func (c *Contents) encode() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(c); err != nil {
		return nil, fmt.Errorf("encode root: %w", err)
	}
	return bytes.TrimSpace(out.Bytes()), nil
}

// ParseRoot reads the content of the root file. The error is ErrVersion if it is of another version.
func ParseRoot(content []byte) (*Contents, error) {
	var version struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(content, &version); err != nil {
		return nil, fmt.Errorf("parse root: %w", err)
	}
	if version.Version != Version {
		return nil, fmt.Errorf("parse root: %w: %d instead of %d", ErrVersion, version.Version, Version)
	}
	c := new(Contents)
	if err := json.Unmarshal(content, c); err != nil {
		return nil, fmt.Errorf("parse root: %w", err)
	}
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("parse root: %w", err)
	}
	return c, nil
}

func (c *Contents) check() error {
	names := slices.Concat(c.Vocabulary, c.Directories)
	if c.Beginning != "" {
		names = append(names, c.Beginning)
	}
	for _, name := range names {
		if n, err := hex.DecodeString(name); err != nil || len(n) != nameSize {
			return fmt.Errorf("%w: the name %.20q", errDamaged, name)
		}
	}
	increasing := slices.IsSorted(c.Cuts) && len(slices.Compact(slices.Clone(c.Cuts))) == len(c.Cuts)
	switch {
	case len(c.Cuts) != len(c.Vocabulary) || !increasing || len(c.Cuts) > 0 && c.Cuts[0] != "":
		return fmt.Errorf("%w: %d cuts for %d files", errDamaged, len(c.Cuts), len(c.Vocabulary))
	case c.Entries < 0 || c.Entries > maxSlot || c.Shift < 0 || c.Shift > maxShift || c.BeginningLength < 0:
		return fmt.Errorf("%w: %d entries, shift %d", errDamaged, c.Entries, c.Shift)
	}
	return nil
}

const (
	manyFiles   = 4  // a prefix with more vocabulary files has frequent words
	mostWords   = 24 // so many
	mostLetters = 2  // prefixes have at most so many characters
)

// frequency finds the words in the most entries below short prefixes.
type frequency struct {
	cuts    []cut
	entries func(key int) int // how many entries its list has
	key     func(key int) []byte
}

// words returns the frequent words of n keys by their prefix.
func (f *frequency) words(n int) map[string][]string {
	words := map[string][]string{}
	f.below(words, 0, n, 0, 0)
	return words
}

// below adds the words of each prefix of one character more than the keys
// from..to share.
func (f *frequency) below(words map[string][]string, from, to, shared, letters int) {
	d := divided{key: f.key}
	for start := from; start < to; {
		end, depth := d.same(start, to, shared)
		if depth > shared && f.file(end-1)-f.file(start)+1 > manyFiles {
			if list := f.most(start, end); len(list) > 0 {
				words[string(f.key(start)[:depth])] = list
			}
			if letters+1 < mostLetters {
				f.below(words, start, end, depth, letters+1)
			}
		}
		start = end
	}
}

// file returns the number of the vocabulary file that has a key.
func (f *frequency) file(key int) int {
	at, _ := slices.BinarySearchFunc(f.cuts, key+1, func(c cut, key int) int { return c.first - key })
	return at - 1
}

// most returns the words of from..to in the most entries, the most frequent
// first.
func (f *frequency) most(from, to int) []string {
	var best []int
	for i := from; i < to; i++ {
		if len(best) == mostWords && f.entries(i) <= f.entries(best[mostWords-1]) || !isWord(f.key(i)) {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, f.entries(i), func(other, entries int) int {
			if f.entries(other) >= entries {
				return -1
			}
			return 1
		})
		best = slices.Insert(best[:min(len(best), mostWords-1)], min(at, mostWords-1), i)
	}
	list := make([]string, len(best))
	for i, key := range best {
		list[i] = string(f.key(key))
	}
	return list
}

// isWord tells the key of a word from those of other sorts.
func isWord(key []byte) bool { return utf8.Valid(key) && !strings.ContainsAny(string(key), " #:") }
