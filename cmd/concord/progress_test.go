package main

import (
	"io"
	"testing"
)

func TestCounter(t *testing.T) {
	m := newMeter(io.Discard, false)
	defer m.clear()
	count := m.counter("links")
	for _, c := range []struct{ done, steps int }{{3, 0}, {4, 1}, {4, 1}, {9, 6}, {10, 7}} {
		count(c.done, 10)
		if got := int(m.done.Load()); got != c.steps || m.steps != 7 {
			t.Errorf("after %d of 10: %d of %d steps", c.done, got, m.steps)
		}
	}
}
