package spill

// chunkSize is large enough that chunks are few, and small enough that a small site takes little.
const chunkSize = 1 << 20

// memory is a sequence of bytes in chunks that never move. All chunks but the last are full.
//
// The chunks are not the garbage collector's: it would keep room for as much again, for bytes that are
// all let go together.
type memory struct {
	limit, size int64
	chunks      [][]byte
}

func (m *memory) fits(n int) bool { return int64(n) <= m.limit-m.size }

func (m *memory) append(b []byte) (offset int64) {
	offset = m.size
	for len(b) > 0 {
		if m.size%chunkSize == 0 {
			m.chunks = append(m.chunks, newChunk())
		}
		last := &m.chunks[len(m.chunks)-1]
		n := min(len(b), chunkSize-len(*last))
		*last = append(*last, b[:n]...)
		m.size += int64(n)
		b = b[n:]
	}
	return offset
}

// free gives the chunks back. Nothing may read them any more.
func (m *memory) free() {
	for _, c := range m.chunks {
		freeChunk(c)
	}
	*m = memory{}
}

func (m *memory) read(buf []byte, offset int64) {
	for len(buf) > 0 {
		n := copy(buf, m.chunks[offset/chunkSize][offset%chunkSize:])
		buf = buf[n:]
		offset += int64(n)
	}
}
