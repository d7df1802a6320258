package external

import (
	"context"
	"sync"
	"time"
)

// pause is the time between the end of one request to a host and the beginning of the next.
const pause = time.Second

// Clock tells the time and waits. Sleep returns ctx's error if that is done first.
type Clock interface {
	Now() time.Time
	Sleep(ctx context.Context, d time.Duration) error
}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// gates keep requests apart: those to the same host, and all of them.
type gates struct {
	clock    Clock
	interval time.Duration // between the beginnings of two requests

	mu    sync.Mutex
	next  time.Time // when the next request may begin
	hosts map[string]*gate
}

// gate is the way to one host.
type gate struct {
	turn chan struct{} // holds something while a request is under way
	free time.Time     // when the next may begin; belongs to whose turn it is
}

func newGates(clock Clock, rate int) *gates {
	return &gates{clock: clock, interval: time.Second / time.Duration(rate), hosts: map[string]*gate{}}
}

// enter waits until a request to a host may begin. After it the caller must
// call leave, with the time for which the host is then left alone.
func (g *gates) enter(ctx context.Context, host string) (leave func(rest time.Duration), err error) {
	way := g.way(host)
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case way.turn <- struct{}{}:
	}
	if err := g.wait(ctx, way); err != nil {
		<-way.turn
		return nil, err
	}
	return func(rest time.Duration) {
		way.free = g.clock.Now().Add(max(pause, rest))
		<-way.turn
	}, nil
}

func (g *gates) way(host string) *gate {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.hosts[host] == nil {
		g.hosts[host] = &gate{turn: make(chan struct{}, 1)}
	}
	return g.hosts[host]
}

// wait waits for the host, and then for a place among all requests.
func (g *gates) wait(ctx context.Context, way *gate) error {
	if err := g.until(ctx, way.free); err != nil {
		return err
	}
	g.mu.Lock()
	start := g.clock.Now()
	if start.Before(g.next) {
		start = g.next
	}
	g.next = start.Add(g.interval)
	g.mu.Unlock()
	return g.until(ctx, start)
}

func (g *gates) until(ctx context.Context, t time.Time) error {
	if d := t.Sub(g.clock.Now()); d > 0 {
		return g.clock.Sleep(ctx, d)
	}
	return ctx.Err()
}
