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

// Revised returns the site of another input, whose configuration and members are
// the same ones, after some members were revised in the concordance. It is nil
// where that would be a site of other pages, which New has to plan.
func (s *Site) Revised(in Input, revisions []Revision) *Site {
	next := *s
	next.Input = in
	next.instruments, next.years = maps.Clone(s.instruments), slices.Clone(s.years)
	dates := map[record.Key]bool{}
	for _, r := range revisions {
		next.refile(r)
		dateKeys(&r.Before, dates)
		dateKeys(r.Member, dates)
	}
	for key := range dates {
		if !next.recount(key) {
			return nil
		}
	}
	return &next
}

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

// dateKeys adds the dates that a member names.
func dateKeys(m *concord.Member, to map[record.Key]bool) {
	if !m.Document.Kind.Indexed() {
		return
	}
	for i := range m.Facts.Mentions {
		if key := m.Facts.Mentions[i].Key; key.Kind == record.KeyDate {
			to[key] = true
		}
	}
}

// recount brings a date's count up to date in the years that it covers. It says
// no where a year would come or go.
func (s *Site) recount(key record.Key) bool {
	date, err := record.ParseEDTF(key.ID)
	if err != nil {
		return true
	}
	n := len(s.Concordance.Mentions(key))
	first, last := date.Years()
	for year := first; year <= last; year++ {
		i, known := s.year(year)
		if !known {
			return n == 0
		}
		if s.years[i] = s.years[i].with(namedDate{date, n}); len(s.years[i].dates) == 0 {
			return false
		}
	}
	return true
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
