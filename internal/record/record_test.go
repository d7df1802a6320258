package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// Identity comes from the path alone.
func TestIdentity(t *testing.T) {
	for _, c := range []struct {
		name string // under content/
		id   string
		kind Kind
		slug string
		url  string
		key  string // "" where nothing can mention the document by name
	}{
		{"index.md", "index", Home, "index", "", ""},
		{"statement.md", "statement", Statement, "statement", "statement/", ""},
		{"statement/index.md", "statement", Statement, "statement", "statement/", ""},
		{"statement/more.md", "statement/more", Guide, "statement/more", "statement/more/", ""},
		{"annexes/a.md", "annexes/a", Annex, "annexes/a", "annexes/a/", ""},
		{"annexes/a/index.md", "annexes/a", Annex, "annexes/a", "annexes/a/", ""},
		{"annexes/2025/a.md", "annexes/2025/a", Annex, "annexes/2025/a", "annexes/2025/a/", ""},
		{"annexes/index.md", "annexes", Guide, "annexes", "annexes/", ""},
		{"annexes.md", "annexes", Guide, "annexes", "annexes/", ""},
		{"mous/ai-safety.md", "mous/ai-safety", Instrument, "ai-safety", "mous/ai-safety/", "instrument:ai-safety"},
		{"mous/ai-safety/index.md", "mous/ai-safety", Instrument, "ai-safety", "mous/ai-safety/", "instrument:ai-safety"},
		{"mous/2024/lng.md", "mous/2024/lng", Instrument, "2024/lng", "mous/2024/lng/", "instrument:2024/lng"},
		{"mous/v1.2.md", "mous/v1.2", Instrument, "v1.2", "mous/v1.2/", "instrument:v1.2"},
		{"agencies/mfa-sg.md", "agencies/mfa-sg", Agency, "mfa-sg", "agencies/mfa-sg/", "agency:mfa-sg"},
		{"agencies/외교부.md", "agencies/외교부", Agency, "외교부", "agencies/외교부/", "agency:외교부"},
		{"guide/cite.md", "guide/cite", Guide, "guide/cite", "guide/cite/", ""},
		{"guide/index.md", "guide", Guide, "guide", "guide/", ""},
		{"indexes.md", "indexes", Guide, "indexes", "indexes/", ""},
		{"guide/index/index.md", "guide/index", Guide, "guide/index", "guide/index/", ""},
	} {
		d, _ := Decode(c.name, []byte("---\ntitle: X\nbody: joint\n---\n"))
		key := ""
		if k, ok := d.Key(); ok {
			key = k.Kind.String() + ":" + k.ID
		}
		if d.ID != c.id || d.Kind != c.kind || d.Slug() != c.slug || d.URL() != c.url || key != c.key {
			t.Errorf("%s: id %q, kind %q, slug %q, URL %q, key %q, want %+v", c.name, d.ID, d.Kind, d.Slug(), d.URL(), key, c)
		}
		if d.Path != "content/"+c.name || ID(c.name) != c.id {
			t.Errorf("%s: path %q, ID %q", c.name, d.Path, ID(c.name))
		}
	}
}

func TestKinds(t *testing.T) {
	for rank, c := range []struct {
		kind                        Kind
		official, numbered, indexed bool
	}{
		{Home, false, false, false},
		{Statement, true, true, true},
		{Annex, true, true, true},
		{Instrument, false, true, true},
		{Agency, false, false, true},
		{Guide, false, false, false},
		{"else", false, false, true}, // no document has it
	} {
		k := c.kind
		if k.Official() != c.official || k.Numbered() != c.numbered || k.Indexed() != c.indexed || k.Rank() != rank {
			t.Errorf("%s: official %v, numbered %v, indexed %v, rank %d", k, k.Official(), k.Numbered(), k.Indexed(), k.Rank())
		}
	}
}

func TestShort(t *testing.T) {
	if got := (&Document{Title: "Annex A to the Statement", Label: "Annex A"}).Short(); got != "Annex A" {
		t.Errorf("with a label: %q", got)
	}
	if got := (&Document{Title: "Statement"}).Short(); got != "Statement" {
		t.Errorf("without one: %q", got)
	}
}

func TestParseReference(t *testing.T) {
	for _, c := range []struct{ in, document, paragraph string }{
		{"annexes/a#7.3", "annexes/a", "7.3"},
		{"statement#3", "statement", "3"},
		{"annexes/a#u1", "annexes/a", "u1"},
		{"annexes/a.md#7.3", "annexes/a", "7.3"},
		{"annexes/a#para-7.3", "annexes/a", "7.3"},
		{"annexes/a.md#para-7.3", "annexes/a", "7.3"},
	} {
		ref, ok := ParseReference(c.in)
		if !ok || ref != (Reference{Document: c.document, Paragraph: c.paragraph}) {
			t.Errorf("%q: %+v, %v", c.in, ref, ok)
		}
		if want := c.document + "#" + c.paragraph; ref.String() != want || ref.Key() != (Key{KeyParagraph, want}) {
			t.Errorf("%q: written %q, key %v", c.in, ref, ref.Key())
		}
	}
	for _, in := range []string{
		"", "#", "7.3", "annexes/a", "annexes/a#", "#7.3", ".md#7.3", "annexes/a#para-", "annexes/a #7.3", "annexes/a# 7.3", "annexes/a#7\t3",
	} {
		if ref, ok := ParseReference(in); ok || ref != (Reference{}) {
			t.Errorf("%q is read as %+v", in, ref)
		}
	}
}

func TestKeyOrder(t *testing.T) {
	want := []Key{
		{KeyAgency, "hsa"}, {KeyAgency, "nfs"}, {KeyInstrument, "ai-safety"}, {KeyDate, "2024"}, {KeyDate, "2024-05"},
		{KeyTerm, "asean"}, {KeyParagraph, "annexes/a#1"},
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, Key.Compare)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var names []string
	for _, k := range []KeyKind{KeyAgency, KeyInstrument, KeyDate, KeyTerm, KeyParagraph} {
		names = append(names, k.String())
	}
	if diff := gocmp.Diff([]string{"agency", "instrument", "date", "term", "paragraph"}, names); diff != "" {
		t.Errorf("names of kinds (-want +got)\n%s", diff)
	}
}

func TestDatePath(t *testing.T) {
	for _, c := range []struct{ edtf, path, anchor string }{
		{"2025", "dates/2025/index.html", "date-2025"},
		{"0794", "dates/0794/index.html", "date-0794"},
		{"2024-05", "dates/2024/index.html#date-2024-05", "date-2024-05"},
		{"2025-11-02", "dates/2025/index.html#date-2025-11-02", "date-2025-11-02"},
		{"2025-11-01/2025-11-02", "dates/2025/index.html#date-2025-11-01_2025-11-02", "date-2025-11-01_2025-11-02"},
		{"2026/2030", "dates/2026/index.html#date-2026_2030", "date-2026_2030"},
		{"2024-05/..", "dates/2024/index.html#date-2024-05_..", "date-2024-05_.."},
		{"../2030", "dates/2030/index.html#date-.._2030", "date-.._2030"},
	} {
		date := mustEDTF(t, c.edtf)
		if path, anchor := DatePath(date), DateAnchor(date); path != c.path || anchor != c.anchor {
			t.Errorf("%s: %q, %q, want %q, %q", c.edtf, path, anchor, c.path, c.anchor)
		}
	}
}

// Cites yields facts in the order in which pages show them, whatever their
// order in the file.
func TestCites(t *testing.T) {
	d, diags := Decode("mous/x.md", []byte(`---
title: X
status: {value: in force, cite: a#7}
events:
  - {event: signed, cite: [a#5, a#6]}
listed: {value: Annex B, cite: b#1}
participants:
  - {agency: hsa, cite: a#3}
  - {side: KR, cite: a#4}
pillar: {value: 1, cite: a#2}
form: {value: MOU, cite: a#1}
---
`))
	if len(diags) > 0 {
		t.Fatalf("%+v", diags)
	}
	want := []string{
		"form a#1", "pillar a#2", "participants a#3", "participants a#4", "events a#5 a#6", "listed b#1", "status a#7",
	}
	if diff := gocmp.Diff(want, citesOf(d, len(want))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for n := range want { // a range that is left early
		if diff := gocmp.Diff(want[:n+1], citesOf(d, n+1)); diff != "" {
			t.Errorf("the first %d (-want +got)\n%s", n+1, diff)
		}
	}
	if got := citesOf(&Document{Kind: Annex}, 1); got != nil {
		t.Errorf("an annex cites %q", got)
	}
}

// citesOf is the first n facts that a document cites.
func citesOf(d *Document, n int) []string {
	var list []string
	for fact, refs := range d.Cites() {
		words := []string{fact}
		for _, ref := range refs {
			words = append(words, ref.String())
		}
		list = append(list, strings.Join(words, " "))
		if len(list) == n {
			break
		}
	}
	return list
}

func TestPlace(t *testing.T) {
	src := []byte("---\ntitle: 외교부\n---\n")
	if got := fmt.Sprint((Place{Line: 2, Column: 8, Width: 3}).Locate("f", src)); got != "{f 2 8 3 title: 외교부}" {
		t.Errorf("located at %s", got)
	}
	if got := (Place{}).Locate("f", src); got.Line != 0 || got.File != "f" {
		t.Errorf("no place is located at %+v", got)
	}
	if got := (Place{Line: 12, Column: 3, Width: 4}).String(); got != "12:3" {
		t.Errorf("written %q", got)
	}
}

func TestAnchors(t *testing.T) {
	if got := (&Paragraph{Number: "7.3"}).Anchor(); got != "para-7.3" || Anchor("u1") != "para-u1" {
		t.Errorf("anchors %q and %q", got, Anchor("u1"))
	}
}
