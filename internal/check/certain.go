package check

import (
	"slices"
	"strings"

	"concord/internal/diag"
	"concord/internal/record"
)

// shortestSlug is how many letters a part of an id has that can be known as
// misspelt: "annexes/c" may be anything but "annexes/a".
const shortestSlug = 4

// certainID returns the one id that a misspelt one can only be meant for, "" where
// there is none or more than one.
func certainID(id string, known []string) string {
	meant := diag.Certain(id, known)
	wrong, right := strings.Split(id, "/"), strings.Split(meant, "/")
	if meant == "" || len(wrong) != len(right) || digits(id) != digits(meant) {
		return ""
	}
	for i := range wrong {
		if wrong[i] != right[i] && min(len(wrong[i]), len(right[i])) < shortestSlug {
			return ""
		}
	}
	return meant
}

// certainNumber returns the one paragraph with the digits of a number and one
// mark more, less or other: "7,3" is "7.3".
func certainNumber(number string, list []record.Paragraph) string {
	var known []string
	for i := range list {
		if digits(list[i].Number) == digits(number) {
			known = append(known, list[i].Number)
		}
	}
	return diag.Certain(number, known)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// fixes is the edit that puts a word in the place of another in a front matter or
// in site.yaml, none where it is not known or the file has something else there.
func (c *checker) fixes(path string, place record.Place, old, new string) []diag.Edit {
	if new == "" {
		return nil
	}
	edit, ok := place.Edit(path, c.text(path), old, new)
	if !ok {
		return nil
	}
	return []diag.Edit{edit}
}

// referenceFixes mends a citation.
func (c *checker) referenceFixes(path string, ref record.Reference) []diag.Edit {
	if m := c.site.Concordance.Member(ref.Document); m != nil {
		number := certainNumber(ref.Paragraph, m.Facts.Paragraphs)
		if number == "" {
			return nil
		}
		return c.fixes(path, ref.Place, ref.String(), ref.Document+"#"+number)
	}
	var ids []string
	for _, m := range c.site.Members {
		ids = append(ids, m.Document.ID)
	}
	id := certainID(ref.Document, ids)
	if m := c.site.Concordance.Member(id); m == nil || !slices.ContainsFunc(m.Facts.Paragraphs, func(p record.Paragraph) bool { return p.Number == ref.Paragraph }) {
		return nil
	}
	return c.fixes(path, ref.Place, ref.Document, id)
}
