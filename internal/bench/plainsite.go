package main

import (
	"bytes"
	"fmt"
	"html"

	"go.yaml.in/yaml/v4"
)

// writePages makes plain pages of a content folder, for a program that makes its search index from pages: what
// the floor makes of each document, with a title around it and nothing that is on every page. So both indexes
// are of the same text.
func writePages(content, out string) error { return convertAll(content, out, plainPage) }

// plainPage wraps the body of a document whose file is text.
func plainPage(text, body []byte) ([]byte, error) {
	title, err := titleOf(text)
	if err != nil {
		return nil, err
	}
	title = html.EscapeString(title)
	var page bytes.Buffer
	fmt.Fprintf(&page, "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>%s</title></head>\n", title)
	fmt.Fprintf(&page, "<body>\n<main data-pagefind-body>\n<h1>%s</h1>\n%s</main>\n</body>\n</html>\n", title, body)
	return page.Bytes(), nil
}

// titleOf reads the title in the front matter, "" where there is none.
func titleOf(text []byte) (string, error) {
	rest, found := bytes.CutPrefix(text, []byte("---\n"))
	if !found {
		return "", nil
	}
	front, _, _ := bytes.Cut(rest, []byte("\n---\n"))
	var fields struct {
		Title string `yaml:"title"`
	}
	if err := yaml.Unmarshal(front, &fields); err != nil {
		return "", fmt.Errorf("read front matter: %w", err)
	}
	return fields.Title, nil
}
