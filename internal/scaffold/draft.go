package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Draft says which document to begin.
type Draft struct {
	Kind  Kind
	Title string
	ID    string // the name of its file without ".md"; "" for one made from the title
	Side  string // an agency's: the code of a side in site.yaml, or ""
	Body  string // an agency's that belongs to no side: one of Bodies, or ""
}

// Begun is a document that has been begun.
type Begun struct {
	Path  string   // from the site's root: "content/mous/ai-safety.md"
	Notes []string // what its editor should know of it
}

// Begin writes the file of a new document into a site.
func Begin(site *os.Root, d Draft) (Begun, error) {
	s, err := takeStock(site.FS())
	if errors.Is(err, fs.ErrNotExist) {
		return Begun{}, refuse("go to the site's folder, or name it with --site FOLDER; `concord init FOLDER` begins a new site",
			"%s holds no folder content", site.Name())
	}
	if err != nil {
		return Begun{}, err
	}
	notes, err := d.complete(s)
	if err != nil {
		return Begun{}, err
	}
	text, err := d.text()
	if err != nil {
		return Begun{}, err
	}
	if other := s.clash(d.name(), text); other != "" {
		return Begun{}, refuse("edit that file, or choose another title", "%q is a name in %s already", d.Title, other)
	}
	begun := Begun{Path: "content/" + d.name(), Notes: notes}
	return begun, write(site, begun.Path, text)
}

// complete checks a request and decides what it leaves open: the side of an
// agency, and the id. The notes say what the editor should look at.
func (d *Draft) complete(s *stock) ([]string, error) {
	if err := d.checkTitle(); err != nil {
		return nil, err
	}
	if err := d.checkSide(s.sides); err != nil {
		return nil, err
	}
	var notes []string
	if d.Kind.Name == "agency" {
		notes = d.belong(s)
	}
	return notes, d.chooseID(s)
}

// name is the path of the document under content/.
func (d *Draft) name() string {
	if d.Kind.single() {
		return "statement.md"
	}
	return d.Kind.folder + d.ID + ".md"
}

// text is the document's file: the template of its kind with what is known.
func (d *Draft) text() ([]byte, error) {
	text, err := d.Kind.template()
	if err != nil {
		return nil, err
	}
	for _, f := range []struct{ key, value string }{
		{"title", d.Title}, {"country", d.Side}, {"body", d.Body}, {"label", d.label()},
	} {
		if f.value == "" {
			continue
		}
		if text, err = set(text, f.key, f.value); err != nil {
			return nil, err
		}
	}
	return []byte(text), nil
}

// label is what an annex is called that is named by a letter.
func (d *Draft) label() string {
	if d.Kind.Name == "annex" && len(d.ID) == 1 {
		return "Annex " + strings.ToUpper(d.ID)
	}
	return ""
}

// write creates a file, and its folder. A file that cannot be written as a
// whole is taken away again.
func write(root *os.Root, name string, text []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make the folder of a new file: %w", err)
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return refuse("move it away, or choose another name", "%s exists already", name)
	}
	if err != nil {
		return fmt.Errorf("create a new file: %w", err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write a new file: %w", errors.Join(err, root.Remove(name)))
	}
	return nil
}
