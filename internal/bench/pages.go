package main

import (
	"fmt"
	"strings"
)

func (s *scribe) home() document {
	s.say("this record holds what "+sides[0].word+" and "+sides[1].word+" have agreed.", false)
	s.say("it begins with the [statement](statement.md) and its [annex](annexes/a.md).", false)
	s.close()
	return document{id: "index", title: "The Record of a Partnership"}
}

func (s *scribe) statement() document {
	for paragraph := 1; paragraph <= 8; paragraph++ {
		s.until(s.tally.Words + 80)
		s.close()
	}
	return document{id: "statement", title: "Joint Press Statement", date: "2030-11-02"}
}

func (s *scribe) annex() document {
	for paragraph := 1; paragraph <= annexOpening; paragraph++ {
		s.open(fmt.Sprint(paragraph))
		if paragraph == 1 { // which instruments cite for the side that takes part in them
			s.say("both sides, "+sides[0].word+" and "+sides[1].word+", welcomed the state of their relations.", false)
		}
		s.until(s.tally.Words + 60)
		s.close()
	}
	for i, p := range pillars {
		s.heading(p.roman + ". " + p.name)
		number := fmt.Sprint(pillarParagraph(i + 1))
		s.open(number)
		s.until(s.tally.Words + 40)
		s.close()
		for sub := 1; sub <= annexSubsections; sub++ {
			s.open(fmt.Sprintf("%s.%d", number, sub))
			s.until(s.tally.Words + 50)
			s.close()
		}
	}
	return document{
		id: "annexes/a", title: "Joint Statement on the Establishment of a Partnership", date: "2030-11-02",
		facts: "label: Annex A\n",
	}
}

func (s *scribe) agencyPage(a agency) document {
	for range 2 {
		s.prose.sentence(s, true) // nothing else is mentioned on an agency's own page
	}
	s.close()
	return document{
		id: "agencies/" + a.id, title: a.name,
		facts: fmt.Sprintf("acronym: %s\ncountry: %s\n", a.acronym, a.side.code),
	}
}

func (s *scribe) instrumentPage(index int) document {
	s.self = index
	in := s.corpus.instruments[index]
	last := s.articles(in)
	d := document{id: "mous/" + in.slug, title: in.title, date: in.signed.Format("2006-01-02")}
	for _, p := range in.participants {
		d.members = append(d.members, s.corpus.agencies[p].id)
	}
	d.facts = s.facts(in, d, last)
	return d
}

// articles writes the numbered paragraphs and returns the number of the last that has no point in it, the
// one that says when the instrument was signed.
func (s *scribe) articles(in instrument) (last int) {
	numbers := s.numbers()
	tops := 0
	for _, number := range numbers {
		if !strings.Contains(number, ".") {
			tops++
		}
	}
	titles := s.headings(tops)
	for i, number := range numbers {
		top := !strings.Contains(number, ".")
		if top {
			last++
			if title := titles[last-1]; title != "" {
				s.heading(title)
			}
		}
		s.open(number)
		switch {
		case i == 0:
			s.preamble(in)
		case top && last == tops:
			s.signature(in)
		}
		s.until(wordsPerInstrument * (i + 1) / len(numbers))
		s.close()
	}
	return tops
}

// numbers draws the printed numbers in order: 1, 1.1, 1.2, 2 and so on.
func (s *scribe) numbers() []string {
	count := fewestParagraphs + s.rng.IntN(mostParagraphs-fewestParagraphs+1)
	subs := make([]int, count/2)
	for range count - len(subs) {
		subs[s.rng.IntN(len(subs))]++
	}
	numbers := make([]string, 0, count)
	for i, n := range subs {
		numbers = append(numbers, fmt.Sprint(i+1))
		for j := range n {
			numbers = append(numbers, fmt.Sprintf("%d.%d", i+1, j+1))
		}
	}
	return numbers
}

// headings gives every second paragraph of the first rank a heading, and the last one its own.
func (s *scribe) headings(tops int) []string {
	titles := make([]string, tops)
	order := s.rng.Perm(len(headings))
	titles[0] = firstHeading
	for i := 2; i < tops-1; i += 2 {
		titles[i] = headings[order[i/2]]
	}
	titles[tops-1] = lastHeading
	return titles
}

// preamble names those who take part; the front matter cites it for them.
func (s *scribe) preamble(in instrument) {
	names := make([]string, len(in.participants))
	for i, p := range in.participants {
		names[i] = "the " + s.corpus.agencies[p].name
	}
	s.tally.Agencies += len(names)
	s.say(strings.Join(names[:len(names)-1], ", ")+" and "+names[len(names)-1]+
		", hereinafter referred to as the Participants, have reached the following understandings.", true)
}

// signature says when; the front matter cites it for the events.
func (s *scribe) signature(in instrument) {
	s.tally.Dates++
	text := "these understandings were signed on " + printed(in.signed)
	if effect, ok := in.inEffect(); ok {
		s.tally.Dates++
		text += " and came into effect on " + printed(effect)
	}
	s.say(text+".", true)
}

// facts are the front matter of an instrument, each with the paragraph that says so.
func (s *scribe) facts(in instrument, d document, last int) string {
	var y strings.Builder
	signature := fmt.Sprintf("%s#%d", d.id, last)
	fmt.Fprintf(&y, "form: {value: %s, cite: %s#1}\n", in.form, d.id)
	y.WriteString("participants:\n")
	for _, member := range d.members {
		fmt.Fprintf(&y, "  - {agency: %s, cite: %s#1}\n", member, d.id)
	}
	if in.bySide {
		fmt.Fprintf(&y, "  - {side: %s, cite: annexes/a#1}\n", sides[1].code)
	}
	fmt.Fprintf(&y, "events:\n  - {date: %s, event: signed, cite: %s}\n", d.date, signature)
	if effect, ok := in.inEffect(); ok {
		fmt.Fprintf(&y, "  - {date: %s, event: came into effect, cite: %s}\n", effect.Format("2006-01-02"), signature)
	}
	fmt.Fprintf(&y, "pillar: {value: %d, cite: annexes/a#%d}\n", in.pillar, pillarParagraph(in.pillar))
	fmt.Fprintf(&y, "status: {value: in effect, cite: [%s, annexes/a#%d.1]}\n", signature, pillarParagraph(in.pillar))
	return y.String()
}
