package site

import (
	"strings"

	"concord/internal/language"
	"concord/internal/record"

	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Language is a language in which the site has its pages, and what these load in
// it. The record's text is in the first language of a site; the pages of the
// others show it as it is, under words of their own.
type Language struct {
	*language.Language
	Folder string // of its pages, from the site's root: "" for the first, "ko/"

	Scripts []string // that every page loads, from the site's root
	// What answers queries, in the order in which it is to run: in the box of
	// any page, which loads it when the first query is asked, and on the search page.
	BoxScripts, SearchScripts []string
}

// FolderOf is the folder of the pages in the language at a place in the list of
// the site's.
func FolderOf(i int, tag string) string {
	if i == 0 {
		return ""
	}
	return tag + "/"
}

// Edition is the plan of the pages in one language, and what all of these share.
type Edition struct {
	*Language
	textLang  string // language of the record's text where it is another, else ""
	phrases   struct{ paragraph, unnumbered, ownParagraph phrase }
	languages display.Namer
	// what the site says of itself
	siteTitle, siteShort, siteAbout words
	menuTitles                      []words
}

// words are a text with its language, where that is not the page's.
type words struct{ text, lang string }

// phrase is a text with a place for one value.
type phrase struct{ before, after string }

func newPhrase(text string) phrase {
	before, after, _ := strings.Cut(text, "{}")
	return phrase{before, after}
}

// newEdition is the site in a language; text is that of the record.
func newEdition(l *Language, text string, config *record.Config) *Edition {
	e := &Edition{
		Language:  l,
		languages: display.Tags(xlanguage.Make(l.Tag())),
	}
	e.phrases.paragraph = newPhrase(l.Text("Paragraph {}"))
	e.phrases.unnumbered = newPhrase(l.Text("Unnumbered paragraph {}"))
	e.phrases.ownParagraph = newPhrase(l.Text("paragraph {}"))
	if l.Tag() != text {
		e.textLang = text
	}
	e.siteTitle, e.siteShort, e.siteAbout = e.own(config.Title), e.own(config.ShortTitle), e.own(config.Description)
	for _, n := range config.Navigation {
		e.menuTitles = append(e.menuTitles, e.own(n.Title))
	}
	return e
}

// own is a text of the site's own in the language of the pages, if the site's
// catalogue has it.
func (e *Edition) own(text string) words {
	if e.textLang == "" || text == "" {
		return words{text, ""}
	}
	if e.Has(text) {
		return words{e.Text(text), ""}
	}
	return words{text, e.textLang}
}

// value is a word that the record's own words name, such as a form.
func (e *Edition) value(word string) words {
	if e.textLang == "" || word == "" {
		return words{word, ""}
	}
	if value, ok := e.Value(word); ok {
		return words{value, ""}
	}
	return e.own(word)
}

// subject is what a document is called on the pages: an agency by its name in
// their language, where it has one.
func (e *Edition) subject(d *record.Document) words {
	if e.textLang == "" {
		return words{d.Title, ""}
	}
	if d.Agency != nil {
		for _, t := range d.Agency.Translations {
			if t.Language == e.Tag() {
				return words{t.Name, ""}
			}
		}
	}
	return words{d.Title, e.textLang}
}

// languageName is the name of a language, or its tag where it has none.
func (e *Edition) languageName(tag string) string {
	t, err := xlanguage.Parse(tag)
	if err != nil {
		return tag
	}
	return e.languages.Name(t)
}

// Texts are the texts of a site's configuration that its pages show, and that
// another language has to have.
func Texts(config *record.Config) []string {
	list := []string{config.Title, config.ShortTitle, config.Description}
	for _, s := range config.Sides {
		list = append(list, s.Name)
	}
	for _, n := range config.Navigation {
		list = append(list, n.Title)
	}
	var texts []string
	for _, text := range list {
		if text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// Title is what a document is called in the language of the edition, or in the
// record's.
func (e *Edition) Title(d *record.Document) string { return e.subject(d).text }

// Event is the name of something that happened to an instrument.
func (e *Edition) Event(x record.Event) string { return e.value(x.Event).text }

// Side is the name of a side.
func (e *Edition) Side(s *record.Side) string { return e.own(s.Name).text }
