package export

import (
	"encoding/json"
	"math/rand/v2"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/concord"
	"concord/internal/record"
	"concord/internal/site"
)

// smallConcordance is the small record's data, one entry a line.
const smallConcordance = `{
"documents": [
  {"id":"index","kind":"home","title":"Home","url":"index.html"},
  {"id":"annexes/a","kind":"annex","title":"Joint Statement on \"Tides\" & <Light>","url":"annexes/a/index.html"},
  {"id":"mous/50_of.조류","kind":"instrument","title":"Arrangement \\ \"R&D\" <조류> \u0001","url":"mous/50_of.%EC%A1%B0%EB%A5%98/index.html"},
  {"id":"mous/tides","kind":"instrument","title":"MOU on Tides","url":"mous/tides/index.html"},
  {"id":"agencies/harbour","kind":"agency","title":"Harbour Authority","url":"agencies/harbour/index.html"},
  {"id":"agencies/joint","kind":"agency","title":"Joint Committee","url":"agencies/joint/index.html"},
  {"id":"agencies/ocean","kind":"agency","title":"Ocean Agency","url":"agencies/ocean/index.html"},
  {"id":"guide/a.b","kind":"guide","title":"Guide","url":"guide/a.b/index.html"}
],
"agencies": [
  {"id":"harbour","name":"Harbour Authority","acronym":"HA","country":"XA","url":"agencies/harbour/index.html"},
  {"id":"joint","name":"Joint Committee","acronym":"JC","url":"agencies/joint/index.html"},
  {"id":"ocean","name":"Ocean Agency","country":"XB","url":"agencies/ocean/index.html"}
],
"instruments": [
  {"id":"50_of.조류","title":"Arrangement \\ \"R&D\" <조류> \u0001","participants":[],"url":"mous/50_of.%EC%A1%B0%EB%A5%98/index.html"},
  {"id":"tides","title":"MOU on Tides","form":"MOU","participants":["harbour","XB"],"url":"mous/tides/index.html"}
],
"mentions": [
  {"document":"annexes/a","paragraph":"u1","kind":"date","target":"2025-11-02","text":"2 November 2025"},
  {"document":"annexes/a","paragraph":"1","kind":"agency","target":"harbour","text":"Harbour Authority"},
  {"document":"annexes/a","paragraph":"1","kind":"agency","target":"harbour","text":"HA"},
  {"document":"annexes/a","paragraph":"1","kind":"agency","target":"ocean","text":"해양청"},
  {"document":"annexes/a","paragraph":"1","kind":"term","target":"r-d","text":"Research & Development"},
  {"document":"annexes/a","paragraph":"1","kind":"term","target":"r-d","text":"R&D"},
  {"document":"annexes/a","paragraph":"1","kind":"date","target":"2024-05","text":"May 2024"},
  {"document":"annexes/a","paragraph":"1","kind":"date","target":"2026/2030","text":"2026 to 2030"},
  {"document":"annexes/a","paragraph":"1.1","kind":"instrument","target":"tides","text":"MOU on Tides"},
  {"document":"annexes/a","paragraph":"1.1","kind":"agency","target":"harbour","text":"both agencies"},
  {"document":"annexes/a","paragraph":"1.1","kind":"agency","target":"ocean","text":"both agencies"},
  {"document":"annexes/a","paragraph":"1.1","kind":"term","target":"r-d","text":"R&D"},
  {"document":"agencies/harbour","paragraph":"1","kind":"instrument","target":"tides","text":"MOU on Tides"}
]
}
`

func TestConcordance(t *testing.T) {
	got := exported(t, build(t, small), "data/concordance.json")
	if diff := cmp.Diff(smallConcordance, got); diff != "" {
		t.Errorf("(-want +got)\n%s\ngot\n%s", diff, got)
	}
}

// published is data/concordance.json as its readers see it.
type published struct {
	Documents   []documentData   `json:"documents"`
	Agencies    []agencyData     `json:"agencies"`
	Instruments []instrumentData `json:"instruments"`
	Mentions    []mentionData    `json:"mentions"`
}

func parse(t testing.TB, text string) published {
	t.Helper()
	var p published
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return p
}

// What the data says is what the record says, whatever characters are in it,
// and what it refers to is there.
func TestConcordanceAgrees(t *testing.T) {
	s := build(t, small)
	p := parse(t, exported(t, s, "data/concordance.json"))
	ids := map[string]bool{}
	for i, d := range p.Documents {
		want := s.Members[i].Document
		if d.ID != want.ID || d.Title != want.Title || d.Kind != want.Kind {
			t.Errorf("document %+v, want %s, %q", d, want.ID, want.Title)
		}
		ids["document:"+d.ID] = true
		checkURL(t, s, d.URL, site.PagePath(d.ID))
	}
	for _, a := range p.Agencies {
		ids["agency:"+a.ID] = true
		checkURL(t, s, a.URL, site.PagePath("agencies/"+a.ID))
	}
	for _, x := range p.Instruments {
		ids["instrument:"+x.ID] = true
		checkURL(t, s, x.URL, site.PagePath("mous/"+x.ID))
	}
	for _, term := range s.Terms {
		ids["term:"+term.Slug] = true
	}
	if len(p.Documents) != len(s.Members) || len(p.Mentions) != Count(s).Mentions {
		t.Errorf("%d documents and %d mentions", len(p.Documents), len(p.Mentions))
	}
	for _, m := range p.Mentions {
		if !ids["document:"+m.Document] {
			t.Errorf("%+v stands in no document", m)
		}
		if _, err := record.ParseEDTF(m.Target); !ids[m.Kind+":"+m.Target] && (m.Kind != "date" || err != nil) {
			t.Errorf("%+v leads nowhere", m)
		}
		if text := small[m.Document+".md"]; !strings.Contains(text, m.Text) {
			t.Errorf("%+v is not in the text", m)
		}
	}
}

// checkURL checks an address relative to the site's root.
func checkURL(t *testing.T, s *site.Site, address, path string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.RawQuery != "" || u.Fragment != "" || strings.TrimPrefix(u.Path, "./") != path || !s.Has(path) {
		t.Errorf("%q does not lead to %q: %v", address, path, err)
	}
	if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"<>\^{|}`, r) }) {
		t.Errorf("%q has characters that addresses do not have", address)
	}
}

func TestEmptyConcordance(t *testing.T) {
	got := exported(t, build(t, map[string]string{"site.yaml": "title: X\n"}), "data/concordance.json")
	want := "{\n\"documents\": [\n],\n\"agencies\": [\n],\n\"instruments\": [\n],\n\"mentions\": [\n]\n}\n"
	if got != want {
		t.Errorf("got\n%s", got)
	}
	parse(t, got)
}

// mentionOf is a site of one document that mentions one key once, in the given
// words.
func mentionOf(id string, key record.Key, number, words string) *site.Site {
	m := &concord.Member{
		Document: &record.Document{ID: id, Kind: record.Annex, Title: words},
		Facts: &record.Facts{
			Paragraphs: []record.Paragraph{{Number: number}},
			Mentions:   []record.Mention{{Key: key, Start: 1, End: int32(len(words)) + 1}},
		},
		Body: body{text: []byte("\t" + words + "\n")},
	}
	c := concord.New()
	c.Add(m)
	return site.New(site.Input{Config: &record.Config{}, Members: []*concord.Member{m}, Concordance: c})
}

// Strings come back as they were, whatever is in them.
func TestConcordanceEscapes(t *testing.T) {
	words := []string{
		"plain", "", `"`, `\`, `\"`, `\u0041`, `a"b\c/d`, "a\tb\nc\rd\x00\x01\x1f\x7f", "<script>&amp;</script>", "it's",
		"외교부", "é", "\u0085", "\u2028\u2029", "\uFEFF", "\uFFFD", "🇰🇷🇸🇬", "a외\"",
	}
	random := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		runes := make([]rune, random.IntN(8))
		for i := range runes {
			runes[i] = []rune("a \"\\\x00\x1f<é외\u2028🇰")[random.IntN(11)]
		}
		words = append(words, string(runes))
	}
	for _, w := range words {
		s := mentionOf("annexes/"+w, record.Key{Kind: record.KeyTerm, ID: w}, "1."+w, w)
		p := parse(t, exported(t, s, "data/concordance.json"))
		want := []mentionData{{Document: "annexes/" + w, Paragraph: "1." + w, Kind: "term", Target: w, Text: w}}
		if diff := cmp.Diff(want, p.Mentions); diff != "" || p.Documents[0].Title != w || p.Documents[0].ID != "annexes/"+w {
			t.Errorf("%q: title %q, id %q (-want +got)\n%s", w, p.Documents[0].Title, p.Documents[0].ID, diff)
		}
	}
}

// A mention outside of every paragraph has no number.
func TestMentionOutside(t *testing.T) {
	s := mentionOf("annexes/a", record.Key{Kind: record.KeyDate, ID: "2025"}, "1", "2025")
	s.Members[0].Facts.Mentions[0].Paragraph = -1
	p := parse(t, exported(t, s, "data/concordance.json"))
	if want := []mentionData{{"annexes/a", "", "date", "2025", "2025"}}; !reflect.DeepEqual(p.Mentions, want) {
		t.Errorf("got %+v", p.Mentions)
	}
}

func TestSchema(t *testing.T) {
	s := build(t, small)
	file, err := os.ReadFile("concordance.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if got := exported(t, s, "data/concordance.schema.json"); got != string(file) {
		t.Errorf("published is\n%s", got)
	}
	v := newValidator(t, file)
	for name, text := range map[string]string{
		"small": exported(t, s, "data/concordance.json"),
		"empty": exported(t, build(t, map[string]string{"site.yaml": "title: X\n"}), "data/concordance.json"),
	} {
		if problems := v.validate(t, text); problems != nil {
			t.Errorf("%s: %q", name, problems)
		}
	}
}

// The schema refuses data that is not as promised, and says where: else it
// would promise nothing.
func TestSchemaRefuses(t *testing.T) {
	file, err := os.ReadFile("concordance.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	v := newValidator(t, file)
	valid := exported(t, build(t, small), "data/concordance.json")
	const harbour = `{"id":"harbour","name":"Harbour Authority","acronym":"HA","country":"XA","url":"agencies/harbour/index.html"}`
	const tides = `{"id":"tides","title":"MOU on Tides","form":"MOU","participants":["harbour","XB"],"url":"mous/tides/index.html"}`
	for _, c := range []struct{ title, old, new, want string }{
		{"a list, not an object", valid, "[]", "$: array, not object"},
		{"null", valid, "null", "$: null, not object"},
		{"a list left out", `"agencies": [`, `"agents": [`, "$: no agencies; $.agents: not known"},
		{"an object for a list", valid, `{"documents": {}, "agencies": [], "instruments": [], "mentions": []}`, "$.documents: object, not array"},
		{"a word for an agency", harbour, `"harbour"`, "$.agencies[0]: string, not object"},
		{"an agency without an id", `"id":"harbour",`, ``, "$.agencies[0]: no id"},
		{"an agency without a name", `"name":"Harbour Authority",`, ``, "$.agencies[0]: no name"},
		{"an agency without an address", harbour, strings.Replace(harbour, `,"url":"agencies/harbour/index.html"`, "", 1), "$.agencies[0]: no url"},
		{"a number for a name", `"name":"Harbour Authority"`, `"name":7`, "$.agencies[0].name: number, not string"},
		{"a country in small letters", `"country":"XA"`, `"country":"xa"`, `$.agencies[0].country: "xa" does not match ^[A-Z]{2}$`},
		{"a country of three letters", `"country":"XA"`, `"country":"XAV"`, `$.agencies[0].country: "XAV" does not match ^[A-Z]{2}$`},
		{"an empty country", `"country":"XA"`, `"country":""`, `$.agencies[0].country: "" does not match ^[A-Z]{2}$`},
		{"null for an acronym", `"acronym":"HA"`, `"acronym":null`, "$.agencies[0].acronym: null, not string"},
		{"a list for an address", harbour, strings.Replace(harbour, `"agencies/harbour/index.html"`, "[]", 1), "$.agencies[0].url: array, not string"},
		{"a key more", `"acronym":"HA"`, `"acronyms":"HA"`, "$.agencies[0].acronyms: not known"},
		{"a document of no kind", `"kind":"annex"`, `"kind":"appendix"`, `$.documents[1].kind: "appendix" is not one of home, statement, annex, instrument, agency, guide`},
		{"a document without a title", `"title":"Home",`, ``, "$.documents[0]: no title"},
		{"participants left out", tides, strings.Replace(tides, `"participants":["harbour","XB"],`, "", 1), "$.instruments[1]: no participants"},
		{"a participant that is no word", `["harbour","XB"]`, `["harbour",{"side":"XB"}]`, "$.instruments[1].participants[1]: object, not string"},
		{"a form that is true", `"form":"MOU"`, `"form":true`, "$.instruments[1].form: boolean, not string"},
		{"a mention of no kind", `"1.1","kind":"term"`, `"1.1","kind":"paragraph"`, `$.mentions[11].kind: "paragraph" is not one of agency, instrument, date, term`},
		{"a mention of nothing", `{"document":"agencies/harbour","paragraph":"1",`, `{`, "$.mentions[12]: no document; $.mentions[12]: no paragraph"},
		{"a paragraph as a number", `"paragraph":"u1"`, `"paragraph":1`, "$.mentions[0].paragraph: number, not string"},
		{"a mention with its place", `{"document":"annexes/a","paragraph":"u1",`, `{"document":"annexes/a","paragraph":"u1","start":4,`, "$.mentions[0].start: not known"},
	} {
		t.Run(c.title, func(t *testing.T) {
			if strings.Count(valid, c.old) != 1 {
				t.Fatalf("%s stands %d times in\n%s", c.old, strings.Count(valid, c.old), valid)
			}
			got := strings.Join(v.validate(t, strings.Replace(valid, c.old, c.new, 1)), "; ")
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
