package mention

import (
	"unicode"
	"unicode/utf8"
)

// token is a word, or one mark of punctuation, of a text. White space only
// separates tokens, so that a name that is broken over two lines is still
// found.
type token struct {
	start, end int32
	mark       byte // the mark, normalised; 0 for a word
	hangul     bool
	capital    bool // begins with an upper-case letter
}

// marks that stand for several characters alike.
const (
	markApostrophe = '\''
	markHyphen     = '-'
	markOther      = 1 // any mark that no name tells apart
)

// class sorts ASCII bytes: the common case by far.
var class = func() (t [128]byte) {
	for c := range t {
		switch {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c == '_':
			t[c] = classWord
		case c >= 'A' && c <= 'Z':
			t[c] = classCapital
		case c <= ' ' || c == 0x7f:
			t[c] = classSpace
		default:
			t[c] = classMark
		}
	}
	return t
}()

const (
	classWord = iota
	classCapital
	classSpace
	classMark
)

// nextToken reads the first token at i or after; ok is false where there is
// none. A run of Hangul is a token of its own, so that a particle after a Latin
// acronym does not hide it.
func nextToken(text []byte, i int) (t token, ok bool) {
	for i < len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRune(text[i:])
			switch {
			case isBlank(r):
				i += n
				continue
			case isWord(r):
				hangul := unicode.Is(unicode.Hangul, r)
				return token{start: int32(i), end: int32(wordEnd(text, i+n, hangul)), hangul: hangul, capital: unicode.IsUpper(r)}, true
			}
			return token{start: int32(i), end: int32(i + n), mark: normalMark(r)}, true
		}
		switch class[c] {
		case classSpace:
			i++
		case classMark:
			return token{start: int32(i), end: int32(i + 1), mark: c}, true
		default:
			return token{start: int32(i), end: int32(wordEnd(text, i+1, false)), capital: class[c] == classCapital}, true
		}
	}
	return token{}, false
}

// tokenBefore reads the last token that ends at a place between tokens or
// before it.
func tokenBefore(text []byte, end int) (t token, ok bool) {
	for end > 0 {
		_, n := utf8.DecodeLastRune(text[:end])
		if end -= n; startsToken(text, end) {
			return nextToken(text, end)
		}
	}
	return token{}, false
}

// startsToken says whether a token begins at i.
func startsToken(text []byte, i int) bool {
	c := text[i]
	if c >= utf8.RuneSelf || i > 0 && text[i-1] >= utf8.RuneSelf {
		return startsRune(text, i)
	}
	return class[c] == classMark || class[c] != classSpace && (i == 0 || class[text[i-1]] > classCapital)
}

// startsRune is startsToken beside characters beyond ASCII.
func startsRune(text []byte, i int) bool {
	if !utf8.RuneStart(text[i]) {
		return false
	}
	r, _ := utf8.DecodeRune(text[i:])
	if isBlank(r) {
		return false
	}
	p, n := utf8.DecodeLastRune(text[:i])
	if !inWord(r) || !inWord(p) {
		return true
	}
	if unicode.IsMark(r) {
		return false
	}
	for i -= n; unicode.IsMark(p); i -= n { // what the marks stand on decides
		var base rune
		if base, n = utf8.DecodeLastRune(text[:i]); !inWord(base) {
			break
		}
		p = base
	}
	return unicode.Is(unicode.Hangul, p) != unicode.Is(unicode.Hangul, r)
}

// isBlank says whether a character only separates tokens.
func isBlank(r rune) bool {
	if r < utf8.RuneSelf {
		return class[r] == classSpace
	}
	return unicode.IsSpace(r) || r == '\u00ad' || r == '\u200b' || r == '\ufeff'
}

// inWord says whether a character belongs to a word's token.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return class[r] <= classCapital
	}
	return isWord(r)
}

func normalMark(r rune) byte {
	switch r {
	case '‘', '’', 'ʼ', '＇':
		return markApostrophe
	case '‐', '‑', '–', '−':
		return markHyphen
	}
	return markOther
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// wordEnd is where the word that goes on at i ends.
func wordEnd(text []byte, i int, hangul bool) int {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			if hangul || class[c] > classCapital {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if !isWord(r) || (unicode.Is(unicode.Hangul, r) != hangul && !unicode.IsMark(r)) {
			return i
		}
		i += n
	}
	return i
}

// appendCanonical appends a token as names are compared by.
func appendCanonical(dst, text []byte, t token) []byte {
	if t.mark != 0 {
		return append(dst, t.mark)
	}
	return fold(dst, text[t.start:t.end])
}

// fold appends a word in lower case.
func fold(dst, word []byte) []byte {
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			if class[c] == classCapital {
				c |= 0x20
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRune(word[i:])
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
		i += n
	}
	return dst
}
