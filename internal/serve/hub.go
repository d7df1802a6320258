package serve

import (
	"bytes"
	"maps"
	"slices"
	"sync"
)

// hub tells browsers of new states. One goroutine of its own asks for them, so
// a page that many browsers are at is asked for once.
type hub struct {
	states func(paths []string) map[string][]byte
	wake   chan struct{}
	done   chan struct{}
	ended  chan struct{}
	once   sync.Once

	mu   sync.Mutex
	tabs map[*tab]bool
}

// tab is a browser that waits for states of a page. Only the newest waits for
// it: a slow one misses states, and nothing waits for a slow one.
type tab struct {
	path   string
	latest chan []byte
	last   []byte // was offered last; the hub's own
}

func newHub(states func(paths []string) map[string][]byte) *hub {
	h := &hub{
		states: states, tabs: map[*tab]bool{},
		wake: make(chan struct{}, 1), done: make(chan struct{}), ended: make(chan struct{}),
	}
	go h.run()
	return h
}

// join adds a tab, which is told the state at once.
func (h *hub) join(path string) *tab {
	t := &tab{path: path, latest: make(chan []byte, 1)}
	h.mu.Lock()
	h.tabs[t] = true
	h.mu.Unlock()
	h.wakeUp()
	return t
}

func (h *hub) leave(t *tab) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.tabs, t)
}

// wakeUp says that there may be something new.
func (h *hub) wakeUp() {
	select {
	case h.wake <- struct{}{}:
	default: // the hub has not looked yet
	}
}

// close ends the hub, and waits until it has.
func (h *hub) close() {
	h.once.Do(func() { close(h.done) })
	<-h.ended
}

func (h *hub) run() {
	defer close(h.ended)
	for {
		select {
		case <-h.done:
			return
		case <-h.wake:
			h.tell()
		}
	}
}

func (h *hub) tell() {
	h.mu.Lock()
	tabs := slices.Collect(maps.Keys(h.tabs))
	h.mu.Unlock()
	if len(tabs) == 0 {
		return
	}
	paths := make([]string, len(tabs))
	for i, t := range tabs {
		paths[i] = t.path
	}
	slices.Sort(paths)
	states := h.states(slices.Compact(paths))
	for _, t := range tabs {
		if state, known := states[t.path]; known {
			t.offer(state)
		}
	}
}

// offer puts a state in the place of one that was not taken.
func (t *tab) offer(state []byte) {
	if bytes.Equal(state, t.last) {
		return
	}
	t.last = state
	select {
	case <-t.latest:
	default:
	}
	t.latest <- state // the hub alone sends, so there is room
}
