package picture

import (
	"fmt"
	"strings"
	"testing"
)

func body(name string) Link { return Link{Text: name, Href: "agencies/" + name} }

func instrument(pillar int, title string, left, right, others []Link) Instrument {
	return Instrument{Link: Link{Text: title, Href: "mous/" + title}, Pillar: pillar, Left: left, Right: right, Others: others, Kind: Link{Text: "MOU", Href: "mous"}}
}

// small is a record of two pillars. Health takes part in two instruments that do
// not follow each other in the record.
func small() NetworkData {
	north, south := []Link{body("Health")}, []Link{body("Medicine")}
	return NetworkData{
		ID: "n", Left: Side{"Northland", []Link{body("Health"), body("Rail"), body("Ports")}}, Right: Side{"Southland", []Link{body("Medicine"), body("Roads")}},
		Others:  []Link{body("League"), body("Union")},
		Pillars: []Pillar{{Number: 1, Roman: "I", Name: "Life", Href: "pillars/1"}, {Number: 2, Roman: "II", Name: "Trade", Href: "pillars/2"}, {Number: 3, Roman: "III", Name: "Rest", Href: "pillars/3"}},
		Instruments: []Instrument{
			instrument(1, "A", north, south, nil),
			instrument(1, "B", []Link{body("Rail")}, []Link{body("Roads")}, []Link{body("League")}),
			instrument(1, "C", []Link{{Text: "Department of Health", Href: north[0].Href}}, south, nil),
			instrument(2, "D", nil, nil, nil),
			instrument(9, "E", nil, south, nil),
		},
		Labels: NetworkLabels{Instrument: "Instrument", Pillar: "Pillar", NoPillar: "No pillar", NoPillarShort: "–", Others: "Others", Unnamed: "Not named", Apart: "In none", Kind: "Form"},
	}
}

func TestNetwork(t *testing.T) {
	p := Network(small())
	verify(t, p)
	expect(t, "lines", lines(t, p), []string{
		"I", "Life", "Northland", "Southland", "Health", "A", "Medicine", "C", "Rail", "B", "League", "Roads",
		"II", "Trade", "Not named", "D",
		"No pillar", "Northland", "Southland", "E", "Medicine",
		"In none", "Northland", "Southland", "Ports", "Others", "Union",
	})
	expect(t, "table", append([]string{strings.Join(p.Head, " | ")}, texts(p)...), []string{
		"Instrument | Pillar | Northland | Southland | Others",
		"A | I Life | Health | Medicine",
		"C | I Life | Department of Health | Medicine",
		"B | I Life | Rail | Roads | League",
		"D | II Trade",
		"E | No pillar |  | Medicine",
		"In none |  | Ports |  | Union",
	})
}

// TestTies follows the lines: from a body to the instruments it takes part in,
// and none that crosses another.
func TestTies(t *testing.T) {
	s := &sheet{arrangement: arrangements()[0]}
	d := diagram{sheet: s}
	d.drawBonds(small().Instruments[:1])
	for _, want := range []string{
		`<path class="tie" d="M194 19.5L220 19.5"/>`,
		`<path class="tie" d="M446 19.5L420 19.5"/>`,
	} {
		if !strings.Contains(s.b.String(), want) {
			t.Errorf("no %s in\n%s", want, s.b.String())
		}
	}
	s.b.Reset()
	s.y = 0
	d.drawBonds(chained(small().Instruments[:3])[:2])
	if want := `<path class="tie" d="M204 19.5L220 19.5M204 58.4L220 58.4M194 38.9L204 38.9M204 19.5L204 58.4"/>`; !strings.Contains(s.b.String(), want) {
		t.Errorf("no %s in\n%s", want, s.b.String())
	}
}

func many(n int) NetworkData {
	in := small()
	in.Kinds = []Link{{Text: "agreement", Href: "mous#agreement"}, {Text: "MOU", Href: "mous"}}
	for i := range n {
		in.Instruments = append(in.Instruments, instrument(1+i%2, fmt.Sprint("M", i), []Link{body("Health")}, nil, nil))
	}
	return in
}

func TestKinds(t *testing.T) {
	p := Network(many(10_000))
	unmoved(t, p, Network(many(10_001)))
	expect(t, "names", names(t, p), []string{
		"I Life → pillars/1", "II Trade → pillars/2", "III Rest → pillars/3",
		"agreement → mous#agreement", "MOU → mous", "MOU, I: 5003 → pillars/1", "MOU, II: 5001 → pillars/2", "MOU, –: 1 → mous",
		"I Life → pillars/1", "II Trade → pillars/2", "III Rest → pillars/3",
	})
	expect(t, "table", append([]string{strings.Join(p.Head, " | ")}, texts(p)...), []string{
		"Form | Life | Trade | Rest | No pillar", "agreement", "MOU | 5003 | 5001 |  | 1",
	})
	in := small()
	for i := range mostNames {
		in.Instruments[0].Left = append(in.Instruments[0].Left, body(fmt.Sprint(i)))
	}
	if got := Network(in).Head[0]; got != "Form" {
		t.Errorf("an instrument of hundreds of bodies is drawn with all of them")
	}
}
