package engine

import (
	"errors"
	"fmt"

	"concord/internal/spill"
)

// How many bytes of compiled texts are kept in memory; what goes beyond is kept
// in temporary files. Bodies are read once, each by its own page; the texts of
// paragraphs are quoted all over the site.
const (
	memoryForBodies = 24 << 20
	memoryForQuotes = 96 << 20
)

// texts keeps what the bodies of documents came to.
type texts struct{ bodies, quotes *spill.Store }

func newTexts() *texts {
	return &texts{bodies: spill.New(memoryForBodies), quotes: spill.New(memoryForQuotes)}
}

func (t *texts) put(html, text []byte) (body, error) {
	bodies, err := t.bodies.Append(html)
	if err != nil {
		return body{}, err
	}
	quotes, err := t.quotes.Append(text)
	return body{t, bodies, quotes}, err
}

func (t *texts) close() error { return errors.Join(t.bodies.Close(), t.quotes.Close()) }

// body is a document's: its concord.Body.
type body struct {
	texts        *texts
	html, quotes spill.Ref
}

// HTML reads the body of the document's page.
func (b *body) HTML(buf []byte) ([]byte, error) { return b.texts.bodies.Read(b.html, buf) }

// Text reads a part of the document's plain text.
func (b *body) Text(from, to int, buf []byte) ([]byte, error) {
	return b.texts.quotes.ReadPart(b.quotes, from, to, buf)
}

// held is a body in memory: that of a document that was compiled again. What a
// store keeps it keeps for ever, and an editor saves often.
type held struct{ html, text []byte }

// HTML copies the body of the document's page.
func (h *held) HTML(buf []byte) ([]byte, error) { return append(buf[:0], h.html...), nil }

// Text copies a part of the document's plain text.
func (h *held) Text(from, to int, buf []byte) ([]byte, error) {
	if from < 0 || from > to || to > len(h.text) {
		return nil, fmt.Errorf("read bytes %d to %d of %d: %w", from, to, len(h.text), errRange)
	}
	return append(buf[:0], h.text[from:to]...), nil
}

var errRange = errors.New("no such bytes")
