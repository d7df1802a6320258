package picture

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// arrangement is a width for which a picture is laid out. Its units are CSS
// pixels where the picture has just that width; style keeps it near that.
type arrangement struct {
	name   string // a class
	width  float64
	narrow bool
}

// arrangements are for a column of text, and for a phone of 360 px.
func arrangements() [2]arrangement {
	return [2]arrangement{{name: "broad", width: 640}, {name: "slim", width: 328, narrow: true}}
}

func (a arrangement) plain() face { return face{size: 13} }
func (a arrangement) small() face { return face{size: 12.6} }
func (a arrangement) bold() face  { return face{size: 13, bold: true} }

// either is the value for the arrangement.
func (a arrangement) either(broad, slim float64) float64 {
	if a.narrow {
		return slim
	}
	return broad
}

// touch is the least height and width of what can be pressed: 24 CSS pixels,
// where a slim picture is shown a little smaller than it was laid out, too.
const touch = 28

// sheet is a drawing that grows downwards. It is made of parts, one below the
// other, between which a page of paper may end.
type sheet struct {
	arrangement
	b    strings.Builder
	y    float64 // below all that was drawn in this part
	done []part
}

type part struct {
	marks  string
	height float64
}

// leastPart is how much is kept on one page.
const leastPart = 150

// cut begins another part, if this one is large enough.
func (s *sheet) cut() {
	if s.y >= leastPart {
		s.done = s.parts()
		s.b, s.y = strings.Builder{}, 0
	}
}

func (s *sheet) parts() []part {
	if s.b.Len() == 0 {
		return s.done
	}
	return append(s.done, part{s.b.String(), s.y})
}

// box is a rectangle.
type box struct{ x, y, w, h float64 }

func (b box) middle() float64 { return b.y + b.h/2 }

// alignment is what the x of a text stands for.
type alignment string

const (
	from   alignment = ""
	around alignment = "middle"
	until  alignment = "end"
)

// style is how a text looks.
type style struct {
	face
	class string // "" or "quiet"
	align alignment
	after string // small, behind the last line
	lang  string // where it is not that of the link
}

// text writes lines below y, and returns where they end. Each line is an element
// of its own: read aloud, and as the name of a link, they are words apart.
func (s *sheet) text(x, y float64, st style, lines []string) float64 {
	for i, line := range lines {
		s.b.WriteString("<text")
		if class := st.classes(); class != "" {
			attribute(&s.b, "class", class)
		}
		s.lang(st.lang)
		if st.size != s.plain().size {
			attribute(&s.b, "font-size", number(st.size))
		}
		if st.align != from {
			attribute(&s.b, "text-anchor", string(st.align))
		}
		s.b.WriteString(` x="` + number(x) + `" y="` + number(y+st.size) + `">` + escape(line))
		if st.after != "" && i == len(lines)-1 {
			s.b.WriteString(`<tspan class="quiet" font-size="` + number(s.small().size) + `" dx="4"> ` + escape(st.after) + "</tspan>")
		}
		s.b.WriteString("</text>\n")
		y += st.leading()
	}
	return y
}

func (st style) classes() string {
	if st.bold {
		return strings.TrimSpace("strong " + st.class)
	}
	return st.class
}

// whole is the name of a link whose text is drawn in these lines: none, where
// they say all of it, since then it is their text.
func whole(text string, lines []string) string {
	if strings.Join(lines, " ") == strings.Join(strings.Fields(text), " ") {
		return ""
	}
	return text
}

// link writes what draw draws as one link that can be pressed anywhere in area.
// Label is its name where what is drawn does not say it; it has the words that
// are drawn in it, for those who speak to their machine.
func (s *sheet) link(l Link, label string, area box, draw func()) {
	if l.Href == "" {
		s.b.WriteString("<g")
		s.lang(l.Lang)
		s.b.WriteString(">\n")
		draw()
		s.b.WriteString("</g>\n")
		return
	}
	if label = strings.Join(strings.Fields(label), " "); label == "" && strings.TrimSpace(l.Text) == "" {
		label = l.Href // a link without a name cannot be spoken of
	}
	s.b.WriteString("<a")
	attribute(&s.b, "href", l.Href)
	s.lang(l.Lang)
	if label != "" {
		attribute(&s.b, "aria-label", label)
	}
	s.b.WriteString(">\n")
	s.rect("hit", area)
	draw()
	s.b.WriteString("</a>\n")
}

func (s *sheet) lang(lang string) {
	if lang != "" {
		attribute(&s.b, "lang", lang)
	}
}

// group lets style find things that belong together.
func (s *sheet) group(class string, draw func()) {
	s.b.WriteString(`<g class="` + class + "\">\n")
	draw()
	s.b.WriteString("</g>\n")
}

func (s *sheet) rect(class string, r box) {
	s.b.WriteString(`<rect class="` + class + `" x="` + number(r.x) + `" y="` + number(r.y) + `" width="` + number(r.w) + `" height="` + number(r.h) + "\"/>\n")
}

func (s *sheet) dot(class string, x, y, r float64) {
	s.b.WriteString(`<circle class="` + class + `" cx="` + number(x) + `" cy="` + number(y) + `" r="` + number(r) + "\"/>\n")
}

// path draws lines along points, given as x and y in turn; NaN lifts the pen.
func (s *sheet) path(class string, points ...float64) {
	s.b.WriteString(`<path class="` + class + `" d="`)
	step := "M"
	for i := 0; i+1 < len(points); i += 2 {
		if math.IsNaN(points[i]) {
			step = "M"
			continue
		}
		s.b.WriteString(step + number(points[i]) + " " + number(points[i+1]))
		step = "L"
	}
	s.b.WriteString("\"/>\n")
}

func (s *sheet) rule(class string, y float64) { s.path(class, 0, y, s.width, y) }

// number writes a length to a tenth of a unit.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
}

func attribute(b *strings.Builder, name, value string) {
	b.WriteString(" " + name + `="` + escape(value) + `"`)
}

func escape(text string) string {
	var b strings.Builder
	if xml.EscapeText(&b, []byte(text)) != nil {
		return "" // a Builder takes everything
	}
	return b.String()
}
