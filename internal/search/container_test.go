package search_test

import (
	"bytes"
	"strings"
	"testing"

	"concord/internal/search"
)

func TestEncode(t *testing.T) {
	tests := []struct {
		stream string
		want   string
	}{
		{"", `concordSearch("n","")`},
		{"\xFF", `concordSearch("n","` + "\x7F\x40" + `")`},
		{"\x00", `concordSearch("n","\0\0")`},
		{"\x00\xC0", `concordSearch("n","\x000\0")`},
		// 0001010 0001101 0100010 1011100: a line feed, a carriage return, a
		// quotation mark, a backslash
		{"\x14\x35\x15\xC0", `concordSearch("n","\n\r` + `\"\\\0` + `")`},
		{"abcdefg", "concordSearch(\"n\",\"0XL6#\x15Lg\")"},
	}
	for _, test := range tests {
		got := string(search.Encode(nil, "n", []byte(test.stream)))
		if got != test.want {
			t.Errorf("Encode(%q) = %q, not %q", test.stream, got, test.want)
		}
	}
}

func TestEncodeKeepsEveryByte(t *testing.T) {
	stream := make([]byte, 0, 256*9)
	for n := range 9 {
		for b := range 256 {
			stream = append(stream, byte(b*(n+1)+n))
		}
		file := search.Encode(nil, "root", stream)
		if strings.ContainsAny(string(file), "\x00\n\r") || bytes.IndexFunc(file, func(r rune) bool { return r > 0x7F }) >= 0 {
			t.Errorf("%q is no line of ASCII", file)
		}
		name, got, err := search.Decode(file)
		if err != nil || name != "root" || !bytes.Equal(got, stream) {
			t.Errorf("%d bytes come back as %d, named %q: %v", len(stream), len(got), name, err)
		}
		stream = append(stream, 0)[:len(stream)]
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, file := range []string{
		"", "concordSearch", `concordSearch("n")`, `concordSearch("n","")x`, `concordSearch("n","` + "\x00" + `")`,
		`concordSearch("n","` + "\n" + `")`, `concordSearch("n","é")`, `concordSearch("n","\")`, `concordSearch("n","\t")`,
		`concordSearch("n","\x01")`, `concordSearch("n","a")`, `concordSearch("n","aa")`, `concordSearch("n","a"a")`,
		`<!doctype html><title>404</title>`,
	} {
		if name, stream, err := search.Decode([]byte(file)); err == nil {
			t.Errorf("Decode(%q) = %q, %q without an error", file, name, stream)
		}
	}
}

// Any byte that is missing, added or changed in any file is noticed, unless it
// holds nothing: the last byte of compressed blocks may have bits to spare.
func TestDamageIsNoticed(t *testing.T) {
	files, _ := build(t, search.Input{Entries: generated(40, 100)}, inTurn)
	for path, file := range files {
		whole := content(t, file)
		for at := 0; at < len(file); at += 1 + len(file)/20 {
			for _, damaged := range []string{file[:at], file[:at] + file[at+1:], file[:at] + string(file[at]^1) + file[at+1:], file[:at] + "a" + file[at:]} {
				name, stream, err := search.Decode([]byte(damaged))
				if err != nil || search.Folder+name+".js" != path {
					continue
				}
				if content, err := search.Inflate(stream); err == nil && !bytes.Equal(content, whole) {
					t.Errorf("%s: a change at %d of %d is not noticed", path, at, len(file))
				}
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`concordSearch("n","aab\n\x007\0")`))
	f.Add(search.Encode(nil, "root", []byte("stream")))
	f.Fuzz(func(t *testing.T, file []byte) {
		name, stream, err := search.Decode(file)
		if err != nil {
			return
		}
		if again := search.Encode(nil, name, stream); !bytes.Equal(again, file) {
			t.Errorf("%q comes back as %q", file, again)
		}
		_, _ = search.Inflate(stream)
	})
}

// content returns what a file holds, nothing if that begins or continues
// another's.
func content(t *testing.T, file string) []byte {
	t.Helper()
	_, stream, err := search.Decode([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	content, err := search.Inflate(stream)
	if err != nil {
		return nil
	}
	return content
}
