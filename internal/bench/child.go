package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"time"
)

// A child is a preview that runs as a program of its own.
type child struct {
	cmd     *exec.Cmd
	cancel  context.CancelFunc
	drained chan struct{} // all that it prints has been read
	stderr  *head

	server  string    // its address, without slash at the end
	started time.Time // just before it was
	told    time.Time // when it had printed its address
}

// Times of a child.
const (
	upbringing = 3 * time.Minute  // after which a child that has not printed its address never will
	farewell   = 10 * time.Second // after which one that was asked to end is killed
)

// startChild starts a preview, and waits until it prints its address.
func startChild(ctx context.Context, dir string, env []string, program string, args ...string) (*child, error) {
	ctx, cancel := context.WithCancel(ctx)
	c := &child{cancel: cancel, drained: make(chan struct{}), stderr: &head{room: 16 << 10}}
	c.cmd = command(ctx, dir, env, program, args...)
	c.cmd.Cancel = func() error { return c.cmd.Process.Signal(os.Interrupt) }
	c.cmd.WaitDelay = farewell
	c.cmd.Stderr = c.stderr
	printed, err := c.cmd.StdoutPipe()
	if err != nil {
		cancel()
		return nil, err
	}
	c.started = time.Now()
	if err := c.cmd.Start(); err != nil {
		cancel()
		return nil, err
	}
	address := make(chan string, 1)
	go func() {
		defer close(c.drained)
		for lines := bufio.NewScanner(printed); lines.Scan(); {
			if found := addressIn(lines.Text()); found != "" && c.told.IsZero() {
				c.told = time.Now()
				address <- found
			}
		}
	}()
	select {
	case c.server = <-address:
		return c, nil
	case <-c.drained:
		err = errors.New("it ended")
	case <-time.After(upbringing):
		err = errors.New("it took too long")
	}
	err = errors.Join(err, c.stop())
	return nil, fmt.Errorf("%s printed no address: %w\n%s", program, err, c.stderr.lines(8))
}

// stop asks the program to end, and waits until it has.
func (c *child) stop() error {
	c.cancel()
	<-c.drained
	err := c.cmd.Wait()
	if errors.Is(err, context.Canceled) || interrupted(err) {
		return nil // it ended as it was told to
	}
	return err
}

// interrupted reports whether a program ended by the signal that asked it to.
func interrupted(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return ok && status.Signal() == syscall.SIGINT
}

// Both Concord and Hugo print where they can be reached.
var addressLine = regexp.MustCompile(`(?:preview|available) at (https?://[^\s;/]+)`)

// addressIn is the address of a server that a line tells, or "".
func addressIn(line string) string {
	found := addressLine.FindStringSubmatch(line)
	if found == nil {
		return ""
	}
	return found[1]
}

// freePort is a port that nobody listens at now.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}
