package find

import (
	"slices"
	"strconv"
	"strings"

	"concord/internal/search"
)

// Options say how a query is meant and what part of its results is wanted.
type Options struct {
	Typing bool // the query's last word may not be whole yet
	From   int  // 0, or Next of the page before
	Groups int  // how many at most; 0 means 10
}

// Result is what was found. Its JSON is what the script gives.
type Result struct {
	Query       string       `json:"query"`
	Total       int          `json:"total"`   // entries found
	Exact       bool         `json:"exact"`   // Total is not only an upper bound
	Groups      []Group      `json:"groups"`  // the best first
	More        bool         `json:"more"`    // there are groups after these
	Next        int          `json:"next"`    // Options.From for them
	Partial     bool         `json:"partial"` // no entry has all words: these have the most
	Corrections []Correction `json:"corrections,omitempty"`
	Suggestions []string     `json:"suggestions,omitempty"` // queries that find something where this does not
	Notes       []string     `json:"notes,omitempty"`       // "too-long"
}

// noteTooLong says that the query has more than is looked for.
const noteTooLong = "too-long"

// Group is an entry that was found.
type Group struct {
	Path        string  `json:"path"`
	Kind        string  `json:"kind"`
	Title       []Piece `json:"title"`
	Label       string  `json:"label,omitempty"`
	Description []Piece `json:"description,omitempty"` // where there are no hits
	Pillar      int     `json:"pillar,omitempty"`      // 0 unless the whole entry belongs to just one
	Answer      bool    `json:"answer,omitempty"`      // the query names it, or a paragraph of it
	Hits        []Hit   `json:"hits,omitempty"`
	More        int     `json:"more,omitempty"` // paragraphs found beside the hits
}

// Hit is a paragraph that was found.
type Hit struct {
	Number  string  `json:"number"` // "7.3", which its anchor "para-7.3" ends with; "" for none
	Printed bool    `json:"printed,omitempty"`
	Heading string  `json:"heading,omitempty"`
	Pillar  int     `json:"pillar,omitempty"`
	Excerpt []Piece `json:"excerpt"`
	Score   int     `json:"-"`
}

// Piece is a stretch of a text.
type Piece struct {
	Text string `json:"text"`
	Mark bool   `json:"mark,omitempty"` // it is what was looked for
}

// Correction is a typing error that was passed over.
type Correction struct {
	From string `json:"from"` // as it was typed
	To   string `json:"to"`
}

// Search answers a query. An error is a *FileError.
func (ix *Index) Search(query string, o Options) (*Result, error) {
	q := Parse(query)
	result := &Result{Query: strings.ToValidUTF8(query, "\uFFFD"), Exact: true, Groups: []Group{}}
	if q.Cut {
		result.Notes = append(result.Notes, noteTooLong)
	}
	p, s, err := ix.find(q, o.Typing, len(q.Filters)+len(q.Excluded) > 0)
	if err != nil {
		return nil, err
	}
	for _, t := range p.terms {
		if t.meant != "" {
			result.Corrections = append(result.Corrections, Correction{q.Text[t.Start:t.End], t.meant})
		}
	}
	result.Partial = s.partial
	if err := ix.page(result, p, s, o); err != nil {
		return nil, err
	}
	if s.partial || len(result.Groups) == 0 && o.From <= 0 {
		result.Suggestions, err = ix.suggest(p)
	}
	return result, err
}

// find reads what a query needs beside the texts. With all set, a query without
// words and filters finds everything.
func (ix *Index) find(q Query, typing, all bool) (*plan, *selection, error) {
	p, err := ix.resolve(q, typing, all)
	if err != nil {
		return nil, nil, err
	}
	if err := ix.readLists(p.keys(ix)); err != nil {
		return nil, nil, err
	}
	s, err := ix.choose(p)
	return p, s, err
}

// page adds a page of groups to a result. Entries are read a window at a time,
// and ordered within it; From counts entries before the window and groups within
// it that have been shown.
func (ix *Index) page(result *Result, p *plan, s *selection, o Options) error {
	size := max(leastWindow, min(mostWindow, windowEntries/max(ix.root.Entries, 1)))
	groups := o.Groups
	if groups <= 0 {
		groups = 10
	}
	start := max(o.From, 0) / size * size
	skip := max(o.From, 0) - start
	dropped, windows, seen := 0, 0, 0
	for ; start < len(s.order) && windows < maxWindows && len(result.Groups) < groups; windows++ {
		end := min(start+size, len(s.order))
		entries, err := ix.window(p, s, start, end)
		if err != nil {
			return err
		}
		dropped, seen = dropped+end-start-len(entries), end
		for i := skip; i < len(entries); i++ {
			if len(result.Groups) == groups {
				result.More, result.Next = true, start+i
				break
			}
			result.Groups = append(result.Groups, p.group(entries[i]))
		}
		if result.More {
			break
		}
		start, skip = end, 0
	}
	if !result.More && start < len(s.order) {
		result.More, result.Next = true, start
	}
	result.Total = len(s.order) - dropped
	result.Exact = !p.decidedByText() || o.From <= 0 && seen == len(s.order)
	return nil
}

// decidedByText says whether only the texts tell which entries are found.
func (p *plan) decidedByText() bool {
	asked := len(p.terms) // what a paragraph must have together
	for _, f := range p.wanted {
		if f.sort != "kind" {
			asked++
		}
	}
	places := asked > len(p.terms) && asked > 1
	unwanted := slices.ContainsFunc(p.unwant, func(f property) bool { return f.sort != "kind" })
	return places || unwanted || len(p.query.Phrases)+len(p.query.Excluded) > 0
}

// window reads some of the entries in the order of the lists, and puts those
// that the texts show to be found in theirs.
func (ix *Index) window(p *plan, s *selection, start, end int) ([]*read, error) {
	slots := slices.Clone(s.order[start:end])
	for _, n := range p.names {
		slots = append(slots, n.targets()...)
	}
	if err := ix.readRecords(slots); err != nil {
		return nil, err
	}
	m := newMatcher(p, ix.record)
	var entries []*read
	for i := start; i < end; i++ {
		r := ix.record(s.order[i])
		if r == nil {
			continue
		}
		if e := m.rank(r, s.scores[s.order[i]], i < len(p.answers)); e != nil {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, compare)
	return entries, nil
}

// group returns an entry as it is shown.
func (p *plan) group(e *read) Group {
	r := e.record
	g := Group{
		Path: r.Path, Kind: r.Kind, Title: pieces(r.Title, e.title.marks, 0, len(r.Title)),
		Label: r.Label, Pillar: onlyPillar(r.Properties[:r.Own]), Answer: e.answer,
	}
	for _, s := range e.hits() {
		if len(g.Hits) == maxHits {
			g.More++
			continue
		}
		g.Hits = append(g.Hits, hit(r, s))
	}
	if len(g.Hits) == 0 {
		g.Description = description(e)
	}
	return g
}

// hits returns the paragraphs that are shown, one of each number: the best one,
// then the best with each word that those before lack, then the others with all
// words of the best one.
func (e *read) hits() []scored {
	var list []scored
	covered := 0
	add := func(s scored) {
		covered |= s.match.terms
		if !slices.ContainsFunc(list, func(o scored) bool { return e.sameNumber(o, s) }) {
			list = append(list, s)
		}
	}
	for i, s := range e.paragraphs {
		if i == 0 || s.match.terms&^covered != 0 && !e.paragraphs[0].precise {
			add(s)
		}
	}
	for _, s := range e.paragraphs {
		best := e.paragraphs[0]
		if best.match.terms&^s.match.terms == 0 && (s.precise || !best.precise) {
			add(s)
		}
	}
	return list
}

// sameNumber says whether paragraphs are one, or are cited alike.
func (e *read) sameNumber(a, b scored) bool {
	number := e.record.Paragraphs[a.number].Number
	return a.number == b.number || number != "" && number == e.record.Paragraphs[b.number].Number
}

func hit(r *search.Record, s scored) Hit {
	p := &r.Paragraphs[s.number]
	h := Hit{Number: p.Number, Printed: p.Printed, Excerpt: excerpt(p.Text, s.match), Score: s.score}
	if p.Heading >= 0 {
		h.Heading = r.Headings[p.Heading]
	}
	var own []string
	for _, i := range p.Properties {
		own = append(own, r.Properties[i])
	}
	if h.Pillar = onlyPillar(own); h.Pillar == 0 {
		h.Pillar = onlyPillar(r.Properties[:r.Own])
	}
	return h
}

// description returns what is shown of an entry without hits: what describes
// it, or how it begins.
func description(e *read) []Piece {
	if e.record.Description == "" && len(e.record.Paragraphs) > 0 {
		text := e.record.Paragraphs[0].Text
		return excerpt(text, &matched{text: text})
	}
	return excerpt(e.record.Description, e.about)
}

// onlyPillar returns the pillar among properties, 0 if there is none or more
// than one.
func onlyPillar(properties []string) int {
	pillar := 0
	for _, property := range properties {
		number, ok := strings.CutPrefix(property, "pillar:")
		if !ok {
			continue
		}
		n, err := strconv.Atoi(number)
		if pillar != 0 || !isDigits(number) || err != nil {
			return 0
		}
		pillar = n
	}
	return pillar
}
