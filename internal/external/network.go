package external

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// network carries requests out. It connects to public addresses only, unless
// it may connect to all.
type network struct {
	private bool
	proxy   func(*http.Request) (*url.URL, error)
	direct  *http.Transport
	proxied *http.Transport
}

func newNetwork(private bool, proxy func(*http.Request) (*url.URL, error)) *network {
	n := &network{private: private, proxy: proxy}
	guarded := &net.Dialer{ControlContext: n.control}
	n.direct = newTransport(guarded.DialContext, nil)
	n.proxied = newTransport((&net.Dialer{}).DialContext, proxy) // a proxy is mostly in the private network
	return n
}

func newTransport(dial func(context.Context, string, string) (net.Conn, error), proxy func(*http.Request) (*url.URL, error)) *http.Transport {
	return &http.Transport{
		DialContext: dial, Proxy: proxy,
		ForceAttemptHTTP2: true, DisableCompression: true,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConnsPerHost:    1, IdleConnTimeout: 10 * time.Second,
	}
}

func (n *network) close() {
	n.direct.CloseIdleConnections()
	n.proxied.CloseIdleConnections()
}

// RoundTrip sends a request, through a proxy if the system has one for it.
func (n *network) RoundTrip(r *http.Request) (*http.Response, error) {
	via, err := n.proxy(r)
	switch {
	case err != nil:
		return nil, &net.OpError{Op: "proxyconnect", Err: err}
	case via == nil:
		return n.direct.RoundTrip(r)
	}
	if err := n.checkName(r.Context(), r.URL.Hostname()); err != nil {
		return nil, err
	}
	return n.proxied.RoundTrip(r)
}

// control looks at the address to which a connection is about to be made: a
// name may come to mean another one at any moment.
func (n *network) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("read the address %q: %w", address, err)
	}
	return n.check(to.Addr())
}

func (n *network) check(a netip.Addr) error {
	if n.private || public(a) {
		return nil
	}
	return &privateError{a}
}

// checkName keeps from a proxy the names that are known here as private. Names
// that are not known here may well be known to it.
func (n *network) checkName(ctx context.Context, host string) error {
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return ctx.Err()
	}
	for _, a := range found {
		if err := n.check(a); err != nil {
			return err
		}
	}
	return nil
}

// privateError is an address that may not be connected to.
type privateError struct{ address netip.Addr }

func (e *privateError) Error() string { return e.address.String() + " is not a public address" }
