package engine

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows says which packages of the project each may import, and which
// modules beyond the standard library. A new arrow is a decision about the
// architecture: write its reason here and in internal/ARCHITECTURE.md.
var arrows = map[string]struct{ packages, modules []string }{
	"internal/diag":    {},
	"internal/litter":  {},
	"internal/source":  {packages: []string{"internal/diag", "internal/litter"}},                       // what cannot be read is a diagnostic; what editors leave is passed over
	"internal/record":  {packages: []string{"internal/diag"}, modules: []string{"go.yaml.in/yaml/v4"}}, // front matter is YAML
	"internal/mention": {packages: []string{"internal/record", "internal/diag"}},                       // names come from documents
	"internal/markup": {
		packages: []string{"internal/record", "internal/mention", "internal/diag"},
		modules:  []string{"github.com/yuin/goldmark", "github.com/alecthomas/chroma/v2"}, // the only importer of both
	},
	"internal/concord": {packages: []string{"internal/record"}},
	"internal/cite":    {packages: []string{"internal/record"}}, // dates, kinds and anchors
	"internal/language": {
		packages: []string{"internal/diag", "internal/record"},        // what is wrong with a catalogue; dates
		modules:  []string{"golang.org/x/text", "go.yaml.in/yaml/v4"}, // collation, numbers, names of languages; catalogues are YAML
	},
	"internal/site": {
		packages: []string{
			"internal/record", "internal/concord",
			"internal/language",                 // pages are in its words
			"internal/picture", "internal/cite", // what pages show beside texts is drawn and cited there
		},
		modules: []string{"golang.org/x/text", "golang.org/x/net"}, // names of languages; addresses in the text of a page that holds several
	},
	"internal/check": {packages: []string{
		"internal/record", "internal/concord", "internal/site", "internal/diag", // it compares documents with the plan
		"internal/mention", "internal/markup", // it looks for what was not recognised, and for where that stands
	}},
	"internal/fix":       {packages: []string{"internal/diag"}},                                                          // it applies what diagnostics carry
	"internal/render":    {packages: []string{"internal/site", "internal/diag", "internal/litter", "internal/language"}}, // a template's mistake is a diagnostic; its words have places for values
	"internal/export":    {packages: []string{"internal/site", "internal/record", "internal/concord", "internal/cite"}},  // the whole concordance goes out, and the record as references
	"internal/output":    {},
	"internal/picture":   {}, // it draws plain data, and knows nothing of documents
	"internal/spill":     {},
	"internal/bundle":    {modules: []string{"github.com/evanw/esbuild"}},                                                 // the only importer; scripts and style sheets are made without Node
	"internal/search":    {modules: []string{"golang.org/x/text", "github.com/klauspost/compress"}},                       // Unicode's normal forms; zlib that is quick and takes a dictionary
	"internal/find":      {packages: []string{"internal/search"}},                                                         // it reads what search writes
	"internal/catalogue": {packages: []string{"internal/record", "internal/concord", "internal/site", "internal/search"}}, // entries are made of pages and what they mention
	"internal/engine": {packages: []string{
		"internal/bundle", "internal/catalogue", "internal/check", "internal/concord", "internal/diag", "internal/export",
		"internal/language", "internal/markup", "internal/mention", "internal/output", "internal/record", "internal/render", "internal/search",
		"internal/site", "internal/source", "internal/spill",
	}},
	"internal/bench": {
		packages: []string{"internal/engine", "internal/search", "templates", "static"}, // the search index is measured by itself
		modules: []string{
			"github.com/yuin/goldmark",                                    // alone, as the floor
			"go.yaml.in/yaml/v4",                                          // front matter of the pages for Pagefind
			"github.com/chromedp/chromedp", "github.com/chromedp/cdproto", // a first search in a browser
		},
	},
	"internal/watch": {packages: []string{"internal/litter"}, modules: []string{"github.com/fsnotify/fsnotify"}}, // the only importer
	"internal/serve": {packages: []string{
		"internal/engine", "internal/watch",
		"internal/bundle",                                     // its own script and style sheet
		"internal/diag", "internal/record", "internal/source", // what is wrong, on which page, with the lines around it
	}},
	"internal/external":   {packages: []string{"internal/record", "internal/diag"}},                           // it asks the addresses that facts hold; the only sender of requests
	"internal/browser":    {modules: []string{"github.com/chromedp/chromedp", "github.com/chromedp/cdproto"}}, // tests alone import it
	"internal/lighthouse": {packages: []string{"internal/engine", "templates", "static"}},                     // it builds the site that it has measured
	"internal/scaffold": {
		packages: []string{"internal/source", "internal/record", "internal/mention", "internal/diag"}, // a new document must not clash with what the site has
		modules:  []string{"go.yaml.in/yaml/v4", "golang.org/x/text"},                                 // any title becomes valid YAML; accents, and names that are one on some disks
	},
	"internal/upheaval": {}, // tests alone import it; it makes sites and changes, and knows nothing of what follows them
	"templates":         {},
	"static":            {},
	"cmd/concord": {
		packages: []string{"internal/diag", "internal/engine", "internal/external", "internal/fix", "internal/output", "internal/scaffold", "internal/serve", "internal/watch", "templates", "static"},
		modules:  []string{"github.com/spf13/cobra", "github.com/schollz/progressbar/v3", "github.com/mattn/go-isatty"},
	},
}

const module = "concord/"

func TestImportArrows(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := 0
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(p.ImportPath, module)
		allowed, ok := arrows[name]
		if !ok {
			t.Errorf("package %s is not in the architecture: add it to arrows with its reason", name)
			continue
		}
		seen++
		for _, path := range p.Imports {
			checkArrow(t, name, path, allowed.packages, allowed.modules)
		}
	}
	if seen != len(arrows) {
		t.Errorf("%d packages were checked, and arrows has %d", seen, len(arrows))
	}
}

func checkArrow(t *testing.T, from, to string, packages, modules []string) {
	t.Helper()
	if inside, ok := strings.CutPrefix(to, module); ok {
		if !slices.Contains(packages, inside) {
			t.Errorf("%s may not import %s", from, inside)
		}
		return
	}
	if first, _, _ := strings.Cut(to, "/"); !strings.Contains(first, ".") {
		return // the standard library
	}
	if !slices.ContainsFunc(modules, func(m string) bool { return to == m || strings.HasPrefix(to, m+"/") }) {
		t.Errorf("%s may not import %s", from, to)
	}
}

// TestOnlySomePackagesDoIO keeps the core a pure function of its sources.
func TestOnlySomePackagesDoIO(t *testing.T) {
	pure := []string{"internal/diag", "internal/record", "internal/mention", "internal/markup", "internal/concord",
		"internal/site", "internal/check", "internal/export", "internal/render", "internal/source",
		"internal/bundle", "internal/catalogue", "internal/language", "internal/search", "internal/find", "internal/cite", "internal/picture"}
	for _, name := range pure {
		out, err := exec.Command("go", "list", "-f", "{{join .Imports \"\\n\"}}", module+name).Output()
		if err != nil {
			t.Fatalf("go list %s: %v", name, err)
		}
		for path := range strings.FieldsSeq(string(out)) {
			if path == "os" || path == "net" || path == "net/http" || path == "os/exec" || path == "syscall" {
				t.Errorf("%s may not import %s: files reach it as fs.FS or bytes", name, path)
			}
		}
	}
}
