//go:build !unix

package spill

func newChunk() []byte { return make([]byte, 0, chunkSize) }

func freeChunk([]byte) {}
