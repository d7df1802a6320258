package serve

import (
	"errors"
	"io/fs"
	"net/http"
	"path/filepath"

	"concord/internal/engine"
)

// notes answers with what an editor may want to know of a page.
func (s *Server) notes(w http.ResponseWriter, r *http.Request) {
	path, ok := pagePath(r.URL.Query().Get("path"))
	if !ok {
		refuse(w, http.StatusBadRequest, "path names no page")
		return
	}
	notes, err := s.config.Site.Notes(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		refuse(w, http.StatusNotFound, "there is no such page")
	case errors.Is(err, engine.ErrNoEdition):
		refuse(w, http.StatusServiceUnavailable, err.Error())
	case err != nil:
		refuse(w, http.StatusInternalServerError, err.Error())
	default:
		respond(w, r, s.withEdits(notes))
	}
}

// withEdits adds the addresses that open the editor, and leaves the site's own
// notes as they are.
func (s *Server) withEdits(n engine.Notes) engine.Notes {
	n.Edit = s.edit(n.Source, 0, 0)
	n.Paragraphs, n.Links, n.Unrecognised = copied(n.Paragraphs), copied(n.Links), copied(n.Unrecognised)
	for i := range n.Paragraphs {
		p := &n.Paragraphs[i]
		p.Edit = s.edit(n.Source, p.Line, 0)
	}
	for i := range n.Links {
		l := &n.Links[i]
		l.Edit = s.edit(n.Source, l.Line, l.Column)
		l.Considered, l.Instead = copied(l.Considered), copied(l.Instead)
	}
	for i := range n.Unrecognised {
		u := &n.Unrecognised[i]
		u.Edit = s.edit(n.Source, u.Line, u.Column)
	}
	return n
}

// copied is a copy that is a list in JSON even if it is empty.
func copied[T any](list []T) []T { return append([]T{}, list...) }

// edit is the address that opens a source file in the editor, "" where there is
// no editor or no file.
func (s *Server) edit(name string, line, column int) string {
	if s.config.Folder == "" || !fs.ValidPath(name) {
		return ""
	}
	return s.config.Editor.Address(filepath.Join(s.config.Folder, filepath.FromSlash(name)), line, column)
}
