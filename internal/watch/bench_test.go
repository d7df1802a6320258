package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const documents = 10_000

// documentsIn makes a site as large as those that are measured.
func documentsIn(b *testing.B) string {
	root := b.TempDir()
	text := []byte(strings.Repeat("The Participants will meet once a year. ", 200)) // 8 kB
	for i := range documents {
		file := filepath.Join(root, "content", fmt.Sprintf("mous%d", i%20), fmt.Sprintf("%d.md", i))
		if i < 20 {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				b.Fatal(err)
			}
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return root
}

func BenchmarkOpen(b *testing.B) {
	root := documentsIn(b)
	for _, poll := range []bool{false, true} {
		b.Run(fmt.Sprintf("poll=%t", poll), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				o := Options{}
				if poll {
					o.Poll = DefaultPoll
				}
				w, err := Open(root, o)
				if err != nil {
					b.Fatal(err)
				}
				if len(w.ledger.now) != documents {
					b.Fatal("not all files are seen")
				}
				_ = w.Close()
			}
		})
	}
}

// BenchmarkEdit is the time from a write to its set, the quiet time included.
func BenchmarkEdit(b *testing.B) {
	root := documentsIn(b)
	w, err := Open(root, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	file := filepath.Join(root, "content", "mous7", "7.md")
	for i := 0; b.Loop(); i++ {
		if err := os.WriteFile(file+"~", fmt.Append(nil, i), 0o644); err != nil {
			b.Fatal(err)
		}
		if err := os.Rename(file+"~", file); err != nil {
			b.Fatal(err)
		}
		if c, err := w.Next(b.Context()); err != nil || written(c) != "~content/mous7/7.md" {
			b.Fatal(written(c), err)
		}
	}
}

// BenchmarkSweep is the time to compare everything where nothing changed.
func BenchmarkSweep(b *testing.B) {
	root := documentsIn(b)
	w, err := Open(root, Options{})
	if err != nil {
		b.Fatal(err)
	}
	_ = w.Close()
	for name, e := range w.ledger.now {
		e.firm = true
		w.ledger.now[name] = e
	}
	b.ReportAllocs()
	for b.Loop() {
		if w.loop.sweep() {
			b.Fatal("something changed")
		}
	}
}

// BenchmarkAnew is the time to set all watches anew.
func BenchmarkAnew(b *testing.B) {
	root := documentsIn(b)
	w, err := Open(root, Options{})
	if err != nil {
		b.Fatal(err)
	}
	_ = w.Close()
	for b.Loop() {
		w.loop.anew()
	}
	w.loop.deafen()
}
