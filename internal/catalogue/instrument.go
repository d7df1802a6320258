package catalogue

import (
	"strconv"
	"strings"

	"concord/internal/record"
	"concord/internal/search"
	"concord/internal/site"
)

func pillarProperty(p *record.Pillar) string { return ofPillar + strconv.Itoa(p.Number) }

// statedFacts is what the page of an instrument says of it beside its text: who
// takes part in it, what happened to it and how it stands. Other documents have
// none.
func (c *catalogue) statedFacts(d *record.Document) search.Paragraph {
	x, p := d.Instrument, search.Paragraph{Heading: -1}
	if x == nil {
		return p
	}
	var parts []string
	for _, who := range x.Participants {
		name, path := c.participant(who)
		parts = append(parts, name)
		if path != "" {
			p.Mentions = append(p.Mentions, path)
		}
	}
	for _, e := range x.Events {
		parts = append(parts, c.event(e))
		if path := c.paths[record.Key{Kind: record.KeyDate, ID: e.Date.String()}]; path != "" {
			p.Mentions = append(p.Mentions, path)
		}
	}
	if x.Status.Stated() {
		parts = append(parts, x.Status.Value)
	}
	p.Text = strings.Join(parts, "; ")
	return p
}

// participant names one that takes part in an instrument, an agency with its
// side; path is "" for a side.
func (c *catalogue) participant(p record.Participant) (name, path string) {
	if side := c.Config.Side(p.Side); side != nil {
		return c.in.Side(side), ""
	}
	m := c.Subject(record.Key{Kind: record.KeyAgency, ID: p.Agency})
	if m == nil {
		return p.Agency, ""
	}
	name = c.in.Title(m.Document)
	if side := c.Config.Side(m.Document.Agency.Country); side != nil {
		name += " (" + c.in.Side(side) + ")"
	}
	return name, site.PagePath(m.Document.ID)
}

func (c *catalogue) event(e record.Event) string {
	what := c.in.Event(e)
	if e.Date.IsZero() {
		return what
	}
	return what + ", " + c.in.Date(e.Date)
}
