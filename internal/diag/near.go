package diag

// Near returns the candidate that a misspelt word most likely stands for: the
// one within a third of its length in edits (at least one), the earliest of
// several equally near. It returns "" where none is near.
func Near(word string, candidates []string) string {
	best, limit := "", max(1, len([]rune(word))/3)
	for _, c := range candidates {
		if d := distance([]rune(word), []rune(c)); d <= limit {
			if d == 0 {
				return c
			}
			best, limit = c, d-1
		}
	}
	return best
}

// DidYouMean is the hint for a misspelt word, or "" where nothing is near.
func DidYouMean(word string, candidates []string) string {
	if near := Near(word, candidates); near != "" {
		return "did you mean \"" + near + "\"?"
	}
	return ""
}

// distance is the optimal string alignment distance: insertions, deletions,
// replacements and swaps of neighbours each count one.
func distance(a, b []rune) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, above, row := rows[(i+2)%3], rows[i%3], rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return rows[(len(a)+1)%3][len(b)]
}

// Certain returns the one candidate that is one edit away from a misspelt word:
// a letter too many, too few or another, or two neighbours that changed places. It
// returns "" where there is none, or more than one: then a person must decide.
func Certain(word string, candidates []string) string {
	found := ""
	for _, c := range candidates {
		if c == found || !OneEdit(word, c) {
			continue
		}
		if found != "" {
			return ""
		}
		found = c
	}
	return found
}

// OneEdit says whether two words are one edit apart, see Certain.
func OneEdit(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	start := 0
	for start < len(x) && x[start] == y[start] {
		start++
	}
	x, y = x[start:], y[start:]
	for len(x) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return len(y) == 1 || len(x) == 2 && len(y) == 2 && x[0] == y[1] && x[1] == y[0]
}
