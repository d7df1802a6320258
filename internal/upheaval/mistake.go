package upheaval

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// mistake puts something wrong in place of a file, until it is mended.
func (d *draft) mistake() string {
	x := d.some()
	if x == nil {
		return ""
	}
	text := d.markdown(x)
	n := d.IntN(1000)
	wrong := func(what, name, content string) string {
		d.broken[name] = content
		return what + ": " + name
	}
	in := func(what, content string) string { return wrong(what, x.file(), content) }
	switch d.IntN(21) {
	case 0:
		return in("bad YAML", strings.Replace(text, "title:", "title: [", 1))
	case 1:
		return in("unknown key", strings.Replace(text, "---\n", fmt.Sprintf("---\ntitel: %d\n", n), 1))
	case 2:
		return in("broken link", text+fmt.Sprintf("\nSee [there](nowhere-%d.md).\n", n))
	case 3:
		return in("unknown agency", text+"\nThe [body](agency:nobody) met.\n")
	case 4:
		return in("unknown paragraph", text+"\nSee [there](para:annexes/a#99.9).\n")
	case 5:
		return in("ambiguous name", text+"\nThe "+pick(d.Rand, ministries[:])+" met.\n")
	case 6:
		return in("invalid UTF-8", text+"\nBad \xff\xfe bytes.\n")
	case 7:
		return in("NUL", text+"\nNo \x00 bytes.\n")
	case 8:
		return in("no front matter", strings.TrimPrefix(text, "---\n"))
	case 9:
		return in("bad date", strings.Replace(text, "---\n", fmt.Sprintf("---\ndate: 2031-13-%d\n", n), 1))
	case 10:
		return in("empty", "")
	case 11:
		return in("bad number", text+"\n7.7. Out of order.\n")
	case 12:
		return in("bad scheme", text+"\n[this](agenci:x) and [that](date:tomorrow).\n")
	case 13:
		return wrong("folder in its place", x.file()+"/a.txt", "a file below what was one")
	case 14:
		return wrong("duplicate id", "content/"+x.id+"/index.md", text)
	case 15:
		return wrong("same address", pick(d.Rand, []string{"content/data/concordance.json", "content/search/shards/x.js", "content/mous/index.html"}), "{}")
	case 16:
		return wrong("bad name", "content/guide/a b.md", "---\ntitle: A b\n---\n")
	case 17:
		return d.wrongConfig(wrong, n)
	case 18, 19:
		return d.wrongTemplate(wrong, n)
	}
	return wrongStatic(wrong, n)
}

func (d *draft) wrongConfig(wrong func(what, name, content string) string, n int) string {
	const name = "content/site.yaml"
	text := d.siteYAML()
	switch n % 6 {
	case 0:
		return wrong("bad YAML", name, text+"\tx: [\n")
	case 1:
		return wrong("unknown key", name, text+"colour: red\n")
	case 2:
		return wrong("no title", name, strings.Replace(text, "title:", "description:", 1))
	case 3:
		return wrong("unknown page", name, strings.Replace(text, "navigation:\n", "navigation:\n  - {title: X, page: nowhere}\n", 1))
	case 4:
		return wrong("unknown style", name, strings.Replace(text, "{light: ", "{dark: nothing, light: ", 1))
	}
	return wrong("unknown side", name, strings.Replace(text, "code: XB", "code: XC", 1))
}

func (d *draft) wrongTemplate(wrong func(what, name, content string) string, n int) string {
	switch n % 6 {
	case 0:
		return wrong("unknown field", "templates/partials/footer.html", "{{.Nothing}}")
	case 1:
		return wrong("not closed", "templates/partials/pager.html", "{{if .Next}}")
	case 2:
		return wrong("unknown template", "templates/404.html", `{{define "main"}}{{template "nowhere" .}}{{end}}`)
	case 3:
		return wrong("fails when shown", "templates/document.html", `{{define "main"}}{{index .Page.Menu 99}}{{end}}`)
	case 4:
		return wrong("no main", "templates/agency.html", "words")
	}
	return wrong("unused", "templates/extra.html", fmt.Sprint(n))
}

func wrongStatic(wrong func(what, name, content string) string, n int) string {
	switch n % 4 {
	case 0:
		return wrong("css", "static/css/wrong.css", "p { color: ; } }\n")
	case 1:
		return wrong("ts", "static/ts/wrong.ts", "let = = 1\n")
	case 2:
		return wrong("import", "static/ts/wrong.ts", `import {x} from "./nowhere"`+"\nconsole.log(x)\n")
	}
	return wrong("folder in its place", "static/css/concord.css/a.txt", "a file below what was one")
}

// dangle removes a document and leaves what led to it; or removes all of a
// file's end, as a write that was cut.
func (d *draft) dangle() string {
	if len(d.docs) < 10 {
		return ""
	}
	x := pick(d.Rand, d.docs)
	if d.IntN(2) == 0 {
		d.drop(x)
		return "removed " + x.file()
	}
	text := []byte(d.markdown(x))
	d.broken[x.file()] = string(bytes.TrimRight(text[:d.IntN(len(text))], "\n"))
	return "cut " + x.file()
}

// Mistakes names the files that hold mistakes, made on purpose and not yet
// mended.
func (g *Generator) Mistakes() []string { return slices.Sorted(maps.Keys(g.now.broken)) }
