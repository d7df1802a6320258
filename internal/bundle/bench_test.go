package bundle

import (
	"testing"

	"concord/static"
)

// BenchmarkScripts bundles the default theme's scripts, as every build does.
func BenchmarkScripts(b *testing.B) {
	for b.Loop() {
		if list, problems := Scripts(static.FS, []string{"ts/concord.ts", "ts/search.ts"}); len(problems) > 0 || len(list) != 2 {
			b.Fatal(problems)
		}
	}
}
