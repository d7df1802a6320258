package markup

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"concord/internal/record"
)

// addExternal records an address of another host. raw is the address as goldmark
// found it; start and end are the place of what stands for it, in the Markdown.
func (c *Compiler) addExternal(address string, raw []byte, start, end int) {
	if scheme, _, _ := cutScheme(address); scheme != "http" && scheme != "https" {
		return
	}
	if at, ok := c.offset(raw); ok {
		start, end = at, at+len(raw)
	}
	c.facts.External = append(c.facts.External, record.ExternalLink{
		Address: address, SourceStart: int32(c.base + start), SourceEnd: int32(min(c.base+end, len(c.src))),
	})
}

// offset is where bytes that goldmark cut out of the Markdown stand in it: it
// keeps no positions of addresses, but does not copy them, so that both end with the
// same memory. Where it copied after all, the place is not known.
func (c *Compiler) offset(part []byte) (int, bool) {
	body := c.src[c.base:]
	at := cap(body) - cap(part)
	if len(part) == 0 || at < 0 || at+len(part) > len(body) || &body[at] != &part[0] {
		return 0, false
	}
	return at, true
}

// decodeAddress reads the escapes and entities of an address as the page will
// have them.
func decodeAddress(raw []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw))))
}

// collectAutoLink takes the address from <https://example.org/>, in which
// nothing is escaped.
func (c *Compiler) collectAutoLink(n *ast.AutoLink) {
	if n.AutoLinkType != ast.AutoLinkURL {
		return
	}
	raw := n.URL(c.src[c.base:])
	at := c.lastSource(0)
	c.addExternal(string(raw), raw, at, at)
}

// collectHeadingAddresses takes the addresses from a heading, whose text is not
// collected otherwise.
func (c *Compiler) collectHeadingAddresses(n *ast.Heading) {
	start, end := c.sourceOf(n), c.sourceOf(n)
	if n.Lines().Len() > 0 {
		start, end = n.Lines().At(0).Start, n.Lines().At(0).Stop
	}
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			c.addExternal(decodeAddress(n.Destination), n.Destination, start, end)
		case *ast.Image:
			c.addExternal(decodeAddress(n.Destination), n.Destination, start, end)
		case *ast.AutoLink:
			c.collectAutoLink(n)
		}
		return ast.WalkContinue, nil
	})
}
