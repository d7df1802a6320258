package site

import (
	"slices"
	"strings"

	"concord/internal/concord"
	"concord/internal/language"
	"concord/internal/picture"
	"concord/internal/record"
)

// timeline is the picture of the record's dates.
func (b *builder) timeline() picture.Picture {
	in := picture.TimelineData{
		ID: "timeline", Title: b.Text("Timeline"),
		Labels: picture.TimelineLabels{
			Date: b.Text("Date"), Event: b.Text("Event"), Paragraphs: b.Text("Paragraphs"),
			Year: b.Text("Year"), Years: b.Text("Years"), Dates: b.Text("Dates"),
		},
	}
	events, keys := b.eventsByDate(), b.Concordance.Keys(record.KeyDate)
	for _, key := range keys[:min(len(keys), picture.MostMarks+1)] {
		if date, err := record.ParseEDTF(key.ID); err == nil { // keys of dates are made from dates
			in.Marks = append(in.Marks, b.mark(key, date, events[date]))
		}
	}
	for i := range b.years {
		y := &b.years[i]
		in.Years = append(in.Years, picture.Year{Number: y.year, Text: b.yearName(y.year), Href: b.href(y.path()), Dates: len(y.dates)})
	}
	if n := len(b.years); n > 0 {
		in.Description = b.With("The dates that the record names, {} in all, from {} to {}.",
			b.Number(len(keys)), b.yearName(b.years[0].year), b.yearName(b.years[n-1].year))
	}
	return picture.Timeline(in)
}

// eventsByDate are what happened to instruments, by date.
func (s *Site) eventsByDate() map[record.EDTF][]happening {
	events := map[record.EDTF][]happening{}
	for _, h := range s.happenings() {
		events[h.Date] = append(events[h.Date], h)
	}
	return events
}

func (b *builder) mark(key record.Key, date record.EDTF, events []happening) picture.Mark {
	from, to := date.Ends()
	m := picture.Mark{
		First: dayOf(from), Last: dayOf(to), Interval: date.IsInterval(), Words: b.Date(date), Href: b.date(date).Href,
		Paragraphs: paragraphs(b.Concordance.Mentions(key), nil),
	}
	switch len(events) {
	case 0:
	case 1:
		name, what := b.subject(events[0].member.Document), b.value(events[0].Event.Event)
		m.Event, m.EventLang = name.text+", "+what.text, name.lang
	default:
		m.Event = b.Count("{} dated event", "{} dated events", len(events))
	}
	return m
}

func dayOf(date record.EDTF) picture.Day {
	year, month, day := date.Parts()
	return picture.Day{Year: year, Month: month, Day: day}
}

// network is the picture of who works with whom: the instruments by pillar,
// between the agencies of two sides.
func (b *builder) network() picture.Picture {
	if len(b.Config.Sides) != 2 {
		return picture.Picture{} // there is no left and no right
	}
	in := picture.NetworkData{
		ID: "network", Title: b.Text("Who works with whom"),
		Pillars: b.picturePillars(),
		Labels: picture.NetworkLabels{
			Instrument: b.Text("Instrument"), Pillar: b.Text("Pillar"), NoPillar: b.Text("Pillar not stated"), NoPillarShort: "–",
			Others: b.Text("Other participants"), Unnamed: b.Text("Participants not stated"), Apart: b.Text("Named without an instrument"),
			Kind: b.Text("Form"),
		},
	}
	left, right := b.Config.Sides[0].Code, b.Config.Sides[1].Code
	in.Left, in.Right = picture.Side{Name: b.sideName(left)}, picture.Side{Name: b.sideName(right)}
	for _, m := range b.byKind[record.Agency] {
		link := b.pictureLink(b.toDocument(m.Document))
		switch m.Document.Agency.Country {
		case left:
			in.Left.Agencies = append(in.Left.Agencies, link)
		case right:
			in.Right.Agencies = append(in.Right.Agencies, link)
		default:
			in.Others = append(in.Others, link)
		}
	}
	for _, m := range b.byKind[record.Instrument] {
		in.Instruments = append(in.Instruments, b.connection(m, left, right))
	}
	for _, g := range b.group(b.byKind[record.Instrument], "form", b.formGroup) {
		in.Kinds = append(in.Kinds, picture.Link{Text: g.Title, Href: b.href(generatedPages["mous"]) + "#" + g.ID, Lang: g.Lang})
	}
	in.Description = b.With("{} under {}. On the left: {}. On the right: {}.",
		b.Count("{} instrument", "{} instruments", len(in.Instruments)),
		b.Count("{} pillar", "{} pillars", len(in.Pillars)), in.Left.Name, in.Right.Name)
	return picture.Network(in)
}

func (b *builder) connection(m *concord.Member, left, right string) picture.Instrument {
	x := m.Document.Instrument
	form := b.formGroup(x)
	i := picture.Instrument{
		Link: b.pictureLink(b.toDocument(m.Document)),
		Kind: picture.Link{Text: form.link.Title, Lang: form.link.Lang, Href: b.href(generatedPages["mous"]) + "#form-" + groupID(form)},
	}
	if p := b.Config.Pillar(x.Pillar.Value); p != nil {
		i.Pillar = p.Number
	}
	for _, p := range x.Participants {
		p.Cite = nil
		link, side := b.pictureLink(b.participant(p).Link), p.Side
		if agency := b.agencyOf(p.Agency); agency != nil {
			side = agency.Document.Agency.Country
		}
		switch side {
		case left:
			i.Left = append(i.Left, link)
		case right:
			i.Right = append(i.Right, link)
		default:
			i.Others = append(i.Others, link)
		}
	}
	return i
}

func (b *builder) pictureLink(l Link) picture.Link {
	return picture.Link{Text: l.Title, Href: l.Href, Lang: l.Lang}
}

func (b *builder) picturePillars() []picture.Pillar {
	var list []picture.Pillar
	for i := range b.Config.Pillars {
		p := &b.Config.Pillars[i]
		list = append(list, picture.Pillar{Number: p.Number, Roman: p.Roman, Name: p.Name, Lang: b.textLang, Href: b.href(pillarPath(p))})
	}
	return list
}

// matrix is the picture of which agency is named under which pillar.
func (b *builder) matrix() picture.Picture {
	in := picture.MatrixData{
		ID: "matrix", Title: b.Text("Agencies and pillars"), Pillars: b.picturePillars(),
		Labels: picture.MatrixLabels{Agency: b.Text("Agency"), Side: b.Text("Side"), Letter: b.Text("Agencies, by first letter")},
	}
	counts := b.pillarCounts()
	members := slices.Clone(b.byKind[record.Agency])
	language.SortBy(b.Language.Language, members, func(m *concord.Member) string { return b.subject(m.Document).text })
	slices.SortStableFunc(members, func(x, y *concord.Member) int {
		return b.sideRank(x.Document.Agency) - b.sideRank(y.Document.Agency)
	})
	for _, m := range members {
		in.Agencies = append(in.Agencies, b.matrixRow(m, counts))
	}
	in.Description = b.With("How many paragraphs under each of {} name each of {}.",
		b.Count("{} pillar", "{} pillars", len(in.Pillars)), b.Count("{} agency", "{} agencies", len(in.Agencies)))
	return picture.Matrix(in)
}

// sideRank is the place of an agency's side on the index of agencies.
func (b *builder) sideRank(a *record.AgencyFacts) int {
	i := slices.IndexFunc(b.Config.Sides, func(s record.Side) bool { return s.Code == a.Country })
	switch {
	case i >= 0:
		return i
	case a.Body == "joint":
		return len(b.Config.Sides)
	}
	return len(b.Config.Sides) + 1
}

func (b *builder) matrixRow(m *concord.Member, counts map[string][]int) picture.Agency {
	a, link := m.Document.Agency, b.toDocument(m.Document)
	letter := b.Letter(link.Title)
	row := picture.Agency{
		Name: link.Title, Lang: link.Lang, Href: link.Href, Acronym: a.Acronym, Side: b.sideOf(a),
		Letter: picture.Link{Text: letter, Href: "#letter-" + strings.ToLower(letter)},
	}
	for i := range b.Config.Pillars {
		n := 0
		if of := counts[m.Document.Slug()]; of != nil {
			n = of[i]
		}
		row.Counts = append(row.Counts, picture.Count{N: n, Href: b.href(pillarPath(&b.Config.Pillars[i])) + "#_agencies"})
	}
	return row
}

// pillarCounts is how many paragraphs under each pillar name each agency, by the
// agencies' slugs.
func (b *builder) pillarCounts() map[string][]int {
	counts := map[string][]int{}
	for i := range b.Config.Pillars {
		m, from, to := b.pillarText(&b.Config.Pillars[i])
		if m == nil {
			continue
		}
		last := map[string]int32{}
		for _, x := range m.Facts.Mentions {
			if x.Key.Kind != record.KeyAgency || int(x.Paragraph) < from || int(x.Paragraph) >= to {
				continue
			}
			if at, seen := last[x.Key.ID]; seen && at == x.Paragraph {
				continue
			}
			last[x.Key.ID] = x.Paragraph
			if counts[x.Key.ID] == nil {
				counts[x.Key.ID] = make([]int, len(b.Config.Pillars))
			}
			counts[x.Key.ID][i]++
		}
	}
	return counts
}
