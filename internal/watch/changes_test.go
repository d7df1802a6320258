package watch

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestThen(t *testing.T) {
	for _, c := range []struct{ first, then, want string }{
		{"", "", ""},
		{"+a ~b -c", "", "+a ~b -c"},
		{"", "+a ~b -c", "+a ~b -c"},
		{"+b", "+a +c", "+a +b +c"},
		{"+a", "~a", "+a"},
		{"+a", "-a", ""},
		{"~a", "~a", "~a"},
		{"~a", "-a", "-a"},
		{"-a", "+a", "~a"},
		{"+a !a", "~a", "+a"},
		{"~a !a", "", "~a !a"},
		{"~a !a", "+b !b", "+b ~a !a !b"},
		{"~a", "~a !a", "~a !a"},
		{"~a !a", "-a", "-a"},
		{"+a !a", "-a", ""},
		{"/root", "+a", "+a /root"},
		{"+a", "-a /root", "/root"},
	} {
		if got := written(set(c.first).Then(set(c.then))); got != c.want {
			t.Errorf("%s, then %s: got %s, want %s", c.first, c.then, got, c.want)
		}
	}
}

// set is the set that is written so.
func set(text string) Changes {
	var c Changes
	for word := range strings.FieldsSeq(text) {
		switch sign, name := word[:1], word[1:]; sign {
		case "+":
			c.Created = append(c.Created, name)
		case "~":
			c.Changed = append(c.Changed, name)
		case "-":
			c.Removed = append(c.Removed, name)
		case "!":
			c.Unreadable = append(c.Unreadable, name)
		default:
			c.Root = true
		}
	}
	return c
}

// Sets that follow each other may be folded in any order of pairs, and leave
// what they were as they were.
func TestThenAssociates(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		there := map[string]bool{}
		a, b, c := randomSet(r, there), randomSet(r, there), randomSet(r, there)
		before := written(a) + written(b)
		if diff := cmp.Diff(written(a.Then(b).Then(c)), written(a.Then(b.Then(c)))); diff != "" {
			t.Fatalf("%s, %s, %s\n%s", written(a), written(b), written(c), diff)
		}
		if written(a)+written(b) != before {
			t.Fatalf("Then changed its sets: %s, %s", written(a), written(b))
		}
	}
}

func randomSet(r *rand.Rand, there map[string]bool) Changes {
	var c Changes
	for _, name := range []string{"a", "b", "c", "d"} {
		switch r.IntN(3) {
		case 0:
			continue
		case 1:
			c.add(name, fate{before: there[name], after: !there[name], unreadable: r.IntN(2) == 0})
			there[name] = !there[name]
		case 2:
			c.add(name, fate{before: there[name], after: there[name], unreadable: r.IntN(2) == 0})
		}
	}
	c.sort()
	return c
}

func TestEmpty(t *testing.T) {
	for _, text := range []string{"+a", "~a", "-a", "/root"} {
		if set(text).Empty() {
			t.Errorf("%s is said to be empty", text)
		}
	}
	if !(Changes{}).Empty() {
		t.Error("no changes are not empty")
	}
}
