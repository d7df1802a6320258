package catalogue_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"concord/internal/catalogue"
	"concord/internal/engine"
	"concord/internal/search"
	"concord/internal/site"
	"concord/templates"
)

var update = flag.Bool("update", false, "write the expected entries anew")

// siteOf evaluates the site in the content/ of an archive.
func siteOf(t testing.TB, archive *txtar.Archive) *site.Site {
	t.Helper()
	sources := fstest.MapFS{}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "content/") {
			sources[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	e, err := engine.Evaluate(engine.Options{Site: sources, Templates: templates.FS, Static: fstest.MapFS{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	for _, d := range e.Diags {
		t.Errorf("the site is not without mistakes: %s: %s", d.Span.File, d.Message)
	}
	return e.Site
}

// TestEntries compares everything that is found on the site of
// testdata/site.txtar with what the archive says.
func TestEntries(t *testing.T) {
	const file = "testdata/site.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := dump(t, entries(siteOf(t, archive)))
	at := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
	if *update {
		archive.Files[at].Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(archive.Files[at].Data), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// dump writes entries for people to read, their contents taken all at once.
func dump(t testing.TB, entries []search.Entry) string {
	t.Helper()
	contents := make([]search.Content, len(entries))
	var group sync.WaitGroup
	for i := range entries {
		group.Go(func() {
			var err error
			if contents[i], err = entries[i].Content(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	var b strings.Builder
	for i := range entries {
		dumpEntry(&b, &entries[i], &contents[i])
	}
	return b.String()
}

func dumpEntry(b *strings.Builder, e *search.Entry, c *search.Content) {
	fmt.Fprintf(b, "%s (%s", e.Path, c.Kind)
	if c.Order != 0 {
		fmt.Fprintf(b, " %d", c.Order)
	}
	if e.Official {
		fmt.Fprint(b, ", official")
	}
	fmt.Fprintf(b, ") %s\n", c.Title)
	line := func(what, text string) {
		if text != "" {
			fmt.Fprintf(b, "    %s %s\n", what, text)
		}
	}
	line("label", c.Label)
	for _, name := range e.Names {
		line("name", name)
	}
	line("description", c.Description)
	line("is", strings.Join(c.Properties, " "))
	for _, p := range c.Paragraphs {
		number := p.Number
		if !p.Printed {
			number = "(" + number + ")"
		}
		if p.Heading >= 0 {
			number += " under " + c.Headings[p.Heading]
		}
		fmt.Fprintf(b, "    ¶ %s: %s\n", number, p.Text)
		if len(p.Properties)+len(p.Mentions) > 0 {
			fmt.Fprintf(b, "      %s → %s\n", strings.Join(p.Properties, " "), strings.Join(p.Mentions, " "))
		}
	}
}

// Paths are what entries are told apart by, and what mentions lead to.
func TestPaths(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	s := siteOf(t, archive)
	entries := entries(s)
	seen := map[string]bool{}
	for _, e := range entries {
		page, _, _ := strings.Cut(e.Path, "#")
		if seen[e.Path] {
			t.Errorf("%s is there twice", e.Path)
		}
		if !s.Has(page) {
			t.Errorf("%s leads to no page", e.Path)
		}
		seen[e.Path] = true
	}
	for _, e := range entries {
		content, err := e.Content()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range content.Paragraphs {
			for _, path := range p.Mentions {
				if !seen[path] {
					t.Errorf("%s mentions %s, which is no entry", e.Path, path)
				}
			}
		}
	}
}

// torn is a body that cannot be read again.
type torn struct{}

func (torn) HTML([]byte) ([]byte, error)           { return nil, io.ErrUnexpectedEOF }
func (torn) Text(int, int, []byte) ([]byte, error) { return nil, io.ErrUnexpectedEOF }

func TestTextThatCannotBeRead(t *testing.T) {
	s := siteOf(t, txtar.Parse([]byte("-- content/site.yaml --\ntitle: X\n-- content/statement.md --\n---\ntitle: S\n---\n\nWords.\n")))
	s.Members[0].Body = torn{}
	if _, err := entries(s)[0].Content(); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

// A site with nothing but its home page has nothing to find.
func TestHomeAlone(t *testing.T) {
	s := siteOf(t, txtar.Parse([]byte("-- content/site.yaml --\ntitle: X\n-- content/index.md --\n---\ntitle: X\n---\n\nSince 1999.\n")))
	if entries := entries(s); len(entries) != 0 {
		t.Errorf("got %d entries", len(entries))
	}
	if pillars := catalogue.Pillars(s); len(pillars) != 0 {
		t.Errorf("got %d pillars", len(pillars))
	}
}

// entries are those of a site's first language.
func entries(s *site.Site) []search.Entry { return catalogue.Entries(s, s.Editions()[0]) }
