package watch

import (
	"crypto/sha256"
	"hash"
	"io"
	"io/fs"
	"time"
)

// grain is how coarse the times of a file may be, at most (FAT: 2 s).
const grain = 2 * time.Second

// reader looks at one name after the other. It holds what reading needs, so
// that looking at a file allocates little, however large it is.
type reader struct {
	disk   disk
	hash   hash.Hash
	buffer []byte
}

func newReader(d disk) *reader {
	return &reader{disk: d, hash: sha256.New(), buffer: make([]byte, 32<<10)}
}

// look returns what stands at a name that is no folder. Unless it must be
// sure, a firm file with the stamp it had is taken for the same.
func (r *reader) look(name string, old entry, sure bool) entry {
	info, err := r.disk.lstat(name)
	switch {
	case vanished(err):
		return entry{}
	case err != nil:
		return entry{kind: unreadable}
	case info.Mode()&fs.ModeSymlink != 0:
		return r.lookThrough(name, old, sure)
	case info.Mode().IsRegular():
		stamp, names := stampOf(info)
		return r.compare(name, r.disk.open, stamp, old, sure || old.link || old.twin != (names > 1))
	}
	return entry{}
}

// lookThrough returns what stands where a link leads to.
func (r *reader) lookThrough(name string, old entry, sure bool) entry {
	info, err := r.disk.statLink(name)
	switch {
	case err != nil:
		return entry{kind: linkLost, link: true}
	case info.IsDir():
		return entry{kind: linkFolder, link: true}
	case !info.Mode().IsRegular():
		return entry{kind: linkLost, link: true}
	}
	stamp, _ := stampOf(info)
	e := r.compare(name, r.disk.openLink, stamp, old, sure)
	if e.kind == absent {
		e.kind = linkLost // just now
	}
	e.link = true
	return e
}

// compare returns the old entry where the stamp says so, else reads the file.
func (r *reader) compare(name string, open func(string) (fs.File, error), now stamp, old entry, sure bool) entry {
	if !sure && old.kind == file && old.firm && old.stamp == now {
		return old
	}
	f, err := open(name)
	if vanished(err) {
		return entry{}
	}
	if err != nil {
		return entry{kind: unreadable}
	}
	defer f.Close()
	return r.read(f)
}

// read returns the entry of an open file. The stamp is taken before the bytes
// are, so that whatever is written meanwhile makes it another.
func (r *reader) read(f fs.File) entry {
	begun := time.Now()
	info, err := f.Stat()
	if err != nil {
		return entry{kind: unreadable}
	}
	if !info.Mode().IsRegular() {
		return entry{} // since lstat
	}
	r.hash.Reset()
	// Not to the end: something may be writing there without one.
	if _, err := io.CopyBuffer(r.hash, io.LimitReader(f, info.Size()), r.buffer); err != nil {
		return entry{kind: unreadable}
	}
	stamp, names := stampOf(info)
	e := entry{kind: file, stamp: stamp, twin: names > 1}
	e.firm = begun.UnixNano()-stamp.changed > int64(grain)
	r.hash.Sum(e.sum[:0])
	return e
}
