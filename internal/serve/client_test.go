package serve_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"concord/internal/browser"
	"concord/internal/bundle"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestClientTypes checks the types of the preview's script, as those of the
// site's scripts are.
func TestClientTypes(t *testing.T) {
	compiler, err := filepath.Abs("../../bin/typescript/node_modules/.bin/tsc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(compiler); errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: the types of the preview's script were not checked, since TypeScript is not installed; make bin/typescript does it where npm is")
	}
	out, err := exec.Command(compiler, "--project", "client", "--pretty", "false").CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestClientMakesNoMarkup: what the server says becomes text. Pages alone are
// parsed, in one place.
func TestClientMakesNoMarkup(t *testing.T) {
	files, err := filepath.Glob("client/*.ts")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{
			"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "setHTML", "createContextualFragment",
			"eval(", "Function(", "import(", "cssText =", `"style"`,
		} {
			if strings.Contains(string(text), word) {
				t.Errorf("%s has %q", name, word)
			}
		}
		if strings.Contains(string(text), "DOMParser") != (name == filepath.Join("client", "page.ts")) {
			t.Errorf("%s: pages are parsed in page.ts and nowhere else", name)
		}
	}
}

const (
	annex = "annexes/a/index.html"
	root  = `document.querySelector("concord-preview").shadowRoot`
)

// in is an element within the preview's own.
func in(selector string) string { return fmt.Sprintf("%s.querySelector(%q)", root, selector) }

// seen says whether the preview shows something.
func seen(selector string) string {
	return fmt.Sprintf("(%s?.checkVisibility() ?? false)", in(selector))
}

// document is a page with some main content, and what belongs into its head.
func document(main string, head ...string) string {
	return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Annex A</title>\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
		"<link rel=\"stylesheet\" href=\"/assets/concord.css\">\n" + strings.Join(head, "\n") +
		"\n</head>\n<body class=\"layout-document\">\n<main id=\"main\">\n<article>\n<div class=\"text official\">\n" + main + "\n</div>\n</article>\n</main>\n</body>\n</html>\n"
}

// para is a numbered paragraph.
func para(number, content string) string {
	return fmt.Sprintf("<div class=\"para\" id=\"para-%s\">\n<p><a class=\"num\" href=\"#para-%[1]s\">%[1]s</a> %s</p>\n</div>\n", number, content)
}

// text is n paragraphs.
func text(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(para(fmt.Sprint(i+1), fmt.Sprintf("Paragraph %d: both sides will keep the strait open, and will consult each other before either of them closes a harbour to the other.", i+1)))
	}
	return b.String()
}

// remarkOf is a diagnostic at a paragraph of the annex.
func remarkOf(severity, message, paragraph string) map[string]any {
	return map[string]any{
		"severity": severity, "code": "unknown-key", "message": message, "file": "content/annexes/a.md", "line": 3, "column": 5, "width": 4,
		"context": []map[string]any{{"line": 2, "text": "---"}, {"line": 3, "text": "\tdé🙂te: 2031"}, {"line": 4, "text": "---"}},
		"notes":   []string{"the keys here are date, title"}, "hint": "write `date`", "edit": "vscode://file/site/content/annexes/a.md:3:5",
		"page": annex, "paragraph": paragraph,
	}
}

// TestPreviewInBrowser looks at the preview in one browser, with a server that does
// what the test says.
func TestPreviewInBrowser(t *testing.T) {
	b := browser.Start(t)
	for name, test := range map[string]func(*testing.T, *browser.Browser){
		"random pages":          testProperty,
		"a changed text":        testText,
		"what the reader did":   testReader,
		"scroll":                testScroll,
		"a moved paragraph":     testMoved,
		"renumbered paragraphs": testRenumbered,
		"its sub-paragraphs":    testSubparagraphs,
		"what scripts did":      testScripts,
		"a style sheet":         testStyle,
		"other scripts":         testReload,
		"another client":        testOtherClient,
		"errors":                testErrors,
		"the very start":        testStart,
		"hostile texts":         testHostile,
		"warnings":              testWarnings,
		"progress":              testProgress,
		"a page that goes":      testGone,
		"a restart":             testRestart,
		"lost events":           testLost,
		"several tabs":          testTabs,
		"a hidden tab":          testHidden,
		"why, by keyboard":      testWhy,
		"why, with Alt":         testAltClick,
		"not recognised":        testUnrecognised,
		"ways to the source":    testEdit,
		"reduced motion":        testMotion,
		"a phone":               testPhone,
		"an event for the site": testEvent,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, b)
		})
	}
}

// open opens the annex of a server and waits until it follows.
func open(t *testing.T, b *browser.Browser, f *fake) *browser.Page {
	t.Helper()
	p := b.Open(t)
	p.Go(f.url("annexes/a/"))
	p.Wait(`document.querySelector("concord-preview")`)
	return p
}

// follows waits until a page has been told of something.
func follows(t *testing.T, p *browser.Page, f *fake) {
	t.Helper()
	f.change(func() { f.done = 0 })
	p.Wait(in(".dock .pill") + `.textContent.startsWith("Reading")`)
	f.change(func() { f.done = f.total })
	p.Wait(`!` + in(".dock .pill") + `.textContent.startsWith("Reading")`)
}

func testProperty(t *testing.T, b *browser.Browser) {
	scripts, problems := bundle.Scripts(os.DirFS("."), []string{"testdata/client/property.ts"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	f := serveFake(t, annex, document("", `<script defer src="/assets/property.js"></script>`))
	f.assets["/assets/property.js"] = scripts[0].Content
	times := 400
	if testing.Short() {
		times = 100
	}
	p := open(t, b, f)
	p.Want(fmt.Sprintf("tryMorphs(1, %d).join()", times), "")
	p.Want(fmt.Sprintf("keepsAll(1, %d).join()", times/5), "")
}

// await has the value of a promise waited for.
func await(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// remember notes every element that gets a class, and what the page is.
const remember = `
	globalThis.same = {};
	globalThis.marked = [];
	new MutationObserver((list) => {
		for (const { target } of list) if (target.classList?.contains("concord-changed") && !marked.includes(target.id)) marked.push(target.id);
	}).observe(document, { subtree: true, attributeFilter: ["class"] });
	addEventListener("beforeunload", () => sessionStorage.setItem("left", "yes"));`

func testText(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(4)))
	p := open(t, b, f)
	p.Eval(remember + `same.second = document.querySelector("#para-2 p"); document.title`)
	f.put(annex, strings.ReplaceAll(document(strings.Replace(text(4), "Paragraph 2:", "In paragraph 2", 1)), "<title>Annex A", "<title>Annex A, mended"))
	p.Wait(`document.querySelector("#para-2").textContent.includes("In paragraph 2 both")`)
	p.Want(`same.second === document.querySelector("#para-2 p")`, true)
	p.Want("document.title", "Annex A, mended")
	p.Wait(`marked.join() === "para-2"`)
	p.Wait(`!document.querySelector(".concord-changed")`)
	p.Want(`document.querySelector("#para-2").className`, "para")
	p.Want(`sessionStorage.getItem("left")`, "")
	f.put(annex, document(text(3)+para("4", "New words.")+para("5", "Another.")))
	p.Wait(`marked.join() === "para-2,para-4,para-5"`)
}

func testSubparagraphs(t *testing.T, b *browser.Browser) {
	page := func(words string) string {
		return document(`<div class="para" id="para-1"><p id="own">` + words + "</p>\n" + para("1.1", "Of the harbours.") + "</div>")
	}
	f := serveFake(t, annex, page("We will keep the harbours:"))
	p := open(t, b, f)
	p.Eval(remember + "0")
	f.put(annex, page("We will dredge the harbours:"))
	p.Wait(`marked.join() === "own"`)
}

func testReader(t *testing.T, b *browser.Browser) {
	page := func(words string) string {
		return document(para("1", words+`, <a id="link" href="#para-2">as in 2</a>, and more that is selected`) +
			"<details id=\"list\">\n<summary>List</summary>\n<p>" + words + "</p>\n</details>\n" +
			`<p>` + words + ` <input id="field" value="` + words + `"><input id="other" value="` + words + `"><input type="checkbox" id="box"></p>` + para("2", words))
	}
	f := serveFake(t, annex, page("before"))
	p := open(t, b, f)
	p.Go(f.url("annexes/a/#para-2"))
	p.Eval(`(() => {
		list.open = true;
		box.checked = true;
		field.value = "typed";
		field.focus();
		field.setSelectionRange(1, 3);
		globalThis.words = document.querySelector("#para-1 p").lastChild;
		return 0;
	})()`)
	f.put(annex, page("after"))
	p.Wait(`document.querySelector("#para-1").textContent.includes("after")`)
	p.Want(`[list.open, box.checked, field.value, document.activeElement.id, field.selectionStart, field.selectionEnd, other.value, document.querySelector(":target").id].join()`,
		"true,true,typed,field,1,3,after,para-2")
	p.Eval(`getSelection().setBaseAndExtent(words, words.data.indexOf("selected"), words, words.data.length)`)
	f.put(annex, strings.Replace(page("after"), "and more that", "and much more that", 1))
	p.Wait(`words.data.includes("much")`)
	p.Want(`getSelection().toString()`, "selected")
}

// testScroll: the text stays where it is when something above it grows, in
// browsers that see to it by themselves and in others.
func testScroll(t *testing.T, b *browser.Browser) {
	for name, css := range map[string]string{"with anchoring": "", "without": "* { overflow-anchor: none }"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			testAnchor(t, b, css)
		})
	}
}

func testAnchor(t *testing.T, b *browser.Browser, css string) {
	document := func(main string) string { return document(main, `<link rel="stylesheet" href="/assets/more.css">`) }
	f := serveFake(t, annex, document(text(60)))
	f.assets["/assets/more.css"] = []byte(css)
	p := open(t, b, f)
	p.Eval(`(document.querySelector("#para-30").scrollIntoView(), scrollBy(0, 7), globalThis.top30 = document.querySelector("#para-30 p").getBoundingClientRect().top, 0)`)
	const moved = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelector("#para-30 p").getBoundingClientRect().top - top30))))`
	for range 2 {
		long := strings.Repeat("Much is said here that was not said before. ", 60)
		f.put(annex, document(para("0", long)+text(60)))
		p.Wait(`document.querySelector("#para-0")`)
		var off float64
		p.Run(chromedp.Evaluate(moved, &off, await))
		if off < -1 || off > 1 {
			t.Errorf("the text moved by %v pixels", off)
		}
		f.put(annex, document(strings.Replace(text(60), para("3", ""), "", 1)))
		p.Wait(`!document.querySelector("#para-0")`)
		p.Run(chromedp.Evaluate(moved, &off, await))
		if off < -1 || off > 1 {
			t.Errorf("the text moved by %v pixels", off)
		}
	}
	p.Eval("(scrollTo(0, 0), 0)")
	f.put(annex, document(para("0", "New at the top.")+text(60)))
	p.Wait(`document.querySelector("#para-0")`)
	p.Want("scrollY", 0)
}

// testMoved: what others move past keeps the focus, and so does what is moved
// where the browser can do that.
func testMoved(t *testing.T, b *browser.Browser) {
	page := func(order, words string) string {
		all := ""
		for _, name := range order {
			all += fmt.Sprintf("<p id=\"%c\">%[1]c %s <input id=\"field-%[1]c\"></p>\n", name, words)
		}
		return document(all)
	}
	for _, script := range []string{"", "delete Element.prototype.moveBefore"} {
		f := serveFake(t, annex, page("abcd", "one"))
		p := b.Open(t)
		p.Before(script)
		p.Go(f.url("annexes/a/"))
		p.Wait(`document.querySelector("concord-preview")`)
		p.Eval(`document.getElementById("field-d").focus()`)
		f.put(annex, page("bcda", "two"))
		p.Wait(`[...document.querySelectorAll("p")].map(e => e.textContent).join() === "b two ,c two ,d two ,a two "`)
		p.Want("document.activeElement.id", "field-d")
		if script == "" {
			p.Eval(`document.getElementById("field-a").focus()`)
			f.put(annex, page("abcd", "three"))
			p.Wait(`document.querySelector("p").textContent === "a three "`)
			p.Want("document.activeElement.id", "field-a")
		}
	}
}

// testRenumbered: a paragraph that gets another number is not a new one.
func testRenumbered(t *testing.T, b *browser.Browser) {
	unnumbered := func(texts ...string) string {
		all := ""
		for i, text := range texts {
			all += fmt.Sprintf("<div class=\"para\" id=\"para-u%d\">\n<p>%s<a class=\"pilcrow\" href=\"#para-u%[1]d\">¶</a></p>\n</div>\n", i+1, text)
		}
		return document(all)
	}
	f := serveFake(t, annex, unnumbered("One.", "Two.", "Three."))
	p := open(t, b, f)
	p.Eval(remember + `same.three = document.querySelector("#para-u3"); 0`)
	f.put(annex, unnumbered("One.", "Between.", "Two.", "Three."))
	p.Wait(`marked.join() === "para-u2"`)
	p.Want(`same.three.id + same.three.querySelector("a").hash`, "para-u4#para-u4")
}

// testScripts: what the site's scripts did to the page stays.
func testScripts(t *testing.T, b *browser.Browser) {
	head := `<script defer src="/assets/site.js"></script>`
	f := serveFake(t, annex, document(text(2)+`<ol id="found">`+"\n</ol>", head))
	f.assets["/assets/site.js"] = []byte(`document.documentElement.classList.add("searching");
		document.querySelector("#found").replaceChildren(document.createElement("li"));
		document.title = "as the script says";
		document.body.append(document.createElement("dialog"));`)
	p := open(t, b, f)
	f.put(annex, document(para("0", "New.")+text(2)+`<ol id="found">`+"\n</ol>", head))
	p.Wait(`document.querySelector("#para-0")`)
	p.Want(`[document.documentElement.className, document.querySelectorAll("#found > li").length, document.title, !!document.querySelector("body > dialog")].join()`,
		"searching,1,as the script says,true")
}

func testStyle(t *testing.T, b *browser.Browser) {
	sheet := func(hash string) string { return `<link rel="stylesheet" href="/assets/site.` + hash + `.css">` }
	f := serveFake(t, annex, document(text(3), sheet("0123456789ab")))
	f.assets["/assets/site.0123456789ab.css"] = []byte("p { color: rgb(1, 2, 3) }")
	f.assets["/assets/site.ba9876543210.css"] = []byte("p { color: rgb(4, 5, 6) }")
	p := open(t, b, f)
	p.Eval(remember + `
		globalThis.colours = new Set();
		globalThis.look = () => colours.add(getComputedStyle(document.querySelector("p")).color);
		look();
		new MutationObserver((list) => {
			look();
			globalThis.touched = (globalThis.touched ?? 0) + list.filter(({ target }) => target !== document.head).length;
		}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true }); 0`)
	f.put(annex, document(text(3), sheet("ba9876543210")))
	p.Wait(`(look(), document.querySelectorAll("link[href*='site.']").length === 1 && getComputedStyle(document.querySelector("p")).color === "rgb(4, 5, 6)")`)
	p.Want(`[...colours].join("; ")`, "rgb(1, 2, 3); rgb(4, 5, 6)")
	p.Want("touched", 0)
	p.Want("marked.length", 0)
	f.put(annex, document(text(3), sheet("000000000000"))) // which does not come
	p.Wait(`document.querySelectorAll("link[href*='site.']").length === 2`)
	f.put(annex, document(text(3), sheet("0123456789ab")))
	p.Wait(`document.querySelectorAll("link[href*='site.']").length === 1`)
	p.Want(`getComputedStyle(document.querySelector("p")).color`, "rgb(1, 2, 3)")
}

func testReload(t *testing.T, b *browser.Browser) {
	head := func(name string) string { return `<script defer src="/assets/` + name + `.js"></script>` }
	f := serveFake(t, annex, document(text(2), head("one")))
	f.assets["/assets/one.js"] = []byte(`globalThis.ran = "one"`)
	f.assets["/assets/two.js"] = []byte(`globalThis.ran = "two"`)
	p := open(t, b, f)
	p.Wait(`ran === "one"`)
	f.put(annex, document(text(2), head("two")))
	p.Wait(`ran === "two"`)
	p.Eval(remember + "0")
	f.put(annex, document(text(3), head("two")))
	p.Wait(`document.querySelector("#para-3")`)
	p.Want(`sessionStorage.getItem("left")`, "")
}

// testOtherClient: another script of the preview's is loaded, once.
func testOtherClient(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(2)))
	p := open(t, b, f)
	p.Eval("globalThis.old = true")
	f.change(func() { f.client = "another" })
	p.Wait(`!globalThis.old && document.querySelector("concord-preview")`)
	follows(t, p, f)
	if got := f.count("/annexes/a/"); got != 2 {
		t.Errorf("the page was loaded %d times", got)
	}
}

func testErrors(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(2)))
	p := open(t, b, f)
	p.Eval(`(document.body.tabIndex = 0, document.body.focus(), 0)`)
	f.diagnose(remarkOf("error", "there is no key “déte” here", ""), remarkOf("error", "another", "para-1"), remarkOf("warning", "a doubt", "para-1"))
	p.Wait(seen(".errors"))
	p.Want("document.activeElement === document.body", true)
	p.Want(in(".errors h2")+".textContent", "2 errors")
	p.Want(in(".errors .message")+".textContent", "there is no key “déte” here")
	p.Want(in(".errors .file")+".textContent", "content/annexes/a.md:3:5")
	p.Want(in(".errors .file")+".href", "vscode://file/site/content/annexes/a.md:3:5")
	p.Want(in(".errors .code")+".textContent", "unknown-key")
	p.Want(in(".errors mark")+".textContent", "te: ") // a tab and four characters are before it, one of them of two units
	p.Want(in(".errors .note")+".textContent", "the keys here are date, title")
	p.Want(in(".errors .hint")+".textContent", "Hint: write date")
	p.Want(in(".errors .hint code")+".textContent", "date")
	p.Want(in(".errors")+`.getAttribute("role")`, "dialog")
	p.Want(fmt.Sprintf("%s.getElementById(%s.getAttribute('aria-labelledby')).textContent", root, in(".errors")), "2 errors")
	p.Wait(in("[role=status]") + `.textContent === "2 errors: there is no key “déte” here"`)
	p.Press(kb.Escape)
	p.Want(seen(".errors"), false)
	p.Want(in(".pill.error")+".textContent", "2 errors")
	f.diagnose(remarkOf("error", "another", ""), remarkOf("error", "a third", ""), remarkOf("error", "a fourth", ""))
	p.Wait(in(".pill.error") + `.textContent === "3 errors"`)
	p.Want(seen(".errors"), false)
	p.Eval(in(".pill.error") + ".click()")
	p.Want(seen(".errors"), true)
	p.Want(in(".pill.error")+`.getAttribute("aria-expanded")`, true)
	f.diagnose()
	p.Wait("!" + seen(".errors") + " && !" + seen(".pill.error"))
	p.Want(in("[role=status]")+".textContent", "No errors any more.")
	f.diagnose(remarkOf("error", "again", ""))
	p.Wait(seen(".errors"))
}

// testStart: a mistake that is there at the very start, then mended.
func testStart(t *testing.T, b *browser.Browser) {
	f := serveFake(t, "other.html", document(""))
	f.diagnose(map[string]any{"severity": "error", "code": "no-title", "message": "site.yaml has no title", "file": "content/site.yaml", "line": 0})
	p := open(t, b, f)
	p.Wait(seen(".errors"))
	p.Want(in(".errors .file")+".textContent", "content/site.yaml")
	p.Want(seen(".errors .source"), false)
	f.change(func() { f.diagnostics, f.pages[annex] = nil, document(text(2)) })
	p.Wait(`document.querySelector("#para-2") && !` + seen(".errors"))
	p.Want("document.title", "Annex A")
}

func testHostile(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(para("1", `See <a class="m" href="x">HA</a>.`)))
	markup := `<script>document.title = "broken"</script><img src=x onerror="document.title='broken'">`
	hostile := map[string]any{
		"severity": "error", "code": markup, "message": markup, "file": markup, "line": 1, "column": 900, "width": -3,
		"context": []map[string]any{{"line": 1, "text": markup}}, "notes": []string{markup}, "hint": markup,
		"edit": "javascript:document.title='broken'", "page": annex, "paragraph": "para-1",
	}
	f.notes = map[string]any{
		"source": markup, "edit": "javascript:0", "paragraphs": []map[string]any{{"anchor": "para-1", "line": 1, "edit": "data:text/html,x"}},
		"links":        []map[string]any{{"paragraph": "para-1", "href": "x", "words": markup, "what": markup, "rule": markup, "considered": []string{markup}, "instead": []string{markup}}},
		"unrecognised": []map[string]any{{"kind": markup, "words": markup, "paragraph": markup, "line": 1}},
	}
	p := open(t, b, f)
	f.diagnose(hostile)
	p.Wait(seen(".errors"))
	p.Eval(in("[aria-controls=panel]") + ".click()")
	p.Eval(in(".explain") + ".click()")
	p.Wait(`document.querySelector("concord-aid[kind=ask]")`)
	p.Eval(`document.querySelector("concord-aid[kind=ask]").shadowRoot.querySelector("button").click()`)
	p.Wait(seen(".card"))
	p.Wait(in(".unrecognised li"))
	p.Want(root+`.querySelectorAll("script, img, a[href^='javascript'], a[href^='data']").length`, 0)
	p.Want(in(".card .why dd")+".textContent", markup)
	p.Want("document.title", "Annex A")
}

func testWarnings(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(4)))
	p := open(t, b, f)
	far := remarkOf("warning", "elsewhere", "para-3")
	far["page"] = "other/index.html"
	f.diagnose(remarkOf("warning", "a name that is not known", "para-2"), remarkOf("warning", "another", "para-2"), far)
	p.Wait(in(".pill.warning") + `?.textContent === "3 warnings"`)
	const mark = `document.querySelector("#para-2 > concord-aid[kind=mark]").shadowRoot.querySelector("button")`
	p.Wait(mark)
	p.Want(`document.querySelectorAll("concord-aid").length`, 1)
	p.Want(`document.querySelector("#para-2").textContent.includes("!")`, false)
	p.Want(`(r => r.left >= document.querySelector("#para-2").getBoundingClientRect().right && r.right <= innerWidth)(`+mark+`.getBoundingClientRect())`, true)
	p.Eval(mark + ".focus()")
	p.Press(kb.Enter)
	p.Wait(seen(".card"))
	p.Want(in(".card h2")+".textContent", "2 remarks on this paragraph")
	p.Want(root+`.querySelectorAll(".card .remark").length`, 2)
	p.Press(kb.Escape)
	p.Want(seen(".card"), false)
	p.Want("document.activeElement.getAttribute('kind')", "mark")
	p.Eval(in("[aria-controls=panel]") + ".click()")
	p.Want(seen(".panel"), true)
	p.Want(fmt.Sprintf(`[...%s.querySelectorAll(".panel .title")].map(e => e.textContent).slice(0, 2).join("; ")`, root), "On this page: 2 warnings; Elsewhere: 1 warning")
	p.Eval("globalThis.old = " + mark)
	f.put(annex, document(para("0", "New.")+text(4)))
	p.Wait(`document.querySelector("#para-0")`)
	p.Want("old === "+mark, true)
	f.diagnose()
	p.Wait(`!document.querySelector("concord-aid")`)
	p.Want(in("[aria-controls=panel]")+".textContent", "Preview")
}

func testProgress(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(1)))
	p := open(t, b, f)
	f.change(func() { f.done, f.total = 1200, 10500 })
	p.Wait(in(".dock .pill") + `.textContent === "Reading 1,200 of 10,500"`)
	f.change(func() { f.done = 10500 })
	p.Wait(in(".dock .pill") + `.textContent === "Preview"`)
}

func testGone(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(2)))
	p := open(t, b, f)
	f.change(func() { delete(f.pages, annex) })
	p.Wait(in(".pill.gone"))
	p.Eval(in("[aria-controls=panel]") + ".click()")
	p.Want(in(".status")+".textContent", "There is no page at this address any more. This is the last edition of it.")
	p.Want(in(".pill.gone")+".textContent", "Page removed")
	p.Want(seen("section:last-child"), false)
	p.Want(`!!document.querySelector("#para-2")`, true)
	f.put(annex, document(text(3)))
	p.Wait(`document.querySelector("#para-3") && !` + in(".pill.gone"))
}

func testRestart(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(2)))
	p := open(t, b, f)
	follows(t, p, f)
	f.stop()
	p.Wait("!" + in(".lost") + ".hidden")
	f.change(func() { f.instance, f.version, f.pages[annex] = "second", 0, document(text(3)) })
	f.start()
	p.Wait(`document.querySelector("#para-3") && ` + in(".lost") + ".hidden")
	f.put(annex, document(text(4)))
	p.Wait(`document.querySelector("#para-4")`)
}

// testLost: a state tells all that was missed before it.
func testLost(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(2)))
	p := open(t, b, f)
	follows(t, p, f)
	f.change(func() { f.dropped = true })
	f.put(annex, document(text(3)))
	f.diagnose(remarkOf("error", "a mistake", ""))
	f.put(annex, document(text(5)))
	f.change(func() { f.dropped = false })
	p.Wait(`document.querySelector("#para-5") && ` + seen(".errors"))
}

func testTabs(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(2)))
	f.pages["index.html"] = document(para("1", "Home"))
	one, two, home := open(t, b, f), open(t, b, f), b.Open(t)
	home.Go(f.url(""))
	follows(t, home, f)
	f.put(annex, document(text(3)))
	one.Wait(`document.querySelector("#para-3")`)
	two.Wait(`document.querySelector("#para-3")`)
	follows(t, home, f)
	if got := f.count("/"); got != 1 {
		t.Errorf("the other page was asked for %d times", got)
	}
}

// testHidden: a page that is not seen has no connection, and catches up.
func testHidden(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(2)))
	p := open(t, b, f)
	follows(t, p, f)
	hide := func(state string) {
		p.Eval(`(Object.defineProperty(document, "visibilityState", { configurable: true, value: "` + state + `" }), document.dispatchEvent(new Event("visibilitychange")), 0)`)
	}
	hide("hidden")
	select {
	case <-f.left:
	case <-time.After(time.Minute):
		t.Fatal("the hidden page keeps its connection")
	}
	f.put(annex, document(text(3)))
	p.Want(`!!document.querySelector("#para-3")`, false)
	hide("visible")
	p.Wait(`document.querySelector("#para-3")`)
}

// notesOf tells of two links of the same words and of one more.
func notesOf() map[string]any {
	link := func(href, what string) map[string]any {
		return map[string]any{
			"paragraph": "para-1", "href": href, "words": "Harbour Authority", "what": what, "rule": "its name", "considered": []string{"Harbour Office: another name is longer"},
			"instead": []string{"[Harbour Authority](none:)", "[Harbour Authority](agency:ha)"}, "line": 41, "column": 17, "edit": "vscode://file/a.md:41:17",
		}
	}
	return map[string]any{
		"source": "content/annexes/a.md", "edit": "vscode://file/a.md",
		"paragraphs":   []map[string]any{{"anchor": "para-1", "line": 41, "edit": "vscode://file/a.md:41:1"}, {"anchor": "para-40", "line": 90, "edit": "vscode://file/a.md:90:1"}},
		"links":        []map[string]any{link("../ha/", "the first agency"), link("../ha/", "the second agency")},
		"unrecognised": []map[string]any{{"kind": "name", "words": "Harbour Council", "paragraph": "para-40", "line": 90, "column": 5, "edit": "vscode://file/a.md:90:5"}},
	}
}

const linked = `The <a class="m" href="../ha/">Harbour Authority</a> and the <a class="m" href="../ha/">Harbour  Authority</a> met <a href="#para-2">later</a>.`

func testWhy(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(para("1", linked)+text(50)))
	f.notes = notesOf()
	p := open(t, b, f)
	if f.count("/_concord/notes") > 0 {
		t.Error("notes were read before anybody asked for them")
	}
	p.Eval(in("[aria-controls=panel]") + ".focus()")
	p.Press(kb.Enter)
	p.Want(seen(".panel"), true)
	p.Eval(in(".explain") + ".focus()")
	p.Press(kb.Enter)
	p.Wait(`document.querySelectorAll("concord-aid[kind=ask]").length === 2`)
	p.Want(in(".explain")+`.getAttribute("aria-pressed")`, true)
	p.Eval(`document.querySelector("#para-1 a.m").focus()`)
	p.Press(kb.Tab)
	p.Press(kb.Tab)
	p.Press(kb.Tab)
	p.Want("document.activeElement.getAttribute('kind')", "ask")
	p.Press(kb.Enter)
	p.Wait(seen(".card"))
	p.Want(in(".card h2")+".textContent", "Why is “Harbour Authority” linked?")
	p.Want(fmt.Sprintf(`[...%s.querySelectorAll(".card dd, .card code")].map(e => e.textContent).join("; ")`, root),
		"the second agency; its name; Harbour Office: another name is longer; [Harbour Authority](none:); [Harbour Authority](agency:ha)")
	p.Want(root+`.activeElement.closest(".card") !== null`, true)
	p.Eval(`Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (globalThis.written = text) } }) && 0`)
	p.Press(kb.Tab)
	p.Press(kb.Enter)
	p.Wait(`written === "[Harbour Authority](none:)"`)
	p.Wait(in(".card li [role=status]") + `.textContent === "Copied"`)
	p.Eval(`Object.defineProperty(navigator.clipboard, "writeText", { value: () => Promise.reject(Error("forbidden")) }) && 0`)
	p.Press(kb.Enter)
	p.Wait(in(".card li [role=status]") + `.textContent.startsWith("Selected")`)
	p.Press(kb.Escape)
	p.Want(seen(".card"), false)
	p.Want("document.activeElement.getAttribute('kind')", "ask")
	f.put(annex, document(para("1", linked+" And more.")+text(50)))
	p.Wait(`document.querySelector("#para-1").textContent.includes("And more")`)
	p.Want("document.activeElement.getAttribute('kind')", "ask")
	p.Go(f.url("annexes/a/")) // the tab explains links until it is told not to
	p.Wait(`document.querySelectorAll("concord-aid[kind=ask]").length === 2`)
	p.Eval(in(".explain") + ".click()")
	p.Wait(`!document.querySelector("concord-aid")`)
}

func testAltClick(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(para("1", linked)+text(2)))
	f.notes = notesOf()
	p := open(t, b, f)
	const click = `.dispatchEvent(new MouseEvent("click", { altKey: true, bubbles: true, cancelable: true }))`
	p.Want(`document.querySelectorAll("#para-1 a.m")[1]`+click, false)
	p.Wait(in(".card dd") + `?.textContent === "the second agency"`)
	p.Want(`document.querySelector("#para-1 a[href='#para-2']")`+click, false)
	p.Wait(in(".card .content") + `.textContent === "Nothing is known of this link. It is part of the page’s design."`)
	p.Want("location.hash", "")
}

func testUnrecognised(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(50)))
	f.notes = notesOf()
	f.notes["unrecognised"] = append(f.notes["unrecognised"].([]map[string]any),
		map[string]any{"kind": "date", "words": "next May", "paragraph": "para-2", "line": 14},
		map[string]any{"kind": "name", "words": "Harbour Council", "paragraph": "para-41", "line": 1092},
		map[string]any{"kind": "name", "words": "Harbour Council", "paragraph": "para-41", "line": 1092})
	p := open(t, b, f)
	p.Eval(remember + "0")
	p.Eval(in("[aria-controls=panel]") + ".click()")
	p.Wait(in(".unrecognised li"))
	p.Want(in("section:last-child h3")+".textContent", "2 names and dates not recognised on this page")
	p.Want(in(".unrecognised li")+`.textContent.replace(/\s+/g, " ")`, "Harbour Council name Line 90, 1,092")
	p.Eval(in(".unrecognised .words") + ".click()")
	p.Wait(`(r => r.top > 0 && r.bottom < innerHeight)(document.querySelector("#para-40").getBoundingClientRect())`)
	p.Wait(`marked.join() === "para-40"`)
	f.change(func() { f.notes = map[string]any{"source": "content/annexes/a.md"} })
	p.Wait(in("section:last-child") + `.textContent === "Every capitalised name and every date of this page is recognised."`)
	f.change(func() { f.notes = map[string]any{} })
	p.Wait(in("section:last-child") + `.textContent === "This page has no file of its own: it is made from the others."`)
}

func testEdit(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(para("1", linked)+text(50)))
	f.notes = notesOf()
	p := open(t, b, f)
	p.Eval(in("[aria-controls=panel]") + ".click()")
	p.Wait(in("a.edit"))
	p.Want(in("a.edit")+".textContent", "Edit this page")
	p.Want(in("a.edit")+".href", "vscode://file/a.md")
	p.Eval(`(document.querySelector("#para-39").scrollIntoView(), 0)`)
	p.Eval(in("a.edit") + ".focus()")
	p.Want(in("a.edit")+".href", "vscode://file/a.md:90:1")
	p.Eval(in(".explain") + ".click()")
	p.Wait(`document.querySelectorAll("concord-aid[kind=edit]").length === 2`)
	p.Want(`document.querySelector("#para-40 > concord-aid").shadowRoot.querySelector("a").href`, "vscode://file/a.md:90:1")
	f.change(func() {
		f.notes = map[string]any{"paragraphs": []map[string]any{{"anchor": "para-1", "line": 41, "edit": ""}}}
	})
	p.Wait(`!document.querySelector("concord-aid")`)
	p.Want(seen("a.edit"), false)
	f.change(func() { f.notes = map[string]any{"source": "content/annexes/a.md"} })
	p.Wait(in(".actions code") + `?.textContent === "content/annexes/a.md"`)
}

func testMotion(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(2)))
	p := b.Open(t)
	p.Run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}))
	t.Cleanup(func() { p.Run(emulation.SetEmulatedMedia()) })
	p.Go(f.url("annexes/a/"))
	p.Wait(`document.querySelector("concord-preview")`)
	p.Eval(`(globalThis.looks = "", new MutationObserver(() => {
		const style = getComputedStyle(document.querySelector(".concord-changed") ?? document.body);
		looks ||= style.animationName + " " + style.outlineStyle;
	}).observe(document, { subtree: true, attributeFilter: ["class"] }), 0)`)
	f.put(annex, document(text(1)+para("2", "Other words.")))
	p.Wait(`looks === "none solid"`)
}

func testPhone(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(para("1", linked)+text(3)))
	f.notes = notesOf()
	f.diagnose(remarkOf("error", "a mistake", ""), remarkOf("warning", "a doubt", "para-1"))
	p := b.Open(t)
	p.Resize(320, 560)
	p.Go(f.url("annexes/a/"))
	const overflow = "document.documentElement.scrollWidth - innerWidth"
	within := func(selector string) {
		t.Helper()
		p.Want(`(r => r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight)(`+in(selector)+".getBoundingClientRect())", true)
	}
	p.Wait(seen(".errors") + ` && document.querySelector("concord-aid")`)
	p.Want(overflow, 0)
	within(".errors")
	p.Eval(in("[aria-controls=panel]") + ".click()")
	p.Want(seen(".errors"), false)
	within(".panel")
	p.Eval(in(".explain") + ".click()")
	p.Wait(`document.querySelector("concord-aid[kind=ask]")`)
	p.Press(kb.Escape)
	p.Eval(`document.querySelector("concord-aid[kind=ask]").shadowRoot.querySelector("button").click()`)
	p.Wait(seen(".card"))
	within(".card")
	p.Want(overflow, 0)
}

// testEvent: the site's scripts hear of changes, of this page or others.
func testEvent(t *testing.T, b *browser.Browser) {
	f := serveFake(t, annex, document(text(2)))
	f.pages["index.html"] = document("")
	p := open(t, b, f)
	follows(t, p, f)
	p.Eval(`(globalThis.told = 0, addEventListener("concord:change", () => told++), 0)`)
	f.put("index.html", document(text(1)))
	p.Wait("told === 1")
}
