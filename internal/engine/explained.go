package engine

import "concord/internal/markup"

// Explained is the answer to a question about what is recognised: in a
// document, in one of its paragraphs, or in words that may stand anywhere.
type Explained struct {
	Question     string             `json:"question"`
	Place        string             `json:"place,omitempty"` // "annexes/a#7.2"; "" where the question is words
	File         string             `json:"file,omitempty"`  // of the place
	Names        []ExplainedName    `json:"names"`           // of words: who has them as a name
	Near         []string           `json:"near"`            // of words that nobody has as a name: names like it
	Mentions     []ExplainedMention `json:"mentions"`
	Problems     []ExplainedProblem `json:"problems"`
	Passed       []ExplainedLoss    `json:"passed"` // what stands there and was not taken
	Unrecognised []Unrecognised     `json:"unrecognised"`
	Places       []ExplainedKey     `json:"places"` // of words: where what they name is mentioned
}

// ExplainedName is a name that agrees with the words of a question.
type ExplainedName struct {
	Name string `json:"name"`
	What string `json:"what"` // "agency Ministry of Health (SG)"
	Rule string `json:"rule"` // "its name"
	File string `json:"file"` // where the name is written
	Line int    `json:"line,omitempty"`
}

// ExplainedMention is a mention and why it is one. Lines and columns count from
// 1, columns in characters; they are 0 where the question is words.
type ExplainedMention struct {
	Words      string          `json:"words"`
	What       string          `json:"what"`
	Rule       string          `json:"rule"`
	Name       string          `json:"name,omitempty"`
	Because    string          `json:"because,omitempty"`
	Href       string          `json:"href,omitempty"`
	NoLink     string          `json:"no_link,omitempty"`
	Considered []ExplainedLoss `json:"considered"`
	Instead    []string        `json:"instead"`
	Paragraph  string          `json:"paragraph,omitempty"`
	Line       int             `json:"line,omitempty"`
	Column     int             `json:"column,omitempty"`
}

// ExplainedLoss is a name or date that words were not taken for.
type ExplainedLoss struct {
	Words     string `json:"words"`
	What      string `json:"what"`
	Rule      string `json:"rule"`
	Name      string `json:"name,omitempty"`
	Why       string `json:"why"`
	Paragraph string `json:"paragraph,omitempty"`
	Line      int    `json:"line,omitempty"`
	Column    int    `json:"column,omitempty"`
}

// ExplainedProblem is a place of which it cannot be told what it means.
type ExplainedProblem struct {
	Words      string          `json:"words"`
	Severity   string          `json:"severity"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Considered []ExplainedLoss `json:"considered"`
	Instead    []string        `json:"instead"`
	Paragraph  string          `json:"paragraph,omitempty"`
	Line       int             `json:"line,omitempty"`
	Column     int             `json:"column,omitempty"`
}

// ExplainedKey is where one thing is mentioned.
type ExplainedKey struct {
	What   string         `json:"what"`
	Count  int            `json:"count"`
	Places []MentionPlace `json:"places"` // the first of them
}

// MentionPlace is one mention.
type MentionPlace struct {
	Reference string `json:"reference"` // "annexes/a#7.2"
	Words     string `json:"words"`
}

// tell adds what was explained. at is nil where places mean nothing.
func (x *Explained) tell(from markup.Explanation, at *lines) {
	x.Names, x.Near, x.Places = notNil(x.Names), notNil(x.Near), notNil(x.Places)
	x.Mentions, x.Problems, x.Passed = []ExplainedMention{}, []ExplainedProblem{}, at.losses(from.Passed)
	for _, m := range from.Mentions {
		line, column := at.of(m.Place)
		x.Mentions = append(x.Mentions, ExplainedMention{
			Words: m.Words, What: m.What, Rule: m.Rule, Name: m.Name, Because: m.Because, Href: m.Href, NoLink: m.NoLink,
			Considered: at.losses(m.Considered), Instead: notNil(m.Instead), Paragraph: m.Paragraph, Line: line, Column: column,
		})
	}
	for _, p := range from.Problems {
		line, column := at.of(p.Place)
		x.Problems = append(x.Problems, ExplainedProblem{
			Words: p.Words, Severity: p.Severity.String(), Code: string(p.Code), Message: p.Message,
			Considered: at.losses(p.Considered), Instead: p.Instead, Paragraph: p.Paragraph, Line: line, Column: column,
		})
	}
	x.Unrecognised = []Unrecognised{}
	if at != nil {
		x.Unrecognised = unrecognised(at, from.Unrecognised)
		return
	}
	for i := range x.Mentions { // words alone are on no page
		x.Mentions[i].Href, x.Mentions[i].NoLink = "", ""
		x.Mentions[i].Paragraph = ""
	}
	for i := range x.Problems {
		x.Problems[i].Paragraph = ""
	}
}

func (l *lines) losses(from []markup.Candidate) []ExplainedLoss {
	list := []ExplainedLoss{}
	for _, c := range from {
		line, column := l.of(c.Place)
		x := ExplainedLoss{Words: c.Words, What: c.What, Rule: c.Rule, Name: c.Name, Why: c.Why, Line: line, Column: column}
		if l != nil {
			x.Paragraph = c.Paragraph
		}
		list = append(list, x)
	}
	return list
}

// of is where a place is, 0 where places mean nothing.
func (l *lines) of(p markup.Place) (line, column int) {
	if l == nil {
		return 0, 0
	}
	return l.place(p.Start)
}

// notNil makes an empty list of none: that is what JSON is to say.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
