package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// The floor is the least that any generator on goldmark must do: read every document, convert its Markdown,
// write the HTML. It decodes no front matter, knows no other document and has no theme. To it a "5. " is an
// ordinary list, which costs goldmark what a paragraph does.

func writeFloor(content, out string) error { return convertAll(content, out, bodyAlone) }

// A wrapper makes a page of a document's file and its converted body.
type wrapper func(text, body []byte) ([]byte, error)

func bodyAlone(_, body []byte) ([]byte, error) { return body, nil }

// convertAll converts each Markdown file under content to out/<id>/index.html, with as many workers as Go has
// processors to run them.
func convertAll(content, out string, wrap wrapper) error {
	paths := make(chan string, 64)
	var (
		fault error
		once  sync.Once
		group sync.WaitGroup
	)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			f := newFloor(content, out, wrap)
			for path := range paths {
				if err := f.convert(path); err != nil {
					once.Do(func() { fault = err })
				}
			}
		})
	}
	err := filepath.WalkDir(content, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			paths <- path
		}
		return err
	})
	close(paths)
	group.Wait()
	if err != nil {
		return err
	}
	return fault
}

// A floor is one worker's, with a buffer that it uses again for each file.
type floor struct {
	content, out string
	wrap         wrapper
	markdown     goldmark.Markdown
	html         bytes.Buffer
}

func newFloor(content, out string, wrap wrapper) *floor {
	return &floor{content: content, out: out, wrap: wrap, markdown: goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute()),
	)}
}

func (f *floor) convert(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	f.html.Reset()
	if err := f.markdown.Convert(withoutFrontMatter(text), &f.html); err != nil {
		return err
	}
	page, err := f.wrap(text, f.html.Bytes())
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	relative, err := filepath.Rel(f.content, path)
	if err != nil {
		return err
	}
	dir := filepath.Join(f.out, strings.TrimSuffix(relative, ".md"))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "index.html"), page, 0o644)
}

func withoutFrontMatter(text []byte) []byte {
	rest, found := bytes.CutPrefix(text, []byte("---\n"))
	if !found {
		return text
	}
	if _, body, closed := bytes.Cut(rest, []byte("\n---\n")); closed {
		return body
	}
	return text
}
