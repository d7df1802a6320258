package browser_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"concord/internal/browser"
	"concord/internal/search"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// real is the first site, of this repository's content/.
func real(t testing.TB) built {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	return build(t, os.DirFS(folder))
}

// testSearch searches the real site with the real engine, on a host and on a
// disk.
func testSearch(t *testing.T, b *browser.Browser) {
	site := real(t)
	for host, root := range map[string]string{"on a host": site.host(t), "on a disk": site.disk()} {
		for name, test := range map[string]func(*testing.T, *browser.Page, string){
			"a number leads to its paragraph": testNumber,
			"names":                           testNames,
			"a typing error":                  testTypingError,
			"a filter":                        testFilter,
		} {
			t.Run(name+" "+host, func(t *testing.T) {
				t.Parallel()
				test(t, b.Open(t), root)
			})
		}
	}
	t.Run("hostile queries", func(t *testing.T) {
		t.Parallel()
		testHostileQueries(t, b.Open(t), site.host(t))
	})
}

func testNumber(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("7.4")
	p.Wait(`document.querySelector(".panel .hit")`)
	p.Press(kb.ArrowDown + kb.ArrowDown)
	p.Wait(active + `.startsWith("7.4 ")`)
	p.Press(kb.Enter)
	p.Wait(at("annexes/a/") + ` && document.querySelector(".para:target")?.id === "para-7.4"`)
}

func testNames(t *testing.T, p *browser.Page, root string) {
	for query, want := range map[string]string{
		"HSA": "Health Sciences Authority", "보건복지부": "Ministry of Health and Welfare",
		"october 2024": "October 2024", "MOU on Forensic Science": "MOU on Cooperation on Forensic Science",
	} {
		p.Go(root + "search/index.html?q=" + strings.ReplaceAll(query, " ", "+"))
		p.Wait(isDone)
		p.Want(`document.querySelector(".found h2").textContent`, want)
		p.Want(`document.querySelector("#search-status").textContent.endsWith("results")`, true)
	}
}

func testTypingError(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "search/index.html")
	p.Press("/")
	p.Type("hydrogne ")
	p.Wait(isDone)
	p.Wait(`document.querySelector(".note")`)
	p.Want(`document.querySelector(".note").textContent`, "Nothing has “hydrogne”. These are results for “hydrogen”.")
	p.Want(`document.querySelector(".hits mark").textContent`, "hydrogen")
}

func testFilter(t *testing.T, p *browser.Page, root string) {
	p.Resize(1280, 800)
	p.Go(root + "search/index.html?q=cooperation")
	p.Wait(`document.querySelector("[value='kind:mou']")`)
	p.Run(chromedp.Click("[value='kind:mou']"))
	p.Wait(`location.search === "?q=cooperation+kind%3Amou" && ` + isDone)
	p.Wait(`document.querySelector("[value='kind:mou']").checked`)
	p.Want(`[...document.querySelectorAll(".found > li > .kicker")].every(e => e.textContent.includes("Instrument"))`, true)
	p.Run(chromedp.Click("#search-facets details details:nth-of-type(4) > summary"))
	p.Wait(labels + `.includes("Ministry of Science and ICT")`)
}

// hostile are queries that ask for trouble.
var hostile = []string{
	`<img src=x onerror=alert(1)>`, `"><script>alert(1)</script>`, `javascript:alert(1)`, `{{.Page.Title}} ${1} %s %00`,
	`"`, `""`, `" " "`, `-`, `--`, `-"`, `“`, `„“”`, `:`, `kind:`, `year:..`, `year:9999..0000`, `year:2020..`, `pillar:-1`, `agency:"`,
	"\x00\x01\x1b[31m", "\u202eevil\u202c", "שלום עולם", "\ud7ff\ufffd\uffff", "\U0001f9ea\u200d\U0001f52c", "e\u0301\u0301\u0301\u0301",
	"#para-7.4", "../../../etc/passwd", "__proto__", "constructor", "toString kind:constructor", "\\", "'", "`", "  ", "\n\t",
	strings.Repeat("a", 10_000), strings.Repeat("word ", 2_000), strings.Repeat(`"`, 10_000), strings.Repeat("가", 10_000), strings.Repeat("-x ", 3_000),
}

func testHostileQueries(t *testing.T, p *browser.Page, root string) {
	const elements = `document.querySelectorAll("script, style, iframe, main img, [onerror]").length`
	p.Go(root + "search/index.html?q=hydrogen")
	p.Wait(isDone)
	before := p.Eval(elements)
	for _, query := range hostile {
		text, err := json.Marshal(query)
		if err != nil {
			t.Fatal(err)
		}
		p.Eval(`(box => { box.value = ` + string(text) + `; box.dispatchEvent(new Event("input")); })(document.querySelector("#_query"))`)
		p.Wait(`["idle", "done"].includes(document.querySelector("#search-results").dataset.state)`)
		p.Wait(elements + " === " + before) // the index's files come and go as scripts
	}
	for _, query := range hostile[:4] {
		p.Go(root + "search/index.html?q=" + strings.NewReplacer("<", "%3C", ">", "%3E", `"`, "%22", " ", "+", "%", "%25", "{", "%7B", "}", "%7D").Replace(query))
		p.Wait(isDone)
		p.Want("document.title", "“"+query+"” – Search – Singapore–ROK Strategic Partnership")
	}
	for _, fault := range p.Faults() {
		t.Error(fault)
	}
}

// testDamagedIndex: files that are missing, cut, altered or of another version
// are a message, and once they are whole again "Try again" works.
func testDamagedIndex(t *testing.T, b *browser.Browser) {
	site := build(t, small(t))
	folder := filepath.Join(site.folder, filepath.FromSlash(search.Folder))
	const loaded = "A part of the search could not be loaded, or did not arrive whole."
	for _, c := range []struct {
		name  string
		files string // pattern
		harm  func(content []byte) []byte
		want  string
	}{
		{"no root", "root.js", nil, loaded},
		{"root of another version", "root.js", func([]byte) []byte { return foreign(t) }, "This page and the search index are of different versions. Reload the page."},
		{"root cut", "root.js", half, loaded},
		{"root empty", "root.js", func([]byte) []byte { return nil }, loaded},
		{"root is a page", "root.js", func([]byte) []byte { return []byte("<!doctype html><title>Not found</title>") }, loaded},
		{"no other file", "????????????.js", nil, loaded},
		{"other files cut", "????????????.js", half, loaded},
		{"other files altered", "????????????.js", altered, loaded},
	} {
		t.Run(c.name, func(t *testing.T) {
			mend := damage(t, folder, c.files, c.harm)
			p := b.Open(t)
			p.Go(site.host(t) + "search/index.html?q=dredge")
			p.Wait(`document.querySelector("#search-results").dataset.state === "failed"`)
			p.Want(`document.querySelector("#search-results [role=alert]").textContent`, c.want)
			p.Faults() // a script that was cut is a mistake in a script
			mend()
			p.Run(chromedp.Click("#search-results button"))
			p.Wait(isDone)
			p.Want(`document.querySelector(".hits [data-search-hit]").getAttribute("href").endsWith("annexes/a/index.html#para-1.1")`, true)
		})
	}
}

// testChangedIndex has the site change under the pages that search it, as it does
// in a preview.
func testChangedIndex(t *testing.T, b *browser.Browser) {
	sources := small(t)
	before := build(t, sources)
	sources["content/guide/dredging.md"] = &fstest.MapFile{Data: []byte("---\ntitle: On dredging\n---\n\nA quokka was seen at the harbour.\n")}
	after := build(t, sources)
	site := before.host(t)
	change := func(p *browser.Page) {
		if err := os.RemoveAll(before.folder); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(before.folder, os.DirFS(after.folder)); err != nil {
			t.Fatal(err)
		}
		p.Eval(`dispatchEvent(new Event("concord:change"))`)
	}
	page, box := b.Open(t), b.Open(t)
	page.Go(site + "search/index.html?q=quokka")
	page.Wait(isDone)
	page.Want(`document.querySelectorAll(".found h2").length`, 0)
	box.Go(site + "statement/index.html")
	box.Press("/")
	box.Type("quokka")
	box.Wait(isOpen)
	change(page)
	page.Wait(titles + ` === "On dredging"`)
	change(box)
	box.Wait(`document.querySelector(".panel .title")?.textContent === "On dredging"`)
}

// damage harms files, or removes them where there is no harm to do, and returns
// what mends them.
func damage(t *testing.T, folder, pattern string, harm func([]byte) []byte) (mend func()) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	whole := map[string][]byte{}
	for _, name := range names {
		if whole[name], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
		if harm == nil {
			err = os.Remove(name)
		} else {
			err = os.WriteFile(name, harm(whole[name]), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		for name, content := range whole {
			if err := os.WriteFile(name, content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func half(content []byte) []byte { return content[:len(content)/2] }

// altered changes a letter in the middle of the data to another.
func altered(content []byte) []byte {
	changed := bytes.Clone(content)
	for i := len(changed) / 2; i < len(changed); i++ {
		if 'a' <= changed[i] && changed[i] <= 'y' {
			changed[i]++
			break
		}
	}
	return changed
}

// foreign is the root of an index of a version to come.
func foreign(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(`{"version":999}`)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return search.Encode(nil, search.Root, b.Bytes())
}
