package markup

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"concord/internal/record"
)

// newParser returns a Markdown parser: CommonMark with tables, footnotes,
// definition lists and heading attributes, and with numbered paragraphs where
// there is a place to note their numbers. Typographic replacements stay off: the text is printed
// as written.
func newParser(numbers map[ast.Node]number) parser.Parser {
	p := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(util.Prioritized(linkDefinitions{}, linkDefinitionsFirst)),
	)
	p = goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(extensions()...),
		goldmark.WithParserOptions(parser.WithHeadingAttribute())).Parser()
	if numbers != nil {
		const beforeLists = 250 // "5. " would open an ordered list
		p.AddOptions(parser.WithBlockParsers(util.Prioritized(numberParser{parser.NewParagraphParser(), numbers}, beforeLists)))
	}
	return p
}

// linkDefinitions takes the definitions of links from the start of a paragraph,
// as goldmark does, but spares goldmark the paragraphs that begin with none.
type linkDefinitions struct{}

const linkDefinitionsFirst = 100 // as in goldmark

// Transform takes the definitions from a paragraph.
func (linkDefinitions) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if n.Lines().Len() > 0 {
		first := n.Lines().At(0)
		line := bytes.TrimLeft(first.Value(reader.Source()), " \t\n\v\f\r")
		if len(line) > 0 && line[0] != '[' {
			return
		}
	}
	parser.LinkReferenceParagraphTransformer.Transform(n, reader, pc)
}

// extensions are the Markdown extensions that every site has.
func extensions() []goldmark.Extender {
	return []goldmark.Extender{
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
		extension.NewFootnote(),
		extension.DefinitionList,
	}
}

func newRenderer(c *Compiler) renderer.Renderer {
	var options []renderer.Option
	if c.vocabulary.RawHTML {
		options = append(options, html.WithUnsafe())
	}
	r := goldmark.New(goldmark.WithExtensions(extensions()...), goldmark.WithRendererOptions(options...)).Renderer()
	r.AddOptions(renderer.WithNodeRenderers(util.Prioritized(nodeRenderer{c}, 1)))
	return r
}

// nodeRenderer writes the nodes that look different from plain Markdown.
type nodeRenderer struct{ c *Compiler }

// RegisterFuncs makes goldmark call this renderer for its nodes.
func (r nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindParagraph, r.paragraph)
	reg.Register(ast.KindText, r.text)
	reg.Register(ast.KindFencedCodeBlock, r.code)
	reg.Register(extast.KindTable, r.table)
	reg.Register(kindTargetMarks, r.marks)
	if !r.c.vocabulary.RawHTML {
		reg.Register(ast.KindHTMLBlock, r.htmlBlock)
		reg.Register(ast.KindRawHTML, r.rawHTML)
	}
}

// paragraph writes a paragraph, its printed number first, as a link to itself.
func (r nodeRenderer) paragraph(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	b := w.(*buffer)
	numbered := r.c.numbers[n] != nil
	if !entering {
		if n.Parent().Kind() == ast.KindDocument && !numbered {
			r.c.pilcrow()
		}
		b.text("</p>\n")
		return ast.WalkContinue, nil
	}
	b.text("<p>")
	if numbered {
		number := r.c.facts.Paragraphs[len(r.c.facts.Paragraphs)-1].Number
		b.text(`<a class="num" href="#para-`).text(number).text(`">`).text(number).text(".</a> ")
	}
	return ast.WalkContinue, nil
}

// pilcrow writes the link to itself of a paragraph without a printed number.
func (c *Compiler) pilcrow() {
	p := &c.facts.Paragraphs[len(c.facts.Paragraphs)-1]
	if p.Printed || len(c.open) == 0 {
		return
	}
	c.html.text(` <a class="pilcrow apparatus" href="#para-`).text(p.Number).
		text(`" aria-label="Link to paragraph `).text(p.Number).text(`">¶</a>`)
}

// text writes a text node and the planned links that lie in it. A link may
// begin in one node and end in a later one, where a line ends inside a name.
func (r nodeRenderer) text(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Text)
	if n.IsRaw() {
		html.DefaultWriter.RawWrite(w, n.Segment.Value(source))
		return ast.WalkContinue, nil
	}
	r.linked(w.(*buffer), source, n.Segment.Start, n.Segment.Stop)
	switch {
	case n.HardLineBreak():
		_, _ = w.WriteString("<br>\n")
	case n.SoftLineBreak():
		_ = w.WriteByte('\n')
	}
	return ast.WalkContinue, nil
}

func (r nodeRenderer) linked(b *buffer, source []byte, from, to int) {
	p := &r.c.links
	for p.next < len(p.links) {
		link := &p.links[p.next]
		if !p.open {
			if link.start < from || link.start >= to {
				break
			}
			b.markdown(source[from:link.start])
			b.bytes(p.tags[link.from:link.middle])
			from, p.open = link.start, true
		}
		if link.end > to {
			break // goes on after the end of the line
		}
		b.markdown(source[from:link.end])
		b.bytes(p.tags[link.middle:link.to])
		from, p.open = link.end, false
		p.next++
	}
	if from < to {
		b.markdown(source[from:to])
	}
}

// table puts a table where it can be scrolled, also by the keyboard, on a page
// that is too narrow for it.
func (r nodeRenderer) table(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	b := w.(*buffer)
	if entering {
		b.text("<div class=\"scroll\" tabindex=\"0\">\n<table>\n")
	} else {
		b.text("</table>\n</div>\n")
	}
	return ast.WalkContinue, nil
}

// htmlBlock leaves a block of HTML out, with a warning unless it is a comment.
func (r nodeRenderer) htmlBlock(_ util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	block := n.(*ast.HTMLBlock)
	if entering && block.HTMLBlockType != ast.HTMLBlockType2 && block.Lines().Len() > 0 {
		at := block.Lines().At(0)
		r.c.rawHTMLWarning(at.Start, at.Stop)
	}
	return ast.WalkSkipChildren, nil
}

func (r nodeRenderer) rawHTML(_ util.BufWriter, _ []byte, _ ast.Node, _ bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

// targetMarks stands after words that mean several things at once, with a
// link to each.
type targetMarks struct {
	ast.BaseInline
	compiler *Compiler
	targets  []record.Key
}

var kindTargetMarks = ast.NewNodeKind("TargetMarks")

// Kind is the node's kind.
func (*targetMarks) Kind() ast.NodeKind { return kindTargetMarks }

// Dump writes the node for debugging.
func (n *targetMarks) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func (r nodeRenderer) marks(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n, b := node.(*targetMarks), w.(*buffer)
	b.text(`<sup class="apparatus">`)
	for i, key := range n.targets {
		subject := r.c.vocabulary.Subjects[key]
		if i > 0 {
			b.text(" ")
		}
		b.text(`<a class="m `).text(key.Kind.String()).text(`" href="`).text(r.c.root).escaped(r.c.path(key)).
			text(`" title="`).escaped(subject.Title).text(`">`).escaped(subject.Label).text("</a>")
	}
	b.text("</sup>")
	return ast.WalkSkipChildren, nil
}

// prepareTable gives a table's cells what they need on the page: heads their
// scope, and alignment as a class, since inline styles are not allowed.
func (c *Compiler) prepareTable(n ast.Node) {
	if n.Kind() != extast.KindTableHeader && n.Kind() != extast.KindTableRow {
		return
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		cell, ok := child.(*extast.TableCell)
		if !ok {
			continue
		}
		if n.Kind() == extast.KindTableHeader {
			cell.SetAttributeString("scope", []byte("col"))
		}
		if cell.Alignment != extast.AlignNone {
			cell.SetAttributeString("class", []byte("align-"+cell.Alignment.String()))
		}
	}
}

func isFootnotes(n ast.Node) bool { return n.Kind() == extast.KindFootnoteList }
