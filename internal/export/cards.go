package export

import (
	"io"
	"strconv"

	"concord/internal/site"
)

// Cards are the files of what links lead to, for the script that shows it before
// a reader follows one. Which file has the card of a path says site.CardFile. Each is
// a script of one call,
//
//	concordCards(3, {"agencies/hsa/index.html": {"kind": "…", "title": "…", …}, …})
//
// since a page opened from a disk may run a script beside it and not fetch one.
func Cards(s *site.Site) []File {
	var files []File
	n := s.CardFiles()
	for e, in := range s.Editions() {
		for number := range n {
			files = append(files, File{in.Folder + site.CardPath(number), func(s *site.Site, w io.Writer) error {
				return writeCards(s.Cards(s.Editions()[e], number), number, w)
			}})
		}
	}
	return files
}

type cardData struct {
	Kind     string      `json:"kind"`
	Title    string      `json:"title"`
	Lang     string      `json:"lang,omitempty"`
	Text     string      `json:"text,omitempty"`
	TextLang string      `json:"textLang,omitempty"`
	Facts    [][2]string `json:"facts"`
}

func writeCards(cards []site.Card, number int, out io.Writer) error {
	w := &lines{to: out}
	w.out = append(w.out, "concordCards("+strconv.Itoa(number)+", {"...)
	for i, card := range cards {
		w.separate(i == 0)
		w.card(card)
	}
	w.out = append(w.out, "\n});\n"...)
	w.flush()
	return w.err
}

func (w *lines) card(c site.Card) {
	data := cardData{Kind: c.Kind, Title: c.Title, Lang: c.Lang, Text: c.Text, Facts: [][2]string{}}
	if c.Text != "" {
		data.TextLang = c.TextLang
	}
	for _, f := range c.Facts {
		data.Facts = append(data.Facts, [2]string{f.Name, f.Value})
	}
	text, err := marshal(data)
	w.fail(err)
	w.field("", c.Path)
	w.out = append(append(w.out, ": "...), text...)
	w.flush()
}
