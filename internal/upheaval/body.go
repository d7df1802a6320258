package upheaval

import (
	"fmt"
	"slices"
)

// some returns a document to be edited, as a rule one that is compiled often.
func (d *draft) some() *doc {
	if len(d.docs) == 0 {
		return nil
	}
	return pick(d.Rand, d.docs)
}

// someText is a document that has paragraphs.
func (d *draft) someText() *doc {
	var list []*doc
	for _, x := range d.docs {
		if len(x.paragraphs) > 0 {
			list = append(list, x)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return pick(d.Rand, list)
}

// prose lists the places of a document's plain paragraphs.
func (x *doc) prose() []int {
	var list []int
	for i, p := range x.paragraphs {
		if len(p.pieces) > 0 {
			list = append(list, i)
		}
	}
	return list
}

// rewrite changes the pieces of a plain paragraph.
func (d *draft) rewrite(change func(x *doc, pieces []piece) []piece) string {
	x := d.someText()
	if x == nil || len(x.prose()) == 0 {
		return ""
	}
	x = d.edit(x)
	i := pick(d.Rand, x.prose())
	x.paragraphs[i].pieces = change(x, slices.Clone(x.paragraphs[i].pieces))
	return x.file()
}

// changeWord puts other words in place of some.
func (d *draft) changeWord() string {
	return d.rewrite(func(x *doc, pieces []piece) []piece {
		i := d.IntN(len(pieces))
		switch {
		case pieces[i].scheme != "":
			pieces[i] = d.something(x)
		case d.IntN(3) == 0:
			pieces[i].words += pick(d.Rand, words[:])
		default:
			pieces[i].words = " " + pick(d.Rand, verbs[:]) + " " + pick(d.Rand, words[:])
		}
		if i == 0 && pieces[i].scheme == "" {
			pieces[i].words = "The sea and "
		}
		return pieces
	})
}

func (d *draft) addSentence() string {
	return d.rewrite(func(x *doc, pieces []piece) []piece {
		added := append(d.sentence(x), piece{words: " "})
		if d.IntN(2) == 0 {
			return append(added, pieces...)
		}
		return append(append(pieces, piece{words: " "}), d.sentence(x)...)
	})
}

// addParagraph adds one anywhere, numbered as those beside it.
func (d *draft) addParagraph() string {
	x := d.some()
	if x == nil {
		return ""
	}
	x = d.edit(x)
	p, at := d.paragraph(x), d.IntN(len(x.paragraphs)+1)
	if at > 0 {
		p.level = x.paragraphs[at-1].level
	} else if at < len(x.paragraphs) {
		p.level = x.paragraphs[at].level
	}
	x.paragraphs = slices.Insert(x.paragraphs, at, p)
	x.settle()
	return x.file()
}

// settle keeps the numbers of paragraphs in order: none is of the second level
// before the first, or right below a heading.
func (x *doc) settle() {
	before, numbered := 0, false
	for i := range x.paragraphs {
		p := &x.paragraphs[i]
		if numbered && p.level == 0 && len(p.pieces) > 0 || p.level == 2 && before == 0 {
			p.level = 1
		}
		before = p.level
		numbered = numbered || p.level > 0
	}
}

func (d *draft) removeParagraph() string {
	x := d.someText()
	if x == nil {
		return ""
	}
	x = d.edit(x)
	i := d.IntN(len(x.paragraphs))
	x.paragraphs = slices.Delete(x.paragraphs, i, i+1)
	x.settle()
	d.tidy()
	return x.file()
}

// tidy takes away what led to what is gone, unless that is forgotten.
func (d *draft) tidy() {
	if d.IntN(8) > 0 {
		d.forget()
	}
}

func (d *draft) swapParagraphs() string {
	x := d.someText()
	if x == nil || len(x.paragraphs) < 2 {
		return ""
	}
	x = d.edit(x)
	i, j := d.IntN(len(x.paragraphs)), d.IntN(len(x.paragraphs))
	if i == j {
		return ""
	}
	x.paragraphs[i], x.paragraphs[j] = x.paragraphs[j], x.paragraphs[i]
	x.settle()
	return x.file()
}

func (d *draft) changeHeading() string {
	x := d.someText()
	if x == nil {
		return ""
	}
	x = d.edit(x)
	for i, p := range x.paragraphs {
		if p.heading != "" && d.IntN(2) == 0 {
			x.paragraphs[i].heading = pick(d.Rand, headings[:])
			return x.file()
		}
	}
	h := paragraph{number: d.number(), heading: pick(d.Rand, headings[:])}
	x.paragraphs = slices.Insert(x.paragraphs, d.IntN(len(x.paragraphs)+1), h)
	x.settle()
	return x.file()
}

// addBlock adds to a page what is no paragraph.
func (d *draft) addBlock() string {
	list := d.of("guide", "home", "agency")
	if len(list) == 0 {
		return ""
	}
	x := d.edit(pick(d.Rand, list))
	name := d.currentName(x)
	block := pick(d.Rand, []string{
		"```go\nfunc main() {} // " + name + "\n```",
		"- a list\n- of the " + name,
		"> The " + name + " met in May 2029.",
		"| a | b |\n|---|---|\n| " + name + " | 1999 |",
		"<div>" + name + "</div>",
		fmt.Sprintf("<!-- %s -->", name),
	})
	x.paragraphs = append(x.paragraphs, paragraph{number: d.number(), block: block})
	return x.file()
}
