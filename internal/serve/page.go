package serve

import (
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"concord/internal/diag"
	"concord/internal/engine"
)

// patience is how long a browser waits for a page of a site that is being read.
const patience = 300 * time.Millisecond

// page answers for the published site.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	name, ok := pagePath(strings.TrimPrefix(r.URL.Path, "/"))
	if !ok {
		s.missing(w, r)
		return
	}
	f, err := s.soon(r, name)
	switch {
	case err == nil:
		s.show(w, r, http.StatusOK, name, f)
	case errors.Is(err, fs.ErrNotExist) && s.isFolder(name):
		redirect(w, r, path.Base(name))
	case errors.Is(err, fs.ErrNotExist):
		s.missing(w, r)
	default:
		s.unable(w, r, err)
	}
}

// soon asks the site for a file. While the site is read that may take long; a
// browser that is to show it is told so, instead of showing nothing.
func (s *Server) soon(r *http.Request, name string) (engine.File, error) {
	if !navigates(r) || s.config.Site.State().Ready {
		return s.file(name)
	}
	type answer struct {
		file engine.File
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		f, err := s.file(name)
		answered <- answer{f, err}
	}()
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case a := <-answered:
		return a.file, a.err
	case <-late.C:
		return engine.File{}, engine.ErrNoEdition
	}
}

// isFolder says whether there is a page at a path with a slash after it.
func (s *Server) isFolder(name string) bool {
	_, err := s.file(name + "/index.html")
	var failed *engine.PageError
	return err == nil || errors.As(err, &failed)
}

// redirect leads to the same address with a slash after it, by a link that is
// relative: it cannot lead to another host.
func redirect(w http.ResponseWriter, r *http.Request, base string) {
	to := url.URL{Path: "./" + base + "/", RawQuery: r.URL.RawQuery}
	w.Header().Set("Location", to.String())
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusTemporaryRedirect)
}

// missing answers with the site's own page for what it does not have.
func (s *Server) missing(w http.ResponseWriter, r *http.Request) {
	if !navigates(r) && path.Ext(r.URL.Path) == ".js" {
		// A search that began before the index changed asks for files by their old
		// names, and tries again; a page in place of a script would be an alarm.
		w.Header().Set("Cache-Control", "no-cache")
		send(w, r, http.StatusNotFound, "text/javascript; charset=utf-8", nil)
		return
	}
	f, err := s.file("404.html")
	switch {
	case err == nil:
		s.show(w, r, http.StatusNotFound, "404.html", engine.File{Content: f.Content})
	case errors.Is(err, fs.ErrNotExist):
		s.notice(w, r, http.StatusNotFound, "There is no such page", "The site has no page for what it does not have either: 404.html.")
	default:
		s.unable(w, r, err)
	}
}

// unable answers that a file cannot be shown now.
func (s *Server) unable(w http.ResponseWriter, r *http.Request, err error) {
	var failed *engine.PageError
	switch state := s.config.Site.State(); {
	case errors.Is(err, engine.ErrNoEdition) && (state.Done < state.Total || diag.Errors(state.Diags) == 0):
		s.notice(w, r, http.StatusServiceUnavailable, "The site is being read", "This page appears as soon as it is ready.")
	case errors.Is(err, engine.ErrNoEdition):
		s.notice(w, r, http.StatusServiceUnavailable, "The site cannot be shown yet", "This page appears as soon as the mistakes in the sources are mended.")
	case errors.As(err, &failed):
		d := failed.Diag
		s.notice(w, r, http.StatusInternalServerError, "This page cannot be made",
			fmt.Sprintf("%s:%d:%d: %s", d.Span.File, d.Span.Line, d.Span.Column, d.Message))
	default:
		s.notice(w, r, http.StatusInternalServerError, "This page cannot be read", err.Error())
	}
}

// show answers with a published file. Behind a page that is to be shown stands
// the preview's own part; such an answer is not kept, since what is behind it
// changes by itself.
func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, name string, f engine.File) {
	contentType := contentType(name, f.Content)
	isPage := strings.HasPrefix(contentType, "text/html")
	if isPage {
		w.Header().Add("Vary", "Accept")
	}
	switch {
	case isPage && navigates(r):
		w.Header().Set("Cache-Control", "no-cache")
		send(w, r, status, contentType, f.Content, s.client.tail(f.ETag))
	case status == http.StatusOK:
		answer(w, r, contentType, f)
	default:
		w.Header().Set("Cache-Control", "no-cache")
		send(w, r, status, contentType, f.Content)
	}
}

// notice answers with a page of the preview's own. Its script waits until there
// is something to show in its place.
func (s *Server) notice(w http.ResponseWriter, r *http.Request, status int, title, text string) {
	w.Header().Add("Vary", "Accept")
	w.Header().Set("Cache-Control", "no-store")
	if !navigates(r) {
		send(w, r, status, "text/plain; charset=utf-8", []byte(title+": "+text+"\n"))
		return
	}
	title, text = html.EscapeString(title), html.EscapeString(text)
	page := "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
		"<title>" + title + "</title>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n<p>" + text + "</p>\n</main>\n</body>\n</html>\n"
	send(w, r, status, "text/html; charset=utf-8", []byte(page), s.client.tail(""))
}
