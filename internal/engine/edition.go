package engine

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"concord/internal/diag"
	"concord/internal/export"
	"concord/internal/markup"
	"concord/internal/record"
	"concord/internal/render"
	"concord/internal/search"
	"concord/internal/site"
)

// edition is a state of a live site without errors, and what has been made of it
// so far.
type edition struct {
	config     *record.Config
	site       *site.Site
	themes     map[string]*render.Theme
	vocabulary *markup.Vocabulary
	terms      []record.Term
	loaded     int // how often templates and static files had been read
	source     fs.FS
	assets     map[string]File
	other      map[string]bool // published as they are
	pages      *pages
	texts      *derived
}

// derived is what is made of the texts of an edition, whatever its theme.
type derived struct {
	index   lazy[map[string]File]
	exports map[string]*export.File
	made    map[string]*lazy[File]
}

// edition returns what follows an edition after an update.
func (e *Evaluation) edition(r *revision, before *edition) *edition {
	x := &edition{
		config: e.Config, site: e.Site, themes: e.themes(), vocabulary: e.Vocabulary(),
		terms: e.vocabulary.terms, loaded: e.theme.loaded, source: e.options.Site,
		other: map[string]bool{}, pages: newPages(),
	}
	if before != nil && before.loaded == x.loaded {
		x.assets = before.assets
	} else {
		x.assets = filesOf(e.Assets)
	}
	for _, name := range e.other {
		x.other[name] = true
	}
	if before == nil {
		x.texts = newDerived(x)
		return x
	}
	x.pages = before.pages.next(e.touched(r, before))
	sameTexts := !r.replanned && len(r.replaced) == 0 && before.config == x.config && slices.Equal(before.terms, x.terms)
	if x.texts = before.texts; !sameTexts {
		x.texts = newDerived(x)
	}
	return x
}

func newDerived(x *edition) *derived {
	p := &derived{exports: map[string]*export.File{}, made: map[string]*lazy[File]{}}
	for _, f := range exports(x.config, x.site) {
		p.exports[f.Path], p.made[f.Path] = &f, &lazy[File]{}
	}
	return p
}

// fileOf is content with its tag.
func fileOf(content []byte) File {
	sum := sha256.Sum256(content)
	return File{content, `"` + hex.EncodeToString(sum[:12]) + `"`}
}

func filesOf(assets []Asset) map[string]File {
	files := map[string]File{}
	for _, a := range assets {
		files[a.Path] = fileOf(a.Content)
	}
	return files
}

// file returns what is published at a path.
func (x *edition) file(ctx context.Context, path string) (File, error) {
	if p := x.site.Page(path); p != nil {
		return x.pages.get(path, func(b *bytes.Buffer) (*diag.Diagnostic, error) { return renderPage(x.site, x.themes, p, b) })
	}
	if f, ok := x.assets[path]; ok {
		return f, nil
	}
	if x.other[path] {
		content, err := fs.ReadFile(x.source, contentFolder+"/"+path)
		return fileOf(content), err
	}
	if f := x.texts.exports[path]; f != nil {
		return x.texts.made[path].get(func() (File, error) {
			w := &patientBuffer{ctx: ctx}
			err := f.Write(x.site, w)
			return fileOf(w.Bytes()), err
		})
	}
	if x.isIndex(path) {
		index, err := x.index(ctx)
		if err != nil {
			return File{}, err
		}
		if f, ok := index[path]; ok {
			return f, nil
		}
	}
	return File{}, fs.ErrNotExist
}

// isIndex says whether a path is one of the search indexes'.
func (x *edition) isIndex(path string) bool {
	return slices.ContainsFunc(x.site.Editions(), func(in *site.Edition) bool {
		return strings.HasPrefix(path, in.Folder+search.Folder)
	})
}

// index makes the search indexes.
func (x *edition) index(ctx context.Context) (map[string]File, error) {
	return x.texts.index.get(func() (map[string]File, error) {
		var mu sync.Mutex
		index := map[string]File{}
		_, err := writeSearch(ctx, x.site, silent{}, func(path string, content []byte) error {
			f := fileOf(bytes.Clone(content))
			mu.Lock()
			defer mu.Unlock()
			index[path] = f
			return nil
		})
		return index, err
	})
}

// paths lists everything that is published, sorted; without the search index where
// there is an error.
func (x *edition) paths(ctx context.Context) ([]string, error) {
	index, err := x.index(ctx)
	var list []string
	for i := range x.site.Pages() {
		list = append(list, x.site.Pages()[i].Path)
	}
	for path := range x.texts.exports {
		list = append(list, path)
	}
	list = slices.AppendSeq(list, maps.Keys(x.assets))
	list = slices.AppendSeq(list, maps.Keys(x.other))
	list = slices.AppendSeq(list, maps.Keys(index))
	slices.Sort(list)
	return slices.Compact(list), err
}

// renderPage appends a page to b.
func renderPage(s *site.Site, themes map[string]*render.Theme, p *site.PlannedPage, b *bytes.Buffer) (_ *diag.Diagnostic, err error) {
	defer failure(p.Path, &err)
	view, err := s.View(p)
	if err != nil {
		return nil, err
	}
	return themes[p.Language].Execute(b, p.Layout, view), nil
}

// lazy is a value that is made when it is first asked for. After an error it is
// made anew.
type lazy[T any] struct {
	mu    sync.Mutex
	made  bool
	value T
}

func (z *lazy[T]) get(make func() (T, error)) (T, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	if !z.made {
		value, err := make()
		if err != nil {
			return value, err
		}
		z.value, z.made = value, true
	}
	return z.value, nil
}

// patientBuffer is a buffer that takes nothing more once its context is over.
type patientBuffer struct {
	bytes.Buffer
	ctx context.Context
}

var _ io.Writer = (*patientBuffer)(nil)

// Write appends p.
func (b *patientBuffer) Write(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, fmt.Errorf("give way: %w", err)
	}
	return b.Buffer.Write(p)
}
