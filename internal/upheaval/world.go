package upheaval

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// world is the model of a site. Documents and what they hold are replaced and
// never altered, so that states of the world can share them.
type world struct {
	config config
	docs   []*doc
	others map[string]string // files that are no documents, by name
	broken map[string]string // what stands in place of a file by mistake
	gone   map[int]*doc      // removed, by number, where something may still lead to them
	last   int               // number given to a document or paragraph
}

func (w *world) clone() *world {
	c := *w
	c.docs = slices.Clone(w.docs)
	c.others, c.broken, c.gone = maps.Clone(w.others), maps.Clone(w.broken), maps.Clone(w.gone)
	return &c
}

func (w *world) number() int { w.last++; return w.last }

// doc returns the document with a number, nil where there is none.
func (w *world) doc(number int) *doc {
	for _, d := range w.docs {
		if d.number == number {
			return d
		}
	}
	return nil
}

// edit puts a copy in a document's place and returns it, to be altered.
func (w *world) edit(d *doc) *doc {
	c := d.clone()
	w.docs[slices.Index(w.docs, d)] = c
	return c
}

// of lists the documents of some kinds.
func (w *world) of(kinds ...string) []*doc {
	var list []*doc
	for _, d := range w.docs {
		if slices.Contains(kinds, d.kind()) {
			list = append(list, d)
		}
	}
	return list
}

// has says whether there is a document with an id.
func (w *world) has(id string) bool {
	return slices.ContainsFunc(w.docs, func(d *doc) bool { return d.id == id })
}

// drop removes a document.
func (w *world) drop(d *doc) {
	w.docs = slices.DeleteFunc(w.docs, func(o *doc) bool { return o == d })
	w.gone[d.number] = d
}

// config is what site.yaml says.
type config struct {
	title, short, description, base string
	names                           [len(sides)][]string // further names of the sides
	pillars                         []pillar
	menu                            []entry
	raw                             bool
	highlight                       string
	languages                       []string
	words                           string // the catalogue of Korean, as YAML; "" for none
	checks                          string // as YAML
}

type pillar struct {
	number int
	name   string
	cite   cite
}

// entry of the menu: a document, or a page that the generator makes.
type entry struct {
	title, page string
	doc         int
}

// doc is a document.
type doc struct {
	number int
	id     string // path under content/ without .md
	as     string // kind: in the front matter

	title, label, description, date, order, source string

	// of agencies
	acronym, country, body string
	names, offices         []string
	translations           []named // name and language

	// of instruments; acronym and names as well
	form, pillar, listed, status fact
	participants                 []participant
	events                       []event

	paragraphs []paragraph
}

type fact struct {
	value string
	cite  []cite
}

type participant struct {
	agency int
	side   string
	cite   []cite
}

type event struct {
	date, what string
	cite       []cite
}

// cite is a reference to a paragraph.
type cite struct{ doc, paragraph int }

// paragraph of a body. A block that is no plain paragraph stands for itself.
type paragraph struct {
	number  int
	level   int // of the printed number: 1 or 2; 0 without
	heading string
	block   string
	pieces  []piece
}

// piece of a paragraph: words, and what they are explicitly linked to.
type piece struct {
	words  string
	scheme string // "agency", "mou", "para", "page", "date", "none"; "" for no link
	docs   []int
	cite   cite
	value  string
}

func (d *doc) clone() *doc {
	c := *d
	c.names, c.offices, c.translations = slices.Clone(d.names), slices.Clone(d.offices), slices.Clone(d.translations)
	c.participants, c.events = slices.Clone(d.participants), slices.Clone(d.events)
	c.paragraphs = slices.Clone(d.paragraphs)
	return &c
}

// kind is what the document is taken for.
func (d *doc) kind() string {
	if d.as != "" {
		return d.as
	}
	switch folder, _, nested := strings.Cut(d.id, "/"); {
	case d.id == "index":
		return "home"
	case d.id == "statement":
		return "statement"
	case nested && folder == "annexes":
		return "annex"
	case nested && folder == "mous":
		return "instrument"
	case nested && folder == "agencies":
		return "agency"
	}
	return "guide"
}

func (d *doc) official() bool { return d.kind() == "statement" || d.kind() == "annex" }

func (d *doc) file() string { return "content/" + d.id + ".md" }

// slug is how explicit links name the document.
func (d *doc) slug() string {
	switch d.kind() {
	case "agency":
		return strings.TrimPrefix(d.id, "agencies/")
	case "instrument":
		return strings.TrimPrefix(d.id, "mous/")
	}
	return d.id
}

// numbers are the numbers of a document's paragraphs, as printed or counted.
func (d *doc) numbers() map[int]string {
	numbers := map[int]string{}
	first, second, counted := 0, 0, 0
	for _, p := range d.paragraphs {
		switch {
		case p.heading != "" || p.block != "":
		case p.level == 1:
			first, second = first+1, 0
			numbers[p.number] = fmt.Sprint(first)
		case p.level == 2:
			second++
			numbers[p.number] = fmt.Sprintf("%d.%d", first, second)
		case first == 0:
			counted++
			numbers[p.number] = fmt.Sprint(counted)
		}
	}
	return numbers
}

// citable lists what front matter and links can cite.
func (w *world) citable() []cite {
	var list []cite
	for _, d := range w.of("statement", "annex", "instrument") {
		numbers := d.numbers()
		for _, p := range d.paragraphs {
			if numbers[p.number] != "" {
				list = append(list, cite{d.number, p.number})
			}
		}
	}
	return list
}

// forget takes away what leads to nothing: references to documents and
// paragraphs that are gone.
func (w *world) forget() {
	numbers := map[cite]bool{}
	for _, c := range w.citable() {
		numbers[c] = true
	}
	lost := func(c cite) bool { return c != cite{} && !numbers[c] }
	for i, d := range w.docs {
		w.docs[i] = w.forgetIn(d, lost)
	}
	w.config.pillars = slices.Clone(w.config.pillars)
	for i, p := range w.config.pillars {
		if lost(p.cite) {
			w.config.pillars[i].cite = cite{}
		}
	}
	w.config.menu = slices.DeleteFunc(slices.Clone(w.config.menu), func(e entry) bool { return e.doc != 0 && w.doc(e.doc) == nil })
}

func (w *world) forgetIn(old *doc, lost func(cite) bool) *doc {
	d := old.clone()
	cites := func(list []cite) []cite { return slices.DeleteFunc(slices.Clone(list), lost) }
	for _, f := range []*fact{&d.form, &d.pillar, &d.listed, &d.status} {
		if f.cite = cites(f.cite); len(f.cite) == 0 {
			*f = fact{}
		}
	}
	for i := range d.participants {
		d.participants[i].cite = cites(d.participants[i].cite)
	}
	d.participants = slices.DeleteFunc(d.participants, func(p participant) bool {
		a := w.doc(p.agency)
		return len(p.cite) == 0 || p.side == "" && (a == nil || a.kind() != "agency")
	})
	for i := range d.events {
		d.events[i].cite = cites(d.events[i].cite)
	}
	d.events = slices.DeleteFunc(d.events, func(e event) bool { return len(e.cite) == 0 })
	if _, there := w.others["content/"+d.source]; !there {
		d.source = ""
	}
	for i := range d.paragraphs {
		d.paragraphs[i].pieces = w.unlink(d.paragraphs[i].pieces, lost)
	}
	return d
}

// unlink leaves the words of links that lead to nothing.
func (w *world) unlink(pieces []piece, lost func(cite) bool) []piece {
	pieces = slices.Clone(pieces)
	for i, p := range pieces {
		dead := lost(p.cite) || slices.ContainsFunc(p.docs, func(number int) bool {
			d := w.doc(number)
			return d == nil || p.scheme == "agency" && d.kind() != "agency" || p.scheme == "mou" && d.kind() != "instrument"
		})
		if dead {
			pieces[i] = piece{words: p.words}
		}
	}
	return pieces
}

// relative is the way from one document's file to a path under content/.
func relative(from, to string) string {
	up := strings.Repeat("../", strings.Count(from, "/"))
	if path.Dir(from) == path.Dir(to) {
		return path.Base(to)
	}
	return up + to
}
