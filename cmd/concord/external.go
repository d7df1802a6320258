package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"concord/internal/diag"
	"concord/internal/engine"
	"concord/internal/external"
)

// askOthers asks other sites whether the pages that a site links to are there.
// Answers that could not be kept for the next time are no failure of this one.
func askOthers(ctx context.Context, e *engine.Evaluation, m *meter, stderr io.Writer) ([]diag.Diagnostic, error) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt) // ends at once, and what was found out is kept
	defer stop()
	defer m.clear()
	list, err := external.Check(ctx, linksOf(e), external.Options{Cache: answers(), Progress: m.counter("links")})
	switch {
	case ctx.Err() != nil:
		return nil, errors.New("the links to other sites were not all checked: interrupted")
	case err != nil:
		fmt.Fprintf(stderr, "concord: %v\n", err)
	}
	return list, nil
}

// linksOf are the links of all documents to other sites.
func linksOf(e *engine.Evaluation) []external.Link {
	if e.Site == nil {
		return nil // there are errors, and no documents
	}
	var links []external.Link
	for _, member := range e.Site.Members {
		if found := member.Facts.External; len(found) > 0 {
			file := member.Document.Path
			text := e.Text(file)
			links = append(links, external.Links(file, text, text, found)...)
		}
	}
	return links
}

// answers is the file in which the answers of other sites are kept, "" where
// the system has no place for it.
func answers() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "concord", "links.json")
}
