package main

import (
	"os"
	"strings"
	"testing"
)

func TestHasColours(t *testing.T) {
	for _, c := range []struct {
		system, env string
		want        bool
	}{
		{"linux", "TERM=xterm-256color", true},
		{"linux", "", true},
		{"linux", "TERM=dumb", false},
		{"linux", "TERM=xterm NO_COLOR=1", false},
		{"linux", "TERM=xterm NO_COLOR=0", false},
		{"linux", "TERM=xterm NO_COLOR=", true},
		{"darwin", "TERM=xterm", true},
		{"windows", "", false},
		{"windows", "WT_SESSION=1", true},
		{"windows", "TERM=xterm", true},
		{"windows", "WT_SESSION=1 NO_COLOR=1", false},
	} {
		env := map[string]string{}
		for variable := range strings.FieldsSeq(c.env) {
			name, value, _ := strings.Cut(variable, "=")
			env[name] = value
		}
		if got := hasColours(c.system, func(name string) string { return env[name] }); got != c.want {
			t.Errorf("%s, %q: %v", c.system, c.env, got)
		}
	}
}

func TestIsTerminal(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if isTerminal(file) || isTerminal(&strings.Builder{}) {
		t.Error("a file or a buffer is no terminal")
	}
}
