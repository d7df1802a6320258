package serve

import (
	"context"
	"net"
	"net/http"
	"testing"

	"concord/internal/engine"
)

// TestHost: a page elsewhere may make its own name lead to this machine.
func TestHost(t *testing.T) {
	usual, named, all := Config{Hosts: []string{"localhost", "127.0.0.1"}}, Config{Hosts: []string{"desk.example", "192.0.2.7"}}, Config{Hosts: []string{"0.0.0.0", "desk", "desk.local"}, Wildcard: true}
	for _, c := range []struct {
		config Config
		host   string
		known  bool
	}{
		{usual, "localhost", true}, {usual, "localhost:8080", true}, {usual, "LocalHost:1", true}, {usual, "localhost.", true},
		{usual, "127.0.0.1", true}, {usual, "127.0.0.1:8080", true}, {usual, "[::1]", true}, {usual, "[::1]:8080", true}, {usual, "[::ffff:127.0.0.1]:80", true},
		{usual, "", false}, {usual, "evil.example", false}, {usual, "evil.example:8080", false}, {usual, "localhost.evil.example", false},
		{usual, "evil.example#localhost", false}, {usual, "localhost@evil.example", false}, {usual, "127.0.0.1.evil.example", false},
		{usual, "192.0.2.7:8080", false}, {usual, "[2001:db8::1]", false}, {usual, "0.0.0.0:8080", false}, {usual, "[::]", false},
		{usual, "2130706433", false}, {usual, "localhost:8080:8080", false}, {usual, "[localhost", false}, {usual, ":8080", false},
		{named, "desk.example:8080", true}, {named, "192.0.2.7", true}, {named, "localhost", true}, {named, "example", false}, {named, "192.0.2.8", false},
		{all, "192.0.2.9:8080", true}, {all, "192.0.2.10:8080", false}, {all, "desk", true}, {all, "desk.local:8080", true}, {all, "evil.example", false},
	} {
		b := newBedOf(t, c.config)
		r := request("GET", "/css/site.css", "Host", c.host)
		at := &net.TCPAddr{IP: net.IPv4(192, 0, 2, 9), Port: 8080}
		got := b.do(r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, at)))
		if want := map[bool]int{true: 200, false: 403}[c.known]; got.Code != want {
			t.Errorf("host %q of %v: status %d, want %d", c.host, c.config.Hosts, got.Code, want)
		}
	}
}

// TestHostOfEverything: the check stands before all else.
func TestHostOfEverything(t *testing.T) {
	b := newBed(t)
	for _, target := range []string{"/", "/nowhere", "/_concord/events", "/_concord/diagnostics", "/_concord/notes", "/_concord/preview.5c.js", "/%00"} {
		if got := b.get(target, "Host", "evil.example"); got.Code != 403 {
			t.Errorf("%s: status %d", target, got.Code)
		}
	}
	if len(b.site.asked) > 0 {
		t.Errorf("the site was asked for %v", b.site.asked)
	}
}

func TestOrigin(t *testing.T) {
	for _, c := range []struct {
		headers []string
		ours    bool
	}{
		{nil, true},
		{[]string{"Sec-Fetch-Site", "same-origin"}, true},
		{[]string{"Sec-Fetch-Site", "none"}, true},
		{[]string{"Sec-Fetch-Site", "cross-site"}, false},
		{[]string{"Sec-Fetch-Site", "same-site"}, false}, // another program on this machine
		{[]string{"Origin", "http://localhost:8080"}, true},
		{[]string{"Origin", "http://LOCALHOST:8080"}, true},
		{[]string{"Origin", "http://localhost:9000", "Host", "localhost:9000"}, true}, // the port is forwarded
		{[]string{"Origin", "http://localhost:3000"}, false},
		{[]string{"Origin", "http://127.0.0.1:8080"}, false},
		{[]string{"Origin", "https://evil.example"}, false},
		{[]string{"Origin", "null"}, false},
		{[]string{"Origin", ""}, false},
		{[]string{"Origin", "file://localhost:8080"}, false},
		{[]string{"Origin", "http://localhost:8080", "Origin", "https://evil.example"}, false},
		{[]string{"Origin", "http://localhost:8080", "Sec-Fetch-Site", "cross-site"}, false},
	} {
		b := newBed(t)
		b.site.notes["index.html"] = engine.Notes{}
		for _, target := range []string{"/_concord/diagnostics", "/_concord/notes?path=index.html", "/_concord/events"} {
			r := request("HEAD", target, c.headers...)
			if got := b.do(r); (got.Code == 200) != c.ours || !c.ours && got.Code != 403 {
				t.Errorf("%s with %q: status %d", target, c.headers, got.Code)
			}
		}
		// Links lead to pages from anywhere.
		if got := b.get("/", append(c.headers, "Accept", navigation)...); got.Code != 200 {
			t.Errorf("a page with %q: status %d", c.headers, got.Code)
		}
	}
}
