package language

import (
	"bufio"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"concord/internal/record"
)

// korean is the language with the catalogue that the built-in theme has.
func korean(t testing.TB) *Language {
	t.Helper()
	content, err := os.ReadFile("../../templates/languages/ko.yaml")
	if err != nil {
		t.Fatal(err)
	}
	l, diags := New("ko", Source{File: "templates/languages/ko.yaml", Content: content, BuiltIn: true})
	if len(diags) > 0 {
		t.Fatalf("%+v", diags)
	}
	return l
}

func TestDates(t *testing.T) {
	file, err := os.Open("testdata/dates.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	en, ko := English(), korean(t)
	title := regexp.MustCompile(`^(\d+)\. (.+)$`)
	cases, dates, name := 0, 0, ""
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		if m := title.FindStringSubmatch(line); m != nil {
			if cases++; m[1] != strconv.Itoa(cases) {
				t.Fatalf("case %s is number %d", m[1], cases)
			}
			name = line
		}
		columns := strings.Split(line, " | ")
		if !strings.HasPrefix(line, "    ") || len(columns) != 3 {
			continue
		}
		dates++
		d, err := record.ParseEDTF(strings.TrimSpace(columns[0]))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := en.Date(d); got != columns[1] {
			t.Errorf("%s: English %q, not %q", name, got, columns[1])
		}
		if got := ko.Date(d); got != columns[2] {
			t.Errorf("%s: Korean %q, not %q", name, got, columns[2])
		}
	}
	if cases != 13 || dates != 29 {
		t.Errorf("read %d cases with %d dates", cases, dates)
	}
}

func TestNoDate(t *testing.T) {
	for _, l := range []*Language{English(), korean(t)} {
		if got := l.Date(record.EDTF{}); got != "" {
			t.Errorf("%s: no date is %q", l.Tag(), got)
		}
	}
}

// englishPatterns are a catalogue that writes dates as English does.
func englishPatterns() []byte {
	var b strings.Builder
	b.WriteString("dates:\n")
	for _, n := range datePatternNames {
		b.WriteString("  " + n.name + ": " + strconv.Quote(n.english) + "\n")
	}
	return []byte(b.String() + "  months: [January, February, March, April, May, June, July, August, September, October, November, December]\n")
}

// TestPatternsSayAllOfEnglish: a language needs nothing but patterns to write
// every date as well as the program's own English.
func TestPatternsSayAllOfEnglish(t *testing.T) {
	l, diags := New("en-GB", Source{File: "en-GB.yaml", Content: englishPatterns()})
	if len(diags) > 0 {
		t.Fatalf("%+v", diags)
	}
	random := rand.New(rand.NewPCG(1, 2))
	date := func() record.EDTF {
		year, month, day := 2023+random.IntN(2), random.IntN(13), random.IntN(29)
		if month == 0 {
			day = 0
		}
		d, err := record.NewEDTF(year, month, day)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	intervals := 0
	for range 20_000 {
		d := date()
		switch random.IntN(4) {
		case 0:
			d, _ = record.Span(d, record.EDTF{})
		case 1:
			d, _ = record.Span(record.EDTF{}, d)
		case 2:
			if span, err := record.Span(d, date()); err == nil {
				d = span
			}
		}
		if d.IsInterval() {
			intervals++
		}
		if got, want := l.Date(d), d.English(); got != want {
			t.Fatalf("%s: %q, not %q", d, got, want)
		}
	}
	if intervals < 5_000 {
		t.Errorf("only %d intervals", intervals)
	}
}

// TestDatesWithoutPatterns: with a pattern missing all dates are English, and no
// date is of two languages.
func TestDatesWithoutPatterns(t *testing.T) {
	l, diags := New("fr", Source{File: "fr.yaml", Content: []byte("dates: {span: \"de {from} à {to}\", year: \"l’an {year}\"}")})
	if len(diags) > 0 {
		t.Fatalf("%+v", diags)
	}
	for _, edtf := range []string{"2024", "2024-05", "2024/..", "../2024", "2024/2025", "2024-05/2025-06"} {
		d, err := record.ParseEDTF(edtf)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Date(d); got != d.English() {
			t.Errorf("%s: %q", edtf, got)
		}
	}
}
