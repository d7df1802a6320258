package browser

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"testing"
)

// Policy is the strictest Content-Security-Policy that a site can be put under.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'"

// Serve serves files under Policy, below the path /record/ of a host of their
// own, and returns the address of that path.
func Serve(t testing.TB, files fs.FS) string {
	t.Helper()
	return serve(t, files, "/record/")
}

// ServeRoot is Serve at the root of a host, where the page for addresses that
// lead nowhere finds its style.
func ServeRoot(t testing.TB, files fs.FS) string {
	t.Helper()
	return serve(t, files, "/")
}

func serve(t testing.TB, files fs.FS, path string) string {
	t.Helper()
	handler := http.StripPrefix(path, http.FileServerFS(files))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", Policy)
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + path
}
