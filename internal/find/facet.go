package find

import (
	"cmp"
	"slices"
	"strings"
)

// Value is a property with how many of the entries found have it.
type Value struct {
	Property string `json:"property"` // "kind:mou"
	Count    int    `json:"count"`
	Chosen   bool   `json:"chosen,omitempty"` // the query asks for it
}

// Facet counts what a query finds by the properties of a sort ("agency",
// "kind", "pillar" or "year"), without the query's own filters of that sort, the
// most frequent first. A query without words counts all entries. Like Total, the
// counts are upper bounds. An error is a *FileError.
func (ix *Index) Facet(query, sort string, o Options) ([]Value, error) {
	q := Parse(query)
	chosen := Query{}
	q.Filters = slices.DeleteFunc(q.Filters, func(f Filter) bool {
		if f.Sort != sort {
			return false
		}
		if !f.Not {
			chosen.Filters = append(chosen.Filters, f)
		}
		return true
	})
	_, s, err := ix.find(q, o.Typing, true)
	if err != nil {
		return nil, err
	}
	files := ix.filesOf(sort+":", len(ix.root.Cuts))
	if err := ix.readVocabularies(files); err != nil {
		return nil, err
	}
	keys := ix.keysFrom(sort+":", files)
	if err := ix.readLists(keys); err != nil {
		return nil, err
	}
	found := make([]bool, ix.slots)
	for _, slot := range s.order {
		found[slot] = true
	}
	values := []Value{}
	for _, k := range keys {
		list, err := ix.list(k)
		if err != nil {
			return nil, err
		}
		v := Value{Property: k.Text, Chosen: chosen.chooses(sort, k.Text)}
		for _, posting := range list {
			if found[posting.Slot] {
				v.Count++
			}
		}
		if v.Count > 0 || v.Chosen {
			values = append(values, v)
		}
	}
	slices.SortFunc(values, func(a, b Value) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Property, b.Property))
	})
	return values, nil
}

// chooses says whether one of the filters asks for a property.
func (q *Query) chooses(sort, property string) bool {
	value := strings.TrimPrefix(property, sort+":")
	return slices.ContainsFunc(q.Filters, func(f Filter) bool {
		if f.Value != "" {
			return f.Value == value
		}
		return len(value) == 4 && f.First <= value && value <= f.Last
	})
}
