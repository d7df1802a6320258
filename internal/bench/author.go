package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"concord/static"
	"concord/templates"
)

// An author edits a site of a corpus. An instrument that has been edited is not edited again, so that no edit is
// easier for one before it; agencies are when all have been, and of template and style sheet there is one each.
type author struct {
	site        folder
	instruments []string // ids that are left
	agencies    []string
	edited      int // for marks

	page     string // of an instrument that stays as it is
	title    string // of it
	template string
	sheet    string
	aliased  []string // pages of the texts that the k-th alias stands in, see standIn
}

// newAuthor looks at what there is. The order of edits is the same on every machine.
func newAuthor(site folder) (*author, error) {
	a := &author{site: site}
	var err error
	if a.instruments, err = a.list("mous"); err != nil {
		return nil, err
	}
	if a.agencies, err = a.list("agencies"); err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	shuffle(rng, a.instruments)
	shuffle(rng, a.agencies)
	id, text, err := a.take()
	if err != nil {
		return nil, err
	}
	found := titleLine.FindStringSubmatch(text)
	if found == nil {
		return nil, fmt.Errorf("%s has no title", id)
	}
	a.page, a.title = id+"/", strings.TrimPrefix(found[1], "title: ")
	return a, nil
}

func shuffle(rng *rand.Rand, list []string) {
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// list returns the ids of the documents of a section.
func (a *author) list(section string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(string(a.site), "content", section))
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, e := range entries {
		if name, found := strings.CutSuffix(e.Name(), ".md"); found && name != "_index" {
			ids = append(ids, section+"/"+name)
		}
	}
	return ids, nil
}

func source(id string) string { return "content/" + id + ".md" }

func (a *author) read(id string) (string, error) {
	content, err := os.ReadFile(filepath.Join(string(a.site), filepath.FromSlash(source(id))))
	return string(content), err
}

// take takes an instrument that has not been edited.
func (a *author) take() (id, text string, err error) {
	if len(a.instruments) == 0 {
		return "", "", fmt.Errorf("%s has too few instruments for so many edits", a.site)
	}
	id, a.instruments = a.instruments[0], a.instruments[1:]
	text, err = a.read(id)
	return id, text, err
}

// mark is a word that stands nowhere yet.
func (a *author) mark() string {
	a.edited++
	return fmt.Sprintf("Edit%05d", a.edited)
}

// concordKinds are the edits of Concord's site.
func (a *author) concordKinds() ([]editKind, error) {
	base, err := fs.ReadFile(templates.FS, "base.html")
	if err != nil {
		return nil, err
	}
	sheet, err := fs.ReadFile(static.FS, "css/concord.css")
	a.template, a.sheet = string(base), string(sheet)
	return []editKind{
		{"body", true, a.body},
		{"front matter", true, a.frontMatter},
		{"agency's alias", true, a.alias},
		{"agency's title", true, a.rename},
		{"agency's acronym", true, a.acronym},
		{"template", true, a.base("templates/base.html")},
		{"style sheet", true, a.style("static/css/concord.css", a.page)},
		{"new document *", false, a.add},
		{"removed document *", false, a.remove},
	}, err
}

// hugoKinds are the edits of Hugo's site that are compared. The address of its style sheet stays the same, so
// that the sheet itself is looked at.
func (a *author) hugoKinds() []editKind {
	a.template, a.sheet = hugoTheme["layouts/baseof.html"], hugoStyle
	return []editKind{
		{"body", false, a.body},
		{"template", false, a.base("layouts/baseof.html")},
		{"style sheet", false, func(k int) (edit, error) {
			e, err := a.style("static/site.css", "site.css")(k)
			e.seen.sheet = false // the page is the sheet
			return e, err
		}},
	}
}

// body adds a sentence to the last paragraph of an instrument.
func (a *author) body(int) (edit, error) {
	id, text, err := a.take()
	mark := a.mark()
	return edit{
		file: source(id), text: withSentence(text, "This sentence came with "+mark+"."), page: id + "/",
		seen: sight{text: mark, script: inMain(mark)},
	}, err
}

func withSentence(text, sentence string) string {
	return strings.TrimRight(text, "\n") + " " + sentence + "\n"
}

var (
	titleLine   = regexp.MustCompile(`(?m)^(title: .*)$`)
	acronymLine = regexp.MustCompile(`(?m)^(acronym: ).*$`)
	statusValue = regexp.MustCompile(`(?m)^(status: \{value: )[^,]*`)
	signedDate  = regexp.MustCompile(`(?m)^(  - \{date: )[^,]*(, event: signed)`)
	participant = regexp.MustCompile(`(?m)^  - \{agency: ([^,}]+)`)
)

// frontMatter changes an instrument's title, its status and the day on which it was signed in turn.
func (a *author) frontMatter(k int) (edit, error) {
	id, text, err := a.take()
	if err != nil {
		return edit{}, err
	}
	e := edit{file: source(id), page: id + "/", before: text}
	mark := a.mark()
	switch k % 3 {
	case 0:
		e.seen = sight{text: mark + "</h1>", script: inMain(mark)}
		e.text, err = replaced(text, titleLine, "${1} "+mark)
	case 1:
		e.seen = inFacts(mark)
		e.text, err = replaced(text, statusValue, "${1}"+mark)
	default: // the corpus ends in lastYear
		e.seen = sight{text: fmt.Sprintf("7 May %d", lastYear+1), script: inMain(fmt.Sprintf("7 May %d", lastYear+1))}
		e.text, err = replaced(text, signedDate, fmt.Sprintf("${1}%d-05-07${2}", lastYear+1))
	}
	return e, err
}

// textsOfAlias is in how many texts an alias stands.
const textsOfAlias = 3

// aliasOf is the k-th alias.
func aliasOf(k int) string { return "Registry of Zal" + strings.ToLower(letters(k)) }

// letters are two letters for a number below 676.
func letters(k int) string { return string([]byte{'A' + byte(k/26%26), 'A' + byte(k%26)}) }

// standIn writes aliases that nobody has yet into a few texts each.
func (a *author) standIn(aliases int) error {
	for k := range aliases {
		for text := range textsOfAlias {
			id, content, err := a.take()
			if err != nil {
				return err
			}
			if text == 0 {
				a.aliased = append(a.aliased, id+"/")
			}
			// In a paragraph of its own, where nothing else leads to the agency.
			if err := a.site.write(source(id), content+"\nBoth sides will consult the "+aliasOf(k)+".\n"); err != nil {
				return err
			}
		}
	}
	return nil
}

// alias gives an agency a name that stands in a few texts, where it becomes a link.
func (a *author) alias(k int) (edit, error) {
	id := a.agencies[k%len(a.agencies)]
	text, err := a.read(id)
	if err != nil {
		return edit{}, err
	}
	e := edit{file: source(id), page: a.aliased[k], seen: linked(aliasOf(k))}
	e.text, err = replaced(text, titleLine, "${1}\nnames: ["+aliasOf(k)+"]")
	return e, err
}

// rename changes the title of an agency, which is seen at an instrument in which it takes part. The title stands
// in a good many texts, see instrumentsPerAgency, and is a name in none of them until it is what it was.
func (a *author) rename(int) (edit, error) {
	id, text, err := a.take()
	if err != nil {
		return edit{}, err
	}
	agency, err := firstAgency(id, text)
	if err != nil {
		return edit{}, err
	}
	mark := a.mark()
	e := edit{file: source(agency), page: id + "/", seen: sight{text: mark + "</a>", script: inMain(mark)}}
	if e.before, err = a.read(agency); err == nil {
		e.text, err = replaced(e.before, titleLine, "${1} "+mark)
	}
	return e, err
}

// acronym changes the acronym of an agency, which is seen at its own page: a long one, with all that mentions it.
func (a *author) acronym(k int) (edit, error) {
	id := a.agencies[len(a.agencies)-1-k%len(a.agencies)]
	text, err := a.read(id)
	if err != nil {
		return edit{}, err
	}
	acronym := "ZQX" + letters(k)
	e := edit{file: source(id), page: id + "/", before: text, seen: inFacts(acronym)}
	e.text, err = replaced(text, acronymLine, "${1}"+acronym)
	return e, err
}

// firstAgency is the id of the first agency that takes part in an instrument.
func firstAgency(id, text string) (string, error) {
	found := participant.FindStringSubmatch(text)
	if found == nil {
		return "", fmt.Errorf("nobody takes part in %s", id)
	}
	return "agencies/" + found[1], nil
}

// base marks the body of every page. At first the site has no template of its own.
func (a *author) base(file string) func(int) (edit, error) {
	return func(int) (edit, error) {
		mark := a.mark()
		text, err := markBody(a.template, mark)
		return edit{file: file, text: text, page: a.page, seen: inTemplate(mark)}, err
	}
}

// style marks the style of every page. At first Concord's site has no style sheet of its own.
func (a *author) style(file, page string) func(int) (edit, error) {
	return func(int) (edit, error) {
		mark := a.mark()
		return edit{file: file, text: styled(a.sheet, mark), page: page, seen: inStyle(mark)}, nil
	}
}

// add makes an instrument like another one, at an address where there was nothing.
func (a *author) add(int) (edit, error) {
	id, text, err := a.take()
	if err != nil {
		return edit{}, err
	}
	mark := a.mark()
	added := "mous/" + strings.ToLower(mark)
	e := edit{file: source(added), page: added + "/", seen: sight{text: mark + "</h1>", script: inMain(mark)}}
	e.text, err = replaced(strings.ReplaceAll(text, id, added), titleLine, "${1} "+mark)
	return e, err
}

// remove removes an instrument, which is seen at the page of an agency that took part in it.
func (a *author) remove(int) (edit, error) {
	id, text, err := a.take()
	if err != nil {
		return edit{}, err
	}
	agency, err := firstAgency(id, text)
	return edit{file: source(id), page: agency + "/", seen: unlinked("/" + id + "/")}, err
}
