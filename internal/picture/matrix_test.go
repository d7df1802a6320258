package picture

import (
	"fmt"
	"strings"
	"testing"
)

// ministries are n agencies of two sides, under two letters.
func ministries(n int) MatrixData {
	in := MatrixData{
		ID: "m", Labels: MatrixLabels{Agency: "Agency", Side: "Side", Letter: "Letters"},
		Pillars: []Pillar{{Number: 1, Roman: "I", Name: "Life", Href: "pillars/1"}, {Number: 2, Name: "Trade", Href: "pillars/2"}},
	}
	for i := range n {
		a := Agency{Name: fmt.Sprint("Ministry ", i), Href: fmt.Sprint("agencies/", i), Acronym: "M", Side: "Northland", Letter: Link{Text: "M", Href: "agencies#M"}}
		if i >= n/2 {
			a.Side = "Southland"
		}
		a.Counts = []Count{{}, {N: 2, Href: fmt.Sprintf("agencies/%d#2", i)}}
		in.Agencies = append(in.Agencies, a)
	}
	return in
}

func TestMatrix(t *testing.T) {
	p := Matrix(ministries(2))
	verify(t, p)
	expect(t, "lines", lines(t, p), []string{
		"Agency", "I", "2", "Northland", "Ministry 0 M", "2", "Southland", "Ministry 1 M", "2", "I", "Life", "2", "Trade",
	})
	expect(t, "names", names(t, p), []string{
		"I Life → pillars/1", "2 Trade → pillars/2",
		"Ministry 0 M → agencies/0", "Ministry 0, 2: 2 → agencies/0#2",
		"Ministry 1 M → agencies/1", "Ministry 1, 2: 2 → agencies/1#2",
		"I Life → pillars/1", "2 Trade → pillars/2",
	})
	expect(t, "table", append([]string{strings.Join(p.Head, " | ")}, texts(p)...), []string{
		"Agency | Side | Life | Trade", "Ministry 0 | Northland |  | 2", "Ministry 1 | Southland |  | 2",
	})
}

func TestLetters(t *testing.T) {
	p := Matrix(ministries(5000))
	expect(t, "lines", lines(t, p), []string{
		"Letters", "I", "2", "Northland", "M 2500", "5000", "Southland", "M 2500", "5000", "I", "Life", "2", "Trade",
	})
	expect(t, "table", texts(p), []string{"M | Northland |  | 5000", "M | Southland |  | 5000"})
	more := ministries(5000)
	more.Agencies = append(more.Agencies, more.Agencies[4999])
	unmoved(t, p, Matrix(more))
}

// TestBands draws columns for which there is no room below each other.
func TestBands(t *testing.T) {
	in := ministries(1)
	for i := range 40 {
		in.Pillars = append(in.Pillars, Pillar{Number: 3 + i, Name: "Further", Href: "pillars"})
	}
	p := Matrix(in)
	verify(t, p)
	heads := 0
	for _, line := range lines(t, p) {
		if line == "Agency" {
			heads++
		}
	}
	if heads != 4 {
		t.Errorf("42 columns are in %d bands, want 4 of at most 12", heads)
	}
}
