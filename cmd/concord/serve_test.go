package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"concord/internal/diag"
)

func TestVoice(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	var out, err strings.Builder
	v := &voice{out: &out, err: &err, now: func() time.Time { return time.Date(2031, 4, 2, 9, 5, 7, 0, time.UTC) }}
	v.Listening("http://localhost:8080/", 0)
	v.Listening("http://localhost:8081/", 8080)
	v.Notice("a notice")
	v.Failure(errors.New("disk full"))
	v.Diagnostics(nil)
	v.Diagnostics([]diag.Diagnostic{{Code: "doubt", Message: "a doubt", Span: diag.File("content/a.md")}, {Severity: diag.Error, Code: "x", Message: "y"}})
	if diff := cmp.Diff("preview at http://localhost:8080/; Ctrl-C ends it\n"+
		"preview at http://localhost:8081/ (port 8080 is taken); Ctrl-C ends it\n", out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("note: a notice\n"+
		"09:05:07 failure, the preview goes on: disk full\n"+
		"09:05:07 no problems\n"+
		"09:05:07 1 error, 1 warning\ncontent/a.md: warning: a doubt [doubt]\nerror: y [x]\n", err.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestVoiceOfManyDiagnostics: what is printed can be read, and errors are not
// among what is left out.
func TestVoiceOfManyDiagnostics(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	var list []diag.Diagnostic
	for i := range 120 {
		list = append(list, diag.Diagnostic{Code: "doubt", Message: fmt.Sprint("number ", i)})
	}
	list[110].Severity = diag.Error
	var err strings.Builder
	(&voice{out: io.Discard, err: &err, now: time.Now}).Diagnostics(list)
	lines := strings.Split(strings.TrimSuffix(err.String(), "\n"), "\n")
	if len(lines) != mostPrinted+2 || lines[1] != "error: number 110 [doubt]" || lines[2] != "warning: number 0 [doubt]" ||
		lines[len(lines)-1] != "and 70 more, which concord check prints" {
		t.Error(err.String())
	}
	if list[110].Severity != diag.Error {
		t.Error("the list was put in another order")
	}
}

// fetch prints what a preview answers: fetch FILE PATH STATUS, where the file
// holds its address. It waits until the answer has the status.
func fetch() {
	address, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = fetchFrom(strings.TrimSpace(string(address)), os.Args[2], os.Args[3])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func fetchFrom(address, path, status string) error {
	events, err := http.Get(address + "_concord/events?path=index.html")
	if err != nil {
		return err
	}
	defer events.Body.Close()
	for {
		r, err := http.Get(address + path)
		if err != nil {
			return err
		}
		text, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		if fmt.Sprint(r.StatusCode) == status {
			_, err := os.Stdout.Write(text)
			return err
		}
		if _, err := events.Body.Read(make([]byte, 4096)); err != nil { // until something is another
			return err
		}
	}
}
