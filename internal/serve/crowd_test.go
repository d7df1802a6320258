package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"concord/internal/diag"
)

// pagesLookedAt are where the tabs of a crowd are.
var pagesLookedAt = [...]string{"index.html", "annexes/a/index.html", "agencies/index.html", "nowhere/index.html"}

const readers = 3

// crowd is browsers at a preview: some ask for anything, some wait for states.
type crowd struct {
	address  string
	client   *http.Client
	stop     context.CancelFunc
	ctx      context.Context
	busy     sync.WaitGroup
	turns    chan struct{} // each is a request
	asked    atomic.Int64
	told     atomic.Int64
	problems lines

	mu    sync.Mutex
	known map[string]bool // paths that are or were
	tabs  []*watcher
}

// watcher is a browser at a page.
type watcher struct {
	path string

	mu   sync.Mutex
	last event
}

func newCrowd(address string) *crowd {
	c := &crowd{address: address, turns: make(chan struct{}, 64), known: map[string]bool{"index.html": true, "404.html": true}}
	for _, path := range pagesLookedAt {
		c.tabs = append(c.tabs, &watcher{path: path})
	}
	c.work()
	return c
}

// work lets all begin.
func (c *crowd) work() {
	c.client = &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 16},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	c.ctx, c.stop = context.WithCancel(context.Background())
	for i := range readers {
		c.busy.Go(func() { c.read(rand.New(rand.NewPCG(uint64(i), 3))) })
	}
	for _, t := range c.tabs {
		c.busy.Go(func() { c.follow(t) })
	}
}

// rest lets all end, until they work again: what they keep is no more in use.
func (c *crowd) rest() {
	c.stop()
	c.busy.Wait()
	c.client.CloseIdleConnections()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = map[string]bool{"index.html": true, "404.html": true}
}

func (c *crowd) leave() { c.rest() }

// hurry lets the readers ask so many times more.
func (c *crowd) hurry(times int) {
	for range times {
		select {
		case c.turns <- struct{}{}:
		default: // they have enough to do
		}
	}
}

// know adds the paths of a site.
func (c *crowd) know(cold *coldSite) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.known) > 500 {
		c.known = map[string]bool{"404.html": true}
	}
	for path := range cold.files {
		c.known[path] = true
	}
}

func (c *crowd) paths() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []string
	for path := range c.known {
		list = append(list, path)
	}
	slices.Sort(list)
	return list
}

// reply is what a browser was answered.
type reply struct {
	status int
	tag    string
	body   string
}

// ask asks for a path as a script does, or as a browser that shows it.
func (c *crowd) ask(path, accept string) reply {
	address := c.address + strings.ReplaceAll(url.PathEscape(path), "%2F", "/")
	r, err := http.NewRequestWithContext(c.ctx, http.MethodGet, address, nil)
	if err != nil {
		c.problems.add(err.Error())
		return reply{}
	}
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	c.asked.Add(1)
	response, err := c.client.Do(r)
	if err != nil {
		if c.ctx.Err() == nil {
			c.problems.add(fmt.Sprintf("%s: %v", path, err))
		}
		return reply{}
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil && c.ctx.Err() == nil {
		c.problems.add(fmt.Sprintf("%s: %v", path, err))
	}
	return reply{response.StatusCode, response.Header.Get("ETag"), string(body)}
}

// read asks for anything until the crowd rests, whatever state the site is in.
func (c *crowd) read(random *rand.Rand) {
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-c.turns:
		}
		paths := c.paths()
		path := paths[random.IntN(len(paths))]
		accept := []string{"", "text/html"}[random.IntN(2)]
		switch random.IntN(20) {
		case 0:
			path = own[1:] + "notes?path=" + url.QueryEscape(path)
			c.getOwn(path)
			continue
		case 1:
			c.getOwn(own[1:] + "diagnostics?path=" + url.QueryEscape(path))
			continue
		}
		a := c.ask(path, accept)
		switch {
		case c.ctx.Err() != nil:
			return
		case a.status == http.StatusOK && a.tag != "" && !tagFits(a.tag, a.body):
			c.problems.add(path + ": the tag is not that of the content")
		case !slices.Contains([]int{http.StatusOK, http.StatusNotFound, http.StatusInternalServerError, http.StatusServiceUnavailable}, a.status):
			c.problems.add(fmt.Sprintf("%s: status %d", path, a.status))
		}
	}
}

// getOwn asks for something of the preview's own, which is JSON unless there is
// no such page.
func (c *crowd) getOwn(address string) {
	r, err := http.NewRequestWithContext(c.ctx, http.MethodGet, c.address+address, nil)
	if err != nil {
		c.problems.add(err.Error())
		return
	}
	c.asked.Add(1)
	response, err := c.client.Do(r)
	if err != nil {
		return // the crowd rests
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if c.ctx.Err() == nil && (err != nil || !json.Valid(body)) && response.StatusCode == http.StatusOK {
		c.problems.add(fmt.Sprintf("%s: %v: %s", address, err, body))
	}
}

// follow takes the states of a page in until the crowd rests.
func (c *crowd) follow(t *watcher) {
	for c.ctx.Err() == nil {
		r, err := http.NewRequestWithContext(c.ctx, http.MethodGet, c.address+own[1:]+"events?path="+url.QueryEscape(t.path), nil)
		if err != nil {
			c.problems.add(err.Error())
			return
		}
		response, err := c.client.Do(r)
		if err != nil {
			if c.ctx.Err() == nil {
				c.problems.add(fmt.Sprintf("events: %v", err))
			}
			return
		}
		c.take(t, bufio.NewScanner(response.Body))
		_ = response.Body.Close()
		if c.ctx.Err() == nil {
			c.problems.add("a stream of events has ended")
		}
	}
}

func (c *crowd) take(t *watcher, lines *bufio.Scanner) {
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		var e event
		if err := json.Unmarshal([]byte(data), &e); err != nil {
			c.problems.add(fmt.Sprintf("a state: %v: %s", err, data))
		}
		c.told.Add(1)
		t.mu.Lock()
		if e.Version < t.last.Version {
			c.problems.add(fmt.Sprintf("version %d was told after %d", e.Version, t.last.Version))
		}
		t.last = e
		t.mu.Unlock()
	}
}

// behind says what a browser was not told, "" for nothing.
func (c *crowd) behind(site Site) string {
	state := site.State()
	for _, t := range c.tabs {
		t.mu.Lock()
		last := t.last
		t.mu.Unlock()
		errors := diag.Errors(state.Diags)
		want := event{Version: state.Version, Errors: errors, Warnings: len(state.Diags) - errors, Done: state.Done, Total: state.Total}
		if state.Ready {
			want.Page = tagAt(site, t.path)
		}
		got := last
		got.Instance, got.Client = "", ""
		if got != want {
			return fmt.Sprintf("who is at %s was told %+v, and not %+v", t.path, got, want)
		}
	}
	return ""
}
