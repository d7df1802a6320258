package browser_test

import (
	"os"
	"strings"
	"testing"

	"concord/internal/browser"
	"concord/internal/cite"
	"concord/internal/record"

	"github.com/chromedp/chromedp/kb"
)

// TestRecordIsRead reads and cites the record of this repository, in both of its
// languages: what readers see and copy is what the program made.
func TestRecordIsRead(t *testing.T) {
	b := browser.Start(t)
	site := build(t, os.DirFS("../.."))
	host := site.host(t)
	for name, test := range map[string]func(*testing.T, *browser.Page, string){
		"a card":                  testRealCard,
		"a card in Korean":        testKoreanCard,
		"citations":               testRealCitations,
		"another language":        testLanguageSwitch,
		"a search in Korean":      testKoreanSearch,
		"a mark of a picture":     testPictureKeys,
		"a saved reference":       testDownload,
		"a place of the whole":    testWholePlace,
		"a card, from a disk":     func(t *testing.T, p *browser.Page, _ string) { testRealCard(t, p, site.disk()) },
		"a language, from a disk": func(t *testing.T, p *browser.Page, _ string) { testLanguageSwitch(t, p, site.disk()) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, b.Open(t), host)
		})
	}
}

const hsa = `.text a[href*="agencies/hsa/"]`

func testRealCard(t *testing.T, p *browser.Page, root string) {
	p.Go(root + statement)
	away(p)
	p.Eval(`document.querySelector('` + hsa + `').focus()`)
	p.Wait(cardName + ` === "Health Sciences Authority"`)
	p.Want(card+`.querySelector(".card-kind").textContent`, "Republic of Singapore")
	p.Press(kb.Escape)
	p.Want("!"+card, true)
	p.Want(`document.activeElement.matches('`+hsa+`')`, true)
	p.Press(kb.Enter)
	p.Wait(at("agencies/hsa/"))
}

func testKoreanCard(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "ko/" + statement)
	away(p)
	p.Eval(`document.querySelector('.text a[href*="agencies/mohw/"]').focus()`)
	p.Wait(cardName + ` === "보건복지부"`)
	p.Want(card+`.querySelector(".card-kind").textContent`, "대한민국")
	p.Eval(`document.querySelector('.text a.date').focus()`)
	p.Wait(cardName + `?.includes("년")`)
}

// testRealCitations copies a paragraph's citation in each style.
func testRealCitations(t *testing.T, p *browser.Page, root string) {
	p.Before(recorded)
	p.Go(root + statement)
	p.Eval(`localStorage.clear()`)
	work := &cite.Work{
		Kind: record.Annex, Label: "Annex A", Container: "Singapore–Republic of Korea Strategic Partnership",
		Title:   "Joint Statement on the Establishment of a Strategic Partnership between the Republic of Korea and the Republic of Singapore",
		Authors: []string{"Republic of Korea", "Republic of Singapore"}, URL: "https://strategic-partnership.example/annexes/a/",
		Language: "en", ID: "annexes/a",
	}
	work.Date, _ = record.ParseEDTF("2025-11-02")
	for i, style := range cite.Styles() {
		p.Eval(`void (copies.length = 0)`)
		openMenu(p, "para-7.4")
		if i > 0 {
			p.Press(kb.End + strings.Repeat(kb.ArrowUp, len(cite.Styles())-1-i) + kb.Enter)
			p.Press(kb.Escape)
			openMenu(p, "para-7.4")
		}
		p.Press(kb.ArrowDown + kb.Enter)
		p.Wait(`copies.length === 1`)
		p.Want(copies, style.Cite(work, "7.4").String())
		p.Wait("!" + menu)
	}
}

func testLanguageSwitch(t *testing.T, p *browser.Page, root string) {
	p.Go(root + statement + "#para-7.4")
	p.Eval(`document.querySelector('a[hreflang="ko"]').focus()`)
	p.Press(kb.Enter)
	p.Wait(at("ko/annexes/a/"))
	p.Want(`document.documentElement.lang`, "ko")
	p.Want(`document.querySelector(".text.official").lang`, "en")
	p.Wait(`document.querySelector("#para-7\\.4 .act")?.ariaLabel.includes("7.4")`)
	p.Eval(`document.querySelector('a[hreflang="en"]').focus()`)
	p.Press(kb.Enter)
	p.Wait(`document.documentElement.lang === "en"`)
	p.Want(at("annexes/a/"), true)
}

func testKoreanSearch(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "ko/search/index.html?q=" + "%EC%8B%9D%ED%92%88%EC%9D%98%EC%95%BD%ED%92%88%EC%95%88%EC%A0%84%EC%B2%98") // 식품의약품안전처
	p.Wait(`document.querySelector("#search-results h2 a")`)
	p.Want(`document.querySelector("#search-results h2").textContent`, "식품의약품안전처")
	p.Want(`document.querySelector("#search-results h2 a").href.includes("/ko/agencies/mfds/")`, true)
	p.Want(`/[가-힣]/.test(document.querySelector("#search-status").textContent)`, true)
}

// testPictureKeys follows a mark of each picture by the keyboard.
func testPictureKeys(t *testing.T, p *browser.Page, root string) {
	for _, page := range []string{"dates/index.html", "mous/index.html", "agencies/index.html"} {
		p.Go(root + page)
		p.Eval(`[...document.querySelectorAll(".picture svg a")].find(a => a.checkVisibility()).focus()`)
		p.Want(`document.activeElement.matches(".picture svg a")`, true)
		p.Want(`getComputedStyle(document.activeElement).outlineStyle !== "none" || !!document.activeElement.querySelector("*")`, true)
		p.Eval(`globalThis.before = location.href`)
		p.Press(kb.Enter)
		p.Wait(`!globalThis.before || location.href !== before`)
	}
}

func testDownload(t *testing.T, p *browser.Page, root string) {
	p.Go(root + statement)
	for ending, want := range map[string]string{".bib": "@misc{", ".ris": "TY  - ", ".json": `"type"`} {
		p.Want(`(a => decodeURIComponent(a.href.slice(a.href.indexOf(",") + 1)).includes('`+want+`'))(document.querySelector('a[download$="`+ending+`"]'))`, true)
	}
}

func testWholePlace(t *testing.T, p *browser.Page, root string) {
	p.Go(root + "print/index.html")
	p.Eval(`document.querySelector('a[href="#annexes~a~para-14.1"]').click()`)
	p.Wait(`location.hash === "#annexes~a~para-14.1"`)
	p.Want(`document.querySelector(":target").textContent.includes("Infocomm Media Development Authority")`, true)
}
