package spill

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// blobs are byte strings around the sizes where something changes.
func blobs() [][]byte {
	random := rand.NewChaCha8([32]byte{})
	var all [][]byte
	for _, size := range []int{
		0, 1, 10_000, chunkSize - 10_001, 1, chunkSize, chunkSize + 1, 0, 3*chunkSize + 7,
		bufferSize, bufferSize - 1, 1, 1, bufferSize + 1, 500, 2 * bufferSize, 20,
	} {
		b := make([]byte, size)
		_, _ = random.Read(b)
		all = append(all, b)
	}
	return all
}

// limits put all, some or none of blobs into memory.
var limits = map[string]int64{
	"all in memory":           1 << 30,
	"the first few in memory": 2*chunkSize + 5,
	"a little in memory":      100,
	"none in memory":          0,
	"a limit below zero":      -1,
}

func TestWhatIsAppendedCanBeReadAtOnceAndLater(t *testing.T) {
	for name, limit := range limits {
		t.Run(name, func(t *testing.T) {
			s := New(limit)
			defer s.Close()
			var refs []Ref
			var buf []byte
			for i, b := range blobs() {
				ref := mustAppend(t, s, b)
				refs = append(refs, ref)
				buf = wantRead(t, s, i, ref, b, buf)
			}
			for i, b := range blobs() {
				buf = wantRead(t, s, i, refs[i], b, buf)
			}
		})
	}
}

func mustAppend(t *testing.T, s *Store, b []byte) Ref {
	t.Helper()
	ref, err := s.Append(b)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

func wantRead(t *testing.T, s *Store, i int, r Ref, want, buf []byte) []byte {
	t.Helper()
	got, err := s.Read(r, buf)
	if err != nil || r.Len() != len(want) || !bytes.Equal(got, want) {
		t.Fatalf("blob %d of %d bytes: %d bytes, %v", i, len(want), len(got), err)
	}
	return got
}

func TestReadPart(t *testing.T) {
	for name, limit := range limits {
		t.Run(name, func(t *testing.T) {
			s := New(limit)
			defer s.Close()
			for _, b := range blobs() {
				ref := mustAppend(t, s, b)
				for _, span := range [][2]int{{0, 0}, {0, len(b)}, {len(b), len(b)}, {len(b) / 3, len(b) / 2}} {
					got, err := s.ReadPart(ref, span[0], span[1], nil)
					if err != nil || !bytes.Equal(got, b[span[0]:span[1]]) {
						t.Errorf("%v of %d bytes: %v", span, len(b), err)
					}
				}
				for _, span := range [][2]int{{-1, 0}, {1, 0}, {0, len(b) + 1}} {
					if _, err := s.ReadPart(ref, span[0], span[1], nil); !errors.Is(err, errRange) {
						t.Errorf("%v of %d bytes: %v", span, len(b), err)
					}
				}
			}
		})
	}
}

func TestReadReusesTheBuffer(t *testing.T) {
	for name, limit := range limits {
		s := New(limit)
		defer s.Close()
		ref := mustAppend(t, s, []byte("text"))
		buf := make([]byte, 2, 10)
		if got, err := s.Read(ref, buf); err != nil || &got[0] != &buf[0] || string(got) != "text" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestStoreKeepsItsOwnCopy(t *testing.T) {
	for name, limit := range limits {
		s := New(limit)
		defer s.Close()
		b := []byte("text")
		ref := mustAppend(t, s, b)
		copy(b, "TEXT")
		got, _ := s.Read(ref, nil)
		copy(got, "READ")
		if got, err := s.Read(ref, nil); err != nil || string(got) != "text" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestZeroRefIsEmpty(t *testing.T) {
	for name, limit := range limits {
		s := New(limit)
		defer s.Close()
		if got, err := s.Read(Ref{}, nil); err != nil || len(got) != 0 {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestForeignRefIsAnError(t *testing.T) {
	for name, limit := range limits {
		s := New(limit)
		defer s.Close()
		mustAppend(t, s, make([]byte, 10))
		for _, r := range []Ref{{offset: 5, length: 6}, {offset: 1 << 40, length: 1}} {
			if _, err := s.Read(r, nil); !errors.Is(err, errRange) {
				t.Errorf("%s: %+v: %v", name, r, err)
			}
		}
	}
}

func TestMemoryIsUsedUpToTheLimit(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing")) // a file cannot be made
	s := New(100)
	defer s.Close()
	ref := mustAppend(t, s, make([]byte, 100))
	if _, err := s.Append([]byte("x")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("append beyond the limit: %v", err)
	}
	if got, err := s.Read(ref, nil); err != nil || len(got) != 100 {
		t.Errorf("read after a failed append: %d bytes, %v", len(got), err)
	}
}

func TestFailedWriteLosesNothing(t *testing.T) {
	s := New(0)
	ref := mustAppend(t, s, []byte("text"))
	whole := s.file.File
	readOnly, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer readOnly.Close()
	s.file.File = readOnly
	if _, err := s.Append(make([]byte, bufferSize)); err == nil {
		t.Error("appended to a read-only file")
	}
	s.file.File = whole
	long := bytes.Repeat([]byte("long"), bufferSize)
	longRef := mustAppend(t, s, long)
	wantRead(t, s, 0, ref, []byte("text"), nil)
	wantRead(t, s, 1, longRef, long, nil)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	for name, limit := range limits {
		s := New(limit)
		ref := mustAppend(t, s, make([]byte, 3*bufferSize))
		for range 2 {
			if err := s.Close(); err != nil {
				t.Errorf("%s: close: %v", name, err)
			}
		}
		if _, err := s.Read(ref, nil); !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: read after close: %v", name, err)
		}
		if _, err := s.Append(nil); !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: append after close: %v", name, err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestConcurrentAppendsAndReads(t *testing.T) {
	for name, limit := range limits {
		t.Run(name, func(t *testing.T) {
			s := New(limit)
			defer s.Close()
			var wg sync.WaitGroup
			for worker := range 4 {
				wg.Go(func() { appendAndRead(t, s, worker) })
			}
			wg.Wait()
		})
	}
}

// appendAndRead reads earlier strings of its own while other workers append.
func appendAndRead(t *testing.T, s *Store, worker int) {
	content := func(i int) []byte {
		return bytes.Repeat(fmt.Appendf(nil, "%d/%d ", worker, i), 1+i*37%5000)
	}
	var refs []Ref
	var buf []byte
	for i := range 200 {
		ref, err := s.Append(content(i))
		if err != nil {
			t.Error(err)
			return
		}
		refs = append(refs, ref)
		earlier := i * 7 % len(refs)
		buf, err = s.Read(refs[earlier], buf)
		if err != nil || !bytes.Equal(buf, content(earlier)) {
			t.Errorf("worker %d: blob %d after %d: %d bytes, %v", worker, earlier, i, len(buf), err)
			return
		}
	}
}
