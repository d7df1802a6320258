package mention

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"concord/internal/record"
)

// Span is a stretch of a text: bytes [Start,End).
type Span struct{ Start, End int }

// Name is a capitalised name of two words or more that is no mention.
type Name struct {
	Start, End int  // bytes of the text
	Agency     bool // it looks like an agency: has a head word such as Ministry, Authority, Institute
}

// Unlisted appends the capitalised names of two words or more in a text, in
// reading order. Nothing in a stretch of skip (mentions, links, code: sorted by
// their starts, and they may overlap) is one, nor is what only names a side. A
// side that stands behind a name, "of Avaria", does not belong to it.
func Unlisted(text []byte, skip []Span, sides []record.Side, names []Name) []Name {
	u := unlisted{text: text, sides: sides}
	for i := 0; i < len(text); {
		for len(skip) > 0 && skip[0].End <= i {
			skip = skip[1:]
		}
		u.stop = len(text)
		if len(skip) > 0 {
			if skip[0].Start <= i {
				i = skip[0].End
				continue
			}
			u.stop = skip[0].Start
		}
		if !mayBeCapital(text[i]) || !startsToken(text, i) {
			i++
			continue
		}
		w, ok := u.word(i)
		if !ok || !w.capital {
			i++
			continue
		}
		u.read(w)
		i = u.words[len(u.words)-1].end
		if name, ok := u.name(); ok {
			names = append(names, name)
		}
	}
	return names
}

// mayBeCapital passes over most of a text at little cost.
func mayBeCapital(c byte) bool { return c >= utf8.RuneSelf || class[c] == classCapital }

// unlisted reads one name after the other. words are those of the name that
// is being read, with the small words that join them.
type unlisted struct {
	text   []byte
	sides  []record.Side
	stop   int // no name reaches beyond
	words  []word
	inList bool // a comma has joined the last of them
}

// word is one word, with all its parts where hyphens join them.
type word struct {
	start, end int
	capital    bool // begins with a capital
}

// word reads the word that begins at i, or after blanks on the same line.
func (u *unlisted) word(i int) (word, bool) {
	t, ok := u.token(i)
	if !ok || t.mark != 0 {
		return word{}, false
	}
	w := word{int(t.start), int(t.end), t.capital}
	for {
		hyphen, ok := u.token(w.end)
		if !ok || hyphen.mark != markHyphen || int(hyphen.start) != w.end {
			return w, true
		}
		part, ok := u.token(int(hyphen.end))
		if !ok || part.mark != 0 || part.start != hyphen.end {
			return w, true
		}
		w.end = int(part.end)
	}
}

// token reads a token on the same line, before the stop.
func (u *unlisted) token(i int) (token, bool) {
	t, ok := nextToken(u.text, i)
	if !ok || int(t.end) > u.stop || bytes.IndexByte(u.text[i:t.start], '\n') >= 0 {
		return token{}, false
	}
	if t.mark != 0 {
		if r, _ := utf8.DecodeRune(u.text[t.start:]); normalMark(r) == markHyphen {
			t.mark = markHyphen
		}
	}
	return t, true
}

func (u *unlisted) is(w word, words ...string) bool {
	return slices.Contains(words, string(u.text[w.start:w.end]))
}

// longestName is how many words a name has at most, so that a list of a
// thousand words with capitals takes no more time than a text of that length.
const longestName = 24

// read reads as many words as make a name with the first.
func (u *unlisted) read(first word) {
	u.words, u.inList = append(u.words[:0], first), false
	for len(u.words) < longestName && u.join(u.words[len(u.words)-1].end) {
	}
}

// join reads the next word with a capital, with what joins it to the name.
func (u *unlisted) join(end int) bool {
	w, ok := u.word(end)
	switch {
	case !ok:
		return u.joinMark(end)
	case w.capital:
		u.words = append(u.words, w)
		return true
	case !u.is(w, "of", "for", "on", "and"):
		return false
	}
	next, ok := u.word(w.end)
	if ok && u.is(next, "the") && !u.is(w, "and") {
		next, ok = u.word(next.end)
	}
	if !ok || !next.capital || u.is(w, "and") && u.beginsAgency(next) {
		return false
	}
	u.words, u.inList = append(u.words, w, next), false
	return true
}

// beginsAgency says whether another name begins here: "… and Ministry of".
func (u *unlisted) beginsAgency(w word) bool {
	of, ok := u.word(w.end)
	return heads[string(u.text[w.start:w.end])] && ok && u.is(of, "of", "for")
}

// joinMark joins "&", and the members of a list in the name of an agency:
// "Ministry of Culture, Sports and Tourism".
func (u *unlisted) joinMark(end int) bool {
	mark, ok := u.token(end)
	if !ok || mark.mark != '&' && mark.mark != ',' {
		return false
	}
	next, ok := u.word(int(mark.end))
	last := ok && u.inList && u.is(next, "and") // the comma before the last of three
	if last {
		next, ok = u.word(next.end)
	} else if mark.mark == ',' && (!ok || !u.ofHead() || !u.listGoesOn(next)) {
		return false
	}
	if !ok || !next.capital {
		return false
	}
	u.inList = mark.mark == ',' && !last
	u.words = append(u.words, next)
	return true
}

// ofHead says whether the name is that of an agency "of" or "for" something.
func (u *unlisted) ofHead() bool {
	for i := range u.words[:len(u.words)-1] {
		if heads[u.string(i)] && u.is(u.words[i+1], "of", "for") {
			return true
		}
	}
	return false
}

// listGoesOn says whether words with capitals and commas lead from a word to an
// "and" and one word more.
func (u *unlisted) listGoesOn(w word) bool {
	if !w.capital || u.beginsAgency(w) {
		return false
	}
	at := w.end
	for range longestName {
		if comma, ok := u.token(at); ok && comma.mark == ',' {
			at = int(comma.end)
		}
		next, ok := u.word(at)
		switch {
		case ok && u.is(next, "and"):
			last, ok := u.word(next.end)
			return ok && last.capital && !u.beginsAgency(last)
		case !ok || !next.capital:
			return false
		}
		at = next.end
	}
	return false
}

func (u *unlisted) string(i int) string { return string(u.text[u.words[i].start:u.words[i].end]) }

// name is what is left of the words once what only stands before or behind a
// name is taken away; ok is false where that is no name.
func (u *unlisted) name() (n Name, ok bool) {
	u.trimStart()
	u.trimSide()
	u.trimEnd()
	if u.capitals() < 2 || u.onlySides() {
		return Name{}, false
	}
	first, last := u.words[0], u.words[len(u.words)-1]
	return Name{Start: first.start, End: last.end, Agency: u.isAgency() && !u.isPlaceOrKind(first.start)}, true
}

// trimStart takes away what has its capital from the start of a sentence only,
// and a side before a ministry.
func (u *unlisted) trimStart() {
	for len(u.words) > 0 && (!u.words[0].capital || openers[string(fold(nil, u.text[u.words[0].start:u.words[0].end]))]) {
		u.words = u.words[1:]
	}
	for _, side := range u.sides {
		for _, name := range side.Names {
			if n := u.sideAt(0, name); n > 0 && n < len(u.words) && u.is(u.words[n], "Ministry", "Department") {
				u.words = u.words[n:]
				return
			}
		}
	}
}

// trimSide takes away "of" and a side at the end.
func (u *unlisted) trimSide() {
	for i := 1; i+1 < len(u.words); i++ {
		if u.is(u.words[i], "of") && u.isSide(i+1, len(u.words)) {
			u.words = u.words[:i]
			return
		}
	}
}

func (u *unlisted) trimEnd() {
	for len(u.words) > 0 && !u.words[len(u.words)-1].capital {
		u.words = u.words[:len(u.words)-1]
	}
}

// capitals counts the words of two letters or more that begin with a capital:
// "Annex B" names nothing by itself.
func (u *unlisted) capitals() int {
	n := 0
	for _, w := range u.words {
		if w.capital && utf8.RuneCount(u.text[w.start:w.end]) > 1 {
			n++
		}
	}
	return n
}

// onlySides says whether the words name sides and nothing else.
func (u *unlisted) onlySides() bool {
	from := 0
	for i := 0; i <= len(u.words); i++ {
		if i == len(u.words) || u.is(u.words[i], "and") {
			if !u.isSide(from, i) {
				return false
			}
			from = i + 1
		}
	}
	return true
}

// isSide says whether words [from,to) are the name of a side.
func (u *unlisted) isSide(from, to int) bool {
	for _, side := range u.sides {
		for _, name := range side.Names {
			if n := u.sideAt(from, name); n > 0 && from+n == to {
				return true
			}
		}
	}
	return false
}

// sideAt is how many words from the i-th on are a side's name, 0 where they are
// not.
func (u *unlisted) sideAt(i int, name string) int {
	n := 0
	for want := range bytes.FieldsSeq([]byte(name)) {
		if i+n >= len(u.words) || u.string(i+n) != string(want) {
			return 0
		}
		n++
	}
	return n
}

// isAgency says whether a head word stands where it makes an agency's name: at
// its end, or before "of", "for" or "on".
func (u *unlisted) isAgency() bool {
	last := len(u.words) - 1
	if heads[u.string(last)] || last >= 2 && weakHeads[u.string(last)] {
		return true
	}
	for i := range last {
		if heads[u.string(i)] && u.is(u.words[i+1], "of", "for", "on") {
			return true
		}
	}
	return false
}

// isPlaceOrKind says whether what stands before a name makes it no agency's: "a
// Joint Committee" is any, and "at the Presidential Office" is a place.
func (u *unlisted) isPlaceOrKind(start int) bool {
	before, ok := tokenBefore(u.text, start)
	if ok && u.folded(before) == "the" {
		before, ok = tokenBefore(u.text, int(before.start))
		return ok && u.folded(before) == "at"
	}
	return ok && slices.Contains([]string{"a", "an", "any", "each", "every", "at"}, u.folded(before))
}

func (u *unlisted) folded(t token) string { return string(fold(nil, u.text[t.start:t.end])) }

// heads are the words that make a name one of an agency.
var heads = set(
	"Administration", "Agency", "Assembly", "Association", "Authority", "Bank", "Board", "Bureau", "Center", "Centre",
	"Commission", "Commissariat", "Committee", "Corporation", "Council", "Court", "Department", "Directorate",
	"Federation", "Forum", "Foundation", "Inspectorate", "Institute", "Institution", "Ministry", "Office",
	"Organisation", "Organization", "Parliament", "Police", "Secretariat", "University",
)

// weakHeads are head words of names of three words or more: two words, such as
// "Civil Service", are as often any such service.
var weakHeads = set("Division", "Force", "Fund", "Service", "Society", "Union")

// openers have a capital at the start of a sentence and belong to no name.
var openers = set(
	"a", "after", "all", "also", "an", "any", "as", "at", "before", "between", "both", "by", "during", "each", "every",
	"following", "for", "from", "further", "he", "her", "here", "his", "however", "if", "in", "it", "its", "moreover", "no",
	"on", "other", "our", "she", "since", "such", "that", "the", "their", "there", "these", "they", "this", "those",
	"through", "to", "under", "until", "upon", "we", "when", "where", "while", "with", "within",
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
