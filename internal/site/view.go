package site

import "html/template"

// The views are what templates get: plain values with every link already
// relative to the page, and no way back into the site. A page can show only
// what its view declares. Href values are URL references such as
// "../../agencies/hsa/index.html#para-2"; a list that is empty is not shown.

// Link is a named way to another place of the site.
type Link struct {
	Title string
	Href  string
}

// Page is what every page has.
type Page struct {
	Site        SiteInfo
	Layout      Layout
	Language    string // BCP 47, of the page
	Title       string // of the page alone, as text
	Description string
	Path        string // from the site's root: "annexes/a/index.html"
	Root        string // way to the site's root: "../../", "" at the root itself
	Home        string // href of the home page
	Canonical   string // absolute address, "" where base_url is not set
	Feed        string
	Stylesheets []string
	Scripts     []string // that the page loads; none is needed to read it
	Search      SearchForm
	Menu        []MenuItem
	Breadcrumbs []Link // from the home page to the parent; empty on the home page
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
	Document Link
	Quotes   []Quote
}

// Segment is a run of a document's body, ending right after a paragraph that
// other pages refer to, and the pages that do. The last has none.
type Segment struct {
	HTML  template.HTML
	Where []Backlink
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
	Body        []Segment
	Documents   []DocumentItem // statement and annexes
	Pillars     []PillarItem
	Agencies    Count
	Instruments Count
	Dates       Count
	Terms       Count
	Guide       []Link
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
	Form         string        // "" is not stated
	Pillar       string        // "I. Political …", "" is not stated
	Date         *Date         // of its latest dated event; nil is not stated
	What         string        // that event
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
	Total int
	Years []Year
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
		LayoutGlossary: Glossary{}, LayoutSearch: Search{}, LayoutNotFound: NotFound{},
	}
}
