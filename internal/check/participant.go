package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/record"
)

const codeParticipant diag.Code = "participant-not-named"

// participant checks that a participant exists, and looks for it in the
// paragraphs that are cited for it.
func (c *checker) participant(d *record.Document, p *record.Participant) {
	name, named := "", true
	if p.Side != "" {
		side := c.site.Config.Side(p.Side)
		if side == nil {
			c.unknownSide(d, p.Side, p.Place)
			return
		}
		name, named = side.Short, c.anyCited(p.Cite, func(m *concord.Member, at int) bool { return c.namesSide(m, at, side) })
	} else {
		agency := c.agency(p.Agency)
		if agency == nil {
			c.unknownAgency(d, p)
			return
		}
		name, named = agency.Title, c.anyCited(p.Cite, func(m *concord.Member, at int) bool { return namesAgency(m, at, agency, d) })
	}
	if !named {
		c.doubt(d.Path, p.Place, codeParticipant,
			fmt.Sprintf("%s %s not name the participant %q", joined(p.Cite), doOrDoes(p.Cite), name),
			"cite the paragraph that names it, or add the name that the paragraph uses under `names:`")
	}
}

func (c *checker) unknownAgency(d *record.Document, p *record.Participant) {
	known := c.agencies()
	c.at(d.Path, p.Place, codeAgency, fmt.Sprintf("there is no agency %q", p.Agency), diag.DidYouMean(p.Agency, known))
	c.diags[len(c.diags)-1].Fixes = c.fixes(d.Path, p.Place, p.Agency, certainID(p.Agency, known))
}

func joined(refs []record.Reference) string {
	names := make([]string, len(refs))
	for i, ref := range refs {
		names[i] = ref.String()
	}
	return strings.Join(names, " and ")
}

func doOrDoes(refs []record.Reference) string {
	if len(refs) == 1 {
		return "does"
	}
	return "do"
}

// anyCited says whether something holds of a cited paragraph. A citation of
// what does not exist is reported, and might have been the one.
func (c *checker) anyCited(refs []record.Reference, holds func(m *concord.Member, paragraph int) bool) bool {
	for _, ref := range refs {
		if m, at := c.paragraph(ref); m == nil || holds(m, at) {
			return true
		}
	}
	return false
}

// namesAgency says whether a paragraph names an agency, by itself or in the name
// of the instrument: "ASEAN-Korea Free Trade Area".
func namesAgency(m *concord.Member, paragraph int, agency, instrument *record.Document) bool {
	own, _ := agency.Key()
	whole, _ := instrument.Key()
	for _, x := range mentionsIn(m, paragraph) {
		if x.Key == own {
			return true
		}
		if x.Key == whole {
			words, err := m.Body.Text(int(x.Start), int(x.End), nil)
			if err != nil || hasWords(string(words), namesOf(agency)) {
				return true
			}
		}
	}
	return false
}

// namesOf are all names of an agency or instrument that may stand in a text.
func namesOf(d *record.Document) []string {
	names := []string{d.Title}
	switch {
	case d.Agency != nil:
		names = append(append(append(names, d.Agency.Names...), d.Agency.Offices...), d.Agency.Acronym)
		for _, t := range d.Agency.Translations {
			names = append(names, t.Name)
		}
	case d.Instrument != nil:
		names = append(append(names, d.Instrument.Names...), d.Instrument.Acronym)
	}
	return names
}

// namesSide says whether a paragraph names a side, one of its agencies, or both
// sides together.
func (c *checker) namesSide(m *concord.Member, paragraph int, side *record.Side) bool {
	if slices.ContainsFunc(mentionsIn(m, paragraph), func(x record.Mention) bool {
		if x.Key.Kind != record.KeyAgency {
			return false
		}
		agency := c.agency(x.Key.ID)
		// An agency has no facts where its front matter cannot be read.
		return agency != nil && agency.Agency != nil && agency.Agency.Country == side.Code
	}) {
		return true
	}
	text := textOf(m, paragraph)
	return text == "" || hasWords(text, side.Names) || hasWords(strings.ToLower(text), together)
}

// together are words that mean all sides.
var together = []string{
	"we", "our", "the sides", "both sides", "two sides", "the parties", "both parties", "two parties",
	"both countries", "two countries", "our countries", "both governments", "two governments", "both leaders", "two leaders",
	"bilateral", "bilaterally",
}

// hasWords says whether one of some names stands in a text as whole words.
func hasWords(text string, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		for at := 0; name != ""; {
			i := strings.Index(text[at:], name)
			if i < 0 {
				return false
			}
			start := at + i
			before, _ := utf8.DecodeLastRuneInString(text[:start])
			after, _ := utf8.DecodeRuneInString(text[start+len(name):])
			if !inWord(before) && !inWord(after) {
				return true
			}
			at = start + len(name)
		}
		return false
	})
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
