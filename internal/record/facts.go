package record

// Facts is what one document's body says. Offsets named Start and End are
// bytes in the document's plain text: the running text of its paragraphs, one
// after the other, without markup, numbers or headings.
//
// Facts hold few pointers: a large site has millions of them in memory.
type Facts struct {
	Paragraphs []Paragraph
	Headings   []Heading
	Mentions   []Mention // in reading order
	References []ParagraphReference
	Links      []PageLink
	External   []ExternalLink // in the order in which they are written
	OwnTitle   bool           // the body begins with its own level-1 heading
}

// Paragraph is one paragraph with an anchor.
type Paragraph struct {
	Number     string // as printed, "7.3"; the count, "3", where none is printed
	Printed    bool
	Heading    int32 // index of the heading above it, -1 where there is none
	Start, End int32
	HTMLEnd    int32 // offset in the body's HTML right after its own text
}

// Anchor is the id of the paragraph's element.
func (p *Paragraph) Anchor() string { return Anchor(p.Number) }

// AnchorPrefix is what every paragraph's anchor begins with.
const AnchorPrefix = "para-"

// Anchor is the id of the element of the paragraph with a number.
func Anchor(number string) string { return AnchorPrefix + number }

// Heading is a heading of a document's body.
type Heading struct {
	Level int
	ID    string
	Text  string
}

// Mention is one occurrence of an agency, instrument, date or defined term.
type Mention struct {
	Key                    Key
	Paragraph              int32 // index in Paragraphs
	Start, End             int32
	SourceStart, SourceEnd int32 // bytes in the file
	Rule                   Rule
}

// Rule says how a mention was recognised.
type Rule uint8

// The rules, in the order in which they are explained to editors.
const (
	RuleName    Rule = iota // the title, or a name listed in `names`
	RuleAcronym             // the acronym, letter by letter
	RuleOffice              // an office that stands for the agency
	RuleTerm                // a term that the official text defines
	RuleDate                // a date in words or figures
	RuleLink                // an explicit link
)

// ParagraphReference is an explicit `para:` link in the text.
type ParagraphReference struct {
	Target                 Reference
	Paragraph              int32 // index in Paragraphs of where it stands, -1 outside
	SourceStart, SourceEnd int32
}

// PageLink is an explicit link to another page or file of the site.
type PageLink struct {
	Path                   string // "annexes/a/index.html" or a published file, from the site's root
	Fragment               string // without "#"
	SourceStart, SourceEnd int32
}

// ExternalLink is a link, or an image, of another host.
type ExternalLink struct {
	Address string // http or https, as written but for escapes and entities
	// SourceStart and SourceEnd are bytes in the file: the address as it is written
	// there if its place is known, else what stands for it, a link's words.
	SourceStart, SourceEnd int32
}

// Term is a term that an official text defines: "Long Form (ABBR)".
type Term struct {
	Key      Key    // a KeyTerm, or the agency or instrument that it names
	Slug     string // anchor in the glossary
	Short    string
	Long     string
	Document string // id of the document that defines it
}
