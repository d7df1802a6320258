package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// pagefindVersion is the one that is measured.
const pagefindVersion = "1.6.0"

// pagefindPath takes what it is given, or what an earlier run has installed into the user's cache, or else
// installs it there.
func pagefindPath(ctx context.Context, given string) (string, error) {
	if given != "" {
		return absolute(given)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "concord-bench", "pagefind-"+pagefindVersion)
	program := filepath.Join(dir, "node_modules", ".bin", "pagefind")
	if path, err := exec.LookPath(program); err == nil {
		return path, nil
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return "", errors.New("npm, which installs it, is not in PATH")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	install := command(ctx, dir, nil, "npm", "install", "--prefix", dir, "--no-audit", "--no-fund", "pagefind@"+pagefindVersion)
	stderr := &head{room: 4 << 10}
	install.Stderr = stderr
	if err := install.Run(); err != nil {
		return "", fmt.Errorf("npm install pagefind@%s: %w\n%s", pagefindVersion, err, stderr.lines(4))
	}
	return exec.LookPath(program)
}

// pagefindParts adds up what Pagefind has written: the index, which grows with the site, and the programs that
// read it or show it, which do not.
func pagefindParts(bundle string) (index, runtime size, err error) {
	err = fs.WalkDir(os.DirFS(bundle), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		sum := &runtime
		if isPagefindIndex(name) {
			sum = &index
		}
		sum.files++
		sum.bytes += info.Size()
		return nil
	})
	return index, runtime, err
}

func isPagefindIndex(name string) bool {
	for _, suffix := range []string{".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter", ".pf_sort", "entry.json"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// pagefindPage asks as Pagefind's documentation has it, for the first ten results; at once and not after a pause
// in typing, and without any code for what Pagefind does not offer by itself.
const pagefindPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Search</title></head>
<body>
<input name="q" aria-label="Search">
<div id="search-results"></div>
<script type="module">
const box = document.querySelector("input"), results = document.querySelector("#search-results");
const pagefind = await import("/pagefind/pagefind.js");
let latest = 0;
async function answer() {
	const turn = ++latest;
	if (!box.value) {
		results.dataset.state = "idle";
		return;
	}
	results.dataset.state = "loading";
	const found = await pagefind.search(box.value);
	const data = await Promise.all(found.results.slice(0, 10).map(result => result.data()));
	if (turn !== latest) return;
	results.replaceChildren(...data.map(hit));
	results.dataset.found = found.results.length;
	results.dataset.state = "done";
}
function hit(data) {
	const article = document.createElement("article"), title = document.createElement("a"), excerpt = document.createElement("p");
	article.dataset.searchHit = "";
	title.href = data.url;
	title.textContent = data.meta.title;
	excerpt.innerHTML = data.excerpt;
	article.append(title, excerpt);
	return article;
}
box.addEventListener("input", answer);
box.value = new URLSearchParams(location.search).get("q");
answer();
</script>
</body>
</html>
`
