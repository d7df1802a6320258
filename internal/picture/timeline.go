package picture

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// MostMarks is how many dates are drawn one by one. More are folded to their
// years, and need not be given: one more is enough.
const MostMarks = 60

// TimelineData is the dates of a record.
type TimelineData struct {
	ID, Title, Description string
	Marks                  []Mark
	Years                  []Year // what many marks fold to; none, and nothing folds
	Labels                 TimelineLabels
}

// TimelineLabels are the heads of columns.
type TimelineLabels struct {
	Date, Event, Paragraphs string
	Year, Years, Dates      string // where dates are folded to years: "Year", "Years", "Dates"
}

// Mark is one date: a day, a month, a year, or an interval of them.
type Mark struct {
	First, Last Day // the same for a single date; the zero Day at the open end of an interval
	Interval    bool
	Words       string // as the page writes the date
	Lang, Href  string
	Event       string // what happened; may be ""
	EventLang   string
	Paragraphs  int // that name it
}

// Day is a date. Month is 0 where only the year is stated, Day where only the
// month is.
type Day struct{ Year, Month, Day int }

// Year is a year that has a page.
type Year struct {
	Number     int
	Text, Href string
	Dates      int // in the record
}

// Timeline draws each date on a line of its own, at its place on one scale of
// time. Of more than 60 dates it shows how many each year has, by decades, and of
// many decades how many those have, by centuries.
func Timeline(in TimelineData) Picture {
	p := Picture{ID: in.ID, Title: in.Title, Description: in.Description}
	switch {
	case len(in.Marks) > MostMarks && len(in.Years) > 0:
		return years(p, in)
	case len(in.Marks) == 0:
		return p
	}
	marks := slices.SortedStableFunc(slices.Values(in.Marks), Mark.compare)
	p.Head = []string{in.Labels.Date, in.Labels.Event, in.Labels.Paragraphs}
	for _, m := range marks {
		p.Rows = append(p.Rows, []Cell{
			linked(Link{Text: m.Words, Href: m.Href, Lang: m.Lang}), linked(Link{Text: m.Event, Lang: m.EventLang}), counted(m.Paragraphs),
		})
	}
	return p.drawn(func(s *sheet) { drawTimeline(s, marks, in.Labels) })
}

func (m Mark) compare(other Mark) int {
	return cmp.Or(
		cmp.Compare(m.First.Year, other.First.Year), cmp.Compare(m.First.Month, other.First.Month), cmp.Compare(m.First.Day, other.First.Day),
		cmp.Compare(m.Last.Year, other.Last.Year), cmp.Compare(m.Last.Month, other.Last.Month), cmp.Compare(m.Last.Day, other.Last.Day),
		cmp.Compare(m.Words, other.Words), cmp.Compare(m.Href, other.Href))
}

// begins is when a date begins, in years.
func (d Day) begins() float64 {
	return float64(d.Year) + float64(max(d.Month, 1)-1)/12 + float64(max(d.Day, 1)-1)/372
}

// ends is when a date is over, in years.
func (d Day) ends() float64 {
	switch {
	case d.Month == 0:
		return float64(d.Year + 1)
	case d.Day == 0:
		return float64(d.Year) + float64(d.Month)/12
	}
	return d.begins() + 1.0/372
}

// lane is the part of a line of the timeline in which time runs.
type lane struct {
	x, width    float64
	first, last int // years; last is the one after the last that is shown
}

func newLane(marks []Mark, x, width float64) lane {
	l := lane{x: x, width: width, first: math.MaxInt, last: math.MinInt}
	for _, m := range marks {
		for _, d := range []Day{m.First, m.Last} {
			if d != (Day{}) {
				l.first, l.last = min(l.first, d.Year), max(l.last, d.Year+1)
			}
		}
	}
	if l.first > l.last {
		l.first, l.last = 0, 1 // no date has a year
	}
	return l
}

func (l lane) at(year float64) float64 {
	return l.x + l.width*(year-float64(l.first))/float64(l.last-l.first)
}

// ticks are the years that are marked: multiples of the smallest round step at
// which their figures stand clear of each other, but those at the ends.
func (l lane) ticks(f face) []int {
	apart := l.figure(f) + 6
	step := 1
	for i := 0; l.at(float64(l.first+step))-l.x < apart && step < l.last-l.first; i++ {
		step = [3]int{1, 2, 5}[i%3] * int(math.Pow10(i/3))
	}
	var list []int
	for y := floor(l.first, step) + step; y < l.last; y += step {
		if x := l.at(float64(y)); x-l.x >= 8 && l.x+l.width-x >= 8 {
			list = append(list, y)
		}
	}
	return list
}

// figure is the width of the figures of a year.
func (l lane) figure(f face) float64 { return max(f.width(year(l.first)), f.width(year(l.last))) }

// year writes a year with a real minus sign.
func year(n int) string { return strings.Replace(strconv.Itoa(n), "-", "−", 1) }

// timetable is the columns of a timeline: date, lane, what happened, number of
// paragraphs. In a slim one what happened stands below the rest.
type timetable struct {
	lane                lane
	date, event, eventX float64 // widths, and where what happened begins
	ticks               []int
}

func drawTimeline(s *sheet, marks []Mark, labels TimelineLabels) {
	t := timetable{lane: newLane(marks, 140, 208), date: 128, eventX: 364, event: 236}
	if s.narrow {
		t = timetable{lane: newLane(marks, 138, 152), date: 124, event: s.width}
	}
	t.ticks = t.lane.ticks(s.small())
	t.drawHead(s, labels)
	for _, m := range marks {
		t.drawMark(s, m)
		s.cut()
	}
}

func (t timetable) drawHead(s *sheet, labels TimelineLabels) {
	small := style{face: s.small(), class: "quiet"}
	ending := small
	ending.align = until
	below := 0.0
	s.text(0, 0, small, s.small().wrap(labels.Date, t.date, 1))
	s.text(s.width, 0, ending, s.small().wrap(labels.Paragraphs, s.either(86, 180), 1))
	if s.narrow {
		below = s.small().leading() + 2 // the scale has a line of its own
	} else {
		s.text(t.eventX, 0, small, s.small().wrap(labels.Event, s.width-t.eventX-96, 1))
	}
	middle := small
	middle.align = around
	s.text(t.lane.x, below, small, []string{year(t.lane.first)})
	if t.lane.last-t.lane.first > 1 {
		s.text(t.lane.x+t.lane.width, below, ending, []string{year(t.lane.last - 1)})
	}
	clear := 1.5*t.lane.figure(s.small()) + 5 // of the figures at the ends
	for _, y := range t.ticks {
		if x := t.lane.at(float64(y)); x-t.lane.x >= clear && t.lane.x+t.lane.width-x >= clear {
			s.text(x, below, middle, []string{year(y)})
		}
	}
	s.y = below + s.small().leading() + 4
	s.rule("begin", s.y)
}

// drawMark draws one date. All of its line can be pressed.
func (t timetable) drawMark(s *sheet, m Mark) {
	date := s.bold().wrap(m.Words, t.date, 3)
	event := s.plain().wrap(m.Event, t.event, int(s.either(3, 4)))
	top := s.y + 6
	first := max(float64(len(date)), 1) * s.bold().leading() // of the lane
	eventY, height := top, max(first, float64(len(event))*s.plain().leading())
	if s.narrow {
		eventY, height = top+first, first+float64(len(event))*s.plain().leading()
	}
	area := box{0, s.y, s.width, max(height+12, touch)}
	laneBox := box{t.lane.x, area.y, t.lane.width, area.h}
	if s.narrow && event != nil {
		laneBox.h = first + 6
	}
	t.drawGround(s, laneBox)
	label := ""
	if whole(m.Words, date)+whole(m.Event, event) != "" {
		label = m.Words + " " + m.Event
	}
	s.link(Link{Text: m.Words, Href: m.Href, Lang: m.Lang}, label, area, func() {
		s.text(0, top, style{face: s.bold()}, date)
		t.drawTime(s, m, top+s.bold().leading()/2)
		s.text(t.eventX, eventY, style{face: s.plain(), lang: m.EventLang}, event)
	})
	if m.Paragraphs > 0 {
		s.text(s.width, top, style{face: s.plain(), class: "quiet count", align: until}, []string{strconv.Itoa(m.Paragraphs)})
	}
	s.y += area.h
	s.rule("row", s.y)
}

// drawGround draws the scale behind a date.
func (t timetable) drawGround(s *sheet, area box) {
	var points []float64
	for _, y := range append([]int{t.lane.first, t.lane.last}, t.ticks...) {
		x := t.lane.at(float64(y))
		points = append(points, x, area.y, x, area.y+area.h, math.NaN(), 0)
	}
	s.path("scale", points...)
}

// drawTime draws a date as a dot, and a time that is long enough to be seen as
// one as a bar: closed at an end that is stated, and without an end where the
// interval is open.
func (t timetable) drawTime(s *sheet, m Mark, y float64) {
	begin, end := t.lane.x, t.lane.x+t.lane.width
	last := m.Last
	if !m.Interval {
		last = m.First
	}
	if m.First != (Day{}) {
		begin = max(t.lane.at(m.First.begins()), t.lane.x)
	}
	if last != (Day{}) {
		end = max(t.lane.at(last.ends()), begin)
	}
	s.path("thread", t.lane.x, y, begin, y)
	if end-begin < 9 {
		x := min(max((begin+end)/2, t.lane.x+4), t.lane.x+t.lane.width-4)
		s.dot("dot", x, y, 4)
		return
	}
	bar := []float64{begin, y, end, y}
	if m.First != (Day{}) {
		bar = append(bar, math.NaN(), 0, begin+1, y-5, begin+1, y+5)
	}
	if last != (Day{}) {
		bar = append(bar, math.NaN(), 0, end-1, y-5, end-1, y+5)
	}
	s.path("bar", bar...)
}
