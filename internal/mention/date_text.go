package mention

import (
	"unicode"
	"unicode/utf8"
)

func isDigit(c byte) bool { return c-'0' <= 9 }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '−' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '＇' }

func isQuote(r rune) bool {
	switch r {
	case '"', '\'', '“', '”', '‘', '’', '«', '»', '„':
		return true
	}
	return false
}

func isOpening(r rune) bool {
	switch r {
	case '(', '[', '{', '（', '［', '「', '『', '〈', '《', '【':
		return true
	}
	return false
}

// digitsEnd is where the digits that begin at p end.
func digitsEnd(text []byte, p int) int {
	for p < len(text) && isDigit(text[p]) {
		p++
	}
	return p
}

// digits reads the number at p; it is only right up to four digits.
func (s *dateScanner) digits(p int) (n, end int) {
	end = digitsEnd(s.text, min(p, len(s.text)))
	if end-p <= 4 {
		for _, c := range s.text[min(p, end):end] {
			n = n*10 + int(c-'0')
		}
	}
	return n, end
}

// ordinal is where a number that ends at p ends with its "st" or "th".
func (s *dateScanner) ordinal(p int) int {
	end := s.wordEnd(p)
	if end == p+2 && s.role(p, end)&roleOrdinal != 0 {
		return end
	}
	return p
}

// space is where the white space that begins at p ends.
func (s *dateScanner) space(p int) int {
	for p < len(s.text) {
		if c := s.text[p]; c == ' ' || c == '\n' {
			p++
			continue
		}
		r, n := utf8.DecodeRune(s.text[p:])
		if !unicode.IsSpace(r) {
			break
		}
		p += n
	}
	return p
}

// phrase passes over a word and the white space after it, where they are at p.
func (s *dateScanner) phrase(p int, word string) int {
	if end, ok := s.unit(p, word); ok {
		if next := s.space(end); next > end {
			return next
		}
	}
	return p
}

func (s *dateScanner) spaceIf(p int, skip bool) int {
	if skip {
		return s.space(p)
	}
	return p
}

// spaceBack is where the white space that ends at p begins.
func (s *dateScanner) spaceBack(p int) int {
	for p > s.floor {
		if c := s.text[p-1]; c == ' ' || c == '\n' {
			p--
			continue
		}
		r, n := utf8.DecodeLastRune(s.text[:p])
		if !unicode.IsSpace(r) {
			break
		}
		p -= n
	}
	return p
}

// wordLimit is the longest word, in bytes, that can tell anything about a
// number. Longer ones are cut, so that a text of one word is still read in
// linear time.
const wordLimit = 24

// wordEnd is where the letters that begin at p end.
func (s *dateScanner) wordEnd(p int) int {
	limit := min(len(s.text), p+wordLimit)
	for p < limit {
		if c := s.text[p]; c < utf8.RuneSelf {
			if c|0x20 < 'a' || c|0x20 > 'z' {
				break
			}
			p++
			continue
		}
		r, n := utf8.DecodeRune(s.text[p:])
		if !isWord(r) {
			break
		}
		p += n
	}
	return p
}

// wordStart is where the letters and digits that end at p begin.
func (s *dateScanner) wordStart(p int) int {
	limit := max(0, p-wordLimit)
	for p > limit {
		if c := s.text[p-1]; c|0x20 >= 'a' && c|0x20 <= 'z' || isDigit(c) {
			p--
			continue
		}
		r, n := utf8.DecodeLastRune(s.text[:p])
		if !isWord(r) {
			break
		}
		p -= n
	}
	return p
}

// roleBefore is the role of the word that stands, after white space, before p.
func (s *dateScanner) roleBefore(p int) wordRole {
	end := s.spaceBack(p)
	return s.role(s.wordStart(end), end)
}

// role is what a word means to a number beside it.
func (s *dateScanner) role(start, end int) wordRole {
	var buf [wordLimit]byte
	return wordRoles[string(s.lower(&buf, start, end))]
}

// lower is a word in lower case, nothing where it is too long to be in a table.
func (s *dateScanner) lower(buf *[wordLimit]byte, start, end int) []byte {
	if end-start > len(buf) {
		return nil
	}
	n := copy(buf[:], s.text[start:end])
	for i, c := range buf[:n] {
		if c >= 'A' && c <= 'Z' {
			buf[i] = c | 0x20
		}
	}
	return buf[:n]
}
