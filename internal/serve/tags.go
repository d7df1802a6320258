package serve

import (
	"errors"
	"io/fs"
	"slices"
	"sync"

	"concord/internal/engine"
)

// tags are those of the pages that browsers are at. A page must be made to know
// its tag, so it is asked for once in an edition of the site; and since that
// may take long, or wait until the site is read, nothing waits for it.
type tags struct {
	file  func(path string) (engine.File, error)
	ready func() // is told that one more is known

	mu    sync.Mutex
	pages map[string]*tagged
}

// edition is a state of the site in which a page has one tag.
type edition struct {
	version uint64
	ready   bool
}

// tagged is what is known of a page.
type tagged struct {
	of     edition
	tag    string
	known  bool // that it is the tag in the edition
	unsure bool // asking again may have another answer
	asked  bool // and not answered yet
}

// at returns the tags that are known of some pages, asks for the others, and
// forgets all pages but these.
func (t *tags) at(now edition, paths []string) map[string]string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for path, p := range t.pages {
		if _, wanted := slices.BinarySearch(paths, path); !wanted && !p.asked {
			delete(t.pages, path)
		}
	}
	tags := make(map[string]string, len(paths))
	for _, path := range paths {
		p := t.pages[path]
		if p == nil {
			p = &tagged{}
			t.pages[path] = p
		}
		switch {
		case p.known && p.of == now:
			tags[path] = p.tag
		case !p.asked:
			*p = tagged{of: now, asked: true}
			go t.ask(path, p)
		}
	}
	return tags
}

func (t *tags) ask(path string, p *tagged) {
	f, err := t.file(path)
	t.mu.Lock()
	p.tag, p.known, p.unsure, p.asked = f.ETag, true, !settled(err), false
	t.mu.Unlock()
	t.ready()
}

// doubt forgets answers that may be other ones now.
func (t *tags) doubt() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, p := range t.pages {
		p.known = p.known && !p.unsure
	}
}

// settled says that asking again would have the same answer.
func settled(err error) bool {
	var failed *engine.PageError
	return err == nil || errors.Is(err, fs.ErrNotExist) || errors.As(err, &failed)
}
