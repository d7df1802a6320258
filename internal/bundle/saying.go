package bundle

import (
	"regexp"
	"strconv"
	"strings"
)

// saying is a call of tr or count in a script.
type saying struct {
	name     string // of the function
	from, to int    // of the call
	texts    []string
	values   []string // expressions, as they are written
	ok       bool     // it is written as such a call must be
}

var (
	// token finds the calls that say something, and passes over comments and texts.
	token = regexp.MustCompile(`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|//[^\n]*|/\*(?s:.*?)\*/|[\w$.]+\(`)
	// part finds what matters in a list of arguments.
	part    = regexp.MustCompile("\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*'|`(?:[^`\\\\]|\\\\.)*`|[(\\[{]|[)\\]}]|,")
	literal = regexp.MustCompile(`^"(?:[^"\\\n]|\\.)*"$`)
	place   = regexp.MustCompile(`{([1-9]?)}`)
	names   = regexp.MustCompile(`^[\w$]+(\.[\w$]+)*$`)
)

// counts says whether the call has a text for one thing and one for many.
func (s *saying) counts() bool { return s.name == "count" }

// form is how such a call is written.
func (s *saying) form() string {
	if s.counts() {
		return `count("{} page", "{} pages", n)`
	}
	return `tr("Page {}", number)`
}

// isName says whether an expression may be written twice.
func isName(expression string) bool { return names.MatchString(expression) }

// says says whether a script imports the words. In another, functions of these
// names are its own matter.
func says(script string) bool { return strings.Contains(script, strconv.Quote(wordsModule)) }

// sayings are the calls in a script or in a part of one, those in the values of
// others too.
func sayings(script string) []saying {
	var list []saying
	for _, at := range token.FindAllStringIndex(script, -1) {
		name, call := strings.CutSuffix(script[at[0]:at[1]], "(")
		if !call || name != "tr" && name != "count" {
			continue
		}
		arguments, end := arguments(script, at[1])
		s := saying{name: name, from: at[0], to: end}
		s.read(arguments)
		list = append(list, s)
	}
	return list
}

// arguments are the expressions up to the bracket that closes a call, and where
// that ends; none where nothing closes it.
func arguments(script string, from int) (list []string, end int) {
	depth, start := 0, from
	for _, at := range part.FindAllStringIndex(script[from:], -1) {
		i, j := from+at[0], from+at[1]
		switch c := script[i]; {
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case depth == 0 && (c == ',' || c == ')'):
			if expression := strings.TrimSpace(script[start:i]); expression != "" {
				list = append(list, expression)
			}
			start = j
			if c == ')' {
				return list, j
			}
		case strings.IndexByte(")]}", c) >= 0:
			depth--
		}
	}
	return nil, from
}

// read sorts the arguments of a call into texts and values.
func (s *saying) read(arguments []string) {
	want := 1
	if s.counts() {
		want = 2
	}
	for len(s.texts) < want && len(arguments) > 0 && literal.MatchString(arguments[0]) {
		text, err := strconv.Unquote(arguments[0])
		if err != nil {
			return // an escape that only JavaScript has
		}
		s.texts = append(s.texts, text)
		arguments = arguments[1:]
	}
	s.values = arguments
	s.ok = len(s.texts) == want && (!s.counts() && len(place.FindAllString(s.texts[0], -1)) == len(arguments) || s.counts() && len(arguments) == 1)
}
