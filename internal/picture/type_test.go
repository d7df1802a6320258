package picture

import (
	"slices"
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	f := face{size: 10} // a small letter is 5.75 wide, a syllable of Hangul 10
	for _, test := range []struct {
		text  string
		width float64
		most  int
		want  string
	}{
		{"", 100, 3, ""},
		{"  one \n two ", 100, 3, "one two"},
		{"one two", 30, 3, "one/two"},
		{"one two three", 30, 2, "one/two…"},
		{"abcdefgh", 24, 9, "abcd/efgh"},
		{"ab abcdefgh", 24, 9, "ab/abcd/efgh"},
		{"외교부 장관", 31, 9, "외교부/장관"},
		{"과학기술정보통신부", 31, 9, "과학기/술정보/통신부"},
		{"과학기술정보통신부", 31, 2, "과학기/술정…"},
		{"a\u0301a\u0301", 6, 9, "a\u0301/a\u0301"},
		{"one, two", 27, 1, "one…"},
		{"one two three", 47, 1, "one…"},
		{"abcdefgh", 24, 1, "ab…"},
	} {
		if got := f.wrap(test.text, test.width, test.most); !slices.Equal(got, strings.FieldsFunc(test.want, func(r rune) bool { return r == '/' })) {
			t.Errorf("%q in %v: %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

func TestWidth(t *testing.T) {
	plain, bold := face{size: 10}, face{size: 10, bold: true}
	for _, test := range []struct{ less, more float64 }{
		{plain.width("iii"), plain.width("nnn")},
		{plain.width("nnn"), plain.width("MMM")},
		{plain.width("nnn"), bold.width("nnn")},
		{plain.width("MMM"), plain.width("외교부")},
	} {
		if test.less >= test.more {
			t.Errorf("%v is not less than %v", test.less, test.more)
		}
	}
	if plain.width("e\u0301") != plain.width("e") {
		t.Error("an accent has a width")
	}
}
