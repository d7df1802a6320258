package output

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"path"
)

// WriteFunc is Write for content that may be too large for memory: fill writes it piece by piece. When
// fill fails, so does WriteFunc, with its error.
func (w *Writer) WriteFunc(p string, fill func(io.Writer) error) error {
	return w.outcome(p, w.stream(p, fill))
}

func (w *Writer) stream(p string, fill func(io.Writer) error) error {
	if err := checkPath(p); err != nil {
		return err
	}
	if err := w.claim(p); err != nil {
		return err
	}
	slot := w.stage.slotCount.Add(1)
	size, err := w.disk.fill(w.stage.slot(slot), fill)
	if err != nil {
		return err
	}
	state, err := w.site.compareFile(p, w.stage.slot(slot), size)
	if err != nil {
		return err
	}
	switch state {
	case same:
		w.settle(p, claim{fate: unchanged}, 0)
		return w.disk.remove(w.stage.slot(slot))
	case different:
		if _, ok := w.ours[p]; !ok {
			return &NotOursError{Dir: w.dir, Path: p}
		}
		w.settle(p, claim{fate: changed, slot: slot}, int(size))
		return nil
	}
	w.settle(p, claim{fate: fresh}, int(size))
	return w.stage.adopt(p, slot)
}

// adopt makes a slot the staged file of a path where the site has none.
func (s *stage) adopt(p string, slot int64) error {
	if err := s.folder(path.Dir(p)); err != nil {
		return err
	}
	return s.disk.rename(s.slot(slot), s.at(p))
}

// fill writes a file that must not exist yet, and returns its size.
func (d disk) fill(name string, fill func(io.Writer) error) (int64, error) {
	if err := d.before("create", name); err != nil {
		return 0, err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, err
	}
	buf := bufio.NewWriterSize(f, 32<<10)
	err = errors.Join(fill(buf), buf.Flush())
	size, serr := f.Seek(0, io.SeekCurrent)
	return size, errors.Join(err, serr, f.Close())
}

// compareFile says how the file at p relates to another file, of the given size.
func (s *published) compareFile(p, other string, size int64) (state, error) {
	info, err := s.file(p)
	switch {
	case err != nil:
		return absent, err
	case info == nil:
		return absent, nil
	case !info.Mode().IsRegular() || info.Size() != size:
		return different, nil
	}
	f, err := os.Open(other)
	if err != nil {
		return absent, err
	}
	defer f.Close()
	g, err := os.Open(s.at(p))
	if err != nil {
		return absent, err
	}
	defer g.Close()
	return sameBytes(f, g)
}

func sameBytes(f, g io.Reader) (state, error) {
	a, b := make([]byte, 16<<10), make([]byte, 16<<10)
	for {
		n, errA := io.ReadFull(f, a)
		m, errB := io.ReadFull(g, b)
		switch {
		case !bytes.Equal(a[:n], b[:m]):
			return different, nil
		case errA == io.EOF || errA == io.ErrUnexpectedEOF:
			return same, nil
		case errA != nil || errB != nil:
			return absent, errors.Join(errA, errB)
		}
	}
}
