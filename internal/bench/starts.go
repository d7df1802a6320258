package main

import (
	"context"
	"fmt"
	"time"
)

// A start is how long a preview took, from when it was started.
type start struct {
	address time.Duration // until it had printed its address
	page    time.Duration // until a page of a document had been answered
	read    time.Duration // until it said that everything had been read
}

func (s start) String() string {
	return fmt.Sprintf("address %.0f ms, first page %.0f ms, all read %.0f ms", millis(s.address), millis(s.page), millis(s.read))
}

// startPause is between two requests for the first page.
const startPause = 2 * time.Millisecond

// timeStart asks for a page until it is there, and listens until everything has been read.
func timeStart(ctx context.Context, c *child, a *author) (start, error) {
	ctx, cancel := context.WithTimeout(ctx, upbringing)
	defer cancel()
	r := newReader(c.server, startPause)
	defer r.close()
	s := start{address: c.told.Sub(c.started)}
	states, err := listen(ctx, r.client, r.server, a.page)
	if err != nil {
		return s, err
	}
	read := make(chan time.Time, 1)
	go func() {
		defer close(read)
		for state := range states {
			if state.read() && state.Page != "" {
				read <- time.Now()
				return
			}
		}
	}()
	page, err := r.gaze(edit{page: a.page, seen: sight{text: a.title + "</h1>"}}).ask(ctx)
	if err != nil {
		return s, fmt.Errorf("ask for the first page: %w", err)
	}
	all, ok := <-read
	if !ok {
		return s, fmt.Errorf("wait until everything is read: %w", context.Cause(ctx))
	}
	s.page, s.read = page.Sub(c.started), all.Sub(c.started)
	return s, nil
}
