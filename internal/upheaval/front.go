package upheaval

import (
	"fmt"
	"slices"
	"strings"
)

// editOf edits a document of some kinds.
func (d *draft) editOf(change func(x *doc) bool, kinds ...string) string {
	list := d.of(kinds...)
	if len(kinds) == 0 {
		list = d.docs
	}
	if len(list) == 0 {
		return ""
	}
	x := d.edit(pick(d.Rand, list))
	if !change(x) {
		return ""
	}
	return x.file()
}

func (d *draft) changeTitle() string {
	return d.editOf(func(x *doc) bool {
		switch x.kind() {
		case "agency":
			x.title = d.unused(agencies[:]).name
			if d.IntN(4) == 0 {
				x.title = pick(d.Rand, ministries[:])
			}
		case "instrument":
			x.title = d.unused(instruments[:]).name
		default:
			x.title = pick(d.Rand, titles[:])
		}
		return true
	})
}

func (d *draft) changeOrder() string {
	return d.editOf(func(x *doc) bool {
		x.order = []string{"", "1", "2", "-1"}[d.IntN(4)]
		return true
	})
}

func (d *draft) changeDate() string {
	return d.editOf(func(x *doc) bool {
		x.date = pick(d.Rand, []string{"", d.edtf(), d.edtf()})
		return true
	})
}

func (d *draft) changeDescription() string {
	return d.editOf(func(x *doc) bool {
		x.description = pick(d.Rand, []string{"", "About " + d.plainWords() + ".", "Of \"quotes\" & <tags>"})
		return true
	})
}

func (d *draft) changeLabel() string {
	return d.editOf(func(x *doc) bool {
		x.label = pick(d.Rand, []string{"", "Annex A", "Annex B", "Label " + d.plainWords()})
		return true
	})
}

// changeKind lets a document be what its folder does not say, or again what it
// says.
func (d *draft) changeKind() string {
	title := d.editOf(func(x *doc) bool {
		x.as = pick(d.Rand, []string{"", "", "guide", "annex", "instrument", "statement"})
		return true
	}, "guide", "annex", "instrument")
	d.tidy()
	return title
}

func (d *draft) changeSource() string {
	return d.editOf(func(x *doc) bool {
		x.source = "sources/" + pick(d.Rand, sourceTexts[:])
		if _, there := d.others["content/"+x.source]; !there && d.IntN(8) > 0 {
			x.source = ""
		}
		return true
	}, "statement", "annex")
}

func (d *draft) changeAcronym() string {
	return d.editOf(func(x *doc) bool {
		pool := agencies[:]
		if x.kind() == "instrument" {
			pool = instruments[:]
		}
		x.acronym = pick(d.Rand, []string{"", d.unused(pool).acronym, d.unused(pool).acronym})
		return true
	}, "agency", "instrument")
}

func (d *draft) addName() string {
	return d.editOf(func(x *doc) bool {
		pool := agencies[:]
		if x.kind() == "instrument" {
			pool = instruments[:]
		}
		name := d.unused(pool).name
		if d.IntN(15) == 0 {
			name = pick(d.Rand, ministries[:])
		}
		x.names = append(x.names, name)
		return true
	}, "agency", "instrument")
}

func (d *draft) removeName() string {
	return d.editOf(func(x *doc) bool {
		if len(x.names) == 0 {
			return false
		}
		x.names = slices.Delete(x.names, 0, 1)
		return true
	}, "agency", "instrument")
}

// two are different documents of a kind, to be edited.
func (d *draft) two(kind string) (a, b *doc) {
	list := d.of(kind)
	if len(list) < 2 {
		return nil, nil
	}
	i := d.IntN(len(list))
	j := (i + 1 + d.IntN(len(list)-1)) % len(list)
	return d.edit(list[i]), d.edit(list[j])
}

// moveName takes a name from one document and gives it to another.
func (d *draft) moveName() string {
	a, b := d.two(pick(d.Rand, []string{"agency", "agency", "instrument"}))
	if a == nil {
		return ""
	}
	switch {
	case a.acronym != "" && d.IntN(2) == 0:
		b.acronym, a.acronym = a.acronym, ""
	case len(a.names) > 0:
		b.names = append(b.names, a.names[0])
		a.names = slices.Delete(a.names, 0, 1)
	default:
		b.names = append(b.names, a.title)
		a.title = fmt.Sprintf("Body No. %d", d.number())
	}
	return a.file() + " to " + b.file()
}

// swapNames gives two documents each other's names.
func (d *draft) swapNames() string {
	a, b := d.two(pick(d.Rand, []string{"agency", "instrument"}))
	if a == nil {
		return ""
	}
	a.title, b.title = b.title, a.title
	if d.IntN(2) == 0 {
		a.acronym, b.acronym = b.acronym, a.acronym
		a.names, b.names = b.names, a.names
	}
	return a.file() + " and " + b.file()
}

func (d *draft) changeOffices() string {
	return d.editOf(func(x *doc) bool {
		if len(x.offices) > 0 {
			x.offices = nil
			return true
		}
		office := pick(d.Rand, offices[:])
		if d.taken(office) && d.IntN(8) > 0 {
			return false
		}
		x.offices = []string{office}
		return true
	}, "agency")
}

// taken says whether some agency has an office or translation.
func (d *draft) taken(name string) bool {
	return slices.ContainsFunc(d.docs, func(o *doc) bool {
		return slices.Contains(o.offices, name) || slices.ContainsFunc(o.translations, func(t named) bool { return t.name == name })
	})
}

func (d *draft) changeTranslation() string {
	return d.editOf(func(x *doc) bool {
		name := pick(d.Rand, []string{"조석부", "항만청", "보건복지부", "Ministère des marées"})
		if len(x.translations) > 0 || d.taken(name) {
			x.translations = nil
			return true
		}
		language := "ko"
		if strings.HasPrefix(name, "M") {
			language = "fr"
		}
		x.translations = []named{{name, language}}
		return true
	}, "agency")
}

func (d *draft) changeCountry() string {
	return d.editOf(func(x *doc) bool {
		x.country, x.body = pick(d.Rand, sides[:]).code, ""
		if d.IntN(3) == 0 {
			x.country, x.body = "", "joint"
		}
		return true
	}, "agency")
}

func (d *draft) changeFact() string {
	return d.editOf(func(x *doc) bool {
		c := d.cites()
		if c == nil {
			return false
		}
		switch d.IntN(5) {
		case 0:
			x.form = fact{pick(d.Rand, forms[:]), c}
		case 1:
			x.status = fact{pick(d.Rand, []string{"in effect", "ended"}), c}
		case 2:
			x.listed = fact{pick(d.Rand, []string{"Annex A", "Annex B"}), c}
		case 3:
			if len(d.config.pillars) == 0 {
				return false
			}
			x.pillar = fact{fmt.Sprint(pick(d.Rand, d.config.pillars).number), c}
		default:
			x.form, x.status = fact{}, fact{}
		}
		return true
	}, "instrument")
}

func (d *draft) changeParticipants() string {
	return d.editOf(func(x *doc) bool {
		if len(x.participants) > 0 && d.IntN(2) == 0 {
			x.participants = slices.Delete(x.participants, 0, 1)
			return true
		}
		return d.join(x)
	}, "instrument")
}

func (d *draft) changeEvents() string {
	return d.editOf(func(x *doc) bool {
		if n := len(x.events); n > 0 && d.IntN(3) == 0 {
			x.events = slices.Delete(x.events, 0, 1)
			return true
		} else if n > 0 && d.IntN(2) == 0 {
			x.events[0].date = d.edtf()
			return true
		}
		return d.happen(x)
	}, "instrument")
}
