package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// A sample is what one run of a program took, and what it wrote.
type sample struct {
	wall  time.Duration
	cpu   time.Duration // user and system, of the program and of the children it waited for
	peak  int64         // bytes resident at most
	files int           // written by this run
	bytes int64         // in those files
}

// measure runs a command to its end. If it fails, the error has the first lines that it printed to stderr.
//
// Peak memory is the kernel's figure for the child. Linux counts in it what the parent had resident when it
// started the child, so the bench itself must stay small: the corpus is made by a child too. See ownPeak.
func measure(cmd *exec.Cmd) (sample, error) {
	stderr := &head{room: 16 << 10}
	cmd.Stderr = stderr
	start := time.Now()
	err := cmd.Run()
	s := sample{wall: time.Since(start)}
	if state := cmd.ProcessState; state != nil {
		s.cpu = state.UserTime() + state.SystemTime()
		if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
			s.peak = peakBytes(usage)
		}
	}
	if err != nil {
		return s, fmt.Errorf("%w\n%s", err, stderr.lines(8))
	}
	return s, nil
}

// peakBytes: Linux reports kilobytes, macOS bytes.
func peakBytes(usage *syscall.Rusage) int64 {
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) * 1024
}

// ownPeak is how much the bench itself has had resident: no peak below it can be told from it.
func ownPeak() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return peakBytes(&usage)
}

// head keeps the beginning of what is written to it.
type head struct {
	kept bytes.Buffer
	room int
}

func (h *head) Write(p []byte) (int, error) {
	h.kept.Write(p[:min(len(p), h.room-h.kept.Len())])
	return len(p), nil
}

func (h *head) lines(most int) string {
	lines := strings.Split(strings.TrimSpace(h.kept.String()), "\n")
	return strings.Join(lines[:min(len(lines), most)], "\n")
}

// A size is how large a folder is.
type size struct {
	files int
	bytes int64
	disk  int64 // bytes of the blocks that hold them, as du counts
}

// sizeOf adds up the files under dir that were written at or after since; the zero time takes them all.
func sizeOf(dir string, since time.Time) (size, error) {
	var sum size
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if stat, ok := info.Sys().(*syscall.Stat_t); ok {
			sum.disk += stat.Blocks * 512
		}
		if entry.Type().IsRegular() && !info.ModTime().Before(since) {
			sum.files++
			sum.bytes += info.Size()
		}
		return nil
	})
	return sum, err
}

// command is a child that dies with ctx, in its own folder and with additions to the environment.
func command(ctx context.Context, dir string, env []string, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	return cmd
}
