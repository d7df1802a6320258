package serve

import (
	"fmt"
	"maps"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"concord/internal/diag"
)

// editors are the addresses by which editors open a file.
func editors() map[string]string {
	return map[string]string{
		"vscode":          "vscode://file{path}:{line}:{column}",
		"vscode-insiders": "vscode-insiders://file{path}:{line}:{column}",
		"vscodium":        "vscodium://file{path}:{line}:{column}",
		"cursor":          "cursor://file{path}:{line}:{column}",
		"windsurf":        "windsurf://file{path}:{line}:{column}",
		"zed":             "zed://file{path}:{line}:{column}",
		"idea":            "idea://open?file={path}&line={line}&column={column}",
		"pycharm":         "pycharm://open?file={path}&line={line}&column={column}",
		"webstorm":        "webstorm://open?file={path}&line={line}&column={column}",
		"sublime":         "subl://open?url=file://{path}&line={line}&column={column}",
		"textmate":        "txmt://open?url=file://{path}&line={line}&column={column}",
		"macvim":          "mvim://open?url=file://{path}&line={line}&column={column}",
		"emacs":           "emacs://open?url=file://{path}&line={line}&column={column}",
	}
}

// EditorNames are the editors that NewEditor knows, in order.
func EditorNames() []string { return slices.Sorted(maps.Keys(editors())) }

// Editor makes addresses that open a source file in an editor. The zero Editor
// makes none.
type Editor struct{ pattern string }

var (
	placeholder = regexp.MustCompile(`\{[^{}]*\}`)
	scheme      = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*$`)
)

// NewEditor makes the Editor of a name, or of a pattern: an address with {path},
// {line} and {column}. The path is absolute, begins with "/" on every system and
// is escaped for an address.
func NewEditor(name string) (Editor, error) {
	known := editors()
	if pattern, ok := known[name]; ok {
		return Editor{pattern}, nil
	}
	switch first, _, found := strings.Cut(name, ":"); {
	case name == "":
		return Editor{}, nil
	case !found:
		return Editor{}, unknownEditor(name)
	case !scheme.MatchString(first) || slices.Contains([]string{"javascript", "data", "vbscript", "blob"}, strings.ToLower(first)):
		return Editor{}, fmt.Errorf("an editor's address cannot begin with %q", first+":")
	case !strings.Contains(name, "{path}"):
		return Editor{}, fmt.Errorf("the editor's address has no {path}: %s", name)
	}
	for _, word := range placeholder.FindAllString(name, -1) {
		if !slices.Contains([]string{"{path}", "{line}", "{column}"}, word) {
			return Editor{}, fmt.Errorf("the editor's address has %s, which stands for nothing: there are {path}, {line} and {column}", word)
		}
	}
	return Editor{name}, nil
}

func unknownEditor(name string) error {
	if near := diag.Near(name, EditorNames()); near != "" {
		return fmt.Errorf("the editor %q is not known: did you mean %q?", name, near)
	}
	return fmt.Errorf("the editor %q is not known: name one of %s, or an address with {path}, {line} and {column}",
		name, strings.Join(EditorNames(), ", "))
}

// Address opens a file, by its absolute path, at a line and column from 1; where
// they are 0, at its beginning.
func (e Editor) Address(path string, line, column int) string {
	if e.pattern == "" {
		return ""
	}
	return strings.NewReplacer(
		"{path}", escapePath(path),
		"{line}", strconv.Itoa(max(line, 1)),
		"{column}", strconv.Itoa(max(column, 1)),
	).Replace(e.pattern)
}

// escapePath writes a path so that it may stand anywhere in an address.
func escapePath(path string) string {
	parts := strings.Split(filepath.ToSlash(path), "/")
	for i, part := range parts {
		if i == 0 && filepath.VolumeName(path) == part && part != "" {
			parts[i] = "/" + part // "/C:", as addresses have it
			continue
		}
		parts[i] = strings.ReplaceAll(url.QueryEscape(part), "+", "%20")
	}
	return strings.Join(parts, "/")
}
