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

// tokenize appends the tokens of a text. A run of Hangul is a token of its
// own, so that a particle after a Latin acronym does not hide it.
func tokenize(text []byte, dst []token) []token {
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			dst, i = tokenizeRune(text, i, dst)
			continue
		}
		switch class[c] {
		case classSpace:
			i++
		case classMark:
			dst = append(dst, token{start: int32(i), end: int32(i + 1), mark: c})
			i++
		default:
			end := wordEnd(text, i+1, false)
			dst = append(dst, token{start: int32(i), end: int32(end), capital: class[c] == classCapital})
			i = end
		}
	}
	return dst
}

// tokenizeRune appends the token that begins with a character beyond ASCII.
func tokenizeRune(text []byte, i int, dst []token) ([]token, int) {
	r, n := utf8.DecodeRune(text[i:])
	switch {
	case unicode.IsSpace(r) || r == '\u00ad' || r == '\u200b' || r == '\ufeff':
		return dst, i + n
	case isWord(r):
		hangul := unicode.Is(unicode.Hangul, r)
		end := wordEnd(text, i+n, hangul)
		return append(dst, token{start: int32(i), end: int32(end), hangul: hangul, capital: unicode.IsUpper(r)}), end
	}
	return append(dst, token{start: int32(i), end: int32(i + n), mark: normalMark(r)}), i + n
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
