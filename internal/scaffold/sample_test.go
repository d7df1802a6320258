package scaffold_test

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"concord/internal/check"
	"concord/internal/diag"
	"concord/internal/engine"
	"concord/internal/record"
	"concord/internal/scaffold"
	"concord/static"
	"concord/templates"
)

func evaluateSample(t *testing.T) *engine.Evaluation {
	t.Helper()
	site, err := scaffold.Sample()
	if err != nil {
		t.Fatal(err)
	}
	e, err := engine.Evaluate(engine.Options{Site: site, Templates: templates.FS, Static: static.FS})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

// TestSampleIsClean finds no doubt of any kind in the sample.
func TestSampleIsClean(t *testing.T) {
	e := evaluateSample(t)
	list := append(append(e.Diags, check.Whole(e.Site, e.Text)...), check.Texts(e.Site, e.Text)...)
	var b strings.Builder
	if _ = diag.Print(&b, list); len(list) > 0 {
		t.Errorf("%s", b.String())
	}
}

// TestSampleShowsEverything holds the sample to what it is there to show.
func TestSampleShowsEverything(t *testing.T) {
	e := evaluateSample(t)
	mentioned := map[record.Key]bool{}
	kinds, corrections, references := map[record.Kind]int{}, 0, 0
	rules := map[record.Rule]bool{}
	for _, m := range e.Site.Members {
		kinds[m.Document.Kind]++
		corrections += len(m.Document.Corrections)
		references += len(m.Facts.References)
		own, _ := m.Document.Key()
		for _, x := range m.Facts.Mentions {
			rules[x.Rule] = true
			if m.Document.Kind.Official() && x.Key != own {
				mentioned[x.Key] = true
			}
		}
	}
	bodies := map[string]bool{}
	for _, m := range e.Site.Members {
		if key, ok := m.Document.Key(); ok && !mentioned[key] {
			t.Errorf("no official text mentions %s", m.Document.ID)
		}
		if a := m.Document.Agency; a != nil {
			bodies[a.Country+a.Body] = true
		}
	}
	dates, ranges, terms := 0, 0, 0
	for key := range mentioned {
		switch {
		case key.Kind == record.KeyDate && strings.Contains(key.ID, "/"):
			ranges++
		case key.Kind == record.KeyDate:
			dates++
		case key.Kind == record.KeyTerm:
			terms++
		}
	}
	if dates < 8 || ranges < 2 || terms < 1 || corrections < 1 || references < 3 {
		t.Errorf("%d dates, %d ranges, %d terms, %d corrections, %d links to paragraphs", dates, ranges, terms, corrections, references)
	}
	for _, rule := range []record.Rule{record.RuleName, record.RuleAcronym, record.RuleOffice, record.RuleTerm, record.RuleDate, record.RuleLink} {
		if !rules[rule] {
			t.Errorf("nothing is recognised by rule %d", rule)
		}
	}
	for _, body := range []string{"XA", "XB", "joint", "international"} {
		if !bodies[body] {
			t.Errorf("there is no agency of %s", body)
		}
	}
	for kind, n := range map[record.Kind]int{record.Home: 1, record.Statement: 1, record.Annex: 2, record.Instrument: 4, record.Agency: 8, record.Guide: 2} {
		if kinds[kind] != n {
			t.Errorf("%d documents of kind %s, want %d", kinds[kind], kind, n)
		}
	}
}

// TestSampleCorrections holds the source of the sample to what its official
// text declares.
func TestSampleCorrections(t *testing.T) {
	site, err := scaffold.Sample()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range evaluateSample(t).Site.Members {
		if m.Document.Source == "" {
			continue
		}
		text, err := fs.ReadFile(site, "content/"+m.Document.Source)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range m.Document.Corrections {
			if !bytes.Contains(text, []byte(c.Stood)) {
				t.Errorf("%q does not stand in %s", c.Stood, m.Document.Source)
			}
		}
		for i := range m.Facts.Paragraphs {
			p := &m.Facts.Paragraphs[i]
			words, err := m.Body.Text(int(p.Start), int(p.End), nil)
			for _, c := range m.Document.Corrections {
				if c.Paragraph == p.Number {
					words = bytes.Replace(words, []byte(c.Stands), []byte(c.Stood), 1)
				}
			}
			if err != nil || !bytes.Contains(text, words) {
				t.Errorf("paragraph %s is not that of %s: %v", p.Number, m.Document.Source, err)
			}
		}
	}
}

// TestSampleLinks follows every link of the built sample.
func TestSampleLinks(t *testing.T) {
	dir := t.TempDir()
	if _, diags, err := evaluateSample(t).Build(dir); err != nil || diags != nil {
		t.Fatal(diags, err)
	}
	site := os.DirFS(dir)
	ids, links := map[string]map[string]bool{}, map[string][]string{}
	err := fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		text, err := fs.ReadFile(site, name)
		ids[name], links[name] = parse(t, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	followed := 0
	for from, list := range links {
		for _, link := range list {
			u, err := url.Parse(link)
			if err != nil || from == "404.html" || u.Scheme == "https" {
				continue // 404.html stands at every address: its links are those of the root
			}
			target := from
			if u.Path != "" {
				target = path.Join(path.Dir(from), u.Path)
			}
			if _, err := fs.Stat(site, target); err != nil || u.Fragment != "" && !ids[target][u.Fragment] {
				t.Errorf("%s: %q leads nowhere", from, link)
			}
			followed++
		}
	}
	if len(links) < 25 || followed < 500 {
		t.Errorf("only %d links of %d pages were followed", followed, len(links))
	}
}

// parse returns the ids of a page and the addresses that it leads to.
func parse(t *testing.T, text []byte) (ids map[string]bool, links []string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	ids = map[string]bool{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				ids[a.Val] = true
			case "href", "src":
				links = append(links, a.Val)
			}
		}
	}
	return ids, links
}
