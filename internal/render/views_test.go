package render

import (
	"fmt"
	"html/template"
	"reflect"

	"concord/internal/site"
)

// filler fills a view: every field set, every list with two elements, every
// text with characters that must be escaped.
type filler struct {
	n        int
	ownTitle bool
	headed   bool // the body has its h1 already
}

// filled is a view of a layout with everything in it.
func filled(layout site.Layout, ownTitle bool) any {
	v := reflect.New(reflect.TypeOf(site.Views()[layout]))
	(&filler{ownTitle: ownTitle}).fill(v.Elem(), "")
	page := v.Elem().FieldByName("Page").Addr().Interface().(*site.Page)
	page.Layout, page.Language, page.Path = layout, "en", "a/index.html"
	return v.Interface()
}

func (f *filler) fill(v reflect.Value, name string) {
	f.n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i), v.Type().Field(i).Name)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem(), name)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			f.fill(v.Index(i), name)
		}
	case reflect.Int:
		v.SetInt(2)
	case reflect.Bool:
		v.SetBool(name != "OwnTitle" || f.ownTitle)
	case reflect.String:
		v.SetString(f.text(v.Type(), name))
	}
}

func (f *filler) text(t reflect.Type, name string) string {
	switch name {
	case "Href", "Home", "Feed", "Canonical", "Stylesheets", "Scripts", "Action", "Index", "Root", "Address", "Whole", "Folder":
		return fmt.Sprintf("../x/%d/index.html?a=1&b=2#para-7.3", f.n)
	case "ID":
		return fmt.Sprintf("id-%d", f.n)
	case "Language":
		return "ko"
	case "Datetime":
		return "2025-11-02"
	}
	if t != reflect.TypeFor[template.HTML]() {
		return fmt.Sprintf("%s %d <&\"'외교부", name, f.n)
	}
	heading := ""
	if f.ownTitle && !f.headed {
		heading, f.headed = "<h1>Own title</h1>", true
	}
	return fmt.Sprintf("%s<div class=\"para\"><p><mark>Text</mark> %d</p></div>", heading, f.n)
}

// instrument is a typical page: 12 quotes from 3 documents.
func instrument() *site.Instrument {
	cites := []site.Link{{Title: "Annex A, 14.1", Href: "../../annexes/a/index.html#para-14.1"}}
	date := &site.Date{EDTF: "2025-11-02", Words: "2 November 2025", Datetime: "2025-11-02", Href: "../../dates/index.html#2025-11-02"}
	agency := site.Link{Title: "Korea AI Safety Institute", Href: "../../agencies/kaisi/index.html"}
	return &site.Instrument{
		Page: page(site.LayoutInstrument), ParticipantsTitle: "Participants",
		Form:         site.Fact{Value: "MOU", Href: "../index.html#form-mou", Cites: cites},
		Participants: []site.Participant{{Link: agency, Side: "Republic of Korea", Cites: cites}, {Link: agency, Side: "Singapore", Cites: cites}},
		Events:       []site.Event{{Date: date, What: "signed", Cites: cites}},
		Pillar:       site.Fact{Value: "I. Political Cooperation", Href: "../../pillars/1/index.html", Cites: cites},
		Listed:       site.Fact{Value: "Annex B", Cites: cites},
		Body:         []site.Segment{{HTML: "<p>A note.</p>"}},
		Mentions:     []site.QuoteGroup{quotes(4), quotes(4), quotes(4)},
		Paragraphs:   12,
		Previous:     &site.Link{Title: "MOU on A", Href: "../a/index.html"},
		Next:         &site.Link{Title: "MOU on B", Href: "../b/index.html"},
	}
}

// agency is a page with n quotes from n/10 documents.
func agency(n int) *site.Agency {
	a := &site.Agency{Page: page(site.LayoutAgency), Acronym: "HSA", Side: "Singapore", Paragraphs: n}
	for range n / 10 {
		a.Mentions = append(a.Mentions, quotes(10))
	}
	return a
}

func quotes(n int) site.QuoteGroup {
	g := site.QuoteGroup{Document: site.Link{Title: "Annex A", Href: "../../annexes/a/index.html"}}
	for i := range n {
		number := fmt.Sprintf("7.%d", i)
		g.Quotes = append(g.Quotes, site.Quote{
			Label: "Paragraph " + number, Number: number, Href: "../../annexes/a/index.html#para-" + number,
			Heading: "I. Political, Security, and Public Sector Cooperation",
			HTML:    template.HTML("<p>Pursue cooperation in communicable disease control, further to <mark>the MOU</mark> signed between the <a class=\"m agency\" href=\"../../agencies/kdca/index.html\">Korea Disease Control and Prevention Agency</a> and the Communicable Diseases Agency of Singapore in May 2024. These include personnel exchanges, joint training programmes, and the exchange of technical expertise.</p>"),
		})
	}
	return g
}

func page(layout site.Layout) site.Page {
	p := site.Page{
		Site:   site.SiteInfo{Title: "The Strategic Partnership", ShortTitle: "Strategic Partnership"},
		Layout: layout, Language: "en", Title: "MOU on AI Safety", Description: "An MOU.",
		Path: "mous/ai-safety/index.html", Root: "../../", Home: "../../index.html", Feed: "../../feed.xml",
		Canonical:   "https://example.org/mous/ai-safety/",
		Stylesheets: []string{"../../css/concord.css", "../../css/code.css"},
		Scripts:     []string{"../../assets/concord.js"},
		Search:      site.SearchForm{Action: "../../search/index.html", Scripts: []string{"../../assets/search.js", "../../assets/search-box.js"}, Index: "../../search/shards/"},
		Breadcrumbs: []site.Link{{Title: "Home", Href: "../../index.html"}, {Title: "Instruments", Href: "../index.html"}},
	}
	for _, m := range []string{"Statement", "Annex A", "Annex B", "Instruments", "Agencies", "Dates", "Glossary", "Guide"} {
		p.Menu = append(p.Menu, site.MenuItem{Link: site.Link{Title: m, Href: "../../x/index.html"}})
	}
	return p
}
