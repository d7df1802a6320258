package site

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/internal/concord"
	"concord/internal/record"
)

func (b *builder) instrument(m *concord.Member) (Instrument, error) {
	view, err := b.instrumentFacts(m)
	if err != nil {
		return view, err
	}
	d := m.Document
	view.Page = b.documentPage(d, b.section("mous"))
	view.Previous, view.Next = b.neighbour(m, -1), b.neighbour(m, 1)
	view.Citation = b.citation(m)
	key, _ := d.Key()
	view.Mentions, view.Paragraphs, err = b.quotes(b.Concordance.Mentions(key), d)
	return view, err
}

// instrumentFacts is an instrument without what leads to other pages.
func (b *builder) instrumentFacts(m *concord.Member) (Instrument, error) {
	d, x := m.Document, m.Document.Instrument
	view := Instrument{
		Page:              b.partPage(d),
		Acronym:           x.Acronym,
		Names:             x.Names,
		ParticipantsTitle: b.participantsTitle(x.Form.Value),
		Form:              b.fact(x.Form),
		Pillar:            b.pillarFact(x),
		Listed:            b.listed(x),
		Status:            b.fact(x.Status),
		OwnTitle:          m.Facts.OwnTitle,
	}
	for _, p := range x.Participants {
		view.Participants = append(view.Participants, b.participant(p))
	}
	for _, e := range x.Events {
		what := b.value(e.Event)
		view.Events = append(view.Events, Event{Date: b.date(e.Date), What: what.text, Lang: what.lang, Cites: b.cites(e.Cite)})
	}
	var err error
	view.Body, err = b.body(m)
	return view, err
}

// listed is the list that names an instrument. The lists are part of the
// record, so it is known where none does.
func (b *builder) listed(x *record.InstrumentFacts) Fact {
	if !x.Listed.Stated() {
		return Fact{Value: b.Text("not listed")}
	}
	return b.fact(x.Listed)
}

// participantsTitle tells what those who take part are called: an instrument
// that calls itself an agreement, a treaty or a convention has parties.
func (b *builder) participantsTitle(form string) string {
	if binding(form) {
		return b.Text("Parties")
	}
	return b.Text("Participants")
}

// binding says whether an instrument of a form binds, by what it calls itself.
func binding(form string) bool {
	switch form {
	case "agreement", "treaty", "convention":
		return true
	}
	return false
}

func (b *builder) pillarFact(x *record.InstrumentFacts) Fact {
	f := b.fact(x.Pillar)
	if p := b.Config.Pillar(x.Pillar.Value); p != nil {
		f.Value, f.Href, f.Lang = pillarTitle(p), b.href(pillarPath(p)), b.textLang
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
		return b.own(side.Name).text
	}
	return code
}

// sideOf names the side that an agency belongs to, or what it is.
func (b *builder) sideOf(a *record.AgencyFacts) string {
	switch {
	case a.Country != "":
		return b.sideName(a.Country)
	case a.Body == "joint":
		return b.Text("Joint body")
	}
	return b.Text("International organisation or forum")
}

// row is an instrument in a table.
func (b *builder) row(m *concord.Member) InstrumentRow {
	x := m.Document.Instrument
	row := InstrumentRow{Link: b.toDocument(m.Document), Form: b.plainFact(x.Form), Listed: x.Listed.Value}
	if p := b.Config.Pillar(x.Pillar.Value); p != nil {
		row.Pillar = Fact{Value: pillarTitle(p), Lang: b.textLang}
	}
	if e := latest(x); e != nil {
		what := b.value(e.Event)
		row.Date, row.What, row.WhatLang = b.date(e.Date), what.text, what.lang
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
		Picture: b.network(),
		Page:    b.page(b.indexTitle("mous"), b.Text("Every instrument that the record names, by pillar, form and date.")),
		Total:   len(all),
		Pillars: b.group(all, "pillar", b.pillarGroup),
		Forms:   b.group(all, "form", b.formGroup),
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
		return groupKey{notStated, Link{Title: b.Text("Pillar not stated")}}
	}
	return groupKey{sortable(p.Number), Link{Title: pillarTitle(p), Href: b.href(pillarPath(p)), Lang: b.textLang}}
}

func (b *builder) formGroup(x *record.InstrumentFacts) groupKey {
	if !x.Form.Stated() {
		return groupKey{notStated, Link{Title: b.Text("Form not stated")}}
	}
	form := b.value(x.Form.Value)
	return groupKey{x.Form.Value, Link{Title: upperFirst(form.text), Lang: form.lang}}
}

func (b *builder) yearGroup(x *record.InstrumentFacts) groupKey {
	e := latest(x)
	if e == nil {
		return groupKey{notStated, Link{Title: b.Text("Date not stated")}}
	}
	year, _ := e.Date.Years()
	link := Link{Title: b.yearName(year)}
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
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
