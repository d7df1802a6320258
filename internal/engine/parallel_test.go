package engine

import (
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

func TestParallelCallsEachOnce(t *testing.T) {
	var calls [1000]atomic.Int32
	if err := parallel(len(calls), func(_, i int) error { calls[i].Add(1); return nil }); err != nil {
		t.Fatal(err)
	}
	for i := range calls {
		if n := calls[i].Load(); n != 1 {
			t.Fatalf("step %d was called %d times", i, n)
		}
	}
}

func TestParallelReturnsAnError(t *testing.T) {
	cause := errors.New("no")
	err := parallel(100, func(_, i int) error {
		if i == 10 {
			return cause
		}
		return nil
	})
	if !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
}

func TestSequenceKeepsOrder(t *testing.T) {
	const n = 500
	var got []int
	s := newSequence(n, func(i int) { got = append(got, i) })
	_ = parallel(n, func(_, i int) error { s.done(n - 1 - i); return nil })
	s.finish()
	if len(got) != n || !slices.IsSorted(got) {
		t.Errorf("%d steps, sorted %v", len(got), slices.IsSorted(got))
	}
}

func TestPanicBecomesAnErrorThatSaysWhere(t *testing.T) {
	err := func() (err error) {
		defer failure("content/a.md", &err)
		var list []int
		_ = list[3]
		return nil
	}()
	if err == nil || !strings.HasPrefix(err.Error(), "content/a.md: internal error: ") {
		t.Errorf("got %v", err)
	}
}
