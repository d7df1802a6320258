package engine

import (
	"maps"
	"slices"

	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/mention"
	"concord/internal/record"
	"concord/internal/site"
)

// vocabulary is what the text of every document is read with.
type vocabulary struct {
	*markup.Vocabulary
	terms []record.Term
	diags []diag.Diagnostic

	names  *mention.Names
	named  map[string]*record.Document // that names has, by their ids
	config *record.Config              // it was made with
}

// learn brings the vocabulary up to date, and marks the files that have to be
// compiled for that.
func (e *Evaluation) learn() {
	v := &e.vocabulary
	if v.config == nil || !slices.EqualFunc(v.config.Sides, e.Config.Sides, sameSide) || v.config.RawHTML != e.Config.RawHTML {
		*v = vocabulary{names: mention.NewNames(e.Config.Sides), named: map[string]*record.Document{}}
		for _, f := range e.sources.files {
			f.stale = true
		}
	}
	v.config = e.Config
	changed := e.setNames()
	lexicon, terms, conflicts, words := v.names.Settle()
	v.diags = nil
	for _, c := range conflicts {
		v.diags = append(v.diags, e.conflict(c))
	}
	next := &markup.Vocabulary{Lexicon: lexicon, RawHTML: e.Config.RawHTML}
	sameTerms := v.Vocabulary != nil && slices.Equal(v.terms, terms)
	if v.Vocabulary != nil && sameTerms && len(words) == 0 && len(changed) == 0 {
		return
	}
	moved := e.setSubjects(next, changed, terms)
	next.Abbreviations = e.abbreviations(terms)
	if before := v.Vocabulary; before != nil {
		for abbreviation := range differences(before.Abbreviations, next.Abbreviations) {
			words = append(words, mention.Form(abbreviation))
		}
		e.outdate(moved, words)
	}
	v.Vocabulary, v.terms = next, terms
	e.compilers = nil
}

func sameSide(a, b record.Side) bool {
	return a.Code == b.Code && a.Name == b.Name && a.Short == b.Short && slices.Equal(a.Names, b.Names)
}

// renaming is a document that came, went, or is called otherwise now. before or
// now is nil where there is none.
type renaming struct{ before, now *record.Document }

// setNames hands the documents that changed to the names, and returns those
// whose subjects may have changed.
func (e *Evaluation) setNames() (changed []renaming) {
	v := &e.vocabulary
	set := func(f *file) {
		d := f.document
		before := v.named[d.ID]
		if before == d {
			return
		}
		v.named[d.ID] = d
		v.names.Set(mention.Source{Document: d, Definitions: f.definitions})
		if before == nil || subject(before) != subject(d) || subjectAcronym(before) != subjectAcronym(d) || before.Kind != d.Kind {
			changed = append(changed, renaming{before, d})
		}
	}
	if !e.sources.relisted && len(v.named) > 0 {
		for f := range e.sources.unsettled {
			if f.document != nil && e.sources.byID[f.document.ID] == f {
				set(f)
			}
		}
		return changed
	}
	for _, f := range e.sources.files {
		set(f)
	}
	for id, d := range v.named {
		if e.sources.byID[id] == nil {
			delete(v.named, id)
			v.names.Remove(id)
			changed = append(changed, renaming{d, nil})
		}
	}
	return changed
}

// setSubjects sets where mentions lead, and returns the keys that lead elsewhere
// than before. changed are the documents whose subjects may.
func (e *Evaluation) setSubjects(next *markup.Vocabulary, changed []renaming, terms []record.Term) map[record.Key]bool {
	v := &e.vocabulary
	next.Subjects = map[record.Key]markup.Subject{}
	if v.Vocabulary != nil {
		next.Subjects = maps.Clone(v.Subjects)
	}
	moved := map[record.Key]bool{}
	for _, t := range v.terms {
		if next.Subjects[t.Key].Document == "" {
			delete(next.Subjects, t.Key)
			moved[t.Key] = true
		}
	}
	for _, d := range changed {
		if key, ok := keyOf(d.before); ok {
			delete(next.Subjects, key)
			moved[key] = true
		}
	}
	for _, d := range changed {
		if key, ok := keyOf(d.now); ok {
			next.Subjects[key] = subject(d.now)
			moved[key] = true
		}
	}
	for _, t := range terms {
		if _, known := next.Subjects[t.Key]; !known {
			next.Subjects[t.Key] = markup.Subject{Path: site.GlossaryPath + "#" + t.Slug, Title: t.Long, Label: t.Short}
			moved[t.Key] = true
		}
	}
	if v.Vocabulary != nil {
		maps.DeleteFunc(moved, func(key record.Key, _ bool) bool {
			before, was := v.Subjects[key]
			now, is := next.Subjects[key]
			return was == is && before == now
		})
	}
	return moved
}

func keyOf(d *record.Document) (record.Key, bool) {
	if d == nil {
		return record.Key{}, false
	}
	return d.Key()
}

func subject(d *record.Document) markup.Subject {
	return markup.Subject{Document: d.ID, Path: site.PagePath(d.ID), Title: d.Title, Label: subjectLabel(d)}
}

// abbreviations are what abbreviations stand for.
func (e *Evaluation) abbreviations(terms []record.Term) map[string]string {
	abbreviations := map[string]string{}
	for _, f := range e.sources.files {
		if _, ok := f.document.Key(); ok {
			if acronym := subjectAcronym(f.document); acronym != "" {
				abbreviations[acronym] = f.document.Title
			}
		}
	}
	for _, t := range terms {
		abbreviations[t.Short] = t.Long
	}
	return abbreviations
}

// subjectLabel is a short mark for a document's subject: where words stand for
// both sides' ministries, the side tells them apart.
func subjectLabel(d *record.Document) string {
	if d.Agency != nil && d.Agency.Country != "" {
		return d.Agency.Country
	}
	if acronym := subjectAcronym(d); acronym != "" {
		return acronym
	}
	return d.Title
}

func subjectAcronym(d *record.Document) string {
	switch {
	case d.Agency != nil:
		return d.Agency.Acronym
	case d.Instrument != nil:
		return d.Instrument.Acronym
	}
	return ""
}

// conflict is a clash of names as a diagnostic, at the words in the file.
func (e *Evaluation) conflict(c mention.Conflict) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: c.Severity, Code: c.Code, Message: c.Message, Notes: c.Notes, Hint: c.Hint,
		Span: find(c.Document.Path, e.Text(c.Document.Path), c.Words),
	}
}

// outdate marks the files whose facts another vocabulary may change: those in
// which a name may stand that came or went, those that mention what leads
// elsewhere now, and those in which something is wrong, which may be so no more.
func (e *Evaluation) outdate(moved map[record.Key]bool, words []string) {
	slices.Sort(words)
	words = slices.Compact(words)
	for key := range moved {
		for _, o := range e.concordance.Mentions(key) {
			if f := e.sources.byID[o.Member.Document.ID]; f != nil {
				f.stale = true
			}
		}
	}
	_ = parallel(len(e.sources.files), func(_, i int) error {
		f := e.sources.files[i]
		// Those whose mentions are not in the concordance are looked through.
		filed := f.document.Kind.Indexed() && f.member != nil && f.member.Facts == f.compiled.facts
		f.stale = f.stale || len(f.compiled.diags) > 0 || f.compiled.mayHold(words) || !filed && f.compiled.mentions(moved)
		return nil
	})
}

// differences are the keys that two maps do not have alike.
func differences[K, V comparable](a, b map[K]V) map[K]bool {
	keys := map[K]bool{}
	for key, value := range a {
		if other, ok := b[key]; !ok || other != value {
			keys[key] = true
		}
	}
	for key := range maps.Keys(b) {
		if _, ok := a[key]; !ok {
			keys[key] = true
		}
	}
	return keys
}
