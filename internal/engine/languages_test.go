package engine

import (
	"encoding/json"
	"hash/fnv"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"concord/internal/site"
)

// twoTongues is a small site in English and in Korean.
func twoTongues(more map[string]string) fstest.MapFS {
	site := fstest.MapFS{}
	for name, text := range map[string]string{
		"content/site.yaml": "title: Partnership of Avaria and Belmora\nshort_title: Avaria–Belmora\nbase_url: https://tides.example/record/\nlanguages: [en, ko]\n" +
			"sides:\n  - {code: XA, name: Republic of Avaria, short: Avaria}\n  - {code: XB, name: Kingdom of Belmora, short: Belmora}\n" +
			"pillars:\n  - {number: 1, roman: I, name: Waters, cite: annexes/a#1}\n" +
			"navigation:\n  - {title: Agencies, page: agencies}\n  - {title: Our annex, page: annexes/a}\n",
		"content/languages/ko.yaml": "words:\n  Partnership of Avaria and Belmora: 아바리아–벨모라 동반자 관계\n  Republic of Avaria: 아바리아공화국\n",
		"content/annexes/a.md": "---\ntitle: Joint statement on tides\nlabel: Annex A\ndate: 2031-04-02\n---\n\n## Waters\n\n" +
			"1. The Harbour Authority and the Ocean Agency signed the MOU on Tides today. See [currents](../mous/조류.md), [the table](../tables/tides.csv) and [the authority](../agencies/harbour.md).\n\n" +
			"2. From 2032 to 2034 they measure the tides, as [paragraph 1](#para-1) says, with the Tidal Gauge Network (TGN). The TGN is new.\n",
		"content/mous/tides.md": "---\ntitle: MOU on Tides\nform: {value: MOU, cite: annexes/a#1}\nparticipants: [{agency: harbour, cite: annexes/a#1}, {agency: ocean, cite: annexes/a#1}]\n" +
			"events: [{date: 2031-04-02, event: signed, cite: annexes/a#1}]\npillar: {value: 1, cite: annexes/a#1}\n---\n",
		"content/agencies/harbour.md": "---\ntitle: Harbour Authority\ncountry: XA\nacronym: HA\ntranslations: {ko: 항만청}\ndescription: It runs the harbours.\n---\n",
		"content/agencies/ocean.md":   "---\ntitle: Ocean Agency\ncountry: XB\n---\n",
		"content/guide/reading.md":    "---\ntitle: How to read it\n---\n\nRead [the annex](../annexes/a.md#para-2).\n",
		"content/tables/tides.csv":    "a,b\n",
		"content/tables/조류 표.csv":     "c,d\n",
		"content/mous/조류.md":          "---\ntitle: Arrangement on Currents\n---\n\nSee [this](조류.md), [the table](<../tables/조류 표.csv>) and [the MOU](tides.md).\n",
	} {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range more {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

func TestEveryPageInEveryLanguage(t *testing.T) {
	built := buildSite(t, twoTongues(nil))
	pages := map[string]*page{}
	for _, name := range published(t, built) {
		if path.Ext(name) != ".html" {
			continue
		}
		pages[name] = parsePage(t, name, read(t, built, name))
		twin := "ko/" + name
		if rest, korean := strings.CutPrefix(name, "ko/"); korean {
			twin = rest
		}
		if _, err := fs.Stat(built, twin); err != nil && name != "404.html" {
			t.Errorf("%s has no %s", name, twin)
		}
	}
	for name, p := range pages {
		if name == "404.html" {
			continue // its links begin at the root of the host
		}
		for _, link := range p.links {
			follow(t, built, pages, name, link)
		}
		want := `<html lang="en"`
		if strings.HasPrefix(name, "ko/") {
			want = `<html lang="ko"`
		}
		text := string(read(t, built, name))
		for _, part := range []string{want, `hreflang="ko"`, `hreflang="en"`, "https://tides.example/record/ko/" + site.PublicPath(strings.TrimPrefix(name, "ko/"))} {
			if !strings.Contains(text, part) {
				t.Errorf("%s has no %s", name, part)
			}
		}
	}
	if len(pages) < 20 {
		t.Errorf("only %d pages", len(pages))
	}
}

// What Korean pages say: the interface in Korean, the record in English and marked
// as that.
func TestKoreanPages(t *testing.T) {
	site := buildSite(t, twoTongues(nil))
	for name, wants := range map[string][]string{
		"ko/index.html":                  {"아바리아–벨모라 동반자 관계", "2031년 4월 2일", "서명"},
		"ko/agencies/harbour/index.html": {"<h1>항만청</h1>", "아바리아공화국", "Harbour Authority", `<span class="translation" lang="en">Harbour Authority</span>`, "문단 1"},
		"ko/agencies/ocean/index.html":   {`<h1 lang="en">Ocean Agency</h1>`, "Kingdom of Belmora"},
		"ko/agencies/index.html":         {">ㅎ</h3>", ">O</h3>", "항만청"},
		"ko/annexes/a/index.html":        {`<div class="text official" lang="en">`, `href="../../../tables/tides.csv"`, `href="../../agencies/harbour/index.html"`, "2031년 4월 2일"},
		"ko/dates/index.html":            {"2032년부터 2034년까지", "2031년 4월 2일"},
		"ko/mous/tides/index.html":       {"양해각서", "항만청", "서명", "명시되지 않음"},
		"annexes/a/index.html":           {`href="../../tables/tides.csv"`, `href="../../ko/annexes/a/index.html"`},
		"sitemap.xml":                    {"https://tides.example/record/ko/annexes/a/", "https://tides.example/record/annexes/a/"},
	} {
		text := string(read(t, site, name))
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %s", name, want)
			}
		}
		if strings.HasPrefix(name, "ko/") && strings.Contains(text, "Skip to main") {
			t.Errorf("%s has words in English", name)
		}
	}
}

// A site in one language has nothing of the others.
func TestOneLanguagePaysNothing(t *testing.T) {
	one := twoTongues(nil)
	one["content/site.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(string(one["content/site.yaml"].Data), "languages: [en, ko]", "languages: [en]", 1))}
	delete(one, "content/languages/ko.yaml")
	site := buildSite(t, one)
	for _, name := range published(t, site) {
		if strings.HasPrefix(name, "ko/") || strings.HasPrefix(name, "languages/") {
			t.Errorf("%s is published", name)
		}
		if path.Ext(name) == ".html" && strings.Contains(string(read(t, site, name)), "hreflang") {
			t.Errorf("%s speaks of languages", name)
		}
	}
}

// The whole record is one page: nothing has an id twice, and what leads to a
// document of the record leads to a place of the page itself.
func TestWholeRecord(t *testing.T) {
	for _, c := range []struct {
		site  fs.FS
		least int
	}{{twoTongues(nil), 12}, {realSite(t), 300}} {
		site := buildSite(t, c.site)
		for _, name := range []string{"print/index.html", "ko/print/index.html"} {
			root, err := html.Parse(strings.NewReader(string(read(t, site, name))))
			if err != nil {
				t.Fatal(err)
			}
			ids, links := map[string]bool{}, []string{}
			for n := range root.Descendants() {
				for _, a := range n.Attr {
					switch {
					case a.Key == "id" && ids[a.Val]:
						t.Errorf("%s: the id %q stands twice", name, a.Val)
					case a.Key == "id":
						ids[a.Val] = true
					case n.Data == "a" && a.Key == "href":
						links = append(links, a.Val)
					}
				}
			}
			within := 0
			for _, link := range links {
				place, ok := strings.CutPrefix(link, "#")
				if decoded, err := url.PathUnescape(place); ok && (err != nil || !ids[decoded]) {
					t.Errorf("%s: %s leads nowhere", name, link)
				}
				if ok {
					within++
				}
				if strings.Contains(link, "annexes/a/index.html#para") {
					t.Errorf("%s: %s leaves the page", name, link)
				}
			}
			if within < c.least {
				t.Errorf("%s: only %d links stay on the page", name, within)
			}
		}
	}
}

var mentionLink = regexp.MustCompile(`<a class="m [a-z]+" href="([^"]+)"`)

// Whatever a paragraph links has a card, in the file that its hash names.
func TestEveryMentionHasACard(t *testing.T) {
	site := buildSite(t, realSite(t))
	files := regexp.MustCompile(`data-card-files="(\d+)"`)
	seen := map[string]bool{}
	for _, folder := range []string{"", "ko/"} {
		name := folder + "annexes/a/index.html"
		text := string(read(t, site, name))
		n, err := strconv.Atoi(files.FindStringSubmatch(text)[1])
		if err != nil || n&(n-1) != 0 {
			t.Fatalf("%d files: %v", n, err)
		}
		for _, m := range mentionLink.FindAllStringSubmatch(text, -1) {
			to, fragment, _ := strings.Cut(path.Join("annexes/a", m[1]), "#")
			if fragment != "" {
				to += "#" + fragment
			}
			h := fnv.New32a()
			_, _ = h.Write([]byte(to))
			number := strconv.Itoa(int(h.Sum32() % uint32(n)))
			script := string(read(t, site, folder+"cards/"+number+".js"))
			data := strings.TrimSuffix(strings.TrimPrefix(script, "concordCards("+number+", "), ");\n")
			var cards map[string]struct{ Kind, Title string }
			if err := json.Unmarshal([]byte(data), &cards); err != nil {
				t.Fatalf("%s: %v", number, err)
			}
			if c := cards[to]; c.Kind == "" || c.Title == "" {
				t.Errorf("%s: %s has no card in %s", name, to, number)
			}
			seen[to] = true
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d links were looked at", len(seen))
	}
}

var dataElement = regexp.MustCompile(`<script type="application/ld\+json">(.*)</script>`)

// What a page says of itself to programs is what the record states.
func TestPagesDescribeThemselves(t *testing.T) {
	site := buildSite(t, twoTongues(map[string]string{
		"content/mous/accord.md": "---\ntitle: Harbour Accord </script>\nform: {value: treaty, cite: annexes/a#1}\n---\n",
	}))
	type item struct {
		Type        string `json:"@type"`
		Name        string
		URL         string
		Kind        string `json:"legislationType"`
		Force       string `json:"legislationLegalForce"`
		DateCreated string
		MainEntity  *item `json:"mainEntity"`
	}
	for name, want := range map[string]item{
		"agencies/harbour/index.html":    {Type: "GovernmentOrganization", Name: "Harbour Authority"},
		"ko/agencies/harbour/index.html": {Type: "GovernmentOrganization", Name: "Harbour Authority"},
		"mous/tides/index.html":          {Type: "CreativeWork", Name: "MOU on Tides"},
		"mous/accord/index.html":         {Type: "Legislation", Name: "Harbour Accord </script>", Kind: "treaty"},
		"annexes/a/index.html":           {Type: "CreativeWork", Name: "Joint statement on tides", DateCreated: "2031-04-02"},
	} {
		match := dataElement.FindStringSubmatch(string(read(t, site, name)))
		if match == nil {
			t.Errorf("%s says nothing", name)
			continue
		}
		var got struct {
			Graph []item `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(match[1]), &got); err != nil || len(got.Graph) != 2 {
			t.Errorf("%s: %v in %s", name, err, match[1])
			continue
		}
		if got.Graph[1].Type != "BreadcrumbList" || got.Graph[0].MainEntity == nil || *got.Graph[0].MainEntity != want {
			t.Errorf("%s: %s", name, match[1])
		}
	}
}

// What no catalogue has a word for is told to who checks the site, and so is a
// word that nothing shows.
func TestMissingWordsAreReported(t *testing.T) {
	site := twoTongues(map[string]string{"content/languages/ko.yaml": "words:\n  Agancies: 기관들\n  Republic of Avaria: 아바리아공화국\n"})
	e := evaluate(t, site)
	var got []string
	for _, d := range e.Doubts() {
		got = append(got, string(d.Code)+" "+d.Span.File+" "+d.Message+" "+strings.Join(d.Notes, "|")+" "+d.Hint)
	}
	text := strings.Join(got, "\n")
	for _, want := range []string{"missing-translation content/languages/ko.yaml", "Our annex", "Kingdom of Belmora", "unused-translation content/languages/ko.yaml", "Agencies"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not among\n%s", want, text)
		}
	}
}

// A catalogue that nothing is said with is not passed over.
func TestStrayWordsAreReported(t *testing.T) {
	e := evaluate(t, twoTongues(map[string]string{"content/languages/fr.yaml": "words: {}\n", "content/languages/ko.yml": ""}))
	var files []string
	for _, d := range e.Diags {
		files = append(files, string(d.Code)+" "+d.Span.File)
	}
	want := "unused-translation content/languages/fr.yaml, unused-translation content/languages/ko.yml"
	if got := strings.Join(files, ", "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A page in the folder of a language would take the place of another.
func TestFolderOfALanguageIsTaken(t *testing.T) {
	e := evaluate(t, twoTongues(map[string]string{"content/ko/agencies/harbour.md": "---\ntitle: X\n---\n"}))
	for _, d := range e.Diags {
		if d.Code == codeSamePath {
			return
		}
	}
	t.Errorf("nothing is said: %v", e.Diags)
}
