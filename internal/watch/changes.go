package watch

import "slices"

// Changes is a settled set of changes, relative to the sets before it. Each
// list is in the order of names and has each name once.
type Changes struct {
	Created []string
	Changed []string // other bytes, or other reasons why there are none
	Removed []string

	// Unreadable are those of Created and Changed that cannot be read: files
	// and folders that the system does not let us read, and symbolic links
	// that are not followed.
	Unreadable []string

	// Root says that the root is another folder than before: who holds it open
	// must open it again to see what is there now.
	Root bool
}

// Empty says whether nothing changed.
func (c Changes) Empty() bool {
	return len(c.Created) == 0 && len(c.Changed) == 0 && len(c.Removed) == 0 && !c.Root
}

// Then returns both sets as one, for a consumer that dealt with neither.
func (c Changes) Then(later Changes) Changes {
	fates := map[string]fate{}
	c.each(func(name string, f fate) { fates[name] = f })
	later.each(func(name string, f fate) { fates[name] = fates[name].then(f) })
	both := Changes{Root: c.Root || later.Root}
	for name, f := range fates {
		both.add(name, f)
	}
	both.sort()
	return both
}

// fate is what a set says of a name.
type fate struct {
	before, after bool // whether there was, and is, a file
	unreadable    bool
}

func (f fate) then(later fate) fate {
	if f == (fate{}) {
		return later
	}
	return fate{before: f.before, after: later.after, unreadable: later.unreadable}
}

func (c *Changes) each(do func(string, fate)) {
	bad := make(map[string]bool, len(c.Unreadable))
	for _, name := range c.Unreadable {
		bad[name] = true
	}
	for _, name := range c.Created {
		do(name, fate{after: true, unreadable: bad[name]})
	}
	for _, name := range c.Changed {
		do(name, fate{before: true, after: true, unreadable: bad[name]})
	}
	for _, name := range c.Removed {
		do(name, fate{before: true})
	}
}

func (c *Changes) add(name string, f fate) {
	switch {
	case f.before && f.after:
		c.Changed = append(c.Changed, name)
	case f.after:
		c.Created = append(c.Created, name)
	case f.before:
		c.Removed = append(c.Removed, name)
	}
	if f.after && f.unreadable {
		c.Unreadable = append(c.Unreadable, name)
	}
}

func (c *Changes) sort() {
	for _, list := range [][]string{c.Created, c.Changed, c.Removed, c.Unreadable} {
		slices.Sort(list)
	}
}
