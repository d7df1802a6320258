package scaffold

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// proper is what an id may be: what package record takes for one, and does
// not pass over as the file of an editor or a tool.
var proper = regexp.MustCompile(`^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._-]*$`)

// maxID keeps an id short enough for the name of a file, in bytes.
const maxID = 200

// chooseID gives a document its id where the request does not, and refuses
// one that cannot be, or is another's.
func (d *Draft) chooseID(s *stock) error {
	switch {
	case d.Kind.single() && d.ID != "":
		return refuse("leave out --id", "the statement is always content/statement.md")
	case d.Kind.single() || d.ID != "":
	case d.Kind.Name == "annex":
		d.ID = s.letter(d.Kind)
	default:
		d.ID = d.Kind.Slug(d.Title)
	}
	if err := d.checkID(); err != nil {
		return err
	}
	held, taken := s.holder(d.name())
	switch {
	case !taken:
		return nil
	case d.Kind.single():
		return refuse("edit it; a further official text is an annex: concord new annex", "content/%s exists already", held)
	case held == d.name():
		return refuse("edit it, or give the new one another id: --id "+d.another(), "content/%s exists already", held)
	}
	return refuse("edit that file, or give the new one another id: --id "+d.another(),
		"content/%s would have the same id as content/%s, or differ in capitals only", d.name(), held)
}

// letter is the first letter that is no annex's, "" after z.
func (s *stock) letter(k Kind) string {
	for c := 'a'; c <= 'z'; c++ {
		if _, taken := s.holder(k.folder + string(c) + ".md"); !taken {
			return string(c)
		}
	}
	return ""
}

func (d *Draft) checkID() error {
	const example = "--id tidal-research"
	switch {
	case d.Kind.single():
	case d.ID == "" && d.Kind.Name == "annex":
		return refuse("give it one: "+example, "no letter is left for the id of the annex")
	case d.ID == "":
		return refuse("give it one: "+example, "no id can be made of a title without Latin letters or digits")
	case !proper.MatchString(d.ID):
		return refuse("choose one like "+example,
			"the id %q is not made of letters, digits, \"-\", \"_\" and \".\", with a letter or digit at its beginning", d.ID)
	case len(d.ID) > maxID:
		return refuse("choose a shorter one", "the id is too long for the name of a file")
	case sameName(d.ID, "index"):
		return refuse("choose another", "the id %q is that of the folder's own page", d.ID)
	}
	return nil
}

// another is an id to suggest where the draft's own is taken.
func (d *Draft) another() string {
	if d.Side != "" {
		return d.ID + "-" + strings.ToLower(d.Side)
	}
	return d.ID + "-2"
}

// sameName says whether two names are one on a disk that does not tell
// capitals from small letters.
func sameName(a, b string) bool {
	return strings.EqualFold(norm.NFC.String(a), norm.NFC.String(b))
}
