package picture

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// dice makes data that no record has, and each could.
type dice struct{ *rand.Rand }

func (d dice) text(most int) string {
	syllables := []string{"Ministry", "of", "and", "Trade", "Telecommunications", "MMWWMM", "외교부", "과학기술정보통신부", "양해각서",
		"iii", "R&D", `"x"`, "<b>", "a\u0301b\u0301", "—", "1975–2030", "\x01", "Donaudampfschifffahrtsgesellschaftskapitänsmütze", "漢字", "𝔘"}
	words := make([]string, 1+d.IntN(most))
	for i := range words {
		words[i] = syllables[d.IntN(len(syllables))]
	}
	return strings.Join(words, " ")
}

func (d dice) link(most int) Link {
	l := Link{Text: d.text(most), Href: fmt.Sprintf("x/%d?a=1&b=%q", d.IntN(1000), "<")}
	if d.IntN(3) == 0 {
		l.Lang = "en"
	}
	return l
}

func (d dice) links(most int) []Link {
	list := make([]Link, d.IntN(most+1))
	for i := range list {
		list[i] = d.link(8)
	}
	return list
}

func (d dice) day(spread int) Day {
	day := Day{Year: 1975 + d.IntN(2*spread+1) - spread}
	if d.IntN(2) == 0 {
		day.Month = 1 + d.IntN(12)
		if d.IntN(2) == 0 {
			day.Day = 1 + d.IntN(31)
		}
	}
	return day
}

func (d dice) timeline(most int) TimelineData {
	in := TimelineData{ID: "timeline", Title: d.text(4), Description: d.text(20)}
	in.Labels = TimelineLabels{Date: d.text(3), Event: d.text(6), Paragraphs: d.text(6), Year: d.text(2), Years: d.text(3), Dates: d.text(2)}
	spread := []int{0, 1, 5, 30, 300, 100000}[d.IntN(6)]
	for range 1 + d.IntN(most) {
		m := Mark{First: d.day(spread), Words: d.text(4), Href: "dates", Paragraphs: d.IntN(3) * d.IntN(10000)}
		m.Last = m.First
		switch d.IntN(5) {
		case 0:
			m.Interval, m.Last = true, d.day(spread)
		case 1:
			m.Interval, m.Last = true, Day{}
		case 2:
			m.Interval, m.First = true, Day{}
		}
		if d.IntN(2) == 0 {
			m.Event, m.EventLang = d.text(30), "en"
		}
		in.Marks = append(in.Marks, m)
	}
	for y := 1975 - spread; y <= 1975+spread; y += 1 + d.IntN(2+spread/100) {
		in.Years = append(in.Years, Year{Number: y, Text: year(y), Href: fmt.Sprint("dates/", y), Dates: 1 + d.IntN(1+d.IntN(100000))})
	}
	return in
}

func (d dice) pillars() []Pillar {
	list := make([]Pillar, d.IntN(15))
	for i := range list {
		list[i] = Pillar{Number: i + 1, Name: d.text(12), Href: fmt.Sprint("pillars/", i+1)}
		if d.IntN(2) == 0 {
			list[i].Roman = strings.Repeat("XVI", 1+d.IntN(4))
		}
	}
	return list
}

func (d dice) network(most int) NetworkData {
	in := NetworkData{ID: "network", Title: d.text(4), Description: d.text(20), Pillars: d.pillars(), Others: d.links(30)}
	in.Left, in.Right = Side{d.text(5), d.links(30)}, Side{d.text(5), d.links(30)}
	in.Labels = NetworkLabels{Instrument: d.text(2), Pillar: d.text(2), NoPillar: d.text(5), NoPillarShort: "–", Others: d.text(6), Unnamed: d.text(6), Apart: d.text(6), Kind: d.text(3)}
	left, right, others := d.links(8), d.links(8), d.links(4)
	some := func(of []Link) []Link {
		var list []Link
		for len(of) > 0 && d.IntN(3) > 0 {
			list = append(list, of[d.IntN(len(of))])
		}
		return list
	}
	for range d.IntN(most + 1) {
		in.Instruments = append(in.Instruments, Instrument{
			Link: d.link(25), Pillar: d.IntN(len(in.Pillars) + 1), Left: some(left), Right: some(right), Others: some(others),
			Kind: Link{Text: string(rune('A' + d.IntN(26))), Href: "mous"},
		})
	}
	return in
}

func (d dice) matrix(most int) MatrixData {
	in := MatrixData{ID: "matrix", Title: d.text(4), Description: d.text(20), Pillars: d.pillars()}
	in.Labels = MatrixLabels{Agency: d.text(4), Side: d.text(2), Letter: d.text(9)}
	for i := range d.IntN(most + 1) {
		a := Agency{Name: d.text(12), Href: "agencies", Side: strings.Repeat("Republic of ", 1+i%3), Letter: Link{Text: string(rune('A' + d.IntN(26))), Href: "letter"}}
		if d.IntN(2) == 0 {
			a.Acronym = d.text(2)
		}
		for range d.IntN(len(in.Pillars) + 1) {
			a.Counts = append(a.Counts, Count{d.IntN(3) * d.IntN(1+d.IntN(1000000)), "count"})
		}
		in.Agencies = append(in.Agencies, a)
	}
	return in
}

// TestRandom draws what chance makes of it. Whatever a record says: nothing lies
// on anything else or outside of the picture, every mark leads somewhere and has a
// name, and the same data gives the same bytes.
func TestRandom(t *testing.T) {
	for seed := range uint64(30) {
		d := dice{rand.New(rand.NewPCG(seed, 1))}
		most := 1 + d.IntN(100)
		timeline, network, matrix := d.timeline(most), d.network(most), d.matrix(most)
		for _, draw := range []func() Picture{
			func() Picture { return Timeline(timeline) },
			func() Picture { return Network(network) },
			func() Picture { return Matrix(matrix) },
		} {
			p := draw()
			if !reflect.DeepEqual(p, draw()) {
				t.Fatalf("seed %d: the same data gave two pictures", seed)
			}
			if p.SVG == "" && p.Rows == nil {
				continue
			}
			verify(t, p)
			if t.Failed() {
				t.Fatalf("seed %d: %s", seed, p.ID)
			}
		}
	}
}
