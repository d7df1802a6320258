package upheaval

import (
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// play makes changes; a state without mistakes made on purpose is kept.
func play(seed uint64, n int) (start Tree, changes []Change, end Tree) {
	g := New(seed)
	start = g.Tree()
	for range n {
		if len(g.Mistakes()) == 0 {
			g.Keep()
		}
		changes = append(changes, g.Next())
	}
	return start, changes, g.Tree()
}

func TestSameSeedSameChanges(t *testing.T) {
	start, changes, end := play(1, 200)
	start2, changes2, end2 := play(1, 200)
	if diff := cmp.Diff(start, start2); diff != "" {
		t.Errorf("the same seed makes another site\n%s", diff)
	}
	if diff := cmp.Diff(changes, changes2); diff != "" {
		t.Errorf("the same seed makes other changes\n%s", diff)
	}
	if diff := cmp.Diff(end, end2); diff != "" {
		t.Errorf("the same changes end otherwise\n%s", diff)
	}
	if other, _, _ := play(2, 0); maps.Equal(start, other) {
		t.Error("another seed makes the same site")
	}
}

// In 1,000 changes there is every kind, of every verb, and most of them
// change something.
func TestEveryKindOccurs(t *testing.T) {
	start, changes, _ := play(3, 1000)
	want := []string{"mend", "go back", "several"}
	for _, k := range kinds() {
		want = append(want, k.name)
	}
	got, verbs := map[string]int{}, map[Verb]int{}
	all, idle := 0, 0
	for _, c := range changes {
		got[c.Kind()]++
		if len(c.Apply(start)) == 0 {
			idle++
		}
		if c.All {
			all++
		}
		for _, op := range c.Ops {
			verbs[op.Do]++
		}
	}
	for _, name := range want {
		if got[name] == 0 {
			t.Errorf("no change is of the kind %q", name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("there are other kinds: %v", got)
	}
	if len(verbs) != 5 || idle > 100 || all == 0 {
		t.Errorf("verbs: %v; %d changes change nothing, %d tell that all may have changed", verbs, idle, all)
	}
}

// TestMistakes names every mistake in some hundred sites.
func TestMistakes(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(24) {
		_, changes, _ := play(seed, 250)
		for _, c := range changes {
			for part := range strings.SplitSeq(c.Title, "; ") {
				if what, ok := strings.CutPrefix(part, "mistake: "); ok {
					what, _, _ = strings.Cut(what, ":")
					seen[what] = true
				}
			}
		}
	}
	if len(seen) < 30 {
		t.Errorf("only these mistakes are made: %q", slices.Sorted(maps.Keys(seen)))
	}
}

// A generator goes on from the tree that its own changes make.
func TestChangesLeadToTheTree(t *testing.T) {
	tree, changes, end := play(4, 300)
	for _, c := range changes {
		before := maps.Clone(tree)
		names := c.Apply(tree)
		for _, name := range names { // what is left is the same
			old, was := before[name]
			content, is := tree[name]
			touched := slices.ContainsFunc(c.Ops, func(op Op) bool { return op.Do == Touch && op.Name == name })
			if was == is && old == content && !touched {
				t.Errorf("%s: %s is said to have changed", c.Title, name)
			}
			if delete(before, name); is {
				before[name] = content
			}
		}
		if diff := cmp.Diff(before, tree); diff != "" {
			t.Errorf("%s: more has changed than is said\n%s", c.Title, diff)
		}
	}
	if diff := cmp.Diff(end, tree); diff != "" {
		t.Errorf("(-generator +changes)\n%s", diff)
	}
}

// Any part of the changes can be carried out, in memory and on a disk, with
// the same result; and names of documents are such that a disk has them.
func TestDiskAndMemory(t *testing.T) {
	for seed := range uint64(3) {
		tree, changes, _ := play(seed, 250)
		root, err := os.OpenRoot(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		if err := tree.Pour(root); err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(seed, 9))
		for i, c := range changes {
			if seed > 0 && random.IntN(3) == 0 {
				continue
			}
			c.Apply(tree)
			if err := c.ApplyTo(root); err != nil {
				t.Fatalf("seed %d, %s: %v", seed, c.Title, err)
			}
			if i%10 > 0 {
				continue
			}
			if diff := cmp.Diff(tree, gather(t, root)); diff != "" {
				t.Fatalf("seed %d, after %s (-memory +disk)\n%s", seed, c.Title, diff)
			}
		}
	}
}

func gather(t *testing.T, root *os.Root) Tree {
	t.Helper()
	tree := Tree{}
	err := fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := root.ReadFile(name)
		tree[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// Ops give way to nothing: what stands in their place goes, and what cannot be
// done is not.
func TestOps(t *testing.T) {
	for _, c := range []struct {
		op   Op
		want Tree
	}{
		{Op{Do: Write, Name: "a", Content: "new"}, Tree{"a": "new", "b/c": "2", "b/d": "3"}},
		{Op{Do: Write, Name: "a/x", Content: "new"}, Tree{"a/x": "new", "b/c": "2", "b/d": "3"}},
		{Op{Do: Replace, Name: "b", Content: "new"}, Tree{"a": "1", "b": "new"}},
		{Op{Do: Remove, Name: "b"}, Tree{"a": "1"}},
		{Op{Do: Remove, Name: "a/x"}, Tree{"a": "1", "b/c": "2", "b/d": "3"}},
		{Op{Do: Rename, Name: "b", To: "e/f"}, Tree{"a": "1", "e/f/c": "2", "e/f/d": "3"}},
		{Op{Do: Rename, Name: "b", To: "a"}, Tree{"a/c": "2", "a/d": "3"}},
		{Op{Do: Rename, Name: "a", To: "b"}, Tree{"b": "1"}},
		{Op{Do: Rename, Name: "b", To: "b/c"}, Tree{"a": "1", "b/c": "2", "b/d": "3"}},
		{Op{Do: Rename, Name: "b/c", To: "b"}, Tree{"a": "1", "b/c": "2", "b/d": "3"}},
		{Op{Do: Rename, Name: "none", To: "a"}, Tree{"a": "1", "b/c": "2", "b/d": "3"}},
		{Op{Do: Touch, Name: "none"}, Tree{"a": "1", "b/c": "2", "b/d": "3"}},
		{Op{Do: Touch, Name: "a/x"}, Tree{"a": "1", "b/c": "2", "b/d": "3"}},
	} {
		tree := Tree{"a": "1", "b/c": "2", "b/d": "3"}
		root, err := os.OpenRoot(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		if err := tree.Pour(root); err != nil {
			t.Fatal(err)
		}
		change := Change{Ops: []Op{c.op}}
		change.Apply(tree)
		if err := change.ApplyTo(root); err != nil {
			t.Errorf("%v: %v", c.op, err)
		}
		if diff := cmp.Diff(c.want, tree); diff != "" {
			t.Errorf("%v in memory (-want +got)\n%s", c.op, diff)
		}
		if diff := cmp.Diff(c.want, gather(t, root)); diff != "" {
			t.Errorf("%v on a disk (-want +got)\n%s", c.op, diff)
		}
	}
}

// A picture of a tree stays as it is.
func TestFS(t *testing.T) {
	tree := Tree{"content/index.md": "old", "content/a/b.md": ""}
	picture := tree.FS()
	tree["content/index.md"] = "new"
	if got, err := fs.ReadFile(picture, "content/index.md"); err != nil || string(got) != "old" {
		t.Errorf("%q, %v", got, err)
	}
	if err := fstest.TestFS(picture, "content/index.md", "content/a/b.md"); err != nil {
		t.Error(err)
	}
}
