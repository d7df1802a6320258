package external

import (
	"bytes"

	"concord/internal/diag"
	"concord/internal/record"
)

// Links are the links that a document's facts have to other hosts. text is the
// file's text as package source gives it; raw is the file as it lies on the
// disk, or nil where that is not known: then nothing can be mended.
func Links(file string, text, raw []byte, found []record.ExternalLink) []Link {
	links := make([]Link, 0, len(found))
	for _, x := range found {
		l := Link{Address: x.Address, Span: diag.At(file, text, int(x.SourceStart), int(x.SourceEnd))}
		start := onDisk(text, raw, int(x.SourceStart))
		if end := start + len(x.Address); len(raw) >= end && string(raw[start:end]) == x.Address {
			l.Start, l.End = start, end
		}
		links = append(links, l)
	}
	return links
}

// onDisk is where a byte of a text stands in its file, whose lines may end with
// two bytes instead of one.
func onDisk(text, raw []byte, offset int) int {
	if len(text) == len(raw) {
		return offset
	}
	lines := bytes.Count(text[:min(offset, len(text))], []byte{'\n'})
	for at := 0; ; at++ {
		i := bytes.IndexAny(raw[at:], "\r\n")
		if lines == 0 || i < 0 {
			return offset
		}
		at += i
		if bytes.HasPrefix(raw[at:], []byte("\r\n")) {
			at++
			offset++
		}
		lines--
	}
}
