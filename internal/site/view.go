package site

import (
	"html/template"

	"concord/internal/picture"
)

// The views are what templates get: plain values with every link already
// relative to the page, and no way back into the site. A page can show only
// what its view declares. Href values are URL references such as
// "../../agencies/hsa/index.html#para-2"; a list that is empty is not shown.

// Link is a named way to another place of the site.
type Link struct {
	Title string
	Href  string
	Lang  string // BCP 47, of the title where it is not the page's; else ""
}

// Page is what every page has.
type Page struct {
	Site     SiteInfo
	Layout   Layout
	Language string // BCP 47, of the page
	// TextLanguage is the language of the record's text where it is not the page's,
	// else "". So is TitleLang that of the title, the description and the name of the site.
	TextLanguage string
	TitleLang    string
	Languages    []LanguageLink // the page in each language of the site; empty where there is one
	Title        string         // of the page alone, as text
	Description  string
	Path         string // from the site's root: "annexes/a/index.html"
	Root         string // way to the site's root: "../../", "" at the root itself
	Home         string // href of the home page
	Canonical    string // absolute address, "" where base_url is not set
	Feed         string
	Stylesheets  []string
	Scripts      []string // that the page loads; none is needed to read it
	Search       SearchForm
	Cards        Cards
	Whole        string        // href of the whole record as one page; "" where there is none
	Data         template.HTML // what the page is, as a script element of JSON-LD
	Menu         []MenuItem
	Breadcrumbs  []Link // from the home page to the parent; empty on the home page
}

// LanguageLink leads to the page in another language.
type LanguageLink struct {
	Language string // BCP 47
	Name     string // in the language itself: "한국어"
	Href     string
	Address  string // absolute, "" where base_url is not set
	Current  bool   // it is this page
}

// Cards is where scripts find what a link leads to: files each with the cards of
// the paths whose hash it has, see package export.
type Cards struct {
	Folder string // href, with a slash
	Files  int    // a power of two; 0 where there are no cards
}

// SearchForm is what a search box has to know.
type SearchForm struct {
	Action  string   // href of the search page, which takes the query as "q"
	Scripts []string // hrefs of the scripts that answer queries, in the order in which they are to run
	Index   string   // href of the folder of the search index, with a slash
}

// SiteInfo is what a page says of the site.
type SiteInfo struct {
	Title       string
	ShortTitle  string
	Description string
	Lang        string // of these, where it is not the page's
}

// MenuItem is an entry of the main menu.
type MenuItem struct {
	Link
	Current string // "page" for this page, "true" for the section it belongs to, as aria-current has it; else ""
}

// Fact is a value and the paragraphs that say so. An empty Value is printed
// as "not stated".
type Fact struct {
	Value string
	Href  string // "" where the value leads nowhere
	Lang  string // as in Link
	Cites []Link
}

// Date is a date with its forms.
type Date struct {
	EDTF     string
	Words    string // "1 to 2 November 2025"
	Datetime string // for <time datetime>, "" for intervals
	Href     string // its place in the date index
}

// Quote is one paragraph that names what the page is about.
type Quote struct {
	Label   string // "Paragraph 7.3", or "Paragraph 3 (unnumbered)"
	Number  string // "7.3"
	Href    string
	Heading string        // the heading it stands under, or ""
	HTML    template.HTML // its whole text, the words in question in <mark>
}

// QuoteGroup is the quotes from one document.
type QuoteGroup struct {
	Document Link // whose Lang is that of the quotes, too
	Quotes   []Quote
}

// Segment is a run of a document's body, ending right after a paragraph that
// other pages refer to, and the pages that do. The last has none.
type Segment struct {
	HTML  template.HTML
	Where []Backlink
	Lang  string // of the page, where the text's is another; else ""
}

// Backlink is a place that refers to a paragraph.
type Backlink struct {
	Link
	What string // "participants, pillar" or "paragraph 3"
}

// Heading is an entry of a document's table of contents.
type Heading struct {
	Link
	Level int // 2 or more
}

// Correction is one editorial mend of an official text.
type Correction struct {
	Paragraph Link
	Stood     string
	Stands    string
	Reason    string
}

// Document is the view of a statement, an annex or a guide page.
type Document struct {
	Page
	OwnTitle    bool // the body has its own h1
	Official    bool
	Label       string
	Date        *Date
	Contents    []Heading
	Body        []Segment
	Corrections []Correction
	Source      *Link // the official source text, as published with the site
	Previous    *Link
	Next        *Link
	Citation    *Citation
}

// Citation is how a page is cited, in several styles and for programs.
type Citation struct {
	Styles    []CitationStyle
	Downloads []Download
}

// CitationStyle is the citation of a page in one style.
type CitationStyle struct {
	ID   string // "oscola"
	Name string // "OSCOLA"
	HTML template.HTML
	// Paragraph and Unnumbered are the citations of a paragraph by its printed
	// number, and of one without, as text with {n} where the number is to stand;
	// "" where the page has none.
	Paragraph, Unnumbered string
}

// Download is a small file that the page itself holds.
type Download struct {
	Title string // "BibTeX"
	File  string // the name under which it is saved
	Href  template.URL
}

// Instrument is the view of an MOU, agreement, arrangement and so on.
type Instrument struct {
	Page
	Acronym           string
	Names             []string // other names in the text
	ParticipantsTitle string   // "Participants" or "Parties"
	Form              Fact
	Participants      []Participant
	Events            []Event
	Pillar            Fact
	Listed            Fact // "not listed" where no list of the record names it
	Status            Fact
	OwnTitle          bool
	Body              []Segment // the editors' note or the instrument's own text; may be empty
	Mentions          []QuoteGroup
	Paragraphs        int // in Mentions
	Previous          *Link
	Next              *Link
	Citation          *Citation
}

// Participant is an agency or a side that takes part in an instrument.
type Participant struct {
	Link         // Href is "" for a side
	Side  string // "Republic of Korea", "" for other bodies
	Cites []Link
}

// Event is something that happened to an instrument.
type Event struct {
	Date  *Date // nil: not stated
	What  string
	Lang  string // of What, as in Link
	Cites []Link
}

// Agency is the view of an agency, joint body or international organisation.
type Agency struct {
	Page
	Acronym      string
	Side         string // "Republic of Korea", "Joint body" or "International organisation or forum"
	Names        []string
	Offices      []string
	Translations []Translation
	OwnTitle     bool
	Body         []Segment
	Counterparts []Counterpart
	Instruments  []InstrumentRow
	Mentions     []QuoteGroup
	Paragraphs   int // in Mentions
	Previous     *Link
	Next         *Link
	Citation     *Citation
}

// Translation is a name in another language.
type Translation struct {
	Language string // BCP 47: "ko"
	Label    string // of the language: "Korean"
	Name     string
}

// Counterpart is an agency of another side that shares instruments.
type Counterpart struct {
	Link
	Side string
	Via  []Link
}

// Home is the view of the home page.
type Home struct {
	Page
	OwnTitle    bool
	Date        *Date // of the statement
	Body        []Segment
	Documents   []DocumentItem // statement and annexes
	Pillars     []PillarItem
	Latest      []EventGroup // what happened to instruments on the latest day that the record dates
	Dated       []DatedEvent // the latest dated events, the last first
	Picture     picture.Picture
	Agencies    Count
	Instruments Count
	Dates       Count
	Terms       Count
	Guide       []Link
}

// EventGroup is the instruments to which the same happened on a day.
type EventGroup struct {
	What        string
	Lang        string // of What, as in Link
	Date        *Date
	Instruments []InstrumentRow
}

// DatedEvent is something that happened to an instrument on a date that is stated.
type DatedEvent struct {
	Date       *Date
	What       string
	Lang       string // of What, as in Link
	Instrument Link
}

// Count is a generated index and how many entries it has.
type Count struct {
	Link
	Entries int
}

// DocumentItem is a document in a list.
type DocumentItem struct {
	Link
	Label       string
	Description string
	Date        *Date
}

// PillarItem is a pillar in a list.
type PillarItem struct {
	Link
	Roman       string
	Number      int
	Instruments int
}

// AgencyIndex is the view of /agencies/.
type AgencyIndex struct {
	Page
	Picture picture.Picture
	Sides   []AgencyGroup // by side, then joint, then international
	Letters []AgencyGroup // A to Z
}

// AgencyGroup is the agencies of a side or under a letter.
type AgencyGroup struct {
	Title    string
	ID       string
	Agencies []AgencyItem
}

// AgencyItem is an agency in a list.
type AgencyItem struct {
	Link
	Acronym      string
	Side         string
	Translations []Translation
	Paragraphs   int // that name it
}

// InstrumentIndex is the view of /mous/: a table for each pillar, and the
// same instruments by form and by year. Where there are too many for one page
// Pillars, Forms and Years have links and counts, and no rows.
type InstrumentIndex struct {
	Page
	Picture picture.Picture
	Total   int
	Pillars []InstrumentGroup
	Forms   []InstrumentGroup
	Years   []InstrumentGroup
}

// InstrumentGroup is the instruments that share a pillar, form or year.
type InstrumentGroup struct {
	Link
	ID    string
	Count int
	Rows  []InstrumentRow
}

// InstrumentRow is an instrument in a table.
type InstrumentRow struct {
	Link
	Form         Fact          // without citations
	Pillar       Fact          // "I. Political …", without citations
	Date         *Date         // of its latest dated event; nil is not stated
	What         string        // that event
	WhatLang     string        // as in Link
	Participants []Participant // without citations
	Listed       string        // the list of the record that names it, "" for none
}

// Pillar is the view of /pillars/<number>/.
type Pillar struct {
	Page
	Roman       string
	Name        string
	Text        *Link // where the official text of the pillar begins
	Instruments []InstrumentRow
	Agencies    []AgencyItem // named in the pillar's paragraphs
	Paragraphs  []QuoteGroup // the pillar's paragraphs, without marks
	Previous    *Link
	Next        *Link
}

// DateIndex is the view of /dates/: the whole chronology. A year with too
// many entries to show here has none and leads to its own page.
type DateIndex struct {
	Page
	Picture picture.Picture
	Total   int
	Years   []Year
}

// Year is one year of the chronology.
type Year struct {
	Link
	Year    string
	ID      string
	Count   int
	Entries []DateEntry
}

// YearPage is the view of /dates/<year>/.
type YearPage struct {
	Page
	Year     Year
	Previous *Link
	Next     *Link
}

// DateEntry is one date and every paragraph that names it. A range stands
// under every year that it covers.
type DateEntry struct {
	Date
	ID     string
	Groups []DateGroup
}

// DateGroup is the paragraphs of one document that name a date.
type DateGroup struct {
	Document Link
	Places   []DatePlace
}

// DatePlace is one occurrence: the words as printed, the paragraph, and the
// sentence; a range has the sentence only under its first year.
type DatePlace struct {
	Quote
	Words string // as printed: "today", "1 to 2 November 2025"
}

// Glossary is the view of /glossary/.
type Glossary struct {
	Page
	Terms []Term
}

// Term is a term that the official text defines.
type Term struct {
	ID      string
	Short   string
	Long    string
	Subject *Link // the agency or instrument it names, if it does
	Defined Link
	Places  []TermPlaces
}

// TermPlaces is the paragraphs of one document that use a term.
type TermPlaces struct {
	Document   Link
	Paragraphs []Link
}

// Search is the view of /search/. Its results are the script's; what else it
// shows leads to everything without a script.
type Search struct {
	Page
	Root      string // href of the first file of the search index
	Documents []Link // the statement and the annexes
	Indexes   []Count
}

// Whole is the view of /print/: the whole record as one page, whose links lead to
// places of the page itself. A record that is too long for one page is cut by
// kind and first letter; Parts then leads to each.
type Whole struct {
	Page
	Date        *Date // of the statement
	Documents   []Section[Document]
	Instruments []Section[Instrument]
	Agencies    []Section[Agency]
	Parts       []Link
}

// Section is a document as a part of a longer page.
type Section[View any] struct {
	ID   string // of its element
	View View   // without what leads to other pages: quotes, previous and next, citations
}

// NotFound is the view of 404.html, which hosts serve at any address: its
// links begin at the host's root.
type NotFound struct {
	Page
	Indexes []Link
}

// Layout names the template that shows a view.
type Layout string

// The layouts, each with the view it takes.
const (
	LayoutHome            Layout = "home"        // Home
	LayoutDocument        Layout = "document"    // Document
	LayoutInstrument      Layout = "instrument"  // Instrument
	LayoutAgency          Layout = "agency"      // Agency
	LayoutAgencyIndex     Layout = "agencies"    // AgencyIndex
	LayoutInstrumentIndex Layout = "instruments" // InstrumentIndex
	LayoutPillar          Layout = "pillar"      // Pillar
	LayoutDateIndex       Layout = "dates"       // DateIndex
	LayoutYear            Layout = "year"        // YearPage
	LayoutGlossary        Layout = "glossary"    // Glossary
	LayoutSearch          Layout = "search"      // Search
	LayoutWhole           Layout = "print"       // Whole
	LayoutNotFound        Layout = "404"         // NotFound
)

// Views has an example of the view of each layout, so that a theme can be
// checked before a page is rendered.
func Views() map[Layout]any {
	return map[Layout]any{
		LayoutHome: Home{}, LayoutDocument: Document{}, LayoutInstrument: Instrument{},
		LayoutAgency: Agency{}, LayoutAgencyIndex: AgencyIndex{},
		LayoutInstrumentIndex: InstrumentIndex{}, LayoutPillar: Pillar{},
		LayoutDateIndex: DateIndex{}, LayoutYear: YearPage{},
		LayoutGlossary: Glossary{}, LayoutSearch: Search{}, LayoutWhole: Whole{}, LayoutNotFound: NotFound{},
	}
}
