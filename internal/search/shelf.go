package search

import "fmt"

// vocabulary writes the vocabulary files and those of the lists.
func (b *builder) vocabulary(c *Contents) error {
	x, err := b.merge()
	if err != nil {
		return err
	}
	cuts := divide(len(x.keys), x.key, b.sizes.keys)
	c.Cuts, c.Vocabulary = make([]string, len(cuts)), make([]string, len(cuts))
	err = b.parallel(len(cuts), func(worker, i int) error {
		w, err := b.worker(worker)
		if err != nil {
			return err
		}
		end := len(x.keys)
		if i+1 < len(cuts) {
			end = cuts[i+1].first
		}
		s := shelf{builder: b, worker: w, index: x}
		name, err := s.fill(cuts[i].first, end)
		c.Cuts[i], c.Vocabulary[i] = cuts[i].prefix, fmt.Sprintf("%x", name)
		return err
	})
	f := frequency{cuts: cuts, key: x.key, entries: func(i int) int { return len(x.list(i)) }}
	c.Frequent = f.words(len(x.keys))
	b.stats.Keys, b.stats.Postings = len(x.keys), len(x.postings)
	return err
}

// shelf writes a vocabulary file and its files of lists.
type shelf struct {
	builder    *builder
	worker     *worker
	index      *index
	vocabulary vocabulary
	lists      []byte // those of the file at hand
}

// fill writes what the keys from..to have.
func (s *shelf) fill(from, to int) (name [nameSize]byte, err error) {
	for i := from; i < to; i++ {
		if err := s.add(i, i > from); err != nil {
			return name, err
		}
	}
	if err := s.flush(); err != nil {
		return name, err
	}
	return s.builder.whole(s.worker, s.vocabulary.append(nil))
}

// add adds a key and its list, after others or as the first.
func (s *shelf) add(i int, after bool) error {
	key, list := s.index.key(i), s.index.list(i)
	before := len(s.lists)
	s.lists = appendList(s.lists, list)
	size := len(s.lists) - before
	// A key begins another file if its hash says so, with a chance in proportion
	// to the bytes of its list, or when the file is full: a list that grows moves
	// the cuts behind it just up to the next that a hash demands.
	most := s.builder.sizes.list
	next := after && (before >= most || int(hashOf(key))%most < size)
	if next {
		s.lists = s.lists[:before]
		if err := s.flush(); err != nil {
			return err
		}
		s.lists = appendList(s.lists, list)
	}
	s.vocabulary.add(key, len(list), size, next, s.index.targetsOf(i))
	return nil
}

// flush writes the file of lists.
func (s *shelf) flush() error {
	name, err := s.builder.whole(s.worker, s.lists)
	s.vocabulary.files = append(s.vocabulary.files, name)
	s.lists = s.lists[:0]
	return err
}
