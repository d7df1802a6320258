package serve

import (
	"fmt"
	"os/exec"
	"runtime"
)

// openBrowser opens an address in the user's browser, and waits until that has
// been asked.
func openBrowser(address string) error {
	name, args := opener(runtime.GOOS)
	if err := exec.Command(name, append(args, address)...).Run(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// opener is the program of a system that opens addresses.
func opener(system string) (string, []string) {
	switch system {
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler"}
	case "darwin":
		return "open", nil
	}
	return "xdg-open", nil
}
