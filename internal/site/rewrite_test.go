package site

import (
	"strings"
	"testing"
)

func TestRewritten(t *testing.T) {
	upper := func(name, value string) string {
		if name == "id" || name == "href" {
			return strings.ToUpper(value)
		}
		return value
	}
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"words & <b>bold</b> &amp; so", "words & <b>bold</b> &amp; so"},
		{`<p id="a">x</p>`, `<p id="A">x</p>`},
		{`<a class=m href='x?a=1&amp;b="'>x</a>`, `<a class="m" href="X?A=1&amp;B=&#34;">x</a>`},
		{`<h1 id="t">T</h1><h2>S</h2><h6>U</h6>`, `<h2 id="T">T</h2><h3>S</h3><h6>U</h6>`},
		{`<br/><img src="a" alt="href=x">`, `<br/><img src="a" alt="href=x">`},
		{`<!-- <p id="a"> --><P ID=a>`, `<!-- <p id="a"> --><p id="A">`},
		{"<p", "<p"},
	} {
		if got := rewritten(c.text, 1, upper); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
