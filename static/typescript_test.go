package static

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestTypes checks the types of the scripts. What bundles them for a site
// passes over types, so that no site needs the compiler.
func TestTypes(t *testing.T) {
	compiler, err := filepath.Abs("../bin/typescript/node_modules/.bin/tsc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(compiler); errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: the types of the scripts were not checked, since TypeScript is not installed; make bin/typescript does it where npm is")
	}
	out, err := exec.Command(compiler, "--project", "ts", "--pretty", "false").CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
