package serve

import (
	"encoding/json"

	"concord/internal/diag"
)

// event is the state of the preview, as a browser at one page is told.
type event struct {
	Instance string `json:"instance"` // of the server
	Client   string `json:"client"`   // the hash of the preview's script
	Version  uint64 `json:"version"`
	Page     string `json:"page"` // the tag of what the page is now, "" if there is nothing
	Errors   int    `json:"errors"`
	Warnings int    `json:"warnings"`
	Done     int    `json:"done"`
	Total    int    `json:"total"`
}

// states are the events for browsers at each of some pages, but for pages that
// the site is still asked for: these have theirs when it answers. Before there is
// an edition that may take long; then these are told how reading goes on, and
// what keeps it from its end. The hub alone calls it.
func (s *Server) states(paths []string) map[string][]byte {
	state := s.config.Site.State()
	tags := s.tags.at(edition{state.Version, state.Ready}, paths)
	list := s.failure.with(state.Diags)
	e := event{
		Instance: s.instance, Client: s.client.hash, Version: state.Version,
		Errors: diag.Errors(list), Done: state.Done, Total: state.Total,
	}
	e.Warnings = len(list) - e.Errors
	events := make(map[string][]byte, len(paths))
	early := !state.Ready && (state.Done < state.Total || e.Errors > 0)
	for _, path := range paths {
		tag, known := tags[path]
		if !known && !early {
			continue
		}
		e.Page = tag
		events[path], _ = json.Marshal(e) // strings and numbers can always be written
	}
	return events
}
