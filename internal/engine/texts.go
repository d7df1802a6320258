package engine

import (
	"fmt"
	"sync"

	"concord/internal/spill"
)

// memoryForTexts is how many bytes of compiled text are kept in memory; what
// goes beyond is kept in a temporary file.
const memoryForTexts = 48 << 20

// texts keeps what the bodies of documents came to. It is the site's Texts.
type texts struct {
	store *spill.Store
	mu    sync.RWMutex
	refs  map[string]textRefs
}

type textRefs struct{ html, text spill.Ref }

func newTexts() *texts {
	return &texts{store: spill.New(memoryForTexts), refs: map[string]textRefs{}}
}

func (t *texts) put(id string, html, text []byte) error {
	var refs textRefs
	var err error
	if refs.html, err = t.store.Append(html); err != nil {
		return fmt.Errorf("keep the page of %s: %w", id, err)
	}
	if refs.text, err = t.store.Append(text); err != nil {
		return fmt.Errorf("keep the text of %s: %w", id, err)
	}
	t.mu.Lock()
	t.refs[id] = refs
	t.mu.Unlock()
	return nil
}

// HTML reads the body of a document's page into buf, which it may grow.
func (t *texts) HTML(id string, buf []byte) ([]byte, error) {
	return t.store.Read(t.find(id).html, buf)
}

// Text reads bytes [from, to) of a document's plain text into buf.
func (t *texts) Text(id string, from, to int, buf []byte) ([]byte, error) {
	return t.store.ReadPart(t.find(id).text, from, to, buf)
}

func (t *texts) find(id string) textRefs {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.refs[id]
}

func (t *texts) close() error { return t.store.Close() }
