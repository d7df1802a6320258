package output

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// published looks at the site in the output folder. It does not follow symbolic links below the
// folder: what lies behind one is not part of the site, so nothing is written or removed there.
type published struct {
	dir     string
	folders sync.Map // path → whether it is a folder
	buffers sync.Pool
}

func newPublished(dir string) *published {
	return &published{
		dir:     dir,
		buffers: sync.Pool{New: func() any { return new([32 << 10]byte) }},
	}
}

func (s *published) at(p string) string {
	return filepath.Join(s.dir, filepath.FromSlash(p))
}

// folder says whether p is a folder all of whose parents are. It asks the disk once for each folder,
// and not at all below one that is missing: a build into an empty folder asks next to nothing.
func (s *published) folder(p string) (bool, error) {
	if p == "." {
		return true, nil
	}
	if is, ok := s.folders.Load(p); ok {
		return is.(bool), nil
	}
	is, err := s.folder(path.Dir(p))
	if err != nil {
		return false, err
	}
	if is {
		info, err := s.stat(p)
		if err != nil {
			return false, err
		}
		is = info != nil && info.IsDir()
	}
	s.folders.Store(p, is)
	return is, nil
}

// stat returns nil for what does not exist; p's parent must be a folder.
func (s *published) stat(p string) (fs.FileInfo, error) {
	info, err := os.Lstat(s.at(p))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return info, err
}

// file returns what stands at p, other than a folder, or nil.
func (s *published) file(p string) (fs.FileInfo, error) {
	is, err := s.folder(path.Dir(p))
	if !is || err != nil {
		return nil, err
	}
	info, err := s.stat(p)
	if err != nil || info == nil || info.IsDir() {
		return nil, err
	}
	return info, nil
}

type state uint8

const (
	absent state = iota
	same
	different
)

// compare says how the file at p relates to content.
func (s *published) compare(p string, content []byte) (state, error) {
	info, err := s.file(p)
	switch {
	case err != nil:
		return absent, err
	case info == nil:
		return absent, nil
	case !info.Mode().IsRegular() || info.Size() != int64(len(content)):
		return different, nil
	}
	equal, err := s.equal(p, content)
	if equal {
		return same, err
	}
	return different, err
}

func (s *published) equal(p string, content []byte) (bool, error) {
	f, err := os.Open(s.at(p))
	if err != nil {
		return false, err
	}
	defer f.Close()
	buf := s.buffers.Get().(*[32 << 10]byte)
	defer s.buffers.Put(buf)
	for len(content) > 0 {
		n, err := f.Read(buf[:min(len(buf), len(content))])
		if !bytes.Equal(buf[:n], content[:n]) || err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		content = content[n:]
	}
	return true, nil
}
