package picture

import "cmp"

// mostRows is how many agencies are drawn one by one. More are folded to the
// letters under which they stand.
const mostRows = 60

// MatrixData is which agency has to do with which pillar.
type MatrixData struct {
	ID, Title, Description string
	Pillars                []Pillar
	Agencies               []Agency // in the order of the page: by side, then as collated
	Labels                 MatrixLabels
}

// MatrixLabels are the heads of columns.
type MatrixLabels struct {
	Agency, Side string
	Letter       string // in place of Agency where they are folded: "Agencies, by first letter"
}

// Pillar is a part of the partnership.
type Pillar struct {
	Number int
	Roman  string
	Name   string
	Lang   string
	Href   string
}

// Agency is a row of the matrix.
type Agency struct {
	Name, Lang, Href string
	Acronym          string
	Side             string  // above the agencies of a side, or of neither
	Letter           Link    // under which the agency stands in the index
	Counts           []Count // one for each pillar
}

// Count is how many paragraphs or instruments of a pillar concern an agency.
type Count struct {
	N    int
	Href string // where they are
}

// Matrix draws a row for each agency and a column for each pillar. Of more than
// 60 agencies it draws a row for each letter of each side.
func Matrix(in MatrixData) Picture {
	p := Picture{ID: in.ID, Title: in.Title, Description: in.Description}
	if len(in.Agencies) == 0 || len(in.Pillars) == 0 {
		return p
	}
	g := grid{corner: in.Labels.Agency, groups: in.Labels.Side, least: 300, key: true}
	for _, pillar := range in.Pillars {
		g.columns = append(g.columns, pillar.column())
	}
	if len(in.Agencies) > mostRows {
		g.corner, g.rows = in.Labels.Letter, letters(in)
	} else {
		for _, a := range in.Agencies {
			g.rows = append(g.rows, a.row(in.Pillars))
		}
	}
	p.Head, p.Rows = g.table()
	return p.drawn(func(s *sheet) {
		own := g
		own.least = s.either(g.least, 142)
		own.draw(s)
	})
}

func (p Pillar) column() column {
	return column{Link: Link{Text: cmp.Or(p.Roman, year(p.Number)), Href: p.Href, Lang: p.Lang}, name: p.Name}
}

func (a Agency) row(pillars []Pillar) row {
	r := row{group: a.Side, Link: Link{Text: a.Name, Href: a.Href, Lang: a.Lang}, short: a.Acronym}
	for i, p := range pillars {
		c := count{name: a.Name + ", " + p.column().Text}
		if i < len(a.Counts) {
			c.n, c.href = a.Counts[i].N, a.Counts[i].Href
		}
		r.cells = append(r.cells, c)
	}
	return r
}

// letters folds the agencies to their sides and letters, in the order in which
// those come first.
func letters(in MatrixData) []row {
	type key struct{ side, letter string }
	at := map[key]int{}
	var rows []row
	var agencies []int
	for _, a := range in.Agencies {
		k := key{a.Side, a.Letter.Text}
		i, ok := at[k]
		if !ok {
			i = len(rows)
			at[k] = i
			name := a.Side + ", " + a.Letter.Text
			r := row{group: a.Side, Link: a.Letter}
			for _, p := range in.Pillars {
				r.cells = append(r.cells, count{href: a.Letter.Href, name: name + ", " + p.column().Text})
			}
			rows, agencies = append(rows, r), append(agencies, 0)
		}
		agencies[i]++
		for j := range min(len(rows[i].cells), len(a.Counts)) {
			rows[i].cells[j].n += a.Counts[j].N
		}
	}
	for i, n := range agencies {
		rows[i].short = year(n)
	}
	return rows
}
