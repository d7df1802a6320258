// Package serve shows a site while it is written: over HTTP, as the public will
// see it, and always as the sources are now.
//
// What is published is answered from the Site alone, byte for byte as a build
// writes it; the disk is never read for it. Only a page that a browser
// navigates to has something of the preview's own behind its published bytes:
// a script and a style sheet, which follow the sources. Everything else of the
// preview's own is below /_concord/, since no published name begins with "_":
//
//	events       states as server-sent events, for the page ?path=
//	diagnostics  what is wrong with the sources
//	notes        what an editor may want to know of the page ?path=
//	preview.…    the script and the style sheet
//
// An event holds a whole state, never a difference. A browser compares it with
// what it shows, so lost events, a laptop that slept and a server that was
// started again are all made good by the next state.
//
// The preview is for the one who writes. Requests that a page elsewhere made a
// browser send are refused: by the Host header, and for what only the preview's
// own script asks for by their origin too.
package serve

import (
	"crypto/rand"
	"io/fs"
	"net/http"
	"strings"
)

// own is where everything of the preview's own is.
const own = "/_concord/"

// Config is what a Server is made of.
type Config struct {
	Site    Site
	Sources fs.FS  // the site's folder, to show lines of the sources
	Folder  string // its absolute path, for the editor; "" where there is none
	Editor  Editor
	Hosts   []string // names, beside this machine's own, by which the server may be asked

	// Wildcard says that the server listens on all of the machine's addresses,
	// so it may be asked by the one that a request came to.
	Wildcard bool
}

// Server answers requests of browsers. Close ends what New began.
type Server struct {
	config   Config
	client   *client
	hub      *hub
	failure  failure
	tags     tags
	instance string
}

// New makes a server.
func New(c Config) (*Server, error) {
	client, err := newClient()
	if err != nil {
		return nil, err
	}
	return newServer(c, client), nil
}

func newServer(c Config, client *client) *Server {
	s := &Server{config: c, client: client, instance: rand.Text()}
	s.hub = newHub(s.states)
	s.tags = tags{file: s.file, ready: s.hub.wakeUp, pages: map[string]*tagged{}}
	return s
}

// Changed says that the site may be in another state: browsers are told if so.
// It never waits.
func (s *Server) Changed() {
	s.tags.doubt()
	s.hub.wakeUp()
}

// Failed says that the machine failed to bring the site up to date, or with nil
// that it no longer does.
func (s *Server) Failed(err error) {
	if s.failure.set(err) {
		s.Changed()
	}
}

// Close ends all streams of events. Other requests are answered as before.
func (s *Server) Close() { s.hub.close() }

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	switch {
	case !s.knows(r):
		refuse(w, http.StatusForbidden, "this host name is not the preview's: ask for it by the address that concord serve printed")
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "the preview only shows")
	case strings.ContainsAny(r.URL.Path, "\\\x00"):
		refuse(w, http.StatusBadRequest, "no address has such characters")
	case strings.HasPrefix(r.URL.Path, own):
		s.own(w, r)
	default:
		s.page(w, r)
	}
}

// own answers for what is the preview's own.
func (s *Server) own(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, own)
	answer, ok := map[string]http.HandlerFunc{"events": s.events, "diagnostics": s.diagnostics, "notes": s.notes}[name]
	switch {
	case !ok:
		s.client.serve(w, r, name)
	case !fromHere(r):
		refuse(w, http.StatusForbidden, "only the preview's own pages may ask for this")
	default:
		answer(w, r)
	}
}
