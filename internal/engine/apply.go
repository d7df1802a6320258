package engine

import (
	"maps"
	"slices"

	"concord/internal/concord"
	"concord/internal/record"
	"concord/internal/site"
)

// revision is what an update did.
type revision struct {
	first bool // there was nothing before

	files  []*file    // that were compiled
	before []compiled // what they came to before

	// What became of the concordance and the site since the last update that
	// was not taken back.
	replaced  []site.Revision     // in their places
	replanned bool                // the pages are others, or may be
	dates     map[record.Key]bool // that may be named more or less often, and whether they were named
	undo      []func()            // in the order in which it was done
}

// seat gives a file its place in the concordance.
func (e *Evaluation) seat(f *file) {
	m := f.content()
	f.member = &m
	e.concordance.Add(f.member)
	e.applied = append(e.applied, f.member)
}

// content is what a file says, as its member is to have it.
func (f *file) content() concord.Member {
	return concord.Member{Document: f.document, Facts: f.compiled.facts, Body: f.compiled.body}
}

// apply brings the concordance up to date with the files. What it does can be
// taken back.
func (e *Evaluation) apply(r *revision) {
	r.dates = map[record.Key]bool{}
	if !e.sources.rearranged {
		for f := range e.sources.fresh {
			if e.sources.has(f) {
				e.renew(r, f)
			}
		}
		return
	}
	before := e.applied
	r.undo = append(r.undo, func() { e.applied = before })
	e.leave(r)
	members := make([]*concord.Member, len(e.sources.files))
	for i, f := range e.sources.files {
		e.renew(r, f)
		members[i] = f.member
	}
	e.applied = members
}

// renew makes a file's member what the file is.
func (e *Evaluation) renew(r *revision, f *file) {
	switch {
	case f.member == nil:
		e.noteDates(r, f.compiled.facts)
		e.enter(r, f)
	case f.member.Document != f.document || f.member.Facts != f.compiled.facts:
		e.noteDates(r, f.member.Facts)
		e.noteDates(r, f.compiled.facts)
		e.replace(r, f)
	}
}

// anotherDate says whether a date is named that was not, or is no more.
func (e *Evaluation) anotherDate(r *revision) bool {
	for key, was := range r.dates {
		if was != (len(e.concordance.Mentions(key)) > 0) {
			return true
		}
	}
	return false
}

// leave takes the members out that have no file any more, or another place.
func (e *Evaluation) leave(r *revision) {
	stay := 0
	for _, f := range e.sources.files {
		switch m := f.member; {
		case m == nil:
		case inPlace(m.Document, f.document):
			stay++
		default:
			r.undo = append(r.undo, func() { f.member = m })
			f.member = nil
		}
	}
	if stay == len(e.applied) {
		return
	}
	kept := make(map[*concord.Member]bool, stay)
	for _, f := range e.sources.files {
		kept[f.member] = true
	}
	for _, f := range e.sources.byName { // also of those without an id of their own
		if m := f.member; m != nil && !kept[m] {
			r.undo = append(r.undo, func() { f.member = m })
			f.member = nil
		}
	}
	for _, m := range e.applied {
		if !kept[m] {
			e.noteDates(r, m.Facts)
			e.concordance.Apply(m, nil)
			r.undo = append(r.undo, func() { e.concordance.Apply(nil, m) })
		}
	}
}

func (e *Evaluation) enter(r *revision, f *file) {
	m := f.content()
	f.member = &m
	e.concordance.Apply(nil, f.member)
	r.undo = append(r.undo, func() {
		e.concordance.Apply(f.member, nil)
		f.member = nil
	})
}

func (e *Evaluation) replace(r *revision, f *file) {
	m, before := f.member, *f.member
	e.concordance.Replace(m, f.content())
	r.replaced = append(r.replaced, site.Revision{Member: m, Before: before})
	r.undo = append(r.undo, func() { e.concordance.Replace(m, before) })
}

// noteDates notes the dates of facts that come or go, before they do.
func (e *Evaluation) noteDates(r *revision, facts *record.Facts) {
	for i := range facts.Mentions {
		key := facts.Mentions[i].Key
		if _, known := r.dates[key]; !known && key.Kind == record.KeyDate {
			r.dates[key] = len(e.concordance.Mentions(key)) > 0
		}
	}
}

// plan plans the site's pages.
func (e *Evaluation) plan(r *revision) {
	in := e.input(e.applied, e.concordance)
	before := e.Site
	r.undo = append(r.undo, func() { e.Site = before })
	if before == nil || r.first {
		e.Site, r.replanned = site.New(in), true
		return
	}
	e.Site, r.replanned = before.Revised(in, r.replaced, slices.Collect(maps.Keys(r.dates)))
}

// takeBack undoes what an update did to the concordance and the site: these are
// again what they were, and the files what they have become.
func (r *revision) takeBack() {
	for _, undo := range slices.Backward(r.undo) {
		undo()
	}
}
