package serve

import (
	"os"
	"runtime"
	"time"
)

// usage is what a process has of the machine.
type usage struct {
	heap       uint64 // bytes in use
	goroutines int
	files      int // that are open; 0 where the system does not tell
}

func usageOfProcess() usage {
	runtime.GC()
	runtime.GC() // what finalizers let go of
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return usage{m.HeapAlloc, runtime.NumGoroutine(), openFiles()}
}

// within says whether this is no more than another, but for memory.
func (u usage) within(other usage) bool {
	return u.goroutines <= other.goroutines+2 && u.files <= other.files+2
}

func openFiles() int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

// leak is how much more memory the end of a soak may take than its beginning.
// The site is the same at each measurement, but not how its parts came to be:
// maps that once were larger, buffers that are kept for the next use, and
// connections that are just being closed. An edition of this small site takes
// about a megabyte, so one that is kept in a thousand operations shows.
const leak = 2 << 20

// judgeUsage fails where the preview uses more and more, or leaves something
// behind.
func (s *soak) judgeUsage(before usage) {
	s.Helper()
	third := max(len(s.usages)/3, 1)
	first, last := leastHeap(s.usages[:third]), leastHeap(s.usages[len(s.usages)-third:])
	s.Logf("memory at first %d kB, in the end %d kB; measured: %v", first>>10, last>>10, s.usages)
	if last > first+leak {
		s.Errorf("the preview takes %d kB of memory at first and %d kB in the end", first>>10, last>>10)
	}
	for i, u := range s.usages {
		if !u.within(s.usages[0]) {
			s.Errorf("after %d of %d parts of the soak: %+v; after the first: %+v", i+1, len(s.usages), u, s.usages[0])
		}
	}
	var after usage
	for late := time.Now().Add(patient); time.Now().Before(late); time.Sleep(time.Millisecond) {
		if after = usageOfProcess(); after.within(before) {
			return
		}
	}
	stacks := make([]byte, 1<<20)
	s.Errorf("before: %+v; when all was over: %+v\n%s", before, after, stacks[:runtime.Stack(stacks, true)])
}

func leastHeap(list []usage) uint64 {
	least := list[0].heap
	for _, u := range list {
		least = min(least, u.heap)
	}
	return least
}
