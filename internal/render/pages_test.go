package render

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"concord/internal/site"
	"concord/templates"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TestPages renders every layout with everything filled and with nothing, and
// looks at the HTML.
func TestPages(t *testing.T) {
	theme := builtin(t)
	for layout, view := range site.Views() {
		for name, view := range map[string]any{
			"filled": filled(layout, false), "own title": filled(layout, true), "empty": view,
		} {
			if _, has := reflect.TypeOf(site.Views()[layout]).FieldByName("OwnTitle"); name == "own title" && !has {
				continue
			}
			t.Run(string(layout)+" "+name, func(t *testing.T) {
				var b bytes.Buffer
				if d := theme.Execute(&b, layout, view); d != nil {
					t.Fatal(d)
				}
				checkTags(t, b.String())
				doc, err := html.Parse(&b)
				if err != nil {
					t.Fatal(err)
				}
				checkPage(t, doc, name)
			})
		}
	}
}

// checkTags reports tags that are not closed, or not in order. Browsers would
// put up with them.
func checkTags(t *testing.T, page string) {
	t.Helper()
	if !strings.HasPrefix(page, "<!doctype html>\n") {
		t.Errorf("the page begins with %.30q", page)
	}
	void := []string{"meta", "link", "br", "hr", "img", "input"}
	var open []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("left open: %v", open)
			}
			return
		case html.StartTagToken:
			name, _ := z.TagName()
			if !slices.Contains(void, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Fatalf("</%s> closes %v", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func checkPage(t *testing.T, doc *html.Node, name string) {
	t.Helper()
	var (
		h1    int
		level int
		ids   = make(map[string]bool)
		marks = make(map[atom.Atom]int)
	)
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		marks[n.DataAtom]++
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s %s>", n.Data, a.Key)
			}
			if a.Key == "id" {
				if ids[a.Val] && name != "empty" {
					t.Errorf("id %q twice", a.Val)
				}
				ids[a.Val] = true
			}
			if strings.HasPrefix(a.Key, "aria-label") && a.Val == "" {
				t.Errorf("<%s> has an empty %s", n.Data, a.Key)
			}
		}
		switch n.DataAtom {
		case atom.Style:
			t.Error("<style>")
		case atom.Script:
			if attr(n, "src") == "" || n.FirstChild != nil {
				t.Errorf("a script stands in the page: %s", textOf(n))
			}
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			now := int(n.Data[1] - '0')
			if now > level+1 {
				t.Errorf("h%d comes after h%d", now, level)
			}
			if level = now; now == 1 {
				h1++
			}
		case atom.Th:
			if attr(n, "scope") == "" {
				t.Errorf("<th> without scope: %s", textOf(n))
			}
		case atom.Table:
			if !slices.ContainsFunc(slices.Collect(n.ChildNodes()), func(c *html.Node) bool { return c.DataAtom == atom.Caption }) {
				t.Error("a table has no caption")
			}
		case atom.Time:
			if attr(n, "datetime") == "" {
				t.Error("<time> without datetime")
			}
		case atom.Html:
			if attr(n, "lang") == "" && name != "empty" {
				t.Error("the page has no language")
			}
		}
	}
	if h1 != 1 {
		t.Errorf("%d h1", h1)
	}
	for _, a := range []atom.Atom{atom.Title, atom.Main, atom.Header, atom.Footer} {
		if marks[a] != 1 {
			t.Errorf("%d <%s>", marks[a], a)
		}
	}
	for n := range doc.Descendants() {
		if by := attr(n, "aria-labelledby"); by != "" && !ids[by] {
			t.Errorf("nothing has the id %q that names a <%s>", by, n.Data)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// TestFilledShowsEverything holds templates to showing every text and address
// of their view: what a view declares and no template shows is a mistake of
// one of the two.
func TestFilledShowsEverything(t *testing.T) {
	theme := builtin(t)
	seen, missing := make(map[string]bool), make(map[string]bool)
	for layout := range site.Views() {
		for _, ownTitle := range []bool{false, true} {
			view := filled(layout, ownTitle)
			var b bytes.Buffer
			if d := theme.Execute(&b, layout, view); d != nil {
				t.Fatal(d)
			}
			page := html.UnescapeString(b.String())
			texts(reflect.ValueOf(view).Elem(), "", func(name, text string) {
				if strings.Contains(page, text) {
					seen[string(layout)+" "+name] = true
				} else {
					missing[string(layout)+" "+name] = true
				}
			})
		}
	}
	for key := range missing {
		if layout, name, _ := strings.Cut(key, " "); !seen[key] && !unseen[name] && !unseen[layout+" "+name] {
			t.Errorf("%s.html never shows %s", layout, name)
		}
	}
}

// unseen are the fields that no page shows, or that one layout does not.
var unseen = map[string]bool{
	"Page.Root": true, "Page.Path": true, "SiteInfo.Description": true, // for templates of others
	"Quote.Number": true, // the label has it

	"agencies Translation.Label": true, "pillar Translation.Label": true, // in lists the name stands for itself
	"Date.EDTF":         true, // only where dates are the subject
	"PillarItem.Number": true, // the Roman number stands for it

	"dates Date.Href":     true,                           // is the page itself
	"dates Quote.Heading": true, "dates Quote.HTML": true, // the chronology has the words, a year's page the paragraph
	"year Year.Year": true, "year Year.ID": true, // is the title

	// Every word of these pages is in their own language.
	"404 Page.TextLanguage": true, "404 Page.TitleLang": true, "agencies Page.TextLanguage": true, "dates Page.TextLanguage": true,
	"instruments Page.TextLanguage": true, "pillar Page.TitleLang": true, "search Page.TextLanguage": true, "search Page.TitleLang": true,
	"year Page.TextLanguage": true, "year Page.TitleLang": true,

	// The home page has the names of the latest instruments under what happened to them.
	"home Fact.Value": true, "home Fact.Href": true, "home Fact.Lang": true, "home InstrumentRow.Listed": true, "home InstrumentRow.What": true,
	"home InstrumentRow.WhatLang": true, "home Participant.Side": true,

	// The whole record has no part of a page that leads elsewhere.
	"print CitationStyle.ID": true, "print CitationStyle.Name": true, "print CitationStyle.HTML": true, "print CitationStyle.Paragraph": true,
	"print CitationStyle.Unnumbered": true, "print Counterpart.Side": true, "print Download.Title": true, "print Download.File": true,
	"print Download.Href": true, "print InstrumentRow.Listed": true, "print InstrumentRow.What": true, "print InstrumentRow.WhatLang": true,
	"print Quote.Label": true, "print Quote.Heading": true, "print Quote.HTML": true, "print Quote.Href": true,
}

func texts(v reflect.Value, name string, yield func(name, text string)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			texts(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name, yield)
		}
	case reflect.Pointer:
		texts(v.Elem(), name, yield)
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), name, yield)
		}
	case reflect.String:
		yield(name, v.String())
	}
}

func TestEscaping(t *testing.T) {
	var b bytes.Buffer
	view := site.NotFound{Page: site.Page{Title: "</title><script>alert(1)</script>", Home: "javascript:alert(1)"}}
	if d := builtin(t).Execute(&b, site.LayoutNotFound, &view); d != nil {
		t.Fatal(d)
	}
	if page := b.String(); strings.Contains(page, "<script") || strings.Contains(page, "javascript:") {
		t.Error(page)
	}
}

func TestTitles(t *testing.T) {
	theme := builtin(t)
	info := site.SiteInfo{Title: "The Record of Two Nations", ShortTitle: "The Record"}
	for _, c := range []struct {
		layout site.Layout
		view   any
		want   string
	}{
		{site.LayoutDocument, &site.Document{Page: site.Page{Site: info, Title: "Annex A"}}, "<title>Annex A – The Record</title>"},
		{site.LayoutHome, &site.Home{Page: site.Page{Site: info, Title: "Welcome"}}, "<title>The Record of Two Nations</title>"},
	} {
		var b bytes.Buffer
		if d := theme.Execute(&b, c.layout, c.view); d != nil {
			t.Fatal(d)
		}
		if !strings.Contains(b.String(), c.want) {
			t.Errorf("no %s in\n%s", c.want, b.String())
		}
	}
}

func TestNotStated(t *testing.T) {
	var b bytes.Buffer
	if d := builtin(t).Execute(&b, site.LayoutInstrument, &site.Instrument{ParticipantsTitle: "Parties"}); d != nil {
		t.Fatal(d)
	}
	for _, want := range []string{"Form", "Parties", "Dated events", "Pillar", "Listed in", "Status"} {
		fact := fmt.Sprintf("<dt>%s</dt>", want)
		_, after, found := strings.Cut(b.String(), fact)
		if !found || !strings.HasPrefix(strings.TrimSpace(after), `<dd><span class="none">not stated</span></dd>`) {
			t.Errorf("%s is not said to be not stated", want)
		}
	}
}

func TestTemplatesStaySmall(t *testing.T) {
	src, err := load(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	for file, text := range src {
		if n := bytes.Count(text, []byte("\n")); n > 100 {
			t.Errorf("%s has %d lines", file, n)
		}
	}
}
