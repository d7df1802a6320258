package mention

import "bytes"

// sideOf returns the code of the side that stands next to the name of n
// tokens from token i: before it ("Singapore's", "the ROK's", "Singapore"),
// or after it ("of the ROK", "of Singapore", "(Singapore)"). It is "" where
// no side stands there, or where the two disagree.
func (s *Scanner) sideOf(text []byte, i, n int) string {
	before, after := s.sideBefore(text, i), s.sideAfter(text, i+n)
	switch {
	case before == "" || before == after:
		return after
	case after == "":
		return before
	}
	return ""
}

func (s *Scanner) sideBefore(text []byte, i int) string {
	end := i
	if end >= 2 && s.isWord(text, end-1, "s") && s.tokens[end-2].mark == markApostrophe {
		end -= 2
	} else if end >= 1 && s.tokens[end-1].mark == markApostrophe {
		end-- // "the Philippines' Ministry …"
	}
	code, longest := "", 0
	for _, name := range s.lexicon.sides {
		if k := len(name.words); k > longest && end >= k && s.isSide(text, end-k, name) {
			code, longest = name.code, k
		}
	}
	return code
}

func (s *Scanner) sideAfter(text []byte, i int) string {
	switch {
	case i < len(s.tokens) && s.tokens[i].mark == '(':
		code, n := s.sideAt(text, i+1)
		if i+1+n < len(s.tokens) && s.tokens[i+1+n].mark == ')' {
			return code
		}
	case s.isWord(text, i, "of"):
		if i++; s.isWord(text, i, "the") {
			i++
		}
		code, _ := s.sideAt(text, i)
		return code
	}
	return ""
}

// sideAt returns the side whose longest name begins at token i, and how many
// tokens that name takes.
func (s *Scanner) sideAt(text []byte, i int) (code string, n int) {
	for _, name := range s.lexicon.sides {
		if k := len(name.words); k > n && s.isSide(text, i, name) {
			code, n = name.code, k
		}
	}
	return code, n
}

// isSide says whether a side's name stands at token i, with a capital where
// the script has them.
func (s *Scanner) isSide(text []byte, i int, name sideName) bool {
	if i+len(name.words) > len(s.tokens) || (!s.tokens[i].capital && !s.tokens[i].hangul) {
		return false
	}
	for k, word := range name.words {
		if !s.isWord(text, i+k, word) {
			return false
		}
	}
	return true
}

// isWord says whether token i is a word, given in lower case.
func (s *Scanner) isWord(text []byte, i int, word string) bool {
	if i < 0 || i >= len(s.tokens) {
		return false
	}
	t := s.tokens[i]
	if t.mark != 0 {
		return len(word) == 1 && t.mark == word[0]
	}
	s.folded = fold(s.folded[:0], text[t.start:t.end])
	return bytes.Equal(s.folded, []byte(word))
}
