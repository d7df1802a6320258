package serve

import (
	"strings"
	"testing"
)

// TestAssets: the preview's own script and style sheet can be made.
func TestAssets(t *testing.T) {
	c, err := newClient()
	if err != nil {
		t.Fatal(err)
	}
	if len(c.files) != 2 || c.files["preview."+c.hash+".js"].content == nil {
		t.Fatalf("%d files, %s", len(c.files), c.hash)
	}
	tail := string(c.tail(`"a'b<"`))
	if !strings.HasSuffix(tail, ` data-etag='&#34;a&#39;b&lt;&#34;'></script>`+"\n") {
		t.Error(tail)
	}
	for name, f := range c.files {
		if !strings.Contains(tail, `="/_concord/`+name+`"`) || len(f.content) == 0 {
			t.Errorf("%s, %d bytes: %s", name, len(f.content), tail)
		}
	}
}
