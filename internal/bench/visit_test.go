package main

import (
	"testing"
	"testing/fstest"
)

// fixture answers as a search page does: the first script asks for two files at once and these for a third.
var fixture = fstest.MapFS{
	searchPage: {Data: []byte(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>
<input name="q"><p id="search-status"></p><div id="search-results"></div><script src="a.js"></script></body></html>`)},
	"search/a.js": {Data: []byte(`
const box = document.querySelector("input"), results = document.querySelector("#search-results");
const run = name => new Promise((done, fail) => {
	const script = document.createElement("script");
	script.src = name;
	script.onload = done;
	script.onerror = fail;
	document.head.append(script);
});
async function answer() {
	results.dataset.state = box.value ? "loading" : "idle";
	if (!box.value) return;
	await Promise.all([run("b.js"), run("c.js")]);
	await run("d.js");
	const hit = document.createElement("a");
	hit.dataset.searchHit = "";
	hit.textContent = "Found " + box.value;
	results.replaceChildren(hit);
	document.querySelector("#search-status").textContent = "Up to 1,234 results for 99";
	results.dataset.state = box.value === "x!" ? "failed" : "done";
}
box.addEventListener("input", answer);
box.value = new URLSearchParams(location.search).get("q");
answer();`)},
	"search/b.js": {Data: []byte(`document.title = "` + longTitle + `"`)},
	"search/c.js": {Data: []byte(`document.title = "y"`)},
	"search/d.js": {Data: []byte(`document.title = "z"`)},
}

const longTitle = "A title that is long enough to be packed, a title that is long enough to be packed, a title that is long enough to be packed"

func TestVisit(t *testing.T) {
	path, err := chromiumPath()
	if err != nil {
		t.Skipf("searches in a browser are not tested: %v", err)
	}
	browser, err := startChromium(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := browser.close(); err != nil {
			t.Error(err)
		}
	}()
	h := newHost(fixture)
	defer h.close()

	s, requests, err := browser.visit(h, "two words")
	if err != nil {
		t.Fatal(err)
	}
	if s.Found != 1234 || s.Shown != "Found two words" || s.Millis <= 0 {
		t.Errorf("found %+v", s)
	}
	if len(requests) != 4 {
		t.Errorf("requests of a cold page: %+v", requests)
	}

	_, seen, err := browser.traced(h.far.URL, "two words")
	if err != nil {
		t.Fatal(err)
	}
	if got := depth(seen); got != 3 {
		t.Errorf("%d requests deep: %+v", got, seen)
	}
	if _, seen, err = browser.traced(h.near.URL, "two words"); err != nil {
		t.Fatal(err)
	}
	if got, want := bytesOf(seen), bytesOf(requests); got != want {
		t.Errorf("the browser has received %d bytes and the host has sent %d", got, want)
	}

	letters, err := browser.typed(h, "한 x", 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(letters) != 3 || letters[0] <= 0 {
		t.Errorf("the letters took %v", letters)
	}

	if _, _, err := browser.visit(h, "x!"); err == nil {
		t.Error("no error for a page that says it failed")
	}
	if _, err := browser.typed(h, "x!", 1); err == nil {
		t.Error("no error for a page that says it failed on a letter")
	}
}
