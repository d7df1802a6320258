package upheaval

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// most is how many documents a site may come to have.
const most = 32

func (d *draft) createAgency() string {
	if len(d.docs) >= most {
		return ""
	}
	x := d.newAgency()
	d.fill(x)
	return x.file()
}

func (d *draft) createInstrument() string {
	if len(d.docs) >= most {
		return ""
	}
	x := d.newInstrument()
	d.fill(x)
	d.state(x)
	return x.file()
}

// createDocument makes one of the pages that a record has once, or a page of
// the guide.
func (d *draft) createDocument() string {
	ids := []string{"index", "statement", "annexes/a", "annexes/b", "annexes/c", "guide/" + pick(d.Rand, stems[:]), "about", "guide/deep/" + pick(d.Rand, stems[:])}
	id := pick(d.Rand, ids)
	if d.has(id) || len(d.docs) >= most {
		return ""
	}
	x := &doc{number: d.number(), id: id, title: pick(d.Rand, titles[:])}
	d.fill(x)
	if d.others["content/"+x.source] == "" {
		x.source = ""
	}
	d.docs = append(d.docs, x)
	return x.file()
}

func (d *draft) removeDocument() string {
	if len(d.docs) < 10 {
		return ""
	}
	x := pick(d.Rand, d.docs)
	d.drop(x)
	d.tidy()
	return x.file()
}

// rename gives a document another id, with the file's name changed as such.
func (d *draft) rename(x *doc, id string) string {
	if d.has(id) || d.broken[x.file()] != "" {
		return ""
	}
	from := x.file()
	x = d.edit(x)
	x.id = id
	if d.IntN(4) > 0 { // else it is a removal and a creation
		d.ops = append(d.ops, Op{Do: Rename, Name: from, To: x.file()})
	}
	d.tidy()
	return from + " to " + x.file()
}

// movable is a document in a folder.
func (d *draft) movable() *doc {
	list := slices.DeleteFunc(slices.Clone(d.docs), func(x *doc) bool { return !strings.Contains(x.id, "/") })
	if len(list) == 0 {
		return nil
	}
	return pick(d.Rand, list)
}

func (d *draft) renameDocument() string {
	x := d.movable()
	if x == nil {
		return ""
	}
	return d.rename(x, d.free(path.Dir(x.id), pick(d.Rand, stems[:])+"-renamed"))
}

// moveDocument moves a document to another folder, where it is of another kind.
func (d *draft) moveDocument() string {
	x := d.movable()
	if x == nil || x.as != "" {
		return ""
	}
	title := d.rename(x, d.free(pick(d.Rand, []string{"mous", "guide", "annexes"}), path.Base(x.id)))
	d.settleKinds()
	return title
}

// settleKinds takes away what documents no longer are by their kind.
func (d *draft) settleKinds() {
	for _, x := range slices.Clone(d.docs) {
		x = d.edit(x)
		if x.kind() == "agency" && x.country == "" && x.body == "" {
			x.body = "joint"
		}
	}
	d.tidy()
}

func (d *draft) changeCase() string {
	x := d.movable()
	if x == nil {
		return ""
	}
	dir, base := path.Split(x.id)
	changed := strings.ToUpper(base[:1]) + base[1:]
	if changed == base {
		changed = strings.ToLower(base)
	}
	return d.rename(x, dir+changed)
}

// moveFolder moves a folder with all that is in it.
func (d *draft) moveFolder() string {
	from := pick(d.Rand, []string{"guide", "mous", "agencies", "annexes", "guide/deep", "moved"})
	to := pick(d.Rand, []string{"moved", "guide/moved", "guide", "mous", "annexes/old"})
	if under(to, from) || under(from, to) || slices.ContainsFunc(d.docs, func(x *doc) bool { return under(x.id, to) }) ||
		slices.ContainsFunc(slices.Collect(maps.Keys(d.broken)), func(name string) bool { return under(name, "content/"+from) }) {
		return ""
	}
	moved := 0
	for _, x := range slices.Clone(d.docs) {
		if rest, ok := strings.CutPrefix(x.id, from+"/"); ok {
			d.edit(x).id = to + "/" + rest
			moved++
		}
	}
	if moved == 0 {
		return ""
	}
	d.ops = append(d.ops, Op{Do: Rename, Name: "content/" + from, To: "content/" + to})
	d.settleKinds()
	d.whole = true
	return from + " to " + to
}

// changeFile changes, creates or removes a file that is published as it is.
func (d *draft) changeFile() string {
	name := pick(d.Rand, []string{
		"content/sources/" + sourceTexts[0], "content/sources/" + sourceTexts[1], "content/files/map.svg", "content/guide/picture.png",
	})
	if _, there := d.others[name]; there && d.IntN(2) == 0 {
		delete(d.others, name)
		d.tidy()
		return name
	}
	d.others[name] = fmt.Sprintf("%%PDF-1.4 \x00\xff %d", d.IntN(1000))
	return name
}

func (d *draft) touch() string {
	name := pick(d.Rand, slices.Sorted(maps.Keys(d.files)))
	d.ops = append(d.ops, Op{Do: Touch, Name: name})
	return name
}

// passingFile makes or removes a file that is none of the site's, as editors
// do, or one that is gone before anyone looks.
func (d *draft) passingFile() string {
	switch d.IntN(3) {
	case 0:
		name := "content/mous/passing.md"
		d.ops = append(d.ops, Op{Do: Write, Name: name, Content: "---\ntitle: MOU on Tides\n---\n"}, Op{Do: Remove, Name: name})
		d.whole = true
		return name
	case 1:
		name := pick(d.Rand, slices.Sorted(maps.Keys(d.files)))
		d.ops = append(d.ops, Op{Do: Remove, Name: name}, Op{Do: Write, Name: name, Content: d.files[name]})
		d.whole = true
		return name
	}
	name := pick(d.Rand, []string{"content/_draft.md", "content/agencies/.#salt.md", "content/annexes/a.md~", "content/mous/.swp/x.md", "README.md"})
	if _, there := d.others[name]; there {
		delete(d.others, name)
	} else {
		d.others[name] = "not of the site"
	}
	return name
}
