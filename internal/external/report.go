package external

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"concord/internal/diag"
)

// report says what was found out, at every place where an address stands.
func (c *checker) report(links []Link) []diag.Diagnostic {
	var list []diag.Diagnostic
	for i := range links {
		_, key, _ := parse(links[i].Address)
		v, ok := c.verdicts[key]
		if !ok || v.Kind == good {
			continue
		}
		list = append(list, links[i].diagnostic(v))
	}
	return diag.Sort(list)
}

func (l *Link) diagnostic(v verdict) diag.Diagnostic {
	d := diag.Diagnostic{Severity: diag.Warning, Span: l.Span}
	if v.Last != "" && v.Last != v.Moved {
		d.Notes = []string{"redirects lead to " + v.Last}
	}
	switch v.Kind {
	case dead:
		d.Code = codeDead
		d.Message = fmt.Sprintf("%s leads nowhere: %s", l.quoted(), v.Reason)
		d.Hint = "link to where the page is now, or to an archived copy of it"
	case moved:
		d.Code = codeMoved
		to := l.moved(v)
		d.Message = fmt.Sprintf("%s has moved for good, to %q", l.quoted(), to)
		l.mend(&d, to)
	default:
		d.Code = codeUnsure
		d.Message = fmt.Sprintf("%s could not be checked: %s", l.quoted(), v.Reason)
		d.Hint = cmp.Or(v.Hint, "open it in a browser")
	}
	return d
}

// quoted is the address as messages have it.
func (l *Link) quoted() string {
	const most = 200
	if r := []rune(l.Address); len(r) > most {
		return fmt.Sprintf("%q", string(r[:most])+"…")
	}
	return fmt.Sprintf("%q", l.Address)
}

// moved is the new address of the part of the page to which a link leads.
func (l *Link) moved(v verdict) string {
	_, fragment, _ := strings.Cut(l.Address, "#")
	if fragment == "" || strings.Contains(v.Moved, "#") {
		return v.Moved
	}
	return v.Moved + "#" + fragment
}

// mend says what to write. It is certain that the host wants the new address to be
// used; but many hosts send readers of pages that are gone to their first page,
// and then a person must look.
func (l *Link) mend(d *diag.Diagnostic, to string) {
	from, _, refused := parse(l.Address)
	target, err := url.Parse(to)
	if refused != nil || err != nil || first(target) && !first(from) {
		d.Hint = "see whether this is still the page that is meant: it is the first page of its host"
		return
	}
	d.Hint = "write " + to
	if l.End > l.Start && pastable(target) {
		d.Fixes = []diag.Edit{{File: l.Span.File, Start: l.Start, End: l.End, Old: l.Address, New: to}}
	}
}

// first says whether an address is that of a host's first page.
func first(u *url.URL) bool { return (u.Path == "" || u.Path == "/") && u.RawQuery == "" }
