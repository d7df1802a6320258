package markup

import (
	"fmt"
	"slices"
	"strings"

	"concord/internal/mention"
	"concord/internal/record"
)

// linkPlan is the elements that automatic mentions put around stretches of
// the Markdown, in the order in which the page is written.
type linkPlan struct {
	links []plannedLink
	tags  buffer // the opening and closing tags, one after the other
	next  int    // the first that is not written yet
	open  bool   // whether links[next] is begun
}

// plannedLink wraps the Markdown from start to end. Its opening tags are
// tags[from:middle], its closing tags tags[middle:to].
type plannedLink struct{ start, end, from, middle, to int }

func (p *linkPlan) reset() { *p = linkPlan{links: p.links[:0], tags: p.tags[:0]} }

// planLink decides how a mention looks on the page: the first of its subject
// in a paragraph is a link (in a document, where it is a defined term), an
// abbreviation says what it stands for, and a date is a time.
func (c *Compiler) planLink(m *mention.Match, start, end int) fate {
	words := c.text[c.unit.start+m.Start : c.unit.start+m.End]
	href, what := "", notFirst
	if c.firstMention(m.Key) {
		if href, what = c.href(m), linked; href == "" {
			what = noTarget
		}
	}
	long := c.expansion(m, words)
	if href == "" && long == "" && m.Key.Kind != record.KeyDate {
		return what
	}
	p := &c.links
	link := plannedLink{start: start, end: end, from: len(p.tags)}
	if href != "" {
		p.tags.text(`<a class="m `).text(m.Key.Kind.String()).text(`" href="`).text(c.root).text(href).text(`">`)
	}
	if long != "" {
		p.tags.text(`<abbr title="`).escaped(long).text(`">`)
	}
	day := m.Key.Kind == record.KeyDate && !strings.Contains(m.Key.ID, "/")
	if day {
		p.tags.text(`<time datetime="`).text(m.Key.ID).text(`">`)
	}
	link.middle = len(p.tags)
	if day {
		p.tags.text("</time>")
	}
	if long != "" {
		p.tags.text("</abbr>")
	}
	if href != "" {
		p.tags.text("</a>")
	}
	link.to = len(p.tags)
	if link.from != link.to {
		p.links = append(p.links, link)
	}
	return what
}

// fate is what becomes of a mention on the page.
type fate uint8

const (
	linked fate = iota
	notFirst
	noTarget // its own page; for a date, a page whose dates are not indexed
	insideName
	acrossElements
)

// firstMention notes that a key is mentioned and says whether this mention of
// it is to be the link.
func (c *Compiler) firstMention(key record.Key) bool {
	if key.Kind == record.KeyTerm {
		if c.terms[key] {
			return false
		}
		c.terms[key] = true
		return true
	}
	if slices.Contains(c.linked, key) {
		return false
	}
	c.linked = append(c.linked, key)
	return true
}

// target is a subject as the links of mentions need it.
type target struct {
	known    bool
	document string // id of the document that describes it
	href     string // its path, escaped for an attribute
}

// target returns the subject of a lexicon's entry. Subjects are looked up once:
// they are needed at every mention, and most of them at none of the few documents
// that are compiled after an edit.
func (c *Compiler) target(entry int32) *target {
	t := &c.targets[entry]
	if !t.known {
		subject := c.vocabulary.Subjects[c.vocabulary.Lexicon.Entries()[entry].Key]
		var href buffer
		*t = target{known: true, document: subject.Document, href: string(*href.escaped(subject.Path))}
	}
	return t
}

// href is path for a mention, escaped for an attribute.
func (c *Compiler) href(m *mention.Match) string {
	if m.Entry < 0 {
		return c.datePath(m.Key.ID) // which holds nothing to escape
	}
	t := c.target(m.Entry)
	if t.document == c.doc.ID {
		return ""
	}
	return t.href
}

// path is where mentions of a key lead, from the site's root, "" where they
// lead to the page itself or nowhere.
func (c *Compiler) path(key record.Key) string {
	if key.Kind == record.KeyDate {
		return c.datePath(key.ID)
	}
	subject := c.vocabulary.Subjects[key]
	if subject.Document == c.doc.ID {
		return ""
	}
	return subject.Path
}

// datePath is the place of a date in EDTF form in the date index, "" on pages
// that are not indexed: the date index holds only what the record names.
func (c *Compiler) datePath(edtf string) string {
	if !c.doc.Kind.Indexed() {
		return ""
	}
	path, ok := c.datePaths[edtf]
	if !ok {
		date, err := record.ParseEDTF(edtf)
		if err != nil {
			panic(fmt.Errorf("the key of a date is not one: %w", err)) // keys are made from dates
		}
		path = record.DatePath(date)
		c.datePaths[edtf] = path
	}
	return path
}

// expansion is what an abbreviation in the text stands for, "" where the
// words are not one.
func (c *Compiler) expansion(m *mention.Match, words []byte) string {
	if m.Rule != record.RuleAcronym && m.Rule != record.RuleTerm {
		return ""
	}
	if long, ok := c.vocabulary.Abbreviations[string(words)]; ok {
		return long
	}
	return c.vocabulary.Abbreviations[strings.TrimSuffix(string(words), "s")]
}

// relativeRoot is the way from a page's folder to the site's root.
func relativeRoot(url string) string { return strings.Repeat("../", strings.Count(url, "/")) }
