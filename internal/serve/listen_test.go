package serve

import (
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"testing"
)

func listening(t *testing.T, bind string, port int) *door {
	t.Helper()
	d, err := listen(bind, port)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.close)
	return d
}

func TestListen(t *testing.T) {
	for _, c := range []struct {
		bind, name       string
		public, wildcard bool
	}{
		{"127.0.0.1", "127.0.0.1", false, false},
		{"localhost", "localhost", false, false},
		{"LocalHost", "localhost", false, false},
		{"0.0.0.0", "localhost", true, true},
	} {
		d := listening(t, c.bind, 0)
		port := portOf(d.listeners[0])
		if want := fmt.Sprintf("http://%s:%d/", c.name, port); d.address != want || port == 0 {
			t.Errorf("%s: %s, want %s", c.bind, d.address, want)
		}
		if d.public != c.public || d.wildcard != c.wildcard || d.taken {
			t.Errorf("%s: %+v", c.bind, d)
		}
	}
}

// TestListenSix: where the machine has it, both protocols reach localhost.
func TestListenSix(t *testing.T) {
	l, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		t.Skip("skipped: this machine has no IPv6")
	}
	_ = l.Close()
	d := listening(t, "localhost", 0)
	if len(d.listeners) != 2 || portOf(d.listeners[0]) != portOf(d.listeners[1]) {
		t.Errorf("%d listeners", len(d.listeners))
	}
	for _, bind := range []string{"::1", "[::1]"} {
		if d := listening(t, bind, 0); !strings.HasPrefix(d.address, "http://[::1]:") || d.public {
			t.Errorf("%s: %s", bind, d.address)
		}
	}
	// Half of localhost is not enough: a browser might find the other program.
	six := listening(t, "::1", 0)
	port := portOf(six.listeners[0])
	if d := listening(t, "localhost", port); portOf(d.listeners[0]) == port || !d.taken {
		t.Errorf("%s, though [::1]:%d is taken", d.address, port)
	}
}

// TestTakenPort: the next free one is taken, and no other.
func TestTakenPort(t *testing.T) {
	first := portOf(listening(t, "127.0.0.1", 0).listeners[0])
	if first > 65535-morePorts {
		t.Skip("skipped: too few ports follow")
	}
	before := first
	for range 3 {
		d := listening(t, "127.0.0.1", first)
		port := portOf(d.listeners[0])
		if !d.taken || port <= before || port > first+morePorts {
			t.Fatalf("port %d after %d", port, before)
		}
		before = port
	}
}

func TestNoPort(t *testing.T) {
	taken, err := listen("127.0.0.1", 65535) // or it was taken before
	if err == nil {
		defer taken.close()
	}
	for _, c := range []struct {
		bind string
		port int
		want string
	}{
		{"127.0.0.1", 65535, "all ports from 65535 to 65535 are taken"},
		{"127.0.0.1", -1, "there is no port -1: ports are numbers from 0, for any, to 65535"},
		{"127.0.0.1", 65536, "there is no port 65536"},
		{"", 0, "no address to listen at: name one, such as localhost"},
		{"256.0.0.1", 0, "listen at 256.0.0.1, port 0: "},
		{"192.0.2.1", 0, "listen at 192.0.2.1, port 0: "}, // no address of any machine's
		{"no such host", 0, "listen at no such host, port 0: "},
	} {
		d, err := listen(c.bind, c.port)
		if err == nil {
			d.close()
		}
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q, %d: %v", c.bind, c.port, err)
		}
	}
}

func TestOwnNames(t *testing.T) {
	name, err := os.Hostname()
	if err != nil {
		t.Skip("skipped: this machine has no name")
	}
	if d := listening(t, "0.0.0.0", 0); !slices.Contains(d.hosts, strings.ToLower(name)) {
		t.Errorf("asked by %v", d.hosts)
	}
	if d := listening(t, "127.0.0.1", 0); len(d.hosts) != 2 {
		t.Errorf("asked by %v", d.hosts)
	}
}

func TestOpener(t *testing.T) {
	for system, want := range map[string]string{"linux": "xdg-open []", "darwin": "open []", "windows": "rundll32 [url.dll,FileProtocolHandler]"} {
		name, args := opener(system)
		if got := fmt.Sprint(name, " ", args); got != want {
			t.Errorf("%s: %s", system, got)
		}
	}
}
