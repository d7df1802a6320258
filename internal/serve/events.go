package serve

import (
	"net/http"
	"time"
)

// Times of a stream of events.
const (
	heartbeat   = 15 * time.Second // after which a silent connection says that it lives
	sendingTime = 10 * time.Second // after which a browser that takes nothing has gone
)

// events answers with states, until the browser goes or the server ends.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	path, ok := pagePath(r.URL.Query().Get("path"))
	if !ok {
		refuse(w, http.StatusBadRequest, "path names no page")
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	t := s.hub.join(path)
	defer s.hub.leave(t)
	stream := stream{w, http.NewResponseController(w)}
	_ = stream.to.SetReadDeadline(time.Time{}) // of the request, which is over; not every writer has one
	if stream.send("retry: 300\n\n") == nil {
		stream.follow(t, r.Context().Done(), s.hub.done)
	}
}

// stream is a connection that stays.
type stream struct {
	w  http.ResponseWriter
	to *http.ResponseController
}

func (s stream) follow(t *tab, gone, done <-chan struct{}) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		var err error
		select {
		case <-gone:
			return
		case <-done:
			return
		case state := <-t.latest:
			err = s.send("event: state\ndata: " + string(state) + "\n\n")
		case <-beat.C:
			err = s.send(":\n\n")
		}
		if err != nil {
			return
		}
	}
}

func (s stream) send(text string) error {
	_ = s.to.SetWriteDeadline(time.Now().Add(sendingTime)) // not every writer has one
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.to.Flush()
}
