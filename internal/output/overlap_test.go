package output

import (
	"path/filepath"
	"testing"
)

func TestOverlaps(t *testing.T) {
	root := t.TempDir()
	put(t, root, "site/content/index.md", "")
	put(t, root, "site/build/index.html", "")
	for link, target := range map[string]string{"link": "site/content", "nowhere": "none"} {
		symlink(t, filepath.Join(root, target), filepath.Join(root, link))
	}
	t.Chdir(filepath.Join(root, "site"))
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"content", "build", false},
		{"content", "content", true},
		{"content", ".", true},
		{".", "content", true},
		{"content", "content/out", true},
		{"content", "content2", false},
		{"content", "..content", false},
		{"content", "../link", true},
		{"content", "../link/not/yet", true},
		{"build", "../link", false},
		{root, "content", true},
		{"none/a", "none/b", false},
		{"none/a", "none/a/b", true},
	} {
		got, err := Overlaps(c.a, c.b)
		if err != nil || got != c.want {
			t.Errorf("Overlaps(%s, %s) = %v, %v", c.a, c.b, got, err)
		}
	}
	if _, err := Overlaps("content", "../nowhere"); err == nil {
		t.Error("a link to nowhere was resolved")
	}
}
