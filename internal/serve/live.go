package serve

import (
	"context"

	"concord/internal/engine"
)

// Run shows the site in a folder until the context is over, which is no error.
func Run(ctx context.Context, folder string, o Options) error {
	return run(ctx, folder, o, func(s setup) Site {
		return engine.NewLive(engine.Options{
			Site: s.sources, Templates: o.Templates, Static: o.Static, BaseURL: o.BaseURL,
			Progress: s.progress, OnFile: s.onFile, OnRead: o.OnRead,
		})
	})
}
