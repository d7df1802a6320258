package spill

import (
	"errors"
	"os"
)

// bufferSize is how much is written to the file at once.
const bufferSize = 1 << 20

// file is a temporary file and the bytes that follow those already written to it. Each appended string
// is as a whole either in the file or in the buffer.
type file struct {
	*os.File
	remove  string // the name to remove when closed, if it could not be removed before
	written int64
	buffer  []byte
}

func newFile() (*file, error) {
	f, err := os.CreateTemp("", "concord-spill-*")
	if err != nil {
		return nil, err
	}
	file := &file{File: f, buffer: make([]byte, 0, bufferSize)}
	if os.Remove(f.Name()) != nil {
		file.remove = f.Name()
	}
	return file, nil
}

func (f *file) append(b []byte) (offset int64, err error) {
	if len(f.buffer)+len(b) > bufferSize {
		if err := f.flush(); err != nil {
			return 0, err
		}
	}
	offset = f.written + int64(len(f.buffer))
	if len(b) > bufferSize {
		return offset, f.write(b)
	}
	f.buffer = append(f.buffer, b...)
	return offset, nil
}

// flush may be called again after it failed.
func (f *file) flush() error {
	if err := f.write(f.buffer); err != nil {
		return err
	}
	f.buffer = f.buffer[:0]
	return nil
}

// write leaves written as it was when it fails, so that the next write goes over what this one left.
func (f *file) write(b []byte) error {
	if _, err := f.WriteAt(b, f.written); err != nil {
		return err
	}
	f.written += int64(len(b))
	return nil
}

// readBuffered reads from the buffer, or returns the file if the bytes are there.
func (f *file) readBuffered(buf []byte, offset int64) (*os.File, int64, error) {
	end := offset + int64(len(buf))
	switch {
	case end <= f.written:
		return f.File, offset, nil
	case offset < f.written || end > f.written+int64(len(f.buffer)):
		return nil, 0, errRange
	}
	copy(buf, f.buffer[offset-f.written:])
	return nil, 0, nil
}

func (f *file) close() error {
	err := f.Close()
	if f.remove != "" {
		err = errors.Join(err, os.Remove(f.remove))
	}
	return err
}
