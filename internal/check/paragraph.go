package check

import (
	"slices"

	"concord/internal/concord"
	"concord/internal/record"
)

// cited is what a citation leads to. One paragraph is mostly cited several times
// in a row: for each participant.
type cited struct {
	document, number string
	member           *concord.Member // nil where there is no such document
	paragraph        int             // its index, -1 where there is none
}

// paragraph finds the paragraph that a citation cites, and its index; nil where
// it does not exist.
func (c *checker) paragraph(ref record.Reference) (*concord.Member, int) {
	if x := c.find(ref); x.paragraph >= 0 {
		return x.member, x.paragraph
	}
	return nil, 0
}

func (c *checker) find(ref record.Reference) *cited {
	x := &c.last
	if x.document != ref.Document || x.number != ref.Paragraph || x.document == "" {
		*x = cited{ref.Document, ref.Paragraph, c.own, -1}
		if c.own == nil || c.own.Document.ID != ref.Document {
			x.member = c.site.Concordance.Member(ref.Document)
		}
		if x.member != nil {
			x.paragraph = paragraphIndex(x.member.Facts.Paragraphs, ref.Paragraph)
		}
	}
	return x
}

// paragraphIndex returns the index of the paragraph with a number, -1 where
// there is none. It looks first where the number would have it: a list of ten
// thousand instruments is cited by each of them.
func paragraphIndex(list []record.Paragraph, number string) int {
	is := func(p record.Paragraph) bool { return p.Number == number }
	from := min(leading(number), len(list))
	if at := slices.IndexFunc(list[from:], is); at >= 0 {
		return from + at
	}
	return slices.IndexFunc(list[:from], is)
}

// leading is how many paragraphs come before one with a number at least: "12.1"
// follows eleven, "u3" two.
func leading(number string) int {
	n := 0
	for i := range len(number) {
		switch c := number[i]; {
		case c >= '0' && c <= '9' && n < 1<<20:
			n = 10*n + int(c-'0')
		case i > 0:
			return max(0, n-1)
		}
	}
	return max(0, n-1)
}

// mentionsIn returns the mentions in a paragraph.
func mentionsIn(m *concord.Member, paragraph int) []record.Mention {
	list := m.Facts.Mentions
	of := func(x record.Mention, p int) int { return int(x.Paragraph) - p }
	from, _ := slices.BinarySearchFunc(list, paragraph, of)
	to, _ := slices.BinarySearchFunc(list[from:], paragraph+1, of)
	return list[from : from+to]
}

// textOf reads the running text of a paragraph, "" where it cannot be read: then
// nothing is said of it.
func textOf(m *concord.Member, paragraph int) string {
	p := &m.Facts.Paragraphs[paragraph]
	text, err := m.Body.Text(int(p.Start), int(p.End), nil)
	if err != nil {
		return ""
	}
	return string(text)
}
