package record

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"concord/internal/diag"
)

const wholeConfig = `# A comment.
title: Avaria–Belmora Partnership
short_title: Partnership
description: The record of it.
base_url: https://record.example/avaria
languages: [en, ko]
sides:
  - code: XA
    name: Republic of Avaria
    short: Avaria
    names: [the Republic, Avarian]
  - {code: XB, name: Belmora}
pillars:
  - {number: 1, roman: I, name: "Fish, Tides", cite: [annexes/a#1, annexes/a#2]}
  - {number: 12, name: Light}
navigation:
  - {title: Statement, page: statement}
  - {title: Agencies, page: agencies}
raw_html: true
highlight: {light: tango, dark: monokai}
checks: {raw-html: error, two-meanings: off, "wrong-side": warning, unknown-language:}
`

func TestDecodeConfig(t *testing.T) {
	got, diags := DecodeConfig([]byte(wholeConfig))
	if len(diags) > 0 {
		t.Fatalf("%q", problems(diags))
	}
	want := &Config{
		Title: "Avaria–Belmora Partnership", ShortTitle: "Partnership", Description: "The record of it.",
		BaseURL: "https://record.example/avaria/", Languages: []string{"en", "ko"},
		Sides: []Side{
			{Code: "XA", Name: "Republic of Avaria", Short: "Avaria", Names: []string{"the Republic", "Avarian", "Republic of Avaria", "Avaria"}},
			{Code: "XB", Name: "Belmora", Short: "Belmora", Names: []string{"Belmora", "Belmora"}},
		},
		Pillars: []Pillar{
			{Number: 1, Roman: "I", Name: "Fish, Tides", Cite: refs(t, "annexes/a#1", "annexes/a#2"), Place: Place{14, 5, 1}},
			{Number: 12, Name: "Light", Place: Place{15, 5, 1}},
		},
		Navigation: []NavigationItem{
			{Title: "Statement", Page: "statement", Place: Place{17, 5, 1}}, {Title: "Agencies", Page: "agencies", Place: Place{18, 5, 1}},
		},
		RawHTML:   true,
		Highlight: Highlight{Light: "tango", Dark: "monokai"},
		Checks:    map[diag.Code]diag.Severity{"raw-html": diag.Error, "two-meanings": diag.Off, "wrong-side": diag.Warning},
	}
	want.Pillars[0].Cite[0].Place = Place{14, 55, 11}
	want.Pillars[0].Cite[1].Place = Place{14, 68, 11}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestConfigDefaults(t *testing.T) {
	for _, src := range []string{
		"title: X", "---\ntitle: X\n", "---\ntitle: X\n---\n", "title: X\n...\n", "\uFEFFtitle: X\n",
		"title: X\nshort_title:\ndescription:\nbase_url:\nlanguages: []\nsides:\npillars: ~\nnavigation: []\nraw_html:\nhighlight:\nchecks:\n",
		"title: X\nlanguages: ['', ~]\nraw_html: false\nhighlight: {light: , dark: ~}\n",
	} {
		got, diags := DecodeConfig([]byte(src))
		want := &Config{
			Title: "X", ShortTitle: "X", Languages: []string{"en"}, Highlight: Highlight{Light: "modus-operandi", Dark: "modus-vivendi"},
		}
		if diff := gocmp.Diff(want, got); diff != "" || len(diags) > 0 {
			t.Errorf("%q: %q (-want +got)\n%s", src, problems(diags), diff)
		}
	}
}

func TestBaseURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org":                 "https://example.org/",
		"https://example.org/":                "https://example.org/",
		"http://example.org/record":           "http://example.org/record/",
		"https://example.org/record/":         "https://example.org/record/",
		"https://example.org:8443/a/b":        "https://example.org:8443/a/b/",
		"HTTPS://example.org":                 "HTTPS://example.org/",
		"https://xn--9n2bp8q.example/기록":      "https://xn--9n2bp8q.example/기록/",
		"https://[2001:db8::1]/record":        "https://[2001:db8::1]/record/",
		"  https://example.org/ # a comment ": "https://example.org/",
	} {
		c, diags := DecodeConfig([]byte("title: X\nbase_url: " + in + "\n"))
		if c.BaseURL != want || len(diags) > 0 {
			t.Errorf("%q: %q, want %q; %q", in, c.BaseURL, want, problems(diags))
		}
	}
	for _, in := range []string{
		"example.org", "/record/", "record", "//example.org/", "ftp://example.org/", "https://", "https:///record/", "https://:80/",
		"mailto:a@example.org", "https://example.org/?page=1", "https://example.org/?", "https://example.org/#top", "https://example.org/#",
		"https://example.org/my record/", "https://exa mple.org/", "https://example.org/%zz", "''",
	} {
		c, diags := DecodeConfig([]byte("title: X\nbase_url: " + in + "\n"))
		if c.BaseURL != "" || len(diags) != 1 || diags[0].Code != codeValue || diags[0].Span.Line != 2 || diags[0].Span.Column != 11 {
			t.Errorf("%q: %q, %q", in, c.BaseURL, problems(diags))
		}
	}
}

const (
	hintPillar = "write {number: 1, name: …}"
	hintMenu   = "write {title: Annex A, page: annexes/a}"
	hintParty  = "write {code: KR, name: Republic of Korea}"
)

// What a bad site.yaml gets.
var badConfigs = []struct {
	title, src string
	want       []string
}{
	{"missing or empty", "", []string{"0:0+0 missing-key: the site has no title | write `title: …` in content/site.yaml"}},
	{"comments only", "# title: X\n", []string{"0:0+0 missing-key: the site has no title | write `title: …` in content/site.yaml"}},
	{"no title", "description: X\n", []string{"0:0+0 missing-key: the site has no title | write `title: …` in content/site.yaml"}},
	{"a list", "- title: X\n", []string{"1:1+1 bad-value: expected keys with values, found a list"}},
	{"not YAML", "title: X\nsides: [\n", []string{"3:1+1 yaml: the YAML cannot be read: did not find expected node content (while parsing a flow node) | " + hintQuotes}},
	{"control character", "\uFEFFtitle: \x02\n", []string{"1:9+1 yaml: the YAML cannot be read: control characters are not allowed (value: 2) | take the character away"}},
	{"written like front matter, and going on", "---\ntitle: X\n---\nlanguages: en\n", []string{
		"4:1+1 yaml: a second YAML document begins here, which would not be read | take away the line --- or ... before it",
	}},
	{"unknown keys", "title: X\nbaseurl: Y\npilars: Z\nhighlight: {ligth: a}\n", []string{
		`2:1+7 unknown-key: unknown key "baseurl" | did you mean "base_url"?`,
		`3:1+6 unknown-key: unknown key "pilars" | did you mean "pillars"?`,
		`4:13+5 unknown-key: unknown key "ligth" | did you mean "light"?`,
	}},
	{"key like no other", "title: X\ntheme: dark\n", []string{
		`2:1+5 unknown-key: unknown key "theme" | the keys here are base_url, checks, description, highlight, languages, navigation, pillars, raw_html, short_title, sides, title`,
	}},
	{"language twice", "title: X\nlanguages: [en, ko, en]\n", []string{"2:21+2 duplicate-key: the language en stands twice | keep one of them"}},
	{"key twice", "title: X\ntitle: Y\n", []string{`2:1+5 duplicate-key: the key "title" stands twice | keep one of them`}},
	{"misspelt title", "titel: X\n", []string{`1:1+5 unknown-key: unknown key "titel" | did you mean "title"?`}},
	{"lists for values", "title: [X]\nshort_title: [X]\ndescription: {a: b}\nbase_url: [https://example.org/]\nraw_html: [true]\nhighlight: [a]\n", []string{
		"1:8+1 bad-value: expected a single value, found a list",
		"2:14+1 bad-value: expected a single value, found a list",
		"3:14+1 bad-value: expected a single value, found keys with values",
		"4:11+1 bad-value: expected a single value, found a list",
		"5:11+1 bad-value: expected a single value, found a list",
		"6:12+1 bad-value: expected keys with values, found a list",
	}},
	{"values for mappings", "title: X\nsides: KR\npillars: [1]\nnavigation: statement\nhighlight: github\nlanguages: [{en: x}]\n", []string{
		`2:8+2 bad-value: expected keys with values, found "KR"`,
		`3:11+1 bad-value: expected keys with values, found "1"`,
		`4:13+9 bad-value: expected keys with values, found "statement"`,
		`5:12+6 bad-value: expected keys with values, found "github"`,
		"6:13+1 bad-value: expected a single value, found keys with values",
	}},
	{"raw_html in other words", "title: X\nraw_html: yes\n", []string{`2:11+3 bad-value: "yes" is neither true nor false`}},
	{"sides", "title: X\nsides:\n  - {code: KR}\n  - {name: Korea}\n  - {code: kor, name: Korea}\n  - {code: KR, nam: Korea}\n", []string{
		"3:5+1 missing-key: a side needs `code`, two capital letters, and `name` | " + hintParty,
		"4:5+1 missing-key: a side needs `code`, two capital letters, and `name` | " + hintParty,
		"5:5+1 missing-key: a side needs `code`, two capital letters, and `name` | " + hintParty,
		`6:16+3 unknown-key: unknown key "nam" | did you mean "name"?`,
	}},
	{"a side twice", "title: X\nsides:\n  - {code: KR, name: A}\n  - {code: SG, name: A}\n  - {code: KR, name: B}\n", []string{
		"5:5+1 duplicate-key: the side KR stands twice | keep one of them",
	}},
	{"a pillar twice", "title: X\npillars: [{number: 1, name: A}, {number: 01, name: B}, {number: 2, name: A}]\n", []string{
		"2:33+1 duplicate-key: the pillar 1 stands twice | give each pillar its own number",
	}},
	{"pillars", "title: X\npillars:\n  - {number: 0, name: A}\n  - {number: 1}\n  - {number: I, name: A}\n  - {number: 2, name: A, cite: [a]}\n", []string{
		"3:5+1 missing-key: a pillar needs `number`, from 1, and `name` | " + hintPillar,
		"4:5+1 missing-key: a pillar needs `number`, from 1, and `name` | " + hintPillar,
		`5:14+1 bad-value: "I" is not a whole number`,
		`6:33+1 bad-reference: "a" is not a reference to a paragraph | ` + hintRef,
	}},
	{"checks", "title: X\nchecks:\n  raw-htm: off\n  xyzxyz: off\n  unknown-key: warning\n  raw-html: maybe\n  wrong-side: false\n" +
		"  two-meanings: [off]\n  unknown-language: error\n  unknown-language: off\n  : off\n", []string{
		`3:3+7 unknown-key: there is no diagnostic "raw-htm" | did you mean "raw-html"?`,
		"4:3+6 unknown-key: there is no diagnostic \"xyzxyz\" | `concord check --explain` lists them all",
		`5:3+11 bad-value: "unknown-key" is an error in every site | take the line away; only warnings can be changed`,
		`6:13+5 bad-value: "maybe" is not known here | write one of: error, warning, off`,
		`7:15+5 bad-value: "false" is not known here | write one of: error, warning, off`,
		"8:17+1 bad-value: expected a single value, found a list",
		`10:3+16 duplicate-key: the key "unknown-language" stands twice | keep one of them`,
		"11:3+1 unknown-key: there is no diagnostic \"\" | `concord check --explain` lists them all",
	}},
	{"checks that are a list", "title: X\nchecks: [raw-html]\n", []string{
		"2:9+1 bad-value: expected keys with values, found a list | write the code of a warning and error, warning or off: {similar-name: off}",
	}},
	{"navigation", "title: X\nnavigation:\n  - {title: A}\n  - {page: a}\n  - {title: A, pages: a}\n", []string{
		"3:5+1 missing-key: a menu entry needs `title` and `page` | " + hintMenu,
		"4:5+1 missing-key: a menu entry needs `title` and `page` | " + hintMenu,
		`5:16+5 unknown-key: unknown key "pages" | did you mean "page"?`,
	}},
}

func TestBadConfig(t *testing.T) {
	for _, c := range badConfigs {
		t.Run(c.title, func(t *testing.T) {
			config, diags := DecodeConfig([]byte(c.src))
			if diff := gocmp.Diff(c.want, problems(diags)); diff != "" {
				t.Errorf("%s(-want +got)\n%s", c.src, diff)
			}
			if len(config.Languages) == 0 {
				t.Error("no language")
			}
			checkInside(t, ConfigPath, []byte(c.src), diags)
		})
	}
}

func TestConfigLookups(t *testing.T) {
	c, _ := DecodeConfig([]byte(wholeConfig))
	if s := c.Side("XB"); s == nil || s.Name != "Belmora" || c.Side("XC") != nil || c.Side("") != nil {
		t.Errorf("sides: %+v, %+v, %+v", s, c.Side("XC"), c.Side(""))
	}
	if p := c.Pillar("12"); p == nil || p.Name != "Light" || c.Pillar("012") != nil || c.Pillar("2") != nil || c.Pillar("") != nil {
		t.Errorf("pillars: %+v", p)
	}
}
