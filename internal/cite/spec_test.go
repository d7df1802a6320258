package cite

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/record"
)

const specFile = "testdata/styles.txt"

// spec is the specification; its own head describes the format.
type spec struct {
	works map[string]*Work
	cases []specCase
}

type specCase struct {
	title, rule string
	work        *Work
	stated      map[string]bool // facts that the case has in place of the work's
	at          string
	want        []specWant
}

type specWant struct{ style, citation string }

func readSpec(t testing.TB) *spec {
	t.Helper()
	file, err := os.Open(specFile)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s := &spec{works: map[string]*Work{}}
	var w *Work
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "=== "); ok {
			w = &Work{}
			s.works[name] = w
			continue
		}
		if title, ok := strings.CutPrefix(line, "--- "); ok {
			if want := fmt.Sprintf("%d. ", len(s.cases)+1); !strings.HasPrefix(title, want) {
				t.Fatalf("case %q should have the number %s", title, want)
			}
			s.cases = append(s.cases, specCase{title: title, stated: map[string]bool{}})
			continue
		}
		switch {
		case line == "" || w == nil:
		case len(s.cases) == 0:
			state(t, w, line, nil)
		default:
			s.addLine(t, &s.cases[len(s.cases)-1], line)
		}
	}
	return s
}

func (s *spec) addLine(t testing.TB, c *specCase, line string) {
	t.Helper()
	switch mark, rest, _ := strings.Cut(line, " "); mark {
	case "rule":
		c.rule = rest
	case "work":
		if s.works[rest] == nil {
			t.Fatalf("%s: no work is called %q", c.title, rest)
		}
		w := *s.works[rest]
		c.work = &w
	case "at":
		c.at = rest
	case "oscola", "bluebook", "apa", "chicago":
		c.want = append(c.want, specWant{mark, strings.TrimPrefix(rest, "> ")})
	default:
		state(t, c.work, line, c.stated)
	}
}

// state sets a fact of a work. The first author of a case takes the place of
// the work's own, whom stated does not name.
func state(t testing.TB, w *Work, line string, stated map[string]bool) {
	t.Helper()
	name, value, ok := strings.Cut(line+" ", " = ")
	value = strings.TrimSpace(value)
	texts := map[string]*string{
		"title": &w.Title, "label": &w.Label, "site": &w.Container,
		"url": &w.URL, "language": &w.Language, "id": &w.ID, "kind": (*string)(&w.Kind),
	}
	switch to := texts[name]; {
	case !ok:
		t.Fatalf("%q is no fact", line)
	case to != nil:
		*to = value
	case name == "date":
		w.Date = edtf(t, value)
	case name == "author":
		if stated != nil && !stated[name] {
			w.Authors = nil
			stated[name] = true
		}
		if value != "" {
			w.Authors = append(w.Authors[:len(w.Authors):len(w.Authors)], value)
		}
	default:
		t.Fatalf("%q is no fact", line)
	}
}

func edtf(t testing.TB, s string) record.EDTF {
	t.Helper()
	if s == "" {
		return record.EDTF{}
	}
	date, err := record.ParseEDTF(s)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

// marked writes a citation as the specification does.
func marked(text Text) string {
	var b strings.Builder
	for _, r := range text {
		if r.Italic {
			b.WriteString("*" + r.Text + "*")
			continue
		}
		b.WriteString(r.Text)
	}
	return b.String()
}

func styleByID(t testing.TB, id string) Style {
	t.Helper()
	for _, s := range Styles() {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("there is no style %q", id)
	return Style{}
}

func TestStyles(t *testing.T) {
	seen := map[string]int{}
	for _, c := range readSpec(t).cases {
		t.Run(c.title, func(t *testing.T) {
			if c.rule == "" || c.work == nil || len(c.want) == 0 {
				t.Fatal("the case lacks its rule, its work or its citations")
			}
			for _, want := range c.want {
				seen[want.style]++
				got := marked(styleByID(t, want.style).Cite(c.work, c.at))
				if diff := cmp.Diff(want.citation, got); diff != "" {
					t.Errorf("%s, by the rule %s (-want +got):\n%s", want.style, c.rule, diff)
				}
			}
		})
	}
	for _, s := range Styles() {
		if seen[s.ID] < 20 {
			t.Errorf("%s specifies %d citations of %s", specFile, seen[s.ID], s.Name)
		}
	}
}
