package external

// kind is what was found out about an address.
type kind string

const (
	good   kind = "good"
	moved  kind = "moved" // good, and at another address for good
	dead   kind = "dead"
	unsure kind = "unsure"
)

// verdict is what was found out about an address, as it is kept.
type verdict struct {
	Kind   kind   `json:"kind"`
	Reason string `json:"reason,omitempty"` // why it is dead or unsure, as the end of a sentence
	Hint   string `json:"hint,omitempty"`   // what to do, where that is not what one does otherwise
	Moved  string `json:"moved,omitempty"`  // the new address
	Last   string `json:"last,omitempty"`   // where redirects led, if they led anywhere
}

// valid says whether a verdict that was read from a file can be one of ours.
func (v verdict) valid() bool {
	switch v.Kind {
	case good:
		return true
	case moved:
		u, _, refusal := parse(v.Moved)
		return refusal == nil && v.Moved == plain(u)
	case dead, unsure:
		return v.Reason != ""
	}
	return false
}
