package record

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

func mustEDTF(t testing.TB, s string) EDTF {
	t.Helper()
	date, err := ParseEDTF(s)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return date
}

// Every form, with what is made of it.
var edtfForms = []struct {
	edtf, canonical string // canonical is "" where it is edtf
	first, last     int
	english         string
	datetime        string
}{
	{"2023", "", 2023, 2023, "2023", "2023"},
	{"0001", "", 1, 1, "1", "0001"},
	{"9999", "", 9999, 9999, "9999", "9999"},
	{"2024-05", "", 2024, 2024, "May 2024", "2024-05"},
	{"2025-11-02", "", 2025, 2025, "2 November 2025", "2025-11-02"},
	{"2024-02-29", "", 2024, 2024, "29 February 2024", "2024-02-29"},
	{"2000-02-29", "", 2000, 2000, "29 February 2000", "2000-02-29"},
	{"2026/2030", "", 2026, 2030, "2026 to 2030", ""},
	{"2024-05/2024-10", "", 2024, 2024, "May to October 2024", ""},
	{"2024-05/2025-10", "", 2024, 2025, "May 2024 to October 2025", ""},
	{"2025-11-01/2025-11-02", "", 2025, 2025, "1 to 2 November 2025", ""},
	{"2025-11-30/2025-12-02", "", 2025, 2025, "30 November to 2 December 2025", ""},
	{"2025-11-30/2026-12-02", "", 2025, 2026, "30 November 2025 to 2 December 2026", ""},
	{"2024-05/2024-10-05", "", 2024, 2024, "May 2024 to 5 October 2024", ""},
	{"2024/2024-10-05", "", 2024, 2024, "2024 to 5 October 2024", ""},
	{"2024-10-05/2024", "", 2024, 2024, "5 October 2024 to 2024", ""},
	{"2024-05/..", "", 2024, 2024, "from May 2024", ""},
	{"2025-11-02/..", "", 2025, 2025, "from 2 November 2025", ""},
	{"../2030", "", 2030, 2030, "until 2030", ""},
	{"2024/2024", "2024", 2024, 2024, "2024", "2024"},
}

func TestEDTFForms(t *testing.T) {
	for _, f := range edtfForms {
		date := mustEDTF(t, f.edtf)
		if got, want := date.String(), cmp.Or(f.canonical, f.edtf); got != want {
			t.Errorf("%s: String %q, want %q", f.edtf, got, want)
		}
		if first, last := date.Years(); first != f.first || last != f.last {
			t.Errorf("%s: Years %d, %d, want %d, %d", f.edtf, first, last, f.first, f.last)
		}
		if got := date.English(); got != f.english {
			t.Errorf("%s: English %q, want %q", f.edtf, got, f.english)
		}
		if got := date.Datetime(); got != f.datetime {
			t.Errorf("%s: Datetime %q, want %q", f.edtf, got, f.datetime)
		}
		if date.IsZero() || date.IsInterval() != (f.datetime == "") {
			t.Errorf("%s: IsZero %v, IsInterval %v", f.edtf, date.IsZero(), date.IsInterval())
		}
	}
}

func TestEDTFErrors(t *testing.T) {
	const form = "not a date in EDTF form (YYYY, YYYY-MM, YYYY-MM-DD or an interval of two)"
	for _, c := range []struct{ edtf, want string }{
		{"", form},
		{"2 November 2025", form},
		{"25", form},
		{"20255", form},
		{"2025-1", form},
		{"2025-1-2", form},
		{"2025/11/02", form},
		{"2025.11.02", form},
		{"2025-11-02T10:00", form},
		{"2025-11-02 ", form},
		{"２０２５", form},
		{"2025~", form},
		{"-2025", form},
		{"0000", "years run from 0001 to 9999"},
		{"2025-13", "month 13 does not exist"},
		{"2025-00", "month 0 does not exist"},
		{"2025-00-01", "month 0 does not exist"},
		{"2025-11-00", "day 0 does not exist"},
		{"2025-11-31", "November 2025 has 30 days"},
		{"2023-02-29", "February 2023 has 28 days"},
		{"1900-02-29", "February 1900 has 28 days"},
		{"2025-12-32", "December 2025 has 31 days"},
		{"2030/2026", "the interval ends before it begins"},
		{"2025-11-02/2025-11-01", "the interval ends before it begins"},
		{"2025-11-02/2025-10", "the interval ends before it begins"},
		{"../..", "an interval needs at least one end"},
		{"2025/", `an open end of an interval is written ".."`},
		{"/2025", `an open end of an interval is written ".."`},
		{"2025/2026/2027", form},
		{"2025-11/2025-13", "month 13 does not exist"},
	} {
		date, err := ParseEDTF(c.edtf)
		if err == nil || err.Error() != c.want || !date.IsZero() {
			t.Errorf("ParseEDTF(%q) = %v, %v, want the error %q", c.edtf, date, err, c.want)
		}
	}
}

func TestNewEDTF(t *testing.T) {
	for _, c := range []struct {
		year, month, day int
		want             string
	}{
		{2025, 0, 0, "2025"},
		{2025, 11, 0, "2025-11"},
		{2025, 11, 2, "2025-11-02"},
		{0, 0, 0, "years run from 0001 to 9999"},
		{10000, 0, 0, "years run from 0001 to 9999"},
		{2025, 13, 1, "month 13 does not exist"},
		{2025, -1, 0, "month -1 does not exist"},
		{2025, 0, 5, "day 5 does not exist"},
		{2025, 1, -5, "day -5 does not exist"},
		{2025, 2, 1 << 20, "February 2025 has 28 days"},
	} {
		date, err := NewEDTF(c.year, c.month, c.day)
		got := date.String()
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("NewEDTF(%d, %d, %d): %s, want %s", c.year, c.month, c.day, got, c.want)
		}
	}
}

func TestSpan(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"2026", "2030", "2026/2030"},
		{"2025-11-01", "2025-11-02", "2025-11-01/2025-11-02"},
		{"2025", "2025", "2025"},
		{"2024-05", "", "2024-05/.."},
		{"", "2030", "../2030"},
		{"", "", "an interval needs at least one end"},
		{"2030", "2026", "the interval ends before it begins"},
		{"2024/2025", "2026", "the end of an interval cannot be an interval"},
	} {
		var a, b EDTF
		if c.a != "" {
			a = mustEDTF(t, c.a)
		}
		if c.b != "" {
			b = mustEDTF(t, c.b)
		}
		date, err := Span(a, b)
		got := date.String()
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("Span(%s, %s): %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

func TestEDTFDay(t *testing.T) {
	if y, m, d, ok := mustEDTF(t, "2025-11-02").Day(); y != 2025 || m != 11 || d != 2 || !ok {
		t.Error(y, m, d, ok)
	}
	for _, s := range []string{"2025", "2025-11", "2025-11-01/2025-11-02", "../2025-11-02"} {
		if y, m, d, ok := mustEDTF(t, s).Day(); y != 0 || m != 0 || d != 0 || ok {
			t.Error(s, y, m, d, ok)
		}
	}
}

func TestEDTFZero(t *testing.T) {
	var none EDTF
	first, last := none.Years()
	if !none.IsZero() || none.IsInterval() || none.String() != "" || none.English() != "" ||
		none.Datetime() != "" || first != 0 || last != 0 {
		t.Error("the zero value is not nothing")
	}
}

// In order: a coarser date before the finer ones in it, then by the end.
var edtfOrder = []string{
	"../2024-12-31", "../2025", "../2030",
	"1999-12-31",
	"2024/2024-05", "2024", "2024/2025", "2024/2030", "2024/..",
	"2024-01", "2024-01-01", "2024-01-01/2024-01-02", "2024-01-02",
	"2024-05", "2024-05/2024-05-31", "2024-05/2024-06", "2024-05/..", "2024-05-01",
	"2025",
}

func TestEDTFCompare(t *testing.T) {
	dates := []EDTF{{}}
	for _, s := range edtfOrder {
		dates = append(dates, mustEDTF(t, s))
	}
	for i, a := range dates {
		for j, b := range dates {
			if got, want := a.Compare(b), cmp.Compare(i, j); got != want {
				t.Errorf("%q.Compare(%q) = %d, want %d", a, b, got, want)
			}
		}
	}
}

// TestEDTFDaysOfTheCalendar compares with the calendar of package time.
func TestEDTFDaysOfTheCalendar(t *testing.T) {
	for day := time.Date(1895, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2105; day = day.AddDate(0, 0, 1) {
		want := day.Format(time.DateOnly)
		date, err := NewEDTF(day.Year(), int(day.Month()), day.Day())
		if err != nil || date.String() != want || date.English() != day.Format("2 January 2006") {
			t.Fatalf("%s: %v, %q, %v", want, date, date.English(), err)
		}
	}
	for _, year := range []int{1899, 1900, 2000, 2023, 2024} {
		for month := 1; month <= 12; month++ {
			last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
			if _, err := NewEDTF(year, month, last+1); err == nil {
				t.Errorf("%d-%d has a day %d", year, month, last+1)
			}
		}
	}
}

// randomEDTF is a date of any form.
func randomEDTF(r *rand.Rand) EDTF {
	for {
		one := func() EDTF {
			date, _ := NewEDTF(2020+r.IntN(4), r.IntN(3), r.IntN(3))
			return date
		}
		date := one()
		if r.IntN(2) == 0 {
			date, _ = Span(date, one())
		}
		if !date.IsZero() {
			return date
		}
	}
}

// TestEDTFProperties checks on random dates that the text form is one to one
// and that the order is total.
func TestEDTFProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		a, b, c := randomEDTF(r), randomEDTF(r), randomEDTF(r)
		if again := mustEDTF(t, a.String()); again != a {
			t.Fatalf("%v reads as %v", a, again)
		}
		if (a == b) != (a.String() == b.String()) || (a == b) != (a.Compare(b) == 0) {
			t.Fatalf("%v and %v: equality, text and order disagree", a, b)
		}
		if a.Compare(b) != -b.Compare(a) {
			t.Fatalf("%v and %v: the order is not antisymmetric", a, b)
		}
		three := []EDTF{a, b, c}
		slices.SortFunc(three, EDTF.Compare)
		if three[0].Compare(three[2]) > 0 {
			t.Fatalf("%v: the order is not transitive", three)
		}
		if first, last := a.Years(); first > last || first < 2020 || last > 2023 {
			t.Fatalf("%v: years %d to %d", a, first, last)
		}
	}
}

func FuzzEDTF(f *testing.F) {
	for _, form := range edtfForms {
		f.Add(form.edtf)
	}
	for _, s := range []string{"", "/", "../..", "2025-13", "2025-02-30", "2025-11-02/2025", "2030/2026", "20é5", "\x00\x00\x00\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		date, err := ParseEDTF(s)
		if err != nil {
			if !date.IsZero() || err.Error() == "" {
				t.Fatalf("%q: %v with the error %q", s, date, err)
			}
			return
		}
		again, err := ParseEDTF(date.String())
		if err != nil || again != date || again.String() != date.String() || date.IsZero() {
			t.Fatalf("%q: %v reads as %v, %v", s, date, again, err)
		}
		if !strings.Contains(s, "/") && date.String() != s {
			t.Fatalf("%q is written as %v", s, date)
		}
		if first, last := date.Years(); first < 1 || last < first || last > 9999 {
			t.Fatalf("%q: years %d to %d", s, first, last)
		}
		if date.English() == "" || (date.Datetime() == "") != date.IsInterval() || date.Compare(date) != 0 {
			t.Fatalf("%q: %q, %q", s, date.English(), date.Datetime())
		}
	})
}

func BenchmarkParseEDTF(b *testing.B) {
	for _, s := range []string{"2023", "2025-11-02", "2025-11-01/2025-11-02"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseEDTF(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestPartsAndEnds(t *testing.T) {
	for _, c := range []struct {
		edtf             string
		year, month, day int
		from, to         string
	}{
		{"2023", 2023, 0, 0, "2023", "2023"},
		{"2024-05", 2024, 5, 0, "2024-05", "2024-05"},
		{"2025-11-02", 2025, 11, 2, "2025-11-02", "2025-11-02"},
		{"2025-11-01/2026", 0, 0, 0, "2025-11-01", "2026"},
		{"2024-05/..", 0, 0, 0, "2024-05", ""},
		{"../2030-12-31", 0, 0, 0, "", "2030-12-31"},
	} {
		d, err := ParseEDTF(c.edtf)
		if err != nil {
			t.Fatal(err)
		}
		if year, month, day := d.Parts(); year != c.year || month != c.month || day != c.day {
			t.Errorf("%s has the parts %d, %d, %d", c.edtf, year, month, day)
		}
		from, to := d.Ends()
		if from.String() != c.from || to.String() != c.to {
			t.Errorf("%s lies between %q and %q", c.edtf, from, to)
		}
		if again, err := Span(from, to); err != nil || again != d {
			t.Errorf("%s: its ends span %s: %v", c.edtf, again, err)
		}
	}
	if from, to := (EDTF{}).Ends(); !from.IsZero() || !to.IsZero() {
		t.Error("no date has ends")
	}
}
