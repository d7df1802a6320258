package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"io/fs"
	"log"
	"mime"
	"net"
	"net/http"
	"net/http/httptest"
	"path"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A host serves a folder on this machine as hosts of static sites do, text in gzip. It counts what it writes to
// the wire, for all that a browser starts; a browser's own figures leave out what workers ask for, unless each
// worker is asked. The header is short, so that the figures are of what is searched with.
type host struct {
	files fs.FS
	near  *httptest.Server // HTTP/1.1, whose bytes on the wire are told for each request
	far   *httptest.Server // answers farDelay later; HTTP/2, in which no request waits for a free connection

	serving sync.RWMutex // held for writing when nothing is being answered

	mu     sync.Mutex
	packed map[string]answer
	log    []request // without times
}

// farDelay is what a host elsewhere needs to answer. It also tells requests that wait for others from those that
// do not, see depth.
const farDelay = 50 * time.Millisecond

// An answer is a body as it goes over the wire.
type answer struct {
	body     []byte
	encoding string // "gzip", or "" as it is
}

func newHost(files fs.FS) *host {
	h := &host{files: files, packed: map[string]answer{}}
	h.near = httptest.NewUnstartedServer(http.HandlerFunc(h.count))
	h.near.Listener = countingListener{h.near.Listener}
	h.near.Config.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		return context.WithValue(ctx, connection{}, c)
	}
	h.near.Start()
	h.far = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(farDelay)
		h.reply(w, r)
	}))
	h.far.Config.ErrorLog = log.New(io.Discard, "", 0) // a browser that leaves is no error
	h.far.EnableHTTP2 = true
	h.far.StartTLS()
	return h
}

func (h *host) close() {
	if h != nil {
		h.near.Close()
		h.far.Close()
	}
}

// take returns what has been asked for since it was last called, when all of it has been answered.
func (h *host) take() []request {
	h.serving.Lock()
	defer h.serving.Unlock()
	log := h.log
	h.log = nil
	return log
}

// count answers, and notes how much was written for it.
func (h *host) count(w http.ResponseWriter, r *http.Request) {
	h.serving.RLock()
	defer h.serving.RUnlock()
	conn := r.Context().Value(connection{}).(*countingConn)
	before := conn.written.Load()
	h.reply(w, r)
	if err := http.NewResponseController(w).Flush(); err != nil {
		return // the browser has gone
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.log = append(h.log, request{path: r.URL.Path, bytes: conn.written.Load() - before})
}

func (h *host) reply(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	status := http.StatusOK
	a, err := h.answer(name)
	if err != nil {
		status, a = http.StatusNotFound, answer{body: []byte("not found\n")}
	}
	w.Header().Set("Content-Type", contentType(name))
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	if a.encoding != "" {
		w.Header().Set("Content-Encoding", a.encoding)
	}
	w.WriteHeader(status)
	_, _ = w.Write(a.body) // if the browser has gone, nobody waits for it
}

// answer packs a file once: hosts keep what they have packed.
func (h *host) answer(name string) (answer, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if a, ok := h.packed[name]; ok {
		return a, nil
	}
	content, err := fs.ReadFile(h.files, name)
	if err != nil {
		return answer{}, err
	}
	a := answer{body: content}
	if isText(name) {
		packed, err := zip(content)
		if err != nil {
			return answer{}, fmt.Errorf("pack %s: %w", name, err)
		}
		if len(packed) < len(content) {
			a = answer{packed, "gzip"}
		}
	}
	h.packed[name] = a
	return a, nil
}

func isText(name string) bool {
	switch path.Ext(name) {
	case ".html", ".css", ".js", ".json", ".svg", ".txt", ".xml":
		return true
	}
	return false
}

func contentType(name string) string {
	if known := mime.TypeByExtension(path.Ext(name)); known != "" {
		return known
	}
	return "application/octet-stream"
}

func zip(content []byte) ([]byte, error) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	err := w.Close()
	return packed.Bytes(), err
}

// connection is the key of a request's connection in its context.
type connection struct{}

type countingListener struct{ net.Listener }

func (l countingListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return &countingConn{Conn: c}, err
}

// A countingConn counts the bytes that are written to it.
type countingConn struct {
	net.Conn
	written atomic.Int64
}

func (c *countingConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.written.Add(int64(n))
	return n, err
}
