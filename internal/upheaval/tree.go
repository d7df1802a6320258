package upheaval

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing/fstest"
)

// Tree is the files of a site by their names from its root, with slashes.
// Folders without files are not there.
type Tree map[string]string

// FS is a picture of the tree, which later changes leave as it is.
func (t Tree) FS() fs.FS {
	files := make(fstest.MapFS, len(t))
	for name, content := range t {
		files[name] = &fstest.MapFile{Data: []byte(content), Mode: 0o644}
	}
	return files
}

// under says whether a name is a folder's, or in it.
func under(name, folder string) bool {
	return name == folder || strings.HasPrefix(name, folder+"/")
}

// inside lists the files of a folder, or the file of that name.
func (t Tree) inside(folder string) []string {
	var names []string
	for name := range t {
		if under(name, folder) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// clear takes away what stands where a file or folder is to be: it and all in
// it, and files where it needs folders.
func (t Tree) clear(name string) {
	for _, other := range t.inside(name) {
		delete(t, other)
	}
	for i, c := range name {
		if c == '/' {
			delete(t, name[:i])
		}
	}
}

// Verb is what an Op does.
type Verb uint8

// The verbs. Each can be done to any tree, if only by doing nothing.
const (
	Write   Verb = iota // to the file itself, with the folders it needs, in place of what stands in its way
	Replace             // the same, by a new file that takes the name of the old
	Remove              // of a file, or of a folder with all in it
	Rename              // likewise, in place of what has the name
	Touch               // a new time, and nothing else
)

// String is the verb in a word.
func (v Verb) String() string {
	return [...]string{"write", "replace", "remove", "rename", "touch"}[v]
}

// Op is one step of a change.
type Op struct {
	Do      Verb
	Name    string
	To      string // Rename
	Content string // Write, Replace
}

// String is the step in a line, with the content quoted.
func (o Op) String() string {
	switch o.Do {
	case Write, Replace:
		return fmt.Sprintf("%v %s %q", o.Do, o.Name, o.Content)
	case Rename:
		return fmt.Sprintf("%v %s %s", o.Do, o.Name, o.To)
	}
	return fmt.Sprintf("%v %s", o.Do, o.Name)
}

// idle says whether a Rename leads into itself, which is not done.
func (o Op) idle() bool {
	return o.Do == Rename && (under(o.To, o.Name) || under(o.Name, o.To))
}

func (o Op) apply(t Tree) {
	switch {
	case o.idle():
	case o.Do == Write || o.Do == Replace:
		t.clear(o.Name)
		t[o.Name] = o.Content
	case o.Do == Remove:
		for _, name := range t.inside(o.Name) {
			delete(t, name)
		}
	case o.Do == Rename:
		o.rename(t)
	}
}

func (o Op) rename(t Tree) {
	moved := t.inside(o.Name)
	if len(moved) == 0 {
		return
	}
	t.clear(o.To)
	for _, name := range moved {
		t[o.To+strings.TrimPrefix(name, o.Name)] = t[name]
		delete(t, name)
	}
}

// Change is what is done to a site between two looks at it.
type Change struct {
	Title string // "kind of change: what it was done to"
	Ops   []Op
	All   bool // whoever follows is to be told that anything may have changed
}

// Kind is the kind of a change; "several" where it is of more than one.
func (c Change) Kind() string {
	if strings.Contains(c.Title, "; ") {
		return "several"
	}
	kind, _, _ := strings.Cut(c.Title, ":")
	return kind
}

// Apply carries the change out and returns the names of the files that were
// created, changed or removed by it, or touched, sorted.
func (c Change) Apply(t Tree) []string {
	before := maps.Clone(t)
	names := map[string]bool{}
	for _, op := range c.Ops {
		op.apply(t)
		if _, there := t[op.Name]; there && op.Do == Touch {
			names[op.Name] = true
		}
	}
	for _, both := range []Tree{before, t} {
		for name := range both {
			old, was := before[name]
			if content, is := t[name]; was != is || old != content {
				names[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}
