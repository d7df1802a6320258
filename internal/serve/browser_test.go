package serve_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"concord/internal/browser"
	"concord/internal/diag"
	"concord/internal/serve"
	"concord/static"
	"concord/templates"

	"github.com/chromedp/chromedp/kb"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestSiteInBrowser edits a real site, and looks at its real preview.
func TestSiteInBrowser(t *testing.T) {
	b := browser.Start(t)
	for name, test := range map[string]func(*studio, *browser.Browser){
		"a paragraph":          editParagraph,
		"mentions elsewhere":   editElsewhere,
		"a style sheet":        editStyle,
		"a template":           editTemplate,
		"mistakes":             makeMistakes,
		"a failing template":   failTemplate,
		"a mistake at first":   beginWithMistake,
		"warnings":             makeWarnings,
		"two tabs":             openTwoTabs,
		"started again":        startAgain,
		"the search page":      searchOnPage,
		"the search box":       searchInBox,
		"why":                  askWhy,
		"a page that is moved": movePage,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(newStudio(t), b)
		})
	}
}

// studio is a folder that is edited, and its preview behind the strictest
// policy.
type studio struct {
	t         *testing.T
	folder    string
	port      int // of the preview, 0 before it was started
	address   string
	proxy     *httptest.Server
	end       context.CancelFunc
	over      chan error
	listening chan string
	read      chan struct{} // told once the site has been
}

// newStudio has the small site of the engine's tests, and no preview yet.
func newStudio(t *testing.T) *studio {
	t.Helper()
	archive, err := txtar.ParseFile("../engine/testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	s := &studio{t: t, folder: t.TempDir(), listening: make(chan string, 1)}
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want/") {
			s.write(f.Name, string(f.Data))
		}
	}
	return s
}

func (s *studio) path(name string) string { return filepath.Join(s.folder, filepath.FromSlash(name)) }

func (s *studio) write(name, text string) {
	s.t.Helper()
	if err := os.MkdirAll(filepath.Dir(s.path(name)), 0o755); err != nil {
		s.t.Fatal(err)
	}
	beside := s.path(name) + "~" // whoever looks at the wrong moment would see a part
	if err := os.WriteFile(beside, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
	if err := os.Rename(beside, s.path(name)); err != nil {
		s.t.Fatal(err)
	}
}

// edit puts some words in the place of others, which must be there, and returns
// what takes that back.
func (s *studio) edit(name, before, after string) (undo func()) {
	s.t.Helper()
	text, err := os.ReadFile(s.path(name))
	if err != nil || !strings.Contains(string(text), before) {
		s.t.Fatalf("%s has no %q: %v", name, before, err)
	}
	s.write(name, strings.Replace(string(text), before, after, 1))
	return func() { s.write(name, string(text)) }
}

// start starts the preview, at the same port as before, and waits until it has
// read the site.
func (s *studio) start() *studio {
	s.t.Helper()
	editor, err := serve.NewEditor("vscode")
	if err != nil {
		s.t.Fatal(err)
	}
	var ctx context.Context
	ctx, s.end = context.WithCancel(context.Background())
	s.over, s.read = make(chan error, 1), make(chan struct{})
	read := sync.OnceFunc(func() { close(s.read) })
	go func() {
		s.over <- serve.Run(ctx, s.folder, serve.Options{
			Templates: templates.FS, Static: static.FS, Bind: "127.0.0.1", Port: s.port, Editor: editor, Voice: &ears{s, read},
		})
	}()
	select {
	case <-s.read:
		s.address = <-s.listening
	case err := <-s.over:
		s.t.Fatalf("it did not start: %v", err)
	}
	at, err := url.Parse(s.address)
	if err != nil {
		s.t.Fatal(err)
	}
	if s.port == 0 {
		s.t.Cleanup(s.stop)
	}
	s.port, _ = strconv.Atoi(at.Port())
	return s
}

// stop ends the preview, which is no error.
func (s *studio) stop() {
	s.end()
	if s.over == nil {
		return
	}
	select {
	case err := <-s.over:
		if err != nil {
			s.t.Error(err)
		}
	case <-time.After(time.Minute):
		s.t.Error("the preview does not end")
	}
	s.over = nil
}

// ears are those of a studio for one preview.
type ears struct {
	*studio
	read func()
}

func (e *ears) Listening(address string, _ int) { e.listening <- address }
func (e *ears) Notice(string)                   {}
func (e *ears) Diagnostics([]diag.Diagnostic)   { e.read() }
func (e *ears) Failure(err error)               { e.t.Errorf("the machine failed: %v", err) }

// strict is the preview's address behind the strictest policy.
func (s *studio) strict() string {
	if s.proxy == nil {
		to, err := url.Parse(s.address)
		if err != nil {
			s.t.Fatal(err)
		}
		s.proxy = httptest.NewServer(&httputil.ReverseProxy{
			Rewrite: func(r *httputil.ProxyRequest) {
				r.SetURL(to)
				r.Out.Host = r.In.Host
			},
			FlushInterval: -1, // events are not to wait
			ModifyResponse: func(r *http.Response) error {
				r.Header.Set("Content-Security-Policy", browser.Policy)
				return nil
			},
			ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
		})
		s.t.Cleanup(func() {
			s.proxy.CloseClientConnections()
			s.proxy.Close()
		})
	}
	return s.proxy.URL + "/"
}

// open opens a page and waits until it follows. Whatever it complains of fails
// the test.
func (s *studio) open(b *browser.Browser, root, path string) *browser.Page {
	s.t.Helper()
	p := b.Open(s.t)
	p.Before(`globalThis.complaints = [];
		for (const kind of ["error", "warn"]) {
			const say = console[kind];
			console[kind] = (...all) => { complaints.push(all.join(" ")); say(...all); };
		}`)
	p.Go(root + path)
	p.Wait(`document.querySelector("concord-preview")`)
	p.Eval(remember + `globalThis.marker = "stays"; 0`)
	return p
}

// stayed fails where a page was loaded again, or complains.
func stayed(p *browser.Page) {
	p.Want(`globalThis.marker`, "stays")
	p.Want(`complaints.join("; ")`, "")
}

const (
	annexFile = "content/annexes/a.md"
	words     = "will dredge from 2031 to 2033"
	dredges   = `document.querySelector("#para-1\\.1").textContent`
)

func editParagraph(s *studio, b *browser.Browser) {
	s.edit(annexFile, "## II. Skies", strings.Repeat("1.2. Both sides will keep the strait open.\n\n", 1)+"## II. Skies")
	p := s.start().open(b, s.strict(), "annexes/a/")
	p.Resize(800, 300)
	p.Eval(`(document.querySelector("#para-1\\.1").scrollIntoView(), document.querySelector("#para-1\\.1 a.num").focus({ preventScroll: true }), globalThis.top1 = scrollY, globalThis.same = document.querySelector("#para-1\\.1 a.num"), 0)`)
	p.Want("scrollY > 0", true)
	s.edit(annexFile, words, "will not dredge any more")
	p.Wait(dredges + `.includes("will not dredge any more")`)
	p.Wait(`marked.join() === "para-1.1"`)
	p.Want("scrollY === top1", true)
	p.Want("document.activeElement === same", true)
	s.edit(annexFile, "will build on", "will build much on")
	p.Wait(`document.querySelector("#para-1").textContent.includes("will build much on")`)
	p.Wait(`marked.join() === "para-1.1,"`) // the words of 1, and not what is below it
	stayed(p)
}

// editElsewhere: the page of an agency follows the texts that name it.
func editElsewhere(s *studio, b *browser.Browser) {
	p := s.start().open(b, s.strict(), "agencies/harbour/")
	const quotes = `document.querySelector("main").textContent`
	p.Want(quotes+`.includes("will dredge from 2031")`, true)
	undo := s.edit(annexFile, words, "will rest")
	p.Wait(quotes + `.includes("will rest")`)
	undo()
	p.Wait(quotes + `.includes("will dredge from 2031")`)
	s.edit(annexFile, "## II. Skies", "1.2. The Harbour Authority has lamps.\n\n## II. Skies")
	p.Wait(quotes + `.includes("has lamps")`)
	s.edit("content/agencies/harbour.md", "title: Harbour Authority", "title: Quay Authority")
	p.Wait(`document.title.startsWith("Quay Authority")`)
	stayed(p)
}

func editStyle(s *studio, b *browser.Browser) {
	s.write("static/css/own.css", "main { color: rgb(1, 2, 3) }\n")
	p := s.start().open(b, s.strict(), "annexes/a/")
	const colour = `getComputedStyle(document.querySelector("main")).color`
	p.Want(colour, "rgb(1, 2, 3)")
	p.Wait(`document.querySelector(".act")`) // the page's own script is done
	p.Eval(`(globalThis.touched = 0, new MutationObserver((list) => {
		touched += list.filter(({ target }) => target !== document.head && !target.closest?.("concord-preview")).length;
	}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true }), 0)`)
	s.write("static/css/own.css", "main { color: rgb(4, 5, 6) }\n")
	p.Wait(colour + ` === "rgb(4, 5, 6)"`)
	p.Wait(`document.querySelectorAll("link[href*='own.']").length === 1`)
	p.Want("touched", 0)
	p.Want("marked.length", 0)
	stayed(p)
}

func editTemplate(s *studio, b *browser.Browser) {
	p := s.start().open(b, s.strict(), "annexes/a/")
	p.Eval(`globalThis.same = document.querySelector("#para-1")`)
	const own = "templates/partials/footer.html"
	s.write(own, "<footer class=\"site\"><p id=\"own\">{{.Site.Title}}, by hand</p></footer>\n")
	p.Wait(`document.querySelector("#own")?.textContent === "Partnership of Avaria and Belmora, by hand"`)
	s.edit(own, "by hand", "by machine")
	p.Wait(`document.querySelector("#own").textContent.endsWith("by machine")`)
	if err := os.Remove(s.path(own)); err != nil {
		s.t.Fatal(err)
	}
	p.Wait(`!document.querySelector("#own")`)
	p.Want(`same === document.querySelector("#para-1")`, true)
	stayed(p)
}

// blames waits for the overlay and looks at its first place.
func blames(p *browser.Page, place string) {
	p.Wait(seen(".errors") + ` && ` + in(".errors .file") + fmt.Sprintf("?.textContent === %q", place))
}

// makeMistakes: what is wrong is said where it is, the page stays, and all is
// well when it is mended.
func makeMistakes(s *studio, b *browser.Browser) {
	p := s.start().open(b, s.strict(), "annexes/a/")
	for _, c := range []struct{ name, before, after, place string }{
		{annexFile, "annexes/a#2.1", "annexes/a#9.9", annexFile + ":13:"},
		{annexFile, "label: Annex A", "lable: Annex A", annexFile + ":3:1"},
		{"content/site.yaml", "short_title:", "shrot_title:", "content/site.yaml:2:1"},
		{"content/site.yaml", "sides:", "sides: [", "content/site.yaml:"},
	} {
		undo := s.edit(c.name, c.before, c.after)
		p.Wait(seen(".errors") + fmt.Sprintf(" && [...%s.querySelectorAll('.errors .file')].some(e => e.textContent.startsWith(%q))", root, c.place))
		p.Want(in(".errors .file")+`.textContent.split(":").length`, 3)
		p.Want(in(".errors .file")+`.href.startsWith("vscode://file/")`, true)
		p.Want(seen(".errors .source"), true)
		p.Want(dredges+fmt.Sprintf(".includes(%q)", words), true)
		undo()
		p.Wait("!" + seen(".errors") + " && !" + seen(".pill.error"))
	}
	s.write("templates/partials/footer.html", "<footer>\n  {{.Nothing}}\n</footer>\n")
	blames(p, "templates/partials/footer.html:2:6")
	s.write("templates/partials/footer.html", "<footer class=\"site\"><p id=\"own\">mended</p></footer>\n")
	p.Wait(`document.querySelector("#own") && !` + seen(".errors"))
	p.Want("marked.length", 0)
	stayed(p)
}

// failTemplate: that a template fails comes out when a page is asked for.
func failTemplate(s *studio, b *browser.Browser) {
	p := s.start().open(b, s.strict(), "annexes/a/")
	s.write("templates/document.html", "{{define \"main\"}}\n{{(index .Page.Menu 99).Title}}{{end}}\n")
	p.Wait(seen(".errors") + ` && ` + in(".errors .file") + `?.textContent.startsWith("templates/document.html:2:")`)
	p.Want(dredges+fmt.Sprintf(".includes(%q)", words), true)
	other := b.Open(s.t)
	other.Go(s.strict() + "annexes/a/")
	other.Wait(seen(".errors"))
	other.Want("document.title", "This page cannot be made")
	if err := os.Remove(s.path("templates/document.html")); err != nil {
		s.t.Fatal(err)
	}
	p.Wait("!" + seen(".errors"))
	other.Wait(`document.title.startsWith("Joint statement") && !` + seen(".errors"))
	stayed(p)
}

func beginWithMistake(s *studio, b *browser.Browser) {
	undo := s.edit("content/site.yaml", "description:", "descripton:")
	p := s.start().open(b, s.strict(), "annexes/a/")
	p.Wait(seen(".errors"))
	p.Want(in(".errors .file")+".textContent", "content/site.yaml:3:1")
	p.Want("document.title", "The site cannot be shown yet")
	undo()
	p.Wait(`document.querySelector("#para-1\\.1") && document.querySelector("concord-preview") && !` + seen(".errors"))
	p.Want(`document.title.startsWith("Joint statement")`, true)
	s.edit(annexFile, words, "will follow from here")
	p.Wait(dredges + `.includes("will follow from here")`)
	p.Want(`complaints.join("; ")`, "")
}

// makeWarnings: a doubt stands beside its paragraph until it is resolved.
func makeWarnings(s *studio, b *browser.Browser) {
	p := s.start().open(b, s.strict(), "annexes/a/")
	undo := s.edit(annexFile, words, "will <b>dredge</b>")
	const mark = `document.querySelector("#para-1\\.1 > concord-aid[kind=mark]")`
	p.Wait(mark)
	p.Want(seen(".errors"), false)
	p.Wait(in(".pill.warning") + ``)
	p.Eval(mark + `.shadowRoot.querySelector("button").click()`)
	p.Wait(seen(".card"))
	p.Want(in(".card .message")+`.textContent.includes("HTML")`, true)
	undo()
	p.Wait("!" + mark + " && !" + in(".pill.warning") + " && !" + seen(".card"))
	stayed(p)
}

func openTwoTabs(s *studio, b *browser.Browser) {
	s.start()
	annex, agency := s.open(b, s.strict(), "annexes/a/"), s.open(b, s.strict(), "agencies/harbour/")
	s.edit(annexFile, words, "will tell both")
	annex.Wait(dredges + `.includes("will tell both")`)
	agency.Wait(`document.querySelector("main").textContent.includes("will tell both")`)
	undo := s.edit(annexFile, "label: Annex A", "lable: Annex A")
	blames(annex, annexFile+":3:1")
	blames(agency, annexFile+":3:1")
	undo()
	annex.Wait("!" + seen(".errors"))
	agency.Wait("!" + seen(".errors"))
	stayed(annex)
	stayed(agency)
}

// startAgain: tabs find the preview again, with another site.
func startAgain(s *studio, b *browser.Browser) {
	p := s.start().open(b, s.address, "annexes/a/")
	s.stop()
	p.Wait("!" + in(".lost") + ".hidden")
	s.edit(annexFile, words, "was written meanwhile")
	s.start()
	p.Wait(dredges + `.includes("was written meanwhile") && ` + in(".lost") + ".hidden")
	s.edit(annexFile, "was written meanwhile", "is followed again")
	p.Wait(dredges + `.includes("is followed again")`)
	stayed(p)
}

const found = `[...document.querySelectorAll(".found h2")].map(e => e.textContent).join("|")`

func searchOnPage(s *studio, b *browser.Browser) {
	p := s.start().open(b, s.strict(), "search/index.html?q=quokka")
	const done = `document.querySelector("#search-results").dataset.state === "done" && `
	p.Wait(done + found + ` === ""`)
	s.write("content/guide/animals.md", "---\ntitle: Of animals\n---\n\nA quokka was seen at the harbour.\n")
	p.Wait(done + found + ` === "Of animals"`)
	s.edit("content/guide/animals.md", "quokka", "wombat")
	p.Wait(done + found + ` === ""`)
	p.Go(s.strict() + "search/index.html?q=wombat")
	p.Wait(done + found + ` === "Of animals"`)
	if err := os.Remove(s.path("content/guide/animals.md")); err != nil {
		s.t.Fatal(err)
	}
	p.Wait(done + found + ` === ""`)
	p.Want(`complaints.join("; ")`, "")
}

func searchInBox(s *studio, b *browser.Browser) {
	p := s.start().open(b, s.strict(), "statement/")
	const title = `document.querySelector("[role=listbox] .title")?.textContent`
	p.Press("/")
	p.Type("quokka")
	p.Wait(`document.querySelector(".notes p")?.textContent.startsWith("Nothing was found")`)
	s.write("content/guide/animals.md", "---\ntitle: Of animals\n---\n\nA quokka was seen at the harbour.\n")
	p.Wait(title + ` === "Of animals"`)
	s.edit("content/guide/animals.md", "quokka", "wombat")
	p.Wait(title + ` !== "Of animals" && document.querySelector(".notes p")?.textContent.startsWith("Nothing was found")`)
	p.Want("document.activeElement.id", "_query")
	stayed(p)
}

// askWhy: links are explained, and edits explain them anew.
func askWhy(s *studio, b *browser.Browser) {
	p := s.start().open(b, s.strict(), "annexes/a/")
	p.Eval(in("[aria-controls=panel]") + ".click()")
	p.Eval(in(".explain") + ".click()")
	const ask = `document.querySelector("#para-1\\.1 a[href*='agencies/harbour'] + concord-aid[kind=ask]")`
	p.Wait(ask)
	p.Eval(ask + `.shadowRoot.querySelector("button").click()`)
	p.Wait(seen(".card dd"))
	p.Want(in(".card h2")+`.textContent`, "Why is “Harbour Authority” linked?")
	p.Want(in(".card dd")+`.textContent.includes("Harbour Authority")`, true)
	p.Want(fmt.Sprintf(`[...%s.querySelectorAll(".card code")].map(e => e.textContent).join("; ")`, root), "[Harbour Authority](none:)")
	p.Press(kb.Escape)
	s.edit(annexFile, "the Harbour Authority (HA)", "the [Harbour Authority](none:)")
	p.Wait(`!` + ask + ` && document.querySelector("#para-1\\.1 concord-aid[kind=ask]")`)
	stayed(p)
}

// movePage: who is at a page that goes is told so, and it may come back.
func movePage(s *studio, b *browser.Browser) {
	p := s.start().open(b, s.strict(), "mous/skies/")
	for range 2 {
		if err := os.Rename(s.path("content/mous/skies.md"), s.path("content/mous/clouds.md")); err != nil {
			s.t.Fatal(err)
		}
		p.Wait(seen(".pill.gone"))
		if err := os.Rename(s.path("content/mous/clouds.md"), s.path("content/mous/skies.md")); err != nil {
			s.t.Fatal(err)
		}
		p.Wait("!" + seen(".pill.gone"))
	}
	s.edit("content/mous/skies.md", "keeps this treaty", "keeps it")
	p.Wait(`document.querySelector("main").textContent.includes("keeps it")`)
	stayed(p)
}
