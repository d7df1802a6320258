package render

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"concord/internal/diag"
	"concord/internal/site"
	"concord/templates"

	"github.com/google/go-cmp/cmp"
)

// builtin is the theme that is built in.
func builtin(t testing.TB) *Theme { return loaded(t, templates.FS) }

// loaded is a theme without any diagnostic.
func loaded(t testing.TB, theme fs.FS) *Theme {
	t.Helper()
	got, list, err := New(theme, plain{})
	if err != nil || len(list) > 0 {
		t.Fatalf("error %v, diagnostics:\n%s", err, printed(list))
	}
	return got
}

func printed(list []diag.Diagnostic) string {
	var b strings.Builder
	_ = diag.Print(&b, list)
	return b.String()
}

func TestEveryLayoutHasAProgram(t *testing.T) {
	for layout, c := range builtin(t).layouts {
		if c.program == nil {
			t.Errorf("%s is left to html/template: %v", layout, c.why)
		}
	}
}

// nasty are texts that an escaper must not let through, and near misses.
var nasty = []string{
	"", "a", "<script>", "\"'&+", "\x00", "\xff\xfe", "외교부", "javascript:alert(1)", "https:javascript", "x/y:z", "x:y/z",
	"https://h:80/a?b=1&c=2#d", "HTTP://x", "mailto:a@b", "//host/p", "a b", "%20", "%zz", "%", "(a)", "a'b", "\u2028", "#para-7.3",
	"../../x/index.html#para-7.3", "?q=1", "a\nb", "`", "\ufdd0", "[a]", "{{.}}", "&amp;", "https:", "ahttps:", "https:https:",
}

// TestProgramsAgree holds programs to the bytes of html/template, on views
// with nasty texts, empty lists and nil pointers at random.
func TestProgramsAgree(t *testing.T) {
	theme := builtin(t)
	for layout, view := range site.Views() {
		for seed := range uint64(200) {
			random := rand.New(rand.NewPCG(seed, 1))
			v := reflect.New(reflect.TypeOf(view))
			scramble(v.Elem(), random)
			agree(t, theme.layouts[layout], v.Interface())
		}
	}
}

func scramble(v reflect.Value, random *rand.Rand) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			scramble(v.Field(i), random)
		}
	case reflect.Pointer:
		if random.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			scramble(v.Elem(), random)
		}
	case reflect.Slice:
		n := random.IntN(3)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			scramble(v.Index(i), random)
		}
	case reflect.Int:
		v.SetInt(int64(random.IntN(5) - 1))
	case reflect.Bool:
		v.SetBool(random.IntN(2) == 0)
	case reflect.String:
		v.SetString(nasty[random.IntN(len(nasty))] + nasty[random.IntN(len(nasty))])
	}
}

// agree compares the program of a layout with its template.
func agree(t *testing.T, c *compiled, view any) {
	t.Helper()
	var got, want bytes.Buffer
	err := c.template.Execute(&want, view)
	done := c.program.execute(&got, reflect.ValueOf(view).Elem())
	if done != (err == nil) {
		t.Fatalf("program came to its end: %v; template: %v", done, err)
	}
	if done && !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Fatalf("the program writes something else (-template +program):\n%s", cmp.Diff(want.String(), got.String()))
	}
}

// TestConstructsAgree does the same with constructs that the theme has no use
// for, and says which of them programs leave to html/template.
func TestConstructsAgree(t *testing.T) {
	for _, c := range []struct {
		text  string
		known bool
	}{
		{`{{$x := .Page}}{{range $i, $h := .Contents}}{{$i}}{{$h.Title}}{{$x.Title}}{{else}}none{{end}}`, true},
		{`{{range $h := .Contents}}{{$h.Level}}{{$.Label}}{{end}}`, true},
		{`{{with $d := .Date}}{{$d.Words}}{{.EDTF}}{{else with .Source}}{{.Href}}{{else}}-{{end}}`, true},
		{`{{if and .Label (or .OwnTitle (not .Official))}}1{{else if eq .Label "x"}}2{{else}}3{{end}}`, true},
		{`{{if lt (len .Contents) 2}}few{{end}}{{if ge .Label .Page.Title}}ge{{end}}{{if ne 1 2}}ne{{end}}`, true},
		{`{{len .Label}} {{"lit<eral"}} {{7}}`, true},
		{`<a title="{{.Label}}" href="{{.Page.Root}}{{.Page.Path}}">{{.Label}}</a>`, true},
		{`<a href="/x/{{.Label}}">a</a><a href="?q={{.Label}}">b</a><a href="#{{.Label}}">c</a>`, true},
		{`<textarea>{{.Label}}</textarea>`, true},
		{`{{template "plain"}}`, true},
		{`{{template "tree" .}}`, true},
		{`{{.Source.Href}}`, true}, // a nil pointer: both must fail
		{`{{(index .Contents 0).Title}}`, false},
		{`{{printf "%q" .Label}}`, false},
		{`{{.Label | printf "%s"}}`, false},
		{`<a title={{.Label}}>x</a>`, false},
		{`<script>let x = {{.Label}}</script>`, false},
		{`<p style="color: {{.Label}}">x</p>`, false},
		{`<a title="{{range .Body}}{{.HTML}}{{end}}">x</a>`, false},
		{`{{range .Contents}}{{if .Level}}{{break}}{{end}}{{.Title}}{{end}}`, false},
		{`{{$x := .Label}}{{$x = "y"}}{{$x}}`, false},
		{`{{with or .Label .Page.Title}}{{.}}{{end}}`, false},
		{`<title>{{template "name" .}}</title>`, false},
		{`{{html .Label}}`, false},
	} {
		theme := loaded(t, withDocument(`{{define "main"}}`+c.text+`{{end}}{{define "plain"}}<hr>{{end}}`+
			`{{define "tree"}}{{.Label}}{{if and .OwnTitle (not .OwnTitle)}}{{template "tree" .}}{{end}}{{end}}{{define "name"}}{{.Label}}{{end}}`))
		layout := theme.layouts[site.LayoutDocument]
		if known := layout.program != nil; known != c.known {
			t.Errorf("%s: has a program: %v (%v)", c.text, known, layout.why)
		}
		for seed := range uint64(100) {
			v := reflect.New(reflect.TypeFor[site.Document]())
			scramble(v.Elem(), rand.New(rand.NewPCG(seed, 2)))
			if layout.program != nil {
				agree(t, layout, v.Interface())
			}
		}
	}
}

// withDocument is the built-in theme with another document.html.
func withDocument(text string) fs.FS {
	return Overlay(fstest.MapFS{"document.html": {Data: []byte(text)}}, templates.FS)
}

func FuzzEscape(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	theme := loaded(f, withDocument(`{{define "main"}}{{.Label}}<p title="{{.Label}}"></p><textarea>{{.Label}}</textarea>`+
		`<a href="{{.Label}}"></a><a href="/{{.Label}}"></a><a href="?{{.Label}}"></a><a href="#{{.Label}}"></a>{{end}}`))
	layout := theme.layouts[site.LayoutDocument]
	if layout.program == nil {
		f.Fatal(layout.why)
	}
	f.Fuzz(func(t *testing.T, s string) { agree(t, layout, &site.Document{Label: s}) })
}

func TestPointerAndValueViews(t *testing.T) {
	theme, view := builtin(t), instrument()
	var a, b bytes.Buffer
	if d := theme.Execute(&a, site.LayoutInstrument, view); d != nil {
		t.Fatal(d)
	}
	if d := theme.Execute(&b, site.LayoutInstrument, *view); d != nil {
		t.Fatal(d)
	}
	if a.Len() == 0 || a.String() != b.String() {
		t.Error("a pointer to a view and the view give different pages")
	}
	if d := theme.Execute(&a, "nothing", view); d == nil || fmt.Sprint(d.Span.File) != "templates/nothing.html" {
		t.Errorf("unknown layout: %v", d)
	}
}

// TestTwoAtOnce is for the race detector.
func TestTwoAtOnce(t *testing.T) {
	theme, view := builtin(t), instrument()
	pages := make(chan string)
	for range 2 {
		go func() {
			var b bytes.Buffer
			for range 20 {
				b.Reset()
				theme.Execute(&b, site.LayoutInstrument, view)
			}
			pages <- b.String()
		}()
	}
	first, second := <-pages, <-pages
	if first != second {
		t.Error("two executions differ")
	}
}
