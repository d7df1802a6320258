package picture

import (
	"strings"
	"unicode"
)

// face is a size of type, in units of the drawing, with its weight.
type face struct {
	size float64
	bold bool
}

func (f face) leading() float64 { return f.size * 1.3 }

// width is an estimate that is seldom too small: which font the reader's system
// will take is not known.
func (f face) width(text string) float64 {
	em := 0.0
	for _, r := range text {
		em += advance(r)
	}
	if f.bold {
		em *= 1.07
	}
	return em * f.size
}

// advance is the width of a character in ems, as in the common fonts of user
// interfaces, the wider ones of them.
func advance(r rune) float64 {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r == unicode.ReplacementChar || unicode.IsControl(r):
		return 1 // written as the former
	case r >= 0x1100 && (r <= 0x11ff || r >= 0x2e80 && r <= 0xd7ff || r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0x1f000):
		return 1
	case strings.ContainsRune("ilj.,:;'’‘|! ·", r):
		return 0.3
	case strings.ContainsRune("Iftr()[]/-", r):
		return 0.4
	case strings.ContainsRune("mwMWQO@%—…&", r):
		return 0.9
	case unicode.IsUpper(r):
		return 0.7
	case r < 0x250:
		return 0.575
	}
	return 0.75
}

// wrap breaks a text into lines that are no wider than width, and cuts it after
// so many lines: what was cut is in the name of the link, and in the table. A
// word that is wider than a line is broken where it must.
func (f face) wrap(text string, width float64, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if joined := strings.TrimSpace(line + " " + word); f.width(joined) <= width {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := f.chop(word, width)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = f.cut(lines[most-1], width)
	}
	return lines
}

func (f face) chop(word string, width float64) []string {
	var pieces []string
	start, wide := 0, 0.0
	for i, r := range word {
		w := f.width(string(r))
		if i > start && w > 0 && wide+w > width {
			pieces = append(pieces, word[start:i])
			start, wide = i, 0
		}
		wide += w
	}
	return append(pieces, word[start:])
}

// cut ends a line with an ellipsis within width: after a word, where it can.
func (f face) cut(line string, width float64) string {
	for f.width(line+"…") > width {
		last := strings.LastIndexByte(line, ' ')
		if last < 0 {
			line = f.chop(line, max(width-f.width("…"), 0))[0]
			break
		}
		line = line[:last]
	}
	return strings.TrimRight(line, " ,;:") + "…"
}
