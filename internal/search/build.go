package search

import (
	"fmt"
	"sync"
)

// Input is what an index is made of.
type Input struct {
	Entries []Entry
	Pillars []Pillar
}

// Stats says how much an index has.
type Stats struct {
	Entries  int
	Keys     int
	Postings int
	Files    int
	Bytes    int64 // of the files
}

// Build makes the index of entries. write gets each file, by its path from the
// site's root; it is called from several goroutines, and may not keep the
// content. parallel calls do for every i below n, from several goroutines of
// different numbers, which are small, and returns the first error.
func Build(in Input, write func(path string, content []byte) error, parallel func(n int, do func(worker, i int) error) error) (Stats, error) {
	list, slots, err := place(in.Entries)
	if err != nil {
		return Stats{}, err
	}
	b := &builder{
		list: list, names: namesOf(list), spans: make([]span, len(list)),
		files: &files{write: write, written: map[[nameSize]byte]struct{}{}}, parallel: parallel,
	}
	b.sizes = sizesFor(b.size())
	contents := &Contents{Version: Version, Entries: len(list), Pillars: append([]Pillar{}, in.Pillars...)}
	stages := []func(*Contents) error{b.begin, func(c *Contents) error { return b.texts(c, slots) }, b.vocabulary, b.root}
	for _, stage := range stages {
		if err := stage(contents); err != nil {
			return Stats{}, err
		}
	}
	b.stats.Entries = len(list)
	b.stats.Files, b.stats.Bytes = b.files.count, b.files.bytes
	return b.stats, nil
}

// builder carries an index through its stages.
type builder struct {
	list     []placed
	names    *names
	sizes    sizes
	spans    []span // where the postings of each entry are
	begun    *beginning
	read     map[int]Content // of the entries that had to be read for the beginning
	files    *files
	parallel func(int, func(worker, i int) error) error
	mu       sync.Mutex
	workers  []*worker
	stats    Stats
}

// span is where in a worker's tally the postings of an entry are.
type span struct{ worker, start, end uint32 }

// worker is what a goroutine has of its own.
type worker struct {
	tally      *tally
	recorder   *recorder
	compressor *compressor
	text       []byte // the content of the file at hand
	script     []byte // and the file
}

// worker returns the worker of a number.
func (b *builder) worker(number int) (*worker, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.workers) <= number {
		c, err := newCompressor(b.begun)
		if err != nil {
			return nil, fmt.Errorf("compress: %w", err)
		}
		b.workers = append(b.workers, &worker{newTally(b.names), newRecorder(), c, nil, nil})
	}
	return b.workers[number], nil
}

// whole writes the content of a file that stands for itself.
func (b *builder) whole(w *worker, content []byte) (name [nameSize]byte, err error) {
	stream, err := w.compressor.stream(content)
	if err != nil {
		return name, fmt.Errorf("compress: %w", err)
	}
	return b.files.add(w, stream)
}

// root writes the root file.
func (b *builder) root(c *Contents) error {
	content, err := c.encode()
	if err != nil {
		return err
	}
	w, err := b.worker(0)
	if err != nil {
		return err
	}
	stream, err := w.compressor.stream(content)
	if err != nil {
		return fmt.Errorf("compress root: %w", err)
	}
	return b.files.put(w, Root, stream)
}

// files are the files written so far.
type files struct {
	write   func(path string, content []byte) error
	mu      sync.Mutex
	written map[[nameSize]byte]struct{}
	count   int
	bytes   int64
}

// add writes a file named by what it holds, unless there is one already.
func (f *files) add(w *worker, stream []byte) ([nameSize]byte, error) {
	name := nameOf(stream)
	f.mu.Lock()
	_, written := f.written[name]
	f.written[name] = struct{}{}
	f.mu.Unlock()
	if written {
		return name, nil
	}
	return name, f.put(w, fmt.Sprintf("%x", name), stream)
}

func (f *files) put(w *worker, name string, stream []byte) error {
	w.script = Encode(w.script[:0], name, stream)
	f.mu.Lock()
	f.count++
	f.bytes += int64(len(w.script))
	f.mu.Unlock()
	return f.write(Folder+name+".js", w.script)
}
