package serve

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// morePorts is how many ports after a taken one are tried.
const morePorts = 100

// door is where the preview is to be reached.
type door struct {
	listeners []net.Listener
	address   string   // "http://localhost:8080/"
	taken     bool     // the port that was asked for
	public    bool     // others than this machine reach it
	wildcard  bool     // by any of the machine's addresses
	hosts     []string // names and addresses that it is asked by
}

func (d *door) close() {
	for _, l := range d.listeners {
		_ = l.Close()
	}
}

// listen listens at a port of an address or a host's name, or where it is taken
// at the next that is free. Port 0 is any.
func listen(bind string, port int) (*door, error) {
	bind = strings.TrimSuffix(strings.TrimPrefix(strings.ToLower(bind), "["), "]")
	if bind == "" {
		return nil, errors.New("no address to listen at: name one, such as localhost")
	}
	if port < 0 || port > 65535 {
		return nil, fmt.Errorf("there is no port %d: ports are numbers from 0, for any, to 65535", port)
	}
	last := min(port+morePorts, 65535)
	if port == 0 {
		last = 0
	}
	for p := port; p <= last; p++ {
		listeners, err := listenAt(bind, p)
		switch {
		case err == nil:
			return doorAt(bind, listeners, p != port), nil
		case !isTaken(err):
			return nil, fmt.Errorf("listen at %s, port %d: %w", bind, p, reason(err))
		}
	}
	return nil, fmt.Errorf("all ports from %d to %d are taken", port, last)
}

// listenAt listens at one port. The name localhost is both of its addresses:
// browsers may try either first, and should not find another program there.
func listenAt(bind string, port int) ([]net.Listener, error) {
	if bind != "localhost" {
		l, err := net.Listen("tcp", net.JoinHostPort(bind, strconv.Itoa(port)))
		return []net.Listener{l}, err
	}
	four, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil && isTaken(err) {
		return nil, err
	}
	if err == nil {
		port = portOf(four)
	}
	six, sixErr := net.Listen("tcp6", net.JoinHostPort("::1", strconv.Itoa(port)))
	switch {
	case err != nil && sixErr != nil:
		return nil, err
	case err != nil:
		return []net.Listener{six}, nil
	case sixErr == nil:
		return []net.Listener{four, six}, nil
	case isTaken(sixErr):
		_ = four.Close()
		return nil, sixErr
	}
	return []net.Listener{four}, nil // this machine has no IPv6
}

// reason is an error without what the caller says himself.
func reason(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	var call *os.SyscallError
	if errors.As(err, &call) {
		err = call.Err
	}
	return err
}

// isTaken says whether an error means that a port is in use.
func isTaken(err error) bool {
	const onWindows = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, onWindows)
}

func portOf(l net.Listener) int {
	at, err := netip.ParseAddrPort(l.Addr().String())
	if err != nil {
		return 0
	}
	return int(at.Port())
}

func doorAt(bind string, listeners []net.Listener, taken bool) *door {
	d := &door{listeners: listeners, taken: taken, hosts: []string{bind}}
	at, _ := netip.ParseAddrPort(listeners[0].Addr().String())
	ip := at.Addr().Unmap()
	d.public, d.wildcard = !ip.IsLoopback(), ip.IsUnspecified()
	d.hosts = append(d.hosts, ip.String())
	name := bind
	if d.wildcard {
		name = "localhost"
		d.hosts = append(d.hosts, ownNames()...)
	}
	d.address = "http://" + net.JoinHostPort(name, strconv.Itoa(portOf(listeners[0]))) + "/"
	return d
}

// ownNames are the names by which others on the network may know this machine.
func ownNames() []string {
	name, err := os.Hostname()
	if err != nil || name == "" {
		return nil
	}
	name = strings.ToLower(name)
	first, _, _ := strings.Cut(name, ".")
	return []string{name, first, first + ".local"}
}
