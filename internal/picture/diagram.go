package picture

import (
	"math"
	"slices"
)

// diagram draws instruments between the bodies of two sides.
type diagram struct {
	*sheet
	left, right string // names of the sides
	labels      NetworkLabels
}

const pad = 10 // within the box of an instrument

func (d diagram) drawSection(sec section) {
	d.drawTitle(sec)
	if len(sec.bonds) > 0 {
		d.drawSides()
		if d.narrow {
			for _, i := range sec.bonds {
				d.group("bond", func() { d.drawStacked(i) })
				d.cut()
			}
		} else {
			for _, group := range tied(sec.bonds) {
				d.group("bond", func() { d.drawBonds(group) })
				d.cut()
			}
		}
	}
	if len(sec.unnamed) > 0 {
		d.drawUnder(d.labels.Unnamed)
		links := make([]Link, len(sec.unnamed))
		for n, i := range sec.unnamed {
			links[n] = i.Link
		}
		d.drawColumns(links)
	}
	d.y += 20
	d.cut()
}

func (d diagram) drawTitle(sec section) {
	d.rule("begin", d.y+1)
	indent := 0.0
	roman := d.bold().wrap(sec.pillar.Roman, d.width/4, 1)
	if roman != nil {
		indent = d.bold().width(roman[0]) + 10
	}
	lines := d.bold().wrap(sec.pillar.Name, d.width-indent, 3)
	area := box{0, d.y + 2, d.width, max(float64(len(lines))*d.bold().leading()+10, touch)}
	label := ""
	if whole(sec.pillar.Roman, roman)+whole(sec.pillar.Name, lines) != "" {
		label = sec.title().Text
	}
	d.link(Link{Text: sec.pillar.Name, Href: sec.pillar.Href, Lang: sec.pillar.Lang}, label, area, func() {
		d.text(0, area.y+5, style{face: d.bold(), class: "accent"}, roman)
		d.text(indent, area.y+5, style{face: d.bold()}, lines)
	})
	d.y = area.y + area.h + 2
}

// drawUnder writes a heading within a section.
func (d diagram) drawUnder(text string) {
	lines := d.small().wrap(text, d.width, 2)
	d.y = d.text(0, d.y+8, style{face: d.small(), class: "quiet"}, lines) + 2
}

// sides are the two columns of bodies: where their texts begin or end, and how
// wide they may be.
type sides struct {
	left, right style
	leftX       float64
	rightX      float64
	width       float64
}

func (d diagram) sides(f face, class string) sides {
	st := style{face: f, class: class}
	if d.narrow {
		return sides{left: st, right: st, leftX: 20, rightX: 186, width: 142}
	}
	ending := st
	ending.align = until
	return sides{left: ending, right: st, leftX: 184, rightX: 456, width: 184}
}

func (d diagram) drawSides() {
	c := d.sides(d.small(), "quiet")
	left := d.text(c.leftX, d.y+2, c.left, c.left.wrap(d.left, c.width, 2))
	right := d.text(c.rightX, d.y+2, c.right, c.right.wrap(d.right, c.width, 2))
	d.y = max(left, right) + 6
}

// card is the box of an instrument with those participants that belong to
// neither side, or to both.
type card struct {
	Instrument
	title  []string
	others [][]string
	heads  float64 // height of the title's part
	height float64
}

func (d diagram) card(i Instrument, width float64) card {
	c := card{Instrument: i, title: d.plain().wrap(i.Text, width-2*pad, 8)}
	c.heads = max(float64(len(c.title))*d.plain().leading()+12, touch)
	c.height = c.heads
	for _, o := range i.Others {
		lines := d.small().wrap(o.Text, width-2*pad-12, 4)
		c.others = append(c.others, lines)
		c.height += d.itemHeight(lines)
	}
	return c
}

func (d diagram) itemHeight(lines []string) float64 {
	return max(float64(len(lines))*d.plain().leading()+8, touch)
}

func (d diagram) drawCard(c card, x, y, width float64) {
	d.rect("card", box{x, y, width, c.height})
	d.link(c.Link, whole(c.Text, c.title), box{x, y, width, c.heads}, func() {
		block := float64(len(c.title)) * d.plain().leading()
		d.text(x+pad, y+(c.heads-block)/2, style{face: d.plain()}, c.title)
	})
	y += c.heads
	for i, o := range c.Others {
		area := box{x, y, width, d.itemHeight(c.others[i])}
		d.link(o, whole(o.Text, c.others[i]), area, func() {
			d.dot("ring", x+pad+3, y+d.small().size*0.65, 3)
			d.text(x+pad+12, y, style{face: d.small()}, c.others[i])
		})
		y += area.h
	}
}

// drawStacked draws an instrument above its participants.
func (d diagram) drawStacked(i Instrument) {
	c := d.card(i, d.width)
	d.drawCard(c, 0, d.y, d.width)
	top := d.y + c.height
	cols := d.sides(d.plain(), "")
	left := d.drawBelow(i.Left, top, cols.leftX, cols.width, cols.left)
	right := d.drawBelow(i.Right, top, cols.rightX, cols.width, cols.right)
	d.y = max(left, right) + 16
}

// drawBelow hangs bodies on a line from the box above.
func (d diagram) drawBelow(links []Link, y, x, width float64, st style) float64 {
	top, last := y, y
	var dots []float64
	for _, l := range links {
		lines := st.wrap(l.Text, width, 6)
		area := box{x - 16, y, width + 16, d.itemHeight(lines)}
		last = y + 4 + st.leading()/2
		dots = append(dots, last)
		d.link(l, whole(l.Text, lines), area, func() { d.text(x, y+4, st, lines) })
		y += area.h
	}
	if len(links) > 0 {
		d.path("tie", x-10, top, x-10, last)
	}
	for _, at := range dots {
		d.dot("node", x-10, at, 3)
	}
	return y
}

// run is the bodies of one side of instruments that follow each other and have
// just these.
type run struct {
	from, to int // instruments; to is the last
	links    []Link
	lines    [][]string
	height   float64
}

func (d diagram) runs(bonds []Instrument, of func(Instrument) []Link, width float64) []run {
	var list []run
	for n, i := range bonds {
		links := of(i)
		if len(links) == 0 {
			continue
		}
		if k := len(list) - 1; k >= 0 && list[k].to == n-1 && same(list[k].links, links) {
			list[k].to = n
			continue
		}
		r := run{from: n, to: n, links: links}
		for _, l := range links {
			lines := d.plain().wrap(l.Text, width, 6)
			r.lines = append(r.lines, lines)
			r.height += d.itemHeight(lines)
		}
		list = append(list, r)
	}
	return list
}

// tied are the instruments in groups: those that follow each other and share the
// bodies of a side.
func tied(bonds []Instrument) [][]Instrument {
	var groups [][]Instrument
	for n, i := range bonds {
		if n == 0 || bonds[n-1].shares(i) == 0 {
			groups = append(groups, nil)
		}
		last := &groups[len(groups)-1]
		*last = append(*last, i)
	}
	return groups
}

// drawBonds draws instruments below each other, with the bodies of the sides
// beside them. Rows are as high as their boxes, and runs of rows as high as their
// bodies.
func (d diagram) drawBonds(bonds []Instrument) {
	cols := d.sides(d.plain(), "")
	x, width := 220.0, 200.0
	cards := make([]card, len(bonds))
	heights := make([]float64, len(bonds))
	for n, i := range bonds {
		cards[n] = d.card(i, width)
		heights[n] = cards[n].height + 10
	}
	left := d.runs(bonds, func(i Instrument) []Link { return i.Left }, cols.width)
	right := d.runs(bonds, func(i Instrument) []Link { return i.Right }, cols.width)
	for _, r := range append(append([]run{}, left...), right...) {
		have := 0.0
		for n := r.from; n <= r.to; n++ {
			have += heights[n]
		}
		heights[r.to] += max(0, r.height+6-have)
	}
	rows := make([]box, len(bonds))
	y := d.y
	for n, h := range heights {
		rows[n] = box{x, y, width, h}
		y += h
	}
	for n, c := range cards {
		if len(left) > 0 && left[0].from == n {
			d.drawRun(left[0], rows, cols.leftX, -1, cols.left, cols.width)
			left = left[1:]
		}
		d.drawCard(c, x, rows[n].middle()-c.height/2, width)
		if len(right) > 0 && right[0].from == n {
			d.drawRun(right[0], rows, cols.rightX, 1, cols.right, cols.width)
			right = right[1:]
		}
	}
	d.y = y
}

// drawRun draws bodies in the middle of their rows, and ties them to the boxes.
// Side is -1 on the left and 1 on the right.
func (d diagram) drawRun(r run, rows []box, x, side float64, st style, width float64) {
	first, last := rows[r.from], rows[r.to]
	edge, bracket, node := first.x+first.w, x-20, x-10
	if side < 0 {
		edge, bracket, node = first.x, x+20, x+10
	}
	top, bottom := first.middle(), last.middle()
	var points, dots []float64
	for n := r.from; n <= r.to; n++ {
		points = append(points, bracket, rows[n].middle(), edge, rows[n].middle(), math.NaN(), 0)
	}
	y := (first.y+last.y+last.h)/2 - r.height/2
	for n, l := range r.links {
		area := box{x, y, width, d.itemHeight(r.lines[n])}
		if side < 0 {
			area.x -= width
		}
		middle := area.middle()
		top, bottom = min(top, middle), max(bottom, middle)
		points = append(points, node, middle, bracket, middle, math.NaN(), 0)
		block := float64(len(r.lines[n])) * d.plain().leading()
		d.link(l, whole(l.Text, r.lines[n]), area, func() { d.text(x, middle-block/2, st, r.lines[n]) })
		dots = append(dots, middle)
		y += area.h
	}
	if bottom-top < 0.05 {
		d.path("tie", node, top, edge, top)
	} else {
		d.path("tie", append(points, bracket, top, bracket, bottom)...)
	}
	for _, y := range dots {
		d.dot("node", node, y, 3)
	}
}

// drawApart lists the bodies that take part in no instrument.
func (d diagram) drawApart(left, right, others []Link) {
	if len(left)+len(right)+len(others) == 0 {
		return
	}
	d.drawTitle(section{pillar: Pillar{Name: d.labels.Apart}})
	wide := (d.width - 20) / 2
	f := style{face: d.small(), class: "quiet"}
	top := d.y
	for n, name := range []string{d.left, d.right} {
		d.y = max(d.y, d.text(float64(n)*(wide+20), top+2, f, f.wrap(name, wide, 2))+2)
	}
	for len(left)+len(right) > 0 {
		l, r := min(mostListed, len(left)), min(mostListed, len(right))
		d.y = max(d.drawList(left[:l], 0, d.y, wide), d.drawList(right[:r], wide+20, d.y, wide))
		left, right = left[l:], right[r:]
		d.cut()
	}
	if len(others) > 0 {
		d.drawUnder(d.labels.Others)
		d.drawColumns(others)
	}
}

// mostListed is how long a column of links may be: a page of paper has to hold
// it.
const mostListed = 12

// drawColumns lists links, of which there is at least one, in two columns where there is room.
func (d diagram) drawColumns(links []Link) {
	columns := min(int(d.either(2, 1)), len(links))
	wide := (d.width - 20*float64(columns-1)) / float64(columns)
	for chunk := range slices.Chunk(links, mostListed*columns) {
		top := d.y
		long := (len(chunk) + columns - 1) / columns
		for n := 0; n*long < len(chunk); n++ {
			column := chunk[n*long : min((n+1)*long, len(chunk))]
			d.y = max(d.y, d.drawList(column, float64(n)*(wide+20), top, wide))
		}
		d.cut()
	}
}

func (d diagram) drawList(links []Link, x, y, width float64) float64 {
	for _, l := range links {
		lines := d.plain().wrap(l.Text, width-12, 4)
		area := box{x, y, width, d.itemHeight(lines)}
		d.link(l, whole(l.Text, lines), area, func() {
			d.dot("none", x+3, y+4+d.plain().leading()/2, 1.5)
			d.text(x+12, y+4, style{face: d.plain()}, lines)
		})
		y += area.h
	}
	return y
}
