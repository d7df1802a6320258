package scaffold

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"concord/internal/diag"
)

// Kind is a kind of document that can be begun.
type Kind struct {
	Name    string // as editors ask for it
	Summary string
	folder  string // under content/, with a slash at its end; "" for the one statement
}

// single says whether a site has one document of the kind.
func (k Kind) single() bool { return k.folder == "" }

var kinds = []Kind{
	{"mou", "an MOU, agreement or other instrument", "mous/"},
	{"agency", "a ministry, agency, joint body or international organisation", "agencies/"},
	{"guide", "a page about the record", "guide/"},
	{"annex", "an annex to the statement", "annexes/"},
	{"statement", "the press statement, of which there is one", ""},
}

// Kinds lists every kind of document that can be begun.
func Kinds() []Kind { return slices.Clone(kinds) }

// FindKind returns the kind with a name.
func FindKind(name string) (Kind, error) {
	var names []string
	for _, k := range kinds {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	advice := diag.DidYouMean(name, names)
	if advice == "" {
		advice = "the kinds are " + strings.Join(names, ", ")
	}
	return Kind{}, refuse(advice, "there is no kind of document %q", name)
}

//go:embed template
var templates embed.FS

// template is the text that documents of the kind begin with.
func (k Kind) template() (string, error) {
	text, err := templates.ReadFile("template/" + k.Name + ".md")
	if err != nil {
		return "", fmt.Errorf("read the template of a new %s: %w", k.Name, err)
	}
	return string(text), nil
}
