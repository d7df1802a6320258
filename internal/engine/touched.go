package engine

import (
	"reflect"
	"slices"
	"strings"

	"concord/internal/record"
	"concord/internal/site"
)

// touched are the pages that an update may have changed. Where more changed than
// the bodies of documents that is all of them: it costs one rendering of each
// page that somebody looks at.
//
// This is what package site shows on the pages of each layout, said once more:
// TestUpheaval finds where the two differ.
func (e *Evaluation) touched(r *revision, before *edition) (paths map[string]bool, all bool) {
	if r.replanned || e.anotherDate(r) || before.loaded != e.theme.loaded || before.config != e.Config || !slices.Equal(before.terms, e.vocabulary.terms) {
		return nil, true
	}
	t := touches{site: e.Site, terms: e.vocabulary.terms, digests: newDigester(), paths: map[string]bool{}}
	if slices.ContainsFunc(r.replaced, func(x site.Revision) bool { return !sameFrontMatter(x.Before.Document, x.Member.Document) }) {
		return nil, true
	}
	for _, x := range r.replaced {
		t.body(x)
	}
	return t.paths, false
}

// sameFrontMatter says whether two states of a document differ in nothing but
// where its body begins.
func sameFrontMatter(a, b *record.Document) bool {
	if a == b {
		return true
	}
	c := *a
	c.Body = b.Body
	return reflect.DeepEqual(&c, b)
}

// touches gathers the pages that show something of what changed.
type touches struct {
	site    *site.Site
	terms   []record.Term
	digests *digester
	paths   map[string]bool
}

// body adds the pages that another body of a document changes.
func (t *touches) body(x site.Revision) {
	id := x.Member.Document.ID
	t.document(id)
	for i := range t.site.Config.Pillars {
		for _, ref := range t.site.Config.Pillars[i].Cite {
			if ref.Document == id {
				t.layout(site.LayoutPillar)
				t.layout(site.LayoutAgencyIndex) // which counts the agencies under each pillar
			}
		}
	}
	if x.Member.Document.Kind.Indexed() {
		t.layout(site.LayoutWhole)
	}
	for key := range differences(t.digests.keyed(&x.Before), t.digests.keyed(x.Member)) {
		t.key(key)
	}
}

// key adds the pages that show the mentions of a key.
func (t *touches) key(key record.Key) {
	if m := t.site.Subject(key); m != nil {
		t.document(m.Document.ID)
	}
	for i := range t.terms {
		if t.terms[i].Key == key {
			t.layout(site.LayoutGlossary)
		}
	}
	switch key.Kind {
	case record.KeyAgency:
		t.layout(site.LayoutAgencyIndex)
		t.layout(site.LayoutPillar)
	case record.KeyDate:
		t.layout(site.LayoutDateIndex)
		t.layout(site.LayoutHome) // whose timeline counts paragraphs
		t.layout(site.LayoutYear)
	case record.KeyParagraph:
		id, _, _ := strings.Cut(key.ID, "#")
		t.document(id)
	}
}

func (t *touches) document(id string) {
	for _, path := range t.site.Paths(site.PagePath(id)) {
		t.paths[path] = true
	}
}

// layout adds all pages of a layout that no document makes.
func (t *touches) layout(layout site.Layout) {
	pages := t.site.Pages()
	for i := range pages {
		if pages[i].Layout == layout {
			t.paths[pages[i].Path] = true
		}
	}
}
