package markup

import (
	"slices"
	"strings"

	"concord/internal/mention"
	"concord/internal/record"
)

func (w *explainer) candidate(c *Compiler, l mention.Loss) Candidate {
	rule := record.RuleDate
	if l.Entry >= 0 {
		rule = c.vocabulary.Lexicon.Entries()[l.Entry].Rule
	}
	return Candidate{Place: w.stretch(c, l.Start, l.End), Meaning: w.meaning(c, l.Key, rule, w.name(c, l.Entry)), Why: l.Why}
}

func (w *explainer) name(c *Compiler, entry int32) string {
	if entry < 0 {
		return ""
	}
	return c.vocabulary.Lexicon.Entries()[entry].Name
}

func (w *explainer) meaning(c *Compiler, key record.Key, rule record.Rule, name string) Meaning {
	return Meaning{Key: key, What: c.vocabulary.What(key), Rule: ruleWords(rule), Name: name}
}

// What names what a key stands for: "agency Ministry of Health (SG)".
func (v *Vocabulary) What(key record.Key) string {
	title := key.ID
	if subject, ok := v.Subjects[key]; ok {
		title = subject.Title
		if key.Kind == record.KeyAgency && subject.Label != title {
			title += " (" + subject.Label + ")"
		}
	} else if date, err := record.ParseEDTF(key.ID); key.Kind == record.KeyDate && err == nil {
		title = date.English()
	}
	return key.Kind.String() + " " + title
}

// TermRule is the Rule of a Meaning that comes from a definition in the text.
const TermRule = "a term that the text defines"

// ruleWords says how something was recognised: "its name".
func ruleWords(rule record.Rule) string {
	switch rule {
	case record.RuleName:
		return "its name"
	case record.RuleAcronym:
		return "its acronym"
	case record.RuleOffice:
		return "an office that stands for it"
	case record.RuleTerm:
		return TermRule
	case record.RuleDate:
		return "a date"
	}
	return "an explicit link"
}

func noLink(f fate, key record.Key) string {
	switch {
	case f == notFirst && key.Kind == record.KeyTerm:
		return "the first mention in the document is the link"
	case f == notFirst:
		return "the first mention in the paragraph is the link"
	case f == noTarget && key.Kind == record.KeyDate:
		return "dates are links in the record only, not on pages about it"
	case f == noTarget:
		return "it is what this page describes"
	case f == insideName:
		return "it stands inside a name, which is the link"
	}
	return "it begins in one element and ends in another"
}

// instead lists the Markdown that would link words otherwise, or not at all.
func (w *explainer) instead(c *Compiler, p Place, key record.Key, considered []Candidate, start, end int) []string {
	source := string(c.src[p.Start:p.End])
	whole := c.unit.at(start).parent == c.unit.at(end-1).parent
	if !whole {
		source = p.Words // an element begins or ends inside, which a link could not hold
	}
	list := []string{markdownLink(source, "none:")}
	for _, x := range considered {
		if x.Key == key || x.Start < p.Start || x.End > p.End || !whole && x.Words != p.Words {
			continue
		}
		inner := source
		before, after := "", ""
		if whole {
			inner = string(c.src[x.Start:x.End])
			before, after = string(c.src[p.Start:x.Start]), string(c.src[x.End:p.End])
		}
		list = append(list, oneLine(before)+markdownLink(inner, mention.Markdown(x.Key))+oneLine(after))
	}
	slices.Sort(list[1:])
	return slices.Compact(list)
}

func markdownLink(words, target string) string { return "[" + oneLine(words) + "](" + target + ")" }

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }
