package serve

import (
	"strings"
	"testing"
)

func TestEditor(t *testing.T) {
	for _, c := range []struct{ name, path, want string }{
		{"", "/srv/a.md", ""},
		{"vscode", "/srv/site/content/a.md", "vscode://file/srv/site/content/a.md:7:3"},
		{"vscodium", "/srv/a.md", "vscodium://file/srv/a.md:7:3"},
		{"cursor", "/srv/a.md", "cursor://file/srv/a.md:7:3"},
		{"zed", "/srv/a.md", "zed://file/srv/a.md:7:3"},
		{"idea", "/srv/a&b=c.md", "idea://open?file=/srv/a%26b%3Dc.md&line=7&column=3"},
		{"sublime", "/srv/a b+c.md", "subl://open?url=file:///srv/a%20b%2Bc.md&line=7&column=3"},
		{"textmate", "/srv/a#b?.md", "txmt://open?url=file:///srv/a%23b%3F.md&line=7&column=3"},
		{"emacs", "/srv/외교부/é.md", "emacs://open?url=file:///srv/%EC%99%B8%EA%B5%90%EB%B6%80/%C3%A9.md&line=7&column=3"},
		{"vscode", "/srv/a:1%2F\"<>'.md", "vscode://file/srv/a%3A1%252F%22%3C%3E%27.md:7:3"},
		{"vscode", "/srv/{line}{path}.md", "vscode://file/srv/%7Bline%7D%7Bpath%7D.md:7:3"},
		{"my-editor:{path}?{line}", "/srv/a.md", "my-editor:/srv/a.md?7"},
		{"http://localhost:1234/open?f={path}&c={column}&p={path}", "/a", "http://localhost:1234/open?f=/a&c=3&p=/a"},
	} {
		e, err := NewEditor(c.name)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := e.Address(c.path, 7, 3); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestEditorOpensBeginning(t *testing.T) {
	e, err := NewEditor("vscode")
	if got := e.Address("/a", 0, 0); err != nil || got != "vscode://file/a:1:1" {
		t.Errorf("%s, %v", got, err)
	}
}

func TestEveryEditor(t *testing.T) {
	for _, name := range EditorNames() {
		e, err := NewEditor(name)
		got := e.Address("/srv/a.md", 7, 3)
		if err != nil || strings.ContainsAny(got, "{}") || !strings.Contains(got, "/srv/a.md") || !strings.Contains(got, "7") || !strings.Contains(got, "3") {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
}

func TestEditorRefusals(t *testing.T) {
	for name, want := range map[string]string{
		"vscod":                      `the editor "vscod" is not known: did you mean "vscode"?`,
		"notepad":                    `the editor "notepad" is not known: name one of cursor, emacs, `,
		"{path}":                     `the editor "{path}" is not known: name one of `,
		"edit://open":                "the editor's address has no {path}: edit://open",
		"edit:{path}:{row}":          "the editor's address has {row}, which stands for nothing: there are {path}, {line} and {column}",
		"javascript:open('{path}')":  `an editor's address cannot begin with "javascript:"`,
		"JavaScript:open('{path}')":  `an editor's address cannot begin with "JavaScript:"`,
		"data:text/html,{path}":      `an editor's address cannot begin with "data:"`,
		"://{path}":                  `an editor's address cannot begin with ":"`,
		" vscode://file{path}":       `an editor's address cannot begin with " vscode:"`,
		"java\tscript:open({path}')": "an editor's address cannot begin with \"java\\tscript:\"",
	} {
		if _, err := NewEditor(name); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v\nwant %s", name, err, want)
		}
	}
}
