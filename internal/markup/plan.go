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
func (c *Compiler) planLink(m *mention.Match, start, end int) {
	words := c.text[c.unit.start+m.Start : c.unit.start+m.End]
	href := ""
	if c.firstMention(m.Key) {
		href = c.matchPath(m)
	}
	long := c.expansion(m, words)
	if href == "" && long == "" && m.Key.Kind != record.KeyDate {
		return
	}
	p := &c.links
	link := plannedLink{start: start, end: end, from: len(p.tags)}
	closing := ""
	if href != "" {
		p.tags.text(`<a class="m `).text(m.Key.Kind.String()).text(`" href="`).text(c.root).escaped(href).text(`">`)
		closing = "</a>"
	}
	if long != "" {
		p.tags.text(`<abbr title="`).escaped(long).text(`">`)
		closing = "</abbr>" + closing
	}
	if m.Key.Kind == record.KeyDate && !strings.Contains(m.Key.ID, "/") {
		p.tags.text(`<time datetime="`).text(m.Key.ID).text(`">`)
		closing = "</time>" + closing
	}
	link.middle = len(p.tags)
	p.tags.text(closing)
	link.to = len(p.tags)
	if link.from == link.to {
		return
	}
	p.links = append(p.links, link)
}

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

// matchPath is path for a mention: it need not look its key up.
func (c *Compiler) matchPath(m *mention.Match) string {
	if m.Entry < 0 {
		return c.datePath(m.Key.ID)
	}
	return c.subjectPath(&c.subjects[m.Entry])
}

// path is where mentions of a key lead, from the site's root, "" where they
// lead to the page itself or nowhere.
func (c *Compiler) path(key record.Key) string {
	if key.Kind == record.KeyDate {
		return c.datePath(key.ID)
	}
	subject := c.vocabulary.Subjects[key]
	return c.subjectPath(&subject)
}

func (c *Compiler) subjectPath(s *Subject) string {
	if s.Document == c.doc.ID {
		return ""
	}
	return s.Path
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
