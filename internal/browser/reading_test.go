package browser_test

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"concord/internal/browser"
	"concord/internal/bundle"
	"concord/static"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	statement = "annexes/a/index.html"

	current  = `[...document.querySelectorAll("[aria-current]")].map(e => e.textContent).join("|")`
	card     = `document.querySelector(".popover")`
	cardName = card + `?.querySelector(".card-title").textContent`
	menu     = `document.querySelector(".acts")`
	focused  = `document.activeElement.textContent || document.activeElement.getAttribute("aria-label")`
	said     = `document.querySelector("main > [role=status]").textContent`
	copies   = `copies.join("\n")`

	// address is that of the page, from which a host may have taken "index.html".
	address = `location.protocol + "//" + location.host + location.pathname`
)

// stopped keeps timers until the test lets all that are set run, with pass().
const stopped = `{
	const timers = new Map();
	let last = 0;
	globalThis.setTimeout = (act, after, ...rest) => (timers.set(++last, () => act(...rest)), last);
	globalThis.clearTimeout = (id) => timers.delete(id);
	globalThis.pass = () => [...timers].forEach(([id, act]) => timers.delete(id) && act());
}`

// recorded notes what a page copies, as browsers have one clipboard for all pages.
const recorded = `globalThis.copies = [];
Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void copies.push(text) } });`

// refused is a browser that gives pages no clipboard; what is copied in the older way
// is noted, unless the test forbids that as well.
const refused = `globalThis.copies = [];
Object.defineProperty(navigator, "clipboard", { value: undefined });
addEventListener("copy", () => copies.push(getSelection().toString()));`

// TestReading looks at what helps to read and to cite, on pages that are written
// for it: testdata/reading.
func TestReading(t *testing.T) {
	b := browser.Start(t)
	site := reading(t)
	for name, test := range map[string]func(*testing.T, *browser.Page, string){
		"scrolling":                    testScrolling,
		"the contents' own scrolling":  testContentsScroll,
		"another window":               testOtherWindow,
		"contents on a phone":          testPhoneContents,
		"history":                      testSectionHistory,
		"hovering":                     testHover,
		"dismissing a card":            testDismiss,
		"a card at the edge":           testCardPlace,
		"a card in a zoomed page":      testZoomedCard,
		"fingers":                      testTouch,
		"a link without a card":        testNoCard,
		"cards that do not come":       testMissingCards,
		"cards that change":            testChangedCards,
		"markup in a card":             testHostileCard,
		"nothing moves for a card":     testCardShift,
		"keys of the menu":             testMenuKeys,
		"leaving the menu":             testLeaveMenu,
		"the citation style":           testCitationStyle,
		"no place to store":            testNoStorage,
		"no clipboard":                 testNoClipboard,
		"copying by hand":              testByHand,
		"a page that changes":          testChangedPage,
		"a page with nothing to do":    testBarePage,
		"one part fails":               testFailingPart,
		"buttons do not move the page": testButtonShift,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, b.Open(t), site.host(t))
		})
	}
	for host, root := range map[string]string{"on a host": site.host(t), "on a disk": site.disk()} {
		for name, test := range map[string]func(*testing.T, *browser.Page, string){
			"contents by keyboard": testContentsKeys,
			"cards by keyboard":    testCardKeys,
			"copying":              testCopying,
			"the title":            testTitle,
		} {
			t.Run(name+" "+host, func(t *testing.T) {
				t.Parallel()
				test(t, b.Open(t), root)
			})
		}
	}
}

// reading is a small site with the pages of testdata/reading, the script of every
// page, and cards.
func reading(t testing.TB) built {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("testdata/reading")); err != nil {
		t.Fatal(err)
	}
	scripts, problems := bundle.Scripts(static.FS, []string{"ts/concord.ts"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	write(t, folder, "assets/concord.js", scripts[0].Content)
	for name, content := range cards(t, "Harbour Authority") {
		write(t, folder, name, content)
	}
	return built{folder}
}

func write(t testing.TB, folder, name string, content []byte) {
	t.Helper()
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// aCard is a card as scripts read it.
type aCard struct {
	Kind     string      `json:"kind"`
	Title    string      `json:"title"`
	Lang     string      `json:"lang"`
	Text     string      `json:"text"`
	TextLang string      `json:"textLang"`
	Facts    [][2]string `json:"facts"`
}

const markup = `<img src=x onerror="document.title='broken'"><b>bold</b>`

// cards are the files of the cards: two, so that the hash of a path matters.
func cards(t testing.TB, harbour string) map[string][]byte {
	t.Helper()
	const files = 2
	all := map[string]aCard{
		"agencies/harbour/index.html":           {"Agency", harbour, "", "Keeps the harbour.", "", [][2]string{{"Side", "Republic of Examples"}, {"Paragraphs", "3"}}},
		"agencies/customs/index.html":           {Kind: "Agency", Title: markup, Text: markup, Facts: [][2]string{{markup, markup}}},
		"dates/2031/index.html#date-2031-04-02": {Kind: "Date", Title: "2 April 2031"},
		"glossary/index.html#mou":               {Kind: "Term", Title: "MOU", Text: strings.Repeat("Memorandum of Understanding. ", 60)},
		"annexes/a/index.html":                  {Kind: "Annex", Title: "The page itself"},
		"한국/index.html":                         {Kind: "약정", Title: "Arrangement", Lang: "en", Text: "In English.", TextLang: "en"},
	}
	var parts [files]map[string]aCard
	for i := range parts {
		parts[i] = map[string]aCard{}
	}
	for path, c := range all {
		h := fnv.New32a()
		fmt.Fprint(h, path)
		parts[h.Sum32()%files][path] = c
	}
	list := map[string][]byte{}
	for i, part := range parts {
		if len(part) == 0 {
			t.Fatal("a file has no cards, so that the test shows nothing")
		}
		text, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		list[fmt.Sprintf("cards/%d.js", i)] = fmt.Appendf(nil, "concordCards(%d,%s)\n", i, text)
	}
	return list
}

func testScrolling(t *testing.T, p *browser.Page, root string) {
	p.Resize(1280, 700)
	p.Go(root + statement)
	p.Wait(`document.querySelector("nav details").open`)
	p.Want(current, "") // the text before the first section
	p.Eval(`scrollTo(0, document.querySelector("#cargo").offsetTop - 20)`)
	p.Wait(current + ` === "II. Cargo"`)
	p.Eval(`scrollTo(0, document.querySelector("#crews").offsetTop - 20)`)
	p.Wait(current + ` === "III. Crews"`)
	p.Eval(`scrollTo(0, document.querySelector("#crews").offsetTop - 200)`) // seen, and not yet read
	p.Wait(current + ` === "II. Cargo"`)
	// Every section has its turn on the way down, the short ones at the end too.
	p.Eval(`void (async () => {
		globalThis.turns = [];
		const end = document.documentElement.scrollHeight - innerHeight;
		for (let y = 0; y <= end; y += 10) {
			scrollTo(0, y);
			await new Promise(requestAnimationFrame);
			const marked = ` + current + `;
			if (turns.at(-1) !== marked) turns.push(marked);
		}
		scrollTo(0, end);
		await new Promise(requestAnimationFrame);
		await new Promise(requestAnimationFrame);
		turns.push("end: " + ` + current + `);
	})()`)
	p.Wait(`turns.at(-1).startsWith("end")`)
	p.Want(`turns.filter(t => t).join()`, "I. Waters,II. Cargo,III. Crews,IV. Pilots,V. Signals,VI. Closing,end: VI. Closing")
}

func testContentsScroll(t *testing.T, p *browser.Page, root string) {
	p.Resize(1280, 700)
	p.Go(root + statement)
	const inside = `((link, box) => link.top >= box.top && link.bottom <= box.bottom)(document.querySelector("[aria-current]").getBoundingClientRect(), document.querySelector("nav.contents").getBoundingClientRect())`
	p.Eval(`scrollTo(0, 1e6)`)
	p.Wait(current + ` === "VI. Closing"`)
	p.Wait(inside)
	p.Want(`scrollY`, p.Eval(`document.documentElement.scrollHeight - innerHeight`))
	p.Eval(`scrollTo(0, document.querySelector("#waters").offsetTop)`)
	p.Wait(current + ` === "I. Waters"`)
	p.Wait(inside)
	p.Want(`scrollY`, p.Eval(`document.querySelector("#waters").offsetTop`))
}

// testOtherWindow: another window has another section in view, without scrolling.
func testOtherWindow(t *testing.T, p *browser.Page, root string) {
	p.Resize(1280, 2000)
	p.Go(root + statement)
	p.Wait(current + ` === "I. Waters"`)
	p.Resize(1280, 400)
	p.Wait(current + ` === ""`)
	p.Resize(1280, 2000)
	p.Wait(current + ` === "I. Waters"`)
}

func testPhoneContents(t *testing.T, p *browser.Page, root string) {
	const open = `document.querySelector("nav.contents details").open`
	p.Resize(360, 640)
	p.Go(root + statement)
	p.Wait("!" + open)
	p.Press(kb.Tab) // to the name of the site
	p.Press(kb.Tab)
	p.Press(kb.Enter)
	p.Wait(open)
	p.Press(kb.Tab)
	p.Press(kb.Tab)
	p.Want(focused, "II. Cargo")
	p.Press(kb.Enter)
	p.Wait(`document.querySelector(":target")?.id === "cargo"`)
	p.Want(open, false)
	p.Want(`Math.abs(document.querySelector("#cargo").getBoundingClientRect().top) < 1`, true) // though the contents above it have gone
	p.Resize(1280, 640)
	p.Wait(open)
	p.Resize(360, 640)
	p.Wait("!" + open)
}

// testContentsKeys: a section that a link leads to is the current one, even where
// the page ends before it is at the top; so after going back.
func testContentsKeys(t *testing.T, p *browser.Page, root string) {
	p.Resize(1280, 700)
	p.Go(root + statement)
	for range 6 { // the name of the site, the fold, and the first four
		p.Press(kb.Tab)
	}
	p.Want(focused, "IV. Pilots")
	p.Press(kb.Enter)
	p.Wait(current + ` === "IV. Pilots"`)
	p.Want(`document.querySelector(":target").id`, "pilots")
	p.Want(`document.querySelectorAll("[aria-current]").length`, 1)
	p.Press(kb.Tab) // from the section on, as the browser has it
	p.Eval(`document.querySelector("[href='#signals']").focus({ preventScroll: true })`)
	p.Press(kb.Enter)
	p.Wait(current + ` === "V. Signals"`)
	p.Eval(`scrollTo(0, 0)`)
	p.Wait(current + ` === ""`)
	p.Run(chromedp.Click("[href='#signals']")) // the same address once more
	p.Wait(current + ` === "V. Signals"`)
}

func testSectionHistory(t *testing.T, p *browser.Page, root string) {
	p.Resize(1280, 700)
	p.Go(root + statement + "#signals")
	p.Wait(current + ` === "V. Signals"`)
	p.Run(chromedp.Click("[href='#waters']"))
	p.Wait(current + ` === "I. Waters"`)
	p.Eval(`history.back()`)
	p.Wait(current + ` === "V. Signals"`)
	p.Go(root + statement + "#para-7.3") // a place within a section
	p.Wait(current + ` === "I. Waters"`)
}

// move moves the pointer to a place in an element: the middle, or a share of the
// element's width and height.
func move(p *browser.Page, selector string) { point(p, input.MouseMoved, selector) }

func point(p *browser.Page, kind input.MouseType, selector string) {
	x, y := middle(p, selector)
	p.Run(chromedp.MouseEvent(kind, x, y, chromedp.ButtonNone))
}

func middle(p *browser.Page, selector string) (x, y float64) {
	at := p.Eval(`(r => [r.left + r.width / 2, r.top + r.height / 2].join())(document.querySelector(` + strconv.Quote(selector) + `).getClientRects()[0])`)
	if _, err := fmt.Sscanf(at, "%f,%f", &x, &y); err != nil {
		panic("no place of " + selector + ": " + at)
	}
	return x, y
}

// away moves the pointer to where nothing is.
func away(p *browser.Page) {
	p.Run(chromedp.MouseEvent(input.MouseMoved, 1, 1, chromedp.ButtonNone))
}

func testHover(t *testing.T, p *browser.Page, root string) {
	p.Before(stopped)
	p.Resize(1280, 900)
	p.Go(root + statement)
	away(p)
	move(p, "#harbour")
	p.Want("!"+card, true) // the pointer may be on its way
	away(p)
	p.Eval(`pass()`)
	p.Want("!"+card, true)

	move(p, "#harbour")
	p.Eval(`pass()`)
	p.Wait(card)
	p.Want(`[...`+card+`.querySelectorAll("p, dt, dd")].map(e => e.className + ":" + e.textContent).join("|")`,
		"card-kind:Agency|card-title:Harbour Authority|card-text:Keeps the harbour.|:Side|:Republic of Examples|:Paragraphs|:3")
	p.Want(`document.querySelector("#harbour").getAttribute("aria-describedby")`, p.Eval(card+`.id`))
	p.Want(card+`.querySelector("a").href === document.querySelector("#harbour").href`, true)

	move(p, ".card-text") // the pointer may travel onto the card, and rest there
	p.Eval(`pass()`)
	p.Want(cardName, "Harbour Authority")
	away(p)
	p.Want(cardName, "Harbour Authority") // until it has been away for a while
	p.Eval(`pass()`)
	p.Want("!"+card, true)
	p.Want(`document.querySelector("#harbour").hasAttribute("aria-describedby")`, false)

	move(p, "#harbour")
	p.Eval(`pass()`)
	p.Wait(card)
	move(p, "#term") // another link, whose card takes the place
	p.Eval(`pass()`)
	p.Wait(cardName + ` === "MOU"`)
	p.Want(`document.querySelectorAll(".popover").length`, 1)
	p.Eval(`scrollTo(0, 1e6)`)
	p.Wait("!" + card)

	p.Eval(`scrollTo(0, 0)`)
	away(p)
	move(p, "#date")
	p.Eval(`pass()`)
	p.Wait(cardName + ` === "2 April 2031"`)
	p.Want(card+`.querySelectorAll(".card-text, .card-facts").length`, 0) // it has neither
	away(p)
	p.Eval(`pass()`)
	move(p, "#korean")
	p.Eval(`pass()`)
	p.Wait(cardName + ` === "Arrangement"`)
	p.Want(`[...`+card+`.querySelectorAll("[lang]")].map(e => e.lang + ":" + e.textContent).join("|")`, "en:Arrangement|en:In English.")

	move(p, "#harbour") // a click of the mouse follows at once
	p.Run(chromedp.Click("#harbour"))
	p.Wait(at("agencies/harbour/"))
}

func testDismiss(t *testing.T, p *browser.Page, root string) {
	p.Before(stopped)
	p.Go(root + statement)
	away(p)
	move(p, "#harbour")
	p.Eval(`pass()`)
	p.Wait(card)
	p.Press(kb.Escape) // without moving the pointer
	p.Want("!"+card, true)
	p.Eval(`pass()`)
	p.Want("!"+card, true)

	p.Eval(`document.querySelector("#harbour").focus()`)
	p.Wait(card)
	away(p)
	p.Eval(`pass()`)
	p.Want(cardName, "Harbour Authority") // the focus keeps it
	p.Press(kb.Escape)
	p.Want("!"+card, true)
	p.Want(`document.activeElement.id`, "harbour")
	p.Press(kb.Enter)
	p.Wait(at("agencies/harbour/"))
}

// tabTo presses Tab until an element has the focus.
func tabTo(p *browser.Page, id string, modifiers ...input.Modifier) {
	for range 40 {
		if p.Eval(`document.activeElement.id`) == id {
			return
		}
		p.Press(kb.Tab, modifiers...)
	}
	p.Wait(`document.activeElement.id === "` + id + `"`) // says what went wrong
}

func testCardKeys(t *testing.T, p *browser.Page, root string) {
	p.Go(root + statement)
	away(p)
	tabTo(p, "harbour")
	p.Wait(cardName + ` === "Harbour Authority"`)
	p.Want(`document.activeElement.id`, "harbour")
	p.Press(kb.Tab) // to the next link: the card needs no keys
	p.Want(`document.activeElement.id`, "customs")
	p.Wait(cardName + `?.startsWith("<img")`)
	p.Press(kb.Tab)
	p.Want(`document.activeElement.id`, "none")
	p.Wait("!" + card)
	tabTo(p, "term") // out of view
	p.Wait(cardName + ` === "MOU"`)
	tabTo(p, "customs", input.ModifierShift)
	p.Wait(card)
	p.Press(kb.Enter)
	p.Wait(at("agencies/customs/"))
}

// placed says how a card lies: within the window, and not over its link.
const placed = `((card, links, width, height) =>
	(card.left < 0 || card.top < 0 || card.right > width || card.bottom > height ? "outside " : "") +
	(links.some((link) => card.left < link.right && link.left < card.right && card.top < link.bottom && link.top < card.bottom) ? "over its link " : "") +
	(card.width < 100 || card.height < 20 ? "too small" : "")
)(` + card + `.getBoundingClientRect(), [...document.querySelector("[aria-describedby=_card]").getClientRects()], document.documentElement.clientWidth, innerHeight)`

func testCardPlace(t *testing.T, p *browser.Page, root string) {
	p.Resize(320, 480)
	p.Go(root + statement)
	away(p)
	p.Eval(`void Object.assign(document.body.dataset, { cards: "../../cards/" })`)
	for _, id := range []string{"harbour", "customs", "date", "term", "korean"} {
		for _, share := range []string{"0", "0.3", "0.5", "0.8", "1"} { // of the window, from its top
			p.Eval(`document.activeElement.blur(), scrollTo(0, 0), (link => scrollTo(0, link.getBoundingClientRect().top - (innerHeight - link.offsetHeight) * ` + share + `))(document.querySelector("#` + id + `"))`)
			p.Wait("!" + card)
			p.Press(kb.Shift) // keys are in use
			p.Eval(`document.querySelector("#` + id + `").focus({ preventScroll: true })`)
			p.Wait(card)
			if got := p.Eval(placed); got != "" {
				t.Errorf("%s at %s of the window: the card is %s", id, share, got)
			}
		}
	}
	before := p.Eval(`Math.round(` + card + `.getBoundingClientRect().top - document.activeElement.getBoundingClientRect().top)`)
	p.Eval(`scrollBy(0, -8)`)
	p.Wait(`Math.round(` + card + `.getBoundingClientRect().top - document.activeElement.getBoundingClientRect().top) === ` + before)
	p.Resize(1280, 800)
	p.Wait(placed + ` === ""`)
}

func testZoomedCard(t *testing.T, p *browser.Page, root string) {
	p.Zoom(1280, 1024, 4)
	p.Go(root + statement)
	away(p)
	for _, id := range []string{"harbour", "term", "korean"} {
		p.Press(kb.Shift)
		p.Eval(`document.querySelector("#` + id + `").focus()`)
		p.Wait(`document.querySelector("#` + id + `").hasAttribute("aria-describedby")`)
		p.Want(placed, "")
		p.Want(`document.documentElement.scrollWidth <= innerWidth`, true)
	}
	p.Eval(`document.querySelector("#term").focus()`) // its card is longer than there is room for
	p.Wait(cardName + ` === "MOU"`)
	p.Eval(`globalThis.scrolled = 0, ` + card + `.addEventListener("scroll", () => requestAnimationFrame(() => scrolled++)), ` + card + `.scrollTo(0, 1e6)`)
	p.Wait(`scrolled > 0`)
	p.Want(card+`.scrollTop + `+card+`.clientHeight >= `+card+`.scrollHeight - 1`, true)
}

// tap touches an element with a finger.
func tap(p *browser.Page, selector string) {
	x, y := middle(p, selector)
	p.Run(
		input.DispatchTouchEvent(input.TouchStart, []*input.TouchPoint{{X: x, Y: y}}),
		input.DispatchTouchEvent(input.TouchEnd, []*input.TouchPoint{}),
	)
}

func testTouch(t *testing.T, p *browser.Page, root string) {
	p.Run(emulation.SetTouchEmulationEnabled(true))
	t.Cleanup(func() { p.Run(emulation.SetTouchEmulationEnabled(false)) })
	p.Resize(360, 640)
	p.Go(root + statement)
	tap(p, "#harbour")
	p.Wait(cardName + ` === "Harbour Authority"`)
	p.Want(placed, "")
	tap(p, ".card-text") // it stays
	p.Want(cardName, "Harbour Authority")
	tap(p, "h1")
	p.Wait("!" + card)

	tap(p, "#harbour")
	p.Wait(card)
	tap(p, "#harbour")
	p.Wait(at("agencies/harbour/"))

	p.Go(root + statement)
	tap(p, "#customs")
	p.Wait(card)
	tap(p, ".card-title a")
	p.Wait(at("agencies/customs/"))

	p.Go(root + statement)
	tap(p, "#none") // has no card: the first tap follows
	p.Wait(at("agencies/none/"))
}

func testNoCard(t *testing.T, p *browser.Page, root string) {
	p.Before(stopped)
	p.Go(root + statement)
	for _, id := range []string{"none", "self"} {
		away(p)
		move(p, "#"+id)
		p.Eval(`pass()`)
		p.Want("!"+card, true)
	}
	move(p, "#harbour") // shows that the file with all cards of this page had come
	p.Eval(`pass()`)
	p.Wait(cardName + ` === "Harbour Authority"`)
	p.Want(`document.querySelector("#self").hasAttribute("aria-describedby")`, false)
}

// testMissingCards: where the cards do not come, links work as they are, and the
// cards may come later.
func testMissingCards(t *testing.T, p *browser.Page, root string) {
	p.Before(stopped + `globalThis.failed = 0; addEventListener("error", (event) => event.target.src?.includes("cards") && failed++, true);`)
	p.Block("*://*:*/record/cards/*")
	p.Go(root + statement)
	away(p)
	move(p, "#harbour")
	p.Wait(`failed === 1`)
	p.Eval(`pass()`)
	p.Wait(`failed === 2`)
	p.Want("!"+card, true)
	p.Want(`document.querySelectorAll("head script").length`, 1)
	p.Block()
	away(p)
	p.Eval(`pass()`)
	move(p, "#harbour")
	p.Eval(`pass()`)
	p.Wait(cardName + ` === "Harbour Authority"`)
	p.Block("*://*:*/record/cards/*")
	p.Go(root + statement)
	p.Run(chromedp.Click("#harbour"))
	p.Wait(at("agencies/harbour/"))
}

// testChangedCards has the cards change under the page, as in a preview.
func testChangedCards(t *testing.T, p *browser.Page, _ string) {
	site := reading(t)
	p.Before(stopped)
	p.Go(site.host(t) + statement)
	away(p)
	move(p, "#harbour")
	p.Eval(`pass()`)
	p.Wait(cardName + ` === "Harbour Authority"`)
	for name, content := range cards(t, "Port Authority") {
		write(t, site.folder, name, content)
	}
	p.Eval(`dispatchEvent(new Event("concord:change"))`)
	p.Want("!"+card, true)
	away(p)
	move(p, "#harbour")
	p.Eval(`pass()`)
	p.Wait(cardName + ` === "Port Authority"`)
}

func testHostileCard(t *testing.T, p *browser.Page, root string) {
	p.Before(stopped)
	p.Go(root + statement)
	away(p)
	move(p, "#customs")
	p.Eval(`pass()`)
	p.Wait(card)
	p.Want(card+`.querySelectorAll("img, b, script").length`, 0)
	p.Want(`[...`+card+`.querySelectorAll("a, .card-text, dt, dd")].every(e => e.textContent === `+strconv.Quote(markup)+`)`, true)
}

const places = `JSON.stringify([...document.querySelectorAll("body *:not(.popover, .popover *, .acts, .acts *, .act, [role=status])")].map(e => [e.tagName, ...Object.values(e.getBoundingClientRect().toJSON())]).concat(document.documentElement.scrollHeight))`

func testCardShift(t *testing.T, p *browser.Page, root string) {
	p.Before(stopped)
	p.Go(root + statement)
	p.Wait(`document.querySelector(".act")`)
	away(p)
	before := p.Eval(places)
	move(p, "#harbour")
	p.Eval(`pass()`)
	p.Wait(card)
	p.Want(places+` === `+strconv.Quote(before), true)
	p.Press(kb.Escape)
	p.Eval(`document.querySelector("#para-7\\.3 .act").click()`)
	p.Wait(menu)
	p.Want(places+` === `+strconv.Quote(before), true)
}

// testButtonShift: the buttons of paragraphs come after the page, and move nothing.
func testButtonShift(t *testing.T, p *browser.Page, root string) {
	p.Before(`globalThis.requestIdleCallback = (act) => { globalThis.idle = act; };`)
	p.Go(root + statement)
	before := p.Eval(places)
	p.Want(`document.querySelectorAll(".act").length`, 0)
	p.Eval(`void idle()`)
	p.Want(`[...document.querySelectorAll(".act")].map(e => e.getAttribute("aria-label")).join("|")`,
		"Cite unnumbered paragraph 1|Cite paragraph 7|Cite paragraph 7.3|Cite paragraph 8|Cite paragraph 9|Cite paragraph 10|Cite paragraph 11|Cite paragraph 12|Cite paragraph 13")
	p.Want(`[...document.querySelectorAll(".act")].every(e => e.previousElementSibling.matches(".num, .pilcrow"))`, true)
	p.Want(places+` === `+strconv.Quote(before), true)
	p.Want(`performance.getEntriesByType("layout-shift").length`, 0)
}

// openMenu opens the menu of a paragraph with the keyboard.
func openMenu(p *browser.Page, id string) {
	p.Wait(`document.querySelector(".act")`)
	p.Eval(`document.getElementById("` + id + `").querySelector(".num, .pilcrow").focus()`)
	p.Press(kb.Tab) // right after the link of the number
	p.Want(`document.activeElement.matches("#"+CSS.escape("`+id+`")+" .act")`, true)
	p.Press(kb.Enter)
	p.Wait(menu)
}

func testMenuKeys(t *testing.T, p *browser.Page, root string) {
	p.Go(root + statement)
	openMenu(p, "para-7.3")
	p.Want(`[`+menu+`.getAttribute("role"), `+menu+`.getAttribute("aria-label"), document.querySelector("[aria-expanded=true]").getAttribute("aria-label")].join("|")`,
		"menu|Cite paragraph 7.3|Cite paragraph 7.3")
	p.Want(`[...`+menu+`.querySelectorAll("[role]")].map(e => e.role + " " + (e.ariaLabel ?? e.textContent) + " " + (e.ariaChecked ?? "")).join("|")`,
		"menuitem Copy link |menuitem Copy citation |menuitem Copy quotation with citation |group Citation style |menuitemradio OSCOLA true|menuitemradio APA false")
	p.Want(focused, "Copy link")
	for _, c := range []struct{ key, want string }{
		{kb.ArrowDown, "Copy citation"}, {kb.End, "APA"}, {kb.ArrowDown, "Copy link"}, {kb.ArrowUp, "APA"},
		{kb.ArrowUp, "OSCOLA"}, {kb.Home, "Copy link"}, {"x", "Copy link"},
	} {
		p.Press(c.key)
		p.Want(focused, c.want)
	}
	p.Press(kb.Escape)
	p.Want("!"+menu, true)
	p.Want(focused, "Cite paragraph 7.3")
	p.Want(`document.querySelectorAll("[aria-expanded=true]").length`, 0)
	p.Press(kb.Enter)
	p.Wait(menu)
	p.Press(kb.Tab) // goes on from the button
	p.Want("!"+menu, true)
	p.Want(`document.activeElement.id`, "date")
	p.Eval(`document.querySelector("#para-8 .act").focus()`)
	p.Press(" ")
	p.Wait(menu)
	p.Want(focused, "Copy link")
	p.Press(kb.Tab, input.ModifierShift)
	p.Want("!"+menu, true)
	p.Want(focused, "8.")
}

func testLeaveMenu(t *testing.T, p *browser.Page, root string) {
	p.Resize(1280, 800)
	p.Go(root + statement)
	p.Wait(`document.querySelector(".act")`)
	p.Run(chromedp.Click("#para-u1 .act"))
	p.Wait(menu)
	p.Want(`(m => m.left >= 0 && m.right <= innerWidth && m.bottom <= innerHeight)(`+menu+`.getBoundingClientRect())`, true)
	p.Run(chromedp.Click("#para-u1 .act")) // once more
	p.Want("!"+menu, true)
	p.Want(focused, "Cite unnumbered paragraph 1")
	p.Run(chromedp.Click("#para-u1 .act"))
	p.Wait(menu)
	p.Eval(`document.querySelector("#para-7 .act").click()`) // that of another paragraph
	p.Want(`[...document.querySelectorAll(".acts")].map(e => e.ariaLabel).join()`, "Cite paragraph 7")
	p.Run(chromedp.Click("h1"))
	p.Want("!"+menu, true)
	p.Run(chromedp.Click("#para-u1 .act"))
	p.Wait(menu)
	p.Eval(`document.querySelector("a.name").focus()`) // as a shortcut of the page may do
	p.Want("!"+menu, true)
	p.Run(chromedp.Click("#para-u1 .act"))
	p.Wait(menu)
	p.Eval(`scrollTo(0, 1e6)`)
	p.Wait("!" + menu)
}

func testCopying(t *testing.T, p *browser.Page, root string) {
	p.Before(recorded)
	p.Go(root + statement + "?q=words#waters")
	p.Eval(`localStorage.clear()`)
	take := func(id, keys, want string) {
		t.Helper()
		p.Eval(`void (copies.length = 0)`)
		openMenu(p, id)
		p.Press(keys + kb.Enter)
		p.Wait(`copies.length === 1`)
		p.Want(copies, want)
		p.Wait("!" + menu)
		p.Want(`document.activeElement.matches("#"+CSS.escape("`+id+`")+" .act")`, true)
		p.Wait(said + ` === "Copied."`)
		p.Want(`document.querySelector("[data-done]") === document.activeElement`, true)
	}
	take("para-7.3", "", p.Eval(address)+"#para-7.3")
	take("para-7.3", kb.ArrowDown, "‘Joint statement’, para 7.3 <https://harbour.example/annexes/a/#para-7.3>")
	take("para-u1", kb.ArrowDown, "‘Joint statement’, unnumbered para 1")
	take("para-7.3", kb.ArrowDown+kb.ArrowDown,
		"“dredge ‘the 'deep' channel’ of the second of April, and ‘mark’ it. They will say so.” ‘Joint statement’, para 7.3 <https://harbour.example/annexes/a/#para-7.3>")
	take("para-7", kb.ArrowDown+kb.ArrowDown, // its own words alone
		"“Both sides will:” ‘Joint statement’, para 7 <https://harbour.example/annexes/a/#para-7>")
	take("para-u1", kb.ArrowDown+kb.ArrowDown,
		"“The Harbour Authority and the Customs Office met, with others.” ‘Joint statement’, unnumbered para 1")
	p.Eval(`document.head.append(Object.assign(document.createElement("link"), { rel: "canonical", href: "https://harbour.example/annexes/a/" }))`)
	take("para-8", "", "https://harbour.example/annexes/a/#para-8")
}

func testCitationStyle(t *testing.T, p *browser.Page, root string) {
	const checked = `[...document.querySelectorAll("[aria-checked=true]")].map(e => e.textContent).join()`
	p.Before(recorded)
	p.Go(root + statement)
	openMenu(p, "para-8")
	p.Want(checked, "OSCOLA")
	p.Want(`localStorage.length`, 0) // until the reader chooses
	p.Press(kb.End + kb.Enter)
	p.Want(checked, "APA")
	p.Want(focused, "APA") // the menu stays open
	p.Press(kb.Home + kb.ArrowDown + kb.Enter)
	p.Wait(copies + ` === "Joint statement, para. 8."`)
	p.Want(`localStorage.length`, 1)
	p.Go(root + statement)
	openMenu(p, "para-9")
	p.Want(checked, "APA")
	p.Eval(`document.querySelector("[data-style=apa]").parentElement.remove()`) // another page may not have it
	p.Press(kb.Escape + kb.Enter)
	p.Want(checked, "OSCOLA")
}

func testNoStorage(t *testing.T, p *browser.Page, root string) {
	p.Before(recorded + `Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });`)
	p.Go(root + statement)
	openMenu(p, "para-8")
	p.Press(kb.End + kb.Enter + kb.Home + kb.ArrowDown + kb.Enter)
	p.Wait(copies + ` === "Joint statement, para. 8."`)
	openMenu(p, "para-9") // remembered on this page
	p.Press(kb.ArrowDown + kb.Enter)
	p.Wait(`copies[1] === "Joint statement, para. 9."`)
}

func testNoClipboard(t *testing.T, p *browser.Page, root string) {
	p.Before(refused)
	p.Go(root + statement)
	openMenu(p, "para-8")
	p.Press(kb.ArrowDown + kb.Enter)
	p.Wait(`copies.length === 1`)
	p.Want(copies, "‘Joint statement’, para 8 <https://harbour.example/annexes/a/#para-8>")
	p.Wait("!" + menu)
	p.Want(focused, "Cite paragraph 8")
	p.Wait(said + ` === "Copied."`)
}

// testByHand: what no way of copying takes is selected, to be copied with the keys
// of the reader's machine.
func testByHand(t *testing.T, p *browser.Page, root string) {
	p.Before(refused + `Document.prototype.execCommand = () => false;`)
	p.Go(root + statement)
	openMenu(p, "para-8")
	p.Press(kb.Enter)
	p.Wait(`document.activeElement.matches(".acts[role=dialog] textarea[readonly]")`)
	p.Want(`getSelection().toString()`, p.Eval(address)+"#para-8")
	p.Want(said, "")
	p.Press(kb.ArrowDown) // moves in the text
	p.Press(kb.Escape)
	p.Want("!"+menu, true)
	p.Want(focused, "Cite paragraph 8")
	p.Press(kb.Enter)
	p.Wait(menu)
	p.Want(menu+`.getAttribute("role")`, "menu")
}

func testTitle(t *testing.T, p *browser.Page, root string) {
	const plain = "Joint statement – Harbour record"
	p.Go(root + statement + "#para-7.3")
	p.Wait(`document.title === "Paragraph 7.3 – ` + plain + `"`)
	p.Run(chromedp.Click("[href='#para-u1']"))
	p.Wait(`document.title === "Unnumbered paragraph 1 – ` + plain + `"`)
	p.Eval(`history.back()`)
	p.Wait(`document.title === "Paragraph 7.3 – ` + plain + `"`)
	p.Eval(`void (location.hash = "waters")`)
	p.Wait(`document.title === "` + plain + `"`)
	p.Eval(`void (location.hash = "para-99")`) // is none
	p.Eval(`void (location.hash = "para-8")`)
	p.Wait(`document.title === "Paragraph 8 – ` + plain + `"`)
	p.Eval(`void (document.querySelector("title").firstChild.data = "Another statement")`) // as a preview does
	p.Eval(`dispatchEvent(new Event("concord:change"))`)
	p.Want(`document.title`, "Paragraph 8 – Another statement")
}

// testChangedPage has the page change under its scripts, as in a preview.
func testChangedPage(t *testing.T, p *browser.Page, root string) {
	p.Resize(1280, 700)
	p.Go(root + statement)
	p.Wait(`document.querySelectorAll(".act").length === 9`)
	p.Eval(`(() => {
		document.querySelector("#para-8").id = "para-8.1";
		document.querySelector("#para-9").remove();
		const [paragraph, heading, item] = ["#para-10", "#closing", "nav li"].map((s) => document.querySelector(s).cloneNode(true));
		paragraph.id = "para-14";
		paragraph.querySelector(".act").remove();
		heading.id = "after";
		heading.textContent = item.firstChild.textContent = "VII. After";
		item.firstChild.href = "#after";
		document.querySelector("#_cite").before(heading, paragraph);
		document.querySelector("nav ol").append(item);
		dispatchEvent(new Event("concord:change"));
	})()`)
	p.Wait(`document.querySelector("#para-14 .act")?.getAttribute("aria-label") === "Cite paragraph 14"`)
	p.Want(`document.querySelector("#para-8\\.1 .act").getAttribute("aria-label")`, "Cite paragraph 8.1")
	p.Want(`document.querySelectorAll(".act").length`, 9)
	p.Eval(`scrollTo(0, 1e6)`)
	p.Wait(current + ` === "VII. After"`)
	openMenu(p, "para-14")
	p.Press(kb.Escape)
}

func testBarePage(t *testing.T, p *browser.Page, root string) {
	p.Before(`globalThis.requestIdleCallback = (act) => { act(); globalThis.idle = true; };`)
	p.Go(root + "agencies/harbour/index.html#para-1")
	p.Wait(`idle`)
	p.Want(`document.title`, "Harbour Authority")
	p.Want(`document.querySelectorAll(".act, .popover, [aria-current], [role=status]").length`, 0)
	p.Eval(`scrollTo(0, 100)`)
	p.Press(kb.Escape + kb.Tab)
}

// testFailingPart: what one part cannot do, the others do all the same.
func testFailingPart(t *testing.T, p *browser.Page, root string) {
	p.Before(`globalThis.ResizeObserver = undefined; globalThis.told = []; globalThis.reportError = (error) => told.push(error.message);`)
	p.Go(root + statement + "#para-7.3")
	p.Wait(`document.querySelector(".act")`)
	p.Wait(`document.title.startsWith("Paragraph 7.3")`)
	p.Want(`told.length`, 1)
	openMenu(p, "para-8")
	p.Press(kb.Escape)
}
