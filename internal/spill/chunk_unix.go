//go:build unix

package spill

import "syscall"

// newChunk returns an empty chunk, straight from the system.
func newChunk() []byte {
	c, err := syscall.Mmap(-1, 0, chunkSize, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return make([]byte, 0, chunkSize)
	}
	return c[:0]
}

// freeChunk gives a chunk back. One that the garbage collector knows is refused by the system, and is
// the collector's.
func freeChunk(c []byte) { _ = syscall.Munmap(c[:cap(c)]) }
