package find

import (
	"slices"
	"unicode/utf8"
)

const (
	excerptLength = 240 // characters, the dots at cut ends among them
	cutRoom       = 30  // characters in which a space is looked for to cut at
	ellipsis      = "…"
)

// excerpt returns the part of a text with the most of what was found.
func excerpt(text string, found *matched) []Piece {
	if text == "" {
		return nil
	}
	offsets := characters(text)
	length := len(offsets) - 1
	if length <= excerptLength {
		return pieces(text, found.marks, 0, len(text))
	}
	room := excerptLength - 2*utf8.RuneCountInString(ellipsis)
	first, last := cluster(offsets, found.marks, room)
	start := max(0, first-max(0, room-(last-first))/3)
	end := min(length, start+room)
	start = max(0, end-room)
	start, end = atSpaces(text, offsets, start, end, first, last)
	list := pieces(text, found.marks, offsets[start], offsets[end])
	if start > 0 {
		if list[0].Mark {
			list = slices.Insert(list, 0, Piece{})
		}
		list[0].Text = ellipsis + list[0].Text
	}
	if end < length {
		if list[len(list)-1].Mark {
			list = append(list, Piece{})
		}
		list[len(list)-1].Text += ellipsis
	}
	return list
}

// characters returns the byte at which each character of a text begins, and its
// end.
func characters(text string) []int {
	offsets := make([]int, 0, len(text)+1)
	for i := range text {
		offsets = append(offsets, i)
	}
	return append(offsets, len(text))
}

// cluster returns the characters from the first to the end of the last of the
// marks that fit into so much room and are the longest together; the first such.
func cluster(offsets []int, marks []mark, room int) (first, last int) {
	starts, ends := make([]int, len(marks)), make([]int, len(marks))
	at := 0
	for i, m := range marks {
		for offsets[at] < m.start {
			at++
		}
		starts[i] = at
		for offsets[at] < m.end {
			at++
		}
		ends[i] = at
	}
	best, sum, to := 0, 0, 0
	for from := range marks {
		for ; to < len(marks) && (to == from || ends[to]-starts[from] <= room); to++ {
			sum += ends[to] - starts[to]
		}
		if sum > best {
			best, first, last = sum, starts[from], ends[to-1]
		}
		sum -= ends[from] - starts[from]
	}
	return first, min(last, first+room)
}

// atSpaces moves the ends of an excerpt inwards to where words begin and end, if
// that is not far and cuts no mark.
func atSpaces(text string, offsets []int, start, end, first, last int) (from, to int) {
	isSpaceAt := func(i int) bool {
		c, _ := utf8.DecodeRuneInString(text[offsets[i]:])
		return isSpace(c)
	}
	from, to = start, end
	for i := start; start > 0 && i < min(first, start+cutRoom); i++ {
		if isSpaceAt(i) {
			from = i + 1
			break
		}
	}
	for i := end - 1; end < len(offsets)-1 && i >= max(last, end-cutRoom); i-- {
		if isSpaceAt(i) {
			to = i
			break
		}
	}
	return from, to
}

// pieces returns a stretch of a text, divided by marks.
func pieces(text string, marks []mark, start, end int) []Piece {
	list := []Piece{}
	at := start
	for _, m := range marks {
		from, to := max(m.start, at), min(m.end, end)
		if from >= to {
			continue
		}
		if from > at {
			list = append(list, Piece{Text: text[at:from]})
		}
		list = append(list, Piece{Text: text[from:to], Mark: true})
		at = to
	}
	if at < end {
		list = append(list, Piece{Text: text[at:end]})
	}
	return list
}
