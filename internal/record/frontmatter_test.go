package record

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"

	"concord/internal/diag"
)

// placeless compares documents by what they say, not by where they say it.
var placeless = gocmp.Options{
	gocmp.Comparer(func(a, b Place) bool { return true }),
	gocmp.Comparer(func(a, b EDTF) bool { return a == b }),
}

// refs are references as they are read from front matter.
func refs(t testing.TB, list ...string) []Reference {
	t.Helper()
	var out []Reference
	for _, s := range list {
		ref, ok := ParseReference(s)
		if !ok {
			t.Fatalf("%q is not a reference", s)
		}
		out = append(out, ref)
	}
	return out
}

// Every key of every kind.
func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name string // under content/, and of the case
		src  string
		want Document
	}{
		{"index.md", `---
title: The Record
label: Home
description: What was agreed,
  and with whom.
date: 2025-11
order: -3
---
body`, Document{
			ID: "index", Kind: Home, Title: "The Record", Label: "Home", Description: "What was agreed, and with whom.",
			Date: mustEDTF(t, "2025-11"), Order: -3,
		}},
		{"annexes/a.md", `---
title: Joint Statement
label: Annex A
date: 2025-11-02
source: source/2025.txt
corrections:
  - paragraph: "5.2"
    stood: "efforts.In"
    stands: "efforts. In"
    reason: words glued together
  - {paragraph: 5.10, stood: underthe, stands: under the}
---
body`, Document{
			ID: "annexes/a", Kind: Annex, Title: "Joint Statement", Label: "Annex A", Date: mustEDTF(t, "2025-11-02"),
			Source: "source/2025.txt",
			Corrections: []Correction{
				{Paragraph: "5.2", Stood: "efforts.In", Stands: "efforts. In", Reason: "words glued together"},
				{Paragraph: "5.10", Stood: "underthe", Stands: "under the"},
			},
		}},
		{"agencies/mofa-kr.md", `---
title: Ministry of Foreign Affairs
acronym: MOFA
country: KR
names: [Foreign Ministry, "Ministry of Foreign Affairs, Republic of Korea"]
offices:
  - Vice Minister of Foreign Affairs
translations: {ko: 외교부, fr: Ministère des affaires étrangères}
---
body`, Document{
			ID: "agencies/mofa-kr", Kind: Agency, Title: "Ministry of Foreign Affairs",
			Agency: &AgencyFacts{
				Acronym: "MOFA", Country: "KR",
				Names:        []string{"Foreign Ministry", "Ministry of Foreign Affairs, Republic of Korea"},
				Offices:      []string{"Vice Minister of Foreign Affairs"},
				Translations: []Translation{{"ko", "외교부"}, {"fr", "Ministère des affaires étrangères"}},
			},
		}},
		{"agencies/jsc.md", `---
title: Joint Steering Committee
body: joint
---
body`, Document{
			ID: "agencies/jsc", Kind: Agency, Title: "Joint Steering Committee", Agency: &AgencyFacts{Body: "joint"},
		}},
		{"mous/forensics.md", `---
title: MOU on Forensic Science
acronym: FSM
names: [Forensic MOU]
form: {value: MOU, cite: [a#14.1, b#7]}
pillar: {value: 04, cite: a#14}
listed: {value: Annex B, cite: b#7}
status: {value: in force, cite: a#14.2}
participants:
  - {agency: nfs, cite: a#14.1}
  - {side: SG, cite: [a#14.1, a#14.3]}
events:
  - {date: 2025-11-01/2025-11-02, event: exchanged, cite: b#7}
  - {event: to be renewed, cite: b#8}
---
body`, Document{
			ID: "mous/forensics", Kind: Instrument, Title: "MOU on Forensic Science",
			Instrument: &InstrumentFacts{
				Acronym: "FSM", Names: []string{"Forensic MOU"},
				Form:   Fact{Value: "MOU", Cite: refs(t, "a#14.1", "b#7")},
				Pillar: Fact{Value: "4", Cite: refs(t, "a#14")},
				Listed: Fact{Value: "Annex B", Cite: refs(t, "b#7")},
				Status: Fact{Value: "in force", Cite: refs(t, "a#14.2")},
				Participants: []Participant{
					{Agency: "nfs", Cite: refs(t, "a#14.1")}, {Side: "SG", Cite: refs(t, "a#14.1", "a#14.3")},
				},
				Events: []Event{
					{Date: mustEDTF(t, "2025-11-01/2025-11-02"), Event: "exchanged", Cite: refs(t, "b#7")},
					{Event: "to be renewed", Cite: refs(t, "b#8")},
				},
			},
		}},
		{"mous/single.md", `---
title: Lists given as single values
names: Forensic MOU
form: {value: MOU, cite: a#1}
participants: {agency: nfs, cite: a#1}
events: {date: 2024, event: signed, cite: a#1}
---
body`, Document{
			ID: "mous/single", Kind: Instrument, Title: "Lists given as single values",
			Instrument: &InstrumentFacts{
				Names:        []string{"Forensic MOU"},
				Form:         Fact{Value: "MOU", Cite: refs(t, "a#1")},
				Participants: []Participant{{Agency: "nfs", Cite: refs(t, "a#1")}},
				Events:       []Event{{Date: mustEDTF(t, "2024"), Event: "signed", Cite: refs(t, "a#1")}},
			},
		}},
		{"agencies/empty.md", `---
title: Values left out are not stated
label:
description: ~
date: null
order:
kind:
acronym: ""
country:
body: international
names: [~, null, "", A, "null"]
offices:
translations: {ko: , fr: F}
---
body`, Document{
			ID: "agencies/empty", Kind: Agency, Title: "Values left out are not stated",
			Agency: &AgencyFacts{
				Body: "international", Names: []string{"A", "null"}, Translations: []Translation{{"fr", "F"}},
			},
		}},
		{"mous/aliases.md", `---
title: &name Anchors and aliases
label: *name
names: [*name]
form: {value: MOU, cite: &where [a#1, &two a#2]}
listed: {value: Annex B, cite: *where}
participants:
  - &nfs {agency: nfs, cite: *two}
  - *nfs
---
body`, Document{
			ID: "mous/aliases", Kind: Instrument, Title: "Anchors and aliases", Label: "Anchors and aliases",
			Instrument: &InstrumentFacts{
				Names:  []string{"Anchors and aliases"},
				Form:   Fact{Value: "MOU", Cite: refs(t, "a#1", "a#2")},
				Listed: Fact{Value: "Annex B", Cite: refs(t, "a#1", "a#2")},
				Participants: []Participant{
					{Agency: "nfs", Cite: refs(t, "a#2")}, {Agency: "nfs", Cite: refs(t, "a#2")},
				},
			},
		}},
		{"guide/styles.md", "---\n# a comment\n\"title\": 'It''s \"quoted\"'\nlabel: |\n  two\n    lines\ndescription: >-\n  \"a\\tb\"\n  c\n---\nbody", Document{
			ID: "guide/styles", Kind: Guide, Title: `It's "quoted"`, Label: "two lines", Description: `"a\tb" c`,
		}},
		{"guide/flow.md", "---\n{title: X, order: 2}\n---\nbody", Document{ID: "guide/flow", Kind: Guide, Title: "X", Order: 2}},
		{"guide/bom.md", "\uFEFF---\ntitle: X\n---\nbody", Document{ID: "guide/bom", Kind: Guide, Title: "X"}},
		{"guide/blanks.md", "--- \t\ntitle: X\n---  \nbody", Document{ID: "guide/blanks", Kind: Guide, Title: "X"}},
		{"guide/longer.md", "---\ntitle: X\nlabel: -----\n---\nbody", Document{ID: "guide/longer", Kind: Guide, Title: "X", Label: "-----"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, diags := Decode(c.name, []byte(c.src))
			if len(diags) > 0 {
				t.Errorf("diagnostics: %q", problems(diags))
			}
			if c.src[got.Body:] != "body" {
				t.Errorf("the body is %q", c.src[got.Body:])
			}
			c.want.Path, c.want.Body = "content/"+c.name, got.Body
			if diff := gocmp.Diff(&c.want, got, placeless); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// The kind comes from the folder unless `kind:` says otherwise, and decides
// which keys there are.
func TestKeysOfKinds(t *testing.T) {
	always := []string{"title", "kind", "label", "description", "date", "order"}
	further := map[Kind][]string{
		Home: nil, Guide: nil,
		Statement: {"source", "corrections"}, Annex: {"source", "corrections"},
		Agency:     {"acronym", "country", "body", "names", "offices", "translations"},
		Instrument: {"acronym", "names", "form", "pillar", "listed", "status", "participants", "events"},
	}
	all := slices.Clone(always)
	for _, keys := range further {
		all = append(all, keys...)
	}
	for kind, keys := range further {
		known := append(slices.Clone(always), keys...)
		for _, key := range append(all, "kinds", "Title", "id", "url") {
			src := fmt.Sprintf("---\nkind: %s\n%s: \n---\n", kind, key)
			if key == "kind" {
				src = fmt.Sprintf("---\nkind: %s\n---\n", kind)
			}
			d, diags := Decode("mous/x.md", []byte(src))
			if d.Kind != kind || d.ID != "mous/x" || (d.Agency != nil) != (kind == Agency) || (d.Instrument != nil) != (kind == Instrument) {
				t.Errorf("kind: %s: %+v", kind, d)
			}
			unknown := slices.ContainsFunc(diags, func(x diag.Diagnostic) bool { return x.Code == codeUnknownKey })
			if unknown == slices.Contains(known, key) {
				t.Errorf("kind: %s: unknown key %q: %v", kind, key, unknown)
			}
		}
	}
}

// problems writes diagnostics as line:column+width, code, message and hint.
func problems(diags []diag.Diagnostic) []string {
	var list []string
	for _, d := range diags {
		s := fmt.Sprintf("%d:%d+%d %s: %s", d.Span.Line, d.Span.Column, d.Span.Width, d.Code, d.Message)
		if d.Hint != "" {
			s += " | " + d.Hint
		}
		list = append(list, s)
	}
	return list
}

const (
	hintBegin  = "begin with a line ---, then `title: …`, then another line ---"
	hintQuotes = `check the indentation, and put a value that holds ": " or " #" in quotes`
	hintTitle  = "add `title: …` to the front matter"
	hintSide   = "add `country: XX` with the code of a side, or `body: joint` or `body: international`"
	hintCode   = "write the two capital letters of ISO 3166-1, such as KR"
	hintDate   = "write 2025, 2025-11, 2025-11-02 or an interval such as 2025-11-01/2025-11-02"
	hintCite   = "add the paragraph that says so (cite: annexes/a#7.3), or leave the fact out"
	hintRef    = "write the document's id, # and the paragraph's number: annexes/a#7.3"
	hintWho    = "write {agency: hsa, cite: …} or {side: SG, cite: …}"
	hintEvent  = "write {date: 2024-05, event: signed, cite: …}"
	hintMend   = `write {paragraph: "5.2", stood: …, stands: …}`

	noTitle = "1:1+3 missing-key: the document has no title | " + hintTitle
	noSide  = "1:1+3 missing-key: the agency belongs to no side | " + hintSide
)

// What bad front matter gets: every mistake once, at its place.
var badFrontMatter = []struct {
	title string
	name  string // under content/
	src   string
	want  []string
}{
	// The front matter as a whole.
	{"empty file", "a.md", "", []string{"1:1+1 missing-key: the file does not begin with front matter | " + hintBegin}},
	{"none", "a.md", "# Heading\n", []string{"1:1+1 missing-key: the file does not begin with front matter | " + hintBegin}},
	{"after a blank line", "a.md", "\n---\ntitle: X\n---\n", []string{"1:1+1 missing-key: the file does not begin with front matter | " + hintBegin}},
	{"indented", "a.md", " ---\ntitle: X\n---\n", []string{"1:1+1 missing-key: the file does not begin with front matter | " + hintBegin}},
	{"four hyphens", "a.md", "----\ntitle: X\n----\n", []string{"1:1+1 missing-key: the file does not begin with front matter | " + hintBegin}},
	{"not closed", "a.md", "---\ntitle: X\n\n# Heading\n", []string{"1:1+1 missing-key: the front matter has no end | put a line --- after it"}},
	{"not closed, no line end", "a.md", "---", []string{"1:1+1 missing-key: the front matter has no end | put a line --- after it"}},
	{"not closed, after a byte order mark", "a.md", "\uFEFF---\ntitle: X\n", []string{"1:1+1 missing-key: the front matter has no end | put a line --- after it"}},
	{"empty", "a.md", "---\n---\n", []string{noTitle}},
	{"a comment only", "a.md", "---\n# title\n---\n", []string{noTitle}},
	{"a list", "a.md", "---\n- title\n---\n", []string{"2:1+1 bad-value: expected keys with values, found a list"}},
	{"a word", "a.md", "---\ntitle\n---\n", []string{`2:1+5 bad-value: expected keys with values, found "title"`}},

	// YAML that does not parse.
	{"colon in a plain value", "a.md", "---\ntitle: Annex: A\n---\n", []string{"2:13+1 yaml: the YAML cannot be read: mapping values are not allowed in this context | " + hintQuotes}},
	{"tab as indentation", "a.md", "---\n\ttitle: X\n---\n", []string{"2:1+1 yaml: the YAML cannot be read: found character that cannot start any token (while scanning for the next token) | " + hintQuotes}},
	{"quote left open", "a.md", "---\ntitle: \"X\n---\n", []string{"3:1+1 yaml: the YAML cannot be read: found unexpected end of stream (while scanning a quoted scalar) | " + hintQuotes}},
	{"unknown anchor", "a.md", "---\ntitle: X\nlabel: *gone\n---\n", []string{"3:8+1 yaml: the YAML cannot be read: unknown anchor 'gone' referenced | " + hintQuotes}},
	{"control character", "a.md", "---\ntitle: X\nlabel: 외\x01\n---\n", []string{"3:9+1 yaml: the YAML cannot be read: control characters are not allowed (value: 1) | take the character away"}},
	{"second YAML document after ...", "a.md", "---\ntitle: X\n...\nlabel: Y\n---\n", []string{"4:1+1 yaml: a second YAML document begins here, which would not be read | take away the line --- or ... before it"}},
	{"second YAML document after --- with a comment", "a.md", "---\ntitle: X\n--- # more\nlabel: Y\n---\n", []string{"4:1+1 yaml: a second YAML document begins here, which would not be read | take away the line --- or ... before it"}},
	{"second YAML document that does not parse", "a.md", "---\ntitle: X\n...\nlabel: [\n---\n", []string{"5:1+1 yaml: the YAML cannot be read: did not find expected node content (while parsing a flow node) | " + hintQuotes}},
	{"a list in itself", "a.md", "---\ntitle: &t [*t]\n---\n", []string{"2:8+1 bad-value: expected a single value, found a list"}},

	// Keys.
	{"misspelt key", "a.md", "---\ntitle: X\n외: Y\ndescripton: Z\n---\n", []string{
		`3:1+1 unknown-key: unknown key "외" | the keys here are date, description, kind, label, order, title`,
		`4:1+10 unknown-key: unknown key "descripton" | did you mean "description"?`,
	}},
	{"misspelt title", "a.md", "---\ntitel: X\n---\n", []string{`2:1+5 unknown-key: unknown key "titel" | did you mean "title"?`, noTitle}},
	{"key of another kind", "a.md", "---\ntitle: X\ncountry: KR\n---\n", []string{
		`3:1+7 unknown-key: unknown key "country" | the keys here are date, description, kind, label, order, title`,
	}},
	{"key twice", "a.md", "---\ntitle: X\nlabel: Y\ntitle: Z\n---\n", []string{`4:1+5 duplicate-key: the key "title" stands twice | keep one of them`}},
	{"unknown key twice", "a.md", "---\ntitle: X\nlabl: Y\nlabl: Y\n---\n", []string{
		`3:1+4 unknown-key: unknown key "labl" | did you mean "label"?`, `4:1+4 unknown-key: unknown key "labl" | did you mean "label"?`,
	}},
	{"key that is no word", "a.md", "---\ntitle: X\n? [a, b]\n: c\n---\n", []string{
		`3:3+1 unknown-key: unknown key "" | the keys here are date, description, kind, label, order, title`,
	}},
	{"merge key", "a.md", "---\n<<: {title: X}\ntitle: Y\n---\n", []string{
		`2:1+2 unknown-key: unknown key "<<" | the keys here are date, description, kind, label, order, title`,
	}},
	{"keys are case-sensitive", "a.md", "---\nTitle: X\ntitle: X\n---\n", []string{`2:1+5 unknown-key: unknown key "Title" | did you mean "title"?`}},

	// Values that every kind has.
	{"empty title", "a.md", "---\ntitle: ''\n---\n", []string{noTitle}},
	{"null title", "a.md", "---\ntitle: ~\n---\n", []string{noTitle}},
	{"title of blanks", "a.md", "---\ntitle: \" \\t \"\n---\n", []string{noTitle}},
	{"list as title", "a.md", "---\ntitle: [X]\n---\n", []string{"2:8+1 bad-value: expected a single value, found a list"}},
	{"mapping as title", "a.md", "---\ntitle:\n  en: X\n---\n", []string{"3:3+1 bad-value: expected a single value, found keys with values"}},
	{"misspelt kind", "mous/a.md", "---\ntitle: X\nkind: agencey\nform: {value: MOU, cite: a#1}\n---\n", []string{
		`3:7+7 bad-value: "agencey" is not known here | did you mean "agency"?`,
	}},
	{"unknown kind", "a.md", "---\ntitle: X\nkind: treaties\n---\n", []string{
		`3:7+8 bad-value: "treaties" is not known here | write one of: home, statement, annex, instrument, agency, guide`,
	}},
	{"list as kind", "a.md", "---\ntitle: X\nkind: [agency]\n---\n", []string{"3:7+1 bad-value: expected a single value, found a list"}},
	{"order in words", "a.md", "---\ntitle: X\norder: first\n---\n", []string{`3:8+5 bad-value: "first" is not a whole number`}},
	{"order in parts", "a.md", "---\ntitle: X\norder: 1.5\n---\n", []string{`3:8+3 bad-value: "1.5" is not a whole number`}},
	{"list as order", "a.md", "---\ntitle: X\norder: [1]\n---\n", []string{"3:8+1 bad-value: expected a single value, found a list"}},
	{"impossible date", "a.md", "---\ntitle: X\ndate: 2025-02-29\n---\n", []string{`3:7+10 bad-date: "2025-02-29": February 2025 has 28 days | ` + hintDate}},
	{"date in words", "a.md", "---\ntitle: X\ndate: \"2 November 2025\"\n---\n", []string{
		`3:7+17 bad-date: "2 November 2025": not a date in EDTF form (YYYY, YYYY-MM, YYYY-MM-DD or an interval of two) | ` + hintDate,
	}},
	{"date backwards", "a.md", "---\ntitle: X\ndate: 2030/2026\n---\n", []string{`3:7+9 bad-date: "2030/2026": the interval ends before it begins | ` + hintDate}},
	{"list as date", "a.md", "---\ntitle: X\ndate: [2025]\n---\n", []string{"3:7+1 bad-value: expected a single value, found a list"}},

	// Official texts.
	{"corrections", "annexes/a.md", "---\ntitle: X\nsource: [a]\ncorrections:\n  - {paragraph: 5, stood: a}\n  - {paragraph: 5, stood: a, stand: b}\n  - glued\n---\n", []string{
		"3:9+1 bad-value: expected a single value, found a list",
		"5:5+1 missing-key: a correction needs `paragraph`, `stood` and `stands` | " + hintMend,
		`6:30+5 unknown-key: unknown key "stand" | did you mean "stands"?`,
		`7:5+5 bad-value: expected keys with values, found "glued"`,
	}},

	// Agencies.
	{"agency of no side", "agencies/a.md", "---\ntitle: X\n---\n", []string{noSide}},
	{"agency of no side, by null", "agencies/a.md", "---\ntitle: X\ncountry: ~\nbody:\n---\n", []string{noSide}},
	{"agency by kind of no side", "a.md", "---\ntitle: X\nkind: agency\n---\n", []string{noSide}},
	{"country in small letters", "agencies/a.md", "---\ntitle: X\ncountry: kr\n---\n", []string{`3:10+2 bad-value: "kr" is not a country code | ` + hintCode}},
	{"country in full", "agencies/a.md", "---\ntitle: X\ncountry: \"Korea\"\n---\n", []string{`3:10+7 bad-value: "Korea" is not a country code | ` + hintCode}},
	{"list as country", "agencies/a.md", "---\ntitle: X\ncountry: [KR]\n---\n", []string{"3:10+1 bad-value: expected a single value, found a list"}},
	{"misspelt body", "agencies/a.md", "---\ntitle: X\nbody: jont\n---\n", []string{`3:7+4 bad-value: "jont" is not known here | did you mean "joint"?`}},
	{"unknown body", "agencies/a.md", "---\ntitle: X\nbody: ours\n---\n", []string{`3:7+4 bad-value: "ours" is not known here | write one of: joint, international`}},
	{"mapping among names", "agencies/a.md", "---\ntitle: X\nbody: joint\nnames: [A, {b: c}, D]\n---\n", []string{"4:12+1 bad-value: expected a single value, found keys with values"}},
	{"translations", "agencies/a.md", "---\ntitle: X\nbody: joint\ntranslations: [외교부]\n---\n", []string{
		"4:15+1 bad-value: expected languages with names, found a list | write {ko: …}",
	}},
	{"a language twice", "agencies/a.md", "---\ntitle: X\nbody: joint\ntranslations: {ko: 외교부, ko: 외무부, ja: [x]}\n---\n", []string{
		`4:25+2 duplicate-key: the key "ko" stands twice | keep one of them`,
		"4:38+1 bad-value: expected a single value, found a list",
	}},

	// Instruments: facts.
	{"fact without braces", "mous/a.md", "---\ntitle: X\nform: MOU\n---\n", []string{`3:7+3 bad-value: expected keys with values, found "MOU"`}},
	{"uncited facts", "mous/a.md", "---\ntitle: X\nform: {value: MOU}\npillar: {value: 4, cite: []}\nlisted: {value: Annex B, cite: }\nstatus:\n  value: in force\n---\n", []string{
		"3:7+1 missing-key: a fact needs `cite` | " + hintCite,
		"4:9+1 missing-key: a fact needs `cite` | " + hintCite,
		"5:9+1 missing-key: a fact needs `cite` | " + hintCite,
		"7:3+1 missing-key: a fact needs `cite` | " + hintCite,
	}},
	{"fact cited badly", "mous/a.md", "---\ntitle: X\nstatus: {value: 외, cite: Annex A}\nlisted: {value: 외, cite: [b#1, 7, b#]}\n---\n", []string{
		`3:26+7 bad-reference: "Annex A" is not a reference to a paragraph | ` + hintRef,
		`4:32+1 bad-reference: "7" is not a reference to a paragraph | ` + hintRef,
		`4:35+2 bad-reference: "b#" is not a reference to a paragraph | ` + hintRef,
	}},
	{"fact with a misspelt cite", "mous/a.md", "---\ntitle: X\nstatus: {value: signed, cites: a#1}\n---\n", []string{`3:25+5 unknown-key: unknown key "cites" | did you mean "cite"?`}},
	{"unknown form", "mous/a.md", "---\ntitle: X\nform: {value: Agreement, cite: a#1}\n---\n", []string{`3:15+9 bad-value: "Agreement" is not known here | did you mean "agreement"?`}},
	{"form like no other", "mous/a.md", "---\ntitle: X\nform: {cite: a#1, value: pact}\n---\n", []string{
		`3:26+4 bad-value: "pact" is not known here | write one of: MOU, agreement, arrangement, letter of intent, treaty, convention, joint statement, plan of action, work plan, other`,
	}},
	{"pillar in Roman digits", "mous/a.md", "---\ntitle: X\npillar: {value: IV, cite: a#1}\n---\n", []string{`3:17+2 bad-value: "IV" is not a whole number`}},
	{"mapping as reference", "mous/a.md", "---\ntitle: X\nstatus: {value: signed, cite: {a: 1}}\n---\n", []string{"3:31+1 bad-value: expected a single value, found keys with values"}},

	// Instruments: participants and events.
	{"participant both or neither", "mous/a.md", "---\ntitle: X\nparticipants:\n  - {agency: hsa, side: SG, cite: a#1}\n  - {cite: a#1}\n  - {agency: '', cite: a#1}\n---\n", []string{
		"4:5+1 bad-value: a participant is either an agency or a side | " + hintWho,
		"5:5+1 bad-value: a participant is either an agency or a side | " + hintWho,
		"6:5+1 bad-value: a participant is either an agency or a side | " + hintWho,
	}},
	{"participant uncited", "mous/a.md", "---\ntitle: X\nparticipants:\n  - agency: hsa\n  - {side: SG, cite: ~}\n---\n", []string{
		"4:5+1 missing-key: a fact needs `cite` | " + hintCite,
		"5:5+1 missing-key: a fact needs `cite` | " + hintCite,
	}},
	{"participant misread", "mous/a.md", "---\ntitle: X\nparticipants: [hsa, {agency: [hsa], cite: a#1}, {agncy: hsa, cite: a#1}, {side: SG, cite: a}]\n---\n", []string{
		`3:16+3 bad-value: expected keys with values, found "hsa"`,
		"3:30+1 bad-value: expected a single value, found a list",
		`3:50+5 unknown-key: unknown key "agncy" | did you mean "agency"?`,
		`3:91+1 bad-reference: "a" is not a reference to a paragraph | ` + hintRef,
	}},
	{"events", "mous/a.md", "---\ntitle: X\nevents:\n  - {date: 2025-13, event: 서명, cite: a#1}\n  - {date: 2025, cite: a#1}\n  - {date: 2025, event: signed}\n  - {event: signed, when: 2025, cite: a#1}\n  - signed\n---\n", []string{
		`4:12+7 bad-date: "2025-13": month 13 does not exist | ` + hintDate,
		"5:5+1 missing-key: an event needs `event`: what happened | " + hintEvent,
		"6:5+1 missing-key: a fact needs `cite` | " + hintCite,
		`7:21+4 unknown-key: unknown key "when" | the keys here are cite, date, event`,
		`8:5+6 bad-value: expected keys with values, found "signed"`,
	}},
	{"an aliased mistake is at its anchor", "mous/a.md", "---\ntitle: X\nform: {value: MOU, cite: &c a}\nlisted: {value: Annex B, cite: *c}\n---\n", []string{
		`3:26+1 bad-reference: "a" is not a reference to a paragraph | ` + hintRef,
		`3:26+1 bad-reference: "a" is not a reference to a paragraph | ` + hintRef,
	}},

	// Places.
	{"after a byte order mark", "a.md", "\uFEFF---\ntitle: X\norder: y\n---\n", []string{`3:8+1 bad-value: "y" is not a whole number`}},
	{"after wide characters", "mous/a.md", "---\ntitle: 양해각서\nstatus: {value: 서명, \"cite\": '외교부'}\n---\n", []string{
		`3:29+5 bad-reference: "외교부" is not a reference to a paragraph | ` + hintRef,
	}},
	{"after several lines", "a.md", "---\ntitle: X\ndescription: >\n  one\n\n  two\nlabel: \"three\n  four\"\norder: y\n---\n", []string{`9:8+1 bad-value: "y" is not a whole number`}},
	{"after line ends that only YAML counts", "a.md", "---\ntitle: \"X\u2028 Y\u0085 Z\u2029 外\r 外\", order: 1\n---\n", []string{
		"2:23+1 yaml: the YAML cannot be read: did not find expected key (while parsing a block mapping) | " + hintQuotes,
	}},
	{"below line ends that only YAML counts", "a.md", "---\r\ntitle: \"X\u2028\r\n Y\u0085 Z\u2029\"\r\norder: y\r\n---\r\n", []string{`4:8+1 bad-value: "y" is not a whole number`}},
	{"several at once, all reported", "mous/a.md", "---\ntitel: X\ndate: soon\nform: {value: pactt}\norder: 1st\n---\n", []string{
		`2:1+5 unknown-key: unknown key "titel" | did you mean "title"?`,
		`3:7+4 bad-date: "soon": not a date in EDTF form (YYYY, YYYY-MM, YYYY-MM-DD or an interval of two) | ` + hintDate,
		`4:15+5 bad-value: "pactt" is not known here | write one of: MOU, agreement, arrangement, letter of intent, treaty, convention, joint statement, plan of action, work plan, other`,
		`5:8+3 bad-value: "1st" is not a whole number`,
		noTitle,
	}},
}

func TestBadFrontMatter(t *testing.T) {
	for _, c := range badFrontMatter {
		t.Run(c.title, func(t *testing.T) {
			doc, diags := Decode(c.name, []byte(c.src))
			if diff := gocmp.Diff(c.want, problems(diags)); diff != "" {
				t.Errorf("%s(-want +got)\n%s", c.src, diff)
			}
			if doc == nil || doc.ID == "" || doc.Kind == "" {
				t.Errorf("the document has no identity: %+v", doc)
			}
			for _, d := range diags {
				if d.Severity != diag.Error || d.Span.File != "content/"+c.name {
					t.Errorf("%s of %q", d.Severity, d.Span.File)
				}
			}
		})
	}
}

// What is wrong in one place does not keep the rest from being read.
func TestDecodeGoesOn(t *testing.T) {
	d, diags := Decode("mous/a.md", []byte(`---
title: X
order: first
form: {value: MOU, cite: [nowhere, a#1]}
participants:
  - {agency: a, side: SG, cite: a#1}
  - {agency: nfs, cite: a#2}
events:
  - {date: never, event: signed, cite: a#3}
---
`))
	if len(diags) != 4 {
		t.Errorf("%q", problems(diags))
	}
	want := &InstrumentFacts{
		Form:         Fact{Value: "MOU", Cite: refs(t, "a#1")},
		Participants: []Participant{{Agency: "nfs", Cite: refs(t, "a#2")}},
		Events:       []Event{{Event: "signed", Cite: refs(t, "a#3")}},
	}
	if diff := gocmp.Diff(want, d.Instrument, placeless); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Every place that a document keeps, to be shown later, leads to the value.
func TestPlaces(t *testing.T) {
	src := []byte(`---
title: 양해각서
form: {value: MOU, cite: [annexes/a#14.1, "annexes/b#7"]}
pillar:
  value: 4
  cite:
    - annexes/a#14
participants:
  - {agency: kaisi, cite: annexes/a#14.2}
  - cite: 'annexes/a#14.3'
    side: SG
events: [{event: 서명, date: 2025, cite: annexes/a#14.4}]
---
`)
	d, diags := Decode("mous/a.md", src)
	if len(diags) > 0 {
		t.Fatalf("%q", problems(diags))
	}
	at := func(p Place) string {
		line := []rune(strings.Split(string(src), "\n")[p.Line-1])
		return p.String() + " " + string(line[p.Column-1:p.Column-1+p.Width])
	}
	x := d.Instrument
	got := []string{at(x.Form.Place), at(x.Pillar.Place)}
	for _, p := range x.Participants {
		got = append(got, at(p.Place))
	}
	got = append(got, at(x.Events[0].Place))
	for _, refs := range d.Cites() {
		for _, ref := range refs {
			got = append(got, at(ref.Place))
		}
	}
	want := []string{
		"3:15 MOU", "5:10 4", "9:14 kaisi", "11:11 SG", "12:10 {",
		"3:27 annexes/a#14.1", `3:43 "annexes/b#7"`, "7:7 annexes/a#14", "9:27 annexes/a#14.2", "10:11 'annexes/a#14.3'", "12:40 annexes/a#14.4",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, c := range []struct{ name, src, want string }{
		{"agencies/a.md", "---\ntitle: X\ncountry: KR\n---\n", "3:10"},
		{"annexes/a.md", "---\ntitle: X\nsource: a.txt\n---\n", "3:9"},
		{"annexes/a.md", "---\ntitle: X\ncorrections:\n  - {paragraph: 1, stood: a, stands: b}\n---\n", "4:5"},
	} {
		d, diags := Decode(c.name, []byte(c.src))
		place := d.SourcePlace
		switch {
		case d.Agency != nil:
			place = d.Agency.Place
		case d.Corrections != nil:
			place = d.Corrections[0].Place
		}
		if len(diags) > 0 || place.String() != c.want {
			t.Errorf("%s: %v, want %s; %q", c.src, place, c.want, problems(diags))
		}
	}
}

// realistic is the front matter of an instrument as editors write it.
var realistic = []byte(`---
title: Memorandum of Understanding on Cooperation on Forensic Science
order: 7
description: MOU between the National Forensic Service and the Health Sciences Authority, on forensic science.
form: {value: MOU, cite: [annexes/a#7.3, annexes/b#4]}
names:
  - "MOU between the ROK's National Forensic Service and Singapore's Health Sciences Authority"
participants:
  - {agency: nfs, cite: annexes/a#7.3}
  - {agency: hsa, cite: annexes/a#7.3}
events:
  - {date: 2025-11-02, event: exchanged, cite: [annexes/a#7.3, statement#4]}
pillar: {value: 1, cite: annexes/a#7.3}
listed: {value: Annex B, cite: annexes/b#4}
---

Text.
`)

func BenchmarkDecode(b *testing.B) {
	b.SetBytes(int64(len(realistic)))
	b.ReportAllocs()
	for b.Loop() {
		if _, diags := Decode("mous/forensics.md", realistic); len(diags) > 0 {
			b.Fatalf("%q", problems(diags))
		}
	}
}

// fuzzNames choose what FuzzDecode reads: a document of each kind, or, beyond
// them, site.yaml.
var fuzzNames = []string{"index.md", "annexes/a.md", "agencies/a.md", "mous/a.md", "guide/a.md"}

// FuzzDecode reads front matter, and site.yaml. Nothing panics, whatever the
// bytes; all that is said of a text, as package source gives it, lies inside
// it.
func FuzzDecode(f *testing.F) {
	for _, c := range badFrontMatter {
		f.Add(uint8(max(0, slices.Index(fuzzNames, c.name))), []byte(c.src))
	}
	for _, c := range badConfigs {
		f.Add(uint8(len(fuzzNames)), []byte(c.src))
	}
	for kind := range fuzzNames {
		f.Add(uint8(kind), realistic)
	}
	f.Add(uint8(len(fuzzNames)), []byte(wholeConfig))
	for _, src := range []string{
		"---\n\r\r\r\u2028\u2029\u0085a: [\n---\n", "---\n- \n- [\n---\n", "---\n\xff\n---\n", "---\n%YAML 9\n---\n", "---\n&a *a : *a\n---\n",
		"---\na: !!binary x\n<<: *a\n---\n", "---\n? \n---\n", "---\n\"\\u0000\": \"\\\n---\n", "\uFEFF\uFEFF---\n---\n", "---\n...\n---\n",
	} {
		f.Add(uint8(3), []byte(src))
	}
	f.Fuzz(func(t *testing.T, kind uint8, src []byte) {
		if int(kind) >= len(fuzzNames) {
			config, diags := DecodeConfig(src)
			checkInside(t, ConfigPath, src, diags)
			if config == nil || len(config.Languages) == 0 {
				t.Fatalf("%+v", config)
			}
			return
		}
		d, diags := Decode(fuzzNames[kind], src)
		checkInside(t, d.Path, src, diags)
		if d.ID != ID(fuzzNames[kind]) || d.Kind == "" || d.Body < 0 || d.Body > len(src) {
			t.Fatalf("%+v", d)
		}
		if len(diags) == 0 && d.Title == "" {
			t.Fatalf("no title, and no word of it")
		}
		for _, refs := range d.Cites() {
			for _, ref := range refs {
				checkInside(t, d.Path, src, []diag.Diagnostic{{Message: "m", Code: "c", Span: ref.Place.Locate(d.Path, src)}})
			}
		}
		again, diagsAgain := Decode(fuzzNames[kind], src)
		if diff := gocmp.Diff(d, again, gocmp.AllowUnexported(EDTF{})) + gocmp.Diff(diags, diagsAgain); diff != "" {
			t.Fatalf("read twice, it is not the same:\n%s", diff)
		}
	})
}

func checkInside(t *testing.T, file string, src []byte, diags []diag.Diagnostic) {
	t.Helper()
	if !utf8.Valid(src) || bytes.IndexByte(src, 0) >= 0 {
		return // package source does not let it pass; YAML may take it for UTF-16
	}
	lines := bytes.Split(src, []byte{'\n'})
	for _, d := range diags {
		s := d.Span
		if d.Message == "" || d.Code == "" || s.File != file {
			t.Fatalf("incomplete: %+v", d)
		}
		if s.Line == 0 {
			continue // of the file as a whole
		}
		if s.Line < 1 || s.Line > len(lines)+1 || s.Column < 1 || s.Width < 1 {
			t.Fatalf("outside of the %d lines: %+v", len(lines), d)
		}
		if s.Line <= len(lines) && s.Column > len([]rune(string(lines[s.Line-1])))+1 {
			t.Fatalf("outside of the line %q: %+v", lines[s.Line-1], d)
		}
	}
}

// A key that can only be one is mended; where a person must decide, nothing is.
func TestUnknownKeysAreMended(t *testing.T) {
	for _, c := range []struct{ before, after string }{ // after is "" for no edit
		{"titel: x\nlabel: y\n", "title: x\nlabel: y\n"},
		{"title: x\n\"lable\": é\n", "title: x\n\"label\": é\n"},
		{"title: é\nsources: y\n", "title: é\nsource: y\n"},
		{"title: x\ncorrections: [{paragraf: 1}]\n", ""},
		{"title: x\ncorrections: [{paragrap: 1}]\n", "title: x\ncorrections: [{paragraph: 1}]\n"},
		{"title: x\ntitel: y\n", ""},            // it would stand twice
		{"title: x\nlable: y\nlabels: z\n", ""}, // and here
		{"title: x\nsomething: y\n", ""},
	} {
		src := "---\n" + c.before + "---\n"
		_, diags := Decode("annexes/a.md", []byte(src))
		got := ""
		for _, d := range diags {
			for _, e := range d.Fixes {
				if e.File != "content/annexes/a.md" || src[e.Start:e.End] != e.Old {
					t.Errorf("%q: %+v does not stand there", c.before, e)
				}
				got = src[:e.Start] + e.New + src[e.End:]
			}
		}
		if want := strings.Replace(src, c.before, c.after, 1); c.after == "" && got != "" || c.after != "" && got != want {
			t.Errorf("%q is mended to %q", c.before, got)
		}
	}
}
