package markup

import (
	"bytes"
	"slices"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"concord/internal/diag"
	"concord/internal/mention"
	"concord/internal/record"
)

// unit is one run of inline text: a paragraph, a list item, a table cell. It
// is what names are looked for in; no name goes from one into the next.
type unit struct {
	start  int     // in the document's text
	pieces []piece // in the order of the text
	masks  []mask  // stretches that hold no automatic mentions
}

// piece ties a stretch of text to the Markdown it came from.
type piece struct {
	text, source int // where it starts in the unit's text and in the Markdown
	parent       ast.Node
}

// mask is a stretch of the unit's text that is not searched.
type mask struct {
	start, end int
	what       maskKind
}

// maskKind says why a stretch of text is not searched.
type maskKind uint8

const (
	maskLink    maskKind = iota // to a page or an address
	maskCode                    // also an address that is a link by itself
	maskSubject                 // an explicit mention
	maskNone                    // [words](none:)
)

// masked stands for masked bytes; no name holds it.
const masked = '|'

// collect takes the facts from all running text below a block.
func (c *Compiler) collect(n ast.Node) {
	if first := n.FirstChild(); first != nil && first.Type() == ast.TypeInline {
		c.collectUnit(n)
		return
	}
	c.prepareTable(n)
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		c.collect(child)
	}
}

// collectUnit appends the text of one unit to the document's text, finds the
// mentions in it and plans their links.
func (c *Compiler) collectUnit(n ast.Node) {
	before, mentions := len(c.text), len(c.facts.Mentions)
	if p := c.facts.Paragraphs; len(p) > 0 && len(c.text) > int(p[len(p)-1].Start) {
		c.text = append(c.text, '\n')
	}
	u := &c.unit
	u.start, u.pieces, u.masks = len(c.text), u.pieces[:0], u.masks[:0]
	for child := n.FirstChild(); child != nil; {
		next := child.NextSibling() // a link may be replaced
		c.collectInline(child)
		child = next
	}
	if len(c.text) == u.start {
		c.text = c.text[:before]
		return
	}
	c.findMentions()
	slices.SortStableFunc(c.facts.Mentions[mentions:], func(a, b record.Mention) int { return int(a.Start - b.Start) })
}

// collectInline appends the text of an inline node.
func (c *Compiler) collectInline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		c.collectText(n)
	case *ast.String:
		c.text = append(c.text, n.Value...)
	case *ast.CodeSpan:
		from := len(c.text)
		c.collectChildren(n)
		c.mask(from, maskCode)
	case *ast.AutoLink:
		from := len(c.text)
		c.text = append(c.text, n.Label(c.src[c.base:])...)
		c.mask(from, maskCode)
		c.collectAutoLink(n)
	case *ast.Link:
		c.collectLink(n)
	case *ast.Image:
		c.resolveImage(n)
	case *ast.RawHTML:
		c.checkRawHTML(n)
	default:
		c.collectChildren(n)
	}
}

func (c *Compiler) collectChildren(n ast.Node) {
	for child := n.FirstChild(); child != nil; {
		next := child.NextSibling()
		c.collectInline(child)
		child = next
	}
}

// collectText appends a text node. Escapes and entities are read as the page
// will show them.
func (c *Compiler) collectText(n *ast.Text) {
	segment := n.Segment
	value := c.src[c.base+segment.Start : c.base+segment.Stop]
	from := 0
	c.piece(segment.Start, n)
	plain := n.IsRaw() || bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0
	for i := 0; i < len(value) && !plain; {
		var decoded []byte
		width := 0
		switch value[i] {
		case '\\':
			if i+1 < len(value) && util.IsPunct(value[i+1]) {
				decoded, width = value[i+1:i+2], 2
			}
		case '&':
			decoded, width = entity(value[i:])
		}
		if width == 0 {
			i++
			continue
		}
		c.text = append(append(c.text, value[from:i]...), decoded...)
		i += width
		from = i
		c.piece(segment.Start+i, n)
	}
	c.text = append(c.text, value[from:]...)
	switch {
	case n.HardLineBreak():
		c.text = append(c.text, '\n')
	case n.SoftLineBreak():
		c.text = append(c.text, ' ')
	}
}

// entity decodes the character reference at the start of a text; width is 0
// where there is none.
func entity(text []byte) (decoded []byte, width int) {
	end := slices.Index(text[:min(len(text), 40)], ';')
	if end < 0 {
		return nil, 0
	}
	raw := text[:end+1]
	decoded = util.ResolveEntityNames(util.ResolveNumericReferences(raw))
	if string(decoded) == string(raw) {
		return nil, 0
	}
	return decoded, end + 1
}

func (c *Compiler) piece(source int, n ast.Node) {
	c.unit.pieces = append(c.unit.pieces, piece{text: len(c.text) - c.unit.start, source: source, parent: n.Parent()})
}

// mask keeps the text appended since from out of the search.
func (c *Compiler) mask(from int, what maskKind) {
	c.unit.masks = append(c.unit.masks, mask{from - c.unit.start, len(c.text) - c.unit.start, what})
}

// at returns the piece in which the byte at an offset of the unit's text lies.
func (u *unit) at(offset int) *piece {
	i := sort.Search(len(u.pieces), func(i int) bool { return u.pieces[i].text > offset })
	return &u.pieces[max(i-1, 0)]
}

// source is where the byte at an offset of the unit's text stands in the
// Markdown.
func (u *unit) source(offset int) int {
	p := u.at(offset)
	return p.source + offset - p.text
}

// searched is the unit's text as it is searched.
func (c *Compiler) searched() []byte {
	text := c.text[c.unit.start:]
	if len(c.unit.masks) == 0 {
		return text
	}
	text = slices.Clone(text)
	for _, m := range c.unit.masks {
		for i := m.start; i < m.end; i++ {
			text[i] = masked
		}
	}
	return text
}

// findMentions records the mentions in the unit and plans their links.
func (c *Compiler) findMentions() {
	if len(c.unit.pieces) == 0 {
		return
	}
	c.scan(c.searched())
	for _, p := range c.found {
		c.reportProblem(p)
	}
	for i := range c.matches {
		m := &c.matches[i]
		first, last := c.unit.source(m.Start), c.unit.source(m.End-1)+1
		c.addMention(m.Key, m.Rule, c.unit.start+m.Start, c.unit.start+m.End, first, last)
		c.why.decided(c.placeLink(m, first, last))
	}
	c.why.endUnit(c)
}

// scan finds the mentions in a text, and notes why where that is asked for.
func (c *Compiler) scan(text []byte) {
	if c.why != nil {
		c.why.begin(text, c.scanner.Trace(text, c.doc.Date))
		c.matches, c.found = c.why.trace.Matches, c.why.trace.Problems
		return
	}
	c.matches, c.found = c.scanner.Scan(text, c.doc.Date, c.matches[:0], c.found[:0])
}

// placeLink plans the link of a mention where the page can have one.
func (c *Compiler) placeLink(m *mention.Match, first, last int) fate {
	switch {
	case m.Nested:
		return insideName
	case c.unit.at(m.Start).parent != c.unit.at(m.End-1).parent:
		return acrossElements // an element may not begin in one and end in another
	}
	return c.planLink(m, first, last)
}

func (c *Compiler) addMention(key record.Key, rule record.Rule, start, end, sourceStart, sourceEnd int) {
	c.facts.Mentions = append(c.facts.Mentions, record.Mention{
		Key: key, Rule: rule, Paragraph: int32(len(c.facts.Paragraphs) - 1),
		Start: int32(start), End: int32(end),
		SourceStart: int32(c.base + sourceStart), SourceEnd: int32(c.base + sourceEnd),
	})
}

func (c *Compiler) reportProblem(p mention.Problem) {
	start, end := c.unit.source(p.Start), c.unit.source(p.End-1)+1
	c.diags = append(c.diags, diag.Diagnostic{
		Severity: p.Severity, Code: p.Code, Message: p.Message, Hint: p.Hint, Notes: p.Notes,
		Span: diag.At(c.doc.Path, c.src, c.base+start, c.base+end),
	})
}
