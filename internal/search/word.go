package search

import (
	"unicode"
	"unicode/utf8"
)

// Script is which of three groups the characters of a word belong to.
type Script uint8

const (
	Letters    Script = iota // letters and digits of all scripts but these:
	Hangul                   // \p{Script=Hangul}
	Ideographs               // \p{Script=Han}, Hiragana, Katakana, and their marks of length
)

// Word is a word of a text, as the Scanner found it.
type Word struct {
	Start, End int // bytes of the text
	Script     Script
	Joined     bool // a hyphen, and nothing else, stands between it and the word before
}

// Scanner finds the words of a text from left to right. Every character is of
// one class, the first of these that fits:
//
//	apostrophe  ' U+2019 U+02BC U+FF07
//	hyphen      - U+2010 U+2011 U+FF0D
//	dropped     U+00AD U+200B U+200C U+200D U+2060 U+FEFF
//	mark        \p{M}
//	nothing     whatever is neither \p{L} nor \p{N}
//	Hangul      \p{Script=Hangul}
//	Ideographs  \p{Script=Han} \p{Script=Hiragana} \p{Script=Katakana}
//	            U+30FC U+FF70 U+FF9E U+FF9F
//	Letters     the rest
//
// A word begins with a character of one of the last three classes, or with a
// mark, which counts as Letters there. It goes on with characters of the same
// class, with marks and with dropped characters; and, if it is of Letters, with
// an apostrophe right before another character of Letters.
type Scanner struct {
	text string
	at   int // where the next word is looked for
	last int // where the word before ended, -1 if there was none
}

// Scan returns a scanner of the text's words.
func Scan(text string) Scanner { return Scanner{text: text, last: -1} }

// Next returns the next word, and whether there was one.
func (s *Scanner) Next() (Word, bool) {
	for s.at < len(s.text) {
		c, size := s.classAt(s.at)
		if c >= classMark {
			return s.word(c, size), true
		}
		s.at += size
	}
	return Word{}, false
}

// word reads the word that begins here with a character of class c.
func (s *Scanner) word(c class, size int) Word {
	if c == classMark {
		c = classLetters
	}
	w := Word{Start: s.at, Script: Script(c - classLetters), Joined: s.joined()}
	s.at += size
	for s.at < len(s.text) {
		next, size := s.classAt(s.at)
		switch {
		case next == c || next == classMark || next == classDropped:
			s.at += size
			continue
		case next == classApostrophe && c == classLetters && s.lettersAt(s.at+size):
			s.at += size
			continue
		}
		break
	}
	w.End, s.last = s.at, s.at
	return w
}

// joined says whether just a hyphen stands between the last word and here.
func (s *Scanner) joined() bool {
	if s.last < 0 || s.last == s.at {
		return false
	}
	c, size := s.classAt(s.last)
	return c == classHyphen && s.last+size == s.at
}

func (s *Scanner) lettersAt(at int) bool {
	if at >= len(s.text) {
		return false
	}
	c, _ := s.classAt(at)
	return c == classLetters
}

// classAt returns the class of the character at a byte, and its length.
func (s *Scanner) classAt(at int) (class, int) {
	if b := s.text[at]; b < utf8.RuneSelf {
		return asciiClass(b), 1
	}
	r, size := utf8.DecodeRuneInString(s.text[at:])
	return classOf(r), size
}

type class uint8

const (
	classNone class = iota
	classApostrophe
	classHyphen
	classDropped
	classMark    // from here on a character begins a word
	classLetters // and from here on classes are scripts
	classHangul
	classIdeographs
)

func asciiClass(b byte) class {
	switch {
	case 'a' <= b|0x20 && b|0x20 <= 'z', '0' <= b && b <= '9':
		return classLetters
	case b == '\'':
		return classApostrophe
	case b == '-':
		return classHyphen
	}
	return classNone
}

// classOf returns the class of a character beyond ASCII. The common ones are
// told by their block, since the tables of Unicode take ten times as long.
func classOf(r rune) class {
	switch {
	case 0xC0 <= r && r <= 0x24F && r != 0xD7 && r != 0xF7:
		return classLetters
	case 0xAC00 <= r && r <= 0xD7A3:
		return classHangul
	case 0x4E00 <= r && r <= 0x9FFF:
		return classIdeographs
	}
	switch r {
	case 0x2019, 0x02BC, 0xFF07:
		return classApostrophe
	case 0x2010, 0x2011, 0xFF0D:
		return classHyphen
	case 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return classDropped
	case 0x30FC, 0xFF70, 0xFF9E, 0xFF9F:
		return classIdeographs
	}
	return classInTables(r)
}

func classInTables(r rune) class {
	switch {
	case unicode.Is(unicode.M, r):
		return classMark
	case !unicode.IsLetter(r) && !unicode.Is(unicode.N, r):
		return classNone
	case unicode.Is(unicode.Hangul, r):
		return classHangul
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return classIdeographs
	}
	return classLetters
}
