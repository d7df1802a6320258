package diag

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// texts are the entries of the catalogue, a file for each code:
//
//	# unknown-key
//
//	error: the front matter has a key that its kind of document does not know
//
//	Why it matters, an example that causes it and how to mend it.
//
//go:embed codes/*.md
var texts embed.FS

// Entry is what there is to know about a code.
type Entry struct {
	Code     Code
	Severity Severity // unless a site asks for another
	Summary  string   // one line, without a full stop
	Text     string   // Markdown: why it matters, an example, how to mend it
}

// Changeable says whether a site may ask for another severity. What would
// publish something wrong, or keep pages from being made, stays an error.
func (e *Entry) Changeable() bool { return e.Severity == Warning }

// why is the first paragraph of the text, in one line.
func (e *Entry) why() string {
	first, _, _ := strings.Cut(e.Text, "\n\n")
	return strings.ReplaceAll(first, "\n", " ")
}

// Catalogue returns an entry for every code that the program reports, in the
// order of the codes.
func Catalogue() []Entry {
	files, _ := fs.Glob(texts, "codes/*.md") // the pattern is well formed
	entries := make([]Entry, 0, len(files))
	for _, file := range files {
		text, err := texts.ReadFile(file)
		if err != nil {
			continue // it was listed above, so it is there
		}
		if e, err := parseEntry(string(text)); err == nil { // tested for every file
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(string(a.Code), string(b.Code)) })
	return entries
}

// Explain returns the entry of a code.
func Explain(code Code) (Entry, bool) {
	text, err := texts.ReadFile("codes/" + string(code) + ".md")
	if err != nil {
		return Entry{}, false // there is no such code
	}
	e, err := parseEntry(string(text))
	return e, err == nil
}

// Codes are the codes of entries, as words to compare with a misspelt one.
func Codes(entries []Entry) []string {
	codes := make([]string, len(entries))
	for i := range entries {
		codes[i] = string(entries[i].Code)
	}
	return codes
}

func parseEntry(text string) (Entry, error) {
	title, rest, _ := strings.Cut(text, "\n\n")
	code, isTitle := strings.CutPrefix(title, "# ")
	first, body, _ := strings.Cut(rest, "\n\n")
	name, summary, _ := strings.Cut(first, ": ")
	severity, known := ParseSeverity(name)
	e := Entry{Code: Code(code), Severity: severity, Summary: summary, Text: strings.TrimRight(body, "\n")}
	switch {
	case !isTitle || code == "":
		return e, fmt.Errorf("the first line is no title: %q", title)
	case !known || severity == Off:
		return e, fmt.Errorf("%q is not the severity of a diagnostic", name)
	case summary == "" || e.Text == "":
		return e, fmt.Errorf("the entry has no summary or no text")
	}
	return e, nil
}
