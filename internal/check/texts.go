package check

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/mention"
	"concord/internal/record"
	"concord/internal/site"
)

// Texts checks every word of a site's documents. It reads all of them, several
// at a time. Its diagnostics are doubts.
//
// The texts are searched as they were kept. Only where something is found is the
// document compiled once more, to learn where it stands in the file, and that it
// is no code and in no link.
func Texts(s *site.Site, text func(path string) []byte) []diag.Diagnostic {
	t := &texts{checker: newChecker(s, text)}
	t.forms = newForms(t.checker.names())
	found := make([][]finding, len(s.Members))
	inParallel(len(s.Members), func() func(i int) {
		r := t.newReader()
		return func(i int) { found[i] = r.read(s.Members[i]) }
	})
	t.place(found)
	t.unlisted(found)
	t.misspelt(found)
	return t.diags
}

// texts checks the texts of one site.
type texts struct {
	*checker
	forms *forms
	mu    sync.Mutex // of text
}

// finding is a stretch of a document's text that may be a mistake.
type finding struct {
	start, end int // bytes of the document's text
	words      string
	near       []near // the names that it is near to, none for an unlisted name

	source diag.Edit // where it stands in the file, zero where it does not count
}

// source says whether the finding counts.
func (f *finding) counts() bool { return f.source.End > 0 }

// reader reads the texts of documents. It belongs to one goroutine.
type reader struct {
	*texts
	buf   []byte
	skip  []mention.Span
	names []mention.Name
}

func (t *texts) newReader() *reader { return &reader{texts: t} }

// read finds what may be wrong in the text of a document.
func (r *reader) read(m *concord.Member) []finding {
	paragraphs := m.Facts.Paragraphs
	if len(paragraphs) == 0 {
		return nil
	}
	text, err := m.Body.Text(0, int(paragraphs[len(paragraphs)-1].End), r.buf)
	if err != nil {
		return nil // a failure of the machine's, which whoever writes the page will report
	}
	r.buf = text
	r.skip = r.skip[:0]
	for i := range m.Facts.Mentions {
		x := &m.Facts.Mentions[i]
		r.skip = append(r.skip, mention.Span{Start: int(x.Start), End: int(x.End)})
	}
	found := r.forms.misspelt(string(text), r.skip)
	if !m.Document.Kind.Indexed() {
		return found
	}
	for _, f := range found {
		r.skip = append(r.skip, mention.Span{Start: f.start, End: f.end})
	}
	slices.SortStableFunc(r.skip, func(a, b mention.Span) int { return cmp.Compare(a.Start, b.Start) })
	r.names = mention.Unlisted(text, r.skip, r.site.Config.Sides, r.names[:0])
	for _, n := range r.names {
		if words := string(text[n.Start:n.End]); n.Agency && !r.forms.has(words) {
			found = append(found, finding{start: n.Start, end: n.End, words: strings.Join(strings.Fields(words), " ")})
		}
	}
	return found
}

// place finds out where the findings stand in their files.
func (t *texts) place(found [][]finding) {
	var entries []mention.Entry
	known := map[string]bool{}
	var documents []int
	for i, list := range found {
		for _, f := range list {
			if key := strings.ToLower(f.words); !known[f.words] {
				known[f.words] = true
				entries = append(entries, mention.Entry{Key: record.Key{Kind: record.KeyTerm, ID: key}, Name: f.words})
			}
		}
		if len(list) > 0 {
			documents = append(documents, i)
		}
	}
	v := &markup.Vocabulary{
		Lexicon: mention.NewLexicon(entries, nil), Subjects: map[record.Key]markup.Subject{}, RawHTML: t.site.Config.RawHTML,
	}
	inParallel(len(documents), func() func(i int) {
		c := markup.NewCompiler(v)
		return func(i int) { t.placeIn(c, t.site.Members[documents[i]], found[documents[i]]) }
	})
}

// placeIn finds out where findings stand in a document's file: its compiler
// takes them for names.
func (t *texts) placeIn(c *markup.Compiler, m *concord.Member, found []finding) {
	d := m.Document
	t.mu.Lock()
	src := t.text(d.Path)
	t.mu.Unlock()
	if len(src) < d.Body {
		return // the file has changed since
	}
	result := c.Compile(d, src)
	for i := range found {
		f := &found[i]
		at, _ := slices.BinarySearchFunc(result.Facts.Mentions, f.start, func(x record.Mention, start int) int { return cmp.Compare(int(x.Start), start) })
		for _, x := range result.Facts.Mentions[at:] {
			if int(x.Start) != f.start {
				break
			}
			if x.Key.Kind == record.KeyTerm && int(x.End) == f.end {
				start, end := int(x.SourceStart), int(x.SourceEnd)
				f.source = diag.Edit{File: d.Path, Start: start, End: end, Old: string(src[start:end])}
			}
		}
	}
}

// inParallel does n things on all cores. begin makes what does them, once for
// each goroutine.
func inParallel(n int, begin func() func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		all.Go(func() {
			do := begin()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}
