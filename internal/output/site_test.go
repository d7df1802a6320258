package output

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pages is a site: path → content.
type pages map[string]string

// ring is a site of numbered pages, each linking to its neighbours, and of a home page and another that
// link to all of them. Every fourth page is the same in all versions; the others differ, by their links
// and by a style sheet of their version.
func ring(version string, from, to int) pages {
	style := fmt.Sprintf("style/%s.css", version)
	site := pages{style: "/* " + version + " */"}
	all := fmt.Sprintf(`<link href="/%s"><a href="/about/">`, style)
	for i := from; i < to; i++ {
		all += fmt.Sprintf(`<a href="/p/%d/">`, i)
		links := `<a href="/">`
		if i%4 != 0 {
			links += fmt.Sprintf(`<a href="/p/%d/"><a href="/p/%d/"><link href="/%s">`,
				max(i-1, from), min(i+1, to-1), style)
		}
		site[fmt.Sprintf("p/%d/index.html", i)] = links + strings.Repeat(" text", 200) + "</html>"
	}
	site["index.html"] = all + "home</html>"
	site["about/index.html"] = all + "about</html>"
	return site
}

// with is the site with one more file.
func (s pages) with(path, content string) pages {
	s = maps.Clone(s)
	s[path] = content
	return s
}

// build runs one build, in order of path.
func build(dir string, site pages, step step) (Stats, error) {
	w, err := open(dir, step)
	if err != nil {
		return Stats{}, err
	}
	for _, p := range slices.Sorted(maps.Keys(site)) {
		if err := w.Write(p, []byte(site[p])); err != nil {
			return Stats{}, err
		}
	}
	return w.Commit()
}

func mustBuild(t *testing.T, dir string, site pages) Stats {
	t.Helper()
	stats, err := build(dir, site, nil)
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// tree is everything in dir: path → content, and folders with a slash at the end.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		p := filepath.ToSlash(strings.TrimPrefix(name, dir+string(filepath.Separator)))
		if d.IsDir() {
			found[p+"/"] = ""
			return nil
		}
		content, err := os.ReadFile(name)
		found[p] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// cleanTree is what a build of site into an empty folder gives.
func cleanTree(t *testing.T, site pages) map[string]string {
	t.Helper()
	dir := t.TempDir()
	mustBuild(t, dir, site)
	return tree(t, dir)
}

// wantTree checks that dir holds this and nothing else.
func wantTree(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Fatalf("not what a clean build gives (-clean +this):\n%s", diff)
	}
}

func wantCleanBuild(t *testing.T, dir string, site pages) {
	t.Helper()
	wantTree(t, dir, cleanTree(t, site))
}

var href = regexp.MustCompile(`href="/([^"]*)"`)

// crawl follows links from the home page and reports a page that is missing, or that is not whole: no
// version of the site has it like that. Without a home page nothing can be reached.
func crawl(dir string, versions ...pages) error {
	if _, err := os.Lstat(filepath.Join(dir, home)); err != nil {
		return nil
	}
	seen := map[string]bool{home: true}
	for queue := []string{home}; len(queue) > 0; {
		p := queue[0]
		queue = queue[1:]
		content, err := os.ReadFile(filepath.Join(dir, p))
		if err != nil {
			return fmt.Errorf("dead link: %w", err)
		}
		if !slices.ContainsFunc(versions, func(v pages) bool { return v[p] == string(content) }) {
			return fmt.Errorf("%s is not whole: %d bytes", p, len(content))
		}
		for _, m := range href.FindAllSubmatch(content, -1) {
			target := string(m[1])
			if target == "" || bytes.HasSuffix(m[1], []byte("/")) {
				target += home
			}
			if !seen[target] {
				seen[target] = true
				queue = append(queue, target)
			}
		}
	}
	return nil
}

// symlink makes a symbolic link. Only on Windows may that be forbidden, and then the test is skipped.
func symlink(t *testing.T, target, name string) {
	t.Helper()
	err := os.Symlink(target, name)
	if err != nil && runtime.GOOS == "windows" {
		t.Skipf("symbolic links are not allowed here: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, dir, p, content string) {
	t.Helper()
	name := filepath.Join(dir, filepath.FromSlash(p))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
