package watch

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"sync"
	"sync/atomic"
)

// territory is what is watched, and which folders of it are.
type territory struct {
	disk    disk
	folders []string // the options'
	ignore  func(string) bool
	folds   bool // the system may take names that differ in case only for the same

	// listed are the folders that could be read, all of them watched where
	// events tell: what happens in them is not missed.
	listed map[string]struct{}
	watch  func(folder string) error // nil where nothing is watched
}

// covers says whether a name is one of the watched folders or in one.
func (t *territory) covers(name string) bool {
	return slices.ContainsFunc(t.folders, func(f string) bool { return name == f || below(name, f) })
}

// leads says whether a name is on the way to a watched folder.
func (t *territory) leads(name string) bool {
	return slices.ContainsFunc(t.folders, func(f string) bool { return below(f, name) })
}

// passes says whether a name is passed over.
func (t *territory) passes(name string) bool {
	return !slices.Contains(t.folders, name) && t.ignore(name)
}

func (t *territory) lists(folder string) bool {
	_, ok := t.listed[folder]
	return ok
}

// survey is one look at what is there. First the folders in question are
// watched and listed, in this order so that nothing is missed between; then
// the files in question are looked at, many together.
type survey struct {
	*territory
	known map[string]entry // what was there

	all     bool                       // all folders are listed: what no list has is not there
	wishes  map[string]wish            // the names to look at
	blocked map[string]bool            // folders that cannot be read
	names   map[string]map[string]bool // the lists of folders, where the system folds names
	failed  error                      // why no more folders can be watched
}

// wish is how a name is looked at.
type wish struct {
	sure   bool // the file is read whatever its stamp
	listed bool // its folder lists it
}

func newSurvey(t *territory, known map[string]entry) *survey {
	return &survey{
		territory: t, known: known,
		wishes: map[string]wish{}, blocked: map[string]bool{}, names: map[string]map[string]bool{},
	}
}

// everything asks for all folders and files, those that were and those that are.
func (s *survey) everything() {
	s.all = true
	s.listed = map[string]struct{}{}
	s.approach()
	for _, f := range s.folders {
		s.visit(f, wish{listed: true})
	}
	for name := range s.known {
		s.want(name, wish{})
	}
}

// approach watches the folders on the way to those that are watched, to see
// these come and go.
func (s *survey) approach() {
	way := map[string]bool{}
	for _, f := range s.folders {
		for f != "." {
			f = path.Dir(f)
			way[f] = true
		}
	}
	for f := range way {
		s.begin(f)
	}
}

// visit asks for what is at a name: a folder with all that is in it, or a file.
func (s *survey) visit(name string, w wish) {
	if s.isFolder(name) {
		s.walk(name)
	}
	s.want(name, w)
}

// revisit asks for all that is, and was, at and below a known folder.
func (s *survey) revisit(folder string) {
	for f := range s.listed {
		if f == folder || below(f, folder) {
			delete(s.listed, f)
		}
	}
	s.visit(folder, wish{})
	for name := range s.known {
		if below(name, folder) {
			s.want(name, wish{})
		}
	}
}

// relist asks for what is new in a known folder, and for what is no more. It
// says whether a known folder is no more.
func (s *survey) relist(folder string) bool {
	entries, ok := s.list(folder)
	if !ok {
		s.revisit(folder)
		return false
	}
	is, isFolder := make(map[string]bool, len(entries)), map[string]bool{}
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		is[name], isFolder[name] = true, e.IsDir()
		_, known := s.known[name]
		if known && !e.IsDir() || s.lists(name) || s.passes(name) {
			continue
		}
		s.visit(name, wish{sure: true, listed: true})
	}
	for name := range s.known {
		if path.Dir(name) == folder && !is[name] {
			s.want(name, wish{})
		}
	}
	for f := range s.listed {
		if f != folder && path.Dir(f) == folder && !isFolder[f] {
			return true
		}
	}
	return false
}

func (s *survey) want(name string, w wish) {
	old := s.wishes[name]
	s.wishes[name] = wish{sure: old.sure || w.sure, listed: old.listed || w.listed}
}

// isFolder says whether a name is a folder to go into: not one behind a link,
// except in the place of a watched folder.
func (s *survey) isFolder(name string) bool {
	info, err := s.disk.lstat(name)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 && slices.Contains(s.folders, name) {
		info, err = s.disk.statLink(name)
	}
	return err == nil && info.IsDir()
}

// walk asks for all files in a folder and in those below it.
func (s *survey) walk(folder string) {
	if s.lists(folder) || !s.begin(folder) {
		return
	}
	entries, ok := s.list(folder)
	if !ok {
		return
	}
	s.listed[folder] = struct{}{}
	for _, e := range entries {
		switch name := path.Join(folder, e.Name()); {
		case s.passes(name):
		case e.IsDir():
			s.walk(name)
		default:
			s.want(name, wish{listed: true})
		}
	}
}

// begin watches a folder, and says whether to list it. Once a watch failed all
// is going to be polled.
func (s *survey) begin(folder string) bool {
	if s.watch == nil || s.failed != nil {
		return true
	}
	switch err := s.watch(folder); {
	case err == nil:
	case vanished(err):
		return false
	case errors.Is(err, fs.ErrPermission):
		s.block(folder)
		return false
	default:
		s.failed = err
	}
	return true
}

// list lists a folder.
func (s *survey) list(folder string) ([]fs.DirEntry, bool) {
	entries, err := s.disk.list(folder)
	if err != nil && !vanished(err) {
		s.block(folder)
	}
	return entries, err == nil
}

// block notes that a folder cannot be read.
func (s *survey) block(folder string) {
	if s.covers(folder) {
		s.blocked[folder] = true
		s.want(folder, wish{listed: true})
	}
}

// findings looks at all that was asked for.
func (s *survey) findings(readers []*reader) []finding {
	list := make([]finding, 0, len(s.wishes))
	for name := range s.wishes {
		list = append(list, finding{name: name})
	}
	var next atomic.Int64
	look := func(r *reader) {
		for i := next.Add(1) - 1; i < int64(len(list)); i = next.Add(1) - 1 {
			f := &list[i]
			f.entry = s.look(r, f.name)
		}
	}
	s.listNames(list)
	var group sync.WaitGroup
	for _, r := range readers[1:min(len(readers), max(1, len(list)/2))] {
		group.Go(func() { look(r) })
	}
	look(readers[0])
	group.Wait()
	return list
}

// look returns what stands at a name, as the folders have shown it.
func (s *survey) look(r *reader, name string) entry {
	switch {
	case s.blocked[name]:
		return entry{kind: unreadable}
	case s.lists(name), !s.present(name):
		return entry{}
	}
	return r.look(name, s.known[name], s.wishes[name].sure)
}

// present says whether a name may be there: a folder that cannot be read hides
// what is in it, and what a list has by another case is not that name.
func (s *survey) present(name string) bool {
	if slices.Contains(s.folders, name) || s.wishes[name].listed {
		return true
	}
	folder := path.Dir(name)
	return !s.all && s.lists(folder) && (!s.folds || s.names[folder][name])
}

// listNames lists the folders of names that are to be found exactly.
func (s *survey) listNames(list []finding) {
	if !s.folds || s.all {
		return
	}
	for _, f := range list {
		folder := path.Dir(f.name)
		if s.names[folder] != nil || s.wishes[f.name].listed || !s.lists(folder) {
			continue
		}
		entries, _ := s.list(folder)
		s.names[folder] = make(map[string]bool, len(entries))
		for _, e := range entries {
			s.names[folder][path.Join(folder, e.Name())] = true
		}
	}
}
