package picture

import (
	"cmp"
	"slices"
	"strconv"
)

// mostDecades is how many decades are drawn with their years. Of more, the
// decades themselves are drawn, by centuries.
const mostDecades = 40

// years folds the dates to the years that have pages. The drawing's rows are
// decades, or centuries; the table has a row for each year in any case.
func years(p Picture, in TimelineData) Picture {
	list := slices.SortedStableFunc(slices.Values(in.Years), func(a, b Year) int { return cmp.Compare(a.Number, b.Number) })
	p.Head = []string{in.Labels.Year, in.Labels.Dates}
	decades := map[int]bool{}
	for _, y := range list {
		decades[floor(y.Number, 10)] = true
		p.Rows = append(p.Rows, []Cell{linked(Link{Text: y.Text, Href: y.Href}), counted(y.Dates)})
	}
	unit := 1
	if len(decades) > mostDecades {
		unit = 10
	}
	g := yearGrid(list, unit, in.Labels)
	return p.drawn(g.draw)
}

// floor is the largest multiple of unit that is not after n.
func floor(n, unit int) int {
	rest := n % unit
	if rest < 0 {
		rest += unit
	}
	return n - rest
}

// yearGrid has a row for each ten units: its first year, and a column for each
// unit, by what it adds to that year. A cell leads to the first year in it.
func yearGrid(list []Year, unit int, labels TimelineLabels) grid {
	g := grid{corner: labels.Years, least: 54}
	for i := range 10 {
		head := strconv.Itoa(i * unit)
		if unit == 10 && i == 0 {
			head = "00"
		}
		g.columns = append(g.columns, column{Link: Link{Text: head}, name: head})
	}
	for _, y := range list {
		first := floor(y.Number, 10*unit)
		if n := len(g.rows); n == 0 || g.rows[n-1].Text != year(first) {
			g.rows = append(g.rows, row{Link: Link{Text: year(first)}, cells: make([]count, 10)})
		}
		c := &g.rows[len(g.rows)-1].cells[(y.Number-first)/unit]
		if c.n == 0 {
			c.href, c.name = y.Href, y.Text
			if unit > 1 {
				begin := floor(y.Number, unit)
				c.name = year(begin) + "–" + year(begin+unit-1)
			}
		}
		c.n += y.Dates
	}
	return g
}
