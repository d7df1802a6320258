package serve

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"concord/internal/upheaval"
)

// faults are what happens to the sources beside edits. Each lasts a while, and
// is mended before the next begins.
type faults struct {
	*soak
	count int
	mend  func() // nil for nothing to mend
	order []int
}

func newFaults(s *soak) *faults { return &faults{soak: s} }

// next mends the last fault or lets another happen, each kind in its turn.
func (f *faults) next() {
	f.Helper()
	if f.mend != nil {
		f.end()
		return
	}
	kinds := f.kinds()
	if len(f.order) == 0 {
		f.order = f.random.Perm(len(kinds))
	}
	f.diary.note("fault %d", f.order[0])
	f.mend = kinds[f.order[0]]()
	f.order = f.order[1:]
	f.count++
}

// end mends what there is to mend. Whatever was done to the folder meanwhile,
// it is then what the editor thinks it is.
func (f *faults) end() {
	f.Helper()
	if f.mend == nil {
		return
	}
	f.diary.note("mended")
	f.mend()
	f.mend = nil
	f.pour(f.editor.Tree())
}

func (f *faults) kinds() []func() func() {
	return []func() func(){
		f.vanishing, f.halfWritten, f.folderForFile, f.fileForFolder, f.fileForTheme, f.forbidden, f.forbiddenFolder, f.linkIn, f.linkOut, f.linkLoop, f.linkToFolder,
		f.linkedFolder, f.branches, f.contentAway, f.contentGone, f.rootReplaced, f.rootAway, f.unreadable, f.unreadable, f.fullDisk, f.burst,
	}
}

// document is a name of one of the site's files.
func (f *faults) document() string {
	var names []string
	for _, name := range sortedNames(f.editor.Tree()) {
		if strings.HasSuffix(name, ".md") && !strings.Contains(name, "/.") {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "content/index.md"
	}
	return names[f.random.IntN(len(names))]
}

func (f *faults) write(name, text string) {
	f.Helper()
	must(f.T, os.MkdirAll(f.path(path.Dir(name)), 0o755))
	must(f.T, os.WriteFile(f.path(name), []byte(text), 0o644))
}

func (f *faults) remove(name string) {
	f.Helper()
	must(f.T, os.RemoveAll(f.path(name)))
}

// inPlace takes a name away, so that something else can have it.
func (f *faults) inPlace(name string) string {
	f.Helper()
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := os.Lstat(f.path(dir)); err == nil && !info.IsDir() {
			f.remove(dir)
		}
	}
	f.remove(name)
	must(f.T, os.MkdirAll(f.path(path.Dir(name)), 0o755))
	return f.path(name)
}

// vanishing: files are gone by the time that anyone looks.
func (f *faults) vanishing() func() {
	for i := range 50 {
		name := fmt.Sprintf("content/guide/passing-%d.md", i%7)
		f.inPlace(name)
		f.write(name, "---\ntitle: Passing\n---\n")
		f.remove(name)
	}
	return nil
}

// halfWritten: a file is written in two parts, and the second comes late.
func (f *faults) halfWritten() func() {
	name := f.document()
	text := f.editor.Tree()[name]
	w, err := os.Create(f.inPlace(name))
	must(f.T, err)
	_, err = w.WriteString(text[:len(text)/2])
	must(f.T, err)
	return func() {
		_, err := w.WriteString(text[len(text)/2:])
		must(f.T, err)
		must(f.T, w.Close())
	}
}

func (f *faults) folderForFile() func() {
	name := f.document()
	must(f.T, os.MkdirAll(f.inPlace(name), 0o755))
	f.write(name+"/inner.md", "---\ntitle: Inner\n---\n")
	return func() {}
}

func (f *faults) fileForFolder() func() {
	name := []string{"content/annexes", "content/agencies", "content/mous"}[f.random.IntN(3)]
	must(f.T, os.WriteFile(f.inPlace(name), []byte("a file"), 0o644))
	return func() {}
}

// fileForTheme: with a file in the place of such a folder the site cannot be
// read at all, until it is gone.
func (f *faults) fileForTheme() func() {
	f.Helper()
	f.settle()
	name := []string{"templates", "templates/partials", "static", "static/css"}[f.random.IntN(4)]
	must(f.T, os.WriteFile(f.inPlace(name), []byte("a file"), 0o644))
	select {
	case <-f.site.updated:
	case <-time.After(patient):
		f.Fatalf("nobody sees that %s is a file", name)
	}
	f.pour(f.editor.Tree())
	return nil
}

// forbidden: a file may not be read. For root that is no obstacle, and linkLoop
// stands for it.
func (f *faults) forbidden() func() {
	if os.Geteuid() == 0 {
		return f.linkLoop()
	}
	name := f.path(f.document())
	if os.Chmod(name, 0) != nil {
		return nil
	}
	return func() { _ = os.Chmod(name, 0o644) }
}

func (f *faults) forbiddenFolder() func() {
	name := f.path([]string{"content", "content/agencies", "content/annexes"}[f.random.IntN(3)])
	if os.Geteuid() == 0 {
		return f.linkLoop()
	}
	if os.Chmod(name, 0) != nil {
		return nil
	}
	return func() { _ = os.Chmod(name, 0o755) }
}

func (f *faults) link(target, name string) func() {
	f.Helper()
	must(f.T, os.Symlink(target, f.inPlace(name)))
	return func() {}
}

// linkIn: a link to a file that is not watched itself, and changes.
func (f *faults) linkIn() func() {
	f.write("elsewhere/tides.md", "---\ntitle: Tides\n---\n\nTides.\n")
	f.link("../../elsewhere/tides.md", "content/guide/linked.md")
	if f.random.IntN(2) == 0 {
		f.compare()
	}
	f.write("elsewhere/tides.md", fmt.Sprintf("---\ntitle: Other tides %d\n---\n\nTides.\n", f.random.IntN(99)))
	return func() { f.remove("elsewhere") }
}

func (f *faults) linkOut() func()      { return f.link("../../../outside.md", f.document()) }
func (f *faults) linkLoop() func()     { name := f.document(); return f.link(path.Base(name), name) }
func (f *faults) linkToFolder() func() { return f.link("../agencies", "content/guide/agencies.md") }

// linkedFolder: the folder is elsewhere, and a link has its name.
func (f *faults) linkedFolder() func() {
	f.remove("elsewhere")
	if os.Rename(f.path("content"), f.path("elsewhere")) != nil {
		return nil
	}
	f.link("elsewhere", "content")
	return func() { f.remove("content"); f.remove("elsewhere") }
}

// branches: thousands of events come at once, and in the end all is as it was.
func (f *faults) branches() func() {
	own, other := f.editor.Tree(), upheaval.New(f.random.Uint64()).Tree()
	for range 10 {
		f.pour(other)
		f.pour(own)
	}
	return nil
}

// burst: thousands of files come, and go again.
func (f *faults) burst() func() {
	for i := range 2000 {
		f.write(fmt.Sprintf("content/burst/%d/%d.txt", i%20, i), fmt.Sprint(i))
		if i%100 == 0 {
			f.write(fmt.Sprintf("content/burst/%d/%d.md", i%20, i), fmt.Sprintf("---\ntitle: Page %d\n---\n\nTides of %d.\n", i, i))
		}
	}
	return func() { f.remove("content/burst") }
}

func (f *faults) contentAway() func() {
	away := f.path("away")
	if os.Rename(f.path("content"), away) != nil {
		return nil
	}
	return func() {
		f.remove("content") // somebody may have begun another
		must(f.T, os.Rename(away, f.path("content")))
	}
}

func (f *faults) contentGone() func() {
	f.remove("content")
	return func() {}
}

// rootReplaced: another folder has the place of the site's.
func (f *faults) rootReplaced() func() {
	must(f.T, os.Rename(f.root, f.root+"-before"))
	must(f.T, os.Mkdir(f.root, 0o755))
	f.pour(f.editor.Tree())
	must(f.T, os.RemoveAll(f.root+"-before"))
	return nil
}

// rootAway: the folder goes, and comes back after a while.
func (f *faults) rootAway() func() {
	must(f.T, os.Rename(f.root, f.root+"-away"))
	return func() {
		_ = os.RemoveAll(f.root)
		must(f.T, os.Rename(f.root+"-away", f.root))
	}
}

// unreadable: the preview alone fails to read some files.
func (f *faults) unreadable() func() {
	f.site.files.hurt(1+f.random.IntN(40), f.random.Uint32())
	f.pour(f.editor.Tree())
	return nil
}

// fullDisk: an update fails, and so does the next try.
func (f *faults) fullDisk() func() {
	f.site.fail(1 + f.random.IntN(2))
	return nil
}

func sortedNames(tree upheaval.Tree) []string {
	names := make([]string, 0, len(tree))
	for name := range tree {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
