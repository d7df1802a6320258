package find_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"concord/internal/search"
)

// writtenQuestions asks what testdata/queries.txt has, some of it of other
// indexes too, and what nobody means.
func writtenQuestions(t *testing.T) []question {
	t.Helper()
	var list []question
	for i, query := range queries(t) {
		list = append(list, question{Index: "corpus/", Query: query, Typing: i%2 == 0})
		if i%3 == 0 {
			list = append(list, question{Index: "site/", Query: query, Typing: i%2 != 0})
		}
		if i%6 == 0 {
			list = append(list, question{Index: "crowd/", Query: query})
		}
	}
	for _, query := range hostile {
		list = append(list, question{Index: "corpus/", Query: query}, question{Index: "corpus/", Query: query, Typing: true})
	}
	return list
}

// hostile are queries that nobody means.
var hostile = []string{
	"", " ", "\"", "\"\"", "-", "--", "-\"", "-\"\"", ":", "kind:", "kind::", "year:..", "¶", "§§", "7.", ".7", "7..4", "((7.4))",
	"<script>alert(1)</script>", "<b>hydrogen</b>", "&amp;", "\u202ehydrogen\u202c", "\x00\x01hydro\x02gen", "a\u0301\u0301\u0301",
	"'''", "’s", "constructor", "__proto__", "toString hasOwnProperty", "\U0001F600 hydrogen \U0001F600", "\U00020000\U00020001", "ǅ İstanbul ẞ",
	strings.Repeat("hydrogen ", 1200), strings.Repeat("\"", 999), strings.Repeat("-a ", 400), strings.Repeat("h", 5000),
	strings.Repeat("보건", 600), strings.Repeat("\U0001F600", 1001), strings.Repeat("kind:mou ", 120), strings.Repeat("\"a b\" ", 200),
}

// generated returns n questions made of what an index has, and what follows
// from them: the next pages and the facets of some.
func generated(t *testing.T, entries []search.Entry, folder string, n int) []question {
	t.Helper()
	m := newMaker(t, entries)
	var list []question
	for i := range n {
		q := question{Index: folder + "/", Query: m.query(i), Typing: m.IntN(3) == 0}
		switch i % 10 {
		case 0:
			for page := range 4 {
				list = append(list, question{Index: q.Index, Query: q.Query, From: 3 * page, Groups: 3})
			}
		case 5:
			for _, sort := range []string{"kind", "agency", "pillar", "year"} {
				list = append(list, question{Index: q.Index, Query: q.Query, Sort: sort})
			}
		default:
			list = append(list, q)
		}
	}
	return list
}

// maker makes queries of the words of an index, the same ones every time.
type maker struct {
	*rand.Rand
	texts      [][]string // words of each
	names      []string
	properties []string
}

func newMaker(t *testing.T, entries []search.Entry) *maker {
	t.Helper()
	m := &maker{Rand: rand.New(rand.NewPCG(1, 2))}
	for _, e := range entries {
		c, err := e.Content()
		if err != nil {
			t.Fatal(err)
		}
		m.names = append(m.names, e.Names...)
		m.properties = append(m.properties, c.Properties...)
		m.text(c.Title)
		for _, p := range c.Paragraphs {
			m.properties = append(m.properties, p.Properties...)
			m.text(p.Text)
			if p.Printed {
				m.names = append(m.names, p.Number, c.Title+" "+p.Number, c.Label+" "+p.Number)
			}
		}
	}
	return m
}

func (m *maker) text(text string) {
	if words := strings.Fields(text); len(words) > 0 {
		m.texts = append(m.texts, words)
	}
}

// query makes a query of the i-th sort.
func (m *maker) query(i int) string {
	text := m.texts[m.IntN(len(m.texts))]
	word := func() string { return text[m.IntN(len(text))] }
	switch i % 16 {
	case 0:
		return word()
	case 1, 2:
		return word() + " " + word()
	case 3:
		return word() + " " + word() + " " + word()
	case 4:
		return word() + " " + m.beginning(word())
	case 5, 6:
		return m.misspelt(word())
	case 7:
		return m.misspelt(word()) + " " + word()
	case 8:
		return `"` + m.stretch(text) + `"`
	case 9:
		return word() + ` “` + m.stretch(text) + `” ` + word()
	case 10:
		return word() + " -" + word()
	case 11:
		return m.stretch(text) + ` -"` + m.stretch(text) + `"`
	case 12:
		return m.property() + " " + word()
	case 13:
		return m.property() + " " + m.property() + " -" + m.property() + " " + word()
	case 14:
		return m.names[m.IntN(len(m.names))]
	}
	return m.misspelt(m.names[m.IntN(len(m.names))]) + " " + word()
}

// stretch returns some words that follow each other.
func (m *maker) stretch(words []string) string {
	start := m.IntN(len(words))
	return strings.Join(words[start:min(len(words), start+1+m.IntN(4))], " ")
}

func (m *maker) beginning(word string) string {
	letters := []rune(word)
	return string(letters[:1+m.IntN(len(letters))])
}

// misspelt makes one or two typing errors.
func (m *maker) misspelt(word string) string {
	for range 1 + m.IntN(2) {
		letters := []rune(word + " ")
		i := m.IntN(len(letters) - 1)
		switch m.IntN(4) {
		case 0: // one too many
			letters = append(letters[:i:i], append([]rune{letters[i]}, letters[i:]...)...)
		case 1: // one too few
			letters = append(letters[:i:i], letters[i+1:]...)
		case 2:
			letters[i] = 'x'
		case 3:
			letters[i], letters[i+1] = letters[i+1], letters[i]
		}
		if changed := strings.TrimSpace(string(letters)); changed != "" {
			word = changed
		}
	}
	return word
}

func (m *maker) property() string {
	if m.IntN(4) == 0 {
		first := 2015 + m.IntN(12)
		return fmt.Sprintf("year:%d..%d", first, first+m.IntN(4))
	}
	return m.properties[m.IntN(len(m.properties))]
}

// crowd are entries enough for an index of many files: their words begin with few
// letters, and the most frequent of them is in most entries.
func crowd() []search.Entry {
	r := rand.New(rand.NewPCG(3, 4))
	vocabulary := make([]string, 9000)
	for i := range vocabulary {
		vocabulary[i] = pronounceable(r, 2+r.IntN(4))
	}
	word := func() string {
		i := min(r.IntN(len(vocabulary)), r.IntN(len(vocabulary)), r.IntN(len(vocabulary)))
		return vocabulary[i/(1+r.IntN(100))]
	}
	sentence := func(words int) string {
		text := make([]string, words)
		for i := range text {
			text[i] = word()
		}
		return strings.Join(text, " ")
	}
	var list []search.Entry
	for i := range 1200 {
		year := fmt.Sprintf("year:%d", 2015+r.IntN(12))
		c := search.Content{
			Kind: []string{"instrument", "agency", "date", "guide"}[i%4], Title: sentence(1 + r.IntN(4)), Order: i % 7,
			Properties: []string{fmt.Sprintf("kind:k%d", i%5), year, fmt.Sprintf("pillar:%d", 1+i%3)}, Headings: []string{sentence(2)},
		}
		for j := range 1 + r.IntN(5) {
			c.Paragraphs = append(c.Paragraphs, numbered(fmt.Sprint(j+1), j%2-1, sentence(5+r.IntN(60)), fmt.Sprintf("agency:a%d", r.IntN(40)), fmt.Sprintf("p%d", r.IntN(1200))))
		}
		list = append(list, entry(fmt.Sprintf("p%d", i), c, sentence(2)))
	}
	return list
}

// pronounceable makes a word, sometimes of Hangul.
func pronounceable(r *rand.Rand, syllables int) string {
	var word strings.Builder
	if r.IntN(20) == 0 {
		for range syllables {
			word.WriteRune(rune(0xAC00 + 28*r.IntN(60)))
		}
		return word.String()
	}
	for i := range syllables {
		consonants := "bdfgklmnprstvz"
		if i == 0 {
			consonants = "kst"
		}
		word.WriteByte(consonants[r.IntN(len(consonants))])
		word.WriteByte("aeiou"[r.IntN(5)])
	}
	return word.String()
}
