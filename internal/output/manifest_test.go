package output

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestManifestListsWhatBuildsMade(t *testing.T) {
	const want = `{
 "version": 1,
 "files": [
  "a/<b>.html",
  "a/index.html",
  "index.html",
  "대한민국/index.html"
 ]
}
`
	site := pages{"index.html": "", "a/index.html": "", "a/<b>.html": "", "대한민국/index.html": ""}
	dir := t.TempDir()
	mustBuild(t, dir, pages{"index.html": "", "gone/index.html": "", "a/index.html": "old"})
	mustBuild(t, dir, site)
	if diff := cmp.Diff(want, tree(t, dir)[".concord/manifest.json"]); diff != "" {
		t.Error(diff)
	}
	wantCleanBuild(t, dir, site)
}

func TestManifestThatCannotBeTrustedStopsTheBuild(t *testing.T) {
	for _, c := range []struct{ manifest, want string }{
		{``, "unexpected end of JSON"},
		{`{"version":1,"files":["x"]`, "unexpected end of JSON"},
		{`{"version":1,"files":["x"]} {}`, "invalid character"},
		{`{"version":2,"files":["x"]}`, "format version 2 is not 1"},
		{`{"files":["x"]}`, "format version 0 is not 1"},
		{`{"version":1,"files":["x","../y"]}`, `"../y"`},
		{`{"version":1,"files":["/etc/passwd"]}`, `"/etc/passwd"`},
		{`{"version":1,"files":[".concord/manifest.json"]}`, `".concord/manifest.json"`},
		{`{"version":1,"files":[],"stray":["../y"]}`, `"../y"`},
	} {
		dir := t.TempDir()
		put(t, dir, ".concord/manifest.json", c.manifest)
		put(t, dir, ".concord/stage/tree/x", "left over")
		put(t, dir, "x", "site")
		before := tree(t, dir)
		_, err := Open(dir)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "manifest.json") {
			t.Errorf("%s: %v, want %s", c.manifest, err, c.want)
		}
		if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
			t.Errorf("%s: a refusal changed the folder: %s", c.manifest, diff)
		}
	}
}
