package picture

import (
	"slices"
	"strconv"
)

// grid is counts by rows and columns. One that has more columns than there is
// room for is drawn in bands of columns, one below the other.
type grid struct {
	corner  string // head of the first column
	columns []column
	rows    []row
	groups  string  // head of the table's column of groups, where rows have any
	least   float64 // width of the first column
	key     bool    // the columns are named in full below
}

type column struct {
	Link        // Text is short
	name string // in full
}

type row struct {
	group string // above the first row of those that have the same
	Link
	short string // after the text, in the second voice: an acronym, a number
	cells []count
}

// count is what stands in a cell; with 0 there is nothing.
type count struct {
	n    int
	href string
	name string // of the cell: its row and column
}

const leastColumn, mostColumn = 27.35, 68

func (g grid) draw(s *sheet) {
	most := 0
	for _, r := range g.rows {
		for _, c := range r.cells {
			most = max(most, c.n)
		}
	}
	fit := max(int((s.width-g.least)/leastColumn), 1)
	wide := min((s.width-g.least)/float64(min(fit, len(g.columns))), mostColumn)
	for start := 0; start < len(g.columns); start += fit {
		if start > 0 {
			s.y += 24
		}
		band := band{grid: g, from: start, to: min(start+fit, len(g.columns)), wide: wide, most: most}
		band.left = s.width - wide*float64(band.to-band.from)
		band.draw(s)
	}
	if g.key {
		g.drawKey(s)
	}
}

// band is the columns of a grid that stand beside each other.
type band struct {
	grid
	from, to   int
	left, wide float64 // where columns begin, and width of each
	most       int     // the largest count in the grid
}

func (b band) draw(s *sheet) {
	top := s.y
	s.text(0, top+7, style{face: s.small(), class: "quiet"}, s.small().wrap(b.corner, b.left-8, 1))
	for i, c := range b.columns[b.from:b.to] {
		area := box{b.left + float64(i)*b.wide, top, b.wide, touch}
		head := s.bold().wrap(c.Text, b.wide-2, 1)
		s.link(Link{Href: c.Href, Lang: c.Lang}, c.Text+" "+c.name, area, func() {
			s.text(area.x+area.w/2, top+6, style{face: s.bold(), align: around}, head)
		})
	}
	s.y = top + touch + 2
	s.rule("begin", s.y)
	group := ""
	for _, r := range b.rows {
		if r.group != group {
			group = r.group
			s.y = s.text(0, s.y+12, style{face: s.small(), class: "quiet"}, s.small().wrap(group, s.width, 2)) + 4
			s.rule("row", s.y)
		}
		b.drawRow(s, r)
		s.cut()
	}
}

func (b band) drawRow(s *sheet, r row) {
	width := b.left - 10
	lines := s.plain().wrap(r.Text, width, 6)
	beside := false // the short text after the last line, or below it
	var short []string
	if r.short != "" {
		short = s.small().wrap(r.short, width, 1)
		beside = len(lines) > 0 && s.plain().width(lines[len(lines)-1])+10+s.small().width(short[0]) <= width
	}
	height := float64(len(lines)) * s.plain().leading()
	if short != nil && !beside {
		height += s.small().leading()
	}
	area := box{0, s.y, b.left - 6, max(height+12, s.either(30, 34))}
	s.link(r.Link, r.label(lines, short), area, func() {
		y := area.middle() - height/2
		if beside {
			s.text(0, y, style{face: s.plain(), after: short[0]}, lines)
			return
		}
		y = s.text(0, y, style{face: s.plain()}, lines)
		s.text(0, y, style{face: s.small(), class: "quiet"}, short)
	})
	for i, c := range r.cells[b.from:b.to] {
		b.drawCell(s, c, box{b.left + float64(i)*b.wide, s.y, b.wide, area.h})
	}
	s.y += area.h
	s.rule("row", s.y)
}

// label is the name of a row of which some words are not drawn.
func (r row) label(lines, short []string) string {
	if whole(r.Text, lines)+whole(r.short, short) == "" {
		return ""
	}
	return r.Text + " " + r.short
}

// drawCell writes the count, with a bar as long as it is large. A count that is
// wider than its cell is in the name of the link, and in the table.
func (b band) drawCell(s *sheet, c count, area box) {
	middle := area.x + area.w/2
	if c.n == 0 {
		s.dot("none", middle, area.middle(), 1)
		return
	}
	digits := strconv.Itoa(c.n)
	s.link(Link{Href: c.href}, c.name+": "+digits, area, func() {
		f := s.plain()
		if f.width(digits) > area.w-2 {
			f = s.small()
		}
		if f.width(digits) <= area.w {
			s.text(middle, area.middle()-12, style{face: f, align: around}, []string{digits})
		}
		length := max((area.w-8)*float64(c.n)/float64(b.most), 2)
		s.rect("amount", box{middle - length/2, area.middle() + 7, length, 3})
	})
}

// drawKey names the columns in full.
func (g grid) drawKey(s *sheet) {
	s.y += 14
	indent := 0.0
	for _, c := range g.columns {
		indent = max(indent, s.bold().width(c.Text)+12)
	}
	indent = min(indent, s.width/4)
	for _, c := range g.columns {
		lines := s.small().wrap(c.name, s.width-indent, 3)
		height := max(float64(len(lines))*s.small().leading()+10, touch)
		area := box{0, s.y, s.width, height}
		label := ""
		if head := s.bold().wrap(c.Text, indent-8, 1); whole(c.Text, head)+whole(c.name, lines) != "" {
			label = c.Text + " " + c.name
		}
		s.link(c.Link, label, area, func() {
			s.text(0, s.y+5, style{face: s.bold()}, s.bold().wrap(c.Text, indent-8, 1))
			s.text(indent, s.y+6, style{face: s.small()}, lines)
		})
		s.y += height
	}
}

// table is the grid as a table.
func (g grid) table() ([]string, [][]Cell) {
	grouped := slices.ContainsFunc(g.rows, func(r row) bool { return r.group != "" })
	head := []string{g.corner}
	if grouped {
		head = append(head, g.groups)
	}
	for _, c := range g.columns {
		head = append(head, c.name)
	}
	var rows [][]Cell
	for _, r := range g.rows {
		cells := []Cell{{Links: []Link{r.Link}}}
		if grouped {
			cells = append(cells, Cell{Text: r.group})
		}
		for _, c := range r.cells {
			cells = append(cells, c.cell())
		}
		rows = append(rows, cells)
	}
	return head, rows
}

func (c count) cell() Cell {
	if c.n == 0 {
		return Cell{}
	}
	return linked(Link{Text: strconv.Itoa(c.n), Href: c.href})
}
