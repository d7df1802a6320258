package language

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// titles of an index in the order that they are to have, "|" between those of
// different headings, each with its heading before it.
var indexes = []struct {
	name, tag string
	want      string
}{
	{"case and accents decide last", "en", "A: Angle, Ångström, archive, Archive | E: ebb, eclair, Eclair, Éclair, eclairs"},
	{"numbers count", "en", "A: Annex 2, Annex 2a, Annex 10, Annex 100"},
	{"marks before a title do not count", "en", "J: Jetty, “Joint Port”, (Joint) Quay | P: ‘Port’ | Q: Quayless"},
	{"words come before longer words", "en", "N: New Port, New-Port Bay, Newark"},
	{"Latin letters beyond A to Z", "en", "A: Adam, Æsir, Azure | L: Lime, Łódź, Lyon | O: Oak, Øst, Ox | S: Sand, ßeta, Sun | Z: Zoo, Źródło"},
	{"other alphabets follow", "en", "Z: Zoo | Ω: Ωmega | Я: Ялта | ㄱ: 가나 | ㅎ: 한국"},
	{"what has no letter comes last", "en", "A: Aa | Z: Zoo | #: …, 9 ports, 10 ports, 日本"},
	{"consonants", "ko", "ㄱ: 가나, 각서, 갂 | ㄴ: 나라 | ㄷ: 대사관 | ㄹ: 라디오 | ㅁ: 문화부 | ㅂ: 법무부 | ㅅ: 산업부 | ㅇ: 외교부 | ㅈ: 재정부 | ㅊ: 총리실 | ㅋ: 카누 | ㅌ: 토지 | ㅍ: 평화 | ㅎ: 해양부"},
	{"doubled consonants under the plain ones", "ko", "ㄱ: 가나, 강, 까치 | ㄷ: 도시, 땅 | ㅂ: 바다, 빵 | ㅅ: 산, 쌀 | ㅈ: 자, 짝"},
	{"Hangul before Latin", "ko", "ㄱ: 관세청 | ㅎ: 「해양법」, 해양부 | A: APEC, asean, ASEAN | M: MFA, MPM | #: 1차 회의, 2차 회의, 10차 회의, 外交部"},
	{"a consonant alone", "ko", "ㄱ: ㄱ, 가 | ㄴ: ㄴ, 나 | #: ㅏ"},
	{"after Z in Swedish", "sv", "A: Abborre, Ask | Z: Zebra | Å: Å, Ål, Åska | Ä: Ära | Ö: Öre"},
	{"a letter of its own", "es", "N: Nadal, nube | Ñ: Ñandú | O: Oca, óleo, oso"},
	{"Greek", "el", "Α: Αθήνα, άλφα | Β: Βήτα | A: Athens"},
	{"Cyrillic", "ru", "Е: Европа, Ёлка, Ель | И: Ива | Й: Йод | B: Berlin"},
}

func TestIndexes(t *testing.T) {
	for _, c := range indexes {
		t.Run(c.tag+" "+c.name, func(t *testing.T) {
			l, _ := New(c.tag)
			var want, letters []string
			for group := range strings.SplitSeq(c.want, " | ") {
				letter, titles, _ := strings.Cut(group, ": ")
				for title := range strings.SplitSeq(titles, ", ") {
					want = append(want, title)
					letters = append(letters, letter)
				}
			}
			for seed := range uint64(5) {
				got := slices.Clone(want)
				random := rand.New(rand.NewPCG(seed, 0))
				random.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
				compared := slices.SortedFunc(slices.Values(got), l.Compare)
				SortBy(l, got, func(s string) string { return s })
				if !slices.Equal(got, want) || !slices.Equal(compared, want) {
					t.Fatalf("sorted\n%s, compared\n%s, not\n%s", got, compared, want)
				}
			}
			for i, title := range want {
				if got := l.Letter(title); got != letters[i] {
					t.Errorf("%s stands under %s, not %s", title, got, letters[i])
				}
			}
		})
	}
}

func TestFirstLetter(t *testing.T) {
	for title, want := range map[string]string{
		"": "#", "  ": "#", "—": "#", "42": "#", "½": "#", "\xff": "#", "e\u0301tat": "E", "état": "E", "ﬁn": "F",
		"\u1101\u1161": "ㄱ", "\u1112\u1161\u11ab": "ㅎ", "〈한국〉": "ㅎ", "ㄲ": "ㄱ", "ㄳ": "#", "힣": "ㅎ", "日": "#", "ひ": "#", "Ａ": "A",
	} {
		if got := English().Letter(title); got != want {
			t.Errorf("%q stands under %s, not %s", title, got, want)
		}
	}
}

// FuzzOrder: the orders of Compare and SortBy are one, and in it each heading
// stands once.
func FuzzOrder(f *testing.F) {
	for _, c := range indexes {
		f.Add(c.tag == "ko", strings.ReplaceAll(c.want, ", ", "\n"))
	}
	f.Fuzz(func(t *testing.T, isKorean bool, text string) {
		text = strings.ToValidUTF8(text[:min(len(text), 500)], "") // many titles say no more than a few
		tag := "en"
		if isKorean {
			tag = "ko"
		}
		l, _ := New(tag)
		titles := strings.Split(text, "\n")
		sorted := slices.Clone(titles)
		SortBy(l, sorted, func(s string) string { return s })
		if compared := slices.SortedFunc(slices.Values(titles), l.Compare); !slices.Equal(compared, sorted) {
			t.Fatalf("%s: sorted %q, compared %q", tag, sorted, compared)
		}
		var letters []string
		for _, title := range sorted {
			if letter := l.Letter(title); len(letters) == 0 || letters[len(letters)-1] != letter {
				letters = append(letters, letter)
			}
		}
		seen := map[string]bool{}
		for _, letter := range letters {
			if seen[letter] {
				t.Fatalf("%s: %s stands twice: %q has %q", tag, letter, sorted, letters)
			}
			seen[letter] = true
		}
	})
}
