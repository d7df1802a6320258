package external

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
)

// maxRedirects is how many redirects are followed.
const maxRedirects = 5

// visit finds out about one address. An error is ctx's.
func (c *checker) visit(ctx context.Context, u *url.URL) (verdict, error) {
	at, lasting, target := u, true, ""
	last := func() string {
		if at == u {
			return ""
		}
		return plain(at)
	}
	for hops := 0; ; hops++ {
		a, v, err := c.answer(ctx, at)
		switch {
		case err != nil:
			return verdict{}, err
		case v != nil:
			return verdict{Kind: v.Kind, Reason: v.Reason, Hint: v.Hint, Last: last()}, nil
		case !a.redirects():
			if target != "" && keyOf(at) == keyOf(u) {
				target = "" // it came back to where it began
			}
			return judge(a.status, target, last()), nil
		case hops == maxRedirects:
			return verdict{Kind: unsure, Reason: fmt.Sprintf("it is redirected more than %d times", maxRedirects)}, nil
		}
		next, refusal := follow(at, a.location)
		if refusal != nil {
			return verdict{Kind: unsure, Reason: "it is redirected to an address that is not followed: " + refusal.Reason, Last: last()}, nil
		}
		lasting = lasting && (a.status == http.StatusMovedPermanently || a.status == http.StatusPermanentRedirect)
		if at = next; lasting {
			target = plain(at)
		}
	}
}

// follow reads where a redirect leads.
func follow(from *url.URL, location string) (*url.URL, *verdict) {
	to, err := url.Parse(location)
	if err != nil || len(location) > longest {
		return nil, &verdict{Reason: "it is not a valid address"}
	}
	to, _, refusal := parse(from.ResolveReference(to).String())
	return to, refusal
}

// answer asks at an address as often as it takes: once more where the server
// says when to come again, and with GET where it refuses HEAD.
func (c *checker) answer(ctx context.Context, u *url.URL) (answer, *verdict, error) {
	method, waited := http.MethodHead, false
	for {
		a, v, err := c.request(ctx, method, u)
		switch {
		case err != nil || v != nil:
			return a, v, err
		case a.wait > 0 && !waited:
			waited = true
		case method == http.MethodHead && slices.Contains(refusals, a.status):
			method = http.MethodGet
		default:
			if a.status == http.StatusTooManyRequests {
				c.hush(u, judge(a.status, "", ""))
			}
			return a, nil, nil
		}
	}
}

// refusals are answers to HEAD that servers also give where GET would find the page.
var refusals = []int{400, 403, 404, 405, 406, 500, 501}

// judge says what the last answer means.
func judge(status int, target, last string) verdict {
	switch {
	case status >= 200 && status < 300 && target != "":
		return verdict{Kind: moved, Moved: target, Last: last}
	case status >= 200 && status < 300:
		return verdict{Kind: good}
	case status == http.StatusNotFound || status == http.StatusGone:
		return verdict{Kind: dead, Reason: "the server answers " + words(status), Last: last}
	}
	return verdict{Kind: unsure, Reason: "the server answers " + words(status), Last: last}
}

func words(status int) string {
	if text := http.StatusText(status); text != "" {
		return fmt.Sprintf("%d %s", status, text)
	}
	return fmt.Sprint(status)
}
