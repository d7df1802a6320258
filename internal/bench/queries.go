package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
)

// A query is one of those that searches are measured with.
type query struct {
	Kind  string
	Text  string
	Meant []string // words that the results should show
}

// runQueries prints the queries for a content folder. It is a part of its own so that the words of a large
// record are not in the bench's memory, see measure.
func runQueries(content string) error {
	queries, err := chooseQueries(content)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(queries)
}

// chooseQueries takes one query of each kind from the text itself, by rules that know nothing of any index. What
// the text does not have, such as Korean, is left out.
func chooseQueries(content string) ([]query, error) {
	c, err := readCensus(content)
	if err != nil {
		return nil, err
	}
	if c.documents == 0 {
		return nil, errors.New("there are no documents to choose queries from")
	}
	misspelt, meant := c.misspelt()
	all := []query{
		literal("common word", first(c.nearest(c.documents, 6))),
		literal("rare word", middle(c.rarest(6))),
		literal("two words", c.pair()),
		literal("five-word name", c.name),
		literal("prefix", c.prefix()),
		{"typing error", misspelt, []string{meant}},
		literal("phrase", c.phrase()),
		literal("Korean word", c.noun()),
	}
	return slices.DeleteFunc(all, func(q query) bool { return q.Text == "" }), nil
}

// literal is a query that means what it says.
func literal(kind, text string) query {
	return query{kind, text, strings.Fields(strings.Trim(text, `"`))}
}

// shown reports whether results, as text, show any of what was meant: an excerpt need not have all of it, and
// another form of a word is as good, so that the first two thirds of it are looked for.
func (q query) shown(results string) bool {
	results = strings.ToLower(results)
	return slices.ContainsFunc(q.Meant, func(word string) bool {
		letters := []rune(strings.ToLower(word))
		return strings.Contains(results, string(letters[:(2*len(letters)+2)/3]))
	})
}

func first(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

func middle(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[len(words)/2]
}

// nearest lists the words of so many letters at least, those first that are in about so many documents.
func (c *census) nearest(documents, letters int) []string {
	far := func(word string) int { return max(c.words[word]-documents, documents-c.words[word]) }
	var words []string
	for word := range c.common {
		if len(word) >= letters {
			words = append(words, word)
		}
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(far(a), far(b)), strings.Compare(a, b)) })
	return words
}

// rarest lists the words that are in as few documents as any, in alphabetical order.
func (c *census) rarest(letters int) []string {
	words := c.nearest(0, letters)
	for i, word := range words {
		if c.words[word] > c.words[words[0]] {
			return words[:i]
		}
	}
	return words
}

// pair is two words of one document, one in about a twentieth of all documents and one in a hundredth.
func (c *census) pair() string {
	inSample := map[string]bool{}
	for run := range runs(c.sample) {
		inSample[run] = true
	}
	var pair []string
	for _, share := range []int{20, 100} {
		for _, word := range c.nearest(c.documents/share, 5) {
			if inSample[word] && !slices.Contains(pair, word) {
				pair = append(pair, word)
				break
			}
		}
	}
	if len(pair) < 2 {
		return ""
	}
	return strings.Join(pair, " ")
}

// prefix is a word without its last three letters, and not a word.
func (c *census) prefix() string {
	for _, word := range c.nearest(c.documents/50, 8) {
		if prefix := word[:len(word)-3]; c.words[prefix] == 0 {
			return prefix
		}
	}
	return ""
}

// misspelt is a word with two letters swapped, and not a word; and the word itself.
func (c *census) misspelt() (swapped, word string) {
	for _, word := range c.nearest(c.documents/300, 8) {
		swapped := word[:3] + word[4:5] + word[3:4] + word[5:]
		if swapped != word && c.words[swapped] == 0 {
			return swapped, word
		}
	}
	return "", ""
}

// phrase is a short word between two longer ones, the rarest such, with quotation marks: "freedom of navigation".
func (c *census) phrase() string {
	best, least := "", math.MaxInt
	words := strings.Split(strings.ReplaceAll(c.sample, "\n", " \n "), " ")
	for i := 2; i < len(words); i++ {
		a, b, z := words[i-2], words[i-1], words[i]
		if !isLower(a) || !isLower(b) || !isLower(z) || len(a) < 5 || len(b) > 3 || len(z) < 5 {
			continue
		}
		if common := max(c.words[a], c.words[z]); common < least {
			best, least = `"`+a+" "+b+" "+z+`"`, common
		}
	}
	return best
}

// noun is a Korean noun that the text has with at least two particles.
func (c *census) noun() string {
	far := func(noun string) int {
		n := c.nouns[noun].documents - c.documents/1000
		return max(n, -n)
	}
	best := ""
	for _, noun := range slices.Sorted(maps.Keys(c.nouns)) {
		if len(c.nouns[noun].forms) >= 2 && (best == "" || far(noun) < far(best)) {
			best = noun
		}
	}
	return best
}
