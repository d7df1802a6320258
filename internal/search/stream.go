package search

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/adler32"
	"io"

	"github.com/klauspost/compress/flate"
)

// level is how hard files are compressed: once, to be sent often. Level 6 makes
// texts 6 % larger, and 9 makes them 1 % smaller; building takes a tenth less or
// more.
const level = 8

// zlibHeader says: deflate, a window of 32 KB, no dictionary.
var zlibHeader = [2]byte{0x78, 0x9C}

// beginning is what all text files have in common: a stream that is not ended.
type beginning struct {
	text   []byte
	stream []byte
}

// begin compresses the text with which text files begin.
func begin(text []byte) (*beginning, error) {
	if len(text) == 0 {
		return &beginning{}, nil
	}
	var out bytes.Buffer
	out.Write(zlibHeader[:])
	w, err := flate.NewWriter(&out, level)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	return &beginning{text: text, stream: out.Bytes()}, nil
}

// expand estimates how much text comes to so many bytes compressed, from how
// well the beginning could be.
func (b *beginning) expand(compressed int) int {
	if len(b.stream) == 0 {
		return 2 * compressed
	}
	return compressed * len(b.text) / len(b.stream)
}

// compressor makes zlib streams, or ends those that a beginning began.
type compressor struct {
	begun *beginning
	out   bytes.Buffer
	whole *flate.Writer
	rest  *flate.Writer
}

func newCompressor(begun *beginning) (*compressor, error) {
	c := &compressor{begun: begun}
	var err error
	if c.whole, err = flate.NewWriter(&c.out, level); err != nil {
		return nil, err
	}
	if len(begun.text) > 0 {
		c.rest, err = flate.NewWriterDict(&c.out, level, begun.text)
	}
	return c, err
}

// stream returns the zlib stream of a content, valid until the next call.
func (c *compressor) stream(content []byte) ([]byte, error) {
	c.out.Reset()
	c.out.Write(zlibHeader[:])
	return c.end(c.whole, adler32.Checksum(content), content)
}

// ending returns what must follow the beginning so that both are the zlib
// stream of its text and the content. It is valid until the next call.
func (c *compressor) ending(content []byte) ([]byte, error) {
	if c.rest == nil {
		return c.stream(content)
	}
	c.out.Reset()
	sum := adler32.New()
	sum.Write(c.begun.text)
	sum.Write(content)
	return c.end(c.rest, sum.Sum32(), content)
}

func (c *compressor) end(w *flate.Writer, sum uint32, content []byte) ([]byte, error) {
	w.Reset(&c.out)
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	c.out.Write(binary.BigEndian.AppendUint32(c.out.AvailableBuffer(), sum))
	return c.out.Bytes(), nil
}

// Inflate returns what a zlib stream holds, and an error if it was cut, altered
// or is followed by anything. It holds 256 MB at most.
func Inflate(stream []byte) ([]byte, error) {
	from := bytes.NewReader(stream)
	r, err := zlib.NewReader(from)
	if err != nil {
		return nil, fmt.Errorf("inflate %d bytes: %w", len(stream), err)
	}
	content, err := io.ReadAll(io.LimitReader(r, maxInflated+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("inflate %d bytes: %w", len(stream), err)
	case len(content) > maxInflated:
		return nil, fmt.Errorf("inflate %d bytes: %w: they hold more than %d", len(stream), errDamaged, maxInflated)
	case from.Len() > 0:
		return nil, fmt.Errorf("inflate %d bytes: %w: %d after the end", len(stream), errDamaged, from.Len())
	}
	return content, nil
}

// InflateText returns the text file that continues a beginning: the bytes of
// the file of that, and how long its text is. Without one they are nil and 0.
func InflateText(beginning []byte, length int, stream []byte) ([]byte, error) {
	whole := make([]byte, 0, len(beginning)+len(stream))
	content, err := Inflate(append(append(whole, beginning...), stream...))
	if err != nil {
		return nil, err
	}
	if length < 0 || length > len(content) {
		return nil, fmt.Errorf("inflate %d bytes: %w: shorter than its beginning", len(stream), errDamaged)
	}
	return content[length:], nil
}
