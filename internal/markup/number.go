package markup

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"concord/internal/diag"
	"concord/internal/record"
)

const (
	codeNumber     diag.Code = "paragraph-number"
	codeCorrection diag.Code = "correction"
)

// number is a printed paragraph number: 5.1 is {5, 1}.
type number []int

// String is the number as printed, without the full stop at its end.
func (n number) String() string {
	b := make([]byte, 0, 24)
	for i, part := range n {
		if i > 0 {
			b = append(b, '.')
		}
		b = strconv.AppendInt(b, int64(part), 10)
	}
	return string(b)
}

// parent is the number that n is nested in: nil for the first level.
func (n number) parent() number { return n[:len(n)-1] }

// follows says whether n may come right after the number before, nil for
// none: one deeper, or the next on its own or an outer level.
func (n number) follows(before number) bool {
	if len(n) > len(before) {
		return len(n) == len(before)+1 && n[len(n)-1] == 1 && slices.Equal(n.parent(), before)
	}
	return slices.Equal(n.parent(), before[:len(n)-1]) && n[len(n)-1] == before[len(n)-1]+1
}

// expected lists what may come after a number.
func expected(before number) []string {
	list := []string{append(slices.Clone(before), 1).String()}
	for level := len(before); level > 0; level-- {
		next := slices.Clone(before[:level])
		next[level-1]++
		list = append(list, next.String())
	}
	return list
}

// maxDigits keeps a number of a paragraph from being mistaken for a figure.
const maxDigits = 4

// scanNumber reads "5.1. " at the start of a line; length counts the number
// with its full stop.
func scanNumber(line []byte) (n number, length int) {
	i := 0
	for {
		start, value := i, 0
		for i < len(line) && line[i] >= '0' && line[i] <= '9' {
			value = value*10 + int(line[i]-'0')
			i++
		}
		if i == start || i-start > maxDigits || i >= len(line) || line[i] != '.' || (line[start] == '0' && i-start > 1) {
			return nil, 0
		}
		n = append(n, value)
		i++
		if i < len(line) && (line[i] == ' ' || line[i] == '\t') {
			break
		}
	}
	if len(bytes.TrimSpace(line[i:])) == 0 {
		return nil, 0
	}
	return n, i
}

// numberParser opens a paragraph that begins with a printed number. The block
// is an ordinary paragraph whose number is known, and goes on like one.
type numberParser struct {
	parser.BlockParser
	numbers map[ast.Node]number // of the paragraphs of the document
}

func (numberParser) Trigger() []byte { return []byte("0123456789") }

func (p numberParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if parent.Kind() != ast.KindDocument {
		return nil, parser.NoChildren
	}
	line, segment := reader.PeekLine()
	indent := pc.BlockOffset()
	n, length := scanNumber(line[indent:])
	if n == nil {
		return nil, parser.NoChildren
	}
	node := ast.NewParagraph()
	p.numbers[node] = n
	node.Lines().Append(text.NewSegment(segment.Start+indent+length, segment.Stop))
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// hasNumber says whether a block of a document has a printed number. Not every
// numbered paragraph is one: some turn out to be tables.
func (c *Compiler) hasNumber(root ast.Node) bool {
	if len(c.numbers) == 0 {
		return false
	}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if c.numbers[n] != nil {
			return true
		}
	}
	return false
}

// checkOrder reports a number that does not follow the one before it. text is
// the number as printed.
func (c *Compiler) checkOrder(n ast.Node, printed number, text string) {
	if twice := c.anchors[record.Anchor(text)]; twice || !printed.follows(c.last) {
		c.reportOrder(n, printed, text, twice)
	}
	c.last = printed
	c.checkLines(n)
}

func (c *Compiler) reportOrder(n ast.Node, printed number, text string, twice bool) {
	before := bytes.TrimRight(c.src[:c.base+n.Lines().At(0).Start], " \t")
	end := len(before) - c.base
	start := end - len(text) - 1 // its full stop
	switch {
	case twice:
		c.report(diag.Error, codeNumber, start, end, fmt.Sprintf("paragraph %s stands twice", printed),
			"give each paragraph its own number")
	case c.last == nil:
		c.report(diag.Error, codeNumber, start, end, fmt.Sprintf("the first numbered paragraph is %s", printed), "begin with 1")
	default:
		c.report(diag.Error, codeNumber, start, end, fmt.Sprintf("paragraph %s comes after %s", printed, c.last),
			"expected "+strings.Join(expected(c.last), " or "))
	}
}

// checkLines warns of a number at the start of a later line of a paragraph:
// most likely the blank line between two paragraphs is missing.
func (c *Compiler) checkLines(n ast.Node) {
	for i := 1; i < n.Lines().Len(); i++ {
		at := n.Lines().At(i)
		line := c.src[c.base+at.Start : c.base+at.Stop]
		if printed, length := scanNumber(line); printed != nil {
			c.report(diag.Warning, codeNumber, at.Start, at.Start+length,
				fmt.Sprintf("%s stands inside another paragraph", printed),
				"leave a blank line before it, or write \\. in place of its last full stop")
		}
	}
}

// wrongCorrection says what is wrong with a correction, "" for nothing.
func (c *Compiler) wrongCorrection(x record.Correction) string {
	for _, p := range c.facts.Paragraphs {
		if p.Number != x.Paragraph {
			continue
		}
		switch n := bytes.Count(c.text[p.Start:p.End], []byte(x.Stands)); n {
		case 0:
			return fmt.Sprintf("paragraph %s does not hold %q", x.Paragraph, x.Stands)
		case 1:
			return ""
		default:
			return fmt.Sprintf("paragraph %s holds %q %d times: give more of the words around the one that was mended", x.Paragraph, x.Stands, n)
		}
	}
	return fmt.Sprintf("there is no paragraph %s to correct", x.Paragraph)
}
