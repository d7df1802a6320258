package engine

import (
	"concord/internal/markup"
	"concord/internal/mention"
	"concord/internal/record"
	"concord/internal/site"
)

// newVocabulary gathers what mentions lead to and what abbreviations stand
// for.
func newVocabulary(config *record.Config, lexicon *mention.Lexicon, terms []record.Term, sources []mention.Source) *markup.Vocabulary {
	v := &markup.Vocabulary{
		Lexicon:       lexicon,
		Subjects:      map[record.Key]markup.Subject{},
		Abbreviations: map[string]string{},
		RawHTML:       config.RawHTML,
	}
	for _, s := range sources {
		d := s.Document
		key, ok := d.Key()
		if !ok {
			continue
		}
		v.Subjects[key] = markup.Subject{Document: d.ID, Path: site.PagePath(d.ID), Title: d.Title, Label: subjectLabel(d)}
		if acronym := subjectAcronym(d); acronym != "" {
			v.Abbreviations[acronym] = d.Title
		}
	}
	for _, t := range terms {
		if _, known := v.Subjects[t.Key]; !known {
			v.Subjects[t.Key] = markup.Subject{Path: site.GlossaryPath + "#" + t.Slug, Title: t.Long, Label: t.Short}
		}
		v.Abbreviations[t.Short] = t.Long
	}
	return v
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
