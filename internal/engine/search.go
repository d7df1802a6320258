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

// writeSearch makes the search indexes of a site, one for each language. What it
// tells of them is of the first.
func writeSearch(ctx context.Context, s *site.Site, progress Progress, write func(path string, content []byte) error) (first search.Stats, err error) {
	for i, in := range s.Editions() {
		stats, err := writeIndex(ctx, s, in, progress, func(path string, content []byte) error { return write(in.Folder+path, content) })
		if err != nil {
			return first, err
		}
		if i == 0 {
			first = stats
		}
	}
	return first, nil
}

func writeIndex(ctx context.Context, s *site.Site, in *site.Edition, progress Progress, write func(path string, content []byte) error) (search.Stats, error) {
	entries := catalogue.Entries(s, in)
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
