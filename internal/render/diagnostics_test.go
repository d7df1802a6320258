package render

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"concord/internal/diag"
	"concord/internal/site"
	"concord/templates"

	"github.com/google/go-cmp/cmp"
)

// TestDiagnostics is the specification of what is said of broken themes. The
// source line and the carets are left out.
func TestDiagnostics(t *testing.T) {
	const doc = "document.html"
	for _, c := range []struct {
		name, file, text string
		want             string
	}{
		// What does not parse
		{"unclosed action", doc, "{{define \"main\"}}\n<p>{{.Label</p>{{end}}", `templates/document.html:2:1: error: unexpected '<' [template]`},
		{"no end", doc, "{{define \"main\"}}\n{{if .Label}}", `templates/document.html:2:1: error: unexpected EOF [template]`},
		{"no such function", doc, "{{define \"main\"}}\n  {{prinft .Label}}{{end}}", `templates/document.html:2:5: error: there is no function "prinft" [template]
  hint: did you mean "print"?`},
		{"no such variable", doc, "{{define \"main\"}}{{$x}}{{end}}", `templates/document.html:1:20: error: undefined variable "$x" [template]`},
		{"partial does not parse", "partials/fact.html", "a\n{{.Value}", `templates/partials/fact.html:2:9: error: unexpected '}' [template]`},
		{"base does not parse", "base.html", "{{end}}", `templates/base.html:1:1: error: unexpected {{end}} [template]`},
		{"comment", doc, "{{define \"main\"}}\n{{/* a", `templates/document.html:2:1: error: unclosed comment [template]`},

		// What is missing, or in the wrong place
		{"no main", doc, "<p>Text</p>", "templates/document.html: error: the layout does not define \"main\" [template]\n" +
			"  hint: write {{define \"main\"}} before what the page shows and {{end}} after it"},
		{"stray text", doc, "{{/* fine */}}\n{{define \"main\"}}x{{end}}\n\n  <p>é</p>", `templates/document.html:4:3: error: what stands outside a definition is never shown [template]
  hint: move it into {{define "main"}}`},
		{"no such template", doc, "{{define \"main\"}}\n{{template \"conents\" .Contents}}{{end}}", `templates/document.html:2:13: error: there is no template "conents" [template]
  hint: did you mean "contents"?`},
		{"defined twice", "partials/mine.html", "\n{{define \"pager\"}}x{{end}}", `templates/partials/pager.html:1:1: error: the template "pager" is defined twice [template]
  note: the other stands in templates/partials/mine.html`},
		{"unused file", "documents.html", "x", `templates/documents.html: warning: no page uses this file: there is no such layout [template]
  hint: did you mean "document.html"?`},

		// What HTML cannot be made of
		{"escape", doc, "{{define \"main\"}}\n<a href=\"{{if .Official}}x\"{{end}}>{{end}}", `templates/document.html:2:15: error: the branches end in different places of the HTML: one of them leaves a tag or a quotation mark open [template]`},

		// Fields, in each construct
		{"field", doc, main("<p>é {{.Lable}}"), `templates/document.html:1:26: error: Document has no field "Lable" [template]
  hint: did you mean "Label"?`},
		{"field of a field", doc, main("{{.Page.Site.Titel}}"), `templates/document.html:1:31: error: SiteInfo has no field "Titel" [template]
  hint: did you mean "Title"?`},
		{"promoted field", doc, main("{{.Title}}{{.Titel}}"), `templates/document.html:1:31: error: Document has no field "Titel" [template]
  hint: did you mean "Title"?`},
		{"field through a pointer", doc, main("{{.Date.Word}}"), `templates/document.html:1:26: error: Date has no field "Word" [template]
  hint: did you mean "Words"?`},
		{"field of root", doc, main("{{range .Body}}{{$.Lable}}{{end}}"), `templates/document.html:1:37: error: Document has no field "Lable" [template]
  hint: did you mean "Label"?`},
		{"field of a text", doc, main("{{.Label.Text}}"), `templates/document.html:1:27: error: a text has no field "Text" [template]`},
		{"field of a list", doc, main("{{.Contents.Title}}"), `templates/document.html:1:30: error: a list of Heading has no field "Title" [template]
  hint: each Heading in it has one: use {{range}}`},
		{"field of brackets", doc, main("{{(index .Contents 0).Tile}}"), `templates/document.html:1:40: error: Heading has no field "Tile" [template]
  hint: did you mean "Title"?`},
		{"in range", doc, main("{{range .Contents}}{{.Titel}}{{end}}"), `templates/document.html:1:40: error: Heading has no field "Titel" [template]
  hint: did you mean "Title"?`},
		{"range over", doc, main("{{range .Content}}x{{end}}"), `templates/document.html:1:27: error: Document has no field "Content" [template]
  hint: did you mean "Contents"?`},
		{"range with variables", doc, main("{{range $i, $h := .Contents}}{{$h.Levle}}{{$i.X}}{{end}}"), `templates/document.html:1:52: error: Heading has no field "Levle" [template]
  hint: did you mean "Level"?
templates/document.html:1:64: error: a number has no field "X" [template]`},
		{"range over no list", doc, main("{{range .Page.Site}}x{{end}}"), `templates/document.html:1:26: error: range needs a list, not SiteInfo [template]`},
		{"range else", doc, main("{{range .Body}}{{else}}{{.HTML}}{{end}}"), `templates/document.html:1:44: error: Document has no field "HTML" [template]`},
		{"in with", doc, main("{{with .Source}}{{.Hrf}}{{end}}"), `templates/document.html:1:37: error: Link has no field "Hrf" [template]
  hint: did you mean "Href"?`},
		{"with and variable", doc, main("{{with $s := .Source}}{{$s.Hrf}}{{end}}"), `templates/document.html:1:45: error: Link has no field "Hrf" [template]
  hint: did you mean "Href"?`},
		{"with else", doc, main("{{with .Source}}{{else with .Date}}{{.Hrf}}{{else}}{{.Hrf}}{{end}}"), `templates/document.html:1:56: error: Date has no field "Hrf" [template]
  hint: did you mean "Href"?
templates/document.html:1:72: error: Document has no field "Hrf" [template]`},
		{"if", doc, main("{{if .Oficial}}{{else if .Ofical}}{{end}}"), `templates/document.html:1:24: error: Document has no field "Oficial" [template]
  hint: did you mean "Official"?
templates/document.html:1:44: error: Document has no field "Ofical" [template]
  hint: did you mean "Official"?`},
		{"variable", doc, main("{{$d := .Date}}{{$d.Wrds}}"), `templates/document.html:1:38: error: Date has no field "Wrds" [template]
  hint: did you mean "Words"?`},
		{"argument of a function", doc, main("{{if and .Official (eq .Lbl \"x\")}}{{end}}"), `templates/document.html:1:42: error: Document has no field "Lbl" [template]`},
		{"pipe", doc, main("{{.Lbl | printf \"%s\"}}"), `templates/document.html:1:21: error: Document has no field "Lbl" [template]`},
		{"template with another dot", doc, main("{{template \"fact\" .Date}}"), `templates/partials/fact.html:1:9: error: Date has no field "Value" [template]
  note: called from templates/document.html:1:29
  note: on document pages
templates/partials/fact.html:1:55: error: Date has no field "Lang" [template]
  note: called from templates/document.html:1:29
  note: on document pages
templates/partials/fact.html:1:85: error: Date has no field "Value" [template]
  note: called from templates/document.html:1:29
  note: on document pages
templates/partials/fact.html:1:107: error: Date has no field "Lang" [template]
  note: called from templates/document.html:1:29
  note: on document pages
templates/partials/fact.html:1:128: error: Date has no field "Lang" [template]
  note: called from templates/document.html:1:29
  note: on document pages
templates/partials/fact.html:1:139: error: Date has no field "Value" [template]
  note: called from templates/document.html:1:29
  note: on document pages
templates/partials/fact.html:1:164: error: Date has no field "Value" [template]
  note: called from templates/document.html:1:29
  note: on document pages
templates/partials/fact.html:1:198: error: Date has no field "Cites" [template]
  note: called from templates/document.html:1:29
  note: on document pages`},
		{"template without dot", "partials/footer.html", `{{template "mine"}}{{define "mine"}}{{.Site}}{{end}}`, `templates/partials/footer.html:1:40: error: this template is called without a value, so there is no "Site" [template]
  note: called from templates/partials/footer.html:1:12
  note: on every page
  hint: give it one: {{template "name" .}}`},
		{"field of some layouts", "base.html", `{{template "main" .}}{{.Contents}}`, `templates/base.html:1:24: error: a list of Heading cannot be shown as it is [template]
  note: on document pages
templates/base.html:1:25: error: NotFound has no field "Contents" [template]
  note: on 404, agencies, agency, dates, glossary, home, instrument, instruments, pillar, print, search, year pages`},
		{"fields that need no value", doc, main("{{.Label \"x\"}}"), `templates/document.html:1:20: error: .Label is no function: it takes no arguments [template]`},

		// Values that are not what they are taken for
		{"shown as it is", doc, main("{{.Source}}"), `templates/document.html:1:20: error: Link cannot be shown as it is [template]
  hint: use one of its fields: Title, Href, Lang`},
		{"always true", doc, main("{{if .Page}}x{{end}}"), `templates/document.html:1:23: error: Page is always there, so this is always true [template]
  hint: use one of its fields: Site, Layout, Language, TextLanguage, TitleLang, Languages, Title, Description, Path, Root, Home, Canonical, Feed, Stylesheets, Scripts, Search, Cards, Whole, Data, Menu, Breadcrumbs`},
		{"len", doc, main("{{len .Official}}"), `templates/document.html:1:24: error: len needs a list or a text, not a yes or no [template]`},
		{"index", doc, main("{{index .Source 1}}"), `templates/document.html:1:20: error: index needs a list, not Link [template]`},
		{"comparison", doc, main("{{if eq .Label 1}}{{end}}"), `templates/document.html:1:23: error: eq cannot compare a text with a number [template]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			theme, list, err := New(Overlay(fstest.MapFS{c.file: {Data: []byte(c.text)}}, templates.FS), plain{})
			if err != nil {
				t.Fatal(err)
			}
			if (theme == nil) != (diag.Errors(list) > 0) {
				t.Errorf("a theme: %v, with %d errors", theme != nil, diag.Errors(list))
			}
			if diff := cmp.Diff(c.want, withoutSource(list)); diff != "" {
				t.Errorf("(-want +got)\n%s\n%s", diff, printed(list))
			}
		})
	}
}

func main(text string) string { return "{{define \"main\"}}" + text + "{{end}}" }

// withoutSource prints diagnostics without the lines of the source.
func withoutSource(list []diag.Diagnostic) string {
	var lines []string
	for line := range strings.Lines(printed(list)) {
		if before, _, found := strings.Cut(line, " | "); !found || strings.Trim(before, " 0123456789") != "" {
			lines = append(lines, line)
		}
	}
	return strings.TrimSuffix(strings.Join(lines, ""), "\n")
}

func TestNoTheme(t *testing.T) {
	theme, list, err := New(fstest.MapFS{}, plain{})
	if theme != nil || err != nil || len(list) != len(site.Views())+1 {
		t.Fatalf("%v %v\n%s", theme, err, printed(list))
	}
	if got := withoutSource(list[:1]); got != "templates/404.html: error: the theme has no such file [template]" {
		t.Error(got)
	}
}

// TestAllAtOnce: a file that does not parse hides nothing that is wrong in the
// others, and makes nothing look wrong that is not.
func TestAllAtOnce(t *testing.T) {
	_, list, err := New(Overlay(fstest.MapFS{
		"partials/fact.html": {Data: []byte("{{")},
		"home.html":          {Data: []byte(main("{{.Docs}}"))},
		"year.html":          {Data: []byte("{{end}}")},
	}, templates.FS), plain{})
	if err != nil {
		t.Fatal(err)
	}
	var places []string
	for _, d := range list {
		places = append(places, d.Span.File)
	}
	want := []string{"templates/home.html", "templates/partials/fact.html", "templates/year.html"}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Errorf("%s\n%s", diff, printed(list))
	}
}

func TestExecutionError(t *testing.T) {
	theme := loaded(t, withDocument("{{define \"main\"}}\n<h1>é {{(index .Contents 3).Title}}</h1>{{end}}"))
	var b bytes.Buffer
	b.WriteString("before")
	d := theme.Execute(&b, site.LayoutDocument, &site.Document{Page: site.Page{Path: "annexes/a/index.html"}})
	if d == nil {
		t.Fatal("no diagnostic")
	}
	want := "templates/document.html:2:10: error: error calling index: index out of range: 3 [template]\n" +
		"  note: while rendering annexes/a/index.html"
	if diff := cmp.Diff(want, withoutSource([]diag.Diagnostic{*d})); diff != "" {
		t.Error(diff)
	}
	if b.String() != "before" {
		t.Errorf("left in the buffer: %q", b.String())
	}
}

// TestNilPointer: what a program cannot do, html/template explains.
func TestNilPointer(t *testing.T) {
	theme := loaded(t, withDocument(main("<p>{{.Date.Words}}")))
	if theme.layouts[site.LayoutDocument].program == nil {
		t.Fatal("no program")
	}
	var b bytes.Buffer
	d := theme.Execute(&b, site.LayoutDocument, &site.Document{})
	if d == nil || d.Span.Line != 1 || b.Len() > 0 {
		t.Errorf("%v %q", d, b.String())
	}
	if d := theme.Execute(&b, site.LayoutDocument, &site.Document{Date: &site.Date{Words: "today"}}); d != nil {
		t.Error(d)
	}
}
