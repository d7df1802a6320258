package site

import (
	"slices"
	"strconv"
	"strings"

	"concord/internal/concord"
	"concord/internal/record"
)

func (b *builder) instrument(m *concord.Member) (Instrument, error) {
	d, x := m.Document, m.Document.Instrument
	view := Instrument{
		Page:              b.page(d.Title, d.Description, b.section("mous")),
		Acronym:           x.Acronym,
		Names:             x.Names,
		ParticipantsTitle: participantsTitle(x.Form.Value),
		Form:              b.fact(x.Form),
		Pillar:            b.pillarFact(x),
		Listed:            b.listed(x),
		Status:            b.fact(x.Status),
		OwnTitle:          m.Facts.OwnTitle,
		Previous:          b.neighbour(m, -1),
		Next:              b.neighbour(m, 1),
	}
	for _, p := range x.Participants {
		view.Participants = append(view.Participants, b.participant(p))
	}
	for _, e := range x.Events {
		view.Events = append(view.Events, Event{Date: b.date(e.Date), What: e.Event, Cites: b.cites(e.Cite)})
	}
	var err error
	if view.Body, err = b.body(m); err != nil {
		return view, err
	}
	key, _ := d.Key()
	view.Mentions, view.Paragraphs, err = b.quotes(b.Concordance.Mentions(key), d)
	return view, err
}

// listed is the list that names an instrument. The lists are part of the
// record, so it is known where none does.
func (b *builder) listed(x *record.InstrumentFacts) Fact {
	if !x.Listed.Stated() {
		return Fact{Value: "not listed"}
	}
	return b.fact(x.Listed)
}

// participantsTitle tells what those who take part are called: an instrument
// that calls itself an agreement, a treaty or a convention has parties.
func participantsTitle(form string) string {
	switch form {
	case "agreement", "treaty", "convention":
		return "Parties"
	}
	return "Participants"
}

func (b *builder) pillarFact(x *record.InstrumentFacts) Fact {
	f := b.fact(x.Pillar)
	if p := b.Config.Pillar(x.Pillar.Value); p != nil {
		f.Value, f.Href = pillarTitle(p), b.href(pillarPath(p))
	}
	return f
}

// pillarTitle is a pillar's name as printed: "I. Political, …".
func pillarTitle(p *record.Pillar) string {
	if p.Roman != "" {
		return p.Roman + ". " + p.Name
	}
	return strconv.Itoa(p.Number) + ". " + p.Name
}

func (b *builder) participant(p record.Participant) Participant {
	if p.Side != "" {
		return Participant{Link: Link{Title: b.sideName(p.Side)}, Cites: b.cites(p.Cite)}
	}
	view := Participant{Link: Link{Title: p.Agency}, Cites: b.cites(p.Cite)}
	if m := b.agencyOf(p.Agency); m != nil {
		view.Link, view.Side = b.toDocument(m.Document), b.sideOf(m.Document.Agency)
	}
	return view
}

// Subject returns the document that describes what a key stands for, nil where
// there is none.
func (s *Site) Subject(key record.Key) *concord.Member { return s.subjects[key] }

// agencyOf returns the agency with a slug, nil where there is none.
func (s *Site) agencyOf(slug string) *concord.Member {
	return s.Subject(record.Key{Kind: record.KeyAgency, ID: slug})
}

func (b *builder) sideName(code string) string {
	if side := b.Config.Side(code); side != nil {
		return side.Name
	}
	return code
}

// sideOf names the side that an agency belongs to, or what it is.
func (b *builder) sideOf(a *record.AgencyFacts) string {
	switch {
	case a.Country != "":
		return b.sideName(a.Country)
	case a.Body == "joint":
		return "Joint body"
	}
	return "International organisation or forum"
}

// row is an instrument in a table.
func (b *builder) row(m *concord.Member) InstrumentRow {
	x := m.Document.Instrument
	row := InstrumentRow{Link: b.toDocument(m.Document), Form: x.Form.Value, Listed: x.Listed.Value}
	if p := b.Config.Pillar(x.Pillar.Value); p != nil {
		row.Pillar = pillarTitle(p)
	}
	if e := latest(x); e != nil {
		row.Date, row.What = b.date(e.Date), e.Event
	}
	for _, p := range x.Participants {
		p.Cite = nil // the instrument's own page has them
		row.Participants = append(row.Participants, b.participant(p))
	}
	return row
}

func (b *builder) rows(list []*concord.Member) []InstrumentRow {
	rows := make([]InstrumentRow, len(list))
	for i, m := range list {
		rows[i] = b.row(m)
	}
	return rows
}

// latest is the last dated event of an instrument, nil where none is dated.
func latest(x *record.InstrumentFacts) *record.Event {
	var last *record.Event
	for i := range x.Events {
		e := &x.Events[i]
		if !e.Date.IsZero() && (last == nil || e.Date.Compare(last.Date) >= 0) {
			last = e
		}
	}
	return last
}

// manyInstruments is how many instruments an index shows on one page; beyond
// it, it shows how many there are under each pillar, form and year.
const manyInstruments = 1000

func (b *builder) instrumentIndex() (InstrumentIndex, error) {
	all := b.byKind[record.Instrument]
	view := InstrumentIndex{
		Page:    b.page(indexTitles["mous"], "Every instrument that the record names, by pillar, form and date."),
		Total:   len(all),
		Pillars: b.group(all, "pillar", b.pillarGroup),
		Forms:   b.group(all, "form", formGroup),
		Years:   b.group(all, "year", b.yearGroup),
	}
	return view, nil
}

// groupKey says under what an instrument is listed and where that stands
// among the groups; the last group is what is not stated.
type groupKey struct {
	sort string
	link Link
}

const notStated = "\uffff"

// group lists instruments under the key that each has, in the order of the
// keys.
func (b *builder) group(all []*concord.Member, id string, by func(*record.InstrumentFacts) groupKey) []InstrumentGroup {
	members := map[groupKey][]*concord.Member{}
	var keys []groupKey
	for _, m := range all {
		key := by(m.Document.Instrument)
		if members[key] == nil {
			keys = append(keys, key)
		}
		members[key] = append(members[key], m)
	}
	slices.SortFunc(keys, func(a, c groupKey) int { return strings.Compare(a.sort, c.sort) })
	groups := make([]InstrumentGroup, len(keys))
	for i, key := range keys {
		groups[i] = InstrumentGroup{Link: key.link, ID: id + "-" + groupID(key), Count: len(members[key])}
		if len(all) <= manyInstruments {
			groups[i].Rows = b.rows(members[key])
		}
	}
	return groups
}

func groupID(key groupKey) string {
	if key.sort == notStated {
		return "not-stated"
	}
	return strings.ReplaceAll(strings.TrimLeft(key.sort, "0"), " ", "-")
}

func (b *builder) pillarGroup(x *record.InstrumentFacts) groupKey {
	p := b.Config.Pillar(x.Pillar.Value)
	if p == nil {
		return groupKey{notStated, Link{Title: "Pillar not stated"}}
	}
	return groupKey{sortable(p.Number), Link{Title: pillarTitle(p), Href: b.href(pillarPath(p))}}
}

func formGroup(x *record.InstrumentFacts) groupKey {
	if !x.Form.Stated() {
		return groupKey{notStated, Link{Title: "Form not stated"}}
	}
	return groupKey{x.Form.Value, Link{Title: upperFirst(x.Form.Value)}}
}

func (b *builder) yearGroup(x *record.InstrumentFacts) groupKey {
	e := latest(x)
	if e == nil {
		return groupKey{notStated, Link{Title: "Date not stated"}}
	}
	year, _ := e.Date.Years()
	link := Link{Title: strconv.Itoa(year)}
	if b.hasYear(year) {
		link.Href = b.href(YearPath(year))
	}
	return groupKey{sortable(year), link}
}

// sortable writes a number so that text order is number order.
func sortable(n int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, 6-len(s))) + s
}

func upperFirst(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
