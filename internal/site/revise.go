package site

import (
	"maps"
	"slices"

	"concord/internal/concord"
	"concord/internal/record"
)

// Revision is a member that has got another document or other facts in its
// place, and what it had before.
type Revision struct {
	Member *concord.Member
	Before concord.Member
}

// Revised returns the site of another input after some members were revised in
// the concordance, and says whether its pages may be others than this one's.
// dates are all dates that are named more or less often than before.
func (s *Site) Revised(in Input, revisions []Revision, dates []record.Key) (next *Site, replanned bool) {
	years := slices.Clone(s.years)
	for _, key := range dates {
		years = s.recount(years, key)
	}
	if s.Config != in.Config || !slices.EqualFunc(s.Languages, in.Languages, sameLanguage) || !slices.Equal(s.Members, in.Members) || !slices.EqualFunc(s.years, years, sameYear) {
		return plan(in, years), true
	}
	revised := *s
	revised.Input, revised.years, revised.instruments = in, years, maps.Clone(s.instruments)
	revised.cards = &cardIndex{}
	for _, r := range revisions {
		revised.refile(r)
	}
	return &revised, false
}

func sameLanguage(a, b Language) bool {
	return a.Language == b.Language && a.Folder == b.Folder && slices.Equal(a.Scripts, b.Scripts) &&
		slices.Equal(a.BoxScripts, b.BoxScripts) && slices.Equal(a.SearchScripts, b.SearchScripts)
}

func sameYear(a, b yearPlan) bool { return a.year == b.year }

// refile puts an instrument under the agencies that now take part in it.
func (s *Site) refile(r Revision) {
	before, now := participants(r.Before.Document), participants(r.Member.Document)
	if slices.Equal(before, now) {
		return
	}
	for _, slug := range before {
		list := slices.DeleteFunc(slices.Clone(s.instruments[slug]), func(m *concord.Member) bool { return m == r.Member })
		if s.instruments[slug] = list; len(list) == 0 {
			delete(s.instruments, slug)
		}
	}
	for _, slug := range now {
		list := s.instruments[slug]
		at, _ := slices.BinarySearchFunc(list, r.Member, (*concord.Member).Compare)
		s.instruments[slug] = slices.Insert(slices.Clone(list), at, r.Member)
	}
}

// recount brings a date's count up to date in the years that it covers.
func (s *Site) recount(years []yearPlan, key record.Key) []yearPlan {
	date, err := record.ParseEDTF(key.ID)
	if err != nil {
		return years // keys of dates are made from dates
	}
	now := namedDate{date, len(s.Concordance.Mentions(key))}
	first, last := date.Years()
	for year := first; year <= last; year++ {
		i, known := findYear(years, year)
		if !known {
			years = slices.Insert(years, i, yearPlan{year: year})
		}
		if years[i] = years[i].with(now); len(years[i].dates) == 0 {
			years = slices.Delete(years, i, i+1)
		}
	}
	return years
}

// with is the plan with a date's new count.
func (y yearPlan) with(date namedDate) yearPlan {
	at, known := slices.BinarySearchFunc(y.dates, date.EDTF, namedDate.compare)
	switch {
	case known && y.dates[at].count == date.count, !known && date.count == 0:
		return y
	case !known:
		y.dates = slices.Insert(slices.Clone(y.dates), at, date)
	default:
		y.count -= y.dates[at].count
		y.dates = slices.Clone(y.dates)
		if y.dates[at] = date; date.count == 0 {
			y.dates = slices.Delete(y.dates, at, at+1)
		}
	}
	y.count += date.count
	return y
}
