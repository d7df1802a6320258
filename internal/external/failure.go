package external

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"os"
	"strings"
	"unicode"
)

// scope is how much a failure says.
type scope uint8

const (
	page   scope = iota // about this request
	late                // it took too long
	server              // about every page of the server
)

// failure says what a request without an answer means.
func failure(err error) (verdict, scope) {
	var (
		private *privateError
		op      *net.OpError
		dns     *net.DNSError
	)
	switch {
	case errors.As(err, &private):
		return verdict{Kind: unsure, Reason: "it leads into a private network, which is not asked", Hint: "link to what readers everywhere can open"}, server
	case errors.As(err, &op) && op.Op == "proxyconnect":
		return verdict{Kind: unsure, Reason: "the proxy of this system gives no connection"}, server
	case timedOut(err):
		return verdict{Kind: unsure, Reason: "the server does not answer in time"}, late
	case errors.As(err, &dns) && dns.IsNotFound:
		return verdict{Kind: dead, Reason: "there is no host of this name"}, server
	case errors.As(err, &dns):
		return verdict{Kind: unsure, Reason: "the name of the host cannot be looked up now"}, server
	}
	if reason := insecure(err); reason != "" {
		return verdict{Kind: dead, Reason: reason}, server
	}
	if op != nil && op.Op == "dial" {
		return verdict{Kind: unsure, Reason: "no connection can be made: " + cause(op.Err)}, server
	}
	return verdict{Kind: unsure, Reason: "the connection fails: " + cause(err)}, page
}

func timedOut(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) ||
		errors.As(err, &timeout) && timeout.Timeout()
}

// insecure says why browsers, too, would refuse the connection; "" if they
// would not.
func insecure(err error) string {
	var (
		hostname  x509.HostnameError
		invalid   x509.CertificateInvalidError
		authority x509.UnknownAuthorityError
		unproven  *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		alert     tls.AlertError
	)
	switch {
	case errors.As(err, &hostname):
		return "the server's certificate is for another host"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "the server's certificate has expired, or is not valid yet"
	case errors.As(err, &authority):
		return "the server's certificate is from an authority that this system does not know"
	case errors.As(err, &unproven), errors.As(err, &invalid):
		return "the server's certificate is not valid"
	case errors.As(err, &record), errors.As(err, &alert), errors.Is(err, http.ErrSchemeMismatch), strings.Contains(err.Error(), "tls: "):
		return "the server makes no secure connection"
	}
	return ""
}

// cause is what an error says, short and fit for a terminal: parts of it are
// the server's words.
func cause(err error) string {
	const most = 120
	text := []rune(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(err.Error(), " ")))
	if len(text) > most {
		text = append(text[:most], '…')
	}
	return string(text)
}
