package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const few = 60

// forEachKind runs a test of what all kinds of corpus have in common.
func forEachKind(t *testing.T, test func(t *testing.T, kind string)) {
	for _, kind := range kinds {
		t.Run(kind, func(t *testing.T) { test(t, kind) })
	}
}

// everyDocument of a small corpus, by its id.
func everyDocument(c *corpus) map[string]document {
	all := make(map[string]document)
	for i := range c.documents() {
		d := c.document(i)
		all[d.id] = d
	}
	return all
}

func instrumentsOf(all map[string]document) []document {
	var instruments []document
	for id, d := range all {
		if strings.HasPrefix(id, "mous/") {
			instruments = append(instruments, d)
		}
	}
	return instruments
}

func TestCorpusIsTheSameEveryTime(t *testing.T) {
	forEachKind(t, func(t *testing.T, kind string) {
		write := func(workers int) map[string]string {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(workers))
			dir := t.TempDir()
			_, err := newCorpus(kind, few).write(map[folder]layout{
				folder(filepath.Join(dir, "concord")): concordSite{},
				folder(filepath.Join(dir, "hugo")):    hugoSite{},
			})
			if err != nil {
				t.Fatal(err)
			}
			return files(t, dir)
		}
		one, two := write(1), write(4)
		if len(one) != len(two) {
			t.Fatalf("%d files, then %d", len(one), len(two))
		}
		for path, text := range one {
			if two[path] != text {
				t.Errorf("%s differs", path)
			}
		}
	})
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, path)
		all[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCorpusHasTheShapeAskedFor(t *testing.T) {
	c := newCorpus(frames, 400)
	if len(c.instruments) != 400 || len(c.agencies) != 20 {
		t.Errorf("%d instruments and %d agencies, want 400 and 20", len(c.instruments), len(c.agencies))
	}
	if got := len(newCorpus(frames, 2).agencies); got != 4 {
		t.Errorf("%d agencies in the smallest corpus, want two of each side", got)
	}
}

func TestInstrumentHasAboutElevenHundredWords(t *testing.T) {
	forEachKind(t, func(t *testing.T, kind string) {
		for _, d := range instrumentsOf(everyDocument(newCorpus(kind, few))) {
			words := len(strings.Fields(d.body))
			if words < wordsPerInstrument*9/10 || words > wordsPerInstrument*11/10 {
				t.Errorf("%s has %d words", d.id, words)
			}
			if words != d.tally.Words {
				t.Errorf("%s has %d words, the tally says %d", d.id, words, d.tally.Words)
			}
		}
	})
}

var paragraphNumber = regexp.MustCompile(`(?m)^(\d+)(?:\.(\d+))?\. `)

func TestParagraphsAreNumberedInOrder(t *testing.T) {
	forEachKind(t, func(t *testing.T, kind string) {
		for _, d := range instrumentsOf(everyDocument(newCorpus(kind, few))) {
			numbers := paragraphNumber.FindAllStringSubmatch(d.body, -1)
			if n := len(numbers); n < fewestParagraphs || n > mostParagraphs || n != d.tally.Paragraphs {
				t.Errorf("%s has %d numbered paragraphs, the tally says %d", d.id, n, d.tally.Paragraphs)
			}
			top, sub := 0, 0
			for _, number := range numbers {
				if number[2] == "" {
					top, sub = top+1, 0
				} else {
					sub++
				}
				if number[1] != strconv.Itoa(top) || (number[2] != "" && number[2] != strconv.Itoa(sub)) {
					t.Errorf("%s: %s does not follow", d.id, number[0])
				}
			}
			for block := range strings.SplitSeq(strings.TrimSpace(d.body), "\n\n") {
				if strings.Contains(block, "\n") {
					t.Errorf("%s: a paragraph shares its block: %q", d.id, block)
				}
			}
		}
	})
}

func TestTwoThirdsOfTheSentencesMention(t *testing.T) {
	forEachKind(t, func(t *testing.T, kind string) {
		var sum tally
		for _, d := range everyDocument(newCorpus(kind, few)) {
			sum.add(d.tally)
		}
		if share := float64(sum.Mentioning) / float64(sum.Sentences); share < 0.6 || share > 0.72 {
			t.Errorf("%.3f of the sentences mention something", share)
		}
		for kind, n := range map[string]int{"agencies": sum.Agencies, "instruments": sum.Instruments, "dates": sum.Dates} {
			if share := float64(n) / float64(sum.mentions()); share < 0.28 || share > 0.39 {
				t.Errorf("%.3f of the mentions are of %s", share, kind)
			}
		}
	})
}

var printedDate = regexp.MustCompile(`\b([Ii]n ([A-Z][a-z]+ )?\d{4}|[Oo]n \d{1,2} [A-Z][a-z]+ \d{4}|[Ff]rom \d{4} to \d{4})\b`)

// The tally is what concord's own counts can be held against, so it is counted over again in the text.
func TestTallyIsWhatTheTextHolds(t *testing.T) {
	forEachKind(t, func(t *testing.T, kind string) {
		c := newCorpus(kind, 20)
		var names, titles []string
		for _, a := range c.agencies {
			names = append(names, a.name, a.acronym)
		}
		for _, in := range c.instruments {
			titles = append(titles, in.title)
		}
		anyOf := func(names []string) *regexp.Regexp {
			return regexp.MustCompile(`\b(` + strings.Join(names, "|") + `)\b`)
		}
		agencies, instruments := anyOf(names), anyOf(titles)
		for id, d := range everyDocument(c) {
			got := [3]int{
				len(agencies.FindAllString(d.body, -1)),
				len(instruments.FindAllString(d.body, -1)),
				len(printedDate.FindAllString(d.body, -1)),
			}
			if want := [3]int{d.tally.Agencies, d.tally.Instruments, d.tally.Dates}; got != want {
				t.Errorf("%s: agencies, instruments and dates in the text %v, in the tally %v", id, got, want)
			}
			if strings.HasPrefix(id, "mous/") && strings.Contains(d.body, d.title) {
				t.Errorf("%s mentions itself", id)
			}
		}
	})
}

func TestNoNameIsAPieceOfAnother(t *testing.T) {
	for _, a := range topics {
		for _, b := range topics {
			if a != b && (strings.HasPrefix(b, a+" ") || strings.HasSuffix(b, " "+a)) {
				t.Errorf("%q is a piece of %q", a, b)
			}
		}
	}
	c := newCorpus(frames, 4000)
	seen := make(map[string]bool)
	distinct := func(name string) {
		if seen[name] {
			t.Errorf("%q stands twice", name)
		}
		seen[name] = true
	}
	for _, a := range c.agencies {
		distinct(a.name)
		distinct(a.acronym)
	}
	for _, in := range c.instruments {
		distinct(in.title)
		distinct(in.slug)
	}
	for _, a := range c.agencies {
		for _, b := range c.agencies {
			if a.name != b.name && strings.Contains(b.name, a.name) {
				t.Errorf("%q is a piece of %q", a.name, b.name)
			}
		}
	}
}

func TestAcronymIsNobodyElses(t *testing.T) {
	taken := make(map[string]bool)
	for _, want := range []string{"MTA", "MTAA", "MTAAA", "MTAAB"} {
		got := acronym("Ministry of Tourism and Arts", sides[0], taken)
		if got != want {
			t.Errorf("acronym %s, want %s", got, want)
		}
		taken[got] = true
	}
	if got := acronym("Institute of Immigration and Irrigation", sides[1], taken); got == "III" {
		t.Error("an acronym is a roman number")
	}
}

var (
	topLine  = regexp.MustCompile(`^(title|date|label|acronym|country|form|participants|events|pillar|status):( |$)`)
	itemLine = regexp.MustCompile(`^  - \{\w+: [^{}]+\}$`)
	citation = regexp.MustCompile(`([a-z]+/[a-z0-9-]+)#(\d+(?:\.\d+)?)`)
)

// No YAML library here: the front matter is of a few line shapes, and each line must have one of them.
func TestFrontMatterIsWellFormed(t *testing.T) {
	forEachKind(t, func(t *testing.T, kind string) {
		all := everyDocument(newCorpus(kind, few))
		for id, d := range all {
			path, text := concordSite{}.page(d)
			if path != "content/"+id+".md" {
				t.Errorf("%s is written to %s", id, path)
			}
			front, _, closed := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
			if !closed || !strings.HasPrefix(text, "---\ntitle: ") {
				t.Errorf("%s has no front matter", id)
			}
			var keys []string
			for line := range strings.SplitSeq(front, "\n") {
				key := topLine.FindStringSubmatch(line)
				if key == nil && !itemLine.MatchString(line) {
					t.Errorf("%s: %q", id, line)
				}
				if key != nil {
					if slices.Contains(keys, key[1]) {
						t.Errorf("%s has the key %s twice", id, key[1])
					}
					keys = append(keys, key[1])
				}
			}
			for _, cited := range citation.FindAllStringSubmatch(front, -1) {
				target := all[cited[1]].body
				if !strings.HasPrefix(target, cited[2]+". ") && !strings.Contains(target, "\n"+cited[2]+". ") {
					t.Errorf("%s cites %s, which is not there", id, cited[0])
				}
			}
		}
	})
}

func TestHugoReadsTheSameBodies(t *testing.T) {
	forEachKind(t, func(t *testing.T, kind string) {
		for id, d := range everyDocument(newCorpus(kind, few)) {
			_, text := hugoSite{}.page(d)
			body := string(withoutFrontMatter([]byte(text)))
			if got := regexp.MustCompile(`(?m)^(\d+)\\\. `).ReplaceAllString(body, "$1. "); strings.TrimSpace(got) != strings.TrimSpace(d.body) {
				t.Errorf("%s has another body for Hugo", id)
			}
			if listMarker.MatchString(body) {
				t.Errorf("%s has a numbered paragraph that Hugo takes for a list", id)
			}
		}
	})
}
