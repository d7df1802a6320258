package output

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWriteFuncIsWriteInPieces(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	build := func(text string) Stats {
		t.Helper()
		w, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.WriteFunc("data/large.json", func(to io.Writer) error {
			for _, piece := range strings.SplitAfter(text, " ") {
				if _, err := io.WriteString(to, piece); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		stats, err := w.Commit()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, "data", "large.json")); err != nil || string(got) != text {
			t.Fatalf("published %q, %v; want %q", got, err, text)
		}
		return stats
	}
	if s := build("one two three"); s.Written != 1 || s.Bytes != int64(len("one two three")) {
		t.Errorf("the first build: %+v", s)
	}
	before, _ := os.Stat(filepath.Join(dir, "data", "large.json"))
	if s := build("one two three"); s.Unchanged != 1 || s.Written != 0 {
		t.Errorf("the same again: %+v", s)
	}
	after, _ := os.Stat(filepath.Join(dir, "data", "large.json"))
	if !os.SameFile(before, after) || before.ModTime() != after.ModTime() {
		t.Error("an unchanged file was touched")
	}
	if s := build("one two seven"); s.Written != 1 {
		t.Errorf("other bytes of the same length: %+v", s)
	}
	if s := build(""); s.Written != 1 {
		t.Errorf("empty: %+v", s)
	}
}

func TestWriteFuncThatFailsPublishesNothing(t *testing.T) {
	w, err := Open(filepath.Join(t.TempDir(), "site"))
	if err != nil {
		t.Fatal(err)
	}
	cause := errors.New("no more text")
	if err := w.WriteFunc("a.json", func(to io.Writer) error {
		_, _ = io.WriteString(to, "half")
		return cause
	}); !errors.Is(err, cause) || !strings.Contains(err.Error(), "a.json") {
		t.Errorf("WriteFunc: %v", err)
	}
	if _, err := w.Commit(); err == nil {
		t.Error("a site that lacks a file was published")
	}
	w.Abort()
}

func TestWriteFuncLeavesFilesOfOthersAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	var notOurs *NotOursError
	if err := w.WriteFunc("mine.txt", func(to io.Writer) error { _, err := io.WriteString(to, "ours"); return err }); !errors.As(err, &notOurs) {
		t.Errorf("WriteFunc over a file of the user's: %v", err)
	}
	w.Abort()
}
