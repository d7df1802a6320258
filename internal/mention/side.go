package mention

// sideOf returns the code of the side that stands next to the name of n
// tokens: before it ("Singapore's", "the ROK's", "Singapore"), or after it
// ("of the ROK", "of Singapore", "(Singapore)"). It is "" where no side stands
// there, or where the two disagree.
func (s *Scanner) sideOf(n int) string {
	before, after := s.sideBefore(), s.sideAfter(n)
	switch {
	case before == "" || before == after:
		return after
	case after == "":
		return before
	}
	return ""
}

func (s *Scanner) sideBefore() string {
	end := 0
	if s.isWord(-1, "s") && s.isMark(-2, markApostrophe) {
		end = -2
	} else if s.isMark(-1, markApostrophe) {
		end = -1 // "the Philippines' Ministry …"
	}
	code, longest := "", 0
	for _, name := range s.lexicon.sides {
		if k := len(name.words); k > longest && s.isSide(end-k, name) {
			code, longest = name.code, k
		}
	}
	return code
}

func (s *Scanner) sideAfter(i int) string {
	switch {
	case s.isMark(i, '('):
		code, n := s.sideAt(i + 1)
		if s.isMark(i+1+n, ')') {
			return code
		}
	case s.isWord(i, "of"):
		if i++; s.isWord(i, "the") {
			i++
		}
		code, _ := s.sideAt(i)
		return code
	}
	return ""
}

// sideAt returns the side whose longest name begins at token i, and how many
// tokens that name takes.
func (s *Scanner) sideAt(i int) (code string, n int) {
	for _, name := range s.lexicon.sides {
		if k := len(name.words); k > n && s.isSide(i, name) {
			code, n = name.code, k
		}
	}
	return code, n
}

// isSide says whether a side's name stands at token i, with a capital where
// the script has them.
func (s *Scanner) isSide(i int, name sideName) bool {
	if t, ok := s.token(i); !ok || !t.capital && !t.hangul {
		return false
	}
	for k, word := range name.words {
		if !s.isWord(i+k, word) {
			return false
		}
	}
	return true
}

// isWord says whether token i is a word, given in lower case.
func (s *Scanner) isWord(i int, word string) bool {
	t, ok := s.token(i)
	if !ok {
		return false
	}
	s.folded = appendCanonical(s.folded[:0], s.text, t)
	return string(s.folded) == word
}

func (s *Scanner) isMark(i int, mark byte) bool {
	t, ok := s.token(i)
	return ok && t.mark == mark
}
