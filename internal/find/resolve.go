package find

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"concord/internal/search"
)

const (
	maxPrefixKeys  = 24       // that a beginning stands for
	maxPrefixFiles = 4        // of the vocabulary in which they are looked for
	maxPrefixBytes = 24 << 10 // that their lists may have together
	maxTypoKeys    = 3        // that a word with typing errors stands for
	maxTypoFiles   = 6        // of the vocabulary in which they are looked for
	maxNameWords   = 12       // of a query that are one name
	maxTargets     = 4        // of a name whose own names are looked for in texts
	maxYears       = 200      // that a filter stands for
)

// plan is a query with the keys that it stands for.
type plan struct {
	query   Query
	terms   []*term
	names   []*name
	wanted  []property
	unwant  []property
	exact   []int // slots of the entries that the whole query names
	number  *term // the first that is a paragraph's number
	all     bool  // it has no words: everything is found that its filters let through
	typed   int   // index of the word that is being typed, -1 for none
	answers []int // slots of the entries that answer the query, the best first
}

// term is a word of a query that is looked for.
type term struct {
	Word
	position int      // index in the query's words
	typed    bool     // it is being typed
	stem     string   // of a word of Letters that is not quoted, otherwise ""
	nouns    []noun   // of other words: what they contain
	choices  []choice // what an entry must have one of
	begins   bool     // words that begin with it count
	typos    []string // words that it may be a misspelling of, with their forms
	meant    string   // the best of them
	idf      int
}

// noun is what a word of Hangul, Han or Kana must contain to be found.
type noun struct {
	text    string
	quality int
}

// choice is what a word may stand for: keys that an entry has all of.
type choice struct {
	keys    []*search.Key
	quality int
}

// name is a run of a query's words that is a key: a name or a compound.
type name struct {
	Span
	key     *search.Key
	quality int
}

func (n *name) covers(t *term) bool { return n.From <= t.position && t.position < n.To }

// targets returns the entries whose names stand for this one.
func (n *name) targets() []int { return n.key.Targets[:min(len(n.key.Targets), maxTargets)] }

// property is what one or more filters of a sort ask for: any of the keys.
type property struct {
	sort string
	keys []*search.Key
}

// resolve makes a plan of a query. It reads vocabulary files in at most three
// steps: what may be in the query as it is, what begins with its words, and what
// is like them.
func (ix *Index) resolve(q Query, typing, all bool) (*plan, error) {
	p := newPlan(q, typing)
	p.all = all && len(p.terms) == 0
	if err := ix.readVocabularies(ix.firstFiles(p)); err != nil {
		return nil, err
	}
	for _, t := range p.terms {
		ix.addChoices(t, len(p.terms) == 1)
	}
	ix.addNames(p)
	ix.addProperties(p)
	if err := ix.addBeginnings(p); err != nil {
		return nil, err
	}
	if err := ix.addTypos(p); err != nil {
		return nil, err
	}
	for _, t := range p.terms {
		t.idf = ix.idf(p, t)
	}
	return p, nil
}

// newPlan decides which words of a query are looked for.
func newPlan(q Query, typing bool) *plan {
	p := &plan{query: q, typed: -1}
	if n := len(q.Words); typing && n > 0 && q.Words[n-1].End == len(q.Text) {
		p.typed = n - 1
	}
	for i, w := range q.Words {
		if !isStopWord(w.Folded) && !p.repeats(i) {
			p.terms = append(p.terms, p.newTerm(w, i))
		}
	}
	if len(p.terms) == 0 {
		for i, w := range q.Words {
			if !p.repeats(i) {
				p.terms = append(p.terms, p.newTerm(w, i))
			}
		}
	}
	return p
}

// repeats says whether a word of the query is a term already.
func (p *plan) repeats(i int) bool {
	w := p.query.Words[i]
	return i != p.typed && slices.ContainsFunc(p.terms, func(t *term) bool {
		return t.Folded == w.Folded && t.Number == w.Number && t.Quoted == w.Quoted
	})
}

func (p *plan) newTerm(w Word, position int) *term {
	typed := position == p.typed
	t := &term{Word: w, position: position, typed: typed}
	if w.Number != "" {
		p.number = cmp.Or(p.number, t)
		return t
	}
	if w.Script == search.Letters {
		t.begins = typed
		if !w.Quoted {
			t.stem = Stem(w.Folded)
		}
		return t
	}
	t.nouns = []noun{{w.Folded, exactQuality}}
	if rest := p.query.noun(position); rest != "" {
		t.nouns = append(t.nouns, noun{rest, stemQuality})
	}
	n := utf8.RuneCountInString(w.Folded)
	if typed && n > leastNoun { // the last syllable may not be whole
		t.nouns = append(t.nouns, noun{firstCharacters(w.Folded, n-1), prefixQuality})
	}
	t.begins = n == 1
	return t
}

// isStopWord tells words that are in every text.
func isStopWord(folded string) bool {
	switch folded {
	case "a", "an", "and", "are", "as", "at", "be", "by", "did", "do", "does", "for", "from", "how", "in", "is", "it",
		"of", "on", "or", "that", "the", "their", "this", "to", "was", "were", "what", "when", "where", "which", "who",
		"why", "will", "with":
		return true
	}
	return false
}

// firstFiles returns the vocabulary files that have what the query says as it
// is.
func (ix *Index) firstFiles(p *plan) []int {
	var files []int
	add := func(keys ...string) {
		for _, key := range keys {
			files = append(files, ix.fileOf(key))
		}
	}
	for _, t := range p.terms {
		add(t.Folded)
		add(t.keys()...)
		if t.begins {
			files = append(files, ix.beginningFiles(t.Folded)...)
		}
	}
	for _, c := range p.candidates() {
		add(c.text)
	}
	for _, f := range p.query.Filters {
		files = append(files, ix.propertyFiles(f)...)
	}
	if p.all {
		files = append(files, ix.filesOf("kind:", maxPrefixFiles)...)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// keys returns the keys that a term may stand for, beside itself.
func (t *term) keys() []string {
	switch {
	case t.Number != "":
		return append(strings.Split(t.Folded, " "), search.NumberKey(t.Number))
	case t.Script == search.Letters && t.stem != "":
		return append(Forms(t.Folded), search.NumberKey(t.Folded))
	case t.Script == search.Letters:
		return nil
	}
	var keys []string
	for _, n := range t.nouns {
		keys = search.AppendKeys(append(keys, n.text), n.text, t.Script)
	}
	return keys
}

// addChoices looks up what a term stands for.
func (ix *Index) addChoices(t *term, alone bool) {
	switch {
	case t.Number != "":
		ix.addChoice(t, exactQuality, search.NumberKey(t.Number))
		if !alone || len(t.choices) == 0 {
			ix.addChoice(t, exactQuality, strings.Split(t.Folded, " ")...)
		}
	case t.Script == search.Letters:
		ix.addChoice(t, exactQuality, t.Folded)
		if t.stem != "" {
			for _, form := range Forms(t.Folded) {
				ix.addChoice(t, stemQuality, form)
			}
		}
	default:
		for _, n := range t.nouns {
			if utf8.RuneCountInString(n.text) > leastNoun {
				ix.addChoice(t, n.quality, n.text) // as the name of something
			}
			ix.addChoice(t, n.quality, search.AppendKeys(nil, n.text, t.Script)[:max(1, utf8.RuneCountInString(n.text)-1)]...)
		}
	}
}

// addChoice adds a choice of keys if the index has them all.
func (ix *Index) addChoice(t *term, quality int, texts ...string) {
	c := choice{quality: quality}
	for _, text := range texts {
		k := ix.key(text)
		if k == nil {
			return
		}
		c.keys = append(c.keys, k)
	}
	t.choices = append(t.choices, c)
}

// candidate is a run of words that may be a name or a compound.
type candidate struct {
	Span
	text    string
	quality int
}

// candidates returns what the index may have a name or a compound for.
func (p *plan) candidates() []candidate {
	var list []candidate
	words := p.query.Words
	for from := range words {
		for to := from + 1; to <= min(len(words), from+maxNameWords); to++ {
			whole := from == 0 && to == len(words)
			if !whole && (words[to-1].Run != words[from].Run || words[from].Quoted || words[to-1].Number != "") {
				continue
			}
			if from > 0 && isStopWord(words[from].Folded) {
				break
			}
			list = append(list, p.namesOf(Span{from, to})...)
		}
		if text, to := compoundAt(words, from); to > 0 {
			list = append(list, candidate{Span{from, to}, text, compoundQuality})
		}
	}
	return list
}

// namesOf returns the key of a name that the words are, and if they end in a
// particle, the one without it.
func (p *plan) namesOf(span Span) []candidate {
	var folded []string
	for _, w := range p.query.Words[span.From:span.To] {
		folded = append(folded, w.Folded)
	}
	list := []candidate{{span, strings.Join(folded, " "), exactQuality}}
	if rest := p.query.noun(span.To - 1); rest != "" {
		folded[len(folded)-1] = rest
		list = append(list, candidate{span, strings.Join(folded, " "), exactQuality})
	}
	return list
}

// noun returns a word of Hangul without its particle, "" if it has none.
func (q *Query) noun(position int) string {
	w := q.Words[position]
	least := leastNoun
	if position > 0 && q.Words[position-1].End == w.Start {
		least = 1
	}
	if w.Script != search.Hangul || w.Quoted {
		return ""
	}
	return WithoutParticle(w.Folded, least)
}

// compoundAt returns the words of a compound with hyphens that begins at a
// word, joined, and where it ends; 0 if none begins there.
func compoundAt(words []Word, from int) (joined string, to int) {
	if words[from].Joined || words[from].Quoted {
		return "", 0
	}
	joined = words[from].Folded
	for to = from + 1; to < len(words) && words[to].Joined; to++ {
		joined += words[to].Folded
	}
	if to == from+1 {
		return "", 0
	}
	return joined, to
}

// addNames looks up names and compounds. A name within a longer one does not
// count.
func (ix *Index) addNames(p *plan) {
	var found []*name
	for _, c := range p.candidates() {
		k := ix.key(c.text)
		if k == nil || c.quality == exactQuality && len(k.Targets) == 0 {
			continue
		}
		found = append(found, &name{c.Span, k, c.quality})
		if c.quality == exactQuality && c.From == 0 && c.To == len(p.query.Words) {
			p.exact = append(p.exact, k.Targets...)
		}
	}
	for _, n := range found {
		within := slices.ContainsFunc(found, func(o *name) bool {
			return o.quality == exactQuality && o.From <= n.From && n.To <= o.To && o.To-o.From > n.To-n.From
		})
		if !within || n.quality != exactQuality {
			p.names = append(p.names, n)
		}
	}
	slices.Sort(p.exact)
	p.exact = slices.Compact(p.exact)
}

// propertyFiles returns the vocabulary files that have what a filter asks for.
func (ix *Index) propertyFiles(f Filter) []int {
	if f.Value != "" {
		return []int{ix.fileOf(f.Sort + ":" + f.Value)}
	}
	var files []int
	for i := ix.fileOf("year:" + f.First); i <= ix.fileOf("year:"+f.Last) && len(files) < maxPrefixFiles; i++ {
		files = append(files, i)
	}
	return files
}

func (ix *Index) propertyKeys(f Filter) []*search.Key {
	if f.Value != "" {
		if k := ix.key(f.Sort + ":" + f.Value); k != nil {
			return []*search.Key{k}
		}
		return nil
	}
	var keys []*search.Key
	for _, k := range ix.keysFrom("year:", ix.propertyFiles(f)) {
		year := strings.TrimPrefix(k.Text, "year:")
		if len(year) == 4 && f.First <= year && year <= f.Last && len(keys) < maxYears {
			keys = append(keys, k)
		}
	}
	return keys
}

// addProperties looks up what the filters ask for: of those of one sort, any.
func (ix *Index) addProperties(p *plan) {
	for _, f := range p.query.Filters {
		list := &p.wanted
		if f.Not {
			list = &p.unwant
		}
		i := slices.IndexFunc(*list, func(o property) bool { return o.sort == f.Sort })
		if i < 0 {
			i = len(*list)
			*list = append(*list, property{sort: f.Sort})
		}
		(*list)[i].keys = append((*list)[i].keys, ix.propertyKeys(f)...)
	}
}

// beginningFiles returns the vocabulary files that have the words that begin
// like this; if they are many, those of the frequent ones.
func (ix *Index) beginningFiles(beginning string) []int {
	frequent, ok := ix.root.Frequent[beginning]
	if !ok {
		return ix.filesOf(beginning, maxPrefixFiles)
	}
	var files []int
	for _, word := range frequent {
		if file := ix.fileOf(word); len(files) < maxPrefixFiles && !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	return files
}

// addBeginnings looks up the words that begin like the one that is being typed,
// and like those that stand for nothing.
func (ix *Index) addBeginnings(p *plan) error {
	var files []int
	for _, t := range p.terms {
		if t.Script == search.Letters && t.Number == "" && !t.Quoted && len(t.choices) == 0 {
			t.begins = true
		}
		if t.begins {
			files = append(files, ix.beginningFiles(t.Folded)...)
		}
	}
	if err := ix.readVocabularies(files); err != nil {
		return err
	}
	for _, t := range p.terms {
		if !t.begins {
			continue
		}
		for _, k := range ix.beginnings(t.Folded) {
			if !t.has(k) {
				t.choices = append(t.choices, choice{[]*search.Key{k}, prefixQuality})
			}
		}
	}
	return nil
}

// has says whether a key by itself is among a term's choices.
func (t *term) has(k *search.Key) bool {
	return slices.ContainsFunc(t.choices, func(c choice) bool { return len(c.keys) == 1 && c.keys[0].Text == k.Text })
}

// beginnings returns the words in the most entries that begin like this, but
// for those whose lists would be too much to read.
func (ix *Index) beginnings(beginning string) []*search.Key {
	var keys []*search.Key
	for _, k := range ix.keysFrom(beginning, ix.beginningFiles(beginning)) {
		if isWordKey(k.Text) {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, byFrequency)
	var chosen []*search.Key
	sum := 0
	for _, k := range keys[:min(len(keys), maxPrefixKeys)] {
		if len(chosen) == 0 || sum+k.Bytes <= maxPrefixBytes {
			chosen = append(chosen, k)
			sum += k.Bytes
		}
	}
	return chosen
}

// byFrequency orders keys by how many entries they are in, most first.
func byFrequency(a, b *search.Key) int {
	return cmp.Or(b.Entries-a.Entries, strings.Compare(a.Text, b.Text))
}

// isWordKey tells words from names, numbers and properties.
func isWordKey(key string) bool { return !strings.ContainsAny(key, " #:") }

// idf returns how much a term tells entries apart, in sixteenths of a bit.
func (ix *Index) idf(p *plan, t *term) int {
	most := 1
	for _, c := range t.choices {
		least := c.keys[0].Entries
		for _, k := range c.keys {
			least = min(least, k.Entries)
		}
		most = max(most, least)
	}
	if len(t.choices) == 0 {
		for _, n := range p.names {
			if n.covers(t) {
				most = max(most, n.key.Entries)
			}
		}
	}
	return logarithm(2*ix.root.Entries+most) - logarithm(most) + leastIDF
}
