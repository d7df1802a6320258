package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// A resident is how much of a running program is in memory, in bytes. 0 is not known.
type resident struct{ now, peak int64 }

// residentOf asks Linux about a process.
func residentOf(process int) resident {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	if err != nil {
		return resident{}
	}
	return parseResident(string(status))
}

func parseResident(status string) (r resident) {
	lines := bufio.NewScanner(strings.NewReader(status))
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), ":")
		var kilobytes int64
		if _, err := fmt.Sscan(value, &kilobytes); err != nil {
			continue
		}
		switch name {
		case "VmRSS":
			r.now = kilobytes << 10
		case "VmHWM":
			r.peak = kilobytes << 10
		}
	}
	return r
}

func (r resident) String() string {
	if r.now == 0 {
		return "not known here"
	}
	return fmt.Sprintf("%.0f MB, at most %.0f MB until then", megabytes(r.now), megabytes(r.peak))
}
