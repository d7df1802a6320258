package markup

import (
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"concord/internal/mention"
	"concord/internal/record"
)

// Explain compiles a document and says what was recognised in it. sides are
// those of the site: their names alone are nothing that the lexicon lacks.
func (c *Compiler) Explain(doc *record.Document, src []byte, sides []record.Side) Explanation {
	return c.explain(doc, src, &explainer{sides: sides})
}

// ExplainWords says what words would be recognised as if they were a paragraph
// of the record. Places are bytes of what is explained, and of no use.
func (c *Compiler) ExplainWords(words string, sides []record.Side) Explanation {
	var src []byte
	for _, b := range []byte(strings.Join(strings.Fields(words), " ")) {
		if util.IsPunct(b) {
			src = append(src, '\\') // nothing of it is Markdown
		}
		src = append(src, b)
	}
	doc := &record.Document{ID: "?", Path: "?", Kind: record.Agency} // of which nothing is numbered, and all is indexed
	x := c.explain(doc, src, &explainer{sides: sides, all: true})
	for i := range x.Mentions {
		unescape(x.Mentions[i].Instead)
	}
	for i := range x.Problems {
		unescape(x.Problems[i].Instead)
	}
	return x
}

func unescape(list []string) {
	for i, s := range list {
		list[i] = string(util.UnescapePunctuations([]byte(s)))
	}
}

func (c *Compiler) explain(doc *record.Document, src []byte, w *explainer) Explanation {
	c.why = w
	defer func() { c.why = nil }()
	facts := c.Compile(doc, src).Facts
	for i := range w.Paragraphs {
		w.Paragraphs[i].Number = facts.Paragraphs[i].Number
	}
	slices.SortStableFunc(w.Mentions, func(a, b Explained) int { return a.compare(&b.Place) })
	return w.Explanation
}

// explainer listens to a compiler. Its methods do nothing where there is none,
// which is the rule.
type explainer struct {
	Explanation
	sides []record.Side
	all   bool // also what is hardly worth a word

	// Of the unit being scanned.
	text  []byte // as it was searched
	trace mention.Trace
	fates []fate // of the trace's matches
}

// paragraph notes where a paragraph that was just opened begins.
func (w *explainer) paragraph(c *Compiler, n ast.Node) {
	if w == nil {
		return
	}
	start, ok := blockStart(n)
	if !ok && len(w.Paragraphs) > 0 {
		start = w.Paragraphs[len(w.Paragraphs)-1].Start - c.base
	}
	w.Paragraphs = append(w.Paragraphs, ParagraphStart{Start: c.base + start})
}

// blockStart is where the first line of a block stands in the Markdown.
func blockStart(n ast.Node) (int, bool) {
	for ; n != nil && n.Type() == ast.TypeBlock; n = n.FirstChild() {
		if n.Lines() != nil && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start, true
		}
	}
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start, true
	}
	return 0, false
}

// link notes the explicit mentions that a link has just made.
func (w *explainer) link(c *Compiler, n *ast.Link, mentions []record.Mention) {
	if w == nil {
		return
	}
	linked := 0
	for _, m := range mentions {
		if m.Key.Kind != record.KeyDate && c.path(m.Key) != "" {
			linked++
		}
	}
	for _, m := range mentions {
		x := Explained{Meaning: w.meaning(c, m.Key, m.Rule, "")}
		x.Place = w.place(c, int(m.Start), int(m.End), int(m.SourceStart), int(m.SourceEnd))
		x.LinkWords = x.Words
		switch {
		case m.Key.Kind == record.KeyDate:
			x.Href = string(n.Destination)
		case c.path(m.Key) == "":
			x.NoLink, x.LinkWords = noLink(noTarget, m.Key), ""
		default:
			x.Href = c.root + c.path(m.Key)
			if linked > 1 {
				x.LinkWords = c.vocabulary.Subjects[m.Key].Label
			}
		}
		x.Instead = []string{markdownLink(string(c.src[x.Start:x.End]), "none:")}
		w.Mentions = append(w.Mentions, x)
	}
}

// begin notes what a unit's text came to.
func (w *explainer) begin(text []byte, t mention.Trace) {
	w.text, w.trace, w.fates = text, t, w.fates[:0]
}

// decided notes what becomes of the next of the unit's mentions.
func (w *explainer) decided(f fate) {
	if w != nil {
		w.fates = append(w.fates, f)
	}
}

// endUnit explains the unit.
func (w *explainer) endUnit(c *Compiler) {
	if w == nil {
		return
	}
	passed := len(w.Passed)
	w.mentions(c)
	w.problems(c)
	w.masked(c)
	w.unrecognised(c)
	slices.SortStableFunc(w.Passed[passed:], func(a, b Candidate) int { return a.compare(&b.Place) })
}

func (w *explainer) mentions(c *Compiler) {
	t := &w.trace
	considered := make([][]Candidate, len(t.Matches))
	for _, l := range t.Losses {
		switch {
		case l.Match >= 0:
			considered[l.Match] = append(considered[l.Match], w.candidate(c, l))
		case l.Problem < 0 && (w.all || telling(w.text[l.Start:l.End])):
			w.Passed = append(w.Passed, w.candidate(c, l))
		}
	}
	for i, m := range t.Matches {
		x := Explained{
			Place: w.stretch(c, m.Start, m.End), Meaning: w.meaning(c, m.Key, m.Rule, w.name(c, m.Entry)),
			Because: t.Because[i], Considered: considered[i],
		}
		switch fate := w.fates[i]; {
		case fate == linked:
			x.Href, x.LinkWords = c.root+c.path(m.Key), x.Words
		case c.path(m.Key) == "":
			x.NoLink = noLink(noTarget, m.Key)
		default:
			x.NoLink = noLink(fate, m.Key)
		}
		if m.Rule == record.RuleDate && strings.EqualFold(x.Words, "today") {
			x.Rule = "the date of the document"
		}
		if !m.Nested {
			x.Instead = w.instead(c, x.Place, x.Key, x.Considered, m.Start, m.End)
		}
		w.Mentions = append(w.Mentions, x)
	}
}

func (w *explainer) problems(c *Compiler) {
	for i, p := range w.trace.Problems {
		x := Unclear{Place: w.stretch(c, p.Start, p.End), Severity: p.Severity, Code: p.Code, Message: p.Message}
		for _, l := range w.trace.Losses {
			if l.Problem == i {
				x.Considered = append(x.Considered, w.candidate(c, l))
			}
		}
		x.Instead = w.instead(c, x.Place, record.Key{}, x.Considered, p.Start, p.End)
		w.Problems = append(w.Problems, x)
	}
}

// telling says whether a name that is not written as it should be is worth a
// word: "it" is rarely meant as the acronym IT.
func telling(words []byte) bool {
	if strings.ContainsAny(string(words), " \n") {
		return true
	}
	capitals := 0
	for _, b := range words {
		if b >= 'A' && b <= 'Z' {
			capitals++
		}
	}
	return capitals > 1
}

// masked notes what would have been found in code and in links.
func (w *explainer) masked(c *Compiler) {
	if len(c.unit.masks) == 0 {
		return
	}
	t := c.scanner.Trace(slices.Clone(c.text[c.unit.start:]), c.doc.Date)
	for _, m := range t.Matches {
		i := slices.IndexFunc(c.unit.masks, func(k mask) bool { return k.start < m.End && m.Start < k.end })
		if m.Nested || i < 0 {
			continue
		}
		x := Candidate{Place: w.stretch(c, m.Start, m.End), Meaning: w.meaning(c, m.Key, m.Rule, w.name(c, m.Entry))}
		switch c.unit.masks[i].what {
		case maskSubject:
			w.besideLink(x)
			continue
		case maskCode:
			x.Why = "it stands in code"
		case maskNone:
			x.Why = "it is marked as none of the record's: [" + x.Words + "](none:)"
		default:
			x.Why = "it stands in a link"
		}
		w.Passed = append(w.Passed, x)
	}
}

// besideLink adds what an explicit link's words would have been taken for
// without it.
func (w *explainer) besideLink(x Candidate) {
	x.Why = "the explicit link goes first"
	for i := range w.Mentions {
		m := &w.Mentions[i]
		if m.Key != x.Key && m.Rule == ruleWords(record.RuleLink) && m.Start < x.End && x.Start < m.End {
			m.Considered = append(m.Considered, x)
			if m.Words == x.Words { // without the link they would be it
				m.Instead = append(m.Instead, x.Words)
			}
		}
	}
}

func (w *explainer) unrecognised(c *Compiler) {
	var taken []mention.Span
	for _, m := range w.trace.Matches {
		taken = append(taken, mention.Span{Start: m.Start, End: m.End})
	}
	for _, p := range w.trace.Problems {
		taken = append(taken, mention.Span{Start: p.Start, End: p.End})
	}
	slices.SortFunc(taken, func(a, b mention.Span) int { return cmp.Compare(a.Start, b.Start) })
	from := len(w.Unrecognised)
	for _, n := range mention.Unlisted(w.text, taken, w.sides, nil) {
		w.Unrecognised = append(w.Unrecognised, Unrecognised{Place: w.stretch(c, n.Start, n.End), Agency: n.Agency})
	}
	for _, n := range mention.Undated(w.text, taken) {
		w.Unrecognised = append(w.Unrecognised, Unrecognised{Place: w.stretch(c, n.Start, n.End), Date: true})
	}
	slices.SortStableFunc(w.Unrecognised[from:], func(a, b Unrecognised) int { return a.compare(&b.Place) })
}

// stretch is a stretch of the unit's text.
func (w *explainer) stretch(c *Compiler, start, end int) Place {
	first, last := c.unit.source(start), c.unit.source(end-1)+1
	return w.place(c, c.unit.start+start, c.unit.start+end, c.base+first, c.base+last)
}

// place is text[from:to] of the document, which stands in the file at
// [start,end).
func (w *explainer) place(c *Compiler, from, to, start, end int) Place {
	p := Place{Words: string(c.text[from:to]), Start: min(start, len(c.src)), End: min(end, len(c.src)), at: from}
	if n := len(c.facts.Paragraphs); n > 0 {
		p.Paragraph = c.facts.Paragraphs[n-1].Number
	}
	return p
}
