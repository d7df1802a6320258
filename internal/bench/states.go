package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// A state is what the preview tells those that are at a page.
type state struct {
	Page        string // the tag of the page, "" if there is none
	Done, Total int
}

// read reports whether everything has been read.
func (s state) read() bool { return s.Total > 0 && s.Done == s.Total }

// readStates reads a stream of server-sent events, and tells the states in it, to its end.
func readStates(stream io.Reader, tell func(state)) error {
	lines := bufio.NewScanner(stream)
	for lines.Scan() {
		data, found := strings.CutPrefix(lines.Text(), "data: ")
		if !found {
			continue
		}
		var s state
		if err := json.Unmarshal([]byte(data), &s); err != nil {
			return fmt.Errorf("read the event %s: %w", data, err)
		}
		tell(s)
	}
	return lines.Err()
}

// listen asks for the states of a page. The channel ends with the context.
func listen(ctx context.Context, client *http.Client, server, page string) (<-chan state, error) {
	if page == "" || strings.HasSuffix(page, "/") {
		page += "index.html"
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server+"/_concord/events?path="+url.QueryEscape(page), nil)
	if err != nil {
		return nil, err
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("listen to the events of %s: %s", page, response.Status)
	}
	states := make(chan state, 64)
	go func() {
		defer close(states)
		defer response.Body.Close()
		_ = readStates(response.Body, func(s state) { // it ends in an error in any case: that of the context
			select {
			case states <- s:
			case <-ctx.Done():
			}
		})
	}()
	return states, nil
}
