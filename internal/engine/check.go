package engine

import (
	"maps"
	"slices"

	"concord/internal/check"
	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/record"
)

// checks is what is wrong with the site as a whole.
type checks struct {
	diags  []diag.Diagnostic
	files  []string // that were published
	claims []diag.Diagnostic
	copies []string // that were published when claims was made
	again  bool     // every document has to be checked the next time
}

// check finds what is wrong between documents, and looks again only at what the
// update can have touched.
func (e *Evaluation) check(r *revision) {
	c := &e.checks
	files := !slices.Equal(c.files, e.Site.Files)
	c.files = e.Site.Files
	if copies := e.copies(); r.replanned || !slices.Equal(c.copies, copies) {
		c.claims, c.copies = e.claimPaths(), copies
	}
	c.diags = append(check.Site(e.Site, e.Text), c.claims...)
	doubtful := e.doubtful(r, files)
	// What is found now is of a plan that may be taken back.
	c.again = len(doubtful) == len(e.sources.files)
	_ = parallel(len(doubtful), func(_, i int) error {
		f := doubtful[i]
		f.checked, f.as = check.Member(e.Site, f.member, e.Text), f.document
		return nil
	})
	for _, f := range doubtful {
		e.sources.note(f)
	}
}

// Doubts is what an editor who asks for it is told beyond Diags: what only all
// texts together say, and takes a look at every word. The evaluation must be
// without errors.
func (e *Evaluation) Doubts() []diag.Diagnostic {
	list := slices.Concat(check.Whole(e.Site, e.Text), check.Texts(e.Site, e.Text), e.untranslated())
	return diag.Sort(diag.Configure(list, e.Config.Checks))
}

// doubtful are the files of which what is wrong with them may have changed:
// those that did, those that cite or may link to paragraphs that did, and those
// that rest on the front matter of one that did.
func (e *Evaluation) doubtful(r *revision, files bool) []*file {
	if r.replanned || e.checks.again {
		return e.sources.files
	}
	set := map[*file]bool{}
	doubt := func(id string) {
		if f := e.sources.byID[id]; f != nil {
			set[f] = true
		}
	}
	paragraphs, named := false, false
	digests := newDigester()
	for i, f := range r.files {
		if !e.sources.has(f) { // it is gone since
			continue
		}
		if f.as == nil || f.as.Date != f.document.Date || country(f.as) != country(f.document) {
			return e.sources.files
		}
		set[f] = true
		now := f.content()
		before := concord.Member{Document: f.document, Facts: r.before[i].facts, Body: r.before[i].body}
		for key := range citedDifferences(digests, &before, &now) {
			paragraphs = true
			for _, c := range e.concordance.Citations(key) {
				doubt(c.Member.Document.ID)
			}
		}
		if !sameFrontMatter(f.as, f.document) {
			named = true
			for _, m := range e.Site.Instruments(f.document.Slug()) {
				doubt(m.Document.ID)
			}
		}
	}
	for _, x := range r.replaced {
		doubt(x.Member.Document.ID)
	}
	if !paragraphs && !named && !files {
		return slices.Collect(maps.Keys(set))
	}
	var list []*file
	for _, f := range e.sources.files {
		linked := len(f.member.Facts.Links) > 0 || !f.document.Kind.Indexed()
		said := len(f.checked) > 0 // and with advice that depends on others
		if set[f] || said && (paragraphs || named) || linked && (paragraphs || files) || files && f.document.Source != "" {
			list = append(list, f)
		}
	}
	return list
}

func country(d *record.Document) string {
	if d.Agency == nil {
		return ""
	}
	return d.Agency.Country
}

// citedDifferences are the paragraphs, as they are cited, that two states of a
// document do not have alike.
func citedDifferences(d *digester, before, now *concord.Member) map[record.Key]bool {
	keys := map[record.Key]bool{}
	for number := range differences(d.numbered(before), d.numbered(now)) {
		keys[record.Reference{Document: now.Document.ID, Paragraph: number}.Key()] = true
	}
	return keys
}
