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
	n := NewNames(sides)
	for _, s := range sources {
		n.Set(s)
	}
	lexicon, terms, conflicts, _ := n.Settle()
	return lexicon, terms, conflicts
}

// definitions are the terms that the texts of a site define. An abbreviation
// whose long form or letters name an agency or instrument is a further name of
// that.
type definitions struct {
	*Names
	terms     []record.Term
	names     []*listed
	byText    map[string][]*listed // those of names, by the name in lower case
	conflicts []Conflict
}

// define finds the terms.
func (n *Names) define() *definitions {
	d := &definitions{Names: n, byText: map[string][]*listed{}}
	var sources []Source
	for _, s := range n.defining {
		sources = append(sources, s.Source)
	}
	slices.SortFunc(sources, func(a, b Source) int { return a.Document.Compare(b.Document) })
	for _, s := range sources {
		for _, x := range s.Definitions {
			known := slices.IndexFunc(d.terms, func(t record.Term) bool { return t.Short == x.Short })
			switch {
			case known < 0:
				d.term(s.Document, x)
			case !strings.EqualFold(d.terms[known].Long, x.Long):
				d.twoMeanings(s.Document, x, d.terms[known])
			}
		}
	}
	return d
}

func (d *definitions) term(doc *record.Document, x Definition) {
	t := record.Term{Slug: slug(x.Short, d.terms), Short: x.Short, Long: x.Long, Document: doc.ID}
	t.Key = record.Key{Kind: record.KeyTerm, ID: t.Slug}
	side := ""
	if named := d.named(x); named != nil {
		t.Key, side = named.Key, named.Side
	}
	d.add(doc, Entry{t.Key, x.Short, record.RuleTerm, side})
	d.add(doc, Entry{t.Key, x.Long, record.RuleTerm, side})
	d.terms = append(d.terms, t)
}

// add enters a name, unless its key has it already.
func (d *definitions) add(doc *record.Document, e Entry) {
	x := list(doc, e, len(d.names))
	x.term = true
	if slices.ContainsFunc(d.alike(x.folded), func(o *listed) bool { return o.Key == e.Key && o.Name == e.Name }) {
		return
	}
	d.names = append(d.names, x)
	d.byText[x.folded] = append(d.byText[x.folded], x)
}

// alike are the names of documents, and the terms so far, that are the same in
// lower case.
func (d *definitions) alike(folded string) []*listed {
	own := slices.DeleteFunc(slices.Clone(d.Names.byText[folded]), func(x *listed) bool { return x.term })
	return append(own, d.byText[folded]...)
}

// named returns a name of the one agency or instrument that a definition names,
// nil where there is none or more than one.
func (d *definitions) named(x Definition) *listed {
	for _, text := range []string{x.Long, x.Short} {
		names := d.alike(strings.ToLower(text))
		if len(names) == 0 {
			continue
		}
		if !slices.ContainsFunc(names, func(o *listed) bool { return o.Key != names[0].Key }) {
			return names[0]
		}
	}
	return nil
}

func (d *definitions) twoMeanings(doc *record.Document, x Definition, first record.Term) {
	d.conflicts = append(d.conflicts, Conflict{
		Document: doc, Words: "(" + x.Short, Severity: diag.Warning, Code: codeTwoTerms,
		Message: fmt.Sprintf("%q is defined here as %q and before as %q; it is linked as before", x.Short, x.Long, first.Long),
		Notes:   []string{"the other definition stands in " + first.Document},
		Hint:    fmt.Sprintf("write [%s](none:) where it has the second meaning", x.Short),
	})
}

// clashes reports names that two things share although no side could ever
// tell them apart.
func (n *Names) clashes() []Conflict {
	var conflicts []Conflict
	for folded := range n.shared {
		names := n.byText[folded]
		for i, x := range names {
			for _, o := range names[:i] {
				if o.Key != x.Key && o.Name == x.Name && (o.Side == "" || x.Side == "" || o.Side == x.Side) {
					conflicts = append(conflicts, clash(x, o))
				}
			}
		}
	}
	return conflicts
}

func clash(x, first *listed) Conflict {
	return Conflict{
		Document: x.owner, Words: x.Name, Severity: diag.Error, Code: codeSameName,
		Message: fmt.Sprintf("%q is also a name of %s, and no side could tell them apart", x.Name, scheme(first.Key)),
		Notes:   []string{"the other stands in " + first.owner.Path},
		Hint:    "take the name out of one of them, and write explicit links where the text uses it",
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
