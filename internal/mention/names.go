package mention

import (
	"cmp"
	"slices"
	"strings"

	"concord/internal/record"
)

// Names is every name of a site, kept up to date as its documents change. What
// it comes to depends on the documents that it holds, and not on how they came
// to be there.
type Names struct {
	sources  map[string]*source   // by the document's id
	defining map[string]*source   // those of them whose texts define terms
	byText   map[string][]*listed // by the name in lower case, each list in its order
	shared   map[string]bool      // names in lower case that are listed more than once
	terms    []*listed
	book     *book
	changed  []string // see Settle
}

// source is what one document adds.
type source struct {
	Source
	names []*listed
}

// listed is a name, with whose it is and where it stands among all.
type listed struct {
	Entry
	folded string
	owner  *record.Document
	place  int // among the owner's; its own names come before the terms that its text defines
	term   bool
	index  int32 // in the lexicon's entries
}

func list(owner *record.Document, e Entry, place int) *listed {
	return &listed{Entry: e, folded: strings.ToLower(e.Name), owner: owner, place: place}
}

// compare orders names: first those of the documents, in the order of these,
// then the terms.
func (n *listed) compare(o *listed) int {
	if n.term != o.term {
		if n.term {
			return 1
		}
		return -1
	}
	return cmp.Or(n.owner.Compare(o.owner), cmp.Compare(n.place, o.place))
}

// same says whether two names are alike in all that the lexicon has of them.
func (n *listed) same(o *listed) bool { return n.Entry == o.Entry && n.owner.Compare(o.owner) == 0 }

// NewNames returns no names, on some sides.
func NewNames(sides []record.Side) *Names {
	return &Names{
		sources:  map[string]*source{},
		defining: map[string]*source{},
		byText:   map[string][]*listed{},
		shared:   map[string]bool{},
		book:     newBook(sides),
	}
}

// Set puts a document in the place of the one with its id, where there is one.
// Names that both have stay as they are.
func (n *Names) Set(s Source) {
	fresh := &source{s, namesOf(s.Document)}
	old := n.sources[s.Document.ID]
	if old == nil {
		old = &source{}
	}
	n.sources[s.Document.ID] = fresh
	if delete(n.defining, s.Document.ID); len(s.Definitions) > 0 {
		n.defining[s.Document.ID] = fresh
	}
	gone, come := without(old.names, fresh.names), without(fresh.names, old.names)
	if !slices.EqualFunc(gone.rest, come.rest, (*listed).same) { // the same names in another order
		gone.only, come.only, come.rest = old.names, fresh.names, nil
	}
	for _, x := range gone.only {
		n.leave(x)
	}
	for i, x := range come.rest {
		kept := gone.rest[i]
		kept.owner, kept.place = x.owner, x.place
		fresh.names[x.place] = kept
	}
	for _, x := range come.only {
		n.enter(x)
	}
}

// part is some names of a document: those that others do not have, and the rest.
type part struct{ only, rest []*listed }

func without(names, others []*listed) (p part) {
	for _, x := range names {
		if slices.ContainsFunc(others, x.same) {
			p.rest = append(p.rest, x)
		} else {
			p.only = append(p.only, x)
		}
	}
	return p
}

// Remove takes out the document with an id.
func (n *Names) Remove(id string) {
	if old := n.sources[id]; old != nil {
		for _, x := range old.names {
			n.leave(x)
		}
		delete(n.sources, id)
		delete(n.defining, id)
	}
}

// Settle returns the lexicon, the terms in the order of their definitions,
// what is wrong with the names, and every name that came or went since it was
// last called, as MayHold takes it.
func (n *Names) Settle() (*Lexicon, []record.Term, []Conflict, []string) {
	d := n.define()
	if !slices.EqualFunc(n.terms, d.names, (*listed).same) {
		for _, x := range n.terms {
			n.leave(x)
		}
		for _, x := range d.names {
			n.enter(x)
		}
		n.terms = d.names
	}
	changed := n.changed
	n.changed = nil
	return n.book.give(), d.terms, append(d.conflicts, n.clashes()...), changed
}

func (n *Names) enter(x *listed) {
	same := n.byText[x.folded]
	at, _ := slices.BinarySearchFunc(same, x, (*listed).compare)
	n.byText[x.folded] = slices.Insert(same, at, x)
	if len(same) > 0 {
		n.shared[x.folded] = true
	}
	n.changed = append(n.changed, n.book.enter(x))
}

func (n *Names) leave(x *listed) {
	same := slices.DeleteFunc(n.byText[x.folded], func(o *listed) bool { return o == x })
	n.byText[x.folded] = same
	switch len(same) {
	case 0:
		delete(n.byText, x.folded)
	case 1:
		delete(n.shared, x.folded)
	}
	n.changed = append(n.changed, n.book.leave(x))
}

// namesOf lists the names of a document's subject, each once.
func namesOf(doc *record.Document) []*listed {
	key, ok := doc.Key()
	if !ok {
		return nil
	}
	var names []*listed
	add := func(side string, rule record.Rule, given ...string) {
		for _, name := range given {
			if name != "" && !slices.ContainsFunc(names, func(o *listed) bool { return o.Name == name }) {
				names = append(names, list(doc, Entry{Key: key, Name: name, Rule: rule, Side: side}, len(names)))
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
	return names
}
