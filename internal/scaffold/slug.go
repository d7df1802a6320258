package scaffold

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSlug is how many characters an id made from a title has at most.
const maxSlug = 60

// preamble is what the title of an instrument says before its subject, such as
// "MOU on Cooperation in". A form that no such word follows belongs to the
// name: "Agreement between …".
var preamble = regexp.MustCompile(`^(?:the-)?(?:mou|memorandum-of-(?:understanding|agreement|cooperation)|agreement|arrangement|` +
	`letter-of-intent|treaty|convention|protocol|joint-statement|plan-of-action|work-plan)-(?:on|concerning|regarding|for|in)-(?:the-)?` +
	`(?:cooperation-(?:on|in|for)-(?:the-(?:fields?|areas?)-of-)?(?:the-)?)?`)

// Slug is the id of a new document with a title: the title's words in small
// letters with hyphens between them, accents left out, cut between words to 60
// characters. In the title of an instrument the words before its subject do
// not count: "MOU on Cooperation in AI Safety" is "ai-safety". The slug is ""
// where the title has neither Latin letters nor digits.
func (k Kind) Slug(title string) string {
	words := hyphenated(title)
	if k.Name == "mou" {
		if subject := preamble.ReplaceAllString(words, ""); subject != "" {
			words = subject
		}
	}
	return cut(words)
}

// spelled are letters that are no letter with an accent, and apostrophes,
// which stand inside words.
var spelled = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "'", "", "’", "")

func hyphenated(title string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(spelled.Replace(strings.ToLower(title))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r): // the accent of the letter before it
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), "-")
}

func cut(slug string) string {
	if len(slug) <= maxSlug {
		return slug
	}
	if i := strings.LastIndexByte(slug[:maxSlug+1], '-'); i > 0 {
		return slug[:i]
	}
	return slug[:maxSlug]
}
