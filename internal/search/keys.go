package search

import "unicode/utf8"

// maxKey is how many bytes a key has at most. Names, numbers and properties that
// would have longer ones have none.
const maxKey = 480

// AppendKeys appends the keys under which an index has a word of a text: its
// form, or of a run of Hangul or Ideographs every two characters of the form
// that follow each other, then its last character.
func AppendKeys(keys []string, form string, script Script) []string {
	eachKey([]byte(form), script, func(key []byte) { keys = append(keys, string(key)) })
	return keys
}

func eachKey(form []byte, script Script, do func(key []byte)) {
	if len(form) == 0 {
		return
	}
	if script == Letters {
		do(form)
		return
	}
	for {
		_, first := utf8.DecodeRune(form)
		if first == len(form) {
			do(form)
			return
		}
		_, second := utf8.DecodeRune(form[first:])
		do(form[:first+second])
		form = form[first:]
	}
}

// NameKey returns the key of a name: its folded words with a space between
// them, or "" if it has no words or the key would be longer than 480 bytes.
func NameKey(name string) string { return string(appendNameKey(nil, name)) }

func appendNameKey(dst []byte, name string) []byte {
	start := len(dst)
	scanner := Scan(name)
	for w, ok := scanner.Next(); ok; w, ok = scanner.Next() {
		before := len(dst)
		if before > start {
			dst = append(dst, ' ')
		}
		after := len(dst)
		if dst = Fold(dst, name[w.Start:w.End], w.Script); len(dst) == after {
			dst = dst[:before]
		}
		if len(dst)-start > maxKey {
			return dst[:start]
		}
	}
	return dst
}

// NumberKey returns the key of a printed paragraph number.
func NumberKey(number string) string { return "#" + number }
