package main

import (
	"testing"

	"concord/internal/diag"
)

// TestEditOnDisk: the bytes that an edit names on the disk are those that the
// program read, whatever ends the lines.
func TestEditOnDisk(t *testing.T) {
	for _, c := range []struct {
		raw        string
		start, end int
		old        string // on the disk
	}{
		{"a\nb\nc", 2, 3, "b"},
		{"a\r\nb\r\nc", 0, 1, "a"},
		{"a\r\nb\r\nc", 2, 3, "b"},
		{"a\r\nb\r\nc", 4, 5, "c"},
		{"a\r\nb\r\nc", 0, 5, "a\r\nb\r\nc"},
		{"a\r\nb", 1, 2, "\r\n"},
		{"a\rb\r\nc", 2, 3, "b"},
		{"\ufeffa\r\nb", 5, 6, "b"},
		{"a\r\n", 2, 2, ""},
		{"a\r\n", 9, 12, ""},
	} {
		e := editOnDisk(diag.Edit{Start: c.start, End: c.end, Old: c.old, New: "x\n"}, []byte(c.raw))
		if e.Old != c.old || e.Start <= e.End && e.End <= len(c.raw) && c.raw[e.Start:e.End] != c.old {
			t.Errorf("%q, %d to %d: %+v", c.raw, c.start, c.end, e)
		}
	}
	if e := editOnDisk(diag.Edit{New: "x\n"}, []byte("a\r\n")); e.New != "x\r\n" {
		t.Errorf("a new line ends with %q", e.New)
	}
}
