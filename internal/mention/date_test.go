package mention

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"concord/internal/record"
)

const specFile = "testdata/dates.txt"

// dateCase is one case of the specification.
type dateCase struct {
	number, title string
	text          string
	want          []string // "words → EDTF" and "words ✗ what is wrong", in the order of the text
}

var specHeader = regexp.MustCompile(`^(\d+)\. (.+)$`)

// dateCases reads the specification, whose format its own head describes.
func dateCases(t testing.TB) []dateCase {
	t.Helper()
	data, err := os.ReadFile(specFile)
	if err != nil {
		t.Fatal(err)
	}
	unescape := strings.NewReplacer(`\n`, "\n", `\u00a0`, "\u00a0", `\u202f`, "\u202f", `\u2009`, "\u2009", `\u3000`, "\u3000")
	var cases []dateCase
	for i, line := range strings.Split(string(data), "\n") {
		body, indented := strings.CutPrefix(line, "    ")
		switch {
		case line == "" || line[0] == '#':
		case !indented:
			header := specHeader.FindStringSubmatch(line)
			if header == nil {
				t.Fatalf("%s:%d: neither a case nor a part of one: %q", specFile, i+1, line)
			}
			cases = append(cases, dateCase{number: header[1], title: header[2]})
		case cases[len(cases)-1].text == "":
			cases[len(cases)-1].text = unescape.Replace(body)
		default:
			cases[len(cases)-1].want = append(cases[len(cases)-1].want, body)
		}
	}
	return cases
}

func theDay(t testing.TB) record.EDTF {
	t.Helper()
	day, err := record.ParseEDTF("2025-11-02")
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// describe writes what was found in a text as the specification does.
func describe(text []byte, matches []DateMatch, problems []DateProblem) []string {
	var lines []string
	for len(matches) > 0 || len(problems) > 0 {
		if len(problems) == 0 || len(matches) > 0 && matches[0].Start < problems[0].Start {
			m := matches[0]
			lines = append(lines, fmt.Sprintf("%s → %s", spaced(text[m.Start:m.End]), m.Date))
			matches = matches[1:]
			continue
		}
		p := problems[0]
		words := spaced(text[p.Start:p.End])
		lines = append(lines, fmt.Sprintf("%s ✗ %s", words, strings.TrimPrefix(p.Message, fmt.Sprintf("%q: ", words))))
		problems = problems[1:]
	}
	return lines
}

func spaced(words []byte) string { return string(bytes.Join(bytes.Fields(words), []byte(" "))) }

func TestDates(t *testing.T) {
	cases := dateCases(t)
	if len(cases) < 90 {
		t.Errorf("%s has only %d cases", specFile, len(cases))
	}
	for i, c := range cases {
		t.Run(c.number+" "+c.title, func(t *testing.T) {
			if c.number != fmt.Sprint(i+1) {
				t.Errorf("case %s should have the number %d", c.number, i+1)
			}
			text := []byte(c.text)
			matches, problems := scanDates(text, theDay(t), nil)
			if diff := cmp.Diff(c.want, describe(text, matches, problems)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.text, diff)
			}
		})
	}
}

// sourceDates are all the dates of the press statement, in order.
var sourceDates = []string{
	"2025-11-02 → 2025-11-02", // its first line
	"today → 2025-11-02",
	"today → 2025-11-02",
	"1 to 2 November 2025 → 2025-11-01/2025-11-02", // 1
	"1975 → 1975",                                  // 2
	"May 2024 → 2024-05",                           // 7.3
	"February 2024 → 2024-02",                      // 7.4
	"2023 → 2023",                                  // 7.6
	"2006 → 2006",                                  // 8
	"October 2025 → 2025-10",                       // 9.2
	"2024 → 2024",                                  // 9.3
	"2023 → 2023",                                  // 11.1
	"October 2024 → 2024-10",                       // 12.1
	"October 2024 → 2024-10",                       // 14.6
	"2022 → 2022",                                  // 14.7
	"July 2023 → 2023-07",                          // 15
	"2024 → 2024",                                  // 16
	"2024 → 2024",                                  // 17
	"2026 to 2030 → 2026/2030",
	"1989 → 1989", // 20
	"2025 → 2025",
	"1982 → 1982", // 21
	"1982 → 1982",
}

func sourceText(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("../../content/sources/2025-11-02-press-statement.txt")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestDatesOfSource(t *testing.T) {
	text := sourceText(t)
	matches, problems := scanDates(text, theDay(t), nil)
	if diff := cmp.Diff(sourceDates, describe(text, matches, problems)); diff != "" {
		t.Errorf("dates of the press statement (-want +got):\n%s", diff)
	}
}

// A document without a date has no today.
func TestDatesWithoutToday(t *testing.T) {
	text := []byte("They met today, on 2 November 2025.")
	matches, _ := scanDates(text, record.EDTF{}, nil)
	if diff := cmp.Diff([]string{"2 November 2025 → 2025-11-02"}, describe(text, matches, nil)); diff != "" {
		t.Error(diff)
	}
}

// Matches are appended, and those of an earlier text do not bear on this one.
func TestDatesAppends(t *testing.T) {
	text := []byte("in 2023")
	matches, _ := scanDates(text, record.EDTF{}, nil)
	matches, _ = scanDates([]byte("........ and 2024"), record.EDTF{}, matches)
	if diff := cmp.Diff([]string{"2023 → 2023"}, describe(text, matches, nil)); diff != "" {
		t.Error(diff)
	}
}

func TestDateProblemNamesTheWords(t *testing.T) {
	_, problems := scanDates([]byte("on 31\nFebruary 2023."), record.EDTF{}, nil)
	want := []DateProblem{{3, 19, `"31 February 2023": February 2023 has 28 days`}}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
}

func TestDatesAllocateNothing(t *testing.T) {
	text, day := sourceText(t), theDay(t)
	dst := make([]DateMatch, 0, 64)
	if n := testing.AllocsPerRun(10, func() { scanDates(text, day, dst) }); n != 0 {
		t.Errorf("%v allocations a call", n)
	}
}

// checkDates reports what no text may make scanDates do.
func checkDates(t *testing.T, text []byte) {
	t.Helper()
	day := theDay(t)
	matches, problems := scanDates(text, day, nil)
	var spans [][2]int
	for _, m := range matches {
		spans = append(spans, [2]int{m.Start, m.End})
		if again, err := record.ParseEDTF(m.Date.String()); err != nil || again != m.Date {
			t.Errorf("%q: %v reads as %v, %v", text, m.Date, again, err)
		}
	}
	for _, p := range problems {
		spans = append(spans, [2]int{p.Start, p.End})
		if p.Message == "" {
			t.Errorf("%q: a problem without a message", text)
		}
	}
	for _, list := range [][][2]int{spans[:len(matches)], spans[len(matches):]} {
		if !slices.IsSortedFunc(list, func(a, b [2]int) int { return a[0] - b[0] }) {
			t.Errorf("%q: out of order: %v", text, list)
		}
	}
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	for i, s := range spans {
		if s[0] >= s[1] || s[1] > len(text) || i > 0 && s[0] < spans[i-1][1] {
			t.Errorf("%q: bad or overlapping spans: %v", text, spans)
			return
		}
		if !utf8.RuneStart(text[s[0]]) || s[1] < len(text) && utf8.Valid(text) && !utf8.RuneStart(text[s[1]]) {
			t.Errorf("%q: the span %v cuts a character", text, s)
		}
	}
}

// The eight bytes at a time find what one at a time finds, in every byte
// beside every other.
func TestNextHold(t *testing.T) {
	for a := range 256 {
		for b := range 256 {
			text := []byte{'a', byte(a), byte(b), 'z', byte(b), 'x', 0xff, byte(a), ' '}
			want := slices.IndexFunc(text, func(c byte) bool { return c >= '0' && c <= '9' || c == 'y' })
			if want < 0 {
				want = len(text)
			}
			if got := nextHold(text, 0); got != want {
				t.Fatalf("nextHold(%q) = %d, want %d", text, got, want)
			}
		}
	}
}

func FuzzDates(f *testing.F) {
	for _, c := range dateCases(f) {
		f.Add(c.text)
	}
	f.Add("1 to 2 November \xff2025\xc2")
	f.Add("\"\"\"2024 and\xe2\x80 2025")
	f.Fuzz(func(t *testing.T, text string) { checkDates(t, []byte(text)) })
}

// hostileTexts are made to be read slowly by a scanner that looks back or
// ahead without bound.
var hostileTexts = map[string]string{
	"digits":  "1",
	"numbers": "2024 ",
	"spaces":  strings.Repeat(" ", 4000) + "1",
	"letters": strings.Repeat("a", 4000) + "1",
	"months":  "May ",
	"days":    "1 May to ",
	"lists":   "in 2024, 2025, and ",
	"quotes":  "“\"",
	"hyphens": "2024-",
	"today":   "today ",
	"years":   "y",
	"hangul":  "1월 ",
}

// BenchmarkDates measures ordinary prose, full of nothing; the press
// statement, with its 23 dates; and hostile texts.
func BenchmarkDates(b *testing.B) {
	source := sourceText(b)
	prose := bytes.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, source)
	run := func(name string, text []byte) {
		b.Run(name, func(b *testing.B) {
			day := theDay(b)
			var dst []DateMatch
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				dst, _ = scanDates(text, day, dst[:0])
			}
		})
	}
	run("prose", prose)
	run("source", source)
	for _, name := range slices.Sorted(maps.Keys(hostileTexts)) {
		text := hostileTexts[name]
		run("hostile/"+name, bytes.Repeat([]byte(text), 1<<18/len(text)))
	}
}
