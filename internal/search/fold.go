package search

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxForm = 40  // characters of a folded word
	maxRead = 128 // characters of a word that are folded at all
)

// Fold appends the form in which a word is compared to dst. It is what these
// steps give, a character being a code point:
//
//  1. Of a word of Letters, characters after the 128th are left out.
//  2. Every character by itself is put in lower case (without context, so that
//     Σ is σ), then replaced by this table: ς σ, ß ss, æ ae, œ oe, ø o, đ d, ð d,
//     þ th, ł l, ı i, ŋ n, ħ h.
//  3. The whole is put in the normal form KD.
//  4. U+0020, U+00AD, U+0300–U+036F, U+200B–U+200D, U+2060, U+20D0–U+20FF,
//     U+FE00–U+FE0F and U+FEFF are left out.
//  5. Step 2 again, since KD may bring forth capitals and letters of the table.
//  6. An apostrophe (' U+2019 U+02BC) and s at the end are left out, then all other apostrophes.
//  7. The whole is put in the normal form C.
//  8. Of a word of Letters, the first 40 characters remain.
//
// The form may be empty: such a word is passed over.
func Fold(dst []byte, word string, script Script) []byte {
	start := len(dst)
	if script == Letters {
		word = firstCharacters(word, maxRead)
	}
	dst, composed := foldSimple(dst, word)
	if !composed {
		dst = foldWhole(dst[:start], word)
	}
	if script == Letters {
		dst = dst[:start+len(firstCharacters(dst[start:], maxForm))]
	}
	return dst
}

// firstCharacters returns the first n code points of a text.
func firstCharacters[T string | []byte](text T, n int) T {
	if len(text) <= n {
		return text
	}
	for i := range len(text) {
		if utf8.RuneStart(text[i]) {
			if n == 0 {
				return text[:i]
			}
			n--
		}
	}
	return text
}

// foldSimple appends the form of a word whose characters can be folded one by
// one, without allocating; ok is false if they cannot.
func foldSimple(dst []byte, word string) (_ []byte, ok bool) {
	start, apostrophe := len(dst), false
	for i := 0; i < len(word); {
		b := word[i]
		if b < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= b && b <= 'Z':
				b |= 0x20
			case b == '\'':
				apostrophe = true
			}
			dst = append(dst, b)
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		i += size
		switch {
		case isAlone(r):
			dst = append(dst, word[i-size:i]...)
		case isBare(r):
			apostrophe = apostrophe || r == 'ŉ'
			dst = appendBare(dst, r)
		case isApostrophe(r):
			apostrophe = true
			dst = append(dst, '\'')
		case !isDropped(r):
			return dst, false
		}
	}
	if apostrophe {
		dst = withoutApostrophes(dst, start)
	}
	return dst, true
}

// isAlone tells characters that folding leaves as they are: the syllables of
// Hangul and the ideographs of the first block.
func isAlone(r rune) bool {
	return 0xAC00 <= r && r <= 0xD7A3 || 0x4E00 <= r && r <= 0x9FFF
}

// isBare tells letters of Latin, Greek and Cyrillic, which lose all their marks,
// so that nothing is left to be composed.
func isBare(r rune) bool {
	return 0xC0 <= r && r < 0x250 || 0x370 <= r && r < 0x483 || 0x48A <= r && r < 0x530 || 0x1E00 <= r && r < 0x1F00
}

func appendBare(dst []byte, r rune) []byte {
	var plain, decomposed [2 * utf8.UTFMax]byte
	for _, first := range string(appendLower(plain[:0], r)) {
		whole := utf8.AppendRune(decomposed[:0], first)
		if parts := norm.NFKD.Properties(whole).Decomposition(); parts != nil {
			whole = parts
		}
		for len(whole) > 0 {
			part, size := utf8.DecodeRune(whole)
			whole = whole[size:]
			if !isDropped(part) {
				dst = appendLower(dst, part)
			}
		}
	}
	return dst
}

// foldWhole appends the form of any word.
func foldWhole(dst []byte, word string) []byte {
	start := len(dst)
	for _, r := range word {
		dst = appendLower(dst, r)
	}
	apart := dst[start:]
	if norm.NFKD.QuickSpan(apart) < len(apart) {
		apart = norm.NFKD.Bytes(apart)
	} else {
		apart = append([]byte(nil), apart...)
	}
	dst = dst[:start]
	for _, r := range string(apart) {
		if !isDropped(r) {
			dst = appendLower(dst, r)
		}
	}
	dst = withoutApostrophes(dst, start)
	if whole := dst[start:]; norm.NFC.QuickSpan(whole) < len(whole) {
		dst = append(dst[:start], norm.NFC.Bytes(whole)...)
	}
	return dst
}

// appendLower appends a character in lower case, or what the table has for it.
func appendLower(dst []byte, r rune) []byte {
	r = unicode.ToLower(r)
	switch r {
	case 'ς':
		r = 'σ'
	case 'ß':
		return append(dst, "ss"...)
	case 'æ':
		return append(dst, "ae"...)
	case 'œ':
		return append(dst, "oe"...)
	case 'þ':
		return append(dst, "th"...)
	case 'ø':
		r = 'o'
	case 'đ', 'ð':
		r = 'd'
	case 'ł':
		r = 'l'
	case 'ı':
		r = 'i'
	case 'ŋ':
		r = 'n'
	case 'ħ':
		r = 'h'
	}
	return utf8.AppendRune(dst, r)
}

// isDropped tells characters that do not count in a form. Spaces, which some
// ligatures have, would make it a name's.
func isDropped(r rune) bool {
	switch {
	case r == ' ', 0x300 <= r && r <= 0x36F, 0x20D0 <= r && r <= 0x20FF, 0xFE00 <= r && r <= 0xFE0F:
		return true
	}
	return r >= utf8.RuneSelf && classOf(r) == classDropped
}

func isApostrophe(r rune) bool { return r == '\'' || r == 0x2019 || r == 0x02BC || r == 0xFF07 }

// withoutApostrophes takes the apostrophes out of dst from start on, and with
// one right before it an s at the end.
func withoutApostrophes(dst []byte, start int) []byte {
	for _, end := range []string{"'s", "\u2019s", "\u02BCs"} {
		if n := len(dst) - len(end); n >= start && string(dst[n:]) == end {
			dst = dst[:n]
			break
		}
	}
	kept := dst[:start]
	for i := start; i < len(dst); {
		r, size := utf8.DecodeRune(dst[i:])
		if !isApostrophe(r) {
			kept = append(kept, dst[i:i+size]...)
		}
		i += size
	}
	return kept
}
