// Package markup turns one document's Markdown into facts and HTML, in one
// parse. It is the only package that knows goldmark and chroma.
//
// The contract: what Compile returns depends on the document's own file and on
// the Vocabulary, and on nothing else. The words of the text are never
// changed: what the page adds to them (numbers' links, anchors, the marks of
// words that stand for several things) is markup, or stands in an element of
// the class "apparatus".
//
// A numbered paragraph is a block that begins with its printed number, "5." or
// "5.1."; a deeper number is nested in the one above it. Every paragraph has
// the anchor "para-" and its printed number. In a text without printed numbers
// paragraphs count from 1; in a text with some, those that follow a numbered
// paragraph belong to it, and those before the first, or right after a heading,
// count "u1", "u2". A list, table or quotation is a paragraph; a heading and a
// code block are not.
package markup

import (
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"

	"concord/internal/diag"
	"concord/internal/mention"
	"concord/internal/record"
)

// Vocabulary is everything beyond a document's own file that its HTML depends
// on. It is shared by all compilers and must not change.
type Vocabulary struct {
	Lexicon       *mention.Lexicon
	Subjects      map[record.Key]Subject
	Abbreviations map[string]string // "ROK" → "Republic of Korea"
	RawHTML       bool
}

// Subject is where mentions of a key lead.
type Subject struct {
	Document string // id of the document that describes it, "" for a term
	Path     string // from the site's root: "agencies/hsa/index.html"
	Title    string // full name
	Label    string // a short mark where words stand for several: "KR"
}

// Result is what one document's body comes to. HTML and Text are valid until
// the next call to Compile.
type Result struct {
	Facts *record.Facts
	HTML  []byte
	Text  []byte // plain text of the paragraphs, see record.Facts
	Diags []diag.Diagnostic
}

// Compiler compiles documents, one at a time. It belongs to one goroutine.
type Compiler struct {
	vocabulary *Vocabulary
	scanner    *mention.Scanner
	numbered   parser.Parser
	plain      parser.Parser
	renderer   renderer.Renderer
	datePaths  map[string]string // of the dates met so far, by their EDTF form
	targets    []target          // of the lexicon's entries

	// The state of the document being compiled.
	doc       *record.Document
	src       []byte // the whole file
	base      int    // offset in src of the Markdown
	root      string // way from the page to the site's root: "../../"
	facts     record.Facts
	diags     []diag.Diagnostic
	text      []byte
	html      buffer
	links     linkPlan
	unit      unit
	open      []int // levels of the paragraphs whose elements are open
	heading   int32
	numbers   map[ast.Node]number // printed, of its paragraphs
	last      number              // the last of them so far
	count     int                 // unnumbered paragraphs so far
	anyNumber bool
	anchors   map[string]bool     // ids given so far
	linked    []record.Key        // linked in the paragraph so far
	terms     map[record.Key]bool // terms linked in the document so far
	matches   []mention.Match
	found     []mention.Problem
	why       *explainer // nil unless Explain asks
}

// NewCompiler returns a compiler with a vocabulary.
func NewCompiler(v *Vocabulary) *Compiler {
	c := &Compiler{
		vocabulary: v,
		scanner:    v.Lexicon.NewScanner(),
		anchors:    map[string]bool{},
		terms:      map[record.Key]bool{},
		numbers:    map[ast.Node]number{},
		datePaths:  map[string]string{},
		targets:    make([]target, len(v.Lexicon.Entries())),
	}
	c.numbered, c.plain = newParser(c.numbers), newParser(nil)
	c.renderer = newRenderer(c)
	return c
}

// Compile compiles the document in a file. It does not keep src.
func (c *Compiler) Compile(doc *record.Document, src []byte) Result {
	c.reset(doc, src)
	body := src[doc.Body:]
	p := c.plain
	if doc.Kind.Numbered() {
		p = c.numbered
	}
	root := p.Parse(text.NewReader(body))
	c.anyNumber = c.hasNumber(root)
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		c.block(n)
	}
	c.closeTo(1)
	c.checkCorrections()
	c.src, c.doc = nil, nil
	return Result{Facts: c.takeFacts(), HTML: c.html, Text: c.text, Diags: c.diags}
}

// takeFacts copies the facts to memory of just their size: a large site keeps
// those of all its documents, and the compiler's own lists are used again.
func (c *Compiler) takeFacts() *record.Facts {
	f := &c.facts
	return &record.Facts{
		Paragraphs: slices.Clone(f.Paragraphs), Headings: slices.Clone(f.Headings), Mentions: slices.Clone(f.Mentions),
		References: slices.Clone(f.References), Links: slices.Clone(f.Links), External: slices.Clone(f.External),
		OwnTitle: f.OwnTitle,
	}
}

func (c *Compiler) reset(doc *record.Document, src []byte) {
	c.doc, c.src, c.base = doc, src, doc.Body
	c.root = relativeRoot(doc.URL())
	c.facts = record.Facts{
		Paragraphs: c.facts.Paragraphs[:0], Headings: c.facts.Headings[:0], Mentions: c.facts.Mentions[:0],
		References: c.facts.References[:0], Links: c.facts.Links[:0], External: c.facts.External[:0],
	}
	c.diags = nil
	c.text, c.html = c.text[:0], c.html[:0]
	c.links.reset()
	c.open = c.open[:0]
	c.heading, c.last, c.count = -1, nil, 0
	clear(c.anchors)
	clear(c.terms)
	clear(c.numbers)
}

// block compiles one top-level block: facts first, since rendering uses the
// links that they plan.
func (c *Compiler) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		c.closeTo(1)
		c.addHeading(n)
		c.render(n)
	case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.ThematicBreak, *ast.HTMLBlock:
		c.render(n)
		c.endOwnText()
	case *ast.LinkReferenceDefinition: // which the page does not show
	default:
		c.paragraph(n)
	}
}

// paragraph compiles a block that holds running text.
func (c *Compiler) paragraph(n ast.Node) {
	printed := c.numbers[n]
	switch {
	case printed != nil:
		number := printed.String()
		c.closeTo(len(printed))
		c.checkOrder(n, printed, number)
		c.openParagraph(number, true, len(printed))
	case c.anyNumber && len(c.open) > 0 && !isFootnotes(n):
		c.collect(n) // goes on with the numbered paragraph it follows
		c.render(n)
		c.endOwnText()
		return
	default:
		c.closeTo(1)
		c.count++
		prefix := ""
		if c.anyNumber {
			prefix = "u"
		}
		c.openParagraph(fmt.Sprint(prefix, c.count), false, 1)
	}
	c.why.paragraph(c, n)
	c.collect(n)
	c.render(n)
	c.endOwnText()
	if printed == nil {
		c.closeTo(1)
	}
}

// openParagraph begins a paragraph, in the facts and in the HTML.
func (c *Compiler) openParagraph(number string, printed bool, level int) {
	at := int32(len(c.text))
	c.facts.Paragraphs = append(c.facts.Paragraphs, record.Paragraph{
		Number: number, Printed: printed, Heading: c.heading, Start: at, End: at,
	})
	c.linked = c.linked[:0]
	c.anchors[record.Anchor(number)] = true
	c.html.text(`<div class="para" id="para-`).text(number).text("\">\n")
	c.open = append(c.open, level)
}

// endOwnText notes where the open paragraph's own text ends so far.
func (c *Compiler) endOwnText() {
	if len(c.open) == 0 {
		return
	}
	p := &c.facts.Paragraphs[len(c.facts.Paragraphs)-1]
	p.End = int32(len(c.text))
	p.HTMLEnd = int32(len(c.html))
}

// closeTo closes the open paragraphs of a level and deeper.
func (c *Compiler) closeTo(level int) {
	for len(c.open) > 0 && c.open[len(c.open)-1] >= level {
		c.open = c.open[:len(c.open)-1]
		c.html.text("</div>\n")
	}
}

func (c *Compiler) render(n ast.Node) {
	if err := c.renderer.Render(&c.html, c.src[c.base:], n); err != nil {
		panic(fmt.Errorf("goldmark failed to write to memory: %w", err)) // a buffer never fails
	}
}

// report reports a diagnostic at src[start:end] of the Markdown.
func (c *Compiler) report(severity diag.Severity, code diag.Code, start, end int, message, hint string, notes ...string) {
	c.diags = append(c.diags, diag.Diagnostic{
		Severity: severity, Code: code, Message: message, Hint: hint, Notes: notes,
		Span: diag.At(c.doc.Path, c.src, c.base+start, c.base+end),
	})
}

// checkCorrections makes sure that what a correction says stands there does.
func (c *Compiler) checkCorrections() {
	for _, x := range c.doc.Corrections {
		if message := c.wrongCorrection(x); message != "" {
			c.diags = append(c.diags, diag.Diagnostic{
				Severity: diag.Error, Code: codeCorrection, Message: message,
				Span: x.Place.Locate(c.doc.Path, c.src),
			})
		}
	}
}
