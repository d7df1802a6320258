package serve

import (
	"bufio"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"concord/internal/diag"
	"concord/internal/engine"
)

const navigation = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

func TestPages(t *testing.T) {
	home, annex, missing := newFake().files["index.html"], newFake().files["annexes/a/index.html"], newFake().files["404.html"]
	tail := func(text string) string { return text + fmt.Sprintf(testTail, html.EscapeString(tagOf(text))) }
	for _, c := range []struct {
		title, method, target, accept string
		status                        int
		body                          string
		headers                       map[string]string
	}{
		{"home, the bytes", "GET", "/", "*/*", 200, home, map[string]string{
			"Content-Type": "text/html; charset=utf-8", "ETag": tagOf(home), "Cache-Control": "no-cache", "Vary": "Accept",
			"Content-Length": fmt.Sprint(len(home)), "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
		}},
		{"home, nothing said", "GET", "/", "", 200, home, map[string]string{"ETag": tagOf(home)}},
		{"home, navigated to", "GET", "/", navigation, 200, tail(home), map[string]string{
			"ETag": "", "Cache-Control": "no-cache", "Vary": "Accept", "Content-Length": fmt.Sprint(len(tail(home))),
		}},
		{"home, head", "HEAD", "/", "*/*", 200, "", map[string]string{"ETag": tagOf(home), "Content-Length": fmt.Sprint(len(home))}},
		{"home, head of a navigation", "HEAD", "/", navigation, 200, "", map[string]string{"ETag": "", "Content-Length": fmt.Sprint(len(tail(home)))}},
		{"a folder", "GET", "/annexes/a/", "*/*", 200, annex, map[string]string{"ETag": tagOf(annex)}},
		{"a page by its file", "GET", "/annexes/a/index.html", navigation, 200, tail(annex), nil},
		{"a query", "GET", "/annexes/a/?q=1", "*/*", 200, annex, nil},
		{"a folder without its slash", "GET", "/annexes/a", navigation, 307, "", map[string]string{"Location": "./a/", "Cache-Control": "no-store"}},
		{"and with a query", "GET", "/annexes/a?q=%2F", "*/*", 307, "", map[string]string{"Location": "./a/?q=%2F"}},
		{"a style sheet", "GET", "/css/site.css", "text/css,*/*;q=0.1", 200, "p{color:red}", map[string]string{"Content-Type": "text/css; charset=utf-8", "Vary": ""}},
		{"a style sheet, navigated to", "GET", "/css/site.css", navigation, 200, "p{color:red}", map[string]string{"ETag": tagOf("p{color:red}")}},
		{"data", "GET", "/data/concordance.json", "*/*", 200, "{}", map[string]string{"Content-Type": "application/json"}},
		{"a colon", "GET", "/sources/a:b.txt", "*/*", 200, "text", map[string]string{"Content-Type": "text/plain; charset=utf-8"}},
		{"missing", "GET", "/nowhere", "*/*", 404, missing, map[string]string{"ETag": "", "Content-Type": "text/html; charset=utf-8", "Vary": "Accept"}},
		{"missing, navigated to", "GET", "/nowhere/", navigation, 404, missing + fmt.Sprintf(testTail, ""), map[string]string{"ETag": ""}},
		{"missing, head", "HEAD", "/nowhere", "*/*", 404, "", nil},
		{"a script that is missing", "GET", "/search/shards/old.js", "*/*", 404, "", map[string]string{"Content-Type": "text/javascript; charset=utf-8"}},
		{"a folder without a page", "GET", "/annexes", "*/*", 404, missing, nil},
		{"a file with a slash", "GET", "/css/site.css/", "*/*", 404, missing, nil},
		{"post", "POST", "/", "*/*", 405, "the preview only shows\n", map[string]string{"Allow": "GET, HEAD"}},
		{"delete", "DELETE", "/annexes/a/", "*/*", 405, "the preview only shows\n", nil},
		{"options", "OPTIONS", "/_concord/events", "*/*", 405, "the preview only shows\n", nil},
		{"the script", "GET", "/_concord/preview.5c.js", "*/*", 200, "script", map[string]string{
			"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=31536000, immutable",
		}},
		{"the style sheet", "GET", "/_concord/preview.c5.css", "*/*", 200, "style", map[string]string{"Content-Type": "text/css; charset=utf-8"}},
		{"an older script", "GET", "/_concord/preview.00.js", "*/*", 404, "the preview has nothing of this name\n", map[string]string{"Cache-Control": "no-store"}},
		{"nothing of the preview's", "GET", "/_concord/", "*/*", 404, "the preview has nothing of this name\n", nil},
		{"events are one name", "GET", "/_concord/events/", "*/*", 404, "the preview has nothing of this name\n", nil},
	} {
		t.Run(c.title, func(t *testing.T) {
			headers := []string{"Accept", c.accept}
			if c.accept == "" {
				headers = nil
			}
			got := newBed(t).do(request(c.method, c.target, headers...))
			if got.Code != c.status || got.Body.String() != c.body {
				t.Errorf("status %d, body %q; want %d, %q", got.Code, got.Body, c.status, c.body)
			}
			for name, want := range c.headers {
				if is := got.Header().Get(name); is != want {
					t.Errorf("%s: %q, want %q", name, is, want)
				}
			}
		})
	}
}

func TestNotModified(t *testing.T) {
	b := newBed(t)
	tag := tagOf(b.site.files["index.html"])
	for _, c := range []struct {
		header string
		status int
	}{
		{tag, 304}, {`"x", ` + tag, 304}, {"W/" + tag, 304}, {"*", 304}, {`"x"`, 200}, {"x", 200},
	} {
		if got := b.get("/", "Accept", "*/*", "If-None-Match", c.header); got.Code != c.status || got.Code == 304 && got.Body.Len() > 0 {
			t.Errorf("If-None-Match: %s: status %d with %d bytes, want %d", c.header, got.Code, got.Body.Len(), c.status)
		}
	}
	if got := b.get("/", "Accept", navigation, "If-None-Match", tag); got.Code != 200 {
		t.Errorf("a navigation: status %d", got.Code)
	}
}

// TestNothingToShow: what cannot be shown says why, and its script waits.
func TestNothingToShow(t *testing.T) {
	failed := &engine.PageError{Diag: diag.Diagnostic{Severity: diag.Error, Code: "template", Message: "no field <Titel>", Span: diag.Span{File: "templates/home.html", Line: 3, Column: 7}}}
	for _, c := range []struct {
		title  string
		ready  func(f *fake)
		target string
		status int
		want   string
	}{
		{"nothing was read yet", func(f *fake) { f.state = engine.State{} }, "/", 503, "The site is being read"},
		{"it is being read", func(f *fake) { f.state = engine.State{Done: 1, Total: 3} }, "/", 503, "The site is being read"},
		{"mistakes from the start", func(f *fake) {
			f.state = engine.State{Done: 3, Total: 3, Diags: []diag.Diagnostic{{Severity: diag.Error}}}
		}, "/css/site.css", 503, "The site cannot be shown yet"},
		{"a template fails", func(f *fake) { f.errs["index.html"] = failed }, "/", 500, "templates/home.html:3:7: no field <Titel>"},
		{"the machine fails", func(f *fake) { f.errs["index.html"] = errors.New("disk & all") }, "/", 500, "make index.html: disk & all"},
		{"not even a page for that", func(f *fake) { delete(f.files, "404.html") }, "/nowhere", 404, "There is no such page"},
		{"a template fails for that", func(f *fake) { f.errs["404.html"] = failed }, "/nowhere", 500, "no field <Titel>"},
	} {
		t.Run(c.title, func(t *testing.T) {
			b := newBed(t)
			c.ready(b.site)
			plain := b.get(c.target, "Accept", "*/*")
			if plain.Code != c.status || !strings.Contains(plain.Body.String(), c.want) || plain.Header().Get("Content-Type") != "text/plain; charset=utf-8" {
				t.Errorf("the bytes: status %d, %s", plain.Code, plain.Body)
			}
			page := b.get(c.target, "Accept", navigation)
			text := page.Body.String()
			if page.Code != c.status || !strings.Contains(text, html.EscapeString(c.want)) || !strings.HasSuffix(text, fmt.Sprintf(testTail, "")) {
				t.Errorf("the page: status %d, %s", page.Code, text)
			}
			if strings.Contains(text, "<Titel>") || page.Header().Get("Cache-Control") != "no-store" || page.Header().Get("Vary") != "Accept" {
				t.Errorf("the page: %v, %s", page.Header(), text)
			}
		})
	}
}

// TestFolderOfFailingPage: the address is right, though the page cannot be made.
func TestFolderOfFailingPage(t *testing.T) {
	b := newBed(t)
	b.site.errs["annexes/a/index.html"] = &engine.PageError{}
	if got := b.get("/annexes/a"); got.Code != 307 {
		t.Errorf("status %d", got.Code)
	}
}

// TestTraversal: no way of writing an address leads out of the site.
func TestTraversal(t *testing.T) {
	b := newBed(t)
	b.site.files["../secret"], b.site.files["/etc/passwd"], b.site.files["."] = "secret", "secret", "secret"
	for _, target := range []string{
		"/..", "/../secret", "/../../etc/passwd", "/annexes/../../secret", "/annexes/../index.html", "/./index.html", "/.", "/annexes/a/.",
		"/%2e%2e/secret", "/%2E%2E%2Fsecret", "/..%2fsecret", "/%2e/index.html", "/annexes/%2e%2e/index.html", "/%252e%252e/secret",
		"/..%5csecret", "/..\\secret", "/annexes%5ca/index.html", "/%5c%5chost/share", "/C:%5cWindows", "/C:/Windows",
		"//etc/passwd", "/%2fetc/passwd", "//localhost/secret", "/annexes//a/", "/annexes/a//", "//", "/%2f",
		"/index.html%00", "/%00", "/index.html%00.css", "/%ff", "/%c0%ae%c0%ae/secret", "/..;/secret", "/...", "/.git/config", "/%0d%0aX: y",
		"http://localhost/../secret", "http://localhost//etc/passwd",
		"/_concord/../secret", "/_concord/%2e%2e/%2e%2e/secret", "/_concord/client/preview.ts", "/_concord//", "/_concord/..%2f..%2fsecret", "/_concord",
		"/_concord/events?path=../secret", "/_concord/events?path=/etc/passwd", "/_concord/events?path=%00", "/_concord/events?path=..%5csecret",
		"/_concord/notes?path=../secret", "/_concord/notes?path=.", "/_concord/notes?path=a//b",
		"*", "index.html", "",
	} {
		got := raw(b, "GET "+target+" HTTP/1.1\r\nHost: localhost\r\n\r\n")
		if got.Code != http.StatusNotFound && got.Code != http.StatusBadRequest || strings.Contains(got.Body.String(), "secret") || got.Header().Get("Location") != "" {
			t.Errorf("%s: status %d, %s", target, got.Code, got.Body)
		}
	}
	for name := range b.site.asked {
		if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\\x00") {
			t.Errorf("the site was asked for %q", name)
		}
	}
}

// raw answers a request as it stands on the wire.
func raw(b *bed, text string) *httptest.ResponseRecorder {
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
	if err != nil { // so answers package http
		w := httptest.NewRecorder()
		w.Code = http.StatusBadRequest
		return w
	}
	return b.do(r)
}

// TestRedirectStays: no address makes the preview lead to another host.
func TestRedirectStays(t *testing.T) {
	b := newBed(t)
	for _, name := range []string{"evil.example", "http:", "a b", "javascript:alert(1)", "é", "%2f", "?x"} {
		b.site.files[name+"/index.html"] = "page"
	}
	for _, target := range []string{"/evil.example", "/http:", "/a%20b", "/javascript:alert(1)", "/%C3%A9", "/%252f", "/%3Fx"} {
		got := b.get(target)
		to, err := got.Result().Location()
		if err != nil || got.Code != 307 || !strings.HasPrefix(got.Header().Get("Location"), "./") {
			t.Errorf("%s: status %d, %v", target, got.Code, err)
			continue
		}
		if again := b.get("/" + strings.TrimPrefix(got.Header().Get("Location"), "./")); again.Code != 200 {
			t.Errorf("%s leads to %s: status %d", target, to, again.Code)
		}
	}
}

func TestContentType(t *testing.T) {
	for name, want := range map[string]string{
		"a.HTML": "text/html; charset=utf-8", "a.js": "text/javascript; charset=utf-8", "feed.xml": "application/xml", "a.svg": "image/svg+xml",
		"a.png": "image/png", "a": "text/plain; charset=utf-8", "robots.txt": "text/plain; charset=utf-8", "a.pdf": "application/pdf",
	} {
		content := map[string]string{"a.png": "\x89PNG\x0D\x0A\x1A\x0A", "a.pdf": "%PDF-1.7"}[name]
		if got := contentType(name, []byte(content)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
