// Package external asks other hosts whether the pages that a site links to are
// still there. It is the only package that sends requests, and is used on request only.
//
// It behaves like a reader who clicks each link once, slowly: every address is
// asked once however often it is linked, one request at a time goes to a host
// with a pause between two, and a host that does not answer, or that asks for
// fewer requests, is left alone. robots.txt is not consulted, since single
// pages are asked that people chose to link to, and no links are followed from
// them. No cookies, credentials or referring pages are sent. Fragments are not
// checked: a page's text is never read.
//
// A site's text must not make an editor's machine probe the network that it
// stands in: connections are made to public addresses of the internet only,
// whatever a name or a redirect says. Where the system has a proxy, it is used,
// and connects in our place; names that this machine knows as private are not
// given to it.
package external

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"concord/internal/diag"
)

// Codes of the diagnostics, all of them warnings.
const (
	codeDead   diag.Code = "dead-link"   // readers will not find the page
	codeMoved  diag.Code = "moved-link"  // the host says for good that it is elsewhere
	codeUnsure diag.Code = "unsure-link" // it could not be found out
)

// Link is a link to another host, as it stands in a source file.
type Link struct {
	Address string
	Span    diag.Span
	// Start and End are the bytes of the address in the file as it lies on the
	// disk. End is 0 where they are not known exactly: then nothing is mended.
	Start, End int
}

// What Options leave out.
const (
	DefaultRate      = 5 // requests a second
	DefaultTimeout   = 15 * time.Second
	DefaultUserAgent = "concord-check (looks once whether a linked page is there)"
)

// Options say how hosts are asked. The zero Options are fit for use.
type Options struct {
	Cache     string            // file in which answers are kept, "" for none
	Rate      int               // requests a second over all hosts, at most
	Timeout   time.Duration     // of one request
	Transport http.RoundTripper // carries the requests out, in place of the network
	UserAgent string
	Private   bool                  // whether private addresses are asked too; for tests
	Progress  func(done, total int) // called after each address, never twice at once
	Clock     Clock                 // nil for the system's
}

// atOnce is how many hosts are waited for at the same time.
const atOnce = 16

// Check reports the links that are dead, have moved or could not be checked, in
// reading order.
//
// An error means that the list is not complete, since ctx was done, or that the
// answers could not be kept for the next time; the diagnostics hold all the same. What
// was found out before ctx was done is kept.
func Check(ctx context.Context, links []Link, o Options) ([]diag.Diagnostic, error) {
	c := newChecker(o)
	defer c.close()
	c.total = len(c.sort(links))
	asked := c.ask(ctx)
	kept := c.cache.save()
	return c.report(links), errors.Join(asked, kept)
}

// checker is one run of Check.
type checker struct {
	options   Options
	clock     Clock
	transport http.RoundTripper
	close     func()
	gates     *gates
	cache     *cache

	queues [][]*url.URL // addresses to ask, a list for each host
	total  int

	mu       sync.Mutex
	verdicts map[string]verdict // by key
	silent   map[string]verdict // of hosts that are not asked any more, by origin
	late     map[string]int     // requests in a row that took too long, by origin
}

func newChecker(o Options) *checker {
	if o.Rate <= 0 {
		o.Rate = DefaultRate
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if o.Clock == nil {
		o.Clock = systemClock{}
	}
	c := &checker{
		options: o, clock: o.Clock, transport: o.Transport, close: func() {},
		gates: newGates(o.Clock, o.Rate), cache: openCache(o.Cache, o.Clock.Now()),
		verdicts: map[string]verdict{}, silent: map[string]verdict{}, late: map[string]int{},
	}
	if c.transport == nil {
		network := newNetwork(o.Private, http.ProxyFromEnvironment)
		c.transport, c.close = network, network.close
	}
	return c
}

// sort judges what can be judged at once and puts the other addresses into the
// queues of their hosts. It returns the keys of all.
func (c *checker) sort(links []Link) map[string]bool {
	keys, hosts := map[string]bool{}, map[string]int{}
	for i := range links {
		u, key, refusal := parse(links[i].Address)
		if keys[key] {
			continue
		}
		keys[key] = true
		if refusal != nil {
			c.verdicts[key] = *refusal
			continue
		}
		if v, ok := c.cache.get(key); ok {
			c.verdicts[key] = v
			continue
		}
		host := hostOf(u)
		at, ok := hosts[host]
		if !ok {
			at = len(c.queues)
			hosts[host] = at
			c.queues = append(c.queues, nil)
		}
		c.queues[at] = append(c.queues[at], u)
	}
	return keys
}

// ask asks the hosts, several at a time. It returns ctx's error if that came
// before the end.
func (c *checker) ask(ctx context.Context) error {
	c.progress()
	queues := make(chan []*url.URL)
	var workers sync.WaitGroup
	for range min(atOnce, len(c.queues)) {
		workers.Go(func() {
			for queue := range queues {
				c.askHost(ctx, queue)
			}
		})
	}
	for _, queue := range c.queues {
		queues <- queue // is taken at once when ctx is done
	}
	close(queues)
	workers.Wait()
	return ctx.Err()
}

func (c *checker) askHost(ctx context.Context, queue []*url.URL) {
	for _, u := range queue {
		v, err := c.visit(ctx, u)
		if err != nil {
			return // ctx is done, and the addresses that are left stay without verdict
		}
		c.settle(keyOf(u), v)
	}
}

func (c *checker) settle(key string, v verdict) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.verdicts[key] = v
	c.cache.put(key, v, c.clock.Now())
	c.progress()
}

func (c *checker) progress() {
	if c.options.Progress != nil {
		c.options.Progress(len(c.verdicts), c.total)
	}
}
