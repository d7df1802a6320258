package engine

import (
	"context"

	"concord/internal/catalogue"
	"concord/internal/search"
	"concord/internal/site"
)

// WriteSearch makes the search index of an evaluation without errors and hands
// its files over, from several goroutines. The content of a file is valid for
// the call alone.
func (e *Evaluation) WriteSearch(write func(path string, content []byte) error) (search.Stats, error) {
	return writeSearch(context.Background(), e.Site, e.options.Progress, write)
}

// writeSearch makes the search index of a site.
func writeSearch(ctx context.Context, s *site.Site, progress Progress, write func(path string, content []byte) error) (search.Stats, error) {
	entries := catalogue.Entries(s)
	progress.Begin("search", len(entries))
	for i := range entries {
		read, path := entries[i].Content, entries[i].Path
		entries[i].Content = func() (_ search.Content, err error) {
			defer failure(path, &err)
			defer progress.Step()
			if err := ctx.Err(); err != nil {
				return search.Content{}, err
			}
			return read()
		}
	}
	return search.Build(search.Input{Entries: entries, Pillars: catalogue.Pillars(s)}, write, parallel)
}
