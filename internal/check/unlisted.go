package check

import (
	"fmt"

	"concord/internal/diag"
)

const codeUnlisted diag.Code = "unlisted-name"

// unlisted reports each name that looks like an agency's and is not known,
// at the first place where it stands.
func (t *texts) unlisted(found [][]finding) {
	type first struct {
		document int
		finding  *finding
		further  int
	}
	byWords := map[string]*first{}
	var order []*first
	for i := range found {
		for k := range found[i] {
			f := &found[i][k]
			switch known := byWords[f.words]; {
			case len(f.near) > 0 || !f.counts():
			case known != nil:
				known.further++
			default:
				known = &first{document: i, finding: f}
				byWords[f.words], order = known, append(order, known)
			}
		}
	}
	for _, x := range order {
		d := diag.Diagnostic{
			Severity: diag.Warning, Code: codeUnlisted, Span: t.span(t.site.Members[x.document].Document, int32(x.finding.source.Start), int32(x.finding.source.End)),
			Message: fmt.Sprintf("%q looks like the name of an agency, and is none that is listed", x.finding.words),
			Hint: fmt.Sprintf("`concord new agency %q` makes a page; if it is another name of one that has a page, add it there under `names:`",
				x.finding.words),
		}
		switch x.further {
		case 0:
		case 1:
			d.Notes = []string{"it stands in one more place"}
		default:
			d.Notes = []string{fmt.Sprintf("it stands in %d more places", x.further)}
		}
		t.add(d)
	}
}
