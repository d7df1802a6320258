package picture

import (
	"encoding/xml"
	"errors"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// drawing is what a test finds in the markup of one part of a picture.
type drawing struct {
	broad bool
	view  box
	texts []item   // lines, by the estimate of their widths
	hits  []item   // areas that can be pressed
	marks []item   // dots, bars of counts
	cards []item   // frames of instruments, which hold texts and dots
	links []string // names and addresses
}

type item struct {
	class, text string
	box
}

// read takes markup apart as XML, and reports what no drawing may have.
func read(t *testing.T, markup template.HTML) []drawing {
	t.Helper()
	r := reader{t: t, ids: map[string]bool{}}
	for dec := xml.NewDecoder(strings.NewReader(string(markup))); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return r.drawings
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, markup)
		}
		switch token := token.(type) {
		case xml.StartElement:
			r.open = append(r.open, token.Copy())
			r.start(token)
		case xml.EndElement:
			r.end()
			r.open = r.open[:len(r.open)-1]
		case xml.CharData:
			r.characters(string(token))
		}
	}
}

type reader struct {
	t        *testing.T
	open     []xml.StartElement
	ids      map[string]bool
	drawings []drawing
	link     anchor // the last that began
}

type anchor struct {
	href, label string
	texts       []string // that can be seen
}

// name is what the link is called.
func (a anchor) name() string {
	if a.label != "" {
		return a.label
	}
	return strings.Join(a.texts, " ")
}

func (r *reader) start(e xml.StartElement) {
	name := e.Name.Local
	if id := of(e, "id"); id != "" {
		if r.ids[id] {
			r.t.Errorf("id %q is not unique", id)
		}
		r.ids[id] = true
	}
	if name == "style" || of(e, "style") != "" {
		r.t.Errorf("<%s> has a style, which the policy forbids", name)
	}
	switch name {
	case "svg":
		view := strings.Fields(of(e, "viewBox"))
		r.drawings = append(r.drawings, drawing{broad: slices.ContainsFunc(r.open, func(e xml.StartElement) bool { return of(e, "class") == "broad" })})
		r.last().view = box{0, 0, length(r.t, view[2]), length(r.t, view[3])}
	case "a":
		if of(e, "href") == "" {
			r.t.Error("a link leads nowhere")
		}
		r.link = anchor{href: of(e, "href"), label: of(e, "aria-label")}
	case "rect":
		b := box{length(r.t, of(e, "x")), length(r.t, of(e, "y")), length(r.t, of(e, "width")), length(r.t, of(e, "height"))}
		i := item{of(e, "class"), r.link.label, b}
		switch d := r.last(); i.class {
		case "hit":
			d.hits = append(d.hits, i)
		case "card":
			d.cards = append(d.cards, i)
		default:
			d.marks = append(d.marks, i)
		}
	case "circle":
		radius := length(r.t, of(e, "r"))
		b := box{length(r.t, of(e, "cx")) - radius, length(r.t, of(e, "cy")) - radius, 2 * radius, 2 * radius}
		r.last().marks = append(r.last().marks, item{of(e, "class"), r.link.label, b})
	}
}

func (r *reader) end() {
	if r.open[len(r.open)-1].Name.Local != "a" {
		return
	}
	name := r.link.name()
	if strings.TrimSpace(name) == "" {
		r.t.Error("a link has no name")
	}
	for _, seen := range r.link.texts {
		if !strings.Contains(name, strings.TrimSuffix(seen, "…")) {
			r.t.Errorf("a link is called %q, and says %q", name, seen)
		}
	}
	r.last().links = append(r.last().links, name+" → "+r.link.href)
	r.link = anchor{}
}

func (r *reader) characters(text string) {
	inText := slices.IndexFunc(r.open, func(e xml.StartElement) bool { return e.Name.Local == "text" })
	if inText < 0 {
		return
	}
	r.link.texts = append(r.link.texts, strings.TrimSpace(text))
	lookup := func(name string) string {
		value := ""
		for _, e := range r.open {
			if v := of(e, name); v != "" && (name != "x" && name != "y" || e.Name.Local != "svg") {
				value = v
			}
		}
		return value
	}
	f := face{size: length(r.t, lookup("font-size")), bold: strings.Contains(of(r.open[inText], "class"), "strong")}
	w := f.width(text)
	if dx := of(r.open[len(r.open)-1], "dx"); dx != "" {
		line := &r.last().texts[len(r.last().texts)-1]
		line.text += text
		line.w += length(r.t, dx) + w
		return
	}
	b := box{length(r.t, lookup("x")), length(r.t, lookup("y")) - 0.8*f.size, w, 1.05 * f.size}
	switch lookup("text-anchor") {
	case "middle":
		b.x -= w / 2
	case "end":
		b.x -= w
	}
	r.last().texts = append(r.last().texts, item{"text", text, b})
}

func (r *reader) last() *drawing { return &r.drawings[len(r.drawings)-1] }

func of(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func length(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatalf("a length: %v", err)
	}
	return v
}

// tolerance is what rounding to tenths may do.
const tolerance = 0.25

func (b box) overlaps(o box) bool {
	return min(b.x+b.w, o.x+o.w)-max(b.x, o.x) > tolerance && min(b.y+b.h, o.y+o.h)-max(b.y, o.y) > tolerance
}

func (b box) within(o box) bool {
	return b.x >= o.x-tolerance && b.y >= o.y-tolerance && b.x+b.w <= o.x+o.w+tolerance && b.y+b.h <= o.y+o.h+tolerance
}

// verify holds a picture to what is true of all: nothing lies on anything else or
// outside, every area can be hit with a finger, and type can be read.
func verify(t *testing.T, p Picture) {
	t.Helper()
	drawings := read(t, p.SVG)
	if !slices.ContainsFunc(drawings, func(d drawing) bool { return d.broad }) || !slices.ContainsFunc(drawings, func(d drawing) bool { return !d.broad }) {
		t.Error("the picture is not drawn for both widths")
	}
	for _, d := range drawings {
		apart(t, d.texts)
		apart(t, d.hits)
		apart(t, d.marks)
		apart(t, d.cards)
		for _, text := range d.texts {
			for _, m := range d.marks {
				if text.overlaps(m.box) {
					t.Errorf("%q lies on a %s: %v, %v", text.text, m.class, text.box, m.box)
				}
			}
		}
		for _, i := range slices.Concat(d.texts, d.marks) {
			for _, c := range d.cards {
				if i.overlaps(c.box) && !i.within(c.box) {
					t.Errorf("%s %q crosses the frame of %q: %v, %v", i.class, i.text, c.text, i.box, c.box)
				}
			}
		}
		for _, i := range slices.Concat(d.texts, d.hits, d.marks, d.cards) {
			if !i.within(d.view) {
				t.Errorf("%s %q is outside of %v: %v", i.class, i.text, d.view, i.box)
			}
		}
		for _, h := range d.hits {
			if h.w < 27.3 || h.h < 27.3 {
				t.Errorf("%q is too small to be pressed: %v", h.text, h.box)
			}
		}
	}
	for _, r := range p.Rows {
		if len(r) != len(p.Head) {
			t.Errorf("a row has %d cells, the head %d", len(r), len(p.Head))
		}
	}
}

func apart(t *testing.T, items []item) {
	t.Helper()
	for i, a := range items {
		for _, b := range items[i+1:] {
			if a.overlaps(b.box) {
				t.Errorf("%s %q and %s %q overlap: %v, %v", a.class, a.text, b.class, b.text, a.box, b.box)
			}
		}
	}
}
