package markup

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"concord/internal/diag"
	"concord/internal/record"
)

const codeHeading diag.Code = "heading-level"

// addHeading records a heading and gives it an id of its own, made from its
// words unless the author wrote one.
func (c *Compiler) addHeading(n *ast.Heading) {
	title := strings.Join(strings.Fields(c.plainText(n)), " ")
	if n.Level == 1 && len(c.facts.Headings) == 0 && len(c.facts.Paragraphs) == 0 {
		c.facts.OwnTitle = true
	}
	c.checkLevel(n)
	c.collectHeadingAddresses(n)
	id := c.uniqueID(headingID(n, title))
	keepAttributes(n)
	n.SetAttributeString("id", []byte(id))
	c.heading = int32(len(c.facts.Headings))
	c.facts.Headings = append(c.facts.Headings, record.Heading{Level: n.Level, ID: id, Text: title})
}

// checkLevel reports a heading that breaks the outline: readers who listen to
// the page move by it.
func (c *Compiler) checkLevel(n *ast.Heading) {
	above := 1 // the page's title
	if k := len(c.facts.Headings); k > 0 {
		above = c.facts.Headings[k-1].Level
	}
	first := len(c.facts.Headings) == 0 && c.facts.OwnTitle
	start, end := c.sourceOf(n), c.sourceOf(n)
	if n.Lines().Len() > 0 {
		start, end = n.Lines().At(0).Start, n.Lines().At(0).Stop
	}
	switch {
	case n.Level == 1 && !first:
		c.report(diag.Error, codeHeading, start, end, "a page has one title, and this is another", "begin the line with ##")
	case n.Level > above+1:
		c.report(diag.Error, codeHeading, start, end,
			fmt.Sprintf("a heading of level %d stands under one of level %d", n.Level, above),
			fmt.Sprintf("begin the line with %s", strings.Repeat("#", above+1)))
	}
}

// headingID is the id that the author wrote, or one made from the words.
func headingID(n *ast.Heading, title string) string {
	if v, ok := n.AttributeString("id"); ok {
		if id, ok := v.([]byte); ok && len(id) > 0 {
			return notParagraph(strings.Join(strings.Fields(string(id)), "-"))
		}
	}
	return headingSlug(title)
}

// keepAttributes drops the attributes that an author may not set: a style
// written on the page is against its security policy.
func keepAttributes(n *ast.Heading) {
	if n.Attributes() == nil {
		return
	}
	kept := map[string]any{}
	for _, name := range []string{"class", "lang"} {
		if v, ok := n.AttributeString(name); ok {
			kept[name] = v
		}
	}
	n.RemoveAttributes()
	for _, name := range []string{"class", "lang"} {
		if v, ok := kept[name]; ok {
			n.SetAttributeString(name, v)
		}
	}
}

// uniqueID adds a number to an id that the page has already.
func (c *Compiler) uniqueID(base string) string {
	id := base
	for k := 2; c.anchors[id]; k++ {
		id = fmt.Sprintf("%s-%d", base, k)
	}
	c.anchors[id] = true
	return id
}

// headingSlug is a heading's words as an id: letters and digits of any script in
// lower case, joined by hyphens.
func headingSlug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	return notParagraph(strings.Join(words, "-"))
}

// notParagraph keeps an id from being that of a paragraph, or one of the
// theme's, which are "main" and those that begin with "_".
func notParagraph(id string) string {
	if id == "" || id == "main" || id[0] == '_' || strings.HasPrefix(id, record.AnchorPrefix) {
		return "section-" + id
	}
	return id
}

// plainText is the text of a node's inline content.
func (c *Compiler) plainText(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(c.src[c.base:]))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
