package engine

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"concord/internal/markup"
	"concord/internal/record"
)

// Notes is what an editor may want to know of a document's page. Edit, here and
// below, is the address that opens an editor at the place: it is empty, for
// who knows the editor to fill.
type Notes struct {
	Source       string          `json:"source"` // "content/annexes/a.md"
	Edit         string          `json:"edit,omitempty"`
	Paragraphs   []ParagraphNote `json:"paragraphs"`
	Links        []LinkNote      `json:"links"` // in the order of the page
	Unrecognised []Unrecognised  `json:"unrecognised"`
}

// ParagraphNote is where a paragraph of the page stands in the source.
type ParagraphNote struct {
	Anchor string `json:"anchor"` // "para-7.3"
	Line   int    `json:"line"`
	Edit   string `json:"edit,omitempty"`
}

// LinkNote says why words on the page are a link. Lines and columns count from
// 1, columns in characters.
type LinkNote struct {
	Paragraph  string   `json:"paragraph"` // its anchor
	Href       string   `json:"href"`      // as on the page
	Words      string   `json:"words"`     // of the link, white space as single spaces
	What       string   `json:"what"`      // "agency Ministry of Health (SG)"
	Rule       string   `json:"rule"`      // "its name"
	Considered []string `json:"considered"`
	Instead    []string `json:"instead"` // Markdown
	Line       int      `json:"line"`
	Column     int      `json:"column"`
	Edit       string   `json:"edit,omitempty"`
}

// Unrecognised is words that look like a name or a date and are neither.
type Unrecognised struct {
	Kind      string `json:"kind"` // "name" or "date"
	Words     string `json:"words"`
	Agency    bool   `json:"agency,omitempty"` // a name that looks like an agency's
	Paragraph string `json:"paragraph"`        // its anchor
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	Edit      string `json:"edit,omitempty"`
}

// notes makes the notes for a document's page. sides are those of the site.
func notes(c *markup.Compiler, doc *record.Document, src []byte, sides []record.Side) Notes {
	x := c.Explain(doc, src, sides)
	at := newLines(src)
	n := Notes{Source: doc.Path, Paragraphs: []ParagraphNote{}, Links: []LinkNote{}}
	for _, p := range x.Paragraphs {
		line, _ := at.place(p.Start)
		n.Paragraphs = append(n.Paragraphs, ParagraphNote{Anchor: record.Anchor(p.Number), Line: line})
	}
	for _, m := range x.Mentions {
		if m.Href == "" {
			continue
		}
		line, column := at.place(m.Start)
		n.Links = append(n.Links, LinkNote{
			Paragraph: anchor(m.Paragraph), Href: m.Href, Words: m.LinkWords, What: m.What, Rule: reason(m.Rule, m.Because),
			Considered: lost(m.Considered), Instead: m.Instead, Line: line, Column: column,
		})
	}
	n.Unrecognised = unrecognised(at, x.Unrecognised)
	return n
}

func unrecognised(at *lines, list []markup.Unrecognised) []Unrecognised {
	found := []Unrecognised{}
	for _, u := range list {
		kind := "name"
		if u.Date {
			kind = "date"
		}
		line, column := at.place(u.Start)
		found = append(found, Unrecognised{
			Kind: kind, Words: u.Words, Agency: u.Agency, Paragraph: anchor(u.Paragraph), Line: line, Column: column,
		})
	}
	return found
}

// lost says of each candidate what it was and why it lost.
func lost(list []markup.Candidate) []string {
	said := []string{}
	for _, c := range list {
		said = append(said, fmt.Sprintf("%q as %s, %s: %s", c.Words, c.What, c.Rule, c.Why))
	}
	return said
}

func reason(rule, because string) string {
	if because == "" {
		return rule
	}
	return rule + "; " + because
}

// anchor is that of the paragraph with a number, "" for none.
func anchor(number string) string {
	if number == "" {
		return ""
	}
	return record.Anchor(number)
}

// lines finds the line and column of many places of one text.
type lines struct {
	src    []byte
	starts []int
}

func newLines(src []byte) *lines {
	l := &lines{src: src, starts: []int{0}}
	for i := 0; ; {
		n := bytes.IndexByte(src[i:], '\n')
		if n < 0 {
			return l
		}
		i += n + 1
		l.starts = append(l.starts, i)
	}
}

// place returns line and column of a byte, as diag.At does.
func (l *lines) place(at int) (line, column int) {
	at = min(max(at, 0), len(l.src))
	i, found := slices.BinarySearch(l.starts, at)
	if !found {
		i--
	}
	return i + 1, utf8.RuneCount(l.src[l.starts[i]:at]) + 1
}
