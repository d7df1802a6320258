package engine

import (
	"bytes"
	"maps"
	"sync"
	"sync/atomic"

	"concord/internal/diag"
)

// memoryForPages is how many bytes of rendered pages are kept.
const memoryForPages = 64 << 20

// pages keeps the pages that have been rendered. It is safe for concurrent use.
type pages struct {
	renders *atomic.Uint64

	mu   sync.Mutex
	kept map[string]*keptPage
	size int
}

type keptPage struct {
	mu   sync.Mutex
	made bool
	file File
	diag *diag.Diagnostic
}

func newPages() *pages { return &pages{renders: new(atomic.Uint64), kept: map[string]*keptPage{}} }

// next are the pages that are kept after some were touched, or all.
func (p *pages) next(touched map[string]bool, all bool) *pages {
	n := &pages{renders: p.renders, kept: map[string]*keptPage{}}
	if all {
		return n
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	n.kept, n.size = maps.Clone(p.kept), p.size
	for path := range touched {
		if k := n.kept[path]; k != nil {
			n.size -= len(k.file.Content)
			delete(n.kept, path)
		}
	}
	return n
}

// get returns a page, which is rendered if it is not kept.
func (p *pages) get(path string, render func(*bytes.Buffer) (*diag.Diagnostic, error)) (File, error) {
	k := p.place(path)
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.made {
		var b bytes.Buffer
		d, err := render(&b)
		if err != nil {
			return File{}, err
		}
		k.made, k.diag, k.file = true, d, fileOf(b.Bytes())
		p.renders.Add(1)
		p.count(len(k.file.Content))
	}
	if k.diag != nil {
		return File{}, &PageError{*k.diag}
	}
	return k.file, nil
}

func (p *pages) place(path string) *keptPage {
	p.mu.Lock()
	defer p.mu.Unlock()
	k := p.kept[path]
	if k == nil {
		k = &keptPage{}
		p.kept[path] = k
	}
	return k
}

// count makes room where too much is kept, whatever it is: who looks at a site
// looks at few of its pages.
func (p *pages) count(bytes int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.size += bytes; p.size > memoryForPages {
		p.kept, p.size = map[string]*keptPage{}, 0
	}
}

// failed are the mistakes in templates that have come out.
func (p *pages) failed() []diag.Diagnostic {
	p.mu.Lock()
	defer p.mu.Unlock()
	var list []diag.Diagnostic
	for _, k := range p.kept {
		if k.mu.TryLock() {
			if k.diag != nil {
				list = append(list, *k.diag)
			}
			k.mu.Unlock()
		}
	}
	return list
}
