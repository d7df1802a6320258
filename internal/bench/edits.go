package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
)

// An edit is a change of one file of a site, and how it is seen on a page.
type edit struct {
	file string // slash path from the site's root
	text string // what it holds afterwards, "" if it is removed
	page string // the address of the page from the site's root: "mous/x/"

	// before is what the file held, if it is to hold it again afterwards: facts that texts do not bear out are
	// warned of, and no edit is to carry the warnings of all before it.
	before string

	seen sight
}

// A sight is what tells that an edit has arrived.
type sight struct {
	text   string // stands in the page's bytes, and did not before
	gone   bool   // rather, it stood there and does no longer
	sheet  bool   // rather, it stands in a style sheet that the page loads
	script string // the same of the page in a browser: an expression
}

// An editKind is a sort of edits; make returns the k-th of them, from 0.
type editKind struct {
	name     string
	promised bool // there is a bar for it
	make     func(k int) (edit, error)
}

// save writes the file in one of the two ways of editors: beside the old one and renamed over it, or in place.
func (e edit) save(site folder, rename bool) error {
	name := filepath.Join(string(site), filepath.FromSlash(e.file))
	switch {
	case e.text == "":
		return os.Remove(name)
	case !rename:
		return site.write(e.file, e.text)
	}
	beside := path.Join(path.Dir(e.file), "."+path.Base(e.file)+".tmp")
	if err := site.write(beside, e.text); err != nil {
		return err
	}
	return os.Rename(filepath.Join(string(site), filepath.FromSlash(beside)), name)
}

// inMain is the script of a text in the page's main part.
func inMain(text string) string {
	return `document.querySelector("main")?.textContent.includes(` + strconv.Quote(text) + `)`
}

// inFacts is how a fact of such a value is seen.
func inFacts(value string) sight {
	return sight{text: "<dd>" + value, script: inMain(value)}
}

// linked is how a link of such words is seen.
func linked(words string) sight {
	return sight{
		text:   ">" + words + "</a>",
		script: `[...document.querySelectorAll("main a")].some((a) => a.textContent === ` + strconv.Quote(words) + `)`,
	}
}

// unlinked is how it is seen that nothing leads to an address any more.
func unlinked(address string) sight {
	return sight{text: address, gone: true, script: `document.querySelector("main") && !document.querySelector('main a[href*="` + address + `"]')`}
}

// inTemplate is how a mark on the body of every page is seen.
func inTemplate(mark string) sight {
	return sight{text: `data-edit="` + mark + `"`, script: `document.body?.dataset.edit === ` + strconv.Quote(mark)}
}

// inStyle is how a mark in the style of every page is seen.
func inStyle(mark string) sight {
	return sight{text: mark, sheet: true, script: `getComputedStyle(document.documentElement).getPropertyValue("--edit").trim() === ` + strconv.Quote(mark)}
}

// styled is a style sheet with a mark.
func styled(sheet, mark string) string { return sheet + "\n:root { --edit: " + mark + "; }\n" }

// markBody puts a mark on the body of a template.
func markBody(template, mark string) (string, error) {
	return replaced(template, bodyTag, `<body data-edit="`+mark+`"`)
}

var bodyTag = regexp.MustCompile(`<body`)

// replaced replaces the only place of a pattern that is meant, the first.
func replaced(text string, pattern *regexp.Regexp, by string) (string, error) {
	at := pattern.FindStringSubmatchIndex(text)
	if at == nil {
		return "", fmt.Errorf("nothing in the text is like %s", pattern)
	}
	return text[:at[0]] + string(pattern.ExpandString(nil, by, text, at)) + text[at[1]:], nil
}
