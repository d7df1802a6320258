// Package upheaval makes small random sites and turns them over: it edits,
// creates, renames, moves and removes their files, breaks them and mends them.
// Tests of what follows a site's sources import it; nothing else does.
//
// A site here is a model of a record (documents, names, references between
// them) that is written out as files, so that most changes keep it whole:
// paragraphs are numbered anew and references follow, or are taken away with
// what they led to. Mistakes are made on purpose, and mended soon. Words, names
// and dates come from few, so they meet and clash often.
//
// The same seed makes the same site and the same changes, whatever is done
// with them, as long as Keep is called at the same times. A Change says by
// itself what it does, without the generator and the changes before it: a part
// of a sequence can be carried out as well as the whole, which is how a failure
// is made shorter.
package upheaval

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// Generator makes changes to a site. It belongs to one goroutine.
type Generator struct {
	rng    *rand.Rand
	now    *world
	tree   Tree
	queue  []Change // what is left of a change that comes in several
	kept   []*world // without mistakes, the newest last
	unkept int      // changes since then
}

// memory is how many kept states a generator can go back to.
const memory = 8

// New makes a random site, as a rule one without mistakes.
func New(seed uint64) *Generator {
	g := &Generator{rng: rand.New(rand.NewPCG(seed, 0))}
	g.now = newWorld(g.rng)
	g.tree = g.now.tree()
	return g
}

// Tree is the site as it is after all changes so far.
func (g *Generator) Tree() Tree { return maps.Clone(g.tree) }

// Keep says that the site has no mistakes as it is. After a few changes that
// are not followed by Keep, Next goes back to such a state.
func (g *Generator) Keep() {
	g.unkept = 0
	if len(g.queue) > 0 {
		return // the model is ahead of the files
	}
	if n := len(g.kept); n == 0 || g.kept[n-1] != g.now {
		g.kept = append(g.kept, g.now)
	}
	if len(g.kept) > memory {
		g.kept = slices.Delete(g.kept, 0, 1)
	}
}

// Next makes a change and carries it out.
func (g *Generator) Next() Change {
	var c Change
	if len(g.queue) > 0 {
		c, g.queue = g.queue[0], g.queue[1:]
	} else {
		c = g.change()
	}
	g.unkept++
	c.Apply(g.tree)
	return c
}

// change makes a change that alters something, or does not mean to.
func (g *Generator) change() Change {
	for {
		next := g.now.clone()
		d := &draft{Rand: g.rng, world: next, kept: g.kept, files: g.tree}
		title := d.compose(g.unkept)
		if title == "" {
			continue
		}
		c := Change{Title: title, Ops: d.ops}
		target := next.tree()
		between := maps.Clone(g.tree)
		c.Apply(between)
		c.Ops = append(c.Ops, g.difference(between, target)...)
		if len(c.Ops) == 0 {
			continue
		}
		c.All = g.rng.IntN(20) == 0
		g.now = next
		return g.cut(c, d.whole)
	}
}

// cut makes several changes of one now and then: an editor saves one file
// after the other.
func (g *Generator) cut(c Change, whole bool) Change {
	if whole || len(c.Ops) == 1 || len(c.Ops) > 6 || g.rng.IntN(5) > 0 {
		return c
	}
	for i := range c.Ops {
		g.queue = append(g.queue, Change{
			Title: fmt.Sprintf("%s (%d of %d)", c.Title, i+1, len(c.Ops)), Ops: c.Ops[i : i+1], All: c.All,
		})
	}
	first := g.queue[0]
	g.queue = g.queue[1:]
	return first
}

// difference is what makes one tree into another, in a random order, but
// removals before what may take their place.
func (g *Generator) difference(from, to Tree) []Op {
	var ops []Op
	for _, name := range slices.Sorted(maps.Keys(from)) {
		if _, stays := to[name]; !stays {
			ops = append(ops, Op{Do: Remove, Name: name})
		}
	}
	removals := len(ops)
	for _, name := range slices.Sorted(maps.Keys(to)) {
		if old, was := from[name]; !was || old != to[name] {
			ops = append(ops, Op{Do: []Verb{Write, Write, Replace}[g.rng.IntN(3)], Name: name, Content: to[name]})
		}
	}
	written := ops[removals:]
	g.rng.Shuffle(len(written), func(i, j int) { written[i], written[j] = written[j], written[i] })
	return ops
}

// draft is a change that is being composed.
type draft struct {
	*rand.Rand
	*world
	kept  []*world
	files Tree // before the change
	ops   []Op // what is done to the files before they are written anew
	whole bool // may not come in several
}

// compose makes a change to the model, says what it is, and returns "" where
// there is nothing that it could be done to.
func (d *draft) compose(unkept int) string {
	switch {
	case len(d.broken) > 0 && d.IntN(2) == 0:
		return d.mend()
	case unkept > 3 && d.IntN(2) == 0:
		return d.goBack()
	case d.IntN(12) == 0:
		return d.several()
	}
	return d.once()
}

// several makes up to five changes into one.
func (d *draft) several() string {
	var titles []string
	for range 2 + d.IntN(4) {
		if title := d.once(); title != "" {
			titles = append(titles, title)
		}
	}
	d.whole = true
	return strings.Join(titles, "; ")
}

// once makes one change, of a kind that is drawn by its weight.
func (d *draft) once() string {
	list, total := kinds(), 0
	for _, k := range list {
		total += k.weight
	}
	n := d.IntN(total)
	for _, k := range list {
		if n -= k.weight; n < 0 {
			if what := k.do(d); what != "" {
				return k.name + ": " + what
			}
			return ""
		}
	}
	return ""
}

// mend takes a mistake back.
func (d *draft) mend() string {
	name := pick(d.Rand, slices.Sorted(maps.Keys(d.broken)))
	delete(d.broken, name)
	return "mend: " + name
}

// goBack goes back to a state without mistakes, as a rule the last. Where none
// is known, another site takes the place of this one.
func (d *draft) goBack() string {
	d.whole = true
	if len(d.kept) == 0 {
		*d.world = *newWorld(d.Rand)
		return "go back: to another site"
	}
	i := len(d.kept) - 1
	if d.IntN(4) == 0 {
		i = d.IntN(len(d.kept))
	}
	last := d.world.last
	*d.world = *d.kept[i].clone()
	d.world.last = max(d.world.last, last)
	return fmt.Sprintf("go back: %d states", len(d.kept)-i)
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
