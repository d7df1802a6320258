package browser_test

import (
	"strconv"
	"strings"
	"testing"

	"concord/internal/browser"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	isDone = `document.querySelector("#search-results").dataset.state === "done"`
	query  = `document.querySelector("#_query").value`
	titles = `[...document.querySelectorAll(".found h2")].map(e => e.textContent).join("|")`
	active = `document.getElementById(document.querySelector("#_query").getAttribute("aria-activedescendant"))?.textContent ?? ""`
	isOpen = `!document.querySelector(".panel").hidden`
	labels = `[...document.querySelectorAll("#search-facets label")].map(e => e.textContent).join("|")`
	inBox  = `document.activeElement.id === "_query"`
)

// TestPages looks at pages in one browser.
func TestPages(t *testing.T) {
	b := browser.Start(t)
	t.Run("interface", func(t *testing.T) { testInterface(t, b) })
	t.Run("search", func(t *testing.T) { testSearch(t, b) })
	t.Run("damaged index", func(t *testing.T) { testDamagedIndex(t, b) })
	t.Run("changed index", func(t *testing.T) { testChangedIndex(t, b) })
}

// testInterface looks at what the scripts do with what the engine says. The
// engine is one for tests; see testSearch for the real one.
func testInterface(t *testing.T, b *browser.Browser) {
	site := build(t, withEngine(t, small(t)))
	for name, test := range map[string]func(*testing.T, *browser.Page, string){
		"keys that focus the box":    testShortcuts,
		"options":                    testOptions,
		"a box with nothing":         testNothingInBox,
		"a mark far from the start":  testFarMark,
		"Escape":                     testEscape,
		"what a screen reader hears": testAnnouncements,
		"nothing moves":              testNothingMoves,
		"an older answer":            testStaleAnswer,
		"a failure in the box":       testBoxFailure,
		"remarks":                    testRemarks,
		"more results":               testMore,
		"a failure":                  testFailure,
		"a slow answer":              testSlow,
		"markup in a result":         testHostileResult,
		"a phone":                    testPhone,
		"no search script":           testMissingScript,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, b.Open(t), site.host(t))
		})
	}
	for host, root := range map[string]string{"on a host": site.host(t), "on a disk": site.disk()} {
		for name, test := range map[string]func(*testing.T, *browser.Page, string){
			"arrows and Enter":          testArrows,
			"Enter without a choice":    testSubmit,
			"results":                   testResults,
			"typing on the search page": testTyping,
			"filters":                   testFilters,
			"history":                   testHistory,
			"without a script":          testWithoutScript,
		} {
			t.Run(name+" "+host, func(t *testing.T) {
				t.Parallel()
				test(t, b.Open(t), root)
			})
		}
	}
}

func testShortcuts(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "statement/index.html")
	p.Want(inBox, false)
	p.Press("/")
	p.Want(inBox, true)
	p.Want(query, "")
	p.Press("/") // is typed, as in any text
	p.Want(query, "/")
	p.Run(chromedp.Blur("#_query"))
	p.Press("k", input.ModifierCtrl)
	p.Want(inBox, true)
	p.Want("getSelection().toString()", "/")
	p.Run(chromedp.Blur("#_query"))
	p.Press("k")
	p.Want(inBox, false)
}

func testOptions(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("dredge")
	p.Wait(isOpen)
	p.Want(`[...document.querySelectorAll("[role=option]")].map(e => e.textContent.replace(/\s+/g, " ")).join("|")`,
		"Harbour Authority HA|Joint statement Annex A|1.1 … both sides will dredge the channel …|¶ … both sides will dredge the channel …|"+
			"2 April 2031 Date|All results for “dredge”")
	p.Want(`[...document.querySelectorAll("[role=option]")].map(e => e.getAttribute("href").slice(`+lengthOf(root)+`)).join("|")`,
		"agencies/harbour/index.html|annexes/a/index.html|annexes/a/index.html#para-1.1|annexes/a/index.html#para-u1|"+
			"dates/2031/index.html#date-2031-04-02|search/index.html?q=dredge")
	p.Want(`[...document.querySelectorAll(".panel mark")].map(e => e.textContent).join("|")`, "dredge|dredge")
	p.Want(`document.querySelectorAll("[role=listbox] > [role=group]").length`, 3)
	p.Press(kb.Tab)
	p.Wait("!(" + isOpen + ")")
}

func testNothingInBox(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("nothing")
	p.Wait(isOpen)
	p.Want(`[...document.querySelectorAll(".notes p")].map(e => e.textContent).join("|")`, "Nothing was found for “nothing”.|Did you mean:")
	p.Want(`[...document.querySelectorAll("[role=option]")].map(e => e.textContent).join("|")`, "dredge")
}

func testFarMark(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("far")
	p.Wait(isOpen)
	p.Want(`document.querySelector(".panel .hit span + span").textContent`, "…capitals and at sea, that they will dredge the channel.")
}

func testArrows(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("dredge")
	p.Wait(isOpen)
	p.Want(active, "")
	for _, c := range []struct{ key, want string }{
		{kb.ArrowDown, "Harbour Authority"}, {kb.End, "All results"}, {kb.ArrowDown, ""}, {kb.ArrowUp, "All results"},
		{kb.Home, "Harbour Authority"}, {kb.ArrowDown, "Joint statement"}, {kb.ArrowDown, "1.1 "},
	} {
		p.Press(c.key)
		if got := p.Eval(active); !strings.HasPrefix(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("the chosen option is %q, not %q", got, c.want)
		}
	}
	p.Want(`document.querySelectorAll("[aria-selected=true]").length`, 1)
	p.Want(inBox, true)
	p.Press(kb.Enter)
	p.Wait(at("annexes/a/"))
	p.Wait(`document.querySelector(":target")`)
	p.Want(`document.querySelector(":target").id`, "para-1.1")
}

func testSubmit(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("two words")
	p.Wait(isOpen)
	p.Press(kb.Enter)
	p.Wait(at("search/"))
	p.Wait(`document.querySelector("#search-results")`)
	p.Wait(isDone)
	p.Want(query, "two words")
}

func testEscape(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("dredge")
	p.Wait(isOpen)
	p.Want(`document.querySelector("#_query").getAttribute("aria-expanded")`, true)
	p.Press(kb.Escape)
	p.Wait("!(" + isOpen + ")")
	p.Want(query, "dredge")
	p.Want(inBox, true)
	p.Want(`document.querySelector("#_query").getAttribute("aria-expanded")`, false)
	p.Press(kb.ArrowDown)
	p.Wait(isOpen)
}

func testAnnouncements(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("many")
	p.Wait(`document.querySelector(".search [role=status]").textContent === "Up to 12,345 results"`)
	p.Want(`document.querySelector("#_query").getAttribute("role")`, "combobox")
	p.Want(`document.getElementById(document.querySelector("#_query").getAttribute("aria-controls")).getAttribute("role")`, "listbox")
	p.Go(root + "search/index.html?q=many")
	p.Wait(`document.querySelector("main [role=status]")?.textContent === "Up to 12,345 results"`)
}

func testNothingMoves(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "statement/index.html")
	const place = `JSON.stringify(["main", "nav.menu", "#_query"].map(s => document.querySelector(s).getBoundingClientRect()))`
	before := p.Eval(place)
	p.Press("/")
	p.Type("dredge")
	p.Wait(isOpen)
	p.Want(place, before)
}

func testStaleAnswer(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "search/index.html?q=held")
	p.Wait(`release.held`)
	p.Eval(`document.querySelector("#_query").select()`)
	p.Type("one")
	p.Wait(isDone)
	p.Want(titles, "Harbour Authority")
	p.Eval(`void release.held()`)
	p.Eval(`document.title`) // what was let go has come by now
	p.Want(titles, "Harbour Authority")
	p.Want(`document.querySelector("#search-status").textContent`, "1 result")
}

func testBoxFailure(t *testing.T, p *browser.Page, root string) {
	p.Before(`var broken = "FileError"`)
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("d")
	p.Wait(`document.querySelector(".panel button")?.textContent === "Try again"`)
	p.Want(`document.querySelector(".panel p").textContent`, "A part of the search could not be loaded, or did not arrive whole.")
	p.Run(chromedp.Click(".panel button"))
	p.Wait(`document.querySelectorAll("[role=option]").length === 6`)
	p.Want(inBox, true)
}

func testResults(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "search/index.html?q=dredge")
	p.Wait(isDone)
	p.Want("document.title", "“dredge” – Search – Avaria–Belmora")
	p.Want(`document.querySelector("#search-status").textContent`, "3 results")
	p.Want(titles, "Harbour Authority|Joint statement|2 April 2031")
	p.Want(`[...document.querySelectorAll("#search-results [data-search-hit]")].map(e => e.getAttribute("href").slice(`+lengthOf(root)+`)).join("|")`,
		"agencies/harbour/index.html|agencies/harbour/index.html#para-1|annexes/a/index.html|annexes/a/index.html#para-1.1|annexes/a/index.html#para-u1|"+
			"annexes/a/index.html#para-1.2|dates/2031/index.html#date-2031-04-02")
	p.Want(`[...document.querySelectorAll(".hits .kicker")].map(e => e.textContent.replace(/\s+/g, " ").trim()).join("|")`,
		"Paragraph 1|Paragraph 1.1 I. Waters|Unnumbered paragraph 1 I. Waters|Paragraph 1.2")
	p.Want(`document.querySelectorAll("#search-results mark").length`, 4)
	p.Want(`getComputedStyle(document.querySelector("#search-indexes")).display`, "none")
	p.Run(chromedp.Click(".hits a[href$='1.1']"))
	p.Wait(`document.querySelector(".para:target")`)
	p.Want(`getComputedStyle(document.querySelector(".para:target > p")).boxShadow !== "none"`, true)
}

func testRemarks(t *testing.T, p *browser.Page, root string) {
	for query, want := range map[string]string{
		"mistyped": "Nothing has “mistyped”. These are results for “typed”.",
		"part": "No page has all of these words. These have the most of them.|" +
			"Only the first 24 words and 1,000 characters of the query were looked for.",
		"nothing": "Try fewer or other words, or look through the indexes below.|Did you mean: dredge",
	} {
		p.Go(root + "search/index.html?q=" + query)
		p.Wait(isDone)
		p.Want(`[...document.querySelectorAll(".note")].map(e => e.textContent).join("|")`, want)
	}
	p.Go(root + "search/index.html?q=nothing")
	p.Wait(isDone)
	p.Want(`document.querySelector("#search-status").textContent`, "Nothing was found for “nothing”.")
	p.Want(`getComputedStyle(document.querySelector("#search-indexes")).display`, "block")
	p.Run(chromedp.Click(".note a"))
	p.Wait(`location.search === "?q=dredge"`)
}

func testTyping(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "search/index.html")
	p.Wait(`globalThis.asked`)
	p.Want(`document.querySelector("#search-results").dataset.state`, "idle")
	p.Press("/")
	p.Type("one")
	p.Wait(`location.search === "?q=one"`)
	p.Wait(isDone)
	p.Want("history.length", 2) // one page before this one
	p.Want(titles, "Harbour Authority")
	p.Want("document.title", "“one” – Search – Avaria–Belmora")
	p.Press(kb.Backspace + kb.Backspace + kb.Backspace)
	p.Wait(`document.querySelector("#search-results").dataset.state === "idle"`)
	p.Want("document.title", "Search – Avaria–Belmora")
	p.Want(`document.querySelector("#search-results").childElementCount`, 0)
}

func testFilters(t *testing.T, p *browser.Page, root string) {
	p.Go(root + `search/index.html?q=dredge+year:2030..2032`)
	p.Wait(isDone)
	p.Want(`document.querySelector("#search-facets summary").textContent`, "Narrow the results (1 chosen)")
	p.Run(chromedp.Click("#search-facets > details > summary"))
	p.Wait(labels + ` === "Annex 2|Letter of intent 1|Waters 2"`)
	p.Eval(`document.querySelector("[value='kind:annex']").madeBefore = true`)
	p.Run(chromedp.Click("[value='kind:annex']"))
	p.Wait(`location.search === "?q=dredge+year%3A2030..2032+kind%3Aannex"`)
	p.Want(query, "dredge year:2030..2032 kind:annex")
	p.Wait(`!document.querySelector("[value='kind:annex']").madeBefore`) // it is made anew, with its count
	p.Want(`document.querySelector("[value='kind:annex']").checked`, true)
	p.Want(`document.activeElement.value`, "kind:annex")
	p.Run(chromedp.Click("#search-facets details details:nth-of-type(3) > summary"))
	p.Wait(`document.querySelector("[value='year:2031']")?.checked`) // the range has it
	p.Run(chromedp.Click("#search-facets details details:nth-of-type(4) > summary"))
	p.Wait(labels + ` === "Annex 2|Letter of intent 1|Waters 2|2031 3|Harbour Authority 1"`)
	p.Wait(`document.querySelector("#search-facets summary").textContent === "Narrow the results (2 chosen)"`)
	p.Run(chromedp.Click("[value='year:2031']"))
	p.Wait(`location.search === "?q=dredge+kind%3Aannex"`)
	p.Run(chromedp.Click("[value='kind:annex']"))
	p.Wait(`location.search === "?q=dredge"`)
	p.Run(chromedp.SetValue("#_query", `"open phrase`), chromedp.Click("[role=search] button"))
	p.Wait(`location.search === "?q=%22open+phrase"`)
	p.Run(chromedp.Click("[value='kind:annex']"))
	p.Wait(query + ` === '"open phrase" kind:annex'`)
}

func testHistory(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "search/index.html?q=one")
	p.Wait(isDone)
	p.Run(chromedp.SetValue("#_query", "dredge"), chromedp.Click("[role=search] button"))
	p.Wait(`location.search === "?q=dredge"`)
	p.Wait(`document.querySelectorAll(".found h2").length === 3`)
	p.Eval("void setTimeout(() => history.back())") // not while the page answers
	p.Wait(`location.search === "?q=one" && document.querySelectorAll(".found h2").length === 1`)
	p.Want(query, "one")
	p.Eval("void setTimeout(() => history.forward())")
	p.Wait(`document.querySelectorAll(".found h2").length === 3`)
	p.Run(chromedp.Click(".found h2 a"))
	p.Wait(at("agencies/harbour/"))
	p.Eval("void setTimeout(() => history.back())") // not while the page answers
	p.Wait(`location.search === "?q=dredge" && document.querySelectorAll(".found h2").length === 3`)
	p.Want(query, "dredge")
}

func testMore(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "search/index.html?q=dredge")
	p.Wait(isDone)
	p.Run(chromedp.Click("#search-results > button"))
	p.Wait(`document.querySelectorAll(".found h2").length === 6`)
	p.Want(`document.querySelectorAll("#search-results > button").length`, 0)
	p.Want(`document.activeElement === document.querySelectorAll(".found h2 a")[3]`, true)
}

func testFailure(t *testing.T, p *browser.Page, root string) {
	for name, want := range map[string]string{
		"FileError":    "A part of the search could not be loaded, or did not arrive whole.",
		"VersionError": "This page and the search index are of different versions. Reload the page.",
		"TypeError":    "A part of the search could not be loaded, or did not arrive whole.",
	} {
		p.Before(`var broken = "` + name + `"`)
		p.Go(root + "search/index.html?q=dredge")
		p.Wait(`document.querySelector("#search-results").dataset.state === "failed"`)
		p.Want(`document.querySelector("#search-results [role=alert]").textContent`, want)
		p.Run(chromedp.Click("#search-results button"))
		p.Wait(isDone)
		p.Want(titles, "Harbour Authority|Joint statement|2 April 2031")
	}
}

// testSlow makes the longest of the page's delays short, and holds the answer
// back.
func testSlow(t *testing.T, p *browser.Page, root string) {
	p.Before(`{ const timeout = setTimeout; globalThis.setTimeout = (f, ms, ...rest) => timeout(f, ms === 8000 ? 1 : ms, ...rest); }`)
	p.Go(root + "search/index.html?q=held")
	p.Wait(`document.querySelector("#search-results").dataset.state === "failed"`)
	p.Want(`document.querySelector("#search-results button").textContent`, "Try again")
	p.Eval("void release.held()")
	p.Wait(isDone)
	p.Want(titles, "Harbour Authority|Joint statement|2 April 2031")
}

func testHostileResult(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "search/index.html?q=hostile")
	p.Wait(isDone)
	const elements = `document.querySelectorAll("#search-results :is(img, script, b)").length`
	p.Want(elements, 0)
	p.Want(`document.querySelector(".found h2").textContent.startsWith("<img src=x")`, true)
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("hostile")
	p.Wait(isOpen)
	p.Want(`document.querySelectorAll(".panel :is(img, script, b)").length`, 0)
}

func testPhone(t *testing.T, p *browser.Page, root string) {
	const overflow = "document.documentElement.scrollWidth - innerWidth"
	p.Resize(320, 560)
	p.Go(root + "statement/index.html")
	p.Press("/")
	p.Type("dredge")
	p.Wait(isOpen)
	p.Want(overflow, 0)
	p.Want(`(r => r.left >= 0 && r.right <= innerWidth)(document.querySelector(".panel").getBoundingClientRect())`, true)
	p.Run(chromedp.Click(".panel .hit"))
	p.Wait(`document.querySelector(":target")?.id === "para-1.1"`)
	p.Go(root + "search/index.html?q=part")
	p.Wait(isDone)
	p.Run(chromedp.Click("#search-facets > details > summary"))
	p.Wait(`document.querySelector("#search-facets input")`)
	p.Want(overflow, 0)
}

func testWithoutScript(t *testing.T, p *browser.Page, root string) {
	p.Run(emulation.SetScriptExecutionDisabled(true))
	p.Go(root + "statement/index.html")
	p.Run(chromedp.SendKeys("#_query", "dredge"+kb.Enter))
	p.Wait(at("search/"))
	p.Wait(`document.querySelector("#search-indexes")?.checkVisibility()`)
	p.Want(`document.querySelector(".without-script").checkVisibility()`, true)
	p.Want(`[...document.querySelectorAll("#search-indexes .indexes a")].map(e => e.textContent.replace(/[\d\s]+/, "")).join("|")`, "Agencies|Instruments|Dates|Glossary")
	p.Run(chromedp.Click("#search-indexes a"))
	p.Wait(at("agencies/"))
}

// testMissingScript: where the search script does not come, the page says so and
// shows the indexes.
func testMissingScript(t *testing.T, p *browser.Page, root string) {
	p.Block("*://*:*/record/assets/search.*")
	p.Go(root + "search/index.html?q=dredge")
	p.Wait(`document.querySelector("#search-results button")?.textContent === "Try again"`)
	p.Want(`document.querySelector("#search-indexes").checkVisibility()`, true)
	p.Block()
	p.Run(chromedp.Click("#search-results button"))
	p.Wait(isDone)
}

// at says whether the page is that of a folder. Some hosts take the name
// index.html off the address, as the one here does.
func at(folder string) string {
	return "/\\/" + strings.ReplaceAll(folder, "/", "\\/") + "(index\\.html)?$/.test(location.pathname)"
}

// lengthOf is the length of an address as a number in a script.
func lengthOf(root string) string { return strconv.Itoa(len(root)) }
