package mention

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/record"
)

// unlistedSides are the sides of the cases in testdata/unlisted.txt.
var unlistedSides = []record.Side{
	{Code: "XA", Names: []string{"Avaria", "Republic of Avaria"}},
	{Code: "XB", Names: []string{"Belmora"}},
}

func TestUnlisted(t *testing.T) {
	spec, err := os.ReadFile("testdata/unlisted.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split(string(spec), "\n--- ")[1:]
	for i, c := range cases {
		title, body, _ := strings.Cut(c, "\n")
		if !strings.HasPrefix(title, fmt.Sprintf("%d. ", i+1)) {
			t.Fatalf("case %q should have the number %d", title, i+1)
		}
		t.Run(title, func(t *testing.T) {
			var lines, want []string
			for line := range strings.Lines(body) {
				switch line = strings.TrimSpace(line); {
				case strings.HasPrefix(line, "> "):
					lines = append(lines, line[2:])
				case line != "":
					want = append(want, line)
				}
			}
			text, skip := brackets(strings.Join(lines, " "))
			if diff := cmp.Diff(want, unlistedLines(text, skip)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// brackets takes the brackets out of a text and returns what stood in them.
func brackets(marked string) (text string, skip []Span) {
	for {
		before, rest, found := strings.Cut(marked, "[")
		text += before
		if !found {
			return text, skip
		}
		inside, after, _ := strings.Cut(rest, "]")
		skip = append(skip, Span{len(text), len(text) + len(inside)})
		text, marked = text+inside, after
	}
}

func unlistedLines(text string, skip []Span) []string {
	var list []string
	for _, n := range Unlisted([]byte(text), skip, unlistedSides, nil) {
		mark := "+ "
		if n.Agency {
			mark = "* "
		}
		list = append(list, mark+text[n.Start:n.End])
	}
	return list
}

// A line ends a name: the text of one paragraph does not go on in the next.
func TestUnlistedEndsWithTheLine(t *testing.T) {
	if got := unlistedLines("Grey Point\nLong\u00a0Reach Tides\nCouncil", nil); !slices.Equal(got, []string{"+ Grey Point", "+ Long\u00a0Reach Tides"}) {
		t.Errorf("got %q", got)
	}
}

// However long a list is, it takes time linear in its length.
func TestUnlistedOfALongList(t *testing.T) {
	got := unlistedLines("Ministry of "+strings.Repeat("Tides, ", 100_000)+"Light", nil)
	if len(got) == 0 {
		t.Error("nothing was found")
	}
}

func FuzzUnlisted(f *testing.F) {
	spec, err := os.ReadFile("testdata/unlisted.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(spec)) {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, marked string) {
		text, skip := brackets(marked)
		end := 0
		for _, n := range Unlisted([]byte(text), skip, unlistedSides, nil) {
			if n.Start < end || n.End <= n.Start || n.End > len(text) {
				t.Fatalf("%+v has no place after %d in a text of %d bytes", n, end, len(text))
			}
			for _, s := range skip {
				if n.Start < s.End && s.Start < n.End {
					t.Fatalf("%+v reaches into %+v, which is to be skipped", n, s)
				}
			}
			end = n.End
		}
	})
}
