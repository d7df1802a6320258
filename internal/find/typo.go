package find

// allowedErrors returns how many typing errors a word of n characters may have.
func allowedErrors(n int) int {
	switch {
	case n < 4:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// Distance returns how many typing errors lead from one word to the other, or
// bound+1 if they are more than bound. An error is a character too many, one
// too few, a wrong one, or two neighbours in each other's place; no character
// is changed twice (the optimal string alignment). With beginning set, the
// second word may go on after what the first is like.
func Distance(a, b []rune, bound int, beginning bool) int {
	if len(a)-len(b) > bound || !beginning && len(b)-len(a) > bound {
		return bound + 1
	}
	if beginning && len(b) > len(a)+bound {
		b = b[:len(a)+bound]
	}
	// Rows are prefixes of a, columns of b; before2 is the row two up.
	row, before, before2 := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, before, before2 = before2, row, before
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			wrong := 1
			if a[i-1] == b[j-1] {
				wrong = 0
			}
			d := min(before[j]+1, row[j-1]+1, before[j-1]+wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before2[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > bound {
			return bound + 1
		}
	}
	end := row[len(b)]
	if beginning {
		for _, d := range row {
			end = min(end, d)
		}
	}
	return min(end, bound+1)
}
