package serve

import (
	"context"

	"concord/internal/engine"
)

// Site is what the preview shows: engine.Live, or what a test has in its place.
type Site interface {
	Update(ctx context.Context, c engine.Changes) error
	File(path string) (engine.File, error)
	State() engine.State
	Notes(path string) (engine.Notes, error)
	Close() error
}
