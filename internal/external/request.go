package external

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// longestWait is how long a server may make us wait.
const longestWait = 60 * time.Second

// patience is after how many requests in a row that took too long a server is
// not asked any more.
const patience = 2

// answer is what a server answered to one request.
type answer struct {
	status   int
	location string
	wait     time.Duration // after which it wants to be asked again, 0 if it does not or in too long a time
}

func (a answer) redirects() bool {
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return a.location != ""
	}
	return false
}

// request sends one request when it is its turn. There is a verdict where there
// is no answer; an error is ctx's.
func (c *checker) request(ctx context.Context, method string, u *url.URL) (answer, *verdict, error) {
	if v := c.hushed(u); v != nil {
		return answer{}, v, ctx.Err()
	}
	leave, err := c.gates.enter(ctx, hostOf(u))
	if err != nil {
		return answer{}, nil, err
	}
	a, err := c.send(ctx, method, u)
	leave(a.wait)
	switch {
	case ctx.Err() != nil:
		return answer{}, nil, ctx.Err()
	case err != nil:
		return answer{}, c.failed(u, err), nil
	}
	c.onTime(u)
	return a, nil, nil
}

// send sends a request. Of the answer the head is read only, so that it does not matter
// how long a page is.
func (c *checker) send(ctx context.Context, method string, u *url.URL) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("User-Agent", c.options.UserAgent)
	r.Header.Set("Accept", "*/*")
	response, err := c.transport.RoundTrip(r)
	if err != nil {
		return answer{}, err
	}
	_ = response.Body.Close()
	a := answer{status: response.StatusCode, location: response.Header.Get("Location")}
	if a.status == http.StatusTooManyRequests || a.status == http.StatusServiceUnavailable {
		a.wait = retryAfter(response.Header.Get("Retry-After"), c.clock.Now())
	}
	return a, nil
}

// retryAfter reads a number of seconds or a time of day.
func retryAfter(header string, now time.Time) time.Duration {
	var wait time.Duration
	if seconds, err := strconv.ParseUint(header, 10, 16); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(header); err == nil {
		wait = at.Sub(now)
	} else {
		return 0
	}
	if wait > longestWait {
		return 0
	}
	return max(wait, pause)
}

// failed is the verdict after a failure, and notes if it concerns the server's other
// pages too.
func (c *checker) failed(u *url.URL, err error) *verdict {
	v, scope := failure(err)
	switch scope {
	case server:
		c.hush(u, v)
	case late:
		c.mu.Lock()
		c.late[origin(u)]++
		silent := c.late[origin(u)] >= patience
		c.mu.Unlock()
		if silent {
			c.hush(u, v)
		}
	}
	return &v
}

func (c *checker) onTime(u *url.URL) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.late, origin(u))
}

// hush makes a verdict that of all further pages of a server.
func (c *checker) hush(u *url.URL, v verdict) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.silent[origin(u)] = v
}

func (c *checker) hushed(u *url.URL) *verdict {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.silent[origin(u)]; ok {
		return &v
	}
	return nil
}
