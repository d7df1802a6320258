package find

import (
	"strings"

	"concord/internal/search"
)

const (
	maxCharacters = 1000 // of a query that are read
	maxWords      = 24   // of a query that are looked for, and as many filters
)

// Query is what a reader asked for.
type Query struct {
	Text     string   // as it was read: valid UTF-8 of at most 1,000 characters
	Words    []Word   // what is looked for, in order
	Phrases  []Span   // of Words: those in quotation marks
	Excluded [][]Word // words or phrases that must not be there
	Filters  []Filter
	Cut      bool // the query had more than was read
}

// Word is a word of a query, or the number of a paragraph.
type Word struct {
	Start, End int    // bytes of the query's text
	Folded     string // of a number the folded words in it with spaces between: "7 4"
	Script     search.Script
	Joined     bool   // a hyphen stands between it and the word before
	Number     string // "7.4" where it is a paragraph's number, otherwise ""
	Run        int    // words of one run have neither filters nor quotation marks between them
	Quoted     bool
}

// Span is some of a query's words: those from From, before To.
type Span struct{ From, To int }

// Filter asks for a property.
type Filter struct {
	Sort       string // "agency", "kind", "pillar" or "year"
	Value      string // "hsa"; of a year "", then it is
	First      string // the first year, four digits
	Last       string // and the last
	Not        bool
	Start, End int // bytes of the query's text
}

// Parse reads a query. Every text is one.
func Parse(text string) Query {
	text = strings.ToValidUTF8(text, "\uFFFD")
	p := parser{}
	p.query.Text = firstCharacters(text, maxCharacters)
	p.query.Cut = len(p.query.Text) < len(text)
	for p.at < len(p.query.Text) {
		p.item()
	}
	return p.query
}

// firstCharacters returns the first n code points of a text.
func firstCharacters(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// parser reads a query from left to right.
type parser struct {
	query  Query
	at     int  // what comes before has been read
	run    int  // of the next word
	marked bool // ¶ came right before
}

// item reads what comes next: a space, a phrase, or what stands between
// spaces, each with what is excluded by a hyphen before it.
func (p *parser) item() {
	start := p.at
	c := p.next()
	if isSpace(c) {
		return
	}
	not := false
	if isHyphen(c) && p.at < len(p.query.Text) && !isSpace(p.peek()) && !isHyphen(p.peek()) {
		not, start = true, p.at
		c = p.next()
	}
	if isQuote(c) {
		p.phrase(not)
		return
	}
	for p.at < len(p.query.Text) && !isSpace(p.peek()) && !isQuote(p.peek()) {
		p.next()
	}
	p.plain(start, p.at, not)
}

func (p *parser) peek() rune {
	for _, c := range p.query.Text[p.at:] {
		return c
	}
	return 0
}

func (p *parser) next() rune {
	c := p.peek()
	p.at += len(string(c))
	return c
}

// phrase reads what follows a quotation mark, with the mark that closes it.
func (p *parser) phrase(not bool) {
	start, end := p.at, len(p.query.Text)
	for p.at < len(p.query.Text) {
		before := p.at
		if isQuote(p.next()) {
			end = before
			break
		}
	}
	words := p.words(start, end)
	for i := range words {
		words[i].Quoted = true
	}
	if not {
		p.exclude(words)
		return
	}
	p.marked = false
	p.run++
	from := len(p.query.Words)
	for _, w := range words {
		p.add(w)
	}
	p.run++
	if to := len(p.query.Words); to > from {
		p.query.Phrases = append(p.query.Phrases, Span{from, to})
	}
}

// plain reads what stands between spaces: a filter, a number or words.
func (p *parser) plain(start, end int, not bool) {
	if f, ok := filterOf(p.query.Text[start:end]); ok {
		f.Not, f.Start, f.End = not, start, end
		p.filter(f)
		return
	}
	if not {
		p.exclude(p.words(start, end))
		return
	}
	number, sign := numberOf(p.query.Text[start:end])
	words := p.words(start, end)
	last := len(p.query.Words) - 1
	spoken := last >= 0 && p.query.Words[last].Run == p.run && saysParagraph(p.query.Words[last].Folded)
	marked := p.marked || sign || spoken
	p.marked = sign && number == "" && len(words) == 0
	if number != "" && (marked || strings.Contains(number, ".")) {
		if spoken {
			p.query.Words = p.query.Words[:last]
		}
		p.add(Word{Start: start, End: end, Folded: strings.ReplaceAll(number, ".", " "), Number: number})
		return
	}
	for i, w := range words {
		if i == 0 || !w.isParticleOf(words[i-1]) {
			p.add(w)
		}
	}
}

// isParticleOf says whether a word is nothing but a Korean particle of the word
// before, which is not of Hangul: "NPA에서".
func (w Word) isParticleOf(before Word) bool {
	return w.Script == search.Hangul && w.Start == before.End && isParticle(w.Folded)
}

func (p *parser) filter(f Filter) {
	p.run++
	if len(p.query.Filters) == maxWords {
		p.query.Cut = true
		return
	}
	p.query.Filters = append(p.query.Filters, f)
}

func (p *parser) add(w Word) {
	if len(p.query.Words) == maxWords {
		p.query.Cut = true
		return
	}
	w.Run = p.run
	p.query.Words = append(p.query.Words, w)
}

func (p *parser) exclude(words []Word) {
	switch {
	case len(words) == 0:
	case len(p.query.Excluded) == maxWords:
		p.query.Cut = true
	default:
		p.query.Excluded = append(p.query.Excluded, words)
	}
}

// words returns the words in a stretch of the query.
func (p *parser) words(start, end int) []Word {
	var words []Word
	dropped := false // the word before has no form
	scanner := search.Scan(p.query.Text[start:end])
	for {
		w, ok := scanner.Next()
		if !ok {
			return words
		}
		folded := string(search.Fold(nil, p.query.Text[start+w.Start:start+w.End], w.Script))
		if folded == "" {
			dropped = true
			continue
		}
		words = append(words, Word{
			Start: start + w.Start, End: start + w.End, Folded: folded, Script: w.Script,
			Joined: w.Joined && len(words) > 0 && !dropped,
		})
		dropped = false
	}
}

// filterOf reads "kind:mou" or "year:2020..2024".
func filterOf(item string) (Filter, bool) {
	sort, value, ok := strings.Cut(item, ":")
	if !ok {
		sort, value, ok = strings.Cut(item, "：")
	}
	sort, value = lowerASCII(sort), lowerASCII(strings.TrimRight(value, ",;)"))
	if !ok || value == "" || sort != "agency" && sort != "kind" && sort != "pillar" && sort != "year" {
		return Filter{}, false
	}
	f := Filter{Sort: sort, Value: value}
	if sort == "year" {
		f = yearsOf(value)
	}
	return f, true
}

// yearsOf reads "2024", "2020..2024", "2020..". What is not years is a value that
// nothing has.
func yearsOf(value string) Filter {
	first, last, isRange := strings.Cut(value, "..")
	for _, sign := range []string{"…", "–", "-"} {
		if !isRange {
			first, last, isRange = strings.Cut(value, sign)
		}
	}
	if !isRange {
		last = first
	}
	if isRange && first == "" && isYear(last) {
		first = "0000"
	}
	if isRange && last == "" && isYear(first) {
		last = "9999"
	}
	if !isYear(first) || !isYear(last) {
		return Filter{Sort: "year", Value: value}
	}
	if last < first {
		first, last = last, first
	}
	return Filter{Sort: "year", First: first, Last: last}
}

func isYear(s string) bool { return len(s) == 4 && isDigits(s) }

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || '9' < s[i] {
			return false
		}
	}
	return s != ""
}

// numberOf reads the number of a paragraph, "7" or "7.4", with what may stand
// around it; sign says whether that is ¶ or §.
func numberOf(item string) (number string, sign bool) {
	bare := strings.TrimLeft(item, "¶§")
	sign = len(bare) < len(item)
	bare = strings.TrimRight(strings.TrimLeft(bare, "(["), ".,;:)]")
	for part := range strings.SplitSeq(bare, ".") {
		if len(part) > 4 || !isDigits(part) {
			return "", sign
		}
	}
	return bare, sign
}

func saysParagraph(folded string) bool {
	return folded == "para" || folded == "paras" || folded == "paragraph" || folded == "paragraphs"
}

func lowerASCII(s string) string {
	lower := []byte(s)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	return string(lower)
}

// isSpace tells spaces and control characters.
func isSpace(c rune) bool {
	return c <= ' ' || 0x7F <= c && c <= 0xA0 || c == 0x1680 || 0x2000 <= c && c <= 0x200A ||
		c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000
}

func isQuote(c rune) bool { return strings.ContainsRune("\"“”„‟«»″＂", c) }

func isHyphen(c rune) bool { return strings.ContainsRune("-‐‑−－", c) }
