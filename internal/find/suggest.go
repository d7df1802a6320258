package find

import (
	"slices"
	"strings"
	"unicode/utf8"

	"concord/internal/search"
)

const maxSuggestions = 3

// suggest returns queries like the plan's that find something: with other words
// for those that are nowhere, with a property that there is, without quotation
// marks, without filters.
func (ix *Index) suggest(p *plan) ([]string, error) {
	likely, err := ix.likely(p)
	if err != nil {
		return nil, err
	}
	text := p.query.Text
	bare := strings.Map(func(c rune) rune {
		if isQuote(c) {
			return -1
		}
		return c
	}, text)
	var found []string
	for _, other := range []string{replaced(text, likely), spaced(bare), replaced(text, withoutFilters(p.query))} {
		if other == spaced(text) || other == "" || slices.Contains(found, other) || len(found) == maxSuggestions {
			continue
		}
		_, s, err := ix.find(Parse(other), false, true)
		if err != nil {
			return nil, err
		}
		if len(s.order) > 0 && !s.partial {
			found = append(found, other)
		}
	}
	return found, nil
}

// edit is a change of a query's text.
type edit struct {
	start, end int // bytes
	text       string
}

// replaced returns a text after the edits, which are in order, with one space
// between its words.
func replaced(text string, edits []edit) string {
	var out strings.Builder
	at := 0
	for _, e := range edits {
		out.WriteString(text[at:e.start])
		out.WriteString(e.text)
		at = e.end
	}
	out.WriteString(text[at:])
	return spaced(out.String())
}

func spaced(text string) string { return strings.Join(strings.FieldsFunc(text, isSpace), " ") }

func withoutFilters(q Query) []edit {
	var edits []edit
	for _, f := range q.Filters {
		if !f.Not {
			edits = append(edits, edit{f.Start, f.End, ""})
		}
	}
	return edits
}

// likely returns edits that put in words and properties of the index for those
// that it does not have.
func (ix *Index) likely(p *plan) ([]edit, error) {
	var edits []edit
	for _, t := range p.terms {
		if len(t.choices) > 0 || t.Script != search.Letters || t.Number != "" {
			continue
		}
		files := ix.likeFiles(t.Folded)
		if err := ix.readVocabularies(files); err != nil {
			return nil, err
		}
		bound := min(3, utf8.RuneCountInString(t.Folded)/2)
		if near := ix.like(t.Folded, bound, t.typed, files); len(near) > 0 {
			edits = append(edits, edit{t.Start, t.End, near[0].Text})
		}
	}
	for _, f := range p.query.Filters {
		files := ix.filesOf(f.Sort+":", maxPrefixFiles)
		if err := ix.readVocabularies(files); err != nil {
			return nil, err
		}
		if near := ix.likeProperty(f, files); near != "" && len(ix.propertyKeys(f)) == 0 {
			edits = append(edits, edit{f.Start, f.End, near})
		}
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.start - b.start })
	return edits, nil
}

// likeProperty returns the property that a filter may mean, "" for none.
func (ix *Index) likeProperty(f Filter, files []int) string {
	near, bound := "", 2
	if f.Value == "" {
		return ""
	}
	for _, k := range ix.keysFrom(f.Sort+":", files) {
		value := strings.TrimPrefix(k.Text, f.Sort+":")
		if d := Distance([]rune(f.Value), []rune(value), bound, true); d < bound || d == bound && near == "" {
			near, bound = k.Text, d
		}
	}
	return near
}
