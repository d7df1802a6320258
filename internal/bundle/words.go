package bundle

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Words are the words of a language, as package language has them.
type Words interface {
	Tag() string // BCP 47
	Text(english string) string
	Forms(one, other string) (string, string)
	Kinds() map[string]string // of pages and instruments, by keys such as "letter-of-intent"
}

// wordsModule is the name of a module that lies in no folder. Where a script
// imports it, its words are translated when it is bundled: tr("Try again") becomes
// "다시 시도", and tr("Paragraph {}", n) becomes `문단 ${n}`. So a script has the words
// of one language, of those the ones that it says, and nothing left to look up.
const wordsModule = "concord:words"

// wordsCode is the module, but for what differs between languages. Its functions
// serve the calls that do not give way to their words.
//
//go:embed words.ts
var wordsCode string

// english is the language in which scripts are written.
type english struct{}

func (english) Tag() string                              { return "en" }
func (english) Text(text string) string                  { return text }
func (english) Forms(one, other string) (string, string) { return one, other }
func (english) Kinds() map[string]string                 { return nil }

// wordsSource is the module for a language. Its kinds are none but those that
// it is given: "constructor" is no kind.
func wordsSource(words Words) string {
	kinds := words.Kinds()
	if kinds == nil {
		kinds = map[string]string{}
	}
	return "const language = " + quoted(words.Tag()) + ";\n" +
		"export const kinds = {__proto__: null, ..." + quoted(kinds) + "} as unknown as Record<string, string>;\n" + wordsCode
}

// quoted is a value as JavaScript writes it. Values are made of texts alone,
// which JSON always has a form for.
func quoted(value any) string {
	text, _ := json.Marshal(value)
	return string(text)
}

// Texts are the English texts that a script says, sorted: the keys of their
// translations. Of a text that is counted it is the form for many.
func Texts(script string) []string {
	var list []string
	if !says(script) {
		return nil
	}
	for _, s := range sayings(script) {
		if s.ok {
			list = append(list, s.texts[len(s.texts)-1])
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// translate puts the words of a language in the place of the English ones.
func translate(script string, words Words) string {
	if !says(script) {
		return script
	}
	return translated(script, words)
}

// translated is a script, or an expression in one, in a language.
func translated(script string, words Words) string {
	var b strings.Builder
	at := 0
	for _, s := range sayings(script) {
		if s.ok && s.from >= at {
			for i, value := range s.values {
				s.values[i] = translated(value, words)
			}
			b.WriteString(script[at:s.from] + s.in(words))
			at = s.to
		}
	}
	return b.String() + script[at:]
}

// in is what stands for a call in a language.
func (s *saying) in(words Words) string {
	if !s.counts() {
		text := words.Text(s.texts[0])
		if whole, ok := filled(text, s.values); ok {
			return "(" + whole + ")"
		}
		return "tr(" + strings.Join(append([]string{quoted(text)}, s.values...), ", ") + ")"
	}
	one, other := words.Forms(s.texts[0], s.texts[1])
	if n := s.values[0]; isName(n) {
		number := []string{n + ".toLocaleString(" + quoted(words.Tag()) + ")"}
		whole, ok := filled(other, number)
		single, okSingle := filled(one, number)
		switch {
		case ok && one == other:
			return "(" + whole + ")"
		case ok && okSingle:
			return "(" + n + " === 1 ? " + single + " : " + whole + ")"
		}
	}
	return "count(" + quoted(one) + ", " + quoted(other) + ", " + s.values[0] + ")"
}

// filled is a text with expressions in its places, as a template literal. It says
// false where the places are not those of the expressions.
func filled(text string, values []string) (string, bool) {
	if len(values) == 0 {
		return quoted(text), true
	}
	var b strings.Builder
	next, at := 0, 0
	for _, m := range place.FindAllStringSubmatchIndex(text, -1) {
		i := next
		if m[2] < m[3] {
			i = int(text[m[2]] - '1')
		}
		if i >= len(values) {
			return "", false
		}
		b.WriteString(literalText.Replace(text[at:m[0]]) + "${" + values[i] + "}")
		next, at = next+1, m[1]
	}
	return "`" + b.String() + literalText.Replace(text[at:]) + "`", true
}

// literalText makes a text fit for a template literal.
var literalText = strings.NewReplacer("\\", `\\`, "`", "\\`", "${", "\\${")

// unsaid are the calls whose words cannot be found.
func unsaid(name, script string) []api.Message {
	if !says(script) {
		return nil
	}
	var list []api.Message
	for _, s := range sayings(script) {
		if s.ok {
			continue
		}
		line := strings.LastIndexByte(script[:s.from], '\n') + 1
		text, _, _ := strings.Cut(script[line:], "\n")
		list = append(list, api.Message{
			Text: "what is said stands right here, in double quotes, and is translated: " + s.form(),
			Location: &api.Location{
				File: name, Namespace: namespace, LineText: text,
				Line: strings.Count(script[:line], "\n") + 1, Column: s.from - line, Length: len(s.name),
			},
		})
	}
	return list
}
