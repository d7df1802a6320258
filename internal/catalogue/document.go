package catalogue

import (
	"slices"
	"strings"

	"concord/internal/concord"
	"concord/internal/record"
	"concord/internal/search"
	"concord/internal/site"
)

func (c *catalogue) document(m *concord.Member) search.Entry {
	d := m.Document
	return search.Entry{
		Path:     site.PagePath(d.ID),
		Names:    c.names(m),
		Official: d.Kind.Official(),
		Size:     len(d.Title) + len(d.Description) + textSize(m.Facts),
		Content: func() (search.Content, error) {
			content := search.Content{
				Kind: string(d.Kind), Order: d.Order, Title: c.in.Title(d), Label: label(d),
				Description: d.Description, Properties: documentProperties(d),
			}
			if facts := c.statedFacts(d); facts.Text != "" {
				content.Paragraphs = append(content.Paragraphs, facts)
			}
			return content, c.body(m, &content)
		},
	}
}

// textSize is the length of the running text of a document, in bytes.
func textSize(f *record.Facts) int {
	if n := len(f.Paragraphs); n > 0 {
		return int(f.Paragraphs[n-1].End)
	}
	return 0
}

// label is the short title of a document.
func label(d *record.Document) string {
	switch {
	case d.Agency != nil:
		return d.Agency.Acronym
	case d.Instrument != nil:
		return d.Instrument.Acronym
	}
	return d.Label
}

func documentProperties(d *record.Document) []string {
	list := []string{ofKind + string(d.Kind)}
	if d.Agency != nil {
		list = append(list, ofAgency+d.Slug())
	}
	if d.Instrument != nil {
		list = append(list, instrumentProperties(d.Instrument)...)
	}
	return list
}

func instrumentProperties(x *record.InstrumentFacts) []string {
	var list []string
	if x.Form.Stated() {
		list = append(list, ofKind+strings.ReplaceAll(strings.ToLower(x.Form.Value), " ", "-"))
	}
	if x.Pillar.Stated() {
		list = append(list, ofPillar+x.Pillar.Value)
	}
	for _, p := range x.Participants {
		if p.Agency != "" {
			list = append(list, ofAgency+p.Agency)
		}
	}
	for _, e := range x.Events {
		list = append(list, years(e.Date)...)
	}
	return unique(list)
}

// unique leaves the first of equal strings, in their order.
func unique(list []string) []string {
	var kept []string
	for _, s := range list {
		if s != "" && !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// body adds a document's headings and paragraphs.
func (c *catalogue) body(m *concord.Member, to *search.Content) error {
	f := m.Facts
	headings := make([]int, len(f.Headings)) // where each is in what is added
	for i, h := range f.Headings {
		headings[i] = -1
		if h.Level > 1 { // above that it is the page's title
			headings[i] = len(to.Headings)
			to.Headings = append(to.Headings, h.Text)
		}
	}
	raw, err := m.Body.Text(0, textSize(f), nil)
	if err != nil {
		return err
	}
	text, first := string(raw), len(to.Paragraphs)
	to.Paragraphs = slices.Grow(to.Paragraphs, len(f.Paragraphs))
	for i := range f.Paragraphs {
		p := &f.Paragraphs[i]
		added := search.Paragraph{
			Number: p.Number, Printed: numbered(m.Document.Kind, p), Heading: -1, Text: text[p.Start:p.End],
		}
		if p.Heading >= 0 {
			added.Heading = headings[p.Heading]
		}
		to.Paragraphs = append(to.Paragraphs, added)
	}
	if m.Document.Kind.Indexed() {
		c.file(m, to.Paragraphs[first:])
	}
	return nil
}

// numbered says whether people know a paragraph by its number: it is printed,
// or counts the paragraphs of an official text that prints none.
func numbered(kind record.Kind, p *record.Paragraph) bool {
	return p.Printed || kind.Official() && !strings.HasPrefix(p.Number, "u")
}

// file adds to the paragraphs of a document what they mention, and under which
// agencies, pillars and years they are filed.
func (c *catalogue) file(m *concord.Member, paragraphs []search.Paragraph) {
	for _, t := range c.PillarTexts(m) {
		for i := t.From; i < t.To; i++ {
			add(&paragraphs[i].Properties, pillarProperty(t.Pillar))
		}
	}
	for i := range m.Facts.Mentions {
		x := &m.Facts.Mentions[i]
		if x.Paragraph < 0 {
			continue
		}
		p := &paragraphs[x.Paragraph]
		for _, property := range mentionProperties(x.Key) {
			add(&p.Properties, property)
		}
		if path, ok := c.paths[x.Key]; ok {
			p.Mentions = append(p.Mentions, path)
		}
	}
}

func add(list *[]string, s string) {
	if !slices.Contains(*list, s) {
		*list = append(*list, s)
	}
}

// mentionProperties are those of a paragraph that mentions what a key stands
// for.
func mentionProperties(key record.Key) []string {
	switch key.Kind {
	case record.KeyAgency:
		return []string{ofAgency + key.ID}
	case record.KeyDate:
		if date, err := record.ParseEDTF(key.ID); err == nil { // keys of dates are made from dates
			return years(date)
		}
	}
	return nil
}
