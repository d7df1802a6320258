// Package diag describes what is wrong with a site's sources in words an
// editor can act on: where, what, and how to mend it.
//
// A mistake of the editor's is a Diagnostic; a Go error is for I/O and
// internal failure only. A Diagnostic is complete in itself: it carries the
// line it is about, so it can be memoised, replayed and printed after the
// source has been let go.
//
// Wording: messages begin in lower case (unless with a name), have no full
// stop and say what is wrong with the thing, not with the person. A hint says
// what to write instead.
package diag

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Code names a kind of diagnostic. Codes are kept for ever: scripts and
// editors' configurations refer to them.
type Code string

// Span is a place in a source file. Line and column count from 1, columns in
// characters, so that editors open the right place. The zero Line means the
// file as a whole.
type Span struct {
	File   string // slash path relative to the site's root
	Line   int
	Column int
	Width  int    // characters on that line, at least 1 where Line > 0
	Text   string // the source line, without its line end
}

// Diagnostic is one thing that is wrong in the sources.
type Diagnostic struct {
	Severity Severity
	Code     Code
	Message  string
	Span     Span
	Notes    []string // further facts: the other place, the candidates
	Hint     string   // what to write instead, or ""
	Fixes    []Edit   // what mends it for certain, all of them together; none where a person must decide
}

// Edit is a change to a source file: the bytes [Start,End) of its text are Old
// and become New. They are counted as all places in the program are, with "\n"
// at the end of lines whatever ends them in the file. Where they are not Old,
// the file has changed since and the edit no longer applies.
type Edit struct {
	File       string // slash path relative to the site's root
	Start, End int    // bytes, half open
	Old, New   string
}

// At locates the bytes src[start:end] of a file. A span of several lines is
// cut at the end of its first. Offsets outside src are brought inside.
func At(file string, src []byte, start, end int) Span {
	start = min(max(start, 0), len(src))
	end = min(max(end, start), len(src))
	from := bytes.LastIndexByte(src[:start], '\n') + 1
	to := len(src)
	if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
		to = start + i
	}
	line := bytes.TrimSuffix(src[from:to], []byte{'\r'})
	return Span{
		File:   file,
		Line:   bytes.Count(src[:from], []byte{'\n'}) + 1,
		Column: utf8.RuneCount(src[from:start]) + 1,
		Width:  max(1, utf8.RuneCount(src[start:min(end, to)])),
		Text:   strings.ToValidUTF8(string(line), "\uFFFD"),
	}
}

// Line locates a place known by line and column (both from 1), as parsers of
// other languages report it. A column of 0 is the first.
func Line(file string, src []byte, line, column, width int) Span {
	rest := src
	for i := 1; i < line; i++ {
		_, after, found := bytes.Cut(rest, []byte{'\n'})
		if !found {
			break
		}
		rest = after
	}
	text, _, _ := bytes.Cut(rest, []byte{'\n'})
	text = bytes.TrimSuffix(text, []byte{'\r'})
	return Span{
		File:   file,
		Line:   max(line, 1),
		Column: max(column, 1),
		Width:  max(width, 1),
		Text:   strings.ToValidUTF8(string(text), "\uFFFD"),
	}
}

// File is the place of what concerns a file as a whole.
func File(file string) Span { return Span{File: file} }

// Errors counts the diagnostics that keep a site from being published.
func Errors(list []Diagnostic) int {
	n := 0
	for i := range list {
		if list[i].Severity == Error {
			n++
		}
	}
	return n
}

// Sort puts diagnostics in reading order: by file, line, column, code and
// message, and drops those that say the same thing of the same place.
func Sort(list []Diagnostic) []Diagnostic {
	slices.SortStableFunc(list, compare)
	return slices.CompactFunc(list, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		strings.Compare(a.Span.File, b.Span.File),
		cmp.Compare(a.Span.Line, b.Span.Line),
		cmp.Compare(a.Span.Column, b.Span.Column),
		strings.Compare(string(a.Code), string(b.Code)),
		strings.Compare(a.Message, b.Message),
	)
}
