package engine

import (
	"encoding/binary"
	"hash/maphash"

	"concord/internal/concord"
	"concord/internal/record"
)

// digester makes the hashes by which two states of a document are compared.
type digester struct {
	seed maphash.Seed
	buf  []byte
}

func newDigester() *digester { return &digester{seed: maphash.MakeSeed()} }

// paragraphs are the digests of what others see of a document's paragraphs, by
// their index: number, heading and text.
func (d *digester) paragraphs(m *concord.Member) []uint64 {
	if m.Facts == nil {
		return nil
	}
	list := make([]uint64, len(m.Facts.Paragraphs))
	for i := range list {
		p := &m.Facts.Paragraphs[i]
		var h maphash.Hash
		h.SetSeed(d.seed)
		text, err := m.Body.Text(int(p.Start), int(p.End), d.buf)
		if err != nil {
			text = nil // who shows the paragraph says so
		}
		d.buf = text
		_, _ = h.Write(text)
		_ = h.WriteByte(0)
		_, _ = h.WriteString(p.Number)
		if p.Heading >= 0 {
			_ = h.WriteByte(byte(m.Facts.Headings[p.Heading].Level))
			_, _ = h.WriteString(m.Facts.Headings[p.Heading].Text)
		}
		list[i] = h.Sum64()
	}
	return list
}

// chain adds values to a digest, in their order.
func (d *digester) chain(to uint64, values ...uint64) uint64 {
	var h maphash.Hash
	h.SetSeed(d.seed)
	for _, v := range append([]uint64{to}, values...) {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], v)
		_, _ = h.Write(b[:])
	}
	return h.Sum64()
}

// numbered are the digests of a document's paragraphs with what each mentions,
// by their numbers.
func (d *digester) numbered(m *concord.Member) map[string]uint64 {
	list := d.paragraphs(m)
	if m.Facts == nil {
		return nil
	}
	for _, x := range m.Facts.Mentions {
		if p := x.Paragraph; p >= 0 {
			start := m.Facts.Paragraphs[p].Start
			list[p] = d.chain(list[p], uint64(x.Start-start), uint64(x.End-start), uint64(x.Key.Kind), maphash.String(d.seed, x.Key.ID))
		}
	}
	numbers := map[string]uint64{}
	for i, digest := range list {
		numbers[m.Facts.Paragraphs[i].Number] = digest
	}
	return numbers
}

// keyed are the digests of all that other pages show of a document, by the key
// under which they show it: its mentions and its references.
func (d *digester) keyed(m *concord.Member) map[record.Key]uint64 {
	keys := map[record.Key]uint64{}
	if !m.Document.Kind.Indexed() {
		return keys
	}
	list := d.paragraphs(m)
	for _, x := range m.Facts.Mentions {
		if p := x.Paragraph; p >= 0 {
			start := m.Facts.Paragraphs[p].Start
			keys[x.Key] = d.chain(keys[x.Key], list[p], uint64(p), uint64(x.Start-start), uint64(x.End-start))
		} else {
			keys[x.Key] = d.chain(keys[x.Key], 1)
		}
	}
	for _, x := range m.Facts.References {
		key, number := x.Target.Key(), ""
		if x.Paragraph >= 0 {
			number = m.Facts.Paragraphs[x.Paragraph].Number
		}
		keys[key] = d.chain(keys[key], maphash.String(d.seed, number))
	}
	return keys
}
