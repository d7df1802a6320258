package site

import (
	"fmt"
	"slices"
	"strconv"

	"concord/internal/concord"
	"concord/internal/record"
)

// yearPlan is a year of the chronology and the dates that stand under it.
type yearPlan struct {
	year  int
	dates []namedDate
	count int // occurrences
}

// namedDate is a date and how often it occurs.
type namedDate struct {
	record.EDTF
	count int
}

func (d namedDate) compare(o record.EDTF) int { return d.EDTF.Compare(o) }

func (y *yearPlan) path() string { return YearPath(y.year) }

// planYears finds the years that the record's dates cover. A range stands
// under each year that it covers.
func planYears(concordance *concord.Concordance) []yearPlan {
	byYear := map[int]*yearPlan{}
	for _, key := range concordance.Keys(record.KeyDate) {
		date, err := record.ParseEDTF(key.ID)
		if err != nil {
			continue // keys of dates are made from dates
		}
		n := len(concordance.Mentions(key))
		first, last := date.Years()
		for year := first; year <= last; year++ {
			if byYear[year] == nil {
				byYear[year] = &yearPlan{year: year}
			}
			byYear[year].dates = append(byYear[year].dates, namedDate{date, n})
			byYear[year].count += n
		}
	}
	var years []yearPlan
	for _, y := range byYear {
		slices.SortFunc(y.dates, func(a, b namedDate) int { return a.compare(b.EDTF) })
		years = append(years, *y)
	}
	slices.SortFunc(years, func(a, b yearPlan) int { return a.year - b.year })
	return years
}

// Years returns the years of the chronology, each of which has a page, sorted.
func (s *Site) Years() []int {
	list := make([]int, len(s.years))
	for i := range s.years {
		list[i] = s.years[i].year
	}
	return list
}

// YearPath is the path of the page of a year, from the site's root.
func YearPath(year int) string { return fmt.Sprintf("dates/%04d/index.html", year) }

func (s *Site) hasYear(year int) bool {
	_, ok := findYear(s.years, year)
	return ok
}

// findYear returns the place of a year in a chronology.
func findYear(years []yearPlan, year int) (int, bool) {
	return slices.BinarySearchFunc(years, year, func(y yearPlan, year int) int { return y.year - year })
}

// manyDates is how many occurrences the whole chronology shows on one page;
// beyond it, the page shows how many there are in each year.
const manyDates = 2000

func (b *builder) dateIndex() (DateIndex, error) {
	view := DateIndex{Page: b.page(b.indexTitle("dates"), b.Text("Every date that the record names, in order, with the paragraphs that name it."))}
	total := 0
	for i := range b.years {
		total += b.years[i].count
	}
	view.Picture = b.timeline()
	view.Total = b.Concordance.Count(record.KeyDate)
	for i := range b.years {
		year, err := b.yearView(&b.years[i], total <= manyDates)
		if err != nil {
			return view, err
		}
		view.Years = append(view.Years, year)
	}
	return view, nil
}

func (b *builder) yearView(y *yearPlan, whole bool) (Year, error) {
	name := strconv.Itoa(y.year)
	view := Year{
		Link: *b.toYear(y),
		Year: b.yearName(y.year), ID: "year-" + name, Count: y.count,
	}
	if !whole {
		return view, nil
	}
	for _, date := range y.dates {
		first, _ := date.Years()
		entry, err := b.dateEntry(date.EDTF, y.year == first)
		if err != nil {
			return view, err
		}
		if b.path != y.path() { // the whole chronology, where a range stands under many years
			entry.ID = view.ID + "-" + entry.ID
		}
		view.Entries = append(view.Entries, entry)
	}
	return view, nil
}

func (b *builder) yearPage(i int) (YearPage, error) {
	y := &b.years[i]
	year, err := b.yearView(y, true)
	view := YearPage{
		Page: b.page(year.Year, b.With("Every date of {} that the record names, with the paragraphs that name it.", year.Year), b.section("dates")),
		Year: year,
	}
	if i > 0 {
		view.Previous = b.toYear(&b.years[i-1])
	}
	if i+1 < len(b.years) {
		view.Next = b.toYear(&b.years[i+1])
	}
	return view, err
}

func (b *builder) toYear(y *yearPlan) *Link {
	return &Link{Title: b.yearName(y.year), Href: b.href(y.path())}
}

// yearName is a year as the page's language writes it.
func (b *builder) yearName(year int) string {
	date, err := record.NewEDTF(year, 0, 0)
	if err != nil {
		return strconv.Itoa(year)
	}
	return b.Date(date)
}

// dateEntry is one date and every paragraph that names it, with the sentences
// where it is to be quoted: a range is, under the first of its years.
func (b *builder) dateEntry(date record.EDTF, quoted bool) (DateEntry, error) {
	entry := DateEntry{Date: *b.date(date), ID: record.DateAnchor(date)}
	key := record.Key{Kind: record.KeyDate, ID: date.String()}
	var last *concord.Member
	for _, o := range b.Concordance.Mentions(key) {
		place, err := b.datePlace(o, quoted)
		if err != nil {
			return entry, err
		}
		if o.Member != last {
			entry.Groups = append(entry.Groups, DateGroup{Document: b.toDocument(o.Member.Document)})
			last = o.Member
		}
		group := &entry.Groups[len(entry.Groups)-1]
		group.Places = append(group.Places, place)
	}
	return entry, nil
}

// datePlace is one occurrence of a date, with the sentence in which it stands if
// it is to be quoted.
func (b *builder) datePlace(o concord.Occurrence, quoted bool) (DatePlace, error) {
	p := &o.Member.Facts.Paragraphs[o.Paragraph]
	text, err := b.text(o.Member, p)
	if err != nil {
		return DatePlace{}, err
	}
	start, end := int(o.Start-p.Start), int(o.End-p.Start)
	place := DatePlace{Quote: b.paragraph(o.Member, p), Words: string(text[start:end])}
	if !quoted {
		return place, nil
	}
	from, to := sentence(text, start, end)
	place.HTML = b.marked(text[from:to], p.Start+int32(from), []concord.Occurrence{o})
	return place, nil
}
