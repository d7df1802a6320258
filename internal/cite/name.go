package cite

import "strings"

// naming is how a style lists authors.
type naming struct {
	pair string // between two
	last string // before the last of more
	most int    // the longest list that is written out, 0 for any
	rest string // stands for all but the first of a longer one
}

func (n naming) list(names []string) string {
	switch count := len(names); {
	case count == 0:
		return ""
	case n.most > 0 && count > n.most:
		return names[0] + n.rest
	case count <= 2:
		return strings.Join(names, n.pair)
	default:
		return strings.Join(names[:count-1], ", ") + n.last + names[count-1]
	}
}
