package serve

import (
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// TestNewcomers: a connection on which nothing was asked is closed, and no
// other.
func TestNewcomers(t *testing.T) {
	var n newcomers
	n.close() // of nobody
	far := map[http.ConnState]net.Conn{}
	for _, last := range []http.ConnState{http.StateNew, http.StateActive, http.StateIdle, http.StateHijacked} {
		near, other := net.Pipe()
		t.Cleanup(func() { _ = near.Close() })
		n.state(near, http.StateNew)
		n.state(near, last)
		far[last] = other
	}
	n.close()
	for last, c := range far {
		_ = c.SetReadDeadline(time.Unix(1, 0)) // fails where the other end is closed
		_, err := c.Read(make([]byte, 1))
		if closed := errors.Is(err, io.EOF); closed != (last == http.StateNew) {
			t.Errorf("%v: %v", last, err)
		}
	}
}
