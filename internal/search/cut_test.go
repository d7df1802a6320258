package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestWeight(t *testing.T) {
	tests := []struct{ occurrences, length, want uint32 }{
		{0, 0, 0}, {0, 1000, 0}, {1, 0, 5}, {1, 256, 3}, {1, 600, 1}, {1, 597, 2}, {1, 963, 1}, {1, 964, 0}, {2, 0, 6}, {3, 600, 5}, {1 << 29, 1 << 31, 6},
	}
	for _, test := range tests {
		if got := weightOf(test.occurrences, test.length); got != test.want {
			t.Errorf("%d times in %d words weigh %d, not %d", test.occurrences, test.length, got, test.want)
		}
	}
}

func TestSlots(t *testing.T) {
	for _, test := range []struct{ entries, bits int }{{0, 0}, {1, 1}, {2, 2}, {3, 2}, {4, 3}, {6, 3}, {7, 4}, {12, 4}, {13, 5}, {10_000, 14}, {100_000, 18}} {
		if got := slotBits(test.entries); got != test.bits {
			t.Errorf("%d entries have 1<<%d slots, not 1<<%d", test.entries, got, test.bits)
		}
	}
	var entries []Entry
	for i := range 1000 {
		entries = append(entries, Entry{Path: fmt.Sprint(i)})
	}
	list, slots, err := place(entries)
	if err != nil {
		t.Fatal(err)
	}
	moved := 0
	for i, e := range list {
		if i > 0 && e.slot <= list[i-1].slot || int(e.slot) >= slots {
			t.Errorf("entry %d has the slot %d of %d", i, e.slot, slots)
		}
		if hashOf(e.Path)>>(32-11) != e.slot {
			moved++
		}
	}
	if moved == 0 || moved > 400 {
		t.Errorf("%d of 1000 entries are not in the slot of their hash", moved)
	}
	for i, group := range grouped(list, slots, 3) {
		for _, e := range group {
			if int(e.slot)>>3 != i {
				t.Errorf("slot %d is in group %d", e.slot, i)
			}
		}
	}
}

func TestTextShift(t *testing.T) {
	for _, test := range []struct{ text, slots, want int }{{0, 1, 0}, {0, 8, 3}, {100, 8, 3}, {8 * 4096, 8, 0}, {8*4096 - 1, 8, 1}, {74_000_000, 16384, 0}, {7_400_000, 16384, 4}} {
		if got := textShift(test.text, test.slots, 4096); got != test.want {
			t.Errorf("%d bytes of text in %d slots have the shift %d, not %d", test.text, test.slots, got, test.want)
		}
	}
}

// cutSize is how many bytes of keys the tests put into a vocabulary file.
const cutSize = 8192

func TestDivide(t *testing.T) {
	all := func(prefix string, n int) (keys []string) {
		for i := range n {
			keys = append(keys, fmt.Sprintf("%s%04d", prefix, i))
		}
		return keys
	}
	tests := []struct {
		what string
		keys []string
		cuts []string
	}{
		{"nothing", nil, nil},
		{"few keys are one file", []string{"a", "b", "c"}, []string{""}},
		{"a letter of many is divided, and its neighbours are not joined to it", slices.Concat([]string{"a"}, all("b", 2000), []string{"c", "d"}),
			[]string{"", "b0", "b1", "c"}},
		{"a key that all others begin with", slices.Concat([]string{"b"}, all("b", 2000)), []string{"", "b1"}},
		{"characters are not divided", slices.Concat(all("가", 2000), []string{"각"}), []string{"", "가1", "각"}},
	}
	for _, test := range tests {
		if got := cutsOf(test.keys); !slices.Equal(got, test.cuts) {
			t.Errorf("%s: %d keys are cut at %q, not %q", test.what, len(test.keys), got, test.cuts)
		}
	}
	for _, keys := range [][]string{all("b", 5000), slices.Concat(all("a", 700), all("b", 3000), all("가", 2000), all("각", 700)), {strings.Repeat("z", 100_000)}} {
		checkCuts(t, keys)
	}
}

func cutsOf(keys []string) (cuts []string) {
	for _, c := range divide(len(keys), func(i int) []byte { return []byte(keys[i]) }, cutSize) {
		cuts = append(cuts, c.prefix)
	}
	return cuts
}

// checkCuts says what holds of all cuts.
func checkCuts(t *testing.T, keys []string) {
	t.Helper()
	cuts := divide(len(keys), func(i int) []byte { return []byte(keys[i]) }, cutSize)
	for i, c := range cuts {
		end := len(keys)
		if i+1 < len(cuts) {
			end = cuts[i+1].first
		}
		size := 0
		for _, k := range keys[c.first:end] {
			if size += len(k); k < c.prefix {
				t.Errorf("%.20q is before its cut %q", k, c.prefix)
			}
		}
		if c.first > 0 && (keys[c.first-1] >= c.prefix || !strings.HasPrefix(keys[c.first], c.prefix)) {
			t.Errorf("the cut %q lies not before %q", c.prefix, keys[c.first])
		}
		if end-c.first > 1 && size > 3*cutSize {
			t.Errorf("the file at %q has %d bytes of keys", c.prefix, size)
		}
	}
}

func TestKeysOfWords(t *testing.T) {
	tests := []struct {
		form   string
		script Script
		want   string
	}{
		{"", Letters, ""}, {"ab", Letters, "ab"}, {"", Hangul, ""}, {"가", Hangul, "가"}, {"가나", Hangul, "가나 나"}, {"東京都", Ideographs, "東京 京都 都"},
	}
	for _, test := range tests {
		if got := strings.Join(AppendKeys(nil, test.form, test.script), " "); got != test.want {
			t.Errorf("the keys of %q are %q, not %q", test.form, got, test.want)
		}
	}
}

func TestNameKey(t *testing.T) {
	tests := []struct{ name, want string }{
		{"", ""}, {" -!? \u0301", ""}, {"Health Sciences Authority", "health sciences authority"}, {"HSA", "hsa"},
		{"Rules-Based ‘Order’", "rules based order"}, {"Ministry of Health’s", "ministry of health"}, {"보건복지부 (MOHW)", "보건복지부 mohw"},
		{"2024년 10월", "2024 년 10 월"}, {strings.Repeat("abc ", 120), strings.TrimSpace(strings.Repeat("abc ", 120))}, {strings.Repeat("abc ", 121), ""},
	}
	for _, test := range tests {
		if got := NameKey(test.name); got != test.want {
			t.Errorf("NameKey(%.40q) = %q, not %q", test.name, got, test.want)
		}
	}
}
