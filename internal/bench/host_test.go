package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
)

var hosted = fstest.MapFS{
	"index.html":         {Data: []byte("<!doctype html>" + strings.Repeat("<p>Text.</p>", 100))},
	"x.js":               {Data: []byte(strings.Repeat("run(); ", 100))},
	"short.js":           {Data: []byte("f()")},
	"pagefind/x.pf_meta": {Data: bytes.Repeat([]byte("\x1f\x8b"), 500)},
}

func TestHostPacksText(t *testing.T) {
	h := newHost(hosted)
	defer h.close()
	for path, packed := range map[string]bool{"": true, "x.js": true, "short.js": false, "pagefind/x.pf_meta": false} {
		request, err := http.NewRequest("GET", h.near.URL+"/"+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", "gzip") // given by hand, it is not undone by the client
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		var body io.Reader = response.Body
		if got := response.Header.Get("Content-Encoding") == "gzip"; got != packed {
			t.Errorf("%q is packed: %v", path, got)
		}
		if packed {
			if body, err = gzip.NewReader(body); err != nil {
				t.Fatal(err)
			}
		}
		got, err := io.ReadAll(body)
		response.Body.Close()
		name := path
		if name == "" {
			name = "index.html"
		}
		if err != nil || !bytes.Equal(got, hosted[name].Data) {
			t.Errorf("%q is another file: %v", path, err)
		}
	}
}

// TestHostCountsTheWire reads the answers from the connection itself.
func TestHostCountsTheWire(t *testing.T) {
	h := newHost(hosted)
	defer h.close()
	var want []int64
	for _, path := range []string{"/x.js", "/absent.js"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(h.near.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", path)
		all, err := io.ReadAll(conn)
		if err != nil {
			t.Fatal(err)
		}
		conn.Close()
		want = append(want, int64(len(all)))
	}
	h.near.Close() // waits for the answers to be noted
	log := h.take()
	if len(log) != 2 || log[0].path != "/x.js" || log[1].path != "/absent.js" {
		t.Fatalf("noted %+v", log)
	}
	for i, r := range log {
		if r.bytes != want[i] {
			t.Errorf("%s: %d bytes noted, %d on the wire", r.path, r.bytes, want[i])
		}
	}
	if rest := h.take(); len(rest) != 0 {
		t.Errorf("%+v is noted twice", rest)
	}
}
