package language

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"concord/internal/diag"
)

// datesPrefix tells the pattern of a date from a text, where either is missing.
const datesPrefix = "dates: "

// Keys are the English texts of a catalogue, sorted. Those of a built-in one are
// all that there is to translate in the program.
func Keys(content []byte) []string {
	c := catalogue{src: content}
	c.read()
	keys := make([]string, 0, len(c.placed))
	for i := range c.placed {
		keys = append(keys, c.placed[i].english)
	}
	slices.Sort(keys)
	return keys
}

// Missing are those of the English texts that the language has no words for,
// sorted, and after them the patterns of dates: "dates: year".
func (l *Language) Missing(keys []string) []string {
	if l.isEnglish() {
		return nil
	}
	var list []string
	for _, key := range keys {
		if !l.Has(key) {
			list = append(list, key)
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	for _, name := range l.dates.missing() {
		list = append(list, datesPrefix+name)
	}
	return list
}

// ReportMissing is a warning that tells how many of the English texts the language
// has no words for, and names the first; nil where it has all. The file is the one
// in which the site is to write them.
func (l *Language) ReportMissing(file string, keys []string) []diag.Diagnostic {
	const shown = 5
	missing := l.Missing(keys)
	if len(missing) == 0 {
		return nil
	}
	d := diag.Diagnostic{
		Severity: diag.Warning, Code: codeMissing, Span: diag.File(file),
		Message: fmt.Sprintf("%d texts have no words in %s, and are shown in English", len(missing), l.Name()),
	}
	if len(missing) == 1 {
		d.Message = "a text has no words in " + l.Name() + ", and is shown in English"
	}
	section, key := "words", strconv.Quote(missing[0])
	if name, ok := strings.CutPrefix(missing[0], datesPrefix); ok {
		section, key = "dates", name
	}
	d.Hint = fmt.Sprintf("write in %s, below `%s:`, a line %s: \"…\"", file, section, key)
	d.Notes = slices.Clone(missing[:min(shown, len(missing))])
	if more := len(missing) - shown; more > 0 {
		d.Notes = append(d.Notes, fmt.Sprintf("and %d more", more))
	}
	return []diag.Diagnostic{d}
}

// ReportUnused warns of entries in the site's own catalogues that nothing uses:
// their English is none of the texts, most likely since it is misspelt.
func (l *Language) ReportUnused(keys []string) []diag.Diagnostic {
	var list []diag.Diagnostic
	known := make(map[string]bool, len(keys))
	for _, key := range keys {
		known[key] = true
	}
	for _, e := range l.entries {
		if known[e.english] {
			continue
		}
		hint := diag.DidYouMean(e.english, keys)
		if hint == "" {
			hint = "take the line away, or write the English as the template has it"
		}
		list = append(list, diag.Diagnostic{
			Severity: diag.Warning, Code: codeUnused, Span: e.place,
			Message: fmt.Sprintf("nothing shows the text %q", e.english), Hint: hint,
		})
	}
	return list
}

// Stray is a warning that a catalogue is of no language of the site, whose tags are
// given.
func Stray(file string, tags []string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Warning, Code: codeUnused, Span: diag.File(file),
		Message: "nothing is said with this catalogue: the languages of the site are " + strings.Join(tags, ", "),
		Hint:    "name it by the tag of one of them, as in ko.yaml, or add its language to `languages:` in content/site.yaml",
	}
}
