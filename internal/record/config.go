package record

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"concord/internal/diag"
)

// ConfigPath is where a site's configuration stands, from the site's root.
const ConfigPath = "content/site.yaml"

// Config is content/site.yaml: what concerns the site as a whole.
type Config struct {
	Title       string
	ShortTitle  string
	Description string
	BaseURL     string // with a slash at its end; "" where the address is not known
	Languages   []string
	Sides       []Side
	Pillars     []Pillar
	Navigation  []NavigationItem
	RawHTML     bool
	Highlight   Highlight

	// Absent says that there was nothing to decode: everything else is as in a
	// site that says nothing of itself.
	Absent bool
	Checks map[diag.Code]diag.Severity // what warnings count as here; nil where nothing is said
}

// Side is one party to the partnership.
type Side struct {
	Code  string   // ISO 3166-1 alpha-2
	Name  string   // "Republic of Korea"
	Short string   // "ROK"
	Names []string // every name that, next to an agency's, says whose it is
}

// Pillar is one of the partnership's fields of cooperation.
type Pillar struct {
	Number int
	Roman  string
	Name   string
	Cite   []Reference
	Place  Place
}

// NavigationItem is an entry of the site's main menu.
type NavigationItem struct {
	Title string
	Page  string // a document id, or the name of a generated index
	Place Place
}

// Highlight names the chroma styles for code.
type Highlight struct{ Light, Dark string }

// DecodeConfig reads site.yaml and reports everything that is wrong with it.
// A file that is missing is given as nil.
func DecodeConfig(src []byte) (*Config, []diag.Diagnostic) {
	// modus: every colour has a contrast of 7:1
	c := &Config{Highlight: Highlight{Light: "modus-operandi", Dark: "modus-vivendi"}}
	d := &decoder{file: ConfigPath, src: src}
	if root := d.parse(src); root != nil {
		d.config(c, root)
	} else {
		c.Absent = true
	}
	if c.Title == "" && len(d.diags) == 0 {
		d.noTitle(src == nil)
	}
	if c.ShortTitle == "" {
		c.ShortTitle = c.Title
	}
	if len(c.Languages) == 0 {
		c.Languages = []string{"en"}
	}
	return c, d.diags
}

func (d *decoder) noTitle(missing bool) {
	x := diag.Diagnostic{
		Severity: diag.Error, Code: codeMissing, Span: diag.File(ConfigPath),
		Message: "the site has no title", Hint: "write `title: …` in " + ConfigPath,
	}
	if missing {
		x.Message, x.Hint = "the file is missing: it says what the site is called, and whose it is", "write it, with `title: …` to begin with"
	}
	d.add(x)
}

func (d *decoder) config(c *Config, root *yaml.Node) {
	d.mapping(root, fields{
		{"title", d.text(&c.Title)},
		{"short_title", d.text(&c.ShortTitle)},
		{"description", d.text(&c.Description)},
		{"base_url", d.baseURL(&c.BaseURL)},
		{"languages", d.languages(c)},
		{"sides", d.list(d.side(c))},
		{"pillars", d.list(d.pillar(c))},
		{"navigation", d.list(d.navigation(c))},
		{"raw_html", d.boolean(&c.RawHTML)},
		{"highlight", func(n *yaml.Node) {
			d.mapping(n, fields{{"light", d.text(&c.Highlight.Light)}, {"dark", d.text(&c.Highlight.Dark)}})
		}},
		{"checks", d.checks(&c.Checks)},
	})
}

// checks reads what warnings count as: `similar-name: off`.
func (d *decoder) checks(to *map[diag.Code]diag.Severity) field {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			d.fail(n, codeValue, "write the code of a warning and error, warning or off: {similar-name: off}",
				"expected keys with values, found %s", describe(n))
			return
		}
		known := diag.Catalogue()
		*to = make(map[diag.Code]diag.Severity, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], resolve(n.Content[i+1])
			severity, ok := d.checkOf(key, value, known, *to)
			if ok && value.Tag != nullTag {
				(*to)[diag.Code(key.Value)] = severity
			}
		}
	}
}

// checkOf reads what one warning counts as. It says false where that is a
// mistake.
func (d *decoder) checkOf(key, value *yaml.Node, known []diag.Entry, before map[diag.Code]diag.Severity) (diag.Severity, bool) {
	i := slices.IndexFunc(known, func(e diag.Entry) bool { return string(e.Code) == key.Value })
	switch _, twice := before[diag.Code(key.Value)]; {
	case i < 0:
		d.fail(key, codeUnknownKey, cmp.Or(diag.DidYouMean(key.Value, diag.Codes(known)), "`concord check --explain` lists them all"),
			"there is no diagnostic %q", key.Value)
	case !known[i].Changeable():
		d.fail(key, codeValue, "take the line away; only warnings can be changed", "%q is an error in every site", key.Value)
	case twice:
		d.fail(key, codeDuplicate, "keep one of them", "the key %q stands twice", key.Value)
	case value.Tag == nullTag:
		return diag.Warning, true
	default:
		name := ""
		d.choice(&name, diag.Severities())(value)
		return diag.ParseSeverity(name)
	}
	return 0, false
}

func (d *decoder) baseURL(to *string) field {
	return func(n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		u, err := url.Parse(s)
		if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Hostname() == "" || strings.ContainsAny(s, "?# ") {
			d.fail(n, codeValue, "write the whole address: https://example.org/record/", "%q is not the address of a site", s)
			return
		}
		*to = strings.TrimSuffix(s, "/") + "/"
	}
}

// languages reads the tags of the site's languages, each of which may stand once.
func (d *decoder) languages(c *Config) field {
	return func(n *yaml.Node) {
		d.texts(&c.Languages)(n)
		for i, item := range n.Content {
			if slices.ContainsFunc(n.Content[:i], func(other *yaml.Node) bool { return other.Value == item.Value }) {
				d.fail(item, codeDuplicate, "keep one of them", "the language %s stands twice", item.Value)
			}
		}
	}
}

func (d *decoder) side(c *Config) field {
	return func(n *yaml.Node) {
		s, before := Side{}, len(d.diags)
		ok := d.mapping(n, fields{
			{"code", d.text(&s.Code)}, {"name", d.text(&s.Name)}, {"short", d.text(&s.Short)}, {"names", d.texts(&s.Names)},
		})
		if !ok {
			return
		}
		if !countryCode.MatchString(s.Code) || s.Name == "" {
			d.lacks(before, n, codeMissing, "write {code: KR, name: Republic of Korea}", "a side needs `code`, two capital letters, and `name`")
			return
		}
		if c.Side(s.Code) != nil {
			d.fail(n, codeDuplicate, "keep one of them", "the side %s stands twice", s.Code)
			return
		}
		if s.Short == "" {
			s.Short = s.Name
		}
		s.Names = append(s.Names, s.Name, s.Short)
		c.Sides = append(c.Sides, s)
	}
}

func (d *decoder) pillar(c *Config) field {
	return func(n *yaml.Node) {
		p, before := Pillar{Place: d.place(n)}, len(d.diags)
		ok := d.mapping(n, fields{
			{"number", d.integer(&p.Number)}, {"roman", d.text(&p.Roman)}, {"name", d.text(&p.Name)}, {"cite", d.references(&p.Cite)},
		})
		if !ok {
			return
		}
		if p.Number < 1 || p.Name == "" {
			d.lacks(before, n, codeMissing, "write {number: 1, name: …}", "a pillar needs `number`, from 1, and `name`")
			return
		}
		if c.Pillar(strconv.Itoa(p.Number)) != nil {
			d.fail(n, codeDuplicate, "give each pillar its own number", "the pillar %d stands twice", p.Number)
			return
		}
		c.Pillars = append(c.Pillars, p)
	}
}

func (d *decoder) navigation(c *Config) field {
	return func(n *yaml.Node) {
		item, before := NavigationItem{Place: d.place(n)}, len(d.diags)
		ok := d.mapping(n, fields{{"title", d.text(&item.Title)}, {"page", d.text(&item.Page)}})
		if !ok {
			return
		}
		if item.Title == "" || item.Page == "" {
			d.lacks(before, n, codeMissing, "write {title: Annex A, page: annexes/a}", "a menu entry needs `title` and `page`")
			return
		}
		c.Navigation = append(c.Navigation, item)
	}
}

// Side returns the side with a country code, nil where there is none.
func (c *Config) Side(code string) *Side {
	for i := range c.Sides {
		if c.Sides[i].Code == code {
			return &c.Sides[i]
		}
	}
	return nil
}

// Pillar returns the pillar with a number in decimal digits, nil where there
// is none.
func (c *Config) Pillar(number string) *Pillar {
	for i := range c.Pillars {
		if number == strconv.Itoa(c.Pillars[i].Number) {
			return &c.Pillars[i]
		}
	}
	return nil
}
