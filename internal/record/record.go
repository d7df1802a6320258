// Package record is the domain: what a diplomatic record consists of and what
// its source files say of it.
//
// A Document is one Markdown file, published as one page. Its kind comes from
// its folder (or from `kind:`), its id and its URL from its path, never from
// its position among others. The front matter is decoded strictly: a key that
// is not known for the document's kind is a diagnostic. What an Instrument's
// or an Agency's front matter states is kept with the paragraphs it cites;
// what it leaves out is "not stated", never guessed.
//
// Facts are what one document's body says: its paragraphs, headings, mentions
// and links. They depend on the document's own file and the lexicon alone.
//
// Everything here is immutable once built and safe to share.
package record

import (
	"cmp"
	"fmt"
	"iter"
	"path"
	"strings"
)

// Kind is the kind of a document.
type Kind string

// The kinds. An unknown folder holds guide pages: plain documentation.
const (
	Home       Kind = "home"
	Statement  Kind = "statement"
	Annex      Kind = "annex"
	Instrument Kind = "instrument"
	Agency     Kind = "agency"
	Guide      Kind = "guide"
)

// kinds lists every kind, in the order in which documents are presented.
var kinds = []string{string(Home), string(Statement), string(Annex), string(Instrument), string(Agency), string(Guide)}

// Official says whether documents of the kind hold the record's own text:
// their paragraphs are verbatim and define the record's terms.
func (k Kind) Official() bool { return k == Statement || k == Annex }

// Numbered says whether a line that begins with "5.1. " opens a numbered
// paragraph in documents of the kind.
func (k Kind) Numbered() bool { return k.Official() || k == Instrument }

// Indexed says whether mentions in documents of the kind enter the
// concordance. The guide and the home page speak about the record; they are
// linked like the rest, but are not part of what is indexed.
func (k Kind) Indexed() bool { return k != Guide && k != Home }

// Rank orders kinds as readers meet them: the statement first.
func (k Kind) Rank() int {
	for i, name := range kinds {
		if name == string(k) {
			return i
		}
	}
	return len(kinds)
}

// Document is one source file's identity and front matter.
type Document struct {
	ID          string // path under content/ without ".md": "annexes/a"
	Path        string // slash path from the site's root: "content/annexes/a.md"
	Kind        Kind
	Title       string
	Label       string // short printed designation: "Annex A"
	Description string
	Date        EDTF
	Order       int

	Source      string       // official texts: the source file under content/
	SourcePlace Place        // of `source:`
	Corrections []Correction // official texts: what the editors mended

	Agency     *AgencyFacts     // only where Kind is Agency
	Instrument *InstrumentFacts // only where Kind is Instrument

	Body int // byte offset of the Markdown in the file
}

// Short is the name of the document where space is short: its label, or else
// its title.
func (d *Document) Short() string {
	if d.Label != "" {
		return d.Label
	}
	return d.Title
}

// Slug is the part of the id by which links name an agency ("agency:hsa") or
// an instrument ("mou:ai-safety"); for other documents it is the id itself.
func (d *Document) Slug() string {
	switch d.Kind {
	case Agency:
		return strings.TrimPrefix(d.ID, "agencies/")
	case Instrument:
		return strings.TrimPrefix(d.ID, "mous/")
	}
	return d.ID
}

// Key is what mentions of the document's subject are filed under; ok is false
// for documents that nothing can mention by name.
func (d *Document) Key() (key Key, ok bool) {
	switch d.Kind {
	case Agency:
		return Key{KeyAgency, d.Slug()}, true
	case Instrument:
		return Key{KeyInstrument, d.Slug()}, true
	}
	return Key{}, false
}

// Compare puts documents into the order in which readers meet them: by kind,
// then by `order`, then by id.
func (d *Document) Compare(other *Document) int {
	return cmp.Or(
		cmp.Compare(d.Kind.Rank(), other.Kind.Rank()),
		cmp.Compare(d.Order, other.Order),
		strings.Compare(d.ID, other.ID),
	)
}

// URL is the page's folder relative to the site's root, "" or with a slash at
// its end: "annexes/a/".
func (d *Document) URL() string { return URL(d.ID) }

// URL is the folder of the page of the document with an id.
func URL(id string) string {
	if id == "index" {
		return ""
	}
	return id + "/"
}

// identify derives the id and kind of the file at a path under content/.
func identify(name string) (string, Kind) {
	id := strings.TrimSuffix(name, path.Ext(name))
	if dir, base := path.Split(id); base == "index" && dir != "" {
		id = strings.TrimSuffix(dir, "/")
	}
	switch folder, _, nested := strings.Cut(id, "/"); {
	case id == "index":
		return id, Home
	case id == "statement":
		return id, Statement
	case nested && folder == "annexes":
		return id, Annex
	case nested && folder == "mous":
		return id, Instrument
	case nested && folder == "agencies":
		return id, Agency
	}
	return id, Guide
}

// Correction is one mend of the official text: where, what stood in the
// source and what stands on the page.
type Correction struct {
	Paragraph string // printed number, or the count in an unnumbered text
	Stood     string
	Stands    string
	Reason    string
	Place     Place
}

// AgencyFacts is what an agency's front matter states.
type AgencyFacts struct {
	Acronym      string
	Country      string // ISO 3166-1 alpha-2 code of a side; "" for other bodies
	Body         string // "joint" or "international" where Country is ""
	Names        []string
	Offices      []string // offices that stand for the agency
	Translations []Translation
	Place        Place // of `country:`
}

// Translation is a name in another language.
type Translation struct {
	Language string // BCP 47: "ko"
	Name     string
}

// InstrumentFacts is what an instrument's front matter states, each fact with
// the paragraphs that say so. A fact with no value is not stated.
type InstrumentFacts struct {
	Acronym      string
	Names        []string
	Form         Fact
	Pillar       Fact // Value is the pillar's number in decimal digits
	Listed       Fact // Value is the list that names it: "Annex B"
	Status       Fact
	Participants []Participant
	Events       []Event
}

// Fact is a statement and the paragraphs it rests on.
type Fact struct {
	Value string
	Cite  []Reference
	Place Place
}

// Stated says whether the record states the fact.
func (f Fact) Stated() bool { return f.Value != "" }

// Participant is an agency or a side of the partnership that takes part in an
// instrument.
type Participant struct {
	Agency string // slug, or ""
	Side   string // country code, or ""
	Cite   []Reference
	Place  Place
}

// Event is something that happened to an instrument, on a date that may not
// be stated.
type Event struct {
	Date  EDTF
	Event string
	Cite  []Reference
	Place Place
}

// Reference points at a paragraph: "annexes/a#7.3".
type Reference struct {
	Document  string // id
	Paragraph string // printed number
	Place     Place
}

// String is the reference as written in front matter.
func (r Reference) String() string { return r.Document + "#" + r.Paragraph }

// Key is what references to the paragraph are filed under.
func (r Reference) Key() Key { return Key{KeyParagraph, r.String()} }

// Place is a position in a document's file, from 1; zero where unknown. It is
// small, since every fact has one, and becomes a diag.Span only when needed.
type Place struct {
	Line, Column int32
	Width        int32 // characters
}

// ParseReference reads "annexes/a#7.3".
func ParseReference(s string) (Reference, bool) {
	doc, para, found := strings.Cut(s, "#")
	doc = strings.TrimSuffix(doc, ".md")
	para = strings.TrimPrefix(para, "para-")
	if !found || doc == "" || para == "" || strings.ContainsAny(s, " \t") {
		return Reference{}, false
	}
	return Reference{Document: doc, Paragraph: para}, true
}

// ID is the id of the document in the file at a path under content/.
func ID(name string) string {
	id, _ := identify(name)
	return id
}

// DatePath is the place of a date in the date index, from the site's root. A
// range has its place under the first year it covers.
func DatePath(date EDTF) string {
	first, _ := date.Years()
	year := fmt.Sprintf("%04d", first)
	if date.String() == year {
		return "dates/" + year + "/index.html"
	}
	return "dates/" + year + "/index.html#" + DateAnchor(date)
}

// DateAnchor is the id of a date's element in the date index.
func DateAnchor(date EDTF) string {
	return "date-" + strings.ReplaceAll(date.String(), "/", "_")
}

// Cites yields the facts of the document's front matter that cite paragraphs,
// by the name of their key, in the order in which pages show them.
func (d *Document) Cites() iter.Seq2[string, []Reference] {
	return func(yield func(string, []Reference) bool) {
		x := d.Instrument
		if x == nil {
			return
		}
		if !yield("form", x.Form.Cite) || !yield("pillar", x.Pillar.Cite) {
			return
		}
		for _, p := range x.Participants {
			if !yield("participants", p.Cite) {
				return
			}
		}
		for _, e := range x.Events {
			if !yield("events", e.Cite) {
				return
			}
		}
		_ = yield("listed", x.Listed.Cite) && yield("status", x.Status.Cite)
	}
}
