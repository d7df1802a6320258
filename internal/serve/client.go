package serve

import (
	"embed"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"concord/internal/bundle"
)

// sources are the preview's script and style sheet.
//
//go:embed client
var sources embed.FS

// client is what the preview adds to pages.
type client struct {
	files map[string]clientFile // by their names below /_concord/
	hash  string                // of the script
	head  string                // what is behind a page, but for its tag
}

type clientFile struct {
	contentType string
	content     []byte
}

func newClient() (*client, error) {
	files, err := fs.Sub(sources, "client")
	if err != nil {
		return nil, err
	}
	scripts, problems := bundle.Scripts(files, []string{"preview.ts"})
	if len(problems) > 0 {
		return nil, fmt.Errorf("bundle the preview's script: %s:%d: %s", problems[0].File, problems[0].Line, problems[0].Text)
	}
	css, err := fs.ReadFile(files, "preview.css")
	if err != nil {
		return nil, err
	}
	style, problems := bundle.Style("preview.css", css)
	if len(problems) > 0 {
		return nil, fmt.Errorf("bundle the preview's style sheet: line %d: %s", problems[0].Line, problems[0].Text)
	}
	return clientOf(scripts[0], style), nil
}

func clientOf(script, style bundle.File) *client {
	s, c := path.Base(script.Path), path.Base(style.Path)
	return &client{
		files: map[string]clientFile{
			s: {"text/javascript; charset=utf-8", script.Content},
			c: {"text/css; charset=utf-8", style.Content},
		},
		hash: strings.TrimSuffix(strings.TrimPrefix(s, "preview."), ".js"),
		head: fmt.Sprintf(`<link rel="stylesheet" href="%s"><script src="%s"`, own+c, own+s),
	}
}

// tail is what stands behind a page with a tag.
func (c *client) tail(etag string) []byte {
	return []byte(c.head + ` data-etag='` + html.EscapeString(etag) + "'></script>\n")
}

// serve answers with one of the files. Their names say what they hold, so
// browsers may keep them.
func (c *client) serve(w http.ResponseWriter, r *http.Request, name string) {
	f, ok := c.files[name]
	if !ok {
		refuse(w, http.StatusNotFound, "the preview has nothing of this name")
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	send(w, r, http.StatusOK, f.contentType, f.content)
}
