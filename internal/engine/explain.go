package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"concord/internal/concord"
	"concord/internal/diag"
	"concord/internal/markup"
	"concord/internal/record"
)

// QuestionError says that a question asks for a place that there is not.
type QuestionError struct{ message, hint string }

// Error is what is wrong.
func (e *QuestionError) Error() string { return e.message }

// Hint is what to ask instead.
func (e *QuestionError) Hint() string { return e.hint }

// firstPlaces is how many mentions of one thing are listed.
const firstPlaces = 10

// Explain answers a question: a document ("annexes/a", or its file), a
// paragraph ("annexes/a#7.2"), or any words. A place that there is not is a
// *QuestionError; all else is a failure of the machine's.
func (e *Evaluation) Explain(question string) (Explained, error) {
	if id, paragraph, ok := e.placeOf(question); ok {
		return e.explainPlace(question, id, paragraph)
	}
	return e.explainWords(question)
}

// placeOf reads a question as a place: what is the id of a document, has a "#",
// or lies in a folder that documents lie in.
func (e *Evaluation) placeOf(question string) (id, paragraph string, ok bool) {
	id, paragraph, hash := strings.Cut(strings.TrimSpace(question), "#")
	id = strings.TrimPrefix(strings.TrimPrefix(id, "./"), contentFolder+"/")
	id = strings.TrimSuffix(strings.TrimSuffix(id, "index.html"), "/")
	paragraph = strings.TrimPrefix(paragraph, record.AnchorPrefix)
	hash = hash && !strings.ContainsAny(paragraph, " \t")
	file := strings.HasSuffix(id, ".md")
	if file {
		id = record.ID(id)
	}
	folder, _, nested := strings.Cut(id, "/")
	inFolder := nested && slices.ContainsFunc(e.Site.Members, func(m *concord.Member) bool {
		return strings.HasPrefix(m.Document.ID, folder+"/")
	})
	known := e.Site.Concordance.Member(id) != nil
	return id, paragraph, !strings.ContainsAny(id, " \t") && id != "" && (known || hash || file || inFolder)
}

func (e *Evaluation) explainPlace(question, id, paragraph string) (Explained, error) {
	m := e.Site.Concordance.Member(id)
	if m == nil {
		return Explained{}, &QuestionError{fmt.Sprintf("there is no document %q", id), e.nearDocument(id)}
	}
	src := e.Text(m.Document.Path)
	if len(src) < m.Document.Body {
		return Explained{}, fmt.Errorf("read %s: the file is gone, or no longer what it was", m.Document.Path)
	}
	x := markup.NewCompiler(e.Vocabulary()).Explain(m.Document, src, e.Config.Sides)
	answer := Explained{Question: question, Place: id, File: m.Document.Path}
	if paragraph != "" {
		if err := onlyParagraph(&x, id, paragraph); err != nil {
			return Explained{}, err
		}
		answer.Place += "#" + paragraph
	}
	answer.tell(x, newLines(src))
	return answer, nil
}

func (e *Evaluation) nearDocument(id string) string {
	var ids []string
	for _, m := range e.Site.Members {
		ids = append(ids, m.Document.ID)
	}
	return cmp.Or(diag.DidYouMean(id, ids), "write the path of the document's file, or the words to explain")
}

// onlyParagraph drops what stands in other paragraphs.
func onlyParagraph(x *markup.Explanation, id, paragraph string) error {
	var numbers []string
	for _, p := range x.Paragraphs {
		numbers = append(numbers, p.Number)
	}
	if !slices.Contains(numbers, paragraph) {
		return &QuestionError{fmt.Sprintf("%s has no paragraph %q", id, paragraph), nearParagraph(paragraph, numbers)}
	}
	x.Mentions = slices.DeleteFunc(x.Mentions, func(m markup.Explained) bool { return m.Paragraph != paragraph })
	x.Passed = slices.DeleteFunc(x.Passed, func(c markup.Candidate) bool { return c.Paragraph != paragraph })
	x.Problems = slices.DeleteFunc(x.Problems, func(p markup.Unclear) bool { return p.Paragraph != paragraph })
	x.Unrecognised = slices.DeleteFunc(x.Unrecognised, func(u markup.Unrecognised) bool { return u.Paragraph != paragraph })
	return nil
}

// nearParagraph names the paragraphs beside one that there is not, or else the
// first and the last.
func nearParagraph(paragraph string, numbers []string) string {
	if len(numbers) == 0 {
		return "the document has no paragraphs"
	}
	prefix := paragraph[:strings.LastIndexByte(paragraph, '.')+1]
	beside := slices.DeleteFunc(slices.Clone(numbers), func(n string) bool {
		return !strings.HasPrefix(n, prefix) || strings.Contains(n[len(prefix):], ".")
	})
	if prefix != "" && len(beside) > 0 {
		return "did you mean " + oneOf(beside) + "?"
	}
	return cmp.Or(diag.DidYouMean(paragraph, numbers), "its paragraphs are "+oneOf(numbers))
}

// oneOf lists numbers: all of a few, the first and the last of many.
func oneOf(numbers []string) string {
	last := len(numbers) - 1
	switch {
	case last == 0:
		return numbers[0]
	case last > 7:
		return numbers[0] + " to " + numbers[last]
	}
	return strings.Join(numbers[:last], ", ") + " or " + numbers[last]
}

// explainWords says what words would be recognised as in running text, who has
// them as a name, and where those are mentioned.
func (e *Evaluation) explainWords(question string) (Explained, error) {
	x := markup.NewCompiler(e.Vocabulary()).ExplainWords(question, e.Config.Sides)
	words := strings.Join(strings.Fields(question), " ")
	answer := Explained{Question: question}
	var keys []record.Key
	for _, m := range meanings(&x, words) {
		answer.Names = append(answer.Names, e.explainName(m))
		keys = append(keys, m.Key)
	}
	if len(answer.Names) == 0 {
		answer.Near = e.nearNames(words)
		for _, m := range x.Mentions {
			keys = append(keys, m.Key)
		}
	}
	answer.tell(x, nil)
	slices.SortFunc(keys, record.Key.Compare)
	for _, key := range slices.Compact(keys) {
		where, err := e.mentionsOf(key)
		if err != nil {
			return Explained{}, err
		}
		answer.Places = append(answer.Places, where)
	}
	return answer, nil
}

// meanings returns everything that has the whole of some words as a name, or
// almost: with other capitals.
func meanings(x *markup.Explanation, words string) []markup.Meaning {
	var list []markup.Meaning
	add := func(m markup.Meaning, said string) {
		if said == words && m.Name != "" && !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	candidates := func(from []markup.Candidate) {
		for _, c := range from {
			add(c.Meaning, c.Words)
		}
	}
	for _, m := range x.Mentions {
		add(m.Meaning, m.Words)
		candidates(m.Considered)
	}
	for _, p := range x.Problems {
		candidates(p.Considered)
	}
	candidates(x.Passed)
	slices.SortStableFunc(list, func(a, b markup.Meaning) int { return a.Key.Compare(b.Key) })
	return list
}

// explainName finds where a name is written: in the file that describes its
// subject, or in the text that defines the term.
func (e *Evaluation) explainName(m markup.Meaning) ExplainedName {
	id := e.Vocabulary().Subjects[m.Key].Document
	words := m.Name
	for _, t := range e.Site.Terms {
		if t.Key == m.Key && (t.Short == m.Name || t.Long == m.Name) && m.Rule == markup.TermRule {
			id = t.Document
			if t.Short == m.Name {
				words = "(" + t.Short
			}
		}
	}
	name := ExplainedName{Name: m.Name, What: m.What, Rule: m.Rule}
	if doc := e.Site.Concordance.Member(id); doc != nil {
		name.File = doc.Document.Path
		name.Line = find(name.File, e.Text(name.File), words).Line
	}
	return name
}

// nearNames lists names that hold some words, or else the one most like them.
func (e *Evaluation) nearNames(words string) []string {
	const enough = 5
	var near, all []string
	folded := strings.ToLower(words)
	for _, entry := range e.Vocabulary().Lexicon.Entries() {
		all = append(all, entry.Name)
		if folded != "" && strings.Contains(strings.ToLower(entry.Name), folded) && !slices.Contains(near, entry.Name) {
			near = append(near, entry.Name)
		}
	}
	slices.SortFunc(near, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	if len(near) == 0 {
		if one := diag.Near(words, all); one != "" {
			return []string{one}
		}
	}
	return near[:min(len(near), enough)]
}

// mentionsOf counts the mentions of a key and names the first.
func (e *Evaluation) mentionsOf(key record.Key) (ExplainedKey, error) {
	list := e.Site.Concordance.Mentions(key)
	x := ExplainedKey{What: e.Vocabulary().What(key), Count: len(list), Places: []MentionPlace{}}
	for _, o := range list[:min(len(list), firstPlaces)] {
		words, err := o.Member.Body.Text(int(o.Start), int(o.End), nil)
		if err != nil {
			return x, fmt.Errorf("read the text of %s: %w", o.Member.Document.Path, err)
		}
		reference := o.Member.Document.ID
		if o.Paragraph >= 0 {
			reference += "#" + o.Member.Facts.Paragraphs[o.Paragraph].Number
		}
		x.Places = append(x.Places, MentionPlace{Reference: reference, Words: string(words)})
	}
	return x, nil
}
