package external

import (
	"fmt"
	"net/url"
	"strings"
)

// longest is how long an address may be, in bytes; servers refuse longer ones.
const longest = 4000

// parse reads an address. Where the address cannot be asked, the verdict says
// so; the key tells addresses apart that are asked apart.
func parse(address string) (u *url.URL, key string, refusal *verdict) {
	u, err := url.Parse(address)
	switch {
	case len(address) > longest:
		return nil, address, &verdict{Kind: dead, Reason: fmt.Sprintf("it is longer than %d bytes", longest)}
	case err != nil || u.Hostname() == "" || u.Opaque != "":
		return nil, address, &verdict{Kind: dead, Reason: "it is not a valid address"}
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, address, &verdict{Kind: unsure, Reason: "only http and https are asked"}
	case u.User != nil:
		return nil, address, &verdict{Kind: unsure, Reason: "it holds a name or a password, which are not sent", Hint: "write it without what stands before the @"}
	}
	u.Host = strings.ToLower(u.Host)
	u.Host = strings.TrimSuffix(u.Host, map[string]string{"http": ":80", "https": ":443"}[u.Scheme])
	return u, keyOf(u), nil
}

// keyOf is the address of a page, whichever of its parts is meant.
func keyOf(u *url.URL) string {
	page := *u
	page.Fragment, page.RawFragment = "", ""
	if page.Path == "" {
		page.Path = "/"
	}
	return plain(&page)
}

// hostOf is the host to which requests are counted, whatever the port.
func hostOf(u *url.URL) string { return strings.TrimSuffix(u.Hostname(), ".") }

// origin is a server: what holds of one of its pages in TLS holds of all.
func origin(u *url.URL) string { return u.Scheme + "://" + u.Host }

// plain is an address in ASCII letters that can be printed and pasted. Servers
// send any bytes.
func plain(u *url.URL) string {
	var b strings.Builder
	for _, c := range []byte(u.String()) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte(`"<>\^{|}`+"`", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// pastable says whether an address stays one wherever it is put in Markdown:
// between brackets, in a table, in a definition. A host's name in other letters
// than ASCII is for people to judge.
func pastable(u *url.URL) bool {
	address := plain(u)
	entity := strings.Contains(address, "&") && strings.Contains(address, ";")
	return !entity && !strings.ContainsAny(address, `()[]*`) && !strings.Contains(plain(&url.URL{Host: u.Host}), "%")
}
