package search

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// The quick way of folding must not differ from the steps that Fold promises.
func FuzzFold(f *testing.F) {
	for _, word := range []string{"Straße", "İstanbul", "ŉ's", "ͺαΪ", "보건\u1112", "ﷺ", "a\u0301\u0483", "ʼ’s", "Ǆ1⒈"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, text string) {
		scanner := Scan(text)
		for w, ok := scanner.Next(); ok; w, ok = scanner.Next() {
			word := text[w.Start:w.End]
			if w.Script == Letters {
				word = firstCharacters(word, maxRead)
			}
			form := string(Fold([]byte("x"), word, w.Script))[1:]
			whole := foldWhole(nil, word)
			if w.Script == Letters {
				whole = firstCharacters(whole, maxForm)
				if utf8.RuneCountInString(form) > maxForm {
					t.Errorf("Fold(%q) = %q, more than %d characters", word, form, maxForm)
				}
			}
			if form != string(whole) {
				t.Errorf("Fold(%q) = %q, by the steps %q", word, form, whole)
			}
			if !utf8.ValidString(form) || strings.ContainsAny(form, " '#:") {
				t.Errorf("Fold(%q) = %q", word, form)
			}
		}
	})
}

// Every letter by itself, and with an accent, folds in both ways to the same.
func TestFoldQuickly(t *testing.T) {
	for r := rune(0x80); r < 0x3000; r++ {
		if c := classOf(r); c < classMark {
			continue
		}
		for _, word := range []string{string(r), "A" + string(r) + "\u0301b"} {
			if got, want := string(Fold(nil, word, Letters)), string(foldWhole(nil, word)); got != want {
				t.Errorf("Fold(%q) = %q, by the steps %q", word, got, want)
			}
		}
	}
}

func TestFoldDoesNotAllocate(t *testing.T) {
	dst := make([]byte, 0, 200)
	for _, word := range []string{"Cooperation", "Ministry’s", "Łódź", "Ёлка", "보건복지부는", "漢字"} {
		if n := testing.AllocsPerRun(10, func() { dst = Fold(dst[:0], word, Letters) }); n > 0 {
			t.Errorf("Fold(%q) allocates %v times", word, n)
		}
	}
}
