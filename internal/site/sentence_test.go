package site

import (
	"strings"
	"testing"
)

func TestSentence(t *testing.T) {
	for _, c := range []struct{ text, words, want string }{
		{"One. Two in 2024. Three.", "2024", "Two in 2024."},
		{"In 2024 one. Two.", "2024", "In 2024 one."},
		{"One. Two in 2024", "2024", "Two in 2024"},
		{"First line\nsecond of 2024\nthird", "2024", "second of 2024"},
		{"It met (once). In May 2024, e.g. in Seoul, it met. Again.", "May 2024", "In May 2024, e.g. in Seoul, it met."},
		{"See No. 5 of 2024. The end.", "2024", "See No. 5 of 2024."},
		{"The U.S. and others met in 2024! Then?", "2024", "The U.S. and others met in 2024!"},
		{"Numbers: 3.5 in 2024 rose. 4 fell.", "2024", "Numbers: 3.5 in 2024 rose. 4 fell."},
		{"2024", "2024", "2024"},
	} {
		start := strings.Index(c.text, c.words)
		from, to := sentence([]byte(c.text), start, start+len(c.words))
		if got := c.text[from:to]; got != c.want {
			t.Errorf("the sentence of %q in %q is %q, want %q", c.words, c.text, got, c.want)
		}
	}
}
