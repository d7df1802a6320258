package site

import "concord/internal/record"

// search fills the search page.
func (b *builder) search() (Search, error) {
	view := Search{
		Page:    b.page(b.indexTitle("search"), b.Text("Search every paragraph, agency, instrument, date and term of the record.")),
		Root:    b.href(b.SearchRoot),
		Indexes: []Count{b.agencyCount(), b.instrumentCount(), b.dateCount(), b.termCount()},
	}
	for _, kind := range []record.Kind{record.Statement, record.Annex} {
		for _, m := range b.byKind[kind] {
			link := b.toDocument(m.Document)
			if label := m.Document.Label; label != "" && label != link.Title {
				link.Title = label + ": " + link.Title
			}
			view.Documents = append(view.Documents, link)
		}
	}
	return view, nil
}
