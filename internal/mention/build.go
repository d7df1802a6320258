package mention

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"concord/internal/diag"
	"concord/internal/record"
)

// Source is one document and the abbreviations that its text defines.
type Source struct {
	Document    *record.Document
	Definitions []Definition // official texts only
}

// Conflict is something about the names of a site that leaves a name without
// a meaning.
type Conflict struct {
	Document *record.Document
	Words    string // as they stand in the document's file
	Severity diag.Severity
	Code     diag.Code
	Message  string
	Notes    []string
	Hint     string
}

const (
	codeSameName diag.Code = "same-name"
	codeTwoTerms diag.Code = "two-meanings"
)

// Build makes the lexicon of a site and the list of the terms it defines, in
// the order of the sources.
func Build(sources []Source, sides []record.Side) (*Lexicon, []record.Term, []Conflict) {
	b := builder{names: map[string][]int{}}
	for _, s := range sources {
		b.document(s.Document)
	}
	terms := b.terms(sources)
	b.clashes()
	return NewLexicon(b.entries, sides), terms, b.conflicts
}

type builder struct {
	entries   []Entry
	owners    []*record.Document // of each entry
	names     map[string][]int   // folded name → indices of entries
	conflicts []Conflict
}

// add enters a name once for each key.
func (b *builder) add(doc *record.Document, key record.Key, side, name string, rule record.Rule) {
	folded := strings.ToLower(name)
	for _, i := range b.names[folded] {
		if b.entries[i].Key == key && b.entries[i].Name == name {
			return
		}
	}
	b.names[folded] = append(b.names[folded], len(b.entries))
	b.entries = append(b.entries, Entry{Key: key, Name: name, Rule: rule, Side: side})
	b.owners = append(b.owners, doc)
}

func (b *builder) document(doc *record.Document) {
	key, ok := doc.Key()
	if !ok {
		return
	}
	add := func(side string, rule record.Rule, names ...string) {
		for _, name := range names {
			if name != "" {
				b.add(doc, key, side, name, rule)
			}
		}
	}
	switch {
	case doc.Agency != nil:
		side := doc.Agency.Country
		add(side, record.RuleName, doc.Title)
		add(side, record.RuleName, doc.Agency.Names...)
		add(side, record.RuleAcronym, doc.Agency.Acronym)
		add(side, record.RuleOffice, doc.Agency.Offices...)
		for _, t := range doc.Agency.Translations {
			add(side, record.RuleName, t.Name)
		}
	case doc.Instrument != nil:
		add("", record.RuleName, doc.Title)
		add("", record.RuleName, doc.Instrument.Names...)
		add("", record.RuleAcronym, doc.Instrument.Acronym)
	}
}

// terms enters the abbreviations that the texts define. One whose long form
// or letters name an agency or instrument is a further name of that.
func (b *builder) terms(sources []Source) []record.Term {
	var terms []record.Term
	for _, s := range sources {
		for _, d := range s.Definitions {
			known := slices.IndexFunc(terms, func(t record.Term) bool { return t.Short == d.Short })
			switch {
			case known < 0:
				terms = append(terms, b.term(s.Document, d, terms))
			case !strings.EqualFold(terms[known].Long, d.Long):
				b.twoMeanings(s.Document, d, terms[known])
			}
		}
	}
	return terms
}

func (b *builder) term(doc *record.Document, d Definition, before []record.Term) record.Term {
	t := record.Term{Slug: slug(d.Short, before), Short: d.Short, Long: d.Long, Document: doc.ID}
	t.Key = record.Key{Kind: record.KeyTerm, ID: t.Slug}
	side := ""
	if named := b.named(d); named >= 0 {
		t.Key, side = b.entries[named].Key, b.entries[named].Side
	}
	b.add(doc, t.Key, side, d.Short, record.RuleTerm)
	b.add(doc, t.Key, side, d.Long, record.RuleTerm)
	return t
}

// named returns the entry of the one agency or instrument that a definition
// names, -1 where there is none or more than one.
func (b *builder) named(d Definition) int {
	for _, name := range []string{d.Long, d.Short} {
		indices := b.names[strings.ToLower(name)]
		if len(indices) == 0 {
			continue
		}
		first := b.entries[indices[0]]
		if !slices.ContainsFunc(indices, func(i int) bool { return b.entries[i].Key != first.Key }) {
			return indices[0]
		}
	}
	return -1
}

func (b *builder) twoMeanings(doc *record.Document, d Definition, first record.Term) {
	b.conflicts = append(b.conflicts, Conflict{
		Document: doc, Words: "(" + d.Short, Severity: diag.Warning, Code: codeTwoTerms,
		Message: fmt.Sprintf("%q is defined here as %q and before as %q; it is linked as before", d.Short, d.Long, first.Long),
		Notes:   []string{"the other definition stands in " + first.Document},
		Hint:    fmt.Sprintf("write [%s](none:) where it has the second meaning", d.Short),
	})
}

// clashes reports names that two things share although no side could ever
// tell them apart.
func (b *builder) clashes() {
	for i, e := range b.entries {
		for _, j := range b.names[strings.ToLower(e.Name)] {
			o := b.entries[j]
			if j >= i || o.Key == e.Key || o.Name != e.Name || (o.Side != "" && e.Side != "" && o.Side != e.Side) {
				continue
			}
			b.conflicts = append(b.conflicts, Conflict{
				Document: b.owners[i], Words: e.Name, Severity: diag.Error, Code: codeSameName,
				Message: fmt.Sprintf("%q is also a name of %s, and no side could tell them apart", e.Name, scheme(o.Key)),
				Notes:   []string{"the other stands in " + b.owners[j].Path},
				Hint:    "take the name out of one of them, and write explicit links where the text uses it",
			})
		}
	}
}

// slug is an abbreviation as an anchor: "R&D" is "r-d". A second one that
// would be the same gets a number.
func slug(short string, before []record.Term) string {
	base := strings.Trim(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return '-'
	}, short), "-")
	s := base
	for n := 2; slices.ContainsFunc(before, func(t record.Term) bool { return t.Slug == s }); n++ {
		s = fmt.Sprintf("%s-%d", base, n)
	}
	return s
}
