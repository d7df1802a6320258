package site

import (
	"slices"
	"strings"

	"concord/internal/concord"
	"concord/internal/record"
)

// shownEvents is how many dated events the home page shows.
const shownEvents = 8

// happening is something that happened to an instrument on a date that is stated.
type happening struct {
	record.Event
	member *concord.Member
}

// happenings are what the record dates, the last first.
func (s *Site) happenings() []happening {
	var list []happening
	for _, m := range s.byKind[record.Instrument] {
		for _, e := range m.Document.Instrument.Events {
			if !e.Date.IsZero() {
				list = append(list, happening{e, m})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b happening) int { return b.Date.Compare(a.Date) })
	return list
}

// dated are the latest dated events that the record tells of. What it only
// foresees, after its own date, is not among them.
func (b *builder) dated(all []happening) []DatedEvent {
	var list []DatedEvent
	for _, h := range all {
		if len(list) == shownEvents {
			break
		}
		what := b.value(h.Event.Event)
		list = append(list, DatedEvent{Date: b.date(h.Date), What: what.text, Lang: what.lang, Instrument: b.toDocument(h.member.Document)})
	}
	return list
}

// past leaves out what the record foresees: what is dated later than its texts.
func (b *builder) past(all []happening) []happening {
	var last record.EDTF
	for _, kind := range []record.Kind{record.Statement, record.Annex} {
		for _, m := range b.byKind[kind] {
			if m.Document.Date.Compare(last) > 0 {
				last = m.Document.Date
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(h happening) bool { return !last.IsZero() && h.Date.Compare(last) > 0 })
}

// latestDay are the events of the latest day that the record dates, by what happened.
func (b *builder) latestDay(all []happening) []EventGroup {
	var groups []EventGroup
	var day record.EDTF
	for _, h := range all {
		if _, _, _, ok := h.Date.Day(); !ok || !day.IsZero() && h.Date != day {
			continue
		}
		day = h.Date
		i := slices.IndexFunc(groups, func(g EventGroup) bool { return strings.EqualFold(g.What, b.value(h.Event.Event).text) })
		if i < 0 {
			what := b.value(h.Event.Event)
			i = len(groups)
			groups = append(groups, EventGroup{What: what.text, Lang: what.lang, Date: b.date(day)})
		}
		groups[i].Instruments = append(groups[i].Instruments, b.row(h.member))
	}
	return groups
}
