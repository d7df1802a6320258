package output

import (
	"fmt"
	"strings"
	"testing"
)

func thousandPages() pages {
	site := pages{"index.html": "home"}
	for i := range 1000 {
		site[fmt.Sprintf("mous/m%04d/index.html", i)] = fmt.Sprint(i) + strings.Repeat(" text", 2000)
	}
	return site
}

func BenchmarkFresh(b *testing.B) {
	site := thousandPages()
	for b.Loop() {
		if err := buildConcurrently(b.TempDir(), site, 2); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnchanged(b *testing.B) {
	site, dir := thousandPages(), b.TempDir()
	for b.Loop() {
		if err := buildConcurrently(dir, site, 2); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAllChanged(b *testing.B) {
	site, dir := thousandPages(), b.TempDir()
	for n := 0; b.Loop(); n++ {
		for p := range site {
			site[p] = fmt.Sprint(n%10) + site[p][1:]
		}
		if err := buildConcurrently(dir, site, 2); err != nil {
			b.Fatal(err)
		}
	}
}
