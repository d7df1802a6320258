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
	memoryForBodies = 16 << 20
	memoryForQuotes = 96 << 20
)

// texts keeps what the bodies of documents came to. It is the site's Texts.
type texts struct {
	bodies, quotes *spill.Store
	refs           map[string]*textRefs
}

type textRefs struct{ body, quotes spill.Ref }

// newTexts makes room for the texts of documents, which are then put from
// several goroutines without a lock.
func newTexts(files []*file) *texts {
	t := &texts{
		bodies: spill.New(memoryForBodies), quotes: spill.New(memoryForQuotes), refs: make(map[string]*textRefs, len(files)),
	}
	all := make([]textRefs, len(files))
	for i, f := range files {
		t.refs[f.document.ID] = &all[i]
	}
	return t
}

func (t *texts) put(id string, html, text []byte) (err error) {
	refs := t.refs[id]
	if refs.body, err = t.bodies.Append(html); err != nil {
		return fmt.Errorf("keep the page of %s: %w", id, err)
	}
	if refs.quotes, err = t.quotes.Append(text); err != nil {
		return fmt.Errorf("keep the text of %s: %w", id, err)
	}
	return nil
}

// HTML reads the body of a document's page into buf, which it may grow.
func (t *texts) HTML(id string, buf []byte) ([]byte, error) {
	return t.bodies.Read(t.refs[id].body, buf)
}

// Text reads bytes [from, to) of a document's plain text into buf, which it
// may grow.
func (t *texts) Text(id string, from, to int, buf []byte) ([]byte, error) {
	return t.quotes.ReadPart(t.refs[id].quotes, from, to, buf)
}

func (t *texts) close() error { return errors.Join(t.bodies.Close(), t.quotes.Close()) }
