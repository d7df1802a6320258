// Package picture draws what a record holds as SVG, once, when the site is
// built: a timeline of its dates, who works with whom, and which agency has to
// do with which pillar. Every mark is a link, every picture comes with its data
// as a table, and a record that is too large for one is folded by fixed keys:
// decades and years, forms, sides and letters. A document more then changes a
// count, and moves nothing.
//
// The package knows nothing of documents or languages: all texts are in the
// page's language and all addresses are ready to be written into it. Colours
// and line widths are in static/css/parts/pictures.css; sizes of type are here,
// since the places of all things depend on them.
package picture

import (
	"html/template"
	"strconv"
	"strings"
)

// Link is a text that leads somewhere. Without an address it is a text.
type Link struct {
	Text string
	Href string
	Lang string // BCP 47, where it is not the page's
}

// Picture is what a page shows. All of it but the texts that were given is
// empty where there is nothing to draw.
type Picture struct {
	ID          string // of the element; begins every id in SVG
	Title       string
	Description string
	SVG         template.HTML // a div with two drawings, of which style shows the one that fits its width
	Head        []string      // the same data as a table
	Rows        [][]Cell      // as wide as Head; the first cell of a row is its header
}

// Cell is one cell of a table: links, or a text, or nothing.
type Cell struct {
	Links []Link
	Text  string
}

func (p Picture) drawn(draw func(*sheet)) Picture {
	var b strings.Builder
	b.WriteString(`<div class="picture">`)
	for _, a := range arrangements() {
		s := &sheet{arrangement: a}
		draw(s)
		p.frame(&b, s)
	}
	b.WriteString("</div>")
	p.SVG = template.HTML(b.String())
	return p
}

// frame writes one drawing with what it is called and what it shows. A group,
// not an image: the links in an image would be hidden from assistive technology.
func (p Picture) frame(b *strings.Builder, s *sheet) {
	id := p.ID + "-" + s.name
	b.WriteString(`<div class="` + s.name + `" role="group"`)
	attribute(b, "aria-labelledby", id+"-title")
	attribute(b, "aria-describedby", id+"-description")
	b.WriteString(">")
	for n, part := range s.parts() {
		b.WriteString(`<svg viewBox="0 0 ` + number(s.width) + " " + number(part.height) + `" font-size="` + number(s.plain().size) + `" role="presentation">` + "\n")
		if n == 0 {
			b.WriteString("<title")
			attribute(b, "id", id+"-title")
			b.WriteString(">" + escape(p.Title) + "</title>\n<desc")
			attribute(b, "id", id+"-description")
			b.WriteString(">" + escape(p.Description) + "</desc>\n")
		}
		b.WriteString(part.marks + "</svg>")
	}
	b.WriteString("</div>")
}

func linked(links ...Link) Cell { return Cell{Links: links} }

func counted(n int) Cell {
	if n == 0 {
		return Cell{}
	}
	return Cell{Text: strconv.Itoa(n)}
}
