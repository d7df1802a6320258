package main

import "strings"

// framed prose is made of frames whose slots are filled, see words.go.
type framed struct{}

func (framed) sentence(s *scribe, plain bool) {
	draw := s.frame
	if plain {
		draw = func() string { return pick(s.rng, plainFrames) }
	}
	before := s.tally.mentions()
	text := s.fill(draw())
	s.say(text, s.tally.mentions() > before)
}

// frame draws what the next sentence is about. Instruments come up somewhat more often than agencies and
// dates, since the first paragraph has several agencies and the last one or two dates besides: in all, the
// three are mentioned about alike.
func (s *scribe) frame() string {
	if s.rng.Float64() >= mentionShare {
		return pick(s.rng, plainFrames)
	}
	if s.rng.IntN(5) == 0 {
		return pick(s.rng, mixedFrames)
	}
	switch n := s.rng.IntN(20); {
	case n < 6:
		return pick(s.rng, agencyFrames)
	case n < 14:
		return pick(s.rng, instrumentFrames)
	default:
		return pick(s.rng, dateFrames)
	}
}

func (s *scribe) fill(frame string) string {
	var text strings.Builder
	for {
		before, rest, found := strings.Cut(frame, "{")
		text.WriteString(before)
		if !found {
			return text.String()
		}
		slot, after, _ := strings.Cut(rest, "}")
		text.WriteString(s.slot(slot))
		frame = after
	}
}

func (s *scribe) slot(name string) string {
	switch name {
	case "agency":
		return s.agency(false)
	case "agency’s":
		return s.agency(true)
	case "instrument":
		return s.instrument()
	case "when":
		return s.when()
	case "verb":
		return s.draw(verbs)
	case "activity":
		return s.draw(activities)
	case "field":
		return s.draw(fields)
	case "basis":
		return s.draw(bases)
	case "aim":
		return s.draw(aims)
	case "organ":
		return s.draw(organs)
	}
	panic("no such slot: " + name) // a frame of ours is mistyped
}

func (s *scribe) draw(words []string) string {
	word := pick(s.rng, words)
	for word == s.drawn {
		word = pick(s.rng, words)
	}
	s.drawn = word
	return word
}
