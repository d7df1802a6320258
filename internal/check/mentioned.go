package check

import (
	"bytes"
	"slices"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/record"
)

const (
	codeNoInstrument diag.Code = "unmentioned-instrument"
	codeNoAgency     diag.Code = "unmentioned-agency"
)

// mentioned reports the agencies and instruments that the record does not name:
// most often it names them in other words.
func (c *checker) mentioned() {
	for _, m := range c.site.Documents(record.Instrument) {
		if !c.isMentioned(m) {
			c.unmentioned(m, codeNoInstrument, "no text of the record mentions the instrument",
				"add the name that the text uses under `names:`, or write [words](mou:"+m.Document.Slug()+") where it is meant")
		}
	}
	participants := c.participantSlugs()
	for _, m := range c.site.Documents(record.Agency) {
		if !participants[m.Document.Slug()] && !c.isMentioned(m) {
			c.unmentioned(m, codeNoAgency, "no text of the record mentions the agency, and no instrument has it as a participant",
				"add the name that the text uses under `names:`, or write [words](agency:"+m.Document.Slug()+") where it is meant")
		}
	}
}

func (c *checker) isMentioned(m *concord.Member) bool {
	key, _ := m.Document.Key()
	return slices.ContainsFunc(c.site.Concordance.Mentions(key), func(o concord.Occurrence) bool { return o.Member.Document != m.Document })
}

func (c *checker) participantSlugs() map[string]bool {
	slugs := map[string]bool{}
	for _, m := range c.site.Documents(record.Instrument) {
		for _, p := range m.Document.Instrument.Participants {
			slugs[p.Agency] = true
		}
	}
	return slugs
}

func (c *checker) unmentioned(m *concord.Member, code diag.Code, message, hint string) {
	d := m.Document
	c.add(diag.Diagnostic{
		Severity: diag.Warning, Code: code, Message: message, Hint: hint, Span: wordsSpan(d, c.text(d.Path), d.Title),
	})
}

// wordsSpan is the place of words in a document's front matter, the file as a
// whole where they are not written there as they are.
func wordsSpan(d *record.Document, text []byte, words string) diag.Span {
	if i := bytes.Index(text[:min(d.Body, len(text))], []byte(words)); i >= 0 && words != "" {
		return diag.At(d.Path, text, i, i+len(words))
	}
	return diag.File(d.Path)
}
