package engine

import (
	"bytes"
	"errors"
	"hash/maphash"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/mention"
	"concord/internal/record"
	"concord/internal/source"
)

const (
	contentFolder = "content"

	codeNoContent diag.Code = "no-content"
	codeSameID    diag.Code = "same-id"
)

// heldText is how many bytes of source text are kept between reading front
// matters and compiling bodies; what goes beyond is read again.
const heldText = 160 << 20

// sources is what the files under content/ say, each by itself.
type sources struct {
	seed   maphash.Seed     // of the sums of texts
	byName map[string]*file // every Markdown file
	byID   map[string]*file // those of files, by the ids of their documents
	files  []*file          // those with an id of their own, in the order of their documents
	walked []diag.Diagnostic
	config []diag.Diagnostic
	ids    []diag.Diagnostic
	wrong  map[*file]bool // in which something is

	// unsettled are the files that were decoded by runs of which the last one
	// did not come to its end: what follows from them may not be done.
	unsettled map[*file]bool
	relisted  bool // in such a run the list of files became another

	// fresh are the files that may be others than their members, since the last
	// update that was not taken back.
	fresh      map[*file]bool
	rearranged bool // since then, other files may have members
}

// file is one Markdown file on its way to a member of the concordance.
type file struct {
	name        string // from the site's root
	document    *record.Document
	definitions []mention.Definition
	read        []diag.Diagnostic
	text        []byte // held, or nil
	sum         uint64 // of the text, 0 where there was none to read

	stale    bool // it must be compiled
	compiled compiled
	member   *concord.Member // its seat in the concordance, nil where it has none
	checked  []diag.Diagnostic
	as       *record.Document // it was checked as, nil where it was not
}

// take returns the file's text and lets go of it. It is nil where the file is no
// more what was decoded.
func (f *file) take(site fs.FS, seed maphash.Seed) []byte {
	if text := f.text; text != nil {
		f.text = nil
		return text
	}
	text, diags := source.ReadText(site, f.name)
	if diags != nil || maphash.Bytes(seed, text) != f.sum {
		return nil
	}
	return text
}

// read reads what changed under content/.
func (e *Evaluation) read(c Changes, r *revision) error {
	s := &e.sources
	first := s.byName == nil
	if first {
		*s = sources{seed: maphash.MakeSeed(), byName: map[string]*file{}, wrong: map[*file]bool{}, unsettled: map[*file]bool{}, fresh: map[*file]bool{}}
	}
	if c.All || slices.Contains(c.Names, record.ConfigPath) {
		e.readConfig(r)
	}
	changed, err := e.list(c)
	if err != nil {
		return err
	}
	size := e.decode(changed)
	if first && e.options.OnRead != nil {
		e.options.OnRead(size)
	}
	r.first = r.first || first
	return nil
}

func (e *Evaluation) readConfig(r *revision) {
	text, diags := source.ReadText(e.reading, record.ConfigPath)
	var list []diag.Diagnostic
	if diags != nil && text == nil {
		if _, err := fs.Stat(e.options.Site, record.ConfigPath); err == nil {
			list = diags
		}
	}
	config, diags := record.DecodeConfig(text)
	e.sources.config = append(list, diags...)
	if e.options.BaseURL != "" {
		config.BaseURL = strings.TrimSuffix(e.options.BaseURL, "/") + "/"
	}
	e.Config = config
}

// list returns the Markdown files that may have changed. Unless single files
// came, changed or went, the folder is listed again.
func (e *Evaluation) list(c Changes) ([]*file, error) {
	s := &e.sources
	if c.All {
		return e.walk(c, nil)
	}
	var changed []*file
	walk := len(s.walked) > 0
	for _, name := range slices.Compact(slices.Sorted(slices.Values(c.Names))) {
		below, content := strings.CutPrefix(name, contentFolder+"/")
		if name == record.ConfigPath || isWords(name) || !content {
			continue
		}
		info, err := fs.Stat(e.options.Site, name)
		regular := err == nil && info.Mode().IsRegular()
		switch f := s.byName[name]; {
		case f != nil && regular:
			changed = append(changed, f)
		case f != nil && errors.Is(err, fs.ErrNotExist):
			if e.options.OnFile != nil { // it may be back as it was before anybody else looks
				e.options.OnFile(name, Sum{}, false)
			}
			s.drop(f)
			walk = walk || len(s.byName) == 0
		case f == nil && regular && path.Ext(name) == ".md" && source.Listed(below):
			changed = append(changed, s.add(name))
		default:
			walk = walk || !regular || !slices.Contains(e.other, below)
		}
	}
	if !walk {
		return changed, nil
	}
	return e.walk(c, changed)
}

func (s *sources) add(name string) *file {
	f := &file{name: name}
	s.byName[name] = f
	s.relisted = true
	return f
}

func (s *sources) drop(f *file) {
	delete(s.byName, f.name)
	delete(s.unsettled, f)
	delete(s.fresh, f)
	delete(s.wrong, f)
	s.relisted = true
}

// walk lists the folder content/ and adds the new files to those that changed.
func (e *Evaluation) walk(c Changes, changed []*file) ([]*file, error) {
	s := &e.sources
	names, diags, err := source.Walk(e.options.Site, contentFolder)
	if err != nil {
		return nil, err
	}
	s.walked, e.other = diags, nil
	gone := maps.Clone(s.byName)
	for _, name := range names {
		switch {
		case name == record.ConfigPath, isWords(name):
		case path.Ext(name) != ".md":
			e.other = append(e.other, strings.TrimPrefix(name, contentFolder+"/"))
		case s.byName[name] == nil:
			changed = append(changed, s.add(name))
		default:
			if delete(gone, name); c.All {
				changed = append(changed, s.byName[name])
			}
		}
	}
	for _, f := range gone {
		s.drop(f)
		changed = slices.DeleteFunc(changed, func(o *file) bool { return o == f })
	}
	if len(s.byName) == 0 {
		s.walked = append(s.walked, diag.Diagnostic{
			Severity: diag.Error, Code: codeNoContent, Span: diag.File(contentFolder),
			Message: "the folder holds no Markdown files",
			Hint:    "write " + contentFolder + "/index.md to begin with",
		})
		s.relisted = true
	}
	return changed, nil
}

// decode reads files and decodes their front matters. It returns how many bytes
// they have.
func (e *Evaluation) decode(files []*file) int64 {
	s := &e.sources
	e.options.Progress.Begin("read", len(files))
	before := make([]*record.Document, len(files))
	var held atomic.Int64
	_ = parallel(len(files), func(_, i int) error {
		before[i] = files[i].document
		files[i].decode(e.reading, s.seed, &held)
		e.options.Progress.Step()
		return nil
	})
	for i, f := range files {
		if f.document == nil && e.isGone(f) {
			s.drop(f) // after it was listed: nothing would tell of it again
			continue
		}
		s.unsettled[f], s.fresh[f] = true, true
		s.note(f)
		if !inPlace(before[i], f.document) {
			s.relisted = true
		}
	}
	if s.relisted {
		s.arrange()
	}
	return held.Load()
}

// inPlace says whether a document takes the place of the one before it.
func inPlace(before, now *record.Document) bool {
	if before == nil || now == nil {
		return before == now
	}
	return before.ID == now.ID && before.Compare(now) == 0
}

func (e *Evaluation) isGone(f *file) bool {
	_, err := fs.Stat(e.options.Site, f.name)
	return errors.Is(err, fs.ErrNotExist)
}

func (f *file) decode(site fs.FS, seed maphash.Seed, held *atomic.Int64) {
	text, diags := source.ReadText(site, f.name)
	sum := maphash.Bytes(seed, text)
	if diags == nil && f.document != nil && f.sum == sum {
		return // a touch
	}
	f.stale, f.text, f.sum = true, nil, sum
	if diags != nil {
		f.document, f.definitions, f.read, f.compiled, f.checked, f.as = nil, nil, diags, compiled{}, nil, nil
		return
	}
	f.document, f.read = record.Decode(strings.TrimPrefix(f.name, contentFolder+"/"), text)
	f.definitions = nil
	if f.document.Kind.Official() {
		f.definitions = mention.Definitions(text[f.document.Body:])
	}
	if held.Add(int64(len(text))) <= heldText {
		f.text = text
	}
}

// arrange puts the files that have an id of their own into the order of their
// documents.
func (s *sources) arrange() {
	s.rearranged = true
	s.ids, s.files = nil, make([]*file, 0, len(s.byName))
	byID := make(map[string]*file, len(s.byName))
	s.byID = byID
	for _, name := range slices.SortedFunc(maps.Keys(s.byName), compareNames) {
		f := s.byName[name]
		if f.document == nil {
			continue
		}
		if first := byID[f.document.ID]; first != nil {
			s.ids = append(s.ids, diag.Diagnostic{
				Severity: diag.Error, Code: codeSameID, Span: diag.File(f.name),
				Message: "the document has the same id as another: " + f.document.ID,
				Notes:   []string{"the other is " + first.name}, Hint: "rename one of the files",
			})
			f.stale = true // by the time it has an id of its own
			continue
		}
		byID[f.document.ID] = f
		s.files = append(s.files, f)
	}
	slices.SortFunc(s.files, func(a, b *file) int { return a.document.Compare(b.document) })
}

// compareNames puts names into the order in which folders are walked.
func compareNames(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	switch {
	case n == len(a) || n == len(b):
		return len(a) - len(b)
	case a[n] == '/':
		return -1
	case b[n] == '/':
		return 1
	}
	return int(a[n]) - int(b[n])
}

// settled says that all that follows from the files is done.
func (s *sources) settled() {
	clear(s.unsettled)
	s.relisted = false
}

// applied says that the members are what the files are.
func (s *sources) applied() {
	clear(s.fresh)
	s.rearranged = false
}

// has says whether a file is one of those with an id of their own.
func (s *sources) has(f *file) bool {
	return f != nil && f.document != nil && s.byID[f.document.ID] == f
}

// note notes whether something is wrong in a file.
func (s *sources) note(f *file) {
	if len(f.read)+len(f.compiled.diags)+len(f.checked) > 0 {
		s.wrong[f] = true
	} else {
		delete(s.wrong, f)
	}
}

func (s *sources) diagnostics(all bool) []diag.Diagnostic {
	list := slices.Concat(s.walked, s.config, s.ids)
	for f := range s.wrong {
		list = append(list, f.read...)
		if all && s.has(f) {
			list = append(append(list, f.compiled.diags...), f.checked...)
		}
	}
	return list
}

// Text returns the text of a source file, to show in a diagnostic; nil where
// there is none to read.
func (e *Evaluation) Text(path string) []byte {
	text, _ := source.ReadText(e.options.Site, path)
	return text
}

// find locates words in a file, or the file as a whole where they do not stand
// there as given.
func find(name string, text []byte, words string) diag.Span {
	if i := bytes.Index(text, []byte(words)); i >= 0 {
		return diag.At(name, text, i, i+len(words))
	}
	return diag.File(name)
}
