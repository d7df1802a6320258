package upheaval

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// newWorld makes a random site.
func newWorld(random *rand.Rand) *world {
	w := &world{others: map[string]string{}, broken: map[string]string{}, gone: map[int]*doc{}}
	d := &draft{Rand: random, world: w}
	w.config = config{
		title: "Partnership of Avaria and Belmora", description: "A record.", languages: []string{"en"}, highlight: "github",
		base: []string{"", "https://record.example/"}[d.IntN(2)],
	}
	w.config.names = [len(sides)][]string{{"Avarian Republic"}, {"Belmora"}}
	for _, text := range sourceTexts[:1+d.IntN(2)] {
		w.others["content/sources/"+text] = "source text of " + text
	}
	for _, s := range sides { // of both sides, so that a side tells them apart
		for _, name := range ministries[:2] {
			w.docs = append(w.docs, &doc{number: w.number(), id: d.free("agencies", stems[d.IntN(len(stems))]), title: name, country: s.code})
		}
	}
	for range 3 + d.IntN(3) {
		d.newAgency()
	}
	for _, id := range []string{"index", "statement", "annexes/a", "annexes/b", "guide/record"}[d.IntN(2):] {
		w.docs = append(w.docs, &doc{number: w.number(), id: id, title: pick(d.Rand, titles[:])})
	}
	for range 3 + d.IntN(3) {
		d.newInstrument()
	}
	for _, doc := range slices.Clone(w.docs) {
		d.fill(w.edit(doc))
	}
	for _, doc := range w.of("instrument") {
		d.state(w.edit(doc))
	}
	for n := range 1 + d.IntN(3) {
		w.config.pillars = append(w.config.pillars, pillar{n + 1, pick(d.Rand, headings[:]), d.cite()})
	}
	for _, page := range []string{"agencies", "mous", "dates", "glossary"}[d.IntN(4):] {
		w.config.menu = append(w.config.menu, entry{title: strings.ToUpper(page), page: page})
	}
	return w
}

var sourceTexts = [...]string{"statement.txt", "statement.pdf"}

// free is an id in a folder that no document has.
func (d *draft) free(folder, stem string) string {
	id := folder + "/" + stem
	for n := 2; d.has(id) || d.others["content/"+id+".md"] != ""; n++ {
		id = fmt.Sprintf("%s/%s-%d", folder, stem, n)
	}
	return id
}

// unused is an entry of a list of names that no document has yet, as a rule.
func (d *draft) unused(list []named) named {
	for range 8 {
		n := pick(d.Rand, list)
		taken := slices.ContainsFunc(d.docs, func(o *doc) bool {
			return o.title == n.name || slices.Contains(o.names, n.name) || n.acronym != "" && o.acronym == n.acronym
		})
		if !taken {
			return n
		}
	}
	return named{fmt.Sprintf("%s No. %d", pick(d.Rand, list).name, 2+d.IntN(40)), ""}
}

func (d *draft) newAgency() *doc {
	n := d.unused(agencies[:])
	x := &doc{number: d.number(), id: d.free("agencies", pick(d.Rand, stems[:])), title: n.name, acronym: n.acronym}
	if d.IntN(3) == 0 {
		x.body = []string{"joint", "international"}[d.IntN(2)]
	} else {
		x.country = pick(d.Rand, sides[:]).code
	}
	if d.IntN(4) == 0 {
		x.offices = []string{pick(d.Rand, offices[:])}
	}
	d.docs = append(d.docs, x)
	return x
}

func (d *draft) newInstrument() *doc {
	n := d.unused(instruments[:])
	x := &doc{number: d.number(), id: d.free("mous", pick(d.Rand, stems[:])), title: n.name, acronym: n.acronym}
	d.docs = append(d.docs, x)
	return x
}

// fill gives a document a body.
func (d *draft) fill(x *doc) {
	numbered := x.kind() == "annex" || x.kind() == "instrument" && d.IntN(2) == 0
	for i := range d.IntN(4) + map[bool]int{true: 2, false: 0}[x.official()] {
		p := d.paragraph(x)
		if numbered {
			p.level = 1
			if i > 0 && d.IntN(2) == 0 {
				p.level = 2
			}
		}
		if i > 0 && d.IntN(5) == 0 {
			x.paragraphs = append(x.paragraphs, paragraph{number: d.number(), heading: pick(d.Rand, headings[:])})
			p.level = min(p.level, 1)
		}
		x.paragraphs = append(x.paragraphs, p)
	}
	if d.IntN(3) == 0 {
		x.date = pick(d.Rand, dates[:6]).edtf
	}
	if d.IntN(3) == 0 {
		x.description = "About " + d.plainWords() + "."
	}
	if x.official() && d.IntN(2) == 0 {
		x.label = "Annex " + strings.ToUpper(x.id[len(x.id)-1:])
		x.source = "sources/" + sourceTexts[0]
	}
}

// plainWords are words that need no escaping in YAML or Markdown.
func (d *draft) plainWords() string { return pick(d.Rand, words[:10]) }

// state gives an instrument its facts.
func (d *draft) state(x *doc) {
	if c := d.cites(); c != nil && d.IntN(4) > 0 {
		x.form = fact{pick(d.Rand, forms[:]), c}
	}
	if c := d.cites(); c != nil && d.IntN(2) == 0 && len(d.config.pillars) > 0 {
		x.pillar = fact{fmt.Sprint(pick(d.Rand, d.config.pillars).number), c}
	}
	for range d.IntN(3) {
		d.join(x)
	}
	if d.IntN(2) == 0 {
		d.happen(x)
	}
}

// join adds a participant.
func (d *draft) join(x *doc) bool {
	c, list := d.cites(), d.of("agency")
	switch {
	case c == nil:
		return false
	case len(list) == 0 || d.IntN(4) == 0:
		x.participants = append(x.participants, participant{side: pick(d.Rand, sides[:]).code, cite: c})
	default:
		x.participants = append(x.participants, participant{agency: pick(d.Rand, list).number, cite: c})
	}
	return true
}

// happen adds an event.
func (d *draft) happen(x *doc) bool {
	c := d.cites()
	if c == nil {
		return false
	}
	e := event{what: pick(d.Rand, []string{"signed", "in effect", "to be renewed"}), cite: c}
	if d.IntN(4) > 0 {
		e.date = pick(d.Rand, dates[:]).edtf
	}
	x.events = append(x.events, e)
	return true
}

// cite is a paragraph that can be cited, none where there is none.
func (d *draft) cite() cite {
	list := d.citable()
	if len(list) == 0 {
		return cite{}
	}
	return pick(d.Rand, list)
}

func (d *draft) cites() []cite {
	first := d.cite()
	if first == (cite{}) {
		return nil
	}
	list := []cite{first}
	if c := d.cite(); c != first && d.IntN(3) == 0 {
		list = append(list, c)
	}
	return list
}
