package bundle

import (
	"testing"

	"concord/static"
)

// BenchmarkScripts bundles the default theme's scripts, as every build does.
func BenchmarkScripts(b *testing.B) {
	for b.Loop() {
		entries := []string{"ts/concord.ts", "ts/search.ts", "ts/search-box.ts", "ts/search-page.ts"}
		if list, problems := Scripts(static.FS, entries); len(problems) > 0 || len(list) != len(entries) {
			b.Fatal(problems)
		}
	}
}
