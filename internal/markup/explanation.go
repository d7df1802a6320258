package markup

import (
	"cmp"

	"concord/internal/diag"
	"concord/internal/record"
)

// Explanation says what was recognised in a document, and why. All lists are in
// reading order.
type Explanation struct {
	Paragraphs   []ParagraphStart
	Mentions     []Explained
	Passed       []Candidate // names that stand in the text and are no mentions
	Problems     []Unclear
	Unrecognised []Unrecognised
}

// ParagraphStart is where a paragraph begins.
type ParagraphStart struct {
	Number string
	Start  int // bytes of the file
}

// Place is a stretch of a document.
type Place struct {
	Paragraph  string // number, "" outside of all
	Words      string // as printed
	Start, End int    // bytes of the file
	at         int    // where it begins in the document's text, which is in reading order
}

func (p *Place) compare(o *Place) int { return cmp.Compare(p.at, o.at) }

// Meaning is what words may stand for.
type Meaning struct {
	Key  record.Key
	What string // "agency Ministry of Health (SG)"
	Rule string // "its name"
	Name string // as the lexicon has it, "" for dates and explicit links
}

// Explained is a mention.
type Explained struct {
	Place
	Meaning
	Because    string // what next to the name decided, or ""
	Href       string // of its link on the page, or ""
	LinkWords  string // of that link: the words, or a short mark where they stand for several things
	NoLink     string // why there is no link, or ""
	Considered []Candidate
	Instead    []string // the Markdown that would link the words otherwise
}

// Candidate is what words might have stood for, and why they do not.
type Candidate struct {
	Place
	Meaning
	Why string
}

// Unclear is a place that names something, and it cannot be told what.
type Unclear struct {
	Place
	Severity   diag.Severity
	Code       diag.Code
	Message    string
	Considered []Candidate
	Instead    []string
}

// Unrecognised is words that look like a name or a date and are neither.
type Unrecognised struct {
	Place
	Date   bool
	Agency bool // a name that looks like an agency's
}
