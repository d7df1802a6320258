package main

import (
	"fmt"
	"strings"
)

// concordSite keeps the corpus as concord reads it.
type concordSite struct{}

func (concordSite) scaffold() map[string]string {
	var y strings.Builder
	y.WriteString("title: The Record of a Partnership\nshort_title: Partnership\n")
	y.WriteString("description: A made-up record, as large as asked for.\n")
	y.WriteString("base_url: https://record.example/\nlanguages: [en]\nsides:\n")
	for _, s := range sides {
		fmt.Fprintf(&y, "  - {code: %s, name: %s, short: %s, names: [%s, %s]}\n", s.code, s.name, s.word, s.word, s.name)
	}
	y.WriteString("pillars:\n")
	for i, p := range pillars {
		fmt.Fprintf(&y, "  - {number: %d, roman: %s, name: %q, cite: annexes/a#%d}\n", i+1, p.roman, p.name, pillarParagraph(i+1))
	}
	y.WriteString("navigation:\n")
	for _, n := range [][2]string{
		{"Statement", "statement"}, {"Annex A", "annexes/a"}, {"Agencies", "agencies"},
		{"Instruments", "mous"}, {"Dates", "dates"}, {"Glossary", "glossary"},
	} {
		fmt.Fprintf(&y, "  - {title: %s, page: %s}\n", n[0], n[1])
	}
	y.WriteString("raw_html: false\nhighlight: {light: github, dark: github-dark}\n")
	return map[string]string{"content/site.yaml": y.String()}
}

func (concordSite) page(d document) (path, text string) {
	return "content/" + d.id + ".md", frontMatter(d) + d.facts + "---\n\n" + d.body
}

// frontMatter opens one with what both generators read.
func frontMatter(d document) string {
	text := "---\ntitle: " + d.title + "\n"
	if d.date != "" {
		text += "date: " + d.date + "\n"
	}
	return text
}
