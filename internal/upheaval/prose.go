package upheaval

import "fmt"

// paragraph makes a paragraph for a document.
func (d *draft) paragraph(x *doc) paragraph {
	p := paragraph{number: d.number()}
	for i := range 1 + d.IntN(3) {
		if i > 0 {
			p.pieces = append(p.pieces, piece{words: " "})
		}
		p.pieces = append(p.pieces, d.sentence(x)...)
	}
	return p
}

// sentence makes a sentence, most of which name something.
func (d *draft) sentence(x *doc) []piece {
	pieces := []piece{{words: "The "}, d.something(x), {words: " " + pick(d.Rand, verbs[:]) + " " + pick(d.Rand, words[:])}}
	switch d.IntN(5) {
	case 0:
		pieces = append(pieces, piece{words: " with the "}, d.something(x))
	case 1:
		pieces = append(pieces, piece{words: " on "}, d.day(x))
	case 2:
		pieces = append(pieces, piece{words: " and " + pick(d.Rand, words[:])})
	}
	return append(pieces, piece{words: "."})
}

// something is words that name something, or look like it, or are linked.
func (d *draft) something(x *doc) piece {
	switch d.IntN(14) {
	case 0, 1, 2, 3:
		return piece{words: d.currentName(x)}
	case 4:
		return piece{words: pick(d.Rand, agencies[:]).name}
	case 5:
		return piece{words: pick(d.Rand, instruments[:]).name}
	case 6:
		return piece{words: d.ministry()}
	case 7:
		t := pick(d.Rand, terms[:])
		return piece{words: fmt.Sprintf("%s (%s)", t.name, t.acronym)}
	case 8:
		return piece{words: pick(d.Rand, terms[:]).acronym}
	case 9:
		return piece{words: d.currentName(x), scheme: "none"}
	case 10:
		return piece{words: "`" + pick(d.Rand, agencies[:]).name + "`"}
	}
	return d.link()
}

// currentName is a name that a document has.
func (d *draft) currentName(x *doc) string {
	list := d.of("agency", "instrument")
	if len(list) == 0 {
		return pick(d.Rand, agencies[:]).name
	}
	o := pick(d.Rand, list)
	names := append([]string{o.title}, o.names...)
	names = append(names, o.offices...)
	if o.acronym != "" {
		names = append(names, o.acronym)
	}
	name := pick(d.Rand, names)
	for _, shared := range ministries {
		if name == shared {
			return d.ofSide(name)
		}
	}
	return name + []string{"", "", "’s council", "'s", "s"}[d.IntN(5)]
}

// ministry is a name that both sides' agencies have, with a side beside it as
// a rule.
func (d *draft) ministry() string { return d.ofSide(pick(d.Rand, ministries[:2])) }

func (d *draft) ofSide(name string) string {
	s := pick(d.Rand, sides[:])
	switch d.IntN(12) {
	case 0, 1, 2, 3:
		return fmt.Sprintf("%s of the %s", name, s.name)
	case 4:
		return fmt.Sprintf("%s (%s)", name, s.short)
	case 5:
		if d.IntN(4) == 0 {
			return name
		}
	}
	return fmt.Sprintf("%s of %s", name, s.short)
}

// link is words with an explicit link.
func (d *draft) link() piece {
	kind := []string{"agency", "agency", "mou", "para", "para", "page", "page", "date"}[d.IntN(8)]
	switch kind {
	case "agency", "mou":
		list := d.of(map[string]string{"agency": "agency", "mou": "instrument"}[kind])
		if len(list) == 0 {
			break
		}
		p := piece{words: pick(d.Rand, []string{"Ministries", "other body", "instrument", "HA"}), scheme: kind}
		for range 1 + d.IntN(2) {
			p.docs = append(p.docs, pick(d.Rand, list).number)
		}
		return p
	case "para":
		if c := d.cite(); c != (cite{}) {
			return piece{words: "said paragraph", scheme: kind, cite: c}
		}
	case "page":
		return d.pageLink()
	}
	return piece{words: "last May", scheme: "date", value: d.edtf()}
}

// edtf is a date as front matter and links write it. A range cannot be linked
// to from everywhere, and a day can.
func (d *draft) edtf() string { return pick(d.Rand, dates[:]).edtf }

func (d *draft) pageLink() piece {
	to := pick(d.Rand, d.docs)
	p := piece{words: "page " + d.plainWords(), scheme: "page", docs: []int{to.number}}
	for _, c := range d.citable() {
		if c.doc == to.number && d.IntN(2) == 0 {
			p.cite = c
		}
	}
	return p
}

// day is words that name a date, or some that are like one.
func (d *draft) day(x *doc) piece {
	if d.IntN(5) == 0 && x.date != "" {
		return piece{words: "today"}
	}
	if d.IntN(6) == 0 {
		return piece{words: fmt.Sprint(1000+d.IntN(2000), " pages")}
	}
	return piece{words: pick(d.Rand, dates[:]).printed}
}
