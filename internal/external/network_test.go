package external

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
)

// serve starts a server that counts its requests.
func serve(t *testing.T, handler http.HandlerFunc) (*httptest.Server, *atomic.Int32) {
	t.Helper()
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		handler(w, r)
	}))
	t.Cleanup(s.Close)
	return s, &asked
}

// TestNetwork asks real servers.
func TestNetwork(t *testing.T) {
	gone := make(chan struct{})
	s, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/there":
		case "/huge":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
				return
			}
			block := bytes.Repeat([]byte("x"), 1<<20)
			for {
				if _, err := w.Write(block); err != nil {
					close(gone) // nobody reads on
					return
				}
			}
		case "/moved":
			http.Redirect(w, r, "/there", http.StatusMovedPermanently)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/header":
			w.Header().Set("X-Long", strings.Repeat("x", 1<<20))
		case "/cut":
			panic(http.ErrAbortHandler)
		default:
			http.NotFound(w, r)
		}
	})
	got := check(t, Options{Private: true}, s.URL+"/there", s.URL+"/huge", s.URL+"/moved", s.URL+"/loop", s.URL+"/header", s.URL+"/cut", s.URL+"/none")
	got = strings.ReplaceAll(got, s.URL, "URL")
	<-gone
	for i, want := range []string{
		`3 moved-link: "URL/moved" has moved for good, to "URL/there"`,
		`4 unsure-link: "URL/loop" could not be checked: it is redirected more than 5 times`,
		`5 unsure-link: "URL/header" could not be checked: the connection fails:`,
		`6 unsure-link: "URL/cut" could not be checked: the connection fails:`,
		`7 dead-link: "URL/none" leads nowhere: the server answers 404 Not Found`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%d: no %s in\n%s", i, want, got)
		}
	}
}

func TestUnknownAuthority(t *testing.T) {
	s := httptest.NewUnstartedServer(status(200))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	got := check(t, Options{Private: true}, s.URL+"/1", s.URL+"/2")
	if n := strings.Count(got, "the server's certificate is from an authority that this system does not know"); n != 2 {
		t.Errorf("got\n%s", got)
	}
}

func TestNobodyListens(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	got := check(t, Options{Private: true}, "http://"+l.Addr().String())
	if !strings.Contains(got, "1 unsure-link: ") || !strings.Contains(got, "no connection can be made: ") {
		t.Errorf("got\n%s", got)
	}
}

// TestHangingServer: Ctrl-C ends a request that would last for ever.
func TestHangingServer(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	if _, err := Check(ctx, linksTo(s.URL), Options{Private: true, Clock: newQuickClock()}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestPrivateNetwork makes sure that no address, name or redirect leads a
// request into the private network.
func TestPrivateNetwork(t *testing.T) {
	s, asked := serve(t, status(200))
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1.2.3"} {
		address := "http://" + host + port + "/"
		if got := check(t, Options{}, address); !strings.Contains(got, "1 unsure-link: ") {
			t.Errorf("%s: got\n%s", address, got)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("%d requests reached the private network", n)
	}
	expect(t, check(t, Options{Private: true}, s.URL), "") // it could have been reached
}

// TestProxy: a proxy in the private network is used, and is not asked for
// private names.
func TestProxy(t *testing.T) {
	s, asked := serve(t, status(410))
	proxy, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	n := newNetwork(false, http.ProxyURL(proxy))
	defer n.close()
	got := check(t, Options{Transport: n}, "http://192.168.1.1/", "http://93.184.215.14/")
	expect(t, got, `1 unsure-link: "http://192.168.1.1/" could not be checked: it leads into a private network, which is not asked
2 dead-link: "http://93.184.215.14/" leads nowhere: the server answers 410 Gone
`)
	if asked.Load() != 1 {
		t.Errorf("the proxy was asked %d times", asked.Load())
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.215.14": true, "8.8.8.8": true, "172.15.0.1": true, "172.32.0.1": true, "100.128.0.1": true,
		"10.0.0.1": false, "172.16.0.1": false, "172.31.255.255": false, "192.168.0.1": false, "127.0.0.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "255.255.255.255": false, "224.0.0.1": false, "198.19.0.1": false,
		"2600:1406:bc00::1": true, "64:ff9b::808:808": true,
		"64:ff9b::a00:1": false, "64:ff9b:1::808:808": false, "::": false, "::1": false, "::ffff:10.0.0.1": false, "::ffff:8.8.8.8": true, "::7f00:1": false,
		"fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd12::1": false, "ff02::1": false, "fec0::1": false,
		"2002:a00:1::1": false, "2001::1": false, "2001:db8::1": false, "2001:4860:4860::8888": true,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("public(%s) = %t", address, got)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address is public")
	}
}
