package markup

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"concord/internal/diag"
	"concord/internal/record"
)

const (
	codeUnknownAgency     diag.Code = "unknown-agency"
	codeUnknownInstrument diag.Code = "unknown-instrument"
	codeUnknownTerm       diag.Code = "unknown-term"
	codeScheme            diag.Code = "unknown-scheme"
	codeDate              diag.Code = "bad-date"
	codeReference         diag.Code = "bad-reference"
	codeLink              diag.Code = "bad-link"
	codeRawHTML           diag.Code = "raw-html"
)

// schemes are the beginnings of explicit links, as hints list them.
var schemes = []string{"agency", "mou", "term", "date", "para", "none", "https", "http", "mailto", "tel"}

// collectLink takes the facts from a link and gives it the address that it has
// on the page.
func (c *Compiler) collectLink(n *ast.Link) {
	from := len(c.text)
	start := c.sourceOf(n)
	c.collectChildren(n)
	end := max(start, c.lastSource(start))
	scheme, rest, ok := cutScheme(string(n.Destination))
	c.mask(from, linkMask(scheme))
	mentions := len(c.facts.Mentions)
	if !ok {
		c.resolvePath(n, start, end)
		return
	}
	switch scheme {
	case "agency", "mou", "term":
		c.nameLink(n, scheme, rest, from, start, end)
	case "date":
		c.dateLink(n, rest, from, start, end)
	case "para":
		c.paragraphLink(n, rest, start, end)
	case "none":
		unwrap(n)
	case "http", "https":
		c.addExternal(decodeAddress(n.Destination), n.Destination, start, end)
	case "mailto", "tel":
	default:
		c.report(diag.Error, codeScheme, start, end, fmt.Sprintf("links cannot begin with %q", scheme+":"),
			hintOr(diag.DidYouMean(scheme, schemes), "the schemes are "+strings.Join(schemes, ", ")))
	}
	c.why.link(c, n, c.facts.Mentions[mentions:])
}

// linkMask says why the words of a link are not searched.
func linkMask(scheme string) maskKind {
	switch scheme {
	case "agency", "mou", "term", "date":
		return maskSubject
	case "none":
		return maskNone
	}
	return maskLink
}

// cutScheme splits "mou:ai-safety". A path or a fragment has no scheme.
func cutScheme(destination string) (scheme, rest string, ok bool) {
	scheme, rest, ok = strings.Cut(destination, ":")
	if !ok || scheme == "" || strings.ContainsAny(scheme, "/#?.") {
		return "", "", false
	}
	return strings.ToLower(scheme), rest, true
}

// nameLink is a link to one or several agencies, instruments or terms.
func (c *Compiler) nameLink(n *ast.Link, scheme, rest string, from, start, end int) {
	kind, code, where := record.KeyAgency, codeUnknownAgency, "the ids are the names of the files in content/agencies, without .md"
	switch scheme {
	case "mou":
		kind, code, where = record.KeyInstrument, codeUnknownInstrument, "the ids are the names of the files in content/mous, without .md"
	case "term":
		kind, code, where = record.KeyTerm, codeUnknownTerm, "the ids are those of the glossary"
	}
	var targets []record.Key
	for id := range strings.SplitSeq(rest, ",") {
		key := record.Key{Kind: kind, ID: strings.TrimSpace(id)}
		if _, ok := c.vocabulary.Subjects[key]; !ok {
			c.report(diag.Error, code, start, end, fmt.Sprintf("there is no %s %q", kind, key.ID),
				hintOr(diag.DidYouMean(key.ID, c.ids(kind)), where))
			continue
		}
		targets = append(targets, key)
		c.addMention(key, record.RuleLink, from, len(c.text), start, end)
	}
	c.pointAt(n, targets)
}

// ids lists the ids of a kind, sorted.
func (c *Compiler) ids(kind record.KeyKind) []string {
	var list []string
	for key := range maps.Keys(c.vocabulary.Subjects) {
		if key.Kind == kind {
			list = append(list, key.ID)
		}
	}
	slices.Sort(list)
	return list
}

// pointAt makes a link lead to its targets. One that would lead to its own
// page is no link; words that stand for several things get a mark for each.
func (c *Compiler) pointAt(n *ast.Link, targets []record.Key) {
	targets = slices.DeleteFunc(targets, func(k record.Key) bool { return c.path(k) == "" })
	switch len(targets) {
	case 0:
		unwrap(n)
	case 1:
		c.firstMention(targets[0])
		n.Destination = []byte(c.root + c.path(targets[0]))
		n.SetAttributeString("class", []byte("m "+targets[0].Kind.String()))
	default:
		marks := &targetMarks{compiler: c, targets: targets}
		n.Parent().InsertAfter(n.Parent(), n, marks)
		unwrap(n)
	}
}

func (c *Compiler) dateLink(n *ast.Link, rest string, from, start, end int) {
	date, err := record.ParseEDTF(rest)
	if err != nil {
		c.report(diag.Error, codeDate, start, end, fmt.Sprintf("%q: %v", rest, err), "write date:2024, date:2024-05 or date:2024-05-02")
		return
	}
	key := record.Key{Kind: record.KeyDate, ID: date.String()}
	c.addMention(key, record.RuleLink, from, len(c.text), start, end)
	n.SetAttributeString("class", []byte("m date"))
	if c.doc.Kind.Indexed() {
		n.Destination = []byte(c.root + c.path(key))
		return
	}
	year, _, _ := strings.Cut(record.DatePath(date), "#") // whether the record names the day is not known here
	c.facts.Links = append(c.facts.Links, record.PageLink{Path: year, SourceStart: int32(c.base + start), SourceEnd: int32(c.base + end)})
	n.Destination = []byte(c.root + year)
}

func (c *Compiler) paragraphLink(n *ast.Link, rest string, start, end int) {
	ref, ok := record.ParseReference(rest)
	if !ok {
		c.report(diag.Error, codeReference, start, end, fmt.Sprintf("%q is not a reference to a paragraph", rest),
			"write para:, the document's id, # and the number: para:annexes/a#7.3")
		return
	}
	c.facts.References = append(c.facts.References, record.ParagraphReference{
		Target: ref, Paragraph: int32(len(c.facts.Paragraphs) - 1),
		SourceStart: int32(c.base + start), SourceEnd: int32(c.base + end),
	})
	n.Destination = []byte("#" + record.Anchor(ref.Paragraph))
	if ref.Document != c.doc.ID {
		n.Destination = append([]byte(c.root+record.URL(ref.Document)+"index.html"), n.Destination...)
	}
}

// resolvePath turns a relative address, written from the Markdown file, into
// one from the page: "../annexes/a.md#para-5" becomes
// "../../annexes/a/index.html#para-5".
func (c *Compiler) resolvePath(n *ast.Link, start, end int) {
	if len(n.Destination) == 0 {
		c.report(diag.Error, codeLink, start, end, "the link leads nowhere", "write the address between the brackets, or take the link away")
		return
	}
	target, fragment, ok := c.sitePath(string(n.Destination))
	if !ok {
		c.report(diag.Error, codeLink, start, end, fmt.Sprintf("%q leads out of the site", n.Destination), "")
		return
	}
	c.facts.Links = append(c.facts.Links, record.PageLink{
		Path: target, Fragment: fragment, SourceStart: int32(c.base + start), SourceEnd: int32(c.base + end),
	})
	if n.Destination[0] == '#' {
		return
	}
	n.Destination = []byte(c.root + (&url.URL{Path: target}).EscapedPath())
	if fragment != "" {
		n.Destination = append(append(n.Destination, '#'), fragment...)
	}
}

// sitePath resolves an address written in the document's file to a path from
// the site's root.
func (c *Compiler) sitePath(address string) (target, fragment string, ok bool) {
	address, fragment, _ = strings.Cut(address, "#")
	address, err := url.PathUnescape(address)
	if err != nil || strings.HasPrefix(address, "//") {
		return "", "", false
	}
	file := strings.TrimPrefix(c.doc.Path, "content/")
	switch {
	case address == "":
		return c.doc.URL() + "index.html", fragment, true
	case strings.HasPrefix(address, "/"):
		target = path.Clean(strings.TrimLeft(address, "/"))
	default:
		target = path.Join(path.Dir(file), address)
	}
	if target == ".." || strings.HasPrefix(target, "../") {
		return "", "", false
	}
	if id, isDocument := strings.CutSuffix(target, ".md"); isDocument {
		return record.URL(record.ID(id+".md")) + "index.html", fragment, true
	}
	if strings.HasSuffix(address, "/") || target == "." {
		return path.Join(target, "index.html"), fragment, true
	}
	return target, fragment, true
}

// resolveImage makes an image's address one from the page.
func (c *Compiler) resolveImage(n *ast.Image) {
	start := c.sourceOf(n)
	if _, _, external := cutScheme(string(n.Destination)); external {
		c.addExternal(decodeAddress(n.Destination), n.Destination, start, start+1)
		c.report(diag.Error, codeLink, start, start+1, "a page may not load an image from another host",
			"put the image under content/ and link it from there")
		return
	}
	target, _, ok := c.sitePath(string(n.Destination))
	if !ok {
		c.report(diag.Error, codeLink, start, start+1, fmt.Sprintf("%q leads out of the site", n.Destination), "")
		return
	}
	c.facts.Links = append(c.facts.Links, record.PageLink{
		Path: target, SourceStart: int32(c.base + start), SourceEnd: int32(c.base + start + 1),
	})
	n.Destination = []byte(c.root + (&url.URL{Path: target}).EscapedPath())
}

// sourceOf is where the text inside an inline node begins in the Markdown, as
// near as can be told.
func (c *Compiler) sourceOf(n ast.Node) int {
	for child := n.FirstChild(); child != nil; child = child.FirstChild() {
		if t, ok := child.(*ast.Text); ok {
			return t.Segment.Start
		}
	}
	return c.lastSource(0)
}

// lastSource is where the unit's text so far ends in the Markdown.
func (c *Compiler) lastSource(otherwise int) int {
	if len(c.unit.pieces) == 0 {
		return otherwise
	}
	p := c.unit.pieces[len(c.unit.pieces)-1]
	return p.source + max(0, len(c.text)-c.unit.start-p.text)
}

// unwrap puts a link's content in its place.
func unwrap(n *ast.Link) {
	parent := n.Parent()
	for child := n.FirstChild(); child != nil; {
		next := child.NextSibling()
		parent.InsertBefore(parent, n, child)
		child = next
	}
	parent.RemoveChild(parent, n)
}

func hintOr(hint, otherwise string) string {
	if hint != "" {
		return hint
	}
	return otherwise
}

// checkRawHTML warns of HTML that will not be on the page.
func (c *Compiler) checkRawHTML(n *ast.RawHTML) {
	if c.vocabulary.RawHTML || n.Segments.Len() == 0 {
		return
	}
	first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
	tag := c.src[c.base+first.Start:]
	if bytes.HasPrefix(tag, []byte("<!--")) || bytes.HasPrefix(tag, []byte("</")) {
		return // a comment is meant not to be seen, and what ends here is said where it begins
	}
	c.rawHTMLWarning(first.Start, last.Stop)
}

func (c *Compiler) rawHTMLWarning(start, end int) {
	c.report(diag.Warning, codeRawHTML, start, end, "HTML is left out of the page",
		"write Markdown, or set `raw_html: true` in "+record.ConfigPath)
}
