package picture

import (
	"cmp"
	"slices"
)

// mostInstruments and mostNames are how many instruments, and how many names of
// bodies beside them, are drawn one by one. Of more, the instruments are counted.
const (
	mostInstruments = 60
	mostNames       = 240
)

// NetworkData is who works with whom.
type NetworkData struct {
	ID, Title, Description string
	Left, Right            Side   // the two sides
	Others                 []Link // joint bodies, and those of neither side
	Pillars                []Pillar
	Instruments            []Instrument
	Kinds                  []Link // all there are of Instrument.Kind, in the order of the page
	Labels                 NetworkLabels
}

// Side is one of the two sides, with all its agencies.
type Side struct {
	Name     string
	Agencies []Link
}

// Instrument is what bodies do together. Participants may be bodies that are no
// agencies: the side itself.
type Instrument struct {
	Link
	Pillar              int // 0 for none
	Left, Right, Others []Link
	Kind                Link // its form, or letter, to which many instruments fold
}

// NetworkLabels are headings, and heads of columns.
type NetworkLabels struct {
	Instrument, Pillar string
	NoPillar           string // "In no pillar": heading of instruments without one
	NoPillarShort      string // head of a narrow column: "–"
	Others             string // "Bodies of both or neither side"
	Unnamed            string // "Participants not named": heading of instruments
	Apart              string // "In no instrument": heading of agencies
	Kind               string // where instruments are folded: "Form"
}

// Network draws the instruments by pillar, with the bodies of one side on the
// left and those of the other on the right. Nothing crosses: a body that takes
// part in several instruments stands beside all of them that follow each other,
// and is repeated where they do not. Of more than 60 instruments it shows how
// many there are of each form in each pillar.
func Network(in NetworkData) Picture {
	p := Picture{ID: in.ID, Title: in.Title, Description: in.Description}
	names := 0
	for _, i := range in.Instruments {
		names += len(i.Left) + len(i.Right) + len(i.Others)
	}
	switch {
	case len(in.Instruments) > mostInstruments || names > mostNames:
		return kinds(p, in)
	case len(in.Instruments) == 0:
		return p
	}
	sections := in.sections()
	p.Head = []string{in.Labels.Instrument, in.Labels.Pillar, in.Left.Name, in.Right.Name, in.Labels.Others}
	for _, sec := range sections {
		for _, i := range slices.Concat(sec.bonds, sec.unnamed) {
			p.Rows = append(p.Rows, []Cell{linked(i.Link), linked(sec.title()), linked(i.Left...), linked(i.Right...), linked(i.Others...)})
		}
	}
	left, right, others := in.apart()
	shown := len(left)+len(right)+len(others) <= mostNames
	if shown && len(left)+len(right)+len(others) > 0 {
		p.Rows = append(p.Rows, []Cell{{Text: in.Labels.Apart}, {}, linked(left...), linked(right...), linked(others...)})
	}
	return p.drawn(func(s *sheet) {
		d := diagram{sheet: s, left: in.Left.Name, right: in.Right.Name, labels: in.Labels}
		for _, sec := range sections {
			d.drawSection(sec)
		}
		if shown {
			d.drawApart(left, right, others)
		}
	})
}

// section is the instruments of one pillar.
type section struct {
	pillar  Pillar
	bonds   []Instrument // those with participants, with equal ones beside each other
	unnamed []Instrument
}

func (s section) title() Link {
	text := s.pillar.Name
	if s.pillar.Roman != "" {
		text = s.pillar.Roman + " " + text
	}
	return Link{Text: text, Href: s.pillar.Href, Lang: s.pillar.Lang}
}

// sections has the instruments in pillars that are not listed at the end, with
// those in none.
func (in NetworkData) sections() []section {
	var list []section
	at := map[int]int{}
	for _, p := range in.Pillars {
		at[p.Number] = len(list)
		list = append(list, section{pillar: p})
	}
	none := len(list)
	list = append(list, section{pillar: Pillar{Name: in.Labels.NoPillar}})
	for _, i := range in.Instruments {
		n, ok := at[i.Pillar]
		if !ok {
			n = none
		}
		if len(i.Left)+len(i.Right)+len(i.Others) == 0 {
			list[n].unnamed = append(list[n].unnamed, i)
		} else {
			list[n].bonds = append(list[n].bonds, i)
		}
	}
	for n := range list {
		list[n].bonds = chained(list[n].bonds)
	}
	return slices.DeleteFunc(list, func(s section) bool { return len(s.bonds)+len(s.unnamed) == 0 })
}

// chained puts instruments of the same participants beside each other: after
// each the first of those left that shares both sides with it, or one.
func chained(list []Instrument) []Instrument {
	rest := slices.Clone(list)
	var chain []Instrument
	for len(rest) > 0 {
		best := 0
		if n := len(chain); n > 0 {
			most := 0
			for i, next := range rest {
				if shared := chain[n-1].shares(next); shared > most {
					best, most = i, shared
				}
			}
		}
		chain = append(chain, rest[best])
		rest = slices.Delete(rest, best, best+1)
	}
	return chain
}

func (i Instrument) shares(other Instrument) int {
	shared := 0
	if same(i.Left, other.Left) {
		shared += 2
	}
	if same(i.Right, other.Right) {
		shared++
	}
	return shared
}

// same tells whether two instruments have the same bodies on one side, and any.
func same(a, b []Link) bool {
	return len(a) > 0 && slices.EqualFunc(a, b, func(x, y Link) bool { return x.key() == y.key() })
}

// key tells bodies apart: by what they are called where they have no page.
func (l Link) key() string { return cmp.Or(l.Href, l.Text) }

// apart are the bodies that take part in no instrument.
func (in NetworkData) apart() (left, right, others []Link) {
	taken := map[string]bool{}
	for _, i := range in.Instruments {
		for _, l := range slices.Concat(i.Left, i.Right, i.Others) {
			taken[l.key()] = true
		}
	}
	idle := func(list []Link) []Link {
		return slices.DeleteFunc(slices.Clone(list), func(l Link) bool { return taken[l.key()] })
	}
	return idle(in.Left.Agencies), idle(in.Right.Agencies), idle(in.Others)
}

// kinds counts the instruments by their forms, or letters, and pillars.
func kinds(p Picture, in NetworkData) Picture {
	g := grid{corner: in.Labels.Kind, least: 260, key: true}
	at := map[int]int{} // columns by pillars
	for i, pillar := range in.Pillars {
		at[pillar.Number] = i
		g.columns = append(g.columns, pillar.column())
	}
	none := len(g.columns)
	if slices.ContainsFunc(in.Instruments, func(i Instrument) bool { _, ok := at[i.Pillar]; return !ok }) {
		g.columns = append(g.columns, column{Link: Link{Text: in.Labels.NoPillarShort}, name: in.Labels.NoPillar})
	}
	rows := map[string]int{} // by texts
	for _, kind := range in.Kinds {
		rows[kind.Text] = len(g.rows)
		g.rows = append(g.rows, kindRow(kind, g.columns))
	}
	for _, i := range in.Instruments {
		n, ok := rows[i.Kind.Text]
		if !ok {
			n = len(g.rows)
			rows[i.Kind.Text] = n
			g.rows = append(g.rows, kindRow(i.Kind, g.columns))
		}
		col, ok := at[i.Pillar]
		if !ok {
			col = none
		}
		g.rows[n].cells[col].n++
	}
	p.Head, p.Rows = g.table()
	return p.drawn(func(s *sheet) {
		own := g
		own.least = s.either(g.least, 120)
		own.draw(s)
	})
}

// kindRow is a row without instruments yet. Its cells lead to the pillar.
func kindRow(kind Link, columns []column) row {
	r := row{Link: kind}
	for _, c := range columns {
		r.cells = append(r.cells, count{href: cmp.Or(c.Href, kind.Href), name: kind.Text + ", " + c.Text})
	}
	return r
}
