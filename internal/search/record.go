package search

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// recorder writes records as JSON. It is one worker's.
type recorder struct {
	properties []string
	numbers    map[string]int // of the properties, in the record at hand
}

func newRecorder() *recorder { return &recorder{numbers: map[string]int{}} }

// record appends the record of an entry.
func (r *recorder) record(dst []byte, e *placed, c *Content) []byte {
	own := r.gather(c)
	dst = append(dst, `{"s":`...)
	dst = strconv.AppendUint(dst, uint64(e.slot), 10)
	dst = appendField(dst, `,"u":`, e.Path)
	dst = appendField(dst, `,"k":`, c.Kind)
	if c.Order != 0 {
		dst = append(dst, `,"o":`...)
		dst = strconv.AppendInt(dst, int64(c.Order), 10)
	}
	dst = appendField(dst, `,"t":`, c.Title)
	if c.Label != "" {
		dst = appendField(dst, `,"l":`, c.Label)
	}
	dst = appendTexts(dst, `,"n":`, otherNames(e, c))
	if c.Description != "" {
		dst = appendField(dst, `,"d":`, c.Description)
	}
	dst = appendTexts(dst, `,"g":`, r.properties)
	if own > 0 {
		dst = append(dst, `,"w":`...)
		dst = strconv.AppendInt(dst, int64(own), 10)
	}
	dst = appendTexts(dst, `,"h":`, c.Headings)
	for i := range c.Paragraphs {
		dst = append(dst, pick(i == 0, `,"p":[`, `,`)...)
		dst = r.appendParagraph(dst, &c.Paragraphs[i])
	}
	if len(c.Paragraphs) > 0 {
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

func (r *recorder) appendParagraph(dst []byte, p *Paragraph) []byte {
	dst = appendField(dst, "[", p.Number)
	dst = append(dst, pick(p.Printed, ",1,", ",0,")...)
	dst = strconv.AppendInt(dst, int64(p.Heading), 10)
	dst = appendField(dst, ",", p.Text)
	for _, property := range p.Properties {
		dst = append(dst, ',')
		dst = strconv.AppendInt(dst, int64(r.numbers[property]), 10)
	}
	return append(dst, ']')
}

// gather numbers the properties of an entry and its paragraphs, and returns how
// many are the entry's own. The others are sorted, which makes them shorter.
func (r *recorder) gather(c *Content) (own int) {
	r.properties = r.properties[:0]
	clear(r.numbers)
	r.number(c.Properties)
	own = len(r.properties)
	for i := range c.Paragraphs {
		r.number(c.Paragraphs[i].Properties)
	}
	slices.Sort(r.properties[own:])
	for i, property := range r.properties {
		r.numbers[property] = i
	}
	return own
}

func (r *recorder) number(properties []string) {
	for _, property := range properties {
		if _, ok := r.numbers[property]; !ok {
			r.numbers[property] = len(r.properties)
			r.properties = append(r.properties, property)
		}
	}
}

// otherNames returns the names of an entry beside its title and label.
func otherNames(e *placed, c *Content) []string {
	var others []string
	for _, name := range e.Names {
		if name != c.Title && name != c.Label && !slices.Contains(others, name) {
			others = append(others, name)
		}
	}
	return others
}

func pick(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

func appendField(dst []byte, before, text string) []byte {
	return appendJSON(append(dst, before...), text)
}

// appendTexts appends a field that has an array of texts, unless it is empty.
func appendTexts(dst []byte, before string, texts []string) []byte {
	for i, text := range texts {
		if i == 0 {
			dst = append(append(dst, before...), '[')
		} else {
			dst = append(dst, ',')
		}
		dst = appendJSON(dst, text)
	}
	if len(texts) > 0 {
		dst = append(dst, ']')
	}
	return dst
}

const hexDigits = "0123456789abcdef"

// appendJSON appends a text as JSON has it, with U+FFFD for what is no UTF-8.
func appendJSON(dst []byte, text string) []byte {
	dst = append(dst, '"')
	written := 0
	for i := 0; i < len(text); {
		b := text[i]
		if b >= ' ' && b < utf8.RuneSelf && b != '"' && b != '\\' {
			i++
			continue
		}
		size := 1
		if b >= utf8.RuneSelf {
			var r rune
			if r, size = utf8.DecodeRuneInString(text[i:]); r != utf8.RuneError || size > 1 {
				i += size
				continue
			}
		}
		dst = append(dst, text[written:i]...)
		dst = appendEscape(dst, b)
		i += size
		written = i
	}
	dst = append(dst, text[written:]...)
	return append(dst, '"')
}

func appendEscape(dst []byte, b byte) []byte {
	switch {
	case b == '"' || b == '\\':
		return append(dst, '\\', b)
	case b == '\n':
		return append(dst, `\n`...)
	case b >= utf8.RuneSelf:
		return append(dst, "\uFFFD"...)
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[b>>4], hexDigits[b&15])
}

// ParseRecords reads the records of a text file.
func ParseRecords(content []byte) ([]Record, error) {
	var list []Record
	if err := json.Unmarshal(content, &list); err != nil {
		return nil, fmt.Errorf("parse records: %w", err)
	}
	for i := range list {
		if err := list[i].check(); err != nil {
			return nil, fmt.Errorf("parse record of %.80q: %w", list[i].Path, err)
		}
		if i > 0 && list[i].Slot <= list[i-1].Slot {
			return nil, fmt.Errorf("parse record of %.80q: %w: out of order", list[i].Path, errDamaged)
		}
	}
	return list, nil
}

// check says whether what a record refers to is there.
func (r *Record) check() error {
	if r.Slot < 0 || r.Own < 0 || r.Own > len(r.Properties) {
		return fmt.Errorf("%w: slot %d, %d own properties of %d", errDamaged, r.Slot, r.Own, len(r.Properties))
	}
	for _, p := range r.Paragraphs {
		if p.Heading < -1 || p.Heading >= len(r.Headings) {
			return fmt.Errorf("%w: heading %d of %d", errDamaged, p.Heading, len(r.Headings))
		}
		for _, property := range p.Properties {
			if property < 0 || property >= len(r.Properties) {
				return fmt.Errorf("%w: property %d of %d", errDamaged, property, len(r.Properties))
			}
		}
	}
	return nil
}

// UnmarshalJSON reads the array that a paragraph is.
func (p *RecordParagraph) UnmarshalJSON(content []byte) error {
	var fields []json.RawMessage
	if err := json.Unmarshal(content, &fields); err != nil {
		return err
	}
	if len(fields) < 4 {
		return fmt.Errorf("%w: a paragraph of %d fields", errDamaged, len(fields))
	}
	printed := 0
	*p = RecordParagraph{Properties: make([]int, len(fields)-4)}
	for i, to := range []any{&p.Number, &printed, &p.Heading, &p.Text} {
		if err := json.Unmarshal(fields[i], to); err != nil {
			return err
		}
	}
	for i := range p.Properties {
		if err := json.Unmarshal(fields[i+4], &p.Properties[i]); err != nil {
			return err
		}
	}
	p.Printed = printed != 0
	return nil
}
