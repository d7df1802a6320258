package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// The shape of an instrument: that of the real record's joint statement, on which the bars are set.
const (
	wordsPerInstrument = 1100
	fewestParagraphs   = 12
	mostParagraphs     = 20
)

// seed makes the corpus the same on every machine and every day, so that figures can be compared.
const seed = 20251102

// A corpus is a made-up record of so many instruments.
type corpus struct {
	agencies    []agency
	instruments []instrument
	prose       func(*rand.Rand) prose // of one document
}

// The kinds of corpus. They have the same agencies and instruments, and other sentences.
const (
	frames = "frames" // sentences from frames: every word is in nearly every document
	zipf   = "zipf"   // words as frequent and as rare as in natural text
)

var kinds = []string{frames, zipf}

func newCorpus(kind string, instruments int) *corpus {
	rng := rand.New(rand.NewPCG(seed, 0))
	agencies := newAgencies(rng, instruments)
	c := &corpus{agencies: agencies, instruments: newInstruments(rng, instruments, len(agencies))}
	switch kind {
	case frames:
		c.prose = func(*rand.Rand) prose { return framed{} }
	case zipf:
		c.prose = newLanguage().prose
	}
	return c
}

// A prose is how the sentences of one document read.
type prose interface {
	// sentence adds one to the document, which mentions something now and then unless it is to be plain.
	sentence(s *scribe, plain bool)
}

// A document is one content file, in the parts of which both sites are made.
type document struct {
	id      string // path under content/ without .md
	title   string
	date    string   // ISO, empty where the document has none
	facts   string   // the rest of concord's front matter: lines of YAML
	members []string // ids of the agencies that take part, for Hugo's taxonomy
	body    string
	tally   tally
}

// documents is how many the corpus has; document makes the i-th of them.
func (c *corpus) documents() int { return 3 + len(c.agencies) + len(c.instruments) }

func (c *corpus) document(i int) document {
	s := c.scribe(i)
	var d document
	switch {
	case i == 0:
		d = s.home()
	case i == 1:
		d = s.statement()
	case i == 2:
		d = s.annex()
	case i < 3+len(c.agencies):
		d = s.agencyPage(c.agencies[i-3])
	default:
		d = s.instrumentPage(i - 3 - len(c.agencies))
	}
	d.body, d.tally = s.body.String(), s.tally
	d.tally.Documents = 1
	return d
}

// scribe for document i: its random stream is its own, see scribe.
func (c *corpus) scribe(i int) *scribe {
	rng := rand.New(rand.NewPCG(seed, uint64(i)+1))
	return &scribe{corpus: c, prose: c.prose(rng), rng: rng, self: -1, named: -1}
}

// A folder is where one of the sites is written; its files are paths with slashes.
type folder string

func (f folder) write(path, text string) error {
	name := filepath.Join(string(f), filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}

// A layout is one generator's way of keeping a site.
type layout interface {
	scaffold() map[string]string       // the files that are there once
	page(document) (path, text string) // the file of a document
}

// write keeps the corpus in each of the folders, and returns what it has written into one of them.
func (c *corpus) write(sites map[folder]layout) (tally, error) {
	for dir, site := range sites {
		for path, text := range site.scaffold() {
			if err := dir.write(path, text); err != nil {
				return tally{}, err
			}
		}
	}
	var (
		next  atomic.Int64
		total tally
		fault error
		mu    sync.Mutex
		group sync.WaitGroup
	)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			sum, err := c.writePages(sites, &next)
			mu.Lock()
			defer mu.Unlock()
			total.add(sum)
			if fault == nil {
				fault = err
			}
		})
	}
	group.Wait()
	return total, fault
}

// writePages writes documents, taking the next that no other worker has, until there are none.
func (c *corpus) writePages(sites map[folder]layout, next *atomic.Int64) (sum tally, err error) {
	for i := int(next.Add(1)) - 1; i < c.documents(); i = int(next.Add(1)) - 1 {
		d := c.document(i)
		sum.add(d.tally)
		for dir, site := range sites {
			path, text := site.page(d)
			if err := dir.write(path, text); err != nil {
				return sum, err
			}
		}
	}
	return sum, nil
}
