package serve

import (
	"sync/atomic"
	"time"
)

// pace is how often browsers are told how reading goes on, at most.
const pace = 200 * time.Millisecond

// progress is told how an update goes on, by several goroutines.
type progress struct {
	tell func()
	last atomic.Int64 // when it was told, in nanoseconds
}

// Begin announces a stage.
func (p *progress) Begin(string, int) { p.Step() }

// Step says that one more step is done.
func (p *progress) Step() {
	now, last := time.Now().UnixNano(), p.last.Load()
	if now-last >= int64(pace) && p.last.CompareAndSwap(last, now) {
		p.tell()
	}
}
