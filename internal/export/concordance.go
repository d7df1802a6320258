package export

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"io"

	"concord/internal/concord"
	"concord/internal/record"
	"concord/internal/site"
)

//go:embed concordance.schema.json
var schemaText []byte

func writeSchema(_ *site.Site, w io.Writer) error {
	_, err := w.Write(schemaText)
	return err
}

// The shapes of data/concordance.json. They are promised by its schema.
type (
	documentData struct {
		ID    string      `json:"id"`
		Kind  record.Kind `json:"kind"`
		Title string      `json:"title"`
		URL   string      `json:"url"`
	}
	agencyData struct {
		ID      string `json:"id"`
		Name    string `json:"name"`
		Acronym string `json:"acronym,omitempty"`
		Country string `json:"country,omitempty"`
		URL     string `json:"url"`
	}
	instrumentData struct {
		ID           string   `json:"id"`
		Title        string   `json:"title"`
		Form         string   `json:"form,omitempty"`
		Participants []string `json:"participants"`
		URL          string   `json:"url"`
	}
	mentionData struct {
		Document  string `json:"document"`
		Paragraph string `json:"paragraph"`
		Kind      string `json:"kind"`
		Target    string `json:"target"`
		Text      string `json:"text"`
	}
)

// writeConcordance writes the whole concordance, one entry a line, so that two
// versions can be compared by their lines.
func writeConcordance(s *site.Site, out io.Writer) error {
	w := &lines{to: out}
	w.list("documents", len(s.Members), func(i int) any { return documentOf(s.Members[i]) })
	agencies := s.Documents(record.Agency)
	w.list("agencies", len(agencies), func(i int) any { return agencyOf(agencies[i]) })
	instruments := s.Documents(record.Instrument)
	w.list("instruments", len(instruments), func(i int) any { return instrumentOf(instruments[i]) })
	if err := w.mentions(s); err != nil {
		return err
	}
	return w.end()
}

// pageURL is a document's address from the site's root.
func pageURL(d *record.Document) string { return relative(site.PagePath(d.ID)) }

func documentOf(m *concord.Member) documentData {
	d := m.Document
	return documentData{ID: d.ID, Kind: d.Kind, Title: d.Title, URL: pageURL(d)}
}

func agencyOf(m *concord.Member) agencyData {
	d := m.Document
	return agencyData{
		ID: d.Slug(), Name: d.Title, Acronym: d.Agency.Acronym, Country: d.Agency.Country, URL: pageURL(d),
	}
}

func instrumentOf(m *concord.Member) instrumentData {
	d := m.Document
	data := instrumentData{
		ID: d.Slug(), Title: d.Title, Form: d.Instrument.Form.Value, Participants: []string{}, URL: pageURL(d),
	}
	for _, p := range d.Instrument.Participants {
		data.Participants = append(data.Participants, p.Agency+p.Side) // one of them is empty
	}
	return data
}

// lines writes a JSON object of lists, one entry a line.
type lines struct {
	to    io.Writer
	out   []byte // the line being made
	begun bool
	err   error // the first
}

// marshal is json.Marshal that leaves "&" and the like as they are: the data is
// not for a script inside a page.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// flush writes out what has been made.
func (w *lines) flush() {
	if w.err == nil {
		_, w.err = w.to.Write(w.out)
	}
	w.out = w.out[:0]
}

// fail keeps the first error.
func (w *lines) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *lines) begin(name string) {
	if w.begun {
		w.out = append(w.out, "\n],\n"...)
	} else {
		w.out = append(w.out, "{\n"...)
	}
	w.begun = true
	w.out = append(append(append(w.out, '"'), name...), "\": ["...)
}

func (w *lines) list(name string, n int, entry func(int) any) {
	w.begin(name)
	for i := range n {
		w.separate(i == 0)
		data, err := marshal(entry(i))
		w.fail(err)
		w.out = append(w.out, data...)
		w.flush()
	}
}

func (w *lines) separate(first bool) {
	if !first {
		w.out = append(w.out, ',')
	}
	w.out = append(w.out, "\n  "...)
}

// mentions writes every mention in the record's texts, in reading order.
func (w *lines) mentions(s *site.Site) error {
	w.begin("mentions")
	first := true
	var text []byte
	for _, m := range s.Members {
		if !m.Document.Kind.Indexed() || len(m.Facts.Mentions) == 0 {
			continue
		}
		end := 0
		for i := range m.Facts.Mentions {
			end = max(end, int(m.Facts.Mentions[i].End))
		}
		var err error
		if text, err = m.Body.Text(0, end, text); err != nil {
			return err
		}
		for i := range m.Facts.Mentions {
			w.separate(first)
			first = false
			w.mention(m, &m.Facts.Mentions[i], text)
		}
		w.flush()
	}
	return nil
}

func (w *lines) mention(m *concord.Member, x *record.Mention, text []byte) {
	paragraph := ""
	if x.Paragraph >= 0 {
		paragraph = m.Facts.Paragraphs[x.Paragraph].Number
	}
	w.field(`{"document":`, m.Document.ID)
	w.field(`,"paragraph":`, paragraph)
	w.field(`,"kind":`, x.Key.Kind.String())
	w.field(`,"target":`, x.Key.ID)
	w.field(`,"text":`, string(text[x.Start:x.End]))
	w.out = append(w.out, '}')
}

// field writes a name and a string. Most strings need no escapes; a large
// site has millions of them.
func (w *lines) field(name, value string) {
	w.out = append(w.out, name...)
	for i := 0; i < len(value); i++ {
		if c := value[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x80 {
			data, err := marshal(value)
			w.fail(err)
			w.out = append(w.out, data...)
			return
		}
	}
	w.out = append(append(append(w.out, '"'), value...), '"')
}

func (w *lines) end() error {
	w.out = append(w.out, "\n]\n}\n"...)
	w.flush()
	return w.err
}
