package serve

import (
	"net"
	"net/http"
	"sync"
)

// newcomers are the connections on which nothing was asked yet. Browsers open
// some beforehand, and Shutdown would wait for them.
type newcomers struct {
	mu    sync.Mutex
	conns map[net.Conn]bool
}

// state is told how a connection is: http.Server.ConnState.
func (n *newcomers) state(c net.Conn, s http.ConnState) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if s != http.StateNew {
		delete(n.conns, c)
		return
	}
	if n.conns == nil {
		n.conns = map[net.Conn]bool{}
	}
	n.conns[c] = true
}

func (n *newcomers) close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for c := range n.conns {
		_ = c.Close() // there is nothing to lose
	}
}
