package serve

import (
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// knows says whether a request names the preview as its host. A page elsewhere
// can make a name of its own lead to this machine, but not the browser say
// another name than that.
func (s *Server) knows(r *http.Request) bool {
	name := hostname(r.Host)
	if ip, err := netip.ParseAddr(name); err == nil {
		ip = ip.Unmap()
		return ip.IsLoopback() || slices.Contains(s.config.Hosts, ip.String()) || s.config.Wildcard && ip == asked(r)
	}
	return name == "localhost" || name != "" && slices.Contains(s.config.Hosts, name)
}

// hostname is the name in a Host header, in lower case. The port does not
// matter: it is another one wherever ports are forwarded.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	} else if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// asked is the address of this machine that a request came to.
func asked(r *http.Request) netip.Addr {
	if at, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr); ok {
		return at.AddrPort().Addr().Unmap()
	}
	return netip.Addr{}
}

// fromHere says whether a request was made by a page of the preview, or by
// hand.
func fromHere(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return true
	}
	u, err := url.Parse(origins[0])
	return err == nil && len(origins) == 1 && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, r.Host)
}

// pagePath is the path of the file that an address means, from the site's root
// and without a slash before it: a folder's is its index.html.
func pagePath(address string) (string, bool) {
	if address == "" || strings.HasSuffix(address, "/") {
		address += "index.html"
	}
	return address, address != "." && fs.ValidPath(address) && !strings.ContainsAny(address, "\\\x00")
}

// navigates says whether a request is for a page to be shown, and not for its
// bytes: fetch asks for whatever there is.
func navigates(r *http.Request) bool {
	return strings.Contains(strings.ToLower(strings.Join(r.Header.Values("Accept"), ",")), "text/html")
}
