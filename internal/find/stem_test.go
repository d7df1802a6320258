package find

import (
	"slices"
	"testing"
)

// TestStem holds each line to one stem, and lines apart from each other.
func TestStem(t *testing.T) {
	families := [][]string{
		{"agreement", "agreements"},
		{"agree", "agrees", "agreed", "agreeing"},
		{"exceed", "exceeds", "exceeded", "exceeding"},
		{"policy", "policies"},
		{"apply", "applies", "applied", "applying"},
		{"promote", "promotes", "promoted", "promoting"},
		{"plan", "plans", "planned", "planning"},
		{"control", "controls", "controlled", "controlling"},
		{"process", "processes", "processed", "processing"},
		{"tax", "taxes", "taxed", "taxing"},
		{"launch", "launches", "launched", "launching"},
		{"disease", "diseases"},
		{"tie", "ties"},
		{"tree", "trees"},
		{"potato", "potatoes"},
		{"survey", "surveys", "surveyed", "surveying"},
		{"organise", "organize", "organised", "organizing", "organizes"},
		{"organisation", "organization", "organizations"},
		{"programme", "programmes", "program", "programs"},
		{"string", "strings"},
		{"status"},
		{"analysis"},
		{"species"},
		{"use", "uses"},
		{"is"}, {"us"}, {"as"},
		{"보건복지부"}, {"2024"}, {"g20s"},
	}
	seen := map[string]string{}
	for _, family := range families {
		stem := Stem(family[0])
		if other, ok := seen[stem]; ok {
			t.Errorf("%s and %s have the stem %s", other, family[0], stem)
		}
		seen[stem] = family[0]
		for _, word := range family {
			if Stem(word) != stem {
				t.Errorf("%s has the stem %s, %s has %s", word, Stem(word), family[0], stem)
			}
			for _, other := range family {
				if word != other && !slices.Contains(Forms(word), other) {
					t.Errorf("%s is not among the forms of %s: %q", other, word, Forms(word))
				}
			}
		}
	}
}

func FuzzForms(f *testing.F) {
	for _, seed := range []string{"policies", "agreed", "eeeed", "zzzz", "iiii", "sssing", "izization", "정책"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, word string) {
		forms := Forms(word)
		for i, form := range forms {
			if Stem(form) != Stem(word) || form == word || slices.Contains(forms[:i], form) {
				t.Fatalf("%q has the form %q of %q", word, form, forms)
			}
		}
	})
}

func TestWithoutParticle(t *testing.T) {
	tests := []struct {
		word  string
		least int
		want  string
	}{
		{"보건복지부", 2, ""},
		{"보건복지부는", 2, "보건복지부"},
		{"보건복지부에서는", 2, "보건복지부"},
		{"보건복지부으로부터", 2, "보건복지부"},
		{"정부의", 2, "정부"},
		{"학교에서", 2, "학교"},
		{"국가", 2, ""},
		{"는", 2, ""},
		{"는", 1, ""},
		{"월에", 2, ""},
		{"월에", 1, "월"},
		{"년에는", 1, "년"},
		{"서울로", 2, "서울"},
		{"전문가", 2, "전문"},
		{"", 1, ""},
	}
	for _, test := range tests {
		if got := WithoutParticle(test.word, test.least); got != test.want {
			t.Errorf("%s: got %q, want %q", test.word, got, test.want)
		}
	}
}

func TestParticlesAreOrdered(t *testing.T) {
	list := particles()
	for i := 1; i < len(list); i++ {
		a, b := list[i-1], list[i]
		if len(a) < len(b) || a == b {
			t.Errorf("%s comes before %s", a, b)
		}
	}
}

func TestDistance(t *testing.T) {
	tests := []struct {
		a, b      string
		bound     int
		beginning bool
		want      int
	}{
		{"kelp", "kelp", 1, false, 0},
		{"kelp", "klep", 1, false, 1},
		{"kelp", "kel", 1, false, 1},
		{"kelp", "kelps", 1, false, 1},
		{"kelp", "help", 1, false, 1},
		{"kelp", "hull", 2, false, 3},
		{"kelp", "klpe", 2, false, 2},
		{"ca", "abc", 3, false, 3},
		{"ca", "ac", 1, false, 1},
		{"", "ab", 2, false, 2},
		{"ab", "", 2, false, 2},
		{"abcdef", "ab", 2, false, 3},
		{"laborot", "laboratory", 2, false, 3},
		{"laborot", "laboratory", 2, true, 1},
		{"labora", "laboratory", 2, true, 0},
		{"보건복", "보간복지부", 1, true, 1},
		{"보건복", "보간복지부", 1, false, 2},
	}
	for _, test := range tests {
		if got := Distance([]rune(test.a), []rune(test.b), test.bound, test.beginning); got != test.want {
			t.Errorf("%s, %s within %d: got %d, want %d", test.a, test.b, test.bound, got, test.want)
		}
	}
}
