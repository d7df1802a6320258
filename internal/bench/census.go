package main

import (
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A census counts in how many documents each word is, in whatever case.
type census struct {
	documents int
	words     map[string]int
	common    map[string]bool // words that stand in lower case somewhere, which are not only in names
	nouns     map[string]*attached
	sample    string // the longest text, from which words are taken together
	name      string // the first title of five words
}

// attached is how a Korean noun is printed.
type attached struct {
	documents int
	forms     map[string]bool // with their particles
}

// readCensus reads all documents but the home page, which is not searched for: it speaks of the record.
func readCensus(content string) (*census, error) {
	c := &census{words: map[string]int{}, common: map[string]bool{}, nouns: map[string]*attached{}}
	err := filepath.WalkDir(content, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".md") || path == filepath.Join(content, "index.md") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		title, err := titleOf(text)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		c.count(title, string(withoutFrontMatter(text)))
		return nil
	})
	return c, err
}

// count takes a document.
func (c *census) count(title, body string) {
	c.documents++
	if len(body) > len(c.sample) {
		c.sample = body
	}
	if c.name == "" && len(strings.Fields(title)) == 5 {
		c.name = title
	}
	words, nouns := map[string]bool{}, map[string]bool{}
	for run := range runs(body) {
		if word := strings.ToLower(run); isLower(word) {
			words[word] = true
			if word == run {
				c.common[word] = true
			}
		} else if noun := detach(run); noun != "" {
			c.form(noun, run)
			nouns[noun] = true
		}
	}
	for word := range words {
		c.words[word]++
	}
	for noun := range nouns {
		c.nouns[noun].documents++
	}
}

func (c *census) form(noun, printed string) {
	if c.nouns[noun] == nil {
		c.nouns[noun] = &attached{forms: map[string]bool{}}
	}
	c.nouns[noun].forms[printed] = true
}

// runs yields the runs of letters in a text.
func runs(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range text {
			letter := unicode.IsLetter(r)
			if letter && start < 0 {
				start = i
			}
			if !letter && start >= 0 {
				if !yield(text[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(text[start:])
		}
	}
}

func isLower(run string) bool {
	for i := range len(run) {
		if run[i] < 'a' || run[i] > 'z' {
			return false
		}
	}
	return run != ""
}

// detach takes the particle from a Korean noun, "" if it has none or is anything else.
func detach(run string) string {
	if first, _ := utf8.DecodeRuneInString(run); !unicode.Is(unicode.Hangul, first) {
		return ""
	}
	for _, forms := range particles {
		for _, particle := range forms {
			if noun, found := strings.CutSuffix(run, particle); found && utf8.RuneCountInString(noun) >= 2 {
				return noun
			}
		}
	}
	return ""
}
