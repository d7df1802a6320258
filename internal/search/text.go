package search

import (
	"fmt"
	"math/bits"
)

const (
	// leastBeginning and mostBeginning bound the text that text files have in
	// common: less is not worth a file, and more costs a first search more than
	// it saves. 16 KB of it make text files of formal English a third to a half
	// shorter where texts repeat the same turns, and a sixteenth where they do not.
	leastBeginning = 1 << 10
	mostBeginning  = 1 << 14
	// beginningShare is how many times as much text a site has.
	beginningShare = 16
	// directorySize is how many text files a directory names.
	directorySize = 64
)

// begin chooses the beginning of text files and writes it.
func (b *builder) begin(c *Contents) error {
	b.begun = &beginning{}
	size := beginningSize(b.size())
	if size < leastBeginning {
		return nil
	}
	text, err := b.common(size)
	if err != nil || len(text) == 0 {
		return err
	}
	if b.begun, err = begin(text); err != nil {
		return fmt.Errorf("compress beginning: %w", err)
	}
	w, err := b.worker(0)
	if err != nil {
		return err
	}
	name, err := b.files.add(w, b.begun.stream)
	c.Beginning, c.BeginningLength = fmt.Sprintf("%x", name), len(text)
	return err
}

// beginningSize returns the greatest power of two within the share.
func beginningSize(text int) int {
	return min(1<<bits.Len(uint(text/beginningShare))>>1, mostBeginning)
}

// size returns how many bytes of text all entries have.
func (b *builder) size() int {
	size := 0
	for i := range b.list {
		size += b.list[i].Size
	}
	return size
}

// common returns so much of the records of the first official texts, or of the others if
// those are too short.
func (b *builder) common(size int) ([]byte, error) {
	b.read = map[int]Content{}
	var text []byte
	records := newRecorder()
	for _, official := range []bool{true, false} {
		for i := range b.list {
			if b.list[i].Official != official || b.list[i].Size == 0 {
				continue
			}
			content, err := b.content(i)
			if err != nil {
				return nil, err
			}
			b.read[i] = content
			text = records.record(text, &b.list[i], &content)
			if len(text) >= size {
				return text[:size], nil
			}
		}
	}
	return text, nil
}

// content reads an entry, or returns what has been read of it.
func (b *builder) content(number int) (Content, error) {
	if content, ok := b.read[number]; ok {
		return content, nil
	}
	content, err := b.list[number].Content()
	if err != nil {
		return Content{}, fmt.Errorf("read %s: %w", b.list[number].Path, err)
	}
	return content, nil
}

// texts writes the text files and their directories, and counts the words.
func (b *builder) texts(c *Contents, slots int) error {
	c.Shift = textShift(b.size(), slots, b.begun.expand(b.sizes.text))
	groups := grouped(b.list, slots, c.Shift)
	first := make([]int, len(groups)) // the number of the first entry of each
	for i := 1; i < len(groups); i++ {
		first[i] = first[i-1] + len(groups[i-1])
	}
	names := make([][nameSize]byte, len(groups))
	err := b.parallel(len(groups), func(worker, i int) (err error) {
		if len(groups[i]) > 0 {
			names[i], err = b.text(worker, first[i], groups[i])
		}
		return err
	})
	if err != nil {
		return err
	}
	b.read = nil
	return b.directories(c, names)
}

// text writes a text file and counts the words of its entries, the first of
// which has that number.
func (b *builder) text(number, first int, group []placed) (name [nameSize]byte, err error) {
	w, err := b.worker(number)
	if err != nil {
		return name, err
	}
	w.text = append(w.text[:0], '[')
	for i := range group {
		content, err := b.content(first + i)
		if err != nil {
			return name, err
		}
		if i > 0 {
			w.text = append(w.text, ',')
		}
		w.text = w.recorder.record(w.text, &group[i], &content)
		start := len(w.tally.postings)
		w.tally.add(first+i, &group[i], &content)
		b.spans[first+i] = span{uint32(number), uint32(start), uint32(len(w.tally.postings))}
	}
	stream, err := w.compressor.ending(append(w.text, ']'))
	if err != nil {
		return name, fmt.Errorf("compress: %w", err)
	}
	return b.files.add(w, stream)
}

func (b *builder) directories(c *Contents, names [][nameSize]byte) error {
	w, err := b.worker(0)
	if err != nil {
		return err
	}
	for start := 0; start < len(names); start += directorySize {
		w.text = w.text[:0]
		for _, name := range names[start:min(start+directorySize, len(names))] {
			w.text = append(w.text, name[:]...)
		}
		name, err := b.whole(w, w.text)
		if err != nil {
			return err
		}
		c.Directories = append(c.Directories, fmt.Sprintf("%x", name))
	}
	return nil
}

// ParseDirectory returns the names of the text files that a directory has, ""
// for one without entries.
func ParseDirectory(content []byte) ([]string, error) {
	if len(content)%nameSize != 0 || len(content) > directorySize*nameSize {
		return nil, fmt.Errorf("parse directory: %w: it has %d bytes", errDamaged, len(content))
	}
	var list []string
	for ; len(content) > 0; content = content[nameSize:] {
		name := [nameSize]byte(content)
		if name == ([nameSize]byte{}) {
			list = append(list, "")
			continue
		}
		list = append(list, fmt.Sprintf("%x", name))
	}
	return list, nil
}
