package markup

import (
	"strings"
	"testing"

	"concord/internal/record"
)

// TestAddressesOfDefinitions: a link that names a definition has its address
// from there, and so its place.
func TestAddressesOfDefinitions(t *testing.T) {
	src := []byte("---\ntitle: Links\n---\n[by a name][far], [far][] and [far].\n\n[far]: <https://far.example/> \"a title\"\n")
	doc, diags := record.Decode("content/guide/links.md", src)
	r := NewCompiler(vocabulary()).Compile(doc, src)
	if len(diags)+len(r.Diags) > 0 || len(r.Facts.External) != 3 {
		t.Fatalf("got %v, %v and %v", diags, r.Diags, r.Facts.External)
	}
	for _, x := range r.Facts.External {
		if got := src[x.SourceStart:x.SourceEnd]; string(got) != "https://far.example/" || x.Address != string(got) {
			t.Errorf("%s stands at %q", x.Address, got)
		}
	}
}

// TestExternalIsKept: facts do not change when the compiler goes on to another
// document, or its source is overwritten.
func TestExternalIsKept(t *testing.T) {
	c := NewCompiler(vocabulary())
	var kept []*record.Facts
	for _, host := range []string{"a", "b"} {
		src := []byte(strings.ReplaceAll("---\ntitle: Links\n---\n<https://HOST.example/> [x](https://HOST.example/x)\n", "HOST", host))
		doc, _ := record.Decode("content/guide/"+host+".md", src)
		kept = append(kept, c.Compile(doc, src).Facts)
		clear(src)
	}
	for i, host := range []string{"a", "b"} {
		got := kept[i].External
		if len(got) != 2 || got[0].Address != "https://"+host+".example/" || got[1].Address != "https://"+host+".example/x" {
			t.Errorf("%s: got %v", host, got)
		}
	}
}
