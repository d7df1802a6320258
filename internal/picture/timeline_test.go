package picture

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestTimeline(t *testing.T) {
	p := Timeline(TimelineData{
		ID: "t", Labels: TimelineLabels{Date: "Date", Event: "Event", Paragraphs: "Paragraphs"},
		Marks: []Mark{
			{First: Day{2026, 0, 0}, Last: Day{2030, 0, 0}, Interval: true, Words: "2026 to 2030", Href: "d/2026", Event: "plan", EventLang: "en"},
			{First: Day{2024, 5, 0}, Words: "May 2024", Href: "d/2024#05"},
			{First: Day{2024, 0, 0}, Words: "2024", Href: "d/2024", Paragraphs: 2},
			{First: Day{1975, 0, 0}, Words: "1975", Href: "d/1975", Paragraphs: 11},
		},
	})
	verify(t, p)
	expect(t, "names", names(t, p), []string{
		"1975 → d/1975", "2024 → d/2024", "May 2024 → d/2024#05", "2026 to 2030 plan → d/2026",
	})
	expect(t, "table", append([]string{strings.Join(p.Head, " | ")}, texts(p)...), []string{
		"Date | Event | Paragraphs", "1975 |  | 11", "2024 |  | 2", "May 2024", "2026 to 2030 | plan",
	})
	if !strings.Contains(string(p.SVG), ` lang="en"`) {
		t.Error("the language of what happened is not told")
	}
}

// TestOneScale looks at where dates stand: in proportion to time, and intervals
// as long as they last, closed at the ends that are stated.
func TestOneScale(t *testing.T) {
	marks := []Mark{
		{First: Day{Year: 2000}},
		{First: Day{2050, 7, 1}},
		{First: Day{Year: 2020}, Last: Day{Year: 2039}, Interval: true},
		{First: Day{Year: 2080}, Interval: true},
		{Last: Day{Year: 2019}, Interval: true},
		{First: Day{Year: 2099}},
	}
	lane := newLane(marks, 100, 1000)
	for i, want := range []string{
		`<circle class="dot" cx="105" cy="10" r="4"/>`,
		`<circle class="dot" cx="605" cy="10" r="4"/>`,
		`<path class="bar" d="M300 10L500 10M301 5L301 15M499 5L499 15"/>`,
		`<path class="bar" d="M900 10L1100 10M901 5L901 15"/>`,
		`<path class="bar" d="M100 10L300 10M299 5L299 15"/>`,
		`<circle class="dot" cx="1095" cy="10" r="4"/>`,
	} {
		s := &sheet{arrangement: arrangements()[0]}
		m := marks[i]
		if !m.Interval && m.First.Month == 0 {
			// A year of ten units would be a bar: this one is a day.
			m.First = Day{m.First.Year, 7, 1}
		}
		timetable{lane: lane}.drawTime(s, m, 10)
		if got := regexp.MustCompile(`<(circle|path class="bar").*`).FindString(s.b.String()); got != want {
			t.Errorf("mark %d: %s, want %s", i, got, want)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, test := range []struct {
		first, last int
		want        []int
	}{
		{1975, 2030, []int{1980, 1990, 2000, 2010, 2020}},
		{2024, 2024, nil},
		{2024, 2026, []int{2025, 2026}},
		{-300, 2030, []int{0, 500, 1000, 1500}},
		{1, 1_000_000_000, []int{500_000_000}},
	} {
		l := newLane([]Mark{{First: Day{Year: test.first}, Last: Day{Year: test.last}}}, 0, 210)
		if got := l.ticks(face{size: 12.6}); !slices.Equal(got, test.want) {
			t.Errorf("%d to %d: %v, want %v", test.first, test.last, got, test.want)
		}
	}
}

// century is dates of every year, more than can be drawn.
func century(from, to int) TimelineData {
	in := TimelineData{ID: "t", Labels: TimelineLabels{Years: "Years", Year: "Year", Dates: "Dates"}}
	for y := from; y <= to; y++ {
		in.Years = append(in.Years, Year{Number: y, Text: fmt.Sprint(y), Href: fmt.Sprint("dates/", y), Dates: 5})
		in.Marks = append(in.Marks, Mark{First: Day{Year: y}, Words: fmt.Sprint(y), Href: fmt.Sprint("dates/", y)})
	}
	return in
}

func TestYears(t *testing.T) {
	in := century(1966, 2030)
	p := Timeline(in)
	expect(t, "lines", lines(t, p)[:17], append(strings.Fields("Years 0 1 2 3 4 5 6 7 8 9 1960 5 5 5 5"), "1970"))
	expect(t, "names", names(t, p)[:2], []string{"1966: 5 → dates/1966", "1967: 5 → dates/1967"})
	expect(t, "table", texts(p)[:2], []string{"1966 | 5", "1967 | 5"})
	more := century(1966, 2030)
	more.Years[7].Dates++
	unmoved(t, p, Timeline(more))

	in.Years = nil
	if got := len(Timeline(in).Rows); got != 65 {
		t.Errorf("dates whose years have no pages: %d rows, want each date", got)
	}
}

func TestCenturies(t *testing.T) {
	p := Timeline(century(-3, 500))
	verify(t, p)
	got := lines(t, p)
	expect(t, "lines", got[:14], append(strings.Fields("Years 00 10 20 30 40 50 60 70 80 90"), "−100", "15", "0"))
	expect(t, "names", names(t, p)[:2], []string{"−10–−1: 15 → dates/-3", "0–9: 50 → dates/0"})
	if len(p.Rows) != 504 {
		t.Errorf("%d rows in the table, want one for each year", len(p.Rows))
	}
}

func TestFloor(t *testing.T) {
	for _, test := range [][3]int{{1975, 10, 1970}, {1970, 10, 1970}, {-1, 10, -10}, {-10, 10, -10}, {0, 100, 0}, {7, 1, 7}} {
		if got := floor(test[0], test[1]); got != test[2] {
			t.Errorf("floor(%d, %d) is %d, want %d", test[0], test[1], got, test[2])
		}
	}
}
