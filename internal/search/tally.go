package search

import "strings"

// tally counts how often each key occurs in one entry after the other, and
// files that as postings. It is one worker's.
type tally struct {
	keys      *dictionary
	names     *names
	counts    []uint32 // of each key in the entry at hand, with the bits below
	counted   []uint32 // the keys that have a count
	length    uint32   // words of the entry's text
	mentioned []uint32 // how often the entry mentions each other
	mentions  []uint32 // those that it does
	postings  []uint32 // key<<weightBits | weight, one entry after the other
	targets   []target
	form      []byte // of the word at hand
	chain     []byte // of the words before it, as far back as hyphens join them
	chained   int    // how many these are
}

// target says that a name is an entry's.
type target struct{ key, slot uint32 }

// A count has two bits beside the number of occurrences.
const (
	present     = 1 << 30 // the key counts though it does not occur in the text
	foremost    = 1 << 31 // its weight is the highest
	occurrences = 1<<30 - 1
)

func newTally(n *names) *tally {
	return &tally{keys: newDictionary(), names: n, mentioned: make([]uint32, n.len())}
}

// add files an entry, the one with that number in the order of slots.
func (t *tally) add(number int, e *placed, c *Content) {
	t.title(number, e, c)
	t.text(c.Description, 1)
	for _, heading := range c.Headings {
		t.text(heading, 2)
	}
	for i := range c.Paragraphs {
		t.paragraph(&c.Paragraphs[i], e.Official)
	}
	t.mention()
	t.file()
}

func (t *tally) title(number int, e *placed, c *Content) {
	t.words(c.Title, foremost)
	t.words(c.Label, foremost)
	for _, name := range e.Names {
		t.words(name, foremost)
	}
	for key := range t.names.of(number) {
		id := t.mark(key, foremost)
		t.targets = append(t.targets, target{id, e.slot})
	}
	for _, property := range c.Properties {
		t.exact(property, foremost)
	}
}

func (t *tally) paragraph(p *Paragraph, official bool) {
	t.text(p.Text, 1)
	for _, property := range p.Properties {
		t.exact(property, present)
	}
	if p.Printed && p.Number != "" {
		weight := uint32(present)
		if official {
			weight = foremost
		}
		t.exact(NumberKey(p.Number), weight)
	}
	for _, path := range p.Mentions {
		number, ok := t.names.entry[path]
		if !ok {
			continue
		}
		if t.mentioned[number] == 0 {
			t.mentions = append(t.mentions, number)
		}
		t.mentioned[number]++
	}
}

// mention counts all names of what the entry mentions. Of a name that is a word
// some have been counted already, so the greater number is right.
func (t *tally) mention() {
	for _, number := range t.mentions {
		times := t.mentioned[number]
		t.mentioned[number] = 0
		for key := range t.names.of(int(number)) {
			id := t.mark(key, present)
			if before := t.counts[id] & occurrences; before < times {
				t.counts[id] += times - before
			}
		}
	}
	t.mentions = t.mentions[:0]
}

// text counts the words of a text that belongs to what the entry says.
func (t *tally) text(text string, times uint32) { t.length += t.words(text, times) }

// words adds a number to the count of each word, or sets a bit of it, and
// returns how many words there are.
func (t *tally) words(text string, number uint32) (n uint32) {
	count := func(key []byte) { t.count(key, number) }
	scanner := Scan(text)
	for w, ok := scanner.Next(); ok; w, ok = scanner.Next() {
		n++
		t.form = Fold(t.form[:0], text[w.Start:w.End], w.Script)
		if !w.Joined || w.Script != Letters {
			t.unchain(number)
		}
		if w.Script != Letters {
			eachKey(t.form, w.Script, count)
			continue
		}
		if len(t.form) > 0 {
			t.count(t.form, number)
		}
		t.chain = append(t.chain, t.form...)
		t.chained++
	}
	t.unchain(number)
	return n
}

// unchain counts the words that hyphens have joined, if there are such.
func (t *tally) unchain(number uint32) {
	if t.chained > 1 && len(t.chain) > 0 {
		t.count(firstCharacters(t.chain, maxForm), number)
	}
	t.chain, t.chained = t.chain[:0], 0
}

func (t *tally) count(key []byte, number uint32) {
	if number >= present {
		t.mark(key, number)
		return
	}
	id := t.id(key)
	if t.counts[id]&occurrences < occurrences-number {
		t.counts[id] += number
	}
}

// mark sets a bit of a key's count.
func (t *tally) mark(key []byte, bit uint32) uint32 {
	id := t.id(key)
	t.counts[id] |= bit
	return id
}

// exact marks a key that is no word.
func (t *tally) exact(key string, bit uint32) {
	if key = strings.ToValidUTF8(key, "\uFFFD"); len(key) <= maxKey {
		t.mark([]byte(key), bit)
	}
}

// id returns the number of a key that is about to have a count.
func (t *tally) id(key []byte) uint32 {
	id := t.keys.id(key)
	for int(id) >= len(t.counts) {
		t.counts = append(t.counts, 0)
	}
	if t.counts[id] == 0 {
		t.counted = append(t.counted, id)
	}
	return id
}

// file makes postings of the counts, and forgets these.
func (t *tally) file() {
	for _, id := range t.counted {
		weight := weightOf(t.counts[id]&occurrences, t.length)
		if t.counts[id]&foremost != 0 {
			weight = maxWeight
		}
		t.postings = append(t.postings, id<<weightBits|weight)
		t.counts[id] = 0
	}
	t.counted, t.length = t.counted[:0], 0
}
