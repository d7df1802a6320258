package upheaval

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// tree writes the world out as files.
func (w *world) tree() Tree {
	t := Tree(maps.Clone(w.others))
	t["content/site.yaml"] = w.siteYAML()
	if w.config.words != "" {
		t["content/languages/ko.yaml"] = w.config.words
	}
	for _, d := range w.docs {
		t[d.file()] = w.markdown(d)
	}
	for _, name := range slices.Sorted(maps.Keys(w.broken)) {
		t.clear(name)
		t[name] = w.broken[name]
	}
	return t
}

// page writes lines of YAML and Markdown.
type page struct {
	strings.Builder
	world *world
}

// line writes a key with its value, unless that is empty.
func (p *page) line(key, value string) {
	if value != "" {
		fmt.Fprintf(p, "%s: %s\n", key, value)
	}
}

func (p *page) text(key, value string) {
	if value != "" {
		p.line(key, fmt.Sprintf("%q", value))
	}
}

func (p *page) texts(key string, values []string) {
	if len(values) > 0 {
		p.line(key, fmt.Sprintf("[%s]", strings.Join(quoted(values), ", ")))
	}
}

func quoted(values []string) []string {
	var list []string
	for _, v := range values {
		list = append(list, fmt.Sprintf("%q", v))
	}
	return list
}

func (w *world) siteYAML() string {
	p, c := &page{world: w}, w.config
	p.text("title", c.title)
	p.text("short_title", c.short)
	p.text("description", c.description)
	p.line("base_url", c.base)
	p.texts("languages", c.languages)
	p.WriteString("sides:\n")
	for i, s := range sides {
		fmt.Fprintf(p, "  - {code: %s, name: %s, short: %s, names: [%s]}\n", s.code, s.name, s.short, strings.Join(c.names[i], ", "))
	}
	p.WriteString("pillars:\n")
	for _, x := range c.pillars {
		fmt.Fprintf(p, "  - {number: %d, name: %q%s}\n", x.number, x.name, p.citeEnd(x.cite))
	}
	p.WriteString("navigation:\n")
	for _, e := range c.menu {
		page := e.page
		if e.doc != 0 {
			page = w.lead(e.doc).id
		}
		fmt.Fprintf(p, "  - {title: %q, page: %s}\n", e.title, page)
	}
	p.line("raw_html", fmt.Sprint(c.raw))
	p.line("highlight", fmt.Sprintf("{light: %s}", c.highlight))
	p.line("checks", c.checks)
	return p.String()
}

// lead is the document with a number, as it was where it is gone.
func (w *world) lead(number int) *doc {
	if d := w.doc(number); d != nil {
		return d
	}
	if d := w.gone[number]; d != nil {
		return d
	}
	return &doc{id: "guide/nowhere"}
}

// reference is a paragraph as front matter cites it.
func (w *world) reference(c cite) string {
	d := w.lead(c.doc)
	number := d.numbers()[c.paragraph]
	if number == "" {
		number = "99"
	}
	return d.id + "#" + number
}

func (p *page) cites(list []cite) string {
	var refs []string
	for _, c := range list {
		refs = append(refs, p.world.reference(c))
	}
	if len(refs) == 1 {
		return refs[0]
	}
	return "[" + strings.Join(refs, ", ") + "]"
}

func (p *page) citeEnd(c cite) string {
	if c == (cite{}) {
		return ""
	}
	return ", cite: " + p.world.reference(c)
}

// markdown writes a document's file.
func (w *world) markdown(d *doc) string {
	p := &page{world: w}
	p.WriteString("---\n")
	p.text("title", d.title)
	p.line("kind", d.as)
	p.text("label", d.label)
	p.text("description", d.description)
	p.line("date", d.date)
	p.line("order", d.order)
	switch d.kind() {
	case "statement", "annex":
		p.line("source", d.source)
	case "agency":
		p.agency(d)
	case "instrument":
		p.instrument(d)
	}
	p.WriteString("---\n")
	numbers := d.numbers()
	for _, x := range d.paragraphs {
		p.paragraph(d, x, numbers[x.number])
	}
	return p.String()
}

func (p *page) agency(d *doc) {
	p.text("acronym", d.acronym)
	p.line("country", d.country)
	p.line("body", d.body)
	p.texts("names", d.names)
	p.texts("offices", d.offices)
	if len(d.translations) > 0 {
		var list []string
		for _, t := range d.translations {
			list = append(list, fmt.Sprintf("%s: %q", t.acronym, t.name))
		}
		p.line("translations", "{"+strings.Join(list, ", ")+"}")
	}
}

func (p *page) instrument(d *doc) {
	p.text("acronym", d.acronym)
	p.texts("names", d.names)
	for _, f := range []struct {
		key string
		fact
	}{{"form", d.form}, {"pillar", d.pillar}, {"listed", d.listed}, {"status", d.status}} {
		if f.value != "" {
			fmt.Fprintf(p, "%s: {value: %s, cite: %s}\n", f.key, f.value, p.cites(f.cite))
		}
	}
	if len(d.participants) > 0 {
		p.WriteString("participants:\n")
	}
	for _, x := range d.participants {
		if x.side != "" {
			fmt.Fprintf(p, "  - {side: %s, cite: %s}\n", x.side, p.cites(x.cite))
			continue
		}
		fmt.Fprintf(p, "  - {agency: %s, cite: %s}\n", p.world.lead(x.agency).slug(), p.cites(x.cite))
	}
	if len(d.events) > 0 {
		p.WriteString("events:\n")
	}
	for _, e := range d.events {
		date := ""
		if e.date != "" {
			date = "date: " + e.date + ", "
		}
		fmt.Fprintf(p, "  - {%sevent: %s, cite: %s}\n", date, e.what, p.cites(e.cite))
	}
}

func (p *page) paragraph(d *doc, x paragraph, number string) {
	p.WriteString("\n")
	switch {
	case x.heading != "":
		fmt.Fprintf(p, "## %s\n", x.heading)
		return
	case x.block != "":
		fmt.Fprintf(p, "%s\n", x.block)
		return
	case x.level > 0:
		fmt.Fprintf(p, "%s. ", number)
	}
	for _, piece := range x.pieces {
		p.piece(d, piece)
	}
	p.WriteString("\n")
}

func (p *page) piece(d *doc, x piece) {
	var to string
	switch x.scheme {
	case "":
		p.WriteString(x.words)
		return
	case "agency", "mou":
		var slugs []string
		for _, number := range x.docs {
			slugs = append(slugs, p.world.lead(number).slug())
		}
		to = x.scheme + ":" + strings.Join(slugs, ",")
	case "para":
		to = "para:" + p.world.reference(x.cite)
	case "page":
		to = relative(d.id, p.world.lead(x.docs[0]).id+".md")
		if x.cite != (cite{}) {
			_, number, _ := strings.Cut(p.world.reference(x.cite), "#")
			to += "#para-" + number
		}
	default:
		to = x.scheme + ":" + x.value
	}
	fmt.Fprintf(p, "[%s](%s)", x.words, to)
}
