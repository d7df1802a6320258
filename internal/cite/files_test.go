package cite

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"concord/internal/record"
)

// TestFiles compares with testdata/files.txtar, whose files are named after the
// works of the specification.
func TestFiles(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/files.txtar")
	if err != nil {
		t.Fatal(err)
	}
	works := readSpec(t).works
	for _, f := range archive.Files {
		t.Run(f.Name, func(t *testing.T) {
			names, form, _ := strings.Cut(f.Name, ".")
			var list []*Work
			for name := range strings.SplitSeq(names, "+") {
				w := works[name]
				if w == nil {
					t.Fatalf("no work is called %q", name)
				}
				list = append(list, w)
			}
			if diff := cmp.Diff(string(f.Data), write(t, form, list)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if len(archive.Files) < 9 {
		t.Errorf("the archive has only %d files", len(archive.Files))
	}
}

// write is a file for the works with the line ends of the archive.
func write(t testing.TB, form string, works []*Work) string {
	t.Helper()
	switch form {
	case "bib":
		return BibTeX(works...)
	case "ris":
		return strings.ReplaceAll(RIS(works...), "\r\n", "\n")
	case "json":
		return string(cslFile(t, works...))
	}
	t.Fatalf("no files end with %q", form)
	return ""
}

func cslFile(t testing.TB, works ...*Work) []byte {
	t.Helper()
	data, err := CSLJSON(works...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestFilesOfNothing(t *testing.T) {
	if got := BibTeX() + RIS(); got != "" {
		t.Errorf("got %q", got)
	}
	if got := string(cslFile(t)); got != "[\n]\n" {
		t.Errorf("got %q, want an empty list", got)
	}
}

func TestDatesInFiles(t *testing.T) {
	for _, c := range []struct{ date, bib, ris, csl string }{
		{"", "", "", ""},
		{"2025", "year = {2025}", "PY  - 2025|DA  - 2025///", `{"date-parts":[[2025]]}`},
		{"0987", "year = {987}", "PY  - 0987|DA  - 0987///", `{"date-parts":[[987]]}`},
		{"2025-09", "year = {2025}|month = sep", "PY  - 2025|DA  - 2025/09//", `{"date-parts":[[2025,9]]}`},
		{"2025-11-02", "year = {2025}|month = nov|day = {2}", "PY  - 2025|DA  - 2025/11/02/", `{"date-parts":[[2025,11,2]]}`},
		{"2025-11-01/2025-11-02", "year = {2025}|date = {2025-11-01/2025-11-02}", "PY  - 2025|DA  - 2025/11//1 to 2 November 2025", `{"date-parts":[[2025,11,1],[2025,11,2]]}`},
		{"2025-09-30/2025-10", "year = {2025}|date = {2025-09-30/2025-10}", "PY  - 2025|DA  - 2025///30 September 2025 to October 2025", `{"date-parts":[[2025,9,30],[2025,10]]}`},
		{"2025/2025-11-02", "year = {2025}|date = {2025/2025-11-02}", "PY  - 2025|DA  - 2025///2025 to 2 November 2025", `{"date-parts":[[2025],[2025,11,2]]}`},
		{"2026/2030", "year = {2026--2030}|date = {2026/2030}", "N1  - 2026 to 2030", `{"date-parts":[[2026],[2030]]}`},
		{"2024-05/..", "date = {2024-05/..}", "N1  - from May 2024", `{"literal":"from May 2024"}`},
		{"../2030", "date = {../2030}", "N1  - until 2030", `{"literal":"until 2030"}`},
	} {
		t.Run(c.date, func(t *testing.T) {
			w := &Work{Title: "T", ID: "t", Date: edtf(t, c.date)}
			check(t, "BibTeX", picked(BibTeX(w), `(?m)^  ((?:year|month|day|date) *= .*?),?$`), c.bib)
			check(t, "RIS", picked(strings.ReplaceAll(RIS(w), "\r", ""), `(?m)^((?:PY|DA|N1)  - .*)$`), c.ris)
			var items []struct{ Issued json.RawMessage }
			if err := json.Unmarshal(cslFile(t, w), &items); err != nil {
				t.Fatal(err)
			}
			check(t, "CSL-JSON", compact(t, items[0].Issued), c.csl)
		})
	}
}

// picked is what a file has in a group of the pattern, without the spaces that
// put the fields of BibTeX under each other.
func picked(file, pattern string) string {
	var list []string
	for _, found := range regexp.MustCompile(pattern).FindAllStringSubmatch(file, -1) {
		list = append(list, regexp.MustCompile(` +=`).ReplaceAllString(found[1], " ="))
	}
	return strings.Join(list, "|")
}

func compact(t testing.TB, data []byte) string {
	t.Helper()
	if len(data) == 0 {
		return ""
	}
	var b bytes.Buffer
	if err := json.Compact(&b, data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func check(t testing.TB, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestKeys(t *testing.T) {
	for id, want := range map[string]string{
		"annexes/a": "annexes_a", "mous/ai-safety": "mous_ai-safety", "index": "index", "guide/v1.2": "guide_v1.2", "": "work",
		"a_b": "a+5f+b", "a b,c}": "a+20+b+2c+c+7d+", "기관/a": "+ae30++ad00+_a", "a+5f+b": "a+2b+5f+2b+b",
	} {
		check(t, id, key(id), want)
	}
}

func TestTeX(t *testing.T) {
	const title = `50% of {x} \ $1 & #2 a_b ~c ^d <e> |f| "성명" é`
	const want = `50\% of \textbraceleft{}x\textbraceright{} \textbackslash{} \$1 \& \#2 a\_b \textasciitilde{}c \textasciicircum{}d \textless{}e\textgreater{} \textbar{}f\textbar{} "성명" é`
	check(t, "title", tex(title), want)
}

// TestEveryFileIsWhole reads files of works that lack every choice of facts.
func TestEveryFileIsWhole(t *testing.T) {
	for _, title := range titles() {
		for _, w := range subsets(title) {
			checkBibTeX(t, w)
			checkRIS(t, w)
			checkCSL(t, w)
		}
	}
}

// FuzzFiles looks for facts that break out of their fields.
func FuzzFiles(f *testing.F) {
	for _, title := range titles() {
		f.Add(title, "Annex A", "Republic of Northland", "https://partnership.example/", "annexes/a")
	}
	f.Add("T\r\nER  - \r\nTY  - BOOK", "}\n}\n@misc{x,", "A} and {B", "https://x.example/}%20{\\", "a}b,\n")
	f.Add("\xff\u2028", "\u0085", "and\u00ad", "\x7f\u0091\u2028x", "\xff")
	f.Fuzz(func(t *testing.T, title, label, author, url, id string) {
		w := &Work{Kind: record.Annex, Title: title, Label: label, Authors: []string{author}, URL: url, ID: id, Container: title + label, Language: label}
		checkBibTeX(t, w)
		checkRIS(t, w)
		checkCSL(t, w)
	})
}

var (
	bibEntry = regexp.MustCompile(`\A@misc\{[A-Za-z0-9+._-]+(?:,\n  [a-z]+ *= (?:\{[^\n]+\}|[a-z]{3}))*\n\}\n\z`)
	bibTitle = regexp.MustCompile(`\n  title        = \{\{(.*)\}\},?\n`)
	untex    = strings.NewReplacer(
		`\textbackslash{}`, `\`, `\textbraceleft{}`, `{`, `\textbraceright{}`, `}`, `\textasciitilde{}`, `~`, `\textasciicircum{}`, `^`,
		`\textless{}`, `<`, `\textgreater{}`, `>`, `\textbar{}`, `|`, `\#`, `#`, `\$`, `$`, `\%`, `%`, `\&`, `&`, `\_`, `_`,
	)
)

// checkBibTeX counts braces as BibTeX does: those after a backslash too.
func checkBibTeX(t testing.TB, w *Work) {
	t.Helper()
	entry := BibTeX(w)
	if !bibEntry.MatchString(entry) {
		t.Fatalf("not an entry:\n%s", entry)
	}
	depth := 0
	for i, c := range entry {
		switch c {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth < 0 || depth == 0 && i > len("@misc") && i < len(entry)-2 {
			t.Fatalf("the entry ends at byte %d of %d:\n%s", i, len(entry), entry)
		}
	}
	title := ""
	if found := bibTitle.FindStringSubmatch(entry); found != nil {
		title = untex.Replace(found[1])
	}
	if want := newFacts(w, "").title; depth != 0 || title != want {
		t.Fatalf("depth %d, title %q, want 0 and %q:\n%s", depth, title, want, entry)
	}
}

var risField = regexp.MustCompile(`\A[A-Z][A-Z0-9]  - [^\p{Cc}\x{2028}\x{2029}]+\z`)

func checkRIS(t testing.TB, w *Work) {
	t.Helper()
	entry := RIS(w)
	lines := strings.Split(entry, "\r\n")
	if n := len(lines); n < 3 || lines[0] != "TY  - ELEC" || lines[n-2] != "ER  - " || lines[n-1] != "" {
		t.Fatalf("not an entry: %q", entry)
	}
	for _, line := range lines[1 : len(lines)-2] {
		if !risField.MatchString(line) || strings.HasPrefix(line, "TY") || strings.HasPrefix(line, "ER") {
			t.Fatalf("%q is no field of %q", line, entry)
		}
	}
	if title := newFacts(w, "").title; title != "" && !slices.Contains(lines, "TI  - "+title) {
		t.Fatalf("the title %q is not in %q", title, entry)
	}
}

func checkCSL(t testing.TB, w *Work) {
	t.Helper()
	var items []map[string]any
	if err := json.Unmarshal(cslFile(t, w), &items); err != nil {
		t.Fatal(err)
	}
	if len(items) != 1 || items[0]["type"] != "webpage" || items[0]["id"] != key(w.ID) {
		t.Fatalf("not an item: %v", items)
	}
	if title, _ := items[0]["title"].(string); title != newFacts(w, "").title {
		t.Fatalf("the title is %q, want %q", title, newFacts(w, "").title)
	}
	for name, value := range items[0] {
		if hollow(value) {
			t.Fatalf("%s is empty: %v", name, items[0])
		}
	}
}

// hollow says whether a value is empty, or has something empty in it.
func hollow(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case float64:
		return v == 0
	case []any:
		return len(v) == 0 || slices.ContainsFunc(v, hollow)
	case map[string]any:
		for _, each := range v {
			if hollow(each) {
				return true
			}
		}
		return len(v) == 0
	}
	return false
}
