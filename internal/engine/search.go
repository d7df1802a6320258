package engine

import (
	"concord/internal/catalogue"
	"concord/internal/search"
)

// WriteSearch makes the search index of an evaluation without errors and hands
// its files over, from several goroutines. The content of a file is valid for
// the call alone.
func (e *Evaluation) WriteSearch(write func(path string, content []byte) error) (search.Stats, error) {
	entries := catalogue.Entries(e.Site)
	e.options.Progress.Begin("search", len(entries))
	for i := range entries {
		entries[i].Content = e.stepping(entries[i].Path, entries[i].Content)
	}
	in := search.Input{Entries: entries, Pillars: catalogue.Pillars(e.Site)}
	return search.Build(in, write, parallel)
}

// stepping reads what an entry says as one step of the stage.
func (e *Evaluation) stepping(path string, read func() (search.Content, error)) func() (search.Content, error) {
	return func() (_ search.Content, err error) {
		defer failure(path, &err)
		defer e.options.Progress.Step()
		return read()
	}
}
