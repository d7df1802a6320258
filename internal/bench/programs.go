package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// programs are the executables of the contenders, each with why it is not there.
type programs struct {
	self      string // the bench, for the floor and the corpus
	concord   string
	noConcord string
	hugo      string
	noHugo    string
}

const hugoInstall = "go install github.com/gohugoio/hugo@v0.165.0"

// findPrograms takes what it is given and looks for the rest. Without a path, concord is built from the
// module around the working folder: a concord found elsewhere might be an older one.
func findPrograms(ctx context.Context, concord, hugo, dir string) (programs, error) {
	self, err := os.Executable()
	if err != nil {
		return programs{}, err
	}
	p := programs{self: self}
	if p.concord, err = concordPath(ctx, concord, dir); err != nil {
		p.noConcord = fmt.Sprintf("concord is skipped: %v", err)
	}
	if p.hugo, err = hugoPath(ctx, hugo); err != nil {
		p.noHugo = fmt.Sprintf("Hugo is skipped: %v; to compare with it: %s", err, hugoInstall)
	}
	return p, nil
}

// searchPrograms are the executables that search is measured with, each with why it is not there.
type searchPrograms struct {
	programs
	pagefind   string
	noPagefind string
	chromium   string
	noChromium string
}

func findSearchPrograms(ctx context.Context, o searchOptions, dir string) (searchPrograms, error) {
	self, err := os.Executable()
	if err != nil {
		return searchPrograms{}, err
	}
	p := searchPrograms{programs: programs{self: self}}
	if p.concord, err = concordPath(ctx, o.concord, dir); err != nil {
		p.noConcord = fmt.Sprintf("concord is skipped: %v", err)
	}
	if p.pagefind, err = pagefindPath(ctx, o.pagefind); err != nil {
		p.noPagefind = fmt.Sprintf("Pagefind is skipped: %v; to compare with it: npm install pagefind@%s", err, pagefindVersion)
	}
	if p.chromium, err = chromiumPath(); err != nil {
		p.noChromium = fmt.Sprintf("searches in a browser are skipped: %v", err)
	}
	return p, nil
}

func concordPath(ctx context.Context, given, dir string) (string, error) {
	if given != "" {
		return absolute(given)
	}
	module, err := goEnv(ctx, "GOMOD")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "bin", "concord")
	build := command(ctx, filepath.Dir(module), nil, "go", "build", "-o", path, "./cmd/concord")
	stderr := &head{room: 4 << 10}
	build.Stderr = stderr
	if err := build.Run(); err != nil {
		return "", fmt.Errorf("go build ./cmd/concord: %w\n%s", err, stderr.lines(8))
	}
	return path, nil
}

func hugoPath(ctx context.Context, given string) (string, error) {
	if given != "" {
		return absolute(given)
	}
	if path, err := exec.LookPath("hugo"); err == nil {
		return filepath.Abs(path)
	}
	gopath, err := goEnv(ctx, "GOPATH")
	if err != nil {
		return "", err
	}
	for _, dir := range filepath.SplitList(gopath) {
		if path, err := exec.LookPath(filepath.Join(dir, "bin", "hugo")); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("it is neither in PATH nor in %s", filepath.Join(gopath, "bin"))
}

// absolute, because every contender runs in a folder of its own.
func absolute(given string) (string, error) {
	path, err := exec.LookPath(given)
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}

func goEnv(ctx context.Context, name string) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", name).Output()
	return strings.TrimSpace(string(out)), err
}
