// Package spill keeps byte strings that together may be too large for memory: such as the HTML of
// 100,000 pages between the pass that makes it and the pass that writes it.
//
// A Store is append-only. Append returns a Ref, by which the bytes can be read any number of times, in
// any order, while others are still being appended. Bytes are kept in memory up to a limit, and from
// then on in one temporary file in os.TempDir, which nothing else can open and which is gone when the
// process ends, however it ends (on systems where an open file cannot be removed: when Close is called).
// What a Store holds is never synced to disk and never outlives it.
package spill

import (
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"sync"
)

// Ref says where in its Store one byte string is. It holds no pointers, so that a large slice of Refs
// costs the garbage collector nothing. The zero Ref is the empty string, of any Store.
type Ref struct {
	offset int64
	length int32
}

// Len is the length in bytes.
func (r Ref) Len() int { return int(r.length) }

// Store holds byte strings. All methods are safe for concurrent use.
type Store struct {
	mu     sync.RWMutex
	memory memory
	file   *file // nil until memory is full; offsets in it count from memory's end
	closed bool
}

// New returns a Store that keeps up to limit bytes in memory, and a write buffer of 1 MB once it uses a
// file.
func New(limit int64) *Store {
	return &Store{memory: memory{limit: max(limit, 0)}}
}

var (
	errTooLong = errors.New("longer than 2 GB")
	errRange   = errors.New("no such bytes")
)

// Append keeps a copy of b. It fails when the temporary file cannot be made or written to; then b is not
// kept, and everything appended before can still be read.
func (s *Store) Append(b []byte) (Ref, error) {
	if len(b) > math.MaxInt32 {
		return Ref{}, fmt.Errorf("spill: append %d bytes: %w", len(b), errTooLong)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	offset, err := s.append(b)
	if err != nil {
		return Ref{}, fmt.Errorf("spill: append %d bytes: %w", len(b), err)
	}
	return Ref{offset: offset, length: int32(len(b))}, nil
}

func (s *Store) append(b []byte) (int64, error) {
	if s.closed {
		return 0, os.ErrClosed
	}
	// Once a string did not fit, the file is used for all: memory's end must stay where it is.
	if s.file == nil && s.memory.fits(len(b)) {
		return s.memory.append(b), nil
	}
	if s.file == nil {
		f, err := newFile()
		if err != nil {
			return 0, err
		}
		s.file = f
	}
	offset, err := s.file.append(b)
	return s.memory.size + offset, err
}

// Read returns the bytes at r. They are in buf's memory if its capacity suffices, whatever its length;
// what was in buf is lost.
func (s *Store) Read(r Ref, buf []byte) ([]byte, error) {
	return s.ReadPart(r, 0, r.Len(), buf)
}

// ReadPart is Read for the bytes from (inclusive) to (exclusive) of those at r.
func (s *Store) ReadPart(r Ref, from, to int, buf []byte) ([]byte, error) {
	if from < 0 || from > to || to > r.Len() {
		return nil, fmt.Errorf("spill: read bytes %d to %d of %d: %w", from, to, r.Len(), errRange)
	}
	buf = slices.Grow(buf[:0], to-from)[:to-from]
	if err := s.readAt(buf, r.offset+int64(from)); err != nil {
		return nil, fmt.Errorf("spill: read %d bytes: %w", len(buf), err)
	}
	return buf, nil
}

func (s *Store) readAt(buf []byte, offset int64) error {
	f, offset, err := s.readMemory(buf, offset)
	if f == nil || err != nil {
		return err
	}
	// Outside the lock: what has been written to the file does not change.
	_, err = f.ReadAt(buf, offset)
	return err
}

// readMemory reads what is in memory or still in the write buffer; for the rest it returns the file to
// read from, and the offset in it.
func (s *Store) readMemory(buf []byte, offset int64) (*os.File, int64, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	end := offset + int64(len(buf))
	switch {
	case s.closed:
		return nil, 0, os.ErrClosed
	case end <= s.memory.size:
		s.memory.read(buf, offset)
		return nil, 0, nil
	case s.file == nil || offset < s.memory.size:
		return nil, 0, errRange
	}
	return s.file.readBuffered(buf, offset-s.memory.size)
}

// Close drops everything and removes the temporary file. Closing twice is not an error.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.file
	s.closed, s.file = true, nil
	s.memory.free()
	if f == nil {
		return nil
	}
	if err := f.close(); err != nil {
		return fmt.Errorf("spill: close: %w", err)
	}
	return nil
}
