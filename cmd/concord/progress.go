package main

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
)

// How long work may take before it is shown how it goes on: on a terminal,
// where somebody waits, and in a log, where a line more is of use only if the
// work is long.
const (
	patience    = 500 * time.Millisecond
	logPatience = 10 * time.Second
)

// meter shows progress: a bar on a terminal, a line a stage elsewhere.
type meter struct {
	out      io.Writer // nil where nothing is to be shown
	terminal bool
	begun    time.Time

	mu    sync.Mutex
	stage string
	steps int
	done  atomic.Int64
	bar   *progressbar.ProgressBar
	timer *time.Timer
}

func newMeter(stderr io.Writer, quiet bool) *meter {
	m := &meter{begun: time.Now(), terminal: isTerminal(stderr)}
	if !quiet {
		m.out = stderr
	}
	return m
}

// Begin announces a stage.
func (m *meter) Begin(stage string, steps int) {
	if m.out == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stage, m.steps = stage, steps
	m.done.Store(0)
	m.restart()
}

// restart begins a bar for the stage, now or when patience is over.
func (m *meter) restart() {
	m.stop()
	wait := logPatience
	if m.terminal {
		wait = patience
	}
	m.timer = time.AfterFunc(max(0, wait-time.Since(m.begun)), m.show)
}

func (m *meter) show() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.timer == nil {
		return
	}
	if !m.terminal {
		fmt.Fprintf(m.out, "%s: %d of %d\n", m.stage, m.done.Load(), m.steps)
		return
	}
	m.bar = progressbar.NewOptions(m.steps,
		progressbar.OptionSetWriter(m.out), progressbar.OptionSetDescription(m.stage),
		progressbar.OptionSetWidth(30), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(50*time.Millisecond))
	_ = m.bar.Set64(m.done.Load())
}

// Step says that one more step is done.
func (m *meter) Step() {
	if m.out == nil {
		return
	}
	n := m.done.Add(1)
	if n%64 != 0 {
		return // the bar need not move at every step
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bar != nil {
		_ = m.bar.Set64(n)
	}
}

// counter shows a stage that counts its steps itself. What was done before it
// is called for the first time took none.
func (m *meter) counter(stage string) func(done, total int) {
	last := -1
	return func(done, total int) {
		if last < 0 {
			m.Begin(stage, total-done)
			last = done
		}
		for ; last < done; last++ {
			m.Step()
		}
	}
}

// clear takes the bar away, so that what is printed next stands by itself.
func (m *meter) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stop()
}

func (m *meter) stop() {
	if m.timer != nil {
		m.timer.Stop()
		m.timer = nil
	}
	if m.bar != nil {
		_ = m.bar.Clear()
		m.bar = nil
	}
}
