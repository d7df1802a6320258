package scaffold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concord/internal/record"
)

// Bodies are what an agency that belongs to no side may be.
func Bodies() []string { return []string{"joint", "international"} }

// checkTitle refuses what no line of text could be, and folds white space.
func (d *Draft) checkTitle() error {
	switch {
	case !utf8.ValidString(d.Title):
		return refuse("give it in UTF-8", "the title is not UTF-8 text")
	case strings.ContainsFunc(d.Title, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }):
		return refuse("take the character away", "the title holds a control character")
	}
	d.Title = strings.Join(strings.Fields(d.Title), " ")
	if d.Title == "" {
		return refuse("write it in quotes: concord new "+d.Kind.Name+` "…"`, "the title is empty")
	}
	return nil
}

func (d *Draft) checkSide(sides []record.Side) error {
	var codes []string
	for _, side := range sides {
		codes = append(codes, side.Code)
	}
	switch {
	case d.Kind.Name != "agency" && d.Side+d.Body != "":
		return refuse("leave out --side and --body", "only an agency belongs to a side or is another body")
	case d.Side != "" && d.Body != "":
		return refuse("leave out one of them", "an agency either belongs to a side or is another body")
	case d.Body != "" && !slices.Contains(Bodies(), d.Body):
		return refuse("write --body "+strings.Join(Bodies(), " or --body "), "there is no kind of body %q", d.Body)
	case d.Side != "" && len(codes) == 0:
		return refuse("list it there under `sides:`", "%s has no sides", record.ConfigPath)
	case d.Side != "" && !slices.Contains(codes, d.Side):
		return refuse("the sides in "+record.ConfigPath+" are "+strings.Join(codes, ", "), "%q is not a side of this site", d.Side)
	}
	return nil
}

// belong gives an agency a side where the request does not: the first that
// has no agency with its title. Where there is none it is another body.
func (d *Draft) belong(s *stock) (notes []string) {
	if d.Side == "" && d.Body == "" {
		free := slices.IndexFunc(s.sides, func(side record.Side) bool {
			return !slices.ContainsFunc(s.agencies(d.Title), func(a *record.Document) bool { return a.Agency.Country == side.Code })
		})
		if free >= 0 {
			d.Side = s.sides[free].Code
			notes = append(notes, "it is written as an agency of "+s.sides[free].Name+": see that this is right")
		} else {
			d.Body = "international"
			notes = append(notes, "it is written as an international body: see that this is right")
		}
	}
	for _, a := range s.agencies(d.Title) {
		if a.Agency.Country != d.Side {
			notes = append(notes, a.Path+" has the same title: texts have to say whose agency they mean")
		}
	}
	return notes
}
