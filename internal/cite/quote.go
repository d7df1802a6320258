package cite

import (
	"strings"
	"unicode"
)

// marks are an opening and a closing quotation mark.
type marks struct{ open, close string }

var (
	single = marks{"‘", "’"}
	double = marks{"“", "”"}
)

// within is a title as it stands between quotation marks: what it quotes itself
// has the other marks, and straight ones are curly. The marks with which it
// ends are apart, since a style may put a comma or a full stop before them.
func within(outer marks, title string) (body, closing string) {
	inner := double
	if outer == double {
		inner = single
	}
	q := quoter{in: []rune(title), levels: [2]marks{inner, outer}}
	for i := range q.in {
		q.step(i)
	}
	return string(q.out[:q.end]), string(q.out[q.end:])
}

// quoter changes the quotation marks of a text.
type quoter struct {
	in, out []rune
	levels  [2]marks // in turn, from the outermost
	open    []rune   // of the marks that are open, as the text writes them: “ or ‘
	end     int      // of out before the closing marks at its end
}

func (q *quoter) step(i int) {
	switch c := q.in[i]; c {
	case '“', '‘', '"', '\'':
		q.either(i, c)
	case '”':
		q.closeOr('“', c)
	case '’':
		q.apostropheOr(i)
	default:
		q.put(string(c))
	}
}

// either takes a mark that opens, or that may open or close.
func (q *quoter) either(i int, c rune) {
	opens := q.opensAt(i)
	switch {
	case c == '“', c == '"' && opens:
		q.begin('“')
	case c == '"':
		q.closeOr('“', '”')
	case opens && q.closesAfter(i):
		q.begin('‘')
	default:
		q.apostropheOr(i)
	}
}

// apostropheOr closes a single mark that is open, unless the word goes on.
func (q *quoter) apostropheOr(i int) {
	if q.closesAt(i) {
		q.closeOr('‘', '’')
		return
	}
	q.put("’")
}

// opensAt says whether a mark at i stands before a word and not after one.
func (q *quoter) opensAt(i int) bool {
	before := i == 0 || unicode.IsSpace(q.in[i-1]) || strings.ContainsRune("([“‘\"—–-/", q.in[i-1])
	return before && i+1 < len(q.in) && !unicode.IsSpace(q.in[i+1])
}

// closesAt says whether a single closing mark may stand at i.
func (q *quoter) closesAt(i int) bool {
	c := q.in[i]
	return (c == '’' || c == '\'') && (i+1 == len(q.in) || !unicode.IsLetter(q.in[i+1]) && !unicode.IsDigit(q.in[i+1]))
}

// closesAfter says whether a single closing mark stands anywhere after i.
func (q *quoter) closesAfter(i int) bool {
	for i++; i < len(q.in); i++ {
		if q.closesAt(i) {
			return true
		}
	}
	return false
}

func (q *quoter) begin(mark rune) {
	q.put(q.levels[len(q.open)%2].open)
	q.open = append(q.open, mark)
}

// closeOr ends what mark began, and what began since; where it is not open, the
// text has the character otherwise.
func (q *quoter) closeOr(mark, otherwise rune) {
	at := len(q.open) - 1
	for at >= 0 && q.open[at] != mark {
		at--
	}
	if at < 0 {
		q.put(string(otherwise))
		return
	}
	q.open = q.open[:at]
	q.out = append(q.out, []rune(q.levels[at%2].close)...)
}

func (q *quoter) put(s string) {
	q.out = append(q.out, []rune(s)...)
	q.end = len(q.out)
}
