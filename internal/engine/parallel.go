package engine

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// sequence does one thing for each of several steps in their order, soon after
// the step and all before it are done. Nobody waits: who finds another at it
// leaves his step to him, or to finish.
type sequence struct {
	mu   sync.Mutex
	next int
	is   []atomic.Bool
	do   func(int)
}

func newSequence(n int, do func(int)) *sequence { return &sequence{is: make([]atomic.Bool, n), do: do} }

// done says that step i is done.
func (s *sequence) done(i int) {
	s.is[i].Store(true)
	if s.mu.TryLock() {
		s.catchUp()
		s.mu.Unlock()
	}
}

// finish does what is left when all steps are done.
func (s *sequence) finish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.catchUp()
}

func (s *sequence) catchUp() {
	for ; s.next < len(s.is) && s.is[s.next].Load(); s.next++ {
		s.do(s.next)
	}
}

// failure turns a panic into an error that names what it happened in: a mistake
// of ours, or of a library's, is reported like a failure of the machine's.
func failure(in string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: internal error: %v", in, r)
	}
}

// parallel calls do for every i below n, from as many goroutines as there are
// processors, and returns the first error. After an error no more calls are
// begun.
func parallel(n int, do func(worker, i int) error) error {
	var next atomic.Int64
	var once sync.Once
	var first error
	var group sync.WaitGroup
	for worker := range min(workers(), n) {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(worker, i); err != nil {
					once.Do(func() { first = err })
					next.Store(int64(n))
				}
			}
		})
	}
	group.Wait()
	return first
}

func workers() int { return runtime.GOMAXPROCS(0) }
