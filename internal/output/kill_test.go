package output

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"
)

// The three sites share some pages, and each two have pages that the third has not.
func siteA() pages { return ring("a", 6, 10).with("only/a/x.txt", "x") }
func siteB() pages { return ring("b", 8, 12).with("deep/er/x.txt", "x") }
func siteC() pages { return ring("c", 7, 11) }

var errStop = errors.New("stopped")

// stopAt lets n changes through and nothing after them, as a kill would.
func stopAt(n int) step {
	return func(string, string) error {
		if n == 0 {
			return errStop
		}
		n--
		return nil
	}
}

// everyStop runs a build of next over previous, once for each change it makes to the file system,
// stopped before that change; and calls check after each.
func everyStop(t *testing.T, previous, next pages, check func(dir string)) {
	for n := 0; ; n++ {
		dir := t.TempDir()
		if previous != nil {
			mustBuild(t, dir, previous)
		}
		_, err := build(dir, next, stopAt(n))
		if err != nil && !errors.Is(err, errStop) {
			t.Fatal(err)
		}
		check(dir)
		if err == nil {
			return
		}
		if t.Failed() {
			t.Fatalf("stopped before change %d", n)
		}
	}
}

func TestStoppedAnywhereTheSiteIsWholeAndTheNextBuildIsClean(t *testing.T) {
	for _, c := range []struct {
		name           string
		previous, next pages
	}{
		{"first build", nil, siteB()},
		{"over another version", siteA(), siteB()},
		{"over itself", siteB(), siteB()},
		{"all new", siteA(), pages{"index.html": "new"}},
		{"home page removed", siteA(), pages{"p/1/index.html": "new"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			clean := cleanTree(t, c.next)
			everyStop(t, c.previous, c.next, func(dir string) {
				if err := crawl(dir, c.previous, c.next); err != nil {
					t.Error(err)
				}
				mustBuild(t, dir, c.next)
				wantTree(t, dir, clean)
			})
		})
	}
}

// The run after a killed one may build something else, and must keep the promise at each of its own
// steps with what the killed one left.
func TestPromiseHoldsWhenAnotherSiteFollowsAStop(t *testing.T) {
	a, b, c := siteA(), siteB(), siteC()
	clean := cleanTree(t, c)
	everyStop(t, a, b, func(dir string) {
		_, err := build(dir, c, func(op, name string) error {
			if err := crawl(dir, a, b, c); err != nil {
				return fmt.Errorf("before %s %s: %w", op, name, err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
			return
		}
		wantTree(t, dir, clean)
	})
}

func TestStoppedWhileAFileBecomesAFolderTheNextBuildIsClean(t *testing.T) {
	file := ring("a", 0, 2).with("a", "file")
	folder := ring("b", 0, 2).with("a/index.html", "folder").with("a/b", "b")
	for _, c := range [][2]pages{{file, folder}, {folder, file}} {
		clean := cleanTree(t, c[1])
		everyStop(t, c[0], c[1], func(dir string) {
			mustBuild(t, dir, c[1])
			wantTree(t, dir, clean)
		})
	}
}

const childEnv = "CONCORD_OUTPUT_TEST_DIR"

func killSites() (previous, next pages) { return ring("a", 0, 40), ring("b", 20, 60) }

// TestMain lets this binary be the child that TestKilledAtAnyMoment kills.
func TestMain(m *testing.M) {
	dir := os.Getenv(childEnv)
	if dir == "" {
		os.Exit(m.Run())
	}
	_, next := killSites()
	fmt.Println("ready")
	if err := buildConcurrently(dir, next, 2); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func TestKilledAtAnyMoment(t *testing.T) {
	previous, next := killSites()
	run := func(after time.Duration) (dir string, took time.Duration, killed bool) {
		dir = t.TempDir()
		mustBuild(t, dir, previous)
		took, killed = buildInChild(t, dir, after)
		return dir, took, killed
	}
	clean := cleanTree(t, next)
	_, whole, _ := run(time.Hour)
	const kills = 10
	landed := 0
	for i := range kills {
		dir, _, killed := run(whole * time.Duration(i) / kills)
		if killed {
			landed++
		}
		if err := crawl(dir, previous, next); err != nil {
			t.Errorf("killed after %d/%d of the run: %v", i, kills, err)
		}
		mustBuild(t, dir, next)
		wantTree(t, dir, clean)
	}
	t.Logf("%d of %d kills came before the end of a run of %v", landed, kills, whole)
}

// buildInChild lets a child process build into dir and kills it some time after it has begun.
func buildInChild(t *testing.T, dir string, after time.Duration) (took time.Duration, killed bool) {
	cmd := exec.Command(os.Args[0])
	// Under the race detector a process waits a second before it ends, and kills would come then.
	cmd.Env = append(os.Environ(), childEnv+"="+dir, "GORACE=atexit_sleep_ms=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, len("ready"))); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	err = cmd.Wait()
	if cmd.ProcessState.Exited() && err != nil {
		t.Fatal(err)
	}
	return time.Since(begun), err != nil
}
