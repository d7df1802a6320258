package spill

// chunkSize is large enough that chunks are few, and small enough that a small site takes little.
const chunkSize = 1 << 20

// memory is a sequence of bytes in chunks that never move. All chunks but the last are full.
type memory struct {
	limit, size int64
	chunks      [][]byte
}

func (m *memory) fits(n int) bool { return int64(n) <= m.limit-m.size }

func (m *memory) append(b []byte) (offset int64) {
	offset = m.size
	for len(b) > 0 {
		if m.size%chunkSize == 0 {
			m.chunks = append(m.chunks, make([]byte, 0, min(chunkSize, m.limit-m.size)))
		}
		last := &m.chunks[len(m.chunks)-1]
		n := min(len(b), chunkSize-len(*last))
		*last = append(*last, b[:n]...)
		m.size += int64(n)
		b = b[n:]
	}
	return offset
}

func (m *memory) read(buf []byte, offset int64) {
	for len(buf) > 0 {
		n := copy(buf, m.chunks[offset/chunkSize][offset%chunkSize:])
		buf = buf[n:]
		offset += int64(n)
	}
}
