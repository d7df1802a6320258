package cite

import (
	"html"
	"strings"
	"testing"

	"concord/internal/record"
)

// leftBehind is a mark that facts leave behind where they are left out badly, ""
// where there is none.
func leftBehind(citation string) string {
	for _, marks := range []string{
		"  ", " ,", " .", " ;", " )", " >", "( ", "()", "(,", "<>", "‘’", "“”", ",,", "..", ",.", "?.", "!.",
	} {
		if strings.Contains(citation, marks) {
			return marks
		}
	}
	if strings.Trim(citation, " ,") != citation || strings.HasPrefix(citation, ".") {
		return "a mark at an end"
	}
	return ""
}

func TestMarksLeftBehindAreFound(t *testing.T) {
	for _, s := range []string{"‘T’ () x", "T,, S", "T. . S", "T, ", "<>", " T", ". T", "T (, S)", "T , S", "T?."} {
		if leftBehind(s) == "" {
			t.Errorf("%q passes for a citation", s)
		}
	}
}

// titles are those that are hard to put between marks.
func titles() []string {
	return []string{
		"Joint Statement", "Joint Statement,", "What Is It?", "Act Now!", "Shipping Inc.", "And so on…", "On the “Corridor”", "‘Corridor’ Plans",
		`The "Blue" 'Green' Plans'`, "The\nJoint\r\n\tStatement", "A & B <i>", `50% of {x} \ $1 #2 a_b ~c ^d`, "성명", "“", "The States’", "Plans of the States'", `A 5" Pipe`, "a\x00b",
	}
}

// subsets are works that lack every choice of facts of a full one, with the
// facts that they have.
func subsets(title string) []*Work {
	var list []*Work
	for bits := range 1 << 6 {
		w := &Work{Kind: record.Statement, ID: "statement", Language: "en"}
		for i, set := range []func(){
			func() { w.Title = title },
			func() { w.Label = "Annex A" },
			func() { w.Container = "Northland–Southland Partnership" },
			func() { w.Authors = []string{"Republic of Northland", "", "Republic of Southland"} },
			func() { w.Date, _ = record.NewEDTF(2025, 11, 2) },
			func() { w.URL = "https://partnership.example/statement/" },
		} {
			if bits>>i&1 == 1 {
				set()
			}
		}
		list = append(list, w)
	}
	return list
}

func TestNothingIsLeftBehind(t *testing.T) {
	for _, title := range titles() {
		for _, w := range subsets(title) {
			for _, s := range Styles() {
				for _, at := range []string{"", "7.3", "u2"} {
					got := s.Cite(w, at).String()
					if found := leftBehind(got); found != "" {
						t.Fatalf("%s of %+v at %q has %q: %q", s.Name, w, at, found, got)
					}
				}
			}
		}
	}
}

// TestEveryFactIsSaid looks for what is stated, and for what is not.
func TestEveryFactIsSaid(t *testing.T) {
	for _, w := range subsets("Joint Statement") {
		for _, s := range Styles() {
			got := s.Cite(w, "7.3").String()
			if cited := w.Title != "" || w.Label != "" || w.Container != "" || w.Authors != nil || !w.Date.IsZero() || w.URL != ""; !cited {
				if got != "" {
					t.Errorf("%s of nothing: %q", s.Name, got)
				}
				continue
			}
			for fact, stated := range map[string]bool{
				"Joint Statement": w.Title != "", "Annex A": w.Label != "", "Northland–Southland Partnership": w.Container != "",
				"Republic of Northland": w.Authors != nil, "Republic of Southland": w.Authors != nil, "2025": !w.Date.IsZero(),
				"https://partnership.example/statement/#para-7.3": w.URL != "", " 7.3": true,
			} {
				if strings.Contains(" "+got, fact) != stated {
					t.Errorf("%s of %+v: %q is stated: %t, but %q", s.Name, w, fact, stated, got)
				}
			}
		}
	}
}

// TestPatterns fills patterns as a script does, as text and as HTML.
func TestPatterns(t *testing.T) {
	filled := 0
	for _, title := range titles() {
		for _, w := range subsets(title) {
			for _, s := range Styles() {
				for pattern, numbers := range map[string][]string{Placeholder: {"1", "7.3", "24", "10.12.3"}, "u" + Placeholder: {"2", "17"}} {
					made := s.Cite(w, pattern)
					for _, n := range numbers {
						whole := s.Cite(w, strings.ReplaceAll(pattern, Placeholder, n))
						if got, want := strings.ReplaceAll(made.String(), Placeholder, n), whole.String(); got != want {
							t.Fatalf("%s: filled with %s it is %q, want %q", s.Name, n, got, want)
						}
						if got, want := strings.ReplaceAll(string(made.HTML()), Placeholder, n), string(whole.HTML()); got != want {
							t.Fatalf("%s as HTML: filled with %s it is %q, want %q", s.Name, n, got, want)
						}
						filled++
					}
				}
			}
		}
	}
	if filled == 0 {
		t.Error("no pattern was filled")
	}
}

func TestHTML(t *testing.T) {
	text := Text{{"A & B, ", false}, {`<i>"Title"</i>`, true}, {" <https://x.example/?a&b>", false}}
	const want = `A &amp; B, <i>&lt;i&gt;&#34;Title&#34;&lt;/i&gt;</i> &lt;https://x.example/?a&amp;b&gt;`
	if got := string(text.HTML()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := text.String(), `A & B, <i>"Title"</i> <https://x.example/?a&b>`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestHTMLIsTheText takes the elements out of the HTML again.
func TestHTMLIsTheText(t *testing.T) {
	elements := strings.NewReplacer("<i>", "", "</i>", "")
	for _, title := range titles() {
		w := subsets(title)[1<<6-1]
		for _, s := range Styles() {
			text := s.Cite(w, "7.3")
			if got, want := html.UnescapeString(elements.Replace(string(text.HTML()))), text.String(); got != want {
				t.Errorf("%s: got %q, want %q", s.Name, got, want)
			}
		}
	}
}

func TestTypefacesAlternate(t *testing.T) {
	for _, w := range subsets("Joint Statement") {
		for _, s := range Styles() {
			for i, r := range s.Cite(w, "7.3") {
				if r.Text == "" || i > 0 && s.Cite(w, "7.3")[i-1].Italic == r.Italic {
					t.Fatalf("%s of %+v: run %d is empty or goes on with the one before: %q", s.Name, w, i, s.Cite(w, "7.3"))
				}
			}
		}
	}
}

func TestUnknownStyle(t *testing.T) {
	if got := (Style{ID: "harvard"}).Cite(&Work{Title: "Joint Statement"}, ""); got != nil {
		t.Errorf("got %q", got)
	}
}

// TestAddressesEnd keeps what would end an address out of it.
func TestAddressesEnd(t *testing.T) {
	w := &Work{Title: "T", URL: " https://x.example/a b/<c>/{n}/é\"\\\u0091\u2028 "}
	const want = "https://x.example/a%20b/%3Cc%3E/%7Bn%7D/é%22%5C%C2%91#para-7.3"
	if got := styleByID(t, "oscola").Cite(w, "7.3").String(); got != "‘T’ para 7.3 <"+want+">" {
		t.Errorf("got %q, want the address %q", got, want)
	}
}
