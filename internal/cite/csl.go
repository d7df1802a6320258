package cite

import (
	"bytes"
	"encoding/json"
	"fmt"

	"concord/internal/record"
)

// cslItem is an item of CSL-JSON, version 1.0.2.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Note      string    `json:"note,omitempty"`
	Language  string    `json:"language,omitempty"`
	URL       string    `json:"URL,omitempty"`
}

// cslName is a name that is not taken apart.
type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Literal string  `json:"literal,omitempty"`
}

// CSLJSON is a list with an item, on a line of its own, for each work. Their type is "webpage", whose
// container is the site; a "document" has none in most styles, and a "treaty" or
// "legislation" would have a force that the record does not state.
func CSLJSON(works ...*Work) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // no HTML page holds the file
	b.WriteString("[\n")
	for i, w := range works {
		if i > 0 {
			b.Truncate(b.Len() - len("\n"))
			b.WriteString(",\n")
		}
		if err := enc.Encode(cslOf(w)); err != nil {
			return nil, fmt.Errorf("encode %s as CSL-JSON: %w", w.ID, err)
		}
	}
	b.WriteString("]\n")
	return b.Bytes(), nil
}

func cslOf(w *Work) cslItem {
	f := newFacts(w, "")
	item := cslItem{
		ID: key(w.ID), Type: "webpage", Title: f.title, Container: f.site,
		Issued: cslDateOf(w.Date), Note: f.label, Language: clean(w.Language), URL: f.url,
	}
	for _, name := range f.authors {
		item.Author = append(item.Author, cslName{name})
	}
	return item
}

// cslDateOf is nil for no date. An interval with an open end is in words, as the
// format knows only closed ones.
func cslDateOf(e record.EDTF) *cslDate {
	if e.IsZero() {
		return nil
	}
	from, to := e.Ends()
	switch {
	case from.IsZero() || to.IsZero():
		return &cslDate{Literal: e.English()}
	case !e.IsInterval():
		return &cslDate{Parts: [][]int{cslParts(e)}}
	}
	return &cslDate{Parts: [][]int{cslParts(from), cslParts(to)}}
}

func cslParts(e record.EDTF) []int {
	m := momentOf(e)
	switch {
	case m.month == 0:
		return []int{m.year}
	case m.day == 0:
		return []int{m.year, m.month}
	}
	return []int{m.year, m.month, m.day}
}
