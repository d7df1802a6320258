package check

import (
	"fmt"
	"strings"

	"concord/internal/diag"
	"concord/internal/record"
)

const codeDisagrees diag.Code = "date-disagrees"

// dates compares the date of each event with those that its citations name. A
// date may be less exact than the paragraph's or more. The date of the document
// that is cited needs no words: what it tells of without a date happened then.
func (c *checker) dates(d *record.Document) {
	for i := range d.Instrument.Events {
		e := &d.Instrument.Events[i]
		if e.Date.IsZero() {
			continue
		}
		date := e.Date.String()
		if named := c.otherDates(e, date); len(named) > 0 {
			c.doubt(d.Path, e.Place, codeDisagrees,
				fmt.Sprintf("the event is dated %s, and %s only %s", date, says(e.Cite), strings.Join(named, ", ")),
				"write the date as the paragraph states it, or cite the paragraph that states this one")
		}
	}
}

// otherDates are the dates that the citations of an event name, in EDTF form,
// none where one of them agrees with the event's.
func (c *checker) otherDates(e *record.Event, date string) (named []string) {
	for _, ref := range e.Cite {
		m, at := c.paragraph(ref)
		if m == nil || m.Document.Date == e.Date {
			return nil // what does not exist is reported
		}
		for _, x := range mentionsIn(m, at) {
			if x.Key.Kind != record.KeyDate {
				continue
			}
			if x.Key.ID == date || within(date, x.Key.ID) || within(x.Key.ID, date) {
				return nil
			}
			named = append(named, x.Key.ID)
		}
	}
	return named
}

// says is the beginning of what paragraphs say: "annexes/a#1 says".
func says(refs []record.Reference) string {
	names := make([]string, len(refs))
	for i, ref := range refs {
		names[i] = ref.String()
	}
	if len(names) == 1 {
		return names[0] + " says"
	}
	return strings.Join(names, " and ") + " say"
}

// within says whether a date in EDTF form lies in another, or is it.
func within(date, other string) bool {
	from, to := bounds(date)
	first, last := bounds(other)
	return first <= from && to <= last
}

// bounds are texts between which, in the order of their bytes, all dates lie
// that a date in EDTF form covers.
func bounds(edtf string) (from, to string) {
	from, to, interval := strings.Cut(edtf, "/")
	if !interval {
		to = from
	}
	return strings.Trim(from, "."), strings.Trim(to, ".") + "~"
}
