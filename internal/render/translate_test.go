package render

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"concord/internal/site"
	"concord/templates"
)

// plain are the English words, as they stand in templates.
type plain struct{}

func (plain) Text(english string) string               { return english }
func (plain) Forms(one, other string) (string, string) { return one, other }

// swapped is a language that says everything the other way round.
type swapped struct{}

func (swapped) Text(english string) string {
	return map[string]string{"Name": "<Nom & \"x\">", "{} of {}": "{2}: {1}", "In {}": "{} dans"}[english]
}

func (swapped) Forms(_, other string) (string, string) {
	one, two := map[string]string{"{} pages": "{} seite"}[other], map[string]string{"{} pages": "{} seiten"}[other]
	return one, two
}

func TestTranslation(t *testing.T) {
	const main = `{{define "main"}}<p title="{{tr "Name"}}">{{tr "Name"}}|{{tr "In {}" .Page.Title}}|{{tr "{} of {}" .Page.Title .Page.Path}}|` +
		`{{range .Indexes}}{{tr "{} page" "{} pages" (len .Title)}};{{end}}</p>{{end}}`
	view := site.NotFound{Page: site.Page{Title: "<T>", Path: "p"}, Indexes: []site.Link{{Title: "a"}, {Title: "bb"}}}
	for _, c := range []struct {
		words Words
		want  string
	}{
		{plain{}, `<p title="Name">Name|In &lt;T&gt;|&lt;T&gt; of p|1 page;2 pages;</p>`},
		{swapped{}, `<p title="&lt;Nom &amp; &#34;x&#34;&gt;">&lt;Nom &amp; &#34;x&#34;&gt;|&lt;T&gt; dans|p: &lt;T&gt;|1 seite;2 seiten;</p>`},
	} {
		theme, list, err := New(Overlay(fstest.MapFS{
			"404.html":  {Data: []byte(main)},
			"base.html": {Data: []byte(`{{template "main" .}}`)},
		}, templates.FS), c.words)
		if err != nil || theme == nil {
			t.Fatal(err, list)
		}
		if theme.layouts[site.LayoutNotFound].program == nil {
			t.Error("no program: ", theme.layouts[site.LayoutNotFound].why)
		}
		var b bytes.Buffer
		if d := theme.Execute(&b, site.LayoutNotFound, view); d != nil || b.String() != c.want {
			t.Errorf("%v\n got %s\nwant %s", d, b.String(), c.want)
		}
		if got := strings.Join(theme.Strings(), ","); !strings.Contains(got, "In {},") || !strings.Contains(got, "{} pages") {
			t.Errorf("strings %q", got)
		}
	}
}

func TestTranslationMistakes(t *testing.T) {
	for text, want := range map[string]string{
		`{{tr}}`:                               "does not know what to say",
		`{{tr .Page.Title}}`:                   "does not know what to say",
		`{{tr "a" "b"}}`:                       "does not know what to say",
		`{{tr "In {}"}}`:                       "1 places for values, and is given 0",
		`{{tr "In" .Page.Title}}`:              "0 places for values, and is given 1",
		`{{with tr "In"}}x{{end}}`:             "larger expression",
		`{{if eq (tr "In") "x"}}x{{end}}`:      "larger expression",
		`{{template "fact" (tr "In")}}`:        "larger expression",
		`{{tr "In {}" .Page.Titel}}`:           "Titel",
		`<script>var a = {{tr "In"}}</script>`: "",
	} {
		_, list, err := New(Overlay(fstest.MapFS{"404.html": {Data: []byte(`{{define "main"}}` + text + `{{end}}`)}}, templates.FS), plain{})
		if err != nil {
			t.Fatal(err)
		}
		found := want == "" && len(list) == 0
		for _, d := range list {
			found = found || d.Span.File == "templates/404.html" && want != "" && strings.Contains(d.Message, want)
		}
		if !found {
			t.Errorf("%s: %v, want %q", text, list, want)
		}
	}
}
