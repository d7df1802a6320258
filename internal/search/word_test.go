package search_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"
	"unicode/utf16"

	"concord/internal/search"
)

var update = flag.Bool("update", false, "rewrite the words of testdata/words.jsonl")

// wordCase is a line of testdata/words.jsonl, which the script in browsers is
// tested against as well: a text, and its words.
type wordCase struct {
	Number int        `json:"number"`
	Text   string     `json:"text"`
	Words  []caseWord `json:"words"`
}

type caseWord struct {
	Start  int    `json:"start"` // bytes
	End    int    `json:"end"`
	From   int    `json:"from"` // the same places in units of UTF-16
	To     int    `json:"to"`
	Script string `json:"script"`
	Joined bool   `json:"joined,omitempty"`
	Form   string `json:"form"`
}

var scriptNames = [...]string{"letters", "hangul", "ideographs"}

func wordsOf(text string) []caseWord {
	words := []caseWord{}
	scanner := search.Scan(text)
	for w, ok := scanner.Next(); ok; w, ok = scanner.Next() {
		words = append(words, caseWord{
			Start: w.Start, End: w.End, From: units(text[:w.Start]), To: units(text[:w.End]),
			Script: scriptNames[w.Script], Joined: w.Joined,
			Form: string(search.Fold(nil, text[w.Start:w.End], w.Script)),
		})
	}
	return words
}

func units(text string) int { return len(utf16.Encode([]rune(text))) }

func TestWords(t *testing.T) {
	const path = "testdata/words.jsonl"
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	lines := bufio.NewScanner(bytes.NewReader(file))
	number := 0
	for lines.Scan() {
		var c wordCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatalf("%s: case %d: %v", path, number+1, err)
		}
		if number++; c.Number != number {
			t.Errorf("%s: case %d has the number %d", path, number, c.Number)
		}
		got, want := wordsOf(c.Text), c.Words
		c.Words = got
		g, w := line(t, got), line(t, want)
		if g != w && !*update {
			t.Errorf("case %d: %q\n got %s\nwant %s", number, c.Text, g, w)
		}
		out.WriteString(line(t, c))
	}
	if *update {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func line(t *testing.T, v any) string {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
