package site

import (
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"concord/internal/concord"
	"concord/internal/record"
)

// rewritten is HTML in which the values of some attributes are others, and headings
// stand some levels lower.
func rewritten(text string, lower int, change func(name, value string) string) string {
	var out strings.Builder
	out.Grow(len(text) + len(text)/8)
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken: // the end
			out.Write(z.Raw())
			return out.String()
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			raw := string(z.Raw()) // before the token is read, which changes it
			token := z.Token()
			changed := lowered(&token, lower)
			for i := range token.Attr {
				a := &token.Attr[i]
				if value := change(a.Key, a.Val); value != a.Val {
					a.Val, changed = value, true
				}
			}
			if changed {
				raw = token.String()
			}
			out.WriteString(raw)
		default:
			out.Write(z.Raw())
		}
	}
}

// lowered makes the tag of a heading one of a lower level, and says whether it is one.
func lowered(token *html.Token, by int) bool {
	if by == 0 || len(token.Data) != 2 || token.Data[0] != 'h' || token.Data[1] < '1' || token.Data[1] > '6' {
		return false
	}
	token.Data = "h" + string(min(token.Data[1]+byte(by), '6'))
	return true
}

// target is where an address in the text of a document leads: a path from the
// root of the language, without escapes, and a fragment; ok is false where it
// leaves the site.
func target(d *record.Document, written string) (to, fragment string, ok bool) {
	to, fragment, _ = strings.Cut(written, "#")
	scheme, _, found := strings.Cut(to, ":")
	if found && !strings.Contains(scheme, "/") || strings.HasPrefix(to, "/") {
		return "", "", false
	}
	if to == "" {
		return documentPath(d.ID), fragment, true
	}
	to, err := url.PathUnescape(to)
	return path.Join(path.Dir(documentPath(d.ID)), to), fragment, err == nil
}

// linksFiles says whether a document's text leads to files that are published as
// they are.
func (b *builder) linksFiles(m *concord.Member) bool {
	return slices.ContainsFunc(m.Facts.Links, func(l record.PageLink) bool {
		_, file := slices.BinarySearch(b.Files, l.Path)
		return file
	})
}

// sharedFiles is a document's HTML whose links to files, which all languages
// share, lead there from the folder of this one.
func (b *builder) sharedFiles(m *concord.Member, text template.HTML) template.HTML {
	return template.HTML(rewritten(string(text), 0, func(name, value string) string {
		if name != "href" && name != "src" {
			return value
		}
		to, fragment, ok := target(m.Document, value)
		if _, file := slices.BinarySearch(b.Files, to); !ok || !file {
			return value
		}
		return address(b.top+to, fragment)
	}))
}

// address is a way to a place, with the escapes that it needs.
func address(way, fragment string) string {
	escaped := (&url.URL{Path: way}).EscapedPath()
	if fragment == "" {
		return escaped
	}
	return escaped + "#" + fragment
}
