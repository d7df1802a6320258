package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// host serves the files of a site as the README asks hosts to: compressed, and
// what has its content in its name is kept for ever.
func host(files fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if name == "" || strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		status := http.StatusOK
		content, err := fs.ReadFile(files, name)
		if errors.Is(err, fs.ErrNotExist) {
			status, name = http.StatusNotFound, "404.html"
			content, err = fs.ReadFile(files, name)
		}
		if err != nil {
			http.Error(w, "cannot be read", http.StatusInternalServerError)
			return
		}
		send(w, name, status, content)
	})
}

func send(w http.ResponseWriter, name string, status int, content []byte) {
	header := w.Header()
	header.Set("Content-Type", typeOf(name))
	header.Set("Content-Encoding", "gzip") // browsers alone ask here
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-cache")
	if strings.Contains(name, "assets/") || strings.Contains(name, "search/shards/") && path.Base(name) != "root.js" {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	var body bytes.Buffer
	zip, _ := gzip.NewWriterLevel(&body, gzip.BestCompression) // the level is valid
	_, _ = zip.Write(content)                                  // to memory
	_ = zip.Close()
	header.Set("Content-Length", strconv.Itoa(body.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes()) // a browser that has gone needs nothing
}

func typeOf(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".xml":
		return "application/xml"
	}
	return mime.TypeByExtension(path.Ext(name))
}
