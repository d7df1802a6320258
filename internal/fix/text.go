package fix

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"concord/internal/diag"
)

// text is a file's bytes and the text that the program reads in them.
type text struct {
	raw  []byte
	read []byte // raw, with "\n" at the end of lines
	crlf []int  // the places in read of the line ends that are "\r\n" in raw
}

func newText(raw []byte) text {
	t := text{raw: raw, read: raw}
	if bytes.IndexByte(raw, '\r') < 0 {
		return t
	}
	t.read = make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\r' && i+1 < len(raw) && raw[i+1] == '\n':
			t.crlf = append(t.crlf, len(t.read))
		case c == '\r':
			t.read = append(t.read, '\n')
		default:
			t.read = append(t.read, c)
		}
	}
	return t
}

// offset is the place in the file of a place in what is read.
func (t *text) offset(at int) int { return at + sort.SearchInts(t.crlf, at) }

// has says whether the old words of an edit stand in their place.
func (t *text) has(e diag.Edit) bool {
	return e.Start >= 0 && e.Start <= e.End && e.End <= len(t.read) && string(t.read[e.Start:e.End]) == e.Old
}

// edited is the file with some edits that do not overlap.
func (t *text) edited(edits []diag.Edit) []byte {
	edits = slices.SortedFunc(slices.Values(edits), func(a, b diag.Edit) int { return a.Start - b.Start })
	var out []byte
	from := 0
	for _, e := range edits {
		out = append(out, t.raw[from:t.offset(e.Start)]...)
		words := e.New
		if len(t.crlf) > 0 {
			words = strings.ReplaceAll(words, "\n", "\r\n")
		}
		out = append(out, words...)
		from = t.offset(e.End)
	}
	return append(out, t.raw[from:]...)
}

// overlap says whether two edits of a file cannot both be made: they touch the
// same bytes, or put words in the same place.
func overlap(a, b diag.Edit) bool {
	return a.Start < b.End && b.Start < a.End || a.Start == b.Start
}
