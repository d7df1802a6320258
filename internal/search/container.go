package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
)

// maxInflated is how many bytes a reader takes a file's content to have at
// most.
const maxInflated = 256 << 20

// nameSize is how many bytes of its hash a file is named by.
const nameSize = 6

// nameOf returns the name of a file by what it holds.
func nameOf(stream []byte) (name [nameSize]byte) {
	sum := sha256.Sum256(stream)
	copy(name[:], sum[:])
	return name
}

// Name returns the name, in hexadecimal, of a file whose DATA holds the bytes.
func Name(stream []byte) string {
	name := nameOf(stream)
	return hex.EncodeToString(name[:])
}

const (
	opening = `concordSearch("`
	between = `","`
	closing = `")`
)

// Encode appends to dst the script that delivers the bytes of a file.
func Encode(dst []byte, name string, stream []byte) []byte {
	dst = append(dst, opening...)
	dst = append(dst, name...)
	dst = append(dst, between...)
	dst = appendSevenths(dst, stream)
	return append(dst, closing...)
}

// appendSevenths appends bytes as characters of seven bits each.
func appendSevenths(dst, stream []byte) []byte {
	bits, have, null := uint32(0), 0, false
	put := func(c byte) {
		if null { // it is known only now whether a digit follows
			dst = appendNull(dst, c)
		}
		if null = c == 0; !null {
			dst = appendSeventh(dst, c)
		}
	}
	for _, b := range stream {
		bits, have = bits<<8|uint32(b), have+8
		for have >= 7 {
			have -= 7
			put(byte(bits >> have & 0x7F))
		}
	}
	if have > 0 {
		put(byte(bits << (7 - have) & 0x7F))
	}
	if null {
		dst = appendNull(dst, 0)
	}
	return dst
}

// appendNull appends NUL before a character: \0 and a digit would be another.
func appendNull(dst []byte, next byte) []byte {
	if startsWithDigit([]byte{next}) {
		return append(dst, `\x00`...)
	}
	return append(dst, `\0`...)
}

func appendSeventh(dst []byte, c byte) []byte {
	switch c {
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '"', '\\':
		return append(dst, '\\', c)
	}
	return append(dst, c)
}

var errDamaged = errors.New("damaged")

// Decode returns the name and the bytes of a file as Encode made it. Whether
// they are the bytes that were written is for Inflate to say.
func Decode(file []byte) (name string, stream []byte, err error) {
	rest, ok := bytes.CutPrefix(file, []byte(opening))
	rest, ok2 := bytes.CutSuffix(rest, []byte(closing))
	head, data, ok3 := bytes.Cut(rest, []byte(between))
	if !ok || !ok2 || !ok3 {
		return "", nil, fmt.Errorf("decode file of %d bytes: %w: not a script of the index", len(file), errDamaged)
	}
	stream, err = sevenths(data)
	if err != nil {
		return "", nil, fmt.Errorf("decode file %.20q: %w", head, err)
	}
	return string(head), stream, nil
}

// sevenths returns the bytes that appendSevenths wrote.
func sevenths(data []byte) ([]byte, error) {
	stream := make([]byte, 0, len(data)*7/8)
	bits, have := uint32(0), 0
	for len(data) > 0 {
		c, size := seventh(data)
		if size == 0 {
			return nil, fmt.Errorf("%w: %.4q is no character of its data", errDamaged, data)
		}
		data = data[size:]
		bits, have = bits<<7|uint32(c), have+7
		if have >= 8 {
			have -= 8
			stream = append(stream, byte(bits>>have))
		}
	}
	if have == 7 || bits&(1<<have-1) != 0 {
		return nil, fmt.Errorf("%w: data ends within a byte", errDamaged)
	}
	return stream, nil
}

// seventh returns the first character of data and how many bytes it is written
// with, 0 if it is none.
func seventh(data []byte) (c byte, size int) {
	switch c = data[0]; c {
	case 0, '\n', '\r', '"':
		return 0, 0
	case '\\':
		return escaped(data)
	}
	if c > 0x7F {
		return 0, 0
	}
	return c, 1
}

func escaped(data []byte) (c byte, size int) {
	if rest, ok := bytes.CutPrefix(data, []byte(`\x00`)); ok && startsWithDigit(rest) {
		return 0, 4
	}
	if len(data) > 1 {
		switch data[1] {
		case '0':
			if startsWithDigit(data[2:]) {
				return 0, 0
			}
			return 0, 2
		case 'n':
			return '\n', 2
		case 'r':
			return '\r', 2
		case '"', '\\':
			return data[1], 2
		}
	}
	return 0, 0
}

func startsWithDigit(data []byte) bool { return len(data) > 0 && '0' <= data[0] && data[0] <= '9' }
