package record

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"concord/internal/diag"
)

// forms is what an instrument may call itself.
var forms = []string{
	"MOU", "agreement", "arrangement", "letter of intent", "treaty", "convention",
	"joint statement", "plan of action", "work plan", "other",
}

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

// split finds the front matter of a file: src[start:end] is YAML and src[body:]
// is Markdown; ok is false where the file does not begin with front matter
// (start is 0) or the front matter has no end. A byte order mark and either form of line end are accepted.
func split(src []byte) (start, end, body int, ok bool) {
	at := len(src) - len(bytes.TrimPrefix(src, []byte("\uFEFF")))
	first, next := line(src, at)
	if first != "---" {
		return 0, 0, at, false
	}
	start = next
	for next < len(src) {
		from := next
		var text string
		text, next = line(src, from)
		if text == "---" {
			return start, from, next, true
		}
	}
	return start, 0, at, false
}

// line returns the line at an offset without its end and trailing blanks, and
// the offset of the next.
func line(src []byte, at int) (string, int) {
	next := len(src)
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		next = at + i + 1
	}
	if next-at > 16 { // longer than any fence: not worth copying
		return "…", next
	}
	return strings.TrimRight(string(src[at:next]), " \t\r\n"), next
}

// Decode reads the front matter of the file at a slash path under content/,
// and reports everything that is wrong with it. The document it returns is
// usable even then: its id and kind are set.
func Decode(name string, src []byte) (*Document, []diag.Diagnostic) {
	doc := &Document{Path: "content/" + name}
	doc.ID, doc.Kind = identify(name)
	d := &decoder{file: doc.Path, src: src}
	d.checkName(doc)
	start, end, body, ok := split(src)
	doc.Body = body
	if !ok {
		d.noFrontMatter(start > 0)
		return doc, d.diags
	}
	d.start, d.before = start, bytes.Count(src[:start], []byte{'\n'})
	known := len(d.diags)
	root := d.parse(src[start:end])
	if root == nil && len(d.diags) > known {
		return doc, d.diags
	}
	if root != nil {
		d.document(doc, root)
	}
	if doc.Title == "" && !misread(root) {
		d.add(diag.Diagnostic{
			Severity: diag.Error, Code: codeMissing, Span: diag.Line(doc.Path, src, 1, 1, 3),
			Message: "the document has no title", Hint: "add `title: …` to the front matter",
		})
	}
	return doc, d.diags
}

// checkName reports a file name that would have to be written otherwise in an
// address: a page's address is to be copied, read out and printed.
func (d *decoder) checkName(doc *Document) {
	good := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-_./", r):
			return r
		}
		return '-'
	}, doc.ID)
	if good != doc.ID {
		d.add(diag.Diagnostic{
			Severity: diag.Error, Code: codeName, Span: diag.File(doc.Path),
			Message: "the name of a document's file may have only letters, digits, \"-\", \"_\" and \".\"",
			Hint:    "rename it to " + good + ".md",
		})
	}
}

func (d *decoder) noFrontMatter(begun bool) {
	x := diag.Diagnostic{
		Severity: diag.Error, Code: codeMissing, Span: diag.Line(d.file, d.src, 1, 1, 1),
		Message: "the file does not begin with front matter",
		Hint:    "begin with a line ---, then `title: …`, then another line ---",
	}
	if begun {
		x.Message, x.Hint = "the front matter has no end", "put a line --- after it"
	}
	d.add(x)
}

// document decodes the root mapping. The kind is looked up first, because it
// says which keys are known.
func (d *decoder) document(doc *Document, root *yaml.Node) {
	var kind string
	known := fields{
		{"title", d.text(&doc.Title)},
		{"kind", d.choice(&kind, kinds)},
		{"label", d.text(&doc.Label)},
		{"description", d.text(&doc.Description)},
		{"date", d.date(&doc.Date)},
		{"order", d.integer(&doc.Order)},
	}
	if n := get(root, "kind"); n != nil {
		quiet := decoder{src: d.src}
		quiet.choice(&kind, kinds)(n)
		if kind != "" {
			doc.Kind = Kind(kind)
		}
	}
	switch {
	case doc.Kind.Official():
		known = append(known, fields{
			{"source", func(n *yaml.Node) {
				d.text(&doc.Source)(n)
				doc.SourcePlace = d.place(n)
			}},
			{"corrections", d.list(d.correction(doc))},
		}...)
	case doc.Kind == Agency:
		doc.Agency = &AgencyFacts{}
		known = append(known, d.agency(doc.Agency)...)
	case doc.Kind == Instrument:
		doc.Instrument = &InstrumentFacts{}
		known = append(known, d.instrument(doc.Instrument)...)
	}
	ok := d.mapping(root, known)
	if ok && doc.Agency != nil && given(root, "country") && given(root, "body") {
		d.fail(get(root, "body"), codeValue, "keep `country` for an agency of a side, `body` for others", "an agency has either a country or is another body")
	}
	if ok && doc.Agency != nil && !given(root, "country") && !given(root, "body") {
		d.add(diag.Diagnostic{
			Severity: diag.Error, Code: codeMissing, Span: diag.Line(d.file, d.src, 1, 1, 3),
			Message: "the agency belongs to no side",
			Hint:    "add `country: XX` with the code of a side, or `body: joint` or `body: international`",
		})
	}
}

func (d *decoder) correction(doc *Document) field {
	return func(n *yaml.Node) {
		c, before := Correction{Place: d.place(n)}, len(d.diags)
		ok := d.mapping(n, fields{
			{"paragraph", d.text(&c.Paragraph)}, {"stood", d.text(&c.Stood)},
			{"stands", d.text(&c.Stands)}, {"reason", d.text(&c.Reason)},
		})
		if !ok {
			return
		}
		if c.Paragraph == "" || c.Stood == "" || c.Stands == "" {
			d.lacks(before, n, codeMissing, "write {paragraph: \"5.2\", stood: …, stands: …}", "a correction needs `paragraph`, `stood` and `stands`")
			return
		}
		doc.Corrections = append(doc.Corrections, c)
	}
}

func (d *decoder) agency(a *AgencyFacts) fields {
	return fields{
		{"acronym", d.text(&a.Acronym)},
		{"country", d.country(a)},
		{"body", d.choice(&a.Body, []string{"joint", "international"})},
		{"names", d.texts(&a.Names)},
		{"offices", d.texts(&a.Offices)},
		{"translations", d.translations(&a.Translations)},
	}
}

func (d *decoder) country(a *AgencyFacts) field {
	return func(n *yaml.Node) {
		code, ok := d.scalar(n)
		switch {
		case !ok:
		case !countryCode.MatchString(code):
			d.fail(n, codeValue, "write the two capital letters of ISO 3166-1, such as KR", "%q is not a country code", code)
		default:
			a.Country, a.Place = code, d.place(n)
		}
	}
}

// translations reads a mapping from language to name, in the order written.
func (d *decoder) translations(to *[]Translation) field {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			d.fail(n, codeValue, "write {ko: …}", "expected languages with names, found %s", describe(n))
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			t := Translation{Language: n.Content[i].Value}
			d.text(&t.Name)(resolve(n.Content[i+1]))
			switch {
			case slices.ContainsFunc(*to, func(o Translation) bool { return o.Language == t.Language }):
				d.fail(n.Content[i], codeDuplicate, "keep one of them", "the key %q stands twice", t.Language)
			case t.Name != "":
				*to = append(*to, t)
			}
		}
	}
}

func (d *decoder) instrument(x *InstrumentFacts) fields {
	return fields{
		{"acronym", d.text(&x.Acronym)},
		{"names", d.texts(&x.Names)},
		{"form", d.fact(&x.Form, func(to *string) field { return d.choice(to, forms) })},
		{"pillar", d.fact(&x.Pillar, d.number)},
		{"listed", d.fact(&x.Listed, d.text)},
		{"status", d.fact(&x.Status, d.text)},
		{"participants", d.list(d.participant(x))},
		{"events", d.list(d.event(x))},
	}
}

// number reads a whole number as its digits.
func (d *decoder) number(to *string) field {
	return func(n *yaml.Node) {
		var i int
		before := len(d.diags)
		d.integer(&i)(n)
		if len(d.diags) == before {
			*to = strconv.Itoa(i)
		}
	}
}

func (d *decoder) participant(x *InstrumentFacts) field {
	return func(n *yaml.Node) {
		p, before := Participant{Place: d.place(n)}, len(d.diags)
		placed := func(to *string) field {
			return func(v *yaml.Node) {
				d.text(to)(v)
				p.Place = d.place(v)
			}
		}
		known := fields{{"agency", placed(&p.Agency)}, {"side", placed(&p.Side)}, {"cite", d.references(&p.Cite)}}
		if !d.mapping(n, known) {
			return
		}
		switch {
		case (p.Agency == "") == (p.Side == ""):
			d.lacks(before, n, codeValue, "write {agency: hsa, cite: …} or {side: SG, cite: …}", "a participant is either an agency or a side")
		case len(p.Cite) == 0:
			d.uncited(before, n)
		default:
			x.Participants = append(x.Participants, p)
		}
	}
}

func (d *decoder) event(x *InstrumentFacts) field {
	return func(n *yaml.Node) {
		e, before := Event{Place: d.place(n)}, len(d.diags)
		known := fields{{"date", d.date(&e.Date)}, {"event", d.text(&e.Event)}, {"cite", d.references(&e.Cite)}}
		if !d.mapping(n, known) {
			return
		}
		switch {
		case e.Event == "":
			d.lacks(before, n, codeMissing, "write {date: 2024-05, event: signed, cite: …}", "an event needs `event`: what happened")
		case len(e.Cite) == 0:
			d.uncited(before, n)
		default:
			x.Events = append(x.Events, e)
		}
	}
}

func get(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return resolve(n.Content[i+1])
		}
	}
	return nil
}

// given says whether a mapping has a value for a key, right or wrong.
func given(n *yaml.Node, key string) bool {
	value := get(n, key)
	return value != nil && value.Tag != nullTag
}

// misread says whether the title is missing because of a mistake that has been
// reported.
func misread(root *yaml.Node) bool {
	if root == nil || root.Kind != yaml.MappingNode {
		return root != nil
	}
	title := get(root, "title")
	return title != nil && title.Kind != yaml.ScalarNode
}

// Locate turns a place in a document's file into a span for a diagnostic.
func (p Place) Locate(file string, src []byte) diag.Span {
	if p.Line == 0 {
		return diag.File(file)
	}
	return diag.Line(file, src, int(p.Line), int(p.Column), int(p.Width))
}

// Edit is the replacement of words that stand at the place, in quotation marks or
// without; ok is false where the file has something else there.
func (p Place) Edit(file string, src []byte, old, new string) (edit diag.Edit, ok bool) {
	at := p.offset(src)
	if at < len(src) && (src[at] == '"' || src[at] == '\'') {
		at++
	}
	if old == "" || !bytes.HasPrefix(src[at:], []byte(old)) {
		return diag.Edit{}, false
	}
	return diag.Edit{File: file, Start: at, End: at + len(old), Old: old, New: new}, true
}

// offset is the byte of a file at which the place is, the file's length where it
// has no such place.
func (p Place) offset(src []byte) int {
	at := 0
	for line := int32(1); line < p.Line; line++ {
		i := bytes.IndexByte(src[at:], '\n')
		if i < 0 {
			return len(src)
		}
		at += i + 1
	}
	for column := int32(1); column < p.Column; column++ {
		if at >= len(src) || src[at] == '\n' {
			return len(src)
		}
		_, width := utf8.DecodeRune(src[at:])
		at += width
	}
	if p.Line == 0 {
		return len(src)
	}
	return at
}

// String is "line:column".
func (p Place) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }
