package picture

import (
	"fmt"
	"html/template"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// lines are the texts of the broad drawing, as they follow each other.
func lines(t *testing.T, p Picture) []string {
	t.Helper()
	var list []string
	for _, d := range read(t, p.SVG) {
		for _, text := range d.texts {
			if d.broad {
				list = append(list, text.text)
			}
		}
	}
	return list
}

// names are the links of the broad drawing, with what they are called.
func names(t *testing.T, p Picture) []string {
	t.Helper()
	var list []string
	for _, d := range read(t, p.SVG) {
		if d.broad {
			list = append(list, d.links...)
		}
	}
	return list
}

// texts are the rows of the table.
func texts(p Picture) []string {
	var list []string
	for _, row := range p.Rows {
		var cells []string
		for _, c := range row {
			parts := []string{c.Text}
			for _, l := range c.Links {
				parts = append(parts, l.Text)
			}
			cells = append(cells, strings.TrimSpace(strings.Join(parts, " ")))
		}
		list = append(list, strings.TrimRight(strings.Join(cells, " | "), " |"))
	}
	return list
}

func expect(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant:\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNothingToDraw(t *testing.T) {
	for _, p := range []Picture{
		Timeline(TimelineData{ID: "a", Title: "T", Description: "D"}),
		Network(NetworkData{ID: "a", Title: "T", Description: "D", Pillars: []Pillar{{Number: 1}}, Others: []Link{{Text: "UN"}}}),
		Matrix(MatrixData{ID: "a", Title: "T", Description: "D", Pillars: []Pillar{{Number: 1}}}),
		Matrix(MatrixData{ID: "a", Title: "T", Description: "D", Agencies: []Agency{{Name: "Ministry"}}}),
	} {
		if want := (Picture{ID: "a", Title: "T", Description: "D"}); !reflect.DeepEqual(p, want) {
			t.Errorf("%+v", p)
		}
	}
}

func TestDescribed(t *testing.T) {
	p := Timeline(TimelineData{ID: "time", Title: "A & B", Description: `1 date: "1975"`, Marks: []Mark{{First: Day{Year: 1975}, Words: "1975", Href: "a?b&c"}}})
	for _, want := range []string{
		`<div class="broad" role="group" aria-labelledby="time-broad-title" aria-describedby="time-broad-description">`,
		`<title id="time-broad-title">A &amp; B</title>`,
		`<desc id="time-slim-description">1 date: &#34;1975&#34;</desc>`,
		`<svg viewBox="0 0 640 `, `<svg viewBox="0 0 328 `,
		`<a href="a?b&amp;c"`,
	} {
		if !strings.Contains(string(p.SVG), want) {
			t.Errorf("no %s in\n%s", want, p.SVG)
		}
	}
	for _, never := range []string{"width=\"100", "height=\"100", "role=\"img\"", "style"} {
		if strings.Contains(string(p.SVG), never) {
			t.Errorf("%s in\n%s", never, p.SVG)
		}
	}
}

// TestHostileTexts is of texts that would be markup, if they could.
func TestHostileTexts(t *testing.T) {
	evil := `"><script>alert(1)</script>` + "\x00\xff ]]> &amp;"
	p := Matrix(MatrixData{
		ID: `a"b`, Title: evil, Description: evil, Pillars: []Pillar{{Number: 1, Roman: evil, Name: evil, Href: evil}},
		Agencies: []Agency{{Name: evil, Href: evil, Acronym: evil, Side: evil, Lang: evil, Counts: []Count{{3, evil}}}},
	})
	verify(t, p)
	if strings.Contains(string(p.SVG), "<script") {
		t.Error(p.SVG)
	}
}

// TestLinksWithoutAddress leaves the text of what has no page.
func TestLinksWithoutAddress(t *testing.T) {
	p := Matrix(MatrixData{ID: "m", Pillars: []Pillar{{Number: 1, Roman: "I", Name: "Trade"}}, Agencies: []Agency{{Name: "Ministry", Counts: []Count{{N: 2}}}}})
	if strings.Contains(string(p.SVG), "<a") {
		t.Errorf("a link without an address in\n%s", p.SVG)
	}
	expect(t, "lines", lines(t, p), []string{"I", "Ministry", "2", "I", "Trade"})
}

// TestStyles finds a rule for each class that is drawn, and no colour in the
// rules but the page's and the system's.
func TestStyles(t *testing.T) {
	css, err := os.ReadFile("../../static/css/parts/pictures.css")
	if err != nil {
		t.Fatal(err)
	}
	network := small()
	network.Instruments = append(network.Instruments, Instrument{Link: Link{Text: "Convention", Href: "c"}})
	drawn := Network(network).SVG + Matrix(ministries(3)).SVG + Timeline(TimelineData{Marks: []Mark{
		{First: Day{1975, 1, 1}, Words: "1 January 1975", Href: "a", Paragraphs: 1},
		{First: Day{Year: 1980}, Last: Day{Year: 1990}, Interval: true, Words: "1980 to 1990", Href: "a"},
	}}).SVG
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`class="([^"]*)"`).FindAllStringSubmatch(string(drawn), -1) {
		for class := range strings.FieldsSeq(m[1]) {
			seen[class] = true
		}
	}
	for class := range seen {
		if !regexp.MustCompile(`\.` + class + `\b`).Match(css) {
			t.Errorf("no rule for .%s", class)
		}
	}
	for _, m := range regexp.MustCompile(`\.([a-z-]+)`).FindAllStringSubmatch(string(css), -1) {
		if !seen[m[1]] {
			t.Errorf("a rule for .%s, which is not drawn", m[1])
		}
	}
	if m := regexp.MustCompile(`#[0-9a-f]{3,8}\b|rgb\(|hsl\(|animation|transition`).Find(css); m != nil {
		t.Errorf("%s in the rules", m)
	}
}

// keys are all places in a picture, with what is written there but numbers.
func keys(t *testing.T, svg template.HTML) []string {
	t.Helper()
	var list []string
	for _, d := range read(t, svg) {
		for _, h := range d.hits {
			list = append(list, fmt.Sprint("area ", h.box))
		}
		for _, text := range d.texts {
			list = append(list, strings.Trim(text.text, "0123456789"))
		}
	}
	return list
}

// unmoved holds a large picture to its keys: it is small, and one document more
// changes a number in it, and no place.
func unmoved(t *testing.T, before, after Picture) {
	t.Helper()
	verify(t, before)
	if n := len(before.SVG); n > 300_000 {
		t.Errorf("the picture has %d bytes", n)
	}
	if before.SVG == after.SVG {
		t.Error("one document more changed nothing")
	}
	if !slices.Equal(keys(t, before.SVG), keys(t, after.SVG)) {
		t.Error("one document more moved others")
	}
}
