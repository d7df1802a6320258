package upheaval

import (
	"fmt"
	"slices"
)

func (d *draft) changeConfig() string {
	c := &d.config
	switch d.IntN(14) {
	case 0:
		c.title = fmt.Sprintf("Partnership No. %d", d.IntN(9))
		return "title"
	case 1:
		c.base = map[string]string{"": "https://record.example/", "https://record.example/": "https://other.example/sub", "https://other.example/sub": ""}[c.base]
		return "base_url"
	case 2:
		c.description = "Of " + d.plainWords()
		return "description"
	case 3:
		c.short = pick(d.Rand, []string{"", "Avaria–Belmora", "A & B"})
		return "short_title"
	case 4:
		i := d.IntN(len(sides))
		c.names[i] = pick(d.Rand, [][]string{nil, {sides[i].short + "n"}, {sides[i].short, "The Tidal State"}})
		return "sides"
	case 5:
		return d.changePillars()
	case 6, 7:
		return d.changeMenu()
	case 8:
		c.raw = !c.raw
		return "raw_html"
	case 9:
		c.highlight = pick(d.Rand, []string{"github", "monokai", "vs"})
		return "highlight"
	case 10:
		c.checks = pick(d.Rand, []string{"", "{two-meanings: off}", "{two-meanings: error}"})
		return "checks"
	}
	if d.IntN(2) == 0 {
		c.words = pick(d.Rand, []string{"", "words: {A record.: 기록, Agencies: 기관들}", "words: {Home: 집}\nvalues: {signed: 서명}"})
		return "words"
	}
	c.languages = pick(d.Rand, [][]string{{"en"}, {"en", "ko"}, {"ko"}, {"fr"}, {"ko", "en"}, {"en", "fr", "ko"}})
	return "languages"
}

func (d *draft) changePillars() string {
	list := slices.Clone(d.config.pillars)
	switch n := len(list); {
	case n > 0 && d.IntN(2) == 0:
		i := d.IntN(n)
		list[i].name, list[i].cite = pick(d.Rand, headings[:]), d.cite()
	case n > 2:
		list = list[:n-1]
		for _, x := range d.of("instrument") {
			if x.pillar.value == fmt.Sprint(n) {
				d.edit(x).pillar = fact{}
			}
		}
	default:
		list = append(list, pillar{n + 1, pick(d.Rand, headings[:]), d.cite()})
	}
	d.config.pillars = list
	return "pillars"
}

func (d *draft) changeMenu() string {
	list := slices.Clone(d.config.menu)
	switch {
	case len(list) > 0 && d.IntN(2) == 0:
		i := d.IntN(len(list))
		list = slices.Delete(list, i, i+1)
	case d.IntN(2) == 0:
		list = append(list, entry{title: "Glossary", page: pick(d.Rand, []string{"glossary", "mous", "search"})})
	case len(d.docs) > 0:
		list = append(list, entry{title: d.plainWords(), doc: pick(d.Rand, d.docs).number})
	}
	d.config.menu = list
	return "navigation"
}

// own makes, changes or removes one of the site's own files of a theme.
func (d *draft) own(name, content string) string {
	if _, there := d.others[name]; there && d.IntN(3) == 0 {
		delete(d.others, name)
	} else {
		d.others[name] = content
	}
	return name
}

func (d *draft) changeTemplate() string {
	n := d.IntN(100)
	switch d.IntN(5) {
	case 0:
		return d.own("templates/partials/footer.html", fmt.Sprintf("<footer class=\"site\"><p>%d {{.Site.Title}} {{.Path}}</p></footer>\n", n))
	case 1:
		return d.own("templates/partials/date.html", fmt.Sprintf("<span class=\"d%d\">{{.Words}}</span>", n))
	case 2:
		return d.own("templates/404.html", fmt.Sprintf("{{define \"main\"}}<h1>{{.Page.Title}} %d</h1>{{end}}\n", n))
	case 3:
		return d.own("templates/document.html", fmt.Sprintf("{{define \"main\"}}<h1 class=\"n%d\">{{.Page.Title}}</h1>\n{{template \"body\" .Body}}{{end}}\n", n))
	}
	return d.own("templates/partials/pager.html", fmt.Sprintf("{{with .Next}}<a href=\"{{.Href}}\">%d {{.Title}}</a>{{end}}", n))
}

func (d *draft) changeStatic() string {
	n := d.IntN(100)
	switch d.IntN(7) {
	case 0:
		return d.own("static/css/concord.css", fmt.Sprintf("p { margin: %dpx }\n", n))
	case 1:
		return d.own("static/css/more.css", fmt.Sprintf("p { padding: %dpx }\n", n))
	case 2:
		return d.own("static/ts/concord.ts", fmt.Sprintf("console.log(%d)\n", n))
	case 3:
		name := d.own("static/ts/more.ts", fmt.Sprintf("import {n} from \"./more/part\"\nconsole.log(n, %d)\n", n))
		d.others["static/ts/more/part.ts"] = fmt.Sprintf("export const n = %d\n", d.IntN(3))
		return name
	case 4:
		d.others["static/ts/more/part.ts"] = fmt.Sprintf("export const n = %d\n", n)
		return "static/ts/more/part.ts"
	case 5:
		return d.own("static/icons/wave.svg", fmt.Sprintf("<svg><!-- %d --></svg>", n))
	}
	return d.own("static/plain.txt", fmt.Sprint(n))
}
