package scaffold

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concord/internal/record"
)

// partnership is a site that has something already.
var partnership = map[string]string{
	"content/site.yaml": `title: Partnership
sides:
  - {code: XA, name: Republic of Avaria, short: Avaria}
  - {code: XB, name: Kingdom of Belmora, short: Belmora}
`,
	"content/statement.md":         "---\ntitle: Press statement\n---\n",
	"content/annexes/a.md":         "---\ntitle: Joint Statement\n---\n\nThe sides spoke of free passage of ships (FPS).\n",
	"content/agencies/mofa.md":     "---\ntitle: Ministry of Foreign Affairs\ncountry: XA\n---\n",
	"content/agencies/court.md":    "---\ntitle: Court of Tides\nbody: joint\n---\n",
	"content/agencies/health-a.md": "---\ntitle: Ministry of Health\ncountry: XA\n---\n",
	"content/agencies/health-b.md": "---\ntitle: Ministry of Health\ncountry: XB\n---\n",
	"content/mous/Tides.md":        "---\ntitle: MOU on High Tides\nnames: [the Tidal MOU]\n---\n",
	"content/mous/light/index.md":  "---\ntitle: MOU on Light\n---\n",
	"content/guide/broken.md":      "no front matter",
}

// openSite writes a site and opens its folder.
func openSite(t *testing.T, files map[string]string) *os.Root {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root
}

func draft(t *testing.T, kind, title string) Draft {
	t.Helper()
	k, err := FindKind(kind)
	if err != nil {
		t.Fatal(err)
	}
	return Draft{Kind: k, Title: title}
}

// contents are all files of a site.
func contents(t *testing.T, root *os.Root) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := root.ReadFile(name)
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestBegin(t *testing.T) {
	for _, c := range []struct {
		name, kind, title string
		id, side, body    string
		path              string
		lines             []string // which the file has
		notes             []string
	}{
		{name: "instrument", kind: "mou", title: "MOU on Pilotage", path: "mous/pilotage.md", lines: []string{"title: MOU on Pilotage"}},
		{name: "id", kind: "mou", title: "MOU on Pilotage", id: "Pilots_2.b-1", path: "mous/Pilots_2.b-1.md"},
		{name: "id of other letters", kind: "mou", title: "도선 양해각서", id: "도선", path: "mous/도선.md", lines: []string{"title: 도선 양해각서"}},
		{name: "id of digits", kind: "guide", title: "2031", path: "guide/2031.md", lines: []string{`title: "2031"`}},
		{name: "guide", kind: "guide", title: "How to cite", path: "guide/how-to-cite.md"},
		{name: "annex with the next letter", kind: "annex", title: "List of Instruments", path: "annexes/b.md", lines: []string{"label: Annex B"}},
		{name: "annex with an id", kind: "annex", title: "Protocol", id: "protocol", path: "annexes/protocol.md", lines: []string{"#label: Annex A"}},
		{name: "agency of a side", kind: "agency", title: "Harbour Board", side: "XB", path: "agencies/harbour-board.md",
			lines: []string{"country: XB", "#body: joint"}},
		{name: "joint body", kind: "agency", title: "Joint Board", body: "joint", path: "agencies/joint-board.md",
			lines: []string{"#country: XA", "body: joint"}},
		{name: "agency of no side in the request", kind: "agency", title: "Harbour Board", path: "agencies/harbour-board.md",
			lines: []string{"country: XA"}, notes: []string{"it is written as an agency of Republic of Avaria: see that this is right"}},
		{name: "agency that the first side has", kind: "agency", title: "Ministry of Foreign Affairs", path: "agencies/ministry-of-foreign-affairs.md",
			lines: []string{"country: XB"}, notes: []string{
				"it is written as an agency of Kingdom of Belmora: see that this is right",
				"content/agencies/mofa.md has the same title: texts have to say whose agency they mean",
			}},
		{name: "white space", kind: "guide", title: " How \n to\tcite ", path: "guide/how-to-cite.md", lines: []string{"title: How to cite"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := openSite(t, partnership)
			d := draft(t, c.kind, c.title)
			d.ID, d.Side, d.Body = c.id, c.side, c.body
			got, err := Begin(root, d)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(Begun{Path: "content/" + c.path, Notes: c.notes}, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			files := contents(t, root)
			text := files[got.Path]
			for _, line := range c.lines {
				if !strings.Contains(text, "\n"+line+"\n") {
					t.Errorf("no line %q in\n%s", line, text)
				}
			}
			if doc, diags := record.Decode(c.path, []byte(text)); diags != nil || doc.Title != strings.Join(strings.Fields(c.title), " ") {
				t.Errorf("%q, %v", doc.Title, diags)
			}
			delete(files, got.Path)
			if diff := cmp.Diff(partnership, files); diff != "" {
				t.Errorf("other files have changed\n%s", diff)
			}
		})
	}
}

func TestStatement(t *testing.T) {
	root := openSite(t, map[string]string{"content/site.yaml": "title: X\n"})
	got, err := Begin(root, draft(t, "statement", "Press statement"))
	if err != nil || got.Path != "content/statement.md" {
		t.Fatal(got, err)
	}
}

// A site without sides has agencies that belong to none.
func TestNoSides(t *testing.T) {
	root := openSite(t, map[string]string{"content/site.yaml": "not: [yaml"})
	got, err := Begin(root, draft(t, "agency", "Board"))
	want := Begun{Path: "content/agencies/board.md", Notes: []string{"it is written as an international body: see that this is right"}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Fatal(diff, err)
	}
}

func TestRefusals(t *testing.T) {
	letters := map[string]string{}
	for c := 'a'; c <= 'z'; c++ {
		letters["content/annexes/"+string(c)+".md"] = "---\ntitle: X\n---\n"
	}
	for _, c := range []struct {
		name, kind, title string
		id, side, body    string
		site              map[string]string
		want, hint        string
	}{
		{name: "exists", kind: "mou", title: "MOU on Squalls", id: "Tides",
			want: "content/mous/Tides.md exists already", hint: "edit it, or give the new one another id: --id Tides-2"},
		{name: "differs in capitals", kind: "mou", title: "MOU on Tides",
			want: "content/mous/tides.md would have the same id as content/mous/Tides.md, or differ in capitals only",
			hint: "edit that file, or give the new one another id: --id tides-2"},
		{name: "same id from a folder", kind: "mou", title: "MOU on Squalls", id: "light",
			want: "content/mous/light.md would have the same id as content/mous/light/index.md, or differ in capitals only",
			hint: "edit that file, or give the new one another id: --id light-2"},
		{name: "agency exists", kind: "agency", title: "MOFA", side: "XB",
			want: "content/agencies/mofa.md exists already", hint: "edit it, or give the new one another id: --id mofa-xb"},
		{name: "statement exists", kind: "statement", title: "Statement",
			want: "content/statement.md exists already", hint: "edit it; a further official text is an annex: concord new annex"},
		{name: "id for the statement", kind: "statement", title: "Statement", id: "x",
			want: "the statement is always content/statement.md", hint: "leave out --id"},

		{name: "title of another", kind: "mou", title: "the Tidal MOU",
			want: `"the Tidal MOU" is a name in content/mous/Tides.md already`,
			hint: "edit that file, or choose another title"},
		{name: "agency with the name of an instrument", kind: "agency", title: "MOU on Light",
			want: `"MOU on Light" is a name in content/mous/light/index.md already`, hint: "edit that file"},
		{name: "agency of a joint body's name", kind: "agency", title: "Court of Tides", side: "XA",
			want: `"Court of Tides" is a name in content/agencies/court.md already`, hint: "edit that file"},
		{name: "agency that both sides have", kind: "agency", title: "Ministry of Health",
			want: `"Ministry of Health" is a name in content/agencies/health-a.md already`, hint: "edit that file"},

		{name: "no Latin letters", kind: "agency", title: "외교부",
			want: "no id can be made of a title without Latin letters or digits", hint: "give it one: --id tidal-research"},
		{name: "empty title", kind: "guide", title: " \n\t ", want: "the title is empty", hint: `write it in quotes: concord new guide "…"`},
		{name: "control character", kind: "guide", title: "a\x07b", want: "the title holds a control character", hint: "take the character away"},
		{name: "not UTF-8", kind: "guide", title: "a\xffb", want: "the title is not UTF-8 text", hint: "give it in UTF-8"},

		{name: "id with a slash", kind: "guide", title: "X", id: "../x", want: `the id "../x" is not made of letters`, hint: "choose one like --id tidal-research"},
		{name: "id with a backslash", kind: "guide", title: "X", id: `a\b`, want: `is not made of letters`, hint: "choose one like"},
		{name: "id with a blank", kind: "guide", title: "X", id: "a b", want: `is not made of letters`, hint: "choose one like"},
		{name: "id with a colon", kind: "guide", title: "X", id: "a:b", want: `is not made of letters`, hint: "choose one like"},
		{name: "hidden id", kind: "guide", title: "X", id: ".x", want: `is not made of letters`, hint: "choose one like"},
		{name: "id passed over", kind: "guide", title: "X", id: "_x", want: `is not made of letters`, hint: "choose one like"},
		{name: "id like an option", kind: "guide", title: "X", id: "-x", want: `is not made of letters`, hint: "choose one like"},
		{name: "id of dots", kind: "guide", title: "X", id: "..", want: `is not made of letters`, hint: "choose one like"},
		{name: "id with a line end", kind: "guide", title: "X", id: "a\n", want: `is not made of letters`, hint: "choose one like"},
		{name: "long id", kind: "guide", title: "X", id: strings.Repeat("a", 201), want: "the id is too long for the name of a file", hint: "choose a shorter one"},
		{name: "folder's own page", kind: "guide", title: "Index", want: `the id "index" is that of the folder's own page`, hint: "choose another"},

		{name: "no letter left", kind: "annex", title: "X", site: letters, want: "no letter is left for the id of the annex", hint: "give it one"},

		{name: "side of a guide", kind: "guide", title: "X", side: "XA",
			want: "only an agency belongs to a side or is another body", hint: "leave out --side and --body"},
		{name: "side and body", kind: "agency", title: "X", side: "XA", body: "joint",
			want: "an agency either belongs to a side or is another body", hint: "leave out one of them"},
		{name: "unknown side", kind: "agency", title: "X", side: "XC",
			want: `"XC" is not a side of this site`, hint: "the sides in content/site.yaml are XA, XB"},
		{name: "no sides", kind: "agency", title: "X", side: "XA", site: letters, want: "content/site.yaml has no sides", hint: "list it there under `sides:`"},
		{name: "unknown body", kind: "agency", title: "X", body: "ours",
			want: `there is no kind of body "ours"`, hint: "write --body joint or --body international"},

		{name: "no content", kind: "guide", title: "X", site: map[string]string{"letter.txt": ""},
			want: "holds no folder content", hint: "go to the site's folder, or name it with --site FOLDER"},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := c.site
			if site == nil {
				site = partnership
			}
			root := openSite(t, site)
			d := draft(t, c.kind, c.title)
			d.ID, d.Side, d.Body = c.id, c.side, c.body
			begun, err := Begin(root, d)
			var refusal *Refusal
			if !errors.As(err, &refusal) {
				t.Fatalf("%+v, %v", begun, err)
			}
			if !strings.Contains(refusal.Error(), c.want) || !strings.HasPrefix(refusal.Hint(), c.hint) {
				t.Errorf("%s\n  hint: %s", refusal.Error(), refusal.Hint())
			}
			if diff := cmp.Diff(site, contents(t, root)); diff != "" {
				t.Errorf("files have changed\n%s", diff)
			}
		})
	}
}

// TestOccupied finds the place of the file taken by what is no document.
func TestOccupied(t *testing.T) {
	root := openSite(t, map[string]string{"content/guide/x.md/letter.txt": "Dear reader"})
	if _, err := Begin(root, draft(t, "guide", "X")); err == nil {
		t.Fatal("it was written over a folder")
	}
	root = openSite(t, map[string]string{"content/site.yaml": "title: X\n", "content/guide": "a file"})
	if _, err := Begin(root, draft(t, "guide", "X")); err == nil {
		t.Fatal("it was written below a file")
	}
}

// TestOutside does not follow links that lead out of the site.
func TestOutside(t *testing.T) {
	elsewhere := t.TempDir()
	root := openSite(t, map[string]string{"content/site.yaml": "title: X\n"})
	if err := os.Symlink(elsewhere, filepath.Join(root.Name(), "content", "guide")); err != nil {
		t.Skip("no symbolic links here")
	}
	if _, err := Begin(root, draft(t, "guide", "X")); err == nil {
		t.Error("it was written out of the site")
	}
	if entries, _ := os.ReadDir(elsewhere); len(entries) > 0 {
		t.Error("something stands out of the site")
	}
}

// titles are hard to write in YAML.
var titles = []string{
	"MOU on “Tides”: a start", `He said "no" and 'yes'`, "a # b", "#a", "- a", "-", "--- a", "---", "...", "? a", ": a", "a:", "a: b", "[a]", "{a: b}", "{{a}}",
	"*a", "&a", "!a", "!!str a", "%a", "@a", "`a`", "|", ">", ">-", "null", "~", "true", "no", "12", "1.5", "0x1f", "2031-04-02", "12:30:00", "=", "<<",
	"a\\nb", `a\`, "a\nb", "a\r\nb", "a\u2028b", "a\u0085b", "\uFEFFa", "a\u200bb", "외교부", "🕊 a", "title: x", "a\nkind: agency", "a\n---\nb", "$1 ${title}",
	strings.Repeat("a long title ", 40),
}

// FuzzTitle writes documents with any title. What is written is read as that
// title, without a diagnostic.
func FuzzTitle(f *testing.F) {
	for _, title := range titles {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		for _, k := range Kinds() {
			d := Draft{Kind: k, Title: title, ID: "x"}
			if k.Name == "agency" {
				d.Side = "XA"
			}
			if d.checkTitle() != nil {
				continue
			}
			text, err := d.text()
			if err != nil {
				t.Fatal(err)
			}
			doc, diags := record.Decode(d.name(), text)
			if want := strings.Join(strings.Fields(title), " "); doc.Title != want || len(diags) > 0 {
				t.Errorf("%s: %q is read as %q: %v", k.Name, want, doc.Title, diags)
			}
		}
	})
}
