package record

import (
	"cmp"
	"strings"
)

// KeyKind says what sort of thing a key stands for.
type KeyKind uint8

// The sorts of thing that text can mention or refer to. The first four are
// mentions; a paragraph is the target of citations and of `para:` links.
const (
	KeyAgency KeyKind = iota
	KeyInstrument
	KeyDate
	KeyTerm
	KeyParagraph
)

// String is the name of the kind in the published data.
func (k KeyKind) String() string {
	switch k {
	case KeyAgency:
		return "agency"
	case KeyInstrument:
		return "instrument"
	case KeyDate:
		return "date"
	case KeyTerm:
		return "term"
	}
	return "paragraph"
}

// Key is one entry of the concordance: an agency's or instrument's slug, a
// date in EDTF, a term's slug, or a paragraph as "annexes/a#7.3".
type Key struct {
	Kind KeyKind
	ID   string
}

// Compare orders keys by kind and id.
func (k Key) Compare(other Key) int {
	return cmp.Or(cmp.Compare(k.Kind, other.Kind), strings.Compare(k.ID, other.ID))
}
